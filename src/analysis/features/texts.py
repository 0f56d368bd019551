"""The texts of an article: its title and its body, one after the other."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import pandas as pd

from .. import paths
from ..errors import InputError

QUOTES = "\"'“”‘’„«»`"


class Text(NamedTuple):
    """The title or body of one article."""

    article_id: str
    part: str
    text: str


def texts(articles: pd.DataFrame) -> Iterator[Text]:
    """Yield the title (where there is one) and the body of every article, in order.

    Raises:
        InputError: The column `article_id` or `body` is lacking.
    """
    for name in ("article_id", "body"):
        if name not in articles.columns:
            has = ", ".join(map(str, articles.columns)) or "none"
            raise InputError("articles", f"column {name!r} is lacking (columns: {has})", "Rename the column.")
    ids = articles["article_id"].astype("str")
    if ids.duplicated().any():
        twice = ids[ids.duplicated()].iloc[0]
        raise InputError("articles", f"article_id {twice!r} stands in several rows", "Give each an id of its own.")
    titles = articles["title"] if "title" in articles.columns else pd.Series(None, articles.index, dtype="str")
    for article_id, title, body in zip(ids, titles, articles["body"], strict=True):
        if isinstance(title, str) and title:
            yield Text(article_id, "title", title)
        if isinstance(body, str) and body:
            yield Text(article_id, "body", body)


@cache
def word_list(name: str) -> tuple[str, ...]:
    """Return the lines of a lexicon file, without comments and blank lines."""
    lines = (paths.LEXICON / name).read_text(encoding="utf-8").splitlines()
    return tuple(line.strip() for line in lines if line.strip() and not line.startswith("#"))


def line_end(text: str, position: int) -> int:
    """Return where the line that holds a position ends."""
    end = text.find("\n", position)
    return len(text) if end < 0 else end
