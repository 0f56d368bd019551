"""Names that a codebook may lack, as YAML to paste into it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

import pandas as pd
import yaml

from .codebook import Codebook
from .features.aliases import Alias, said_aliases, spelled_aliases
from .features.candidates import Candidate, candidates

_KINDS = {"person": "person", "group": "group", "people": "people", "place": "country"}
_WIDTH = 100


def suggestions(articles: pd.DataFrame, codebook: Codebook, *, fewest: int = 5, most: int = 40) -> str:
    """Return what a codebook may lack as YAML: actors, and other names of the actors it has.

    Args:
        articles: The articles of a corpus.
        codebook: The study's codebook.
        fewest: Articles that must have a name.
        most: Actors to suggest.

    Returns:
        Two parts, each headed by a comment; every entry has its counts and an example beside it.
    """
    names = candidates(articles, codebook, fewest=fewest)
    found = [*said_aliases(articles, codebook), *spelled_aliases(names, codebook)]
    others = {alias.text for alias in found}
    new = [name for name in names if name.text not in others][:most]
    lines = ["# Other names of actors in the codebook: add those that fit to the variants of the actor or term."]
    lines += _alias_lines(found) if found else ["# None found."]
    lines += [
        "",
        "# Names that the codebook does not have: paste those that matter under `actors`, and check the kind.",
    ]
    taken = set(codebook.actors)
    for name in new:
        lines += _actor_lines(name, taken)
    return "\n".join(lines if new else [*lines, "# None found."]) + "\n"


def _alias_lines(found: Iterable[Alias]) -> Iterable[str]:
    for alias in found:
        why = "said to be one" if alias.why == "said" else f"spelled like {alias.why}"
        yield f"# {alias.term_id or alias.actor_id}: {why}, {_articles(alias.n_articles)}: {_short(alias.example)}"
        yield f"- {_scalar(alias.text)}"


def _actor_lines(name: Candidate, taken: set[str]) -> Iterable[str]:
    actor_id = _id(name.text, taken)
    taken.add(actor_id)
    kind = _KINDS.get(name.kind)
    guess = f"looks like a {name.kind}" if kind else "kind unknown"
    yield f"  # {name.n} times in {_articles(name.n_articles)}, {guess}: {_short(name.example)}"
    yield f"  {actor_id}:"
    yield f"    label: {_scalar(name.text)}"
    yield f"    kind: {kind or 'organisation'}"
    yield f"    variants: [{', '.join(_scalar(text) for text in (name.text, *name.also))}]"


def _id(text: str, taken: set[str]) -> str:
    plain = unicodedata.normalize("NFKD", text.lower())
    letters = "".join(
        one if one.isascii() and one.isalnum() else "-" for one in plain if not unicodedata.combining(one)
    )
    name = "-".join(part for part in letters.split("-") if part) or "actor"
    number = 2
    while name in taken:
        name, number = f"{name.removesuffix(f'-{number - 1}')}-{number}", number + 1
    return name


def _articles(n: int) -> str:
    return f"{n} article{'' if n == 1 else 's'}"


def _scalar(text: str) -> str:
    """Return a text as YAML has it inside of a list, in quotation marks where it needs them."""
    return yaml.safe_dump([text], default_flow_style=True, allow_unicode=True, width=10**6).strip()[1:-1]


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _WIDTH else line[:_WIDTH].rsplit(" ", 1)[0] + " …"
