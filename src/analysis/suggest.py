"""Names that a codebook may lack, as YAML in its own shape."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

import pandas as pd
import yaml

from .codebook import KINDS, Codebook
from .features.aliases import Alias, said_aliases, spelled_aliases
from .features.candidates import Candidate, candidates

_KINDS = {"person": "person", "group": "group", "people": "people", "place": "country", "unknown": "organisation"}
_ALIAS = 2  # articles that another name must have: one alone may be a slip, a dateline, or a party in brackets
_SAID = 0.2  # share of the articles with a frequent name that must call it another name, to count as no actor


def suggestions(articles: pd.DataFrame, codebook: Codebook, *, fewest: int = 5, most: int = 40) -> str:
    """Return what a codebook may lack as one YAML document, in the codebook's shape and at its depth.

    Two keys: `actors`, names that it does not have; and `variants`, other names of the actors that it
    has, under actor and rival name. Every entry has counts and examples in comments. A string stands
    in one place only: a frequent name that may be another name of an actor is an actor with a comment,
    unless texts often say so or only capitals and marks differ.

    Args:
        articles: The articles of a corpus.
        codebook: The study's codebook.
        fewest: Articles that must have an actor. Another name must have two, or as few as an actor.
        most: Entries to suggest in each part.
    """
    rarest = min(fewest, _ALIAS)
    names = candidates(articles, codebook, fewest=rarest)
    aliases: dict[str, Alias] = {}
    for alias in (*said_aliases(articles, codebook, fewest=rarest), *spelled_aliases(names, codebook)):
        aliases.setdefault(alias.text, alias)
    actors = [name for name in names if name.n_articles >= fewest and not _is_other(name, aliases.get(name.text))]
    taken = {text for name in actors for text in (name.text, *name.also)}
    others = sorted((alias for alias in aliases.values() if alias.text not in taken), key=lambda row: -row.n_articles)
    lines = [
        f"# What codebook {codebook.name!r} lacks, by frequency. Keep what matters to the study.",
        "",
        f"# New actors: paste under `actors`. Check each kind: {', '.join(KINDS)}.",
        *_part("actors", _actor_lines(actors[:most], aliases, set(codebook.actors))),
        "",
        "# Other names of actors that it has: paste each under the `variants` of the same actor or term.",
        *_part("variants", _variant_lines(others[:most], {name.text: name for name in names}, codebook)),
    ]
    return "\n".join(lines) + "\n"


def _is_other(name: Candidate, alias: Alias | None) -> bool:
    """Tell whether a frequent name is surely another name of an actor, and none of its own."""
    if alias is None:
        return False
    if alias.like is None:
        return alias.n_articles >= _SAID * name.n_articles
    return _plain(alias.text, "") == _plain(alias.like, "")


def _part(key: str, lines: Iterable[str]) -> list[str]:
    inside = list(lines)
    return [f"{key}:", *inside] if inside else [f"{key}: {{}}  # none found"]


def _actor_lines(names: Iterable[Candidate], aliases: dict[str, Alias], taken: set[str]) -> Iterator[str]:
    for name in names:
        actor_id = _id(name.text, taken)
        taken.add(actor_id)
        texts = (name.text, *name.also)
        yield f"  {_scalar(actor_id)}:  # {_counts(name)}"
        for alias in (aliases[text] for text in texts if text in aliases):
            yield f"    # perhaps a name of {alias.term_id or alias.actor_id}: {_why(alias)}"
        yield from _examples(name.examples, "    ")
        yield f"    label: {_scalar(name.text)}"
        yield f"    kind: {_KINDS[name.kind]}"
        yield f"    variants: [{', '.join(map(_scalar, texts))}]"


def _variant_lines(aliases: Iterable[Alias], named: dict[str, Candidate], codebook: Codebook) -> Iterator[str]:
    of: dict[str, dict[str | None, list[Alias]]] = {}
    for alias in aliases:
        of.setdefault(alias.actor_id, {}).setdefault(alias.term_id, []).append(alias)
    for actor_id in (one for one in codebook.actors if one in of):
        yield f"  {_scalar(actor_id)}:"
        terms = [term_id for term_id in codebook.actors[actor_id].terms if term_id in of[actor_id]]
        if terms:
            yield "    terms:"
        for term_id in terms:
            yield f"      {_scalar(term_id)}:"
            yield from _alias_lines(of[actor_id][term_id], named, "        ")
        yield from _alias_lines(of[actor_id].get(None, ()), named, "    ")


def _alias_lines(aliases: Iterable[Alias], named: dict[str, Candidate], margin: str) -> Iterator[str]:
    for n, alias in enumerate(aliases):
        if not n:
            yield f"{margin}variants:"
        counts = f"; {_counts(named[alias.text])}" if alias.text in named else ""
        yield f"{margin}  - {_scalar(alias.text)}  # {_why(alias)}{counts}"
        yield from _examples(alias.examples, margin + "    ")


def _examples(lines: Iterable[str], margin: str) -> Iterator[str]:
    """Yield examples as comments, without the characters that end a line for YAML or that it refuses."""
    for line in lines:
        printable = "".join(one if one.isprintable() else " " for one in line)
        yield f"{margin}# {' '.join(printable.split())}"


def _counts(name: Candidate) -> str:
    guess = "kind unknown" if name.kind == "unknown" else f"looks like a {name.kind}"
    return f"{name.n} times in {_articles(name.n_articles)}, {guess}"


def _why(alias: Alias) -> str:
    if alias.like is None:
        return f"given as another name in {_articles(alias.n_articles)}"
    return f"spelled like {alias.like}"


def _id(text: str, taken: set[str]) -> str:
    name = first = _plain(text, "-") or "actor"
    number = 1
    while name in taken:
        number += 1
        name = f"{first}-{number}"
    return name


def _plain(text: str, between: str) -> str:
    """Return a name in small letters without marks, and with something else between its parts."""
    plain = unicodedata.normalize("NFKD", text.lower())
    letters = "".join(
        one if one.isascii() and one.isalnum() else " " for one in plain if not unicodedata.combining(one)
    )
    return between.join(letters.split())


def _articles(n: int) -> str:
    return f"{n} article{'' if n == 1 else 's'}"


def _scalar(text: str) -> str:
    """Return a text as YAML has it inside of a list, in quotation marks where it needs them."""
    return yaml.safe_dump([text], default_flow_style=True, allow_unicode=True, width=10**6).strip()[1:-1]
