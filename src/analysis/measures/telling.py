"""The sentences that show best how texts write about an actor."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from ..tables import LABELS

_OF_ARTICLE = ["outlet", "published", "url"]
_COLUMNS = [
    *("actor_id", "label", "probability", "left", "surface", "right", "voice", "speaker", "article_id"),
    *_OF_ARTICLE,
]


def telling_sentences(
    scores: pd.DataFrame, articles: pd.DataFrame, *, most: int = 3, surer_than: float = 0.6
) -> pd.DataFrame:
    """Return the sentences that are most surely negative and most surely positive toward each actor.

    Of an article and its copies only one sentence is taken for a label, and of a sentence that was
    printed twice one.

    Args:
        scores: `tables.SENTIMENT`.
        articles: Their articles.
        most: Sentences for each actor and label.
        surer_than: Probability of the label that a sentence must exceed.

    Returns:
        `actor_id`, `label`, `probability`, `left`, `surface`, `right` (the sentence around the
        target), `voice`, `speaker`, `article_id`, `outlet`, `published`, `url`; surest first.
    """
    by_id = articles.set_index(articles["article_id"].astype("str"))
    rated = scores.loc[scores["label"].isin((LABELS[0], LABELS[-1]))]
    rated = rated.assign(
        probability=rated[["p_negative", "p_positive"]].max(axis=1), family=rated["article_id"].map(by_id["family_id"])
    )
    rated = rated[rated["probability"] > surer_than].sort_values("probability", ascending=False, kind="stable")
    rated = rated.drop_duplicates(["actor_id", "label", "family"])
    texts = {"title": by_id["title"].to_dict(), "body": by_id["body"].to_dict()}
    sides = [_sides(str(texts[row["part"]][row["article_id"]]), row) for row in rated.to_dict("records")]
    rated = rated.assign(left=[left for left, _ in sides], right=[right for _, right in sides])
    rated = rated.drop_duplicates(["actor_id", "label", "left", "right"])
    chosen = rated.groupby(["actor_id", "label"]).head(most).sort_values(["actor_id", "label"], kind="stable")
    about = by_id.loc[chosen["article_id"], _OF_ARTICLE].set_axis(chosen.index)
    own = [name for name in _COLUMNS if name not in _OF_ARTICLE]
    return pd.concat([chosen[own], about], axis=1)[_COLUMNS].reset_index(drop=True)


def _sides(text: str, row: Mapping[Any, Any]) -> tuple[str, str]:
    return text[row["sentence_start"] : row["start"]], text[row["end"] : row["sentence_end"]]
