"""Whether the findings hang on copies, in words."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis import Codebook
from analysis.reports.copies import copies_finding, copies_table


def compared(*rows: tuple[str, str, float, float, int, int, bool]) -> pd.DataFrame:
    columns = ["outlet", "term_id", "all", "originals", "of_all", "of_originals", "is_first"]
    table = pd.DataFrame(rows, columns=columns)
    change = (table["all"] - table["originals"]).abs()
    return table.assign(families=table["originals"], of_families=table["of_originals"], largest_change=change)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (
            [("Post", "daesh", 0.5, 0.5, 40, 40, True), ("Post", "isis", 0.5, 0.5, 40, 40, True)],
            "No mention stands in a copy of another article",
        ),
        (
            [("Post", "daesh", 0.7, 0.72, 40, 30, True), ("Post", "isis", 0.3, 0.28, 40, 30, False)],
            "10 mentions stand in copies of other articles. How they count hardly matters: the largest change",
        ),
        (
            [("Post", "daesh", 0.7, 0.9, 40, 30, True), ("Post", "isis", 0.3, 0.1, 40, 30, False)],
            "changes shares, but not which name leads: the largest change of a share is 20 points (Daesh, Post)",
        ),
        (
            [("Post", "daesh", 0.6, 0.4, 40, 30, False), ("Post", "isis", 0.4, 0.6, 40, 30, False)],
            "Which name leads hangs on how they count in 1 group (Post)",
        ),
        ([("Post", "daesh", 0.6, 0.4, 10, 5, False)], "too few to tell"),
    ],
)
def test_the_finding_says_what_copies_change(
    rows: list[tuple[str, str, float, float, int, int, bool]], said: str, islamic_state: Codebook
) -> None:
    assert said in repr(copies_finding(compared(*rows), islamic_state, ["outlet"]))


def test_the_table_has_a_share_for_every_choice(islamic_state: Codebook) -> None:
    shown = repr(copies_table(compared(("Post", "daesh", 0.7, 0.9, 40, 30, True)), islamic_state, ["outlet"]))
    assert "70 % of 40" in shown
    assert shown.count("90 % of 30") == 2
