"""Bodies without faults and boilerplate: first each by itself, then by what recurs in its outlet."""

from __future__ import annotations

import pandas as pd
from tqdm import tqdm

from .boilerplate import Removed, tidied, without_boilerplate
from .recurrence import normal, recurrent_lines
from .text import clean_text, single_line

Cut = tuple[str, list[Removed]]


def cleaned_bodies(raw: pd.DataFrame) -> list[Cut]:
    """Return the cleaned body of every raw article and what was cut from it; a body may be empty.

    Args:
        raw: `body`, and `outlet` where known.
    """
    bodies = tqdm(raw["body"], desc="cleaning", unit=" articles", disable=None, leave=False)
    cuts = [cleaned_body(body) for body in bodies]
    outlets = [single_line(name) if isinstance(name, str) else None for name in raw.get("outlet", [None] * len(raw))]
    pending = set(outlets) - {None}
    while pending:  # a cut changes what is an outlet's first and last line, and how many articles it has
        left = [(outlet, body) for outlet, (body, _) in zip(outlets, cuts, strict=True) if body and outlet in pending]
        found = recurrent_lines(pd.DataFrame(left, columns=["outlet", "body"]))
        lines = {str(outlet): frozenset(rows) for outlet, rows in found.groupby("outlet")["line"]}
        cuts = [_without(cut, lines.get(outlet or "")) for outlet, cut in zip(outlets, cuts, strict=True)]
        pending = set(lines)
    return cuts


def cleaned_body(raw: object) -> Cut:
    """Return a body without faults and boilerplate; cutting may show new faults, so until nothing changes."""
    body = clean_text(raw) if isinstance(raw, str) else ""
    removed: list[Removed] = []
    while True:
        kept, cut = without_boilerplate(body)
        if not cut:
            return body, removed
        removed += cut
        body = clean_text(kept)


def _without(cut: Cut, recurrent: frozenset[str] | None) -> Cut:
    """Return a body without the lines that recur in its outlet."""
    body, removed = cut
    if not recurrent:
        return cut
    lines = body.split("\n")
    gone = [line for line in lines if normal(line) in recurrent]
    if not gone:
        return cut
    kept, further = cleaned_body(tidied(line for line in lines if normal(line) not in recurrent))
    return kept, [*removed, *(Removed(line, "recurrence") for line in gone), *further]
