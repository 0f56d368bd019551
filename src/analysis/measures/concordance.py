"""Concordance: mentions in their context, one a line (KWIC)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

WIDTH = 70
_COLUMNS = [
    *("left", "surface", "right", "voice", "speaker", "outlet", "published", "article_id", "url"),
    *("part", "first", "start", "end", "last"),
]


def concordance(mentions: pd.DataFrame, articles: pd.DataFrame, *, width: int | None = WIDTH) -> pd.DataFrame:
    """Return the text to the left and right of every mention.

    Args:
        mentions: `tables.MENTIONS`, or any rows of it; or others about spans, such as `tables.SENTIMENT`.
        articles: The table `tables.ARTICLES`.
        width: Characters of context to each side, cut at a blank, never across the article's edge;
            without it, the sentence.

    Returns:
        `left`, `surface`, `right`, then `voice`, `speaker`, `outlet`, `published`, `article_id`, `url`,
        and where it stands: `part`, `first` (where `left` begins), `start`, `end`, `last` (where
        `right` ends); in the mentions' order.
    """
    by_id = articles.set_index(articles["article_id"].astype("str"))
    texts = {"title": by_id["title"].to_dict(), "body": by_id["body"].to_dict()}
    lines = mentions[["surface", "voice", "speaker", "article_id", "part", "start", "end"]].reset_index(drop=True)
    if width is None:
        lines = lines.assign(first=mentions["sentence_start"].to_numpy(), last=mentions["sentence_end"].to_numpy())
    else:
        places = zip(lines["article_id"], lines["part"], lines["start"], lines["end"], strict=True)
        bounds = [_bounds(str(texts[part][article_id]), start, end, width) for article_id, part, start, end in places]
        lines = lines.assign(first=[first for first, _ in bounds], last=[last for _, last in bounds])
    shown = [_sides(str(texts[row["part"]][row["article_id"]]), row) for row in lines.to_dict("records")]
    sides = pd.DataFrame(shown, columns=["left", "right"], dtype="str")
    of_article = by_id.loc[lines["article_id"], ["outlet", "published", "url"]].reset_index(drop=True)
    return pd.concat([lines, sides, of_article], axis=1)[_COLUMNS]


def examples(mentions: pd.DataFrame, *, each: int, seed: int, by: str = "voice") -> pd.DataFrame:
    """Return up to `each` random mentions of every value of a column, in the text's order."""
    drawn = mentions.sample(frac=1, random_state=seed).groupby(by, observed=True, sort=False).head(each)
    return drawn.sort_values([by, "article_id", "start"])


def _bounds(text: str, start: int, end: int, width: int) -> tuple[int, int]:
    """Return where the context of a span begins and ends: `width` characters off, at a blank."""
    first, last = max(0, start - width), min(len(text), end + width)
    while 0 < first < start and not text[first - 1].isspace():
        first += 1
    while end < last < len(text) and not text[last].isspace():
        last -= 1
    return first, last


def _sides(text: str, line: Mapping[Any, Any]) -> tuple[str, str]:
    """Return what stands before and after a span, an ellipsis where the text goes on."""
    first, start, end, last = (line[name] for name in ("first", "start", "end", "last"))
    left = ("…" if first else "") + text[first:start].replace("\n", " ")
    return left, text[end:last].replace("\n", " ") + ("…" if last < len(text) else "")
