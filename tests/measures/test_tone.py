from __future__ import annotations

import pandas as pd
import pytest

from analysis.measures import mean_sentiment


def scores(*rows: tuple[str, str, float]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["article_id", "actor_id", "score"])
    label = pd.cut(frame["score"], [-2, -0.1, 0.1, 2], labels=["negative", "neutral", "positive"])
    return frame.assign(label=label.astype("str"), outlet=frame["article_id"].str[0])


def test_means_and_shares_by_hand() -> None:
    found = mean_sentiment(scores(("a1", "x", 0.5), ("a2", "x", -0.5), ("a3", "x", -0.3), ("a3", "y", 1.0)))
    x = found.set_index("actor_id").loc["x"]
    assert x["mean"] == pytest.approx(-0.1)
    assert (x["n"], x["n_articles"]) == (3, 3)
    assert x["share_negative"] == pytest.approx(2 / 3)
    assert x["share_positive"] == pytest.approx(1 / 3)


def test_every_actor_has_a_row_in_every_group() -> None:
    found = mean_sentiment(scores(("a1", "x", 0.5), ("b1", "y", -0.5)), by=["outlet"])
    assert found[["outlet", "actor_id", "n"]].values.tolist() == [
        ["a", "x", 1],
        ["a", "y", 0],
        ["b", "x", 0],
        ["b", "y", 1],
    ]
    assert found["mean"].isna().tolist() == [False, True, True, False]


def test_interval_holds_the_mean_and_needs_five_articles() -> None:
    values = [(f"a{n}", "x", 0.1 * (n % 4)) for n in range(40)]
    row = mean_sentiment(scores(*values)).iloc[0]
    assert row["low"] < row["mean"] < row["high"]
    # Forty articles, standard deviation .112: a 95 % interval is about .07 wide.
    assert row["high"] - row["low"] == pytest.approx(2 * 1.96 * 0.1118 / 40**0.5, rel=0.15)
    assert mean_sentiment(scores(*values[:4]))["low"].isna().all()
