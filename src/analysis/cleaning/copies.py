"""Which copies of a text count: all, one a family, or originals only."""

from __future__ import annotations

import pandas as pd

from ..errors import InputError

COPIES = ("all", "families", "originals")


def counted_copies(articles: pd.DataFrame, copies: str) -> pd.DataFrame:
    """Return the articles that count, in their order.

    Args:
        articles: The table `tables.ARTICLES`, or a part of it.
        copies: "all"; "families": of each family one, its original or else the earliest that is
            there; "originals": no article that is a copy, be its original there or not.

    Raises:
        InputError: The choice is not known.
    """
    if copies not in COPIES:
        raise InputError("parameter copies", f"{copies!r} is not known", f"Use one of: {', '.join(COPIES)}.")
    if copies == "all":
        return articles
    if copies == "originals":
        return articles[articles["is_original"]]
    ranked = articles.assign(is_copy=~articles["is_original"])
    first = ranked.sort_values(["is_copy", "published", "article_id"], na_position="last", kind="stable")
    return articles.loc[first.drop_duplicates("family_id").index.sort_values()]
