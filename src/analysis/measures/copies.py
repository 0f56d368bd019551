"""Whether a finding hangs on syndicated copies: the same shares with all of them, one a family, and originals only."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from ..cleaning.copies import COPIES, counted_copies
from .shares import term_shares


def shares_by_copies(mentions: pd.DataFrame, *, by: str | Sequence[str] = (), glosses: bool = False) -> pd.DataFrame:
    """Return each rival name's share of its actor's mentions for every choice of copies that count.

    Unit of analysis: the mention; families of copies go together (see `term_shares`).

    Args:
        mentions: `tables.MENTIONS` with their articles (see `with_articles`).
        by: Columns to group by.
        glosses: Whether aliases given beside the main name count.

    Returns:
        The table `term_shares` for each choice, one after the other, with the column `copies`
        before it: "all", "families" or "originals" (see `cleaning.copies.counted_copies`).
    """
    articles = mentions.drop_duplicates("article_id")
    parts = []
    for choice in COPIES:
        counted = mentions["article_id"].isin(counted_copies(articles, choice)["article_id"])
        shares = term_shares(mentions[counted], by=by, glosses=glosses)
        parts.append(shares.assign(copies=choice))
    every = pd.concat(parts, ignore_index=True)
    return every[["copies", *(name for name in every.columns if name != "copies")]]


def copies_compared(shares: pd.DataFrame, *, by: Sequence[str] = ()) -> pd.DataFrame:
    """Return the shares of `shares_by_copies` side by side.

    Args:
        shares: As `shares_by_copies` gives them.
        by: The columns they are grouped by.

    Returns:
        For every group and name: the `by` columns, `actor_id`, `term_id`, the share and the number
        of mentions of the actor for each choice (`all`, `of_all`, `families`, …), `largest_change`
        (the largest distance of another choice's share from that with all copies), and `is_first`:
        whether the name is the group's most frequent with each choice of copies alike.
    """
    keys = [*by, "actor_id", "term_id"]
    if shares.empty:
        columns = [*keys, *COPIES, *(f"of_{choice}" for choice in COPIES), "largest_change", "is_first"]
        return pd.DataFrame(columns=columns)
    wide = shares.pivot_table(index=keys, columns="copies", values=["share", "of"], sort=False, dropna=False)
    table = pd.DataFrame(
        {name: wide["share", choice] for choice in COPIES for name in [choice]}
        | {f"of_{choice}": wide["of", choice] for choice in COPIES}
    )
    table["largest_change"] = (table[list(COPIES[1:])].sub(table["all"], axis=0)).abs().max(axis=1)
    groups = table.groupby(level=list(range(len(keys) - 1)), sort=False)
    firsts = [table[choice] == groups[choice].transform("max") for choice in COPIES]
    table["is_first"] = pd.concat(firsts, axis=1).all(axis=1)
    return table.reset_index()
