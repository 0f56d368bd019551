"""What a chart draws and in which order, and how it says what it leaves out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from .look import MOST_OUTLETS


def leading_name(shares: pd.DataFrame) -> str:
    """Return the `term_id` of the name with most mentions in a table of shares; rows are sorted by it."""
    return str(shares.groupby("term_id")["n"].sum().idxmax())


def groups_by_share(shares: pd.DataFrame, group: str) -> list[Any]:
    """Return the groups to draw, from bottom to top: those that use the leading name least come first.

    Args:
        shares: Of one actor, as `term_shares(…, by=[group])` gives it. Of more than 15 groups those with
            most mentions are drawn.
        group: Column of the groups; they may be of any type.
    """
    present = shares[shares["of"] > 0]
    if present.empty:
        return []
    rows = present[present["term_id"] == leading_name(present)].assign(name=lambda rows: rows[group].astype("str"))
    most = rows.sort_values(["of", "name"], ascending=[False, True]).head(MOST_OUTLETS)
    return most.sort_values(["share", "of", "name"])[group].tolist()


def placed(
    rows: pd.DataFrame, column: str, order: Sequence[object], value: str, scaled: Sequence[str] = ("low", "high")
) -> pd.DataFrame:
    """Return the rows to draw, with their place and what is drawn in per cent.

    Args:
        rows: Estimates, with `low` and `high`.
        column: What the rows of the chart are.
        order: Its values that are drawn, from bottom to top.
        value: The column that is drawn.
        scaled: The columns drawn beside it.

    Returns:
        The rows drawn, in order, with `at` (the place, from 0), `x` (`value` in per cent), and the
        scaled columns in per cent.
    """
    at = {name: number for number, name in enumerate(order)}
    drawn = rows[rows[column].isin(list(at))]
    in_percent = {name: drawn[name] * 100 for name in scaled}
    drawn = drawn.assign(at=[at[name] for name in drawn[column]], x=drawn[value] * 100, **in_percent)
    return drawn.sort_values("at", kind="stable")


def few_note(drawn: pd.DataFrame) -> str:
    """Return what hollow marks mean, to add to a caption, if any value in it has no interval."""
    return "; hollow: too few articles for one" if drawn["low"].isna().any() else ""


def left_out_note(n: int, what: str) -> str:
    """Return how many groups ("outlets", "groups") have too few mentions to be drawn, as a sentence; or nothing."""
    if n <= 0:
        return ""
    one = n == 1
    what = what.removesuffix("s") if one else what
    return f" {n} {what} with fewer mentions {'is' if one else 'are'} in the table only."
