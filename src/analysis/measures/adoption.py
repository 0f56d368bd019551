"""Adoption: when each outlet first used a rival name, and since when it does so as a rule."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from ..errors import InputError
from .groups import cells, named_columns
from .house_style import article_names

RUN = 10  # articles; a share of fewer can be a half by chance
_DATES = ["first_article", "last_article", "first_use", "last_use", "usual_from"]
_MEASURED = [
    *("n", "n_articles", "of", *_DATES, "n_following"),
    *("is_in_use_at_first_article", "is_usual_at_first_article"),
]


def adoptions(mentions: pd.DataFrame, *, by: str | Sequence[str] = "outlet", run: int = RUN) -> pd.DataFrame:
    """Return by when each outlet used each rival name in narration, and from when on usually.

    Unit of analysis: the article with a date (copies that an outlet prints of one text count once); it
    uses every name that its narration has, glosses and insertions aside. The corpus shows the name in
    use by a date, and the outlet may have begun earlier: where `is_in_use_at_first_article`, before
    the corpus begins (left-censored), so there is no date of adoption to compare.

    Args:
        mentions: `tables.MENTIONS` with their articles (see `with_articles`).
        by: Columns that make an outlet.
        run: Articles to look ahead for `usual_from`.

    Returns:
        For every outlet and rival name of an actor: the `by` columns, `actor_id`, `term_id`, `n`
        mentions and `n_articles` with the name, `of` all articles that name the actor in narration,
        `first_article`, `last_article` (of these), `first_use`, `last_use`, `usual_from`: first date
        with a use from which on at least half of the next `run` articles use the name (that day's
        count in; the last day of the run counts whole), missing where it never is or fewer articles
        follow; `n_following`: articles from the first use on; `is_in_use_at_first_article`, and
        `is_usual_at_first_article`: the same of `usual_from`; missing where there is no use to speak of.

    Raises:
        InputError: The run is shorter than one article.
    """
    if run < 1:
        raise InputError(f"run={run}", "less than one article", f"The default is {RUN}.")
    by = named_columns(by, ("actor_id", "term_id", *_MEASURED))
    names = article_names(mentions, by=by)
    names = names[names["published"].notna()]
    rows: list[dict[str, Any]] = []
    for actor_id, of_actor in names.groupby("actor_id", sort=True):
        groups = dict(list(of_actor.groupby(by, sort=False, observed=True)))
        for outlet in cells(mentions, by).itertuples(index=False, name=None):
            own = groups.get(outlet, of_actor.iloc[:0])
            keys = dict(zip(by, outlet, strict=True)) | {"actor_id": actor_id}
            rows += [keys | _adoption(own, term_id, run) for term_id in sorted(of_actor["term_id"].unique())]
    table = pd.DataFrame(rows, columns=[*by, "actor_id", "term_id", *_MEASURED])
    flags = {name: "boolean" for name in _MEASURED if name.startswith("is_")}
    return table.astype(dict.fromkeys(_DATES, "datetime64[us]") | flags)


def _adoption(own: pd.DataFrame, term_id: str, run: int) -> dict[str, Any]:
    """Return the dates of one name in one outlet."""
    uses = own[own["term_id"] == term_id]
    of_day = own.drop_duplicates("cluster").groupby("published").size()
    used_of_day = uses.groupby("published").size().reindex(of_day.index, fill_value=0)
    days, first = of_day.index, uses["published"].min()
    usual = _usual_from(used_of_day, of_day, run)
    known = not uses.empty
    return {
        "term_id": term_id,
        "n": int(uses["n"].sum()),
        "n_articles": len(uses),
        "of": int(of_day.sum()),
        "first_article": days.min(),
        "last_article": days.max(),
        "first_use": first,
        "last_use": uses["published"].max(),
        "usual_from": usual,
        "n_following": int(of_day[days >= first].sum()) if known else 0,
        "is_in_use_at_first_article": first == days.min() if known else None,
        "is_usual_at_first_article": usual == days.min() if usual is not None else None,
    }


def _usual_from(used: pd.Series, of: pd.Series, run: int) -> pd.Timestamp | None:
    """Return the first day with a use from which on half of the next articles have one."""
    n_used, n_of = (np.append(0, counts.to_numpy().cumsum()) for counts in (used, of))
    for start, day in enumerate(of.index):
        end = int(np.searchsorted(n_of, n_of[start] + run))
        if end == len(n_of):
            return None
        if used.iloc[start] and 2 * (n_used[end] - n_used[start]) >= n_of[end] - n_of[start]:
            return pd.Timestamp(day)
    return None
