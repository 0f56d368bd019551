"""Tables that figures are drawn from, small enough to check by eye."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pandas as pd
import pytest

Shares = Callable[[str, Sequence[object]], pd.DataFrame]


@pytest.fixture
def labels() -> dict[str, str]:
    return {"x": "Ex", "z": "not in the table", "y": "<b>Why</b>"}


@pytest.fixture
def shares() -> Shares:
    """Return a table like `term_shares`: in every group seven of ten mentions say x and three y."""

    def table(group: str, values: Sequence[object]) -> pd.DataFrame:
        rows = [
            {group: value, "actor_id": "g", "term_id": term, "n": n, "of": 10, "n_articles": 9}
            | {"share": n / 10, "low": n / 10 - 0.1, "high": n / 10 + 0.1}
            for value in values
            for term, n in (("x", 7), ("y", 3))
        ]
        columns = [group, "actor_id", "term_id", "n", "of", "n_articles", "share", "low", "high"]
        return pd.DataFrame(rows, columns=columns)

    return table
