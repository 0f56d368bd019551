"""Kinds of descriptions, as the lexicon and a codebook list them."""

from __future__ import annotations

from dataclasses import dataclass

from .yamlfile import Entry

WORDS = ("persons", "groups", "adjectives")


@dataclass(frozen=True)
class Description:
    """One kind of words that an actor is described with beside its name.

    Attributes:
        description_id: Its id, such as "terrorist".
        label: As it stands in tables; empty where the id says enough.
        persons: Nouns for members ("militant"), in the singular.
        groups: Nouns for the whole ("army").
        adjectives: What makes a "group" one of this kind ("armed").
    """

    description_id: str
    label: str = ""
    persons: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()


def read_descriptions(entry: Entry) -> tuple[Description, ...]:
    """Return the kinds listed in a YAML file, in its order.

    Raises:
        InputError: A key is unknown, or a kind has no words.
    """
    kinds: list[Description] = []
    for description_id, kind in entry.mapping().items():
        keys = kind.mapping(known=("label", *WORDS))
        words = {name: tuple(word.text() for word in keys[name].sequence()) for name in WORDS if name in keys}
        if not any(words.values()):
            raise kind.error(f"description {description_id!r} has no words", f"List some under: {', '.join(WORDS)}.")
        label = keys["label"].text() if "label" in keys else ""
        kinds.append(Description(description_id, label, **words))
    return tuple(kinds)


def with_own(kinds: tuple[Description, ...], own: tuple[Description, ...]) -> tuple[Description, ...]:
    """Return kinds with an actor's own words added; its own kinds come first, since they say more."""
    added = {kind.description_id: kind for kind in own}
    known = {kind.description_id for kind in kinds}
    merged = [_joined(kind, added.get(kind.description_id)) for kind in kinds]
    return (*(kind for kind in own if kind.description_id not in known), *merged)


def _joined(kind: Description, own: Description | None) -> Description:
    if own is None:
        return kind
    words = {name: (*getattr(kind, name), *getattr(own, name)) for name in WORDS}
    return Description(kind.description_id, own.label or kind.label, **words)
