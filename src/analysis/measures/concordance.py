"""Concordance: mentions in their context, one a line (KWIC)."""

from __future__ import annotations

import pandas as pd

WIDTH = 70


def concordance(mentions: pd.DataFrame, articles: pd.DataFrame, *, width: int = WIDTH) -> pd.DataFrame:
    """Return the text to the left and right of every mention.

    Args:
        mentions: `tables.MENTIONS`, or any rows of it.
        articles: The table `tables.ARTICLES`.
        width: Characters of context to each side; cut at a blank, never across the article's edge.

    Returns:
        `left`, `surface`, `right`, then `voice`, `speaker`, `outlet`, `published`, `article_id`, `url`,
        in the mentions' order.
    """
    by_id = articles.set_index(articles["article_id"].astype("str"))
    texts = {"title": by_id["title"].to_dict(), "body": by_id["body"].to_dict()}
    places = zip(mentions["article_id"], mentions["part"], mentions["start"], mentions["end"], strict=True)
    sides = [_sides(str(texts[part][article_id]), start, end, width) for article_id, part, start, end in places]
    lines = mentions[["surface", "voice", "speaker", "article_id"]].reset_index(drop=True)
    lines = lines.assign(left=[left for left, _ in sides], right=[right for _, right in sides])
    of_article = by_id.loc[lines["article_id"], ["outlet", "published", "url"]].reset_index(drop=True)
    lines = pd.concat([lines, of_article], axis=1)
    return lines[["left", "surface", "right", "voice", "speaker", "outlet", "published", "article_id", "url"]]


def examples(mentions: pd.DataFrame, *, each: int, seed: int, by: str = "voice") -> pd.DataFrame:
    """Return up to `each` random mentions of every value of a column, in the text's order."""
    drawn = mentions.sample(frac=1, random_state=seed).groupby(by, observed=True, sort=False).head(each)
    return drawn.sort_values([by, "article_id", "start"])


def _sides(text: str, start: int, end: int, width: int) -> tuple[str, str]:
    """Return what stands before and after a span, cut at blanks."""
    first, last = max(0, start - width), min(len(text), end + width)
    left, right = text[first:start].replace("\n", " "), text[end:last].replace("\n", " ")
    if first > 0:
        left = "…" + (left if text[first - 1].isspace() else left.partition(" ")[2])
    if last < len(text):
        right = (right if text[last].isspace() else right.rpartition(" ")[0]) + "…"
    return left, right
