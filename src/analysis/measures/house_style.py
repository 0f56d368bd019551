"""House style: the name that an outlet uses of its own accord, when it changed, and what deviates from it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from scipy.stats import entropy

from .changepoint import TOO_FEW, Changepoint, changepoint
from .groups import cells, clusters, named_columns
from .jackknife import FEWEST, exact_interval

ESTABLISHED, MIXED = "established", "mixed"
FEWEST_STYLE = 6  # articles; even if fewer agree, the interval of their share reaches below a half
_OF_STYLE = ["term_id", "share", "low", "high", "runner_up", "style"]
_OF_PHASE = ["term_id", "share", "style"]
_DATES = ["change_date", "change_earliest", "change_latest"]
_OF_CHANGE = ["change", "change_probability", *_DATES]
_MEASURED = [
    *("n", "n_articles", *_OF_STYLE, "consistency", "entropy", "n_dated", *_OF_CHANGE),
    *(f"{name}_{phase}" for phase in ("before", "after") for name in _OF_PHASE),
]


def house_styles(mentions: pd.DataFrame, *, by: str | Sequence[str] = "outlet") -> pd.DataFrame:
    """Return the name that each outlet prefers in narration, how consistently, and when that changed.

    Unit of analysis: the article (copies that an outlet prints of one text count once), with the name
    it uses most often in narration; one that uses two equally often counts half for each. A change in
    a group of several outlets may be one of which of them the corpus has.

    Args:
        mentions: `tables.MENTIONS` with their articles (see `with_articles`).
        by: Columns that make an outlet.

    Returns:
        For every outlet and actor: the `by` columns, `actor_id`, and
        `n` mentions in narration, `n_articles` with one;
        `term_id`: the dominant name, missing where two lead; `share` of the articles it dominates,
        `low`, `high`: 95 % interval (Clopper & Pearson 1934), missing below 5 articles; `runner_up`;
        `style`: `established` where the name leads the runner-up beyond chance (exact 95 % interval of
        its share of the articles that either dominates lies above a half), `mixed` where not, `too
        few` below 6 articles;
        `consistency`: share of articles that use the dominant name and no other; `entropy` of the
        articles' names (0: one name, 1: all names of the actor equally often), missing below 5 articles;
        `n_dated` articles, `change` (`change`, `no change`, `too few`: below 10 dated articles, or the
        actor has one name only), `change_probability`,
        `change_date`, `change_earliest`, `change_latest` (see `changepoint`), and for a change
        `term_id`, `share` and `style` on both sides of it, as `term_id_before` … `style_after`. The
        name may be the same on both sides, and its share another.
    """
    by = named_columns(by, ("actor_id", "term_id", *_MEASURED))
    names = article_names(mentions, by=by)
    outlets, rows = cells(mentions, by), []
    for actor_id, of_actor in names.groupby("actor_id", sort=True):
        term_ids = sorted(of_actor["term_id"].unique())
        groups = dict(list(of_actor.groupby(by, sort=False, observed=True)))
        for outlet in outlets.itertuples(index=False, name=None):
            own = groups.get(outlet, of_actor.iloc[:0])
            rows.append(dict(zip(by, outlet, strict=True)) | {"actor_id": actor_id} | _row(own, term_ids))
    table = pd.DataFrame(rows, columns=[*by, "actor_id", *_MEASURED])
    texts = [name for name in _MEASURED if name.startswith(("term_id", "runner_up", "style"))]
    return table.astype(dict.fromkeys(texts, "str") | dict.fromkeys(_DATES, "datetime64[us]"))


def deviations(mentions: pd.DataFrame, styles: pd.DataFrame) -> pd.DataFrame:
    """Return the mentions in narration that do not use the established name of their outlet.

    Before and after a change they are held against the name of that time; between its earliest and
    latest day, or without a date, only against a name that holds on both sides. Where no name is
    established nothing deviates.

    Args:
        mentions: `tables.MENTIONS` with their articles.
        styles: What `house_styles` makes of them.

    Returns:
        These rows of the mentions, with `style_term_id` (the outlet's name); `concordance` shows them.
    """
    by = list(styles.columns[: list(styles.columns).index("actor_id") + 1])
    told = own_choices(mentions)
    beside = told[[*by, "published"]].merge(styles, on=by, how="left")
    expected = _expected(beside).set_axis(told.index)
    deviates = expected.notna() & (expected != told["term_id"])
    return told.assign(style_term_id=expected)[deviates]


def article_names(mentions: pd.DataFrame, *, by: Sequence[str]) -> pd.DataFrame:
    """Return which names each article uses in narration, copies in one outlet taken together.

    Args:
        mentions: `tables.MENTIONS` with their articles.
        by: Columns that make an outlet.

    Returns:
        The `by` columns, `actor_id`, `cluster` (the article, or the family of copies), `published`
        (the first of them), `term_id`, `n` mentions, and `weight`: 1 for the name used most often, 0
        for others, split where several are.
    """
    told = own_choices(mentions)
    told = told.assign(cluster=clusters(told))
    keys = [*by, "actor_id", "cluster"]
    names = told.groupby([*keys, "term_id"], observed=True).size().rename("n").reset_index()
    first = told.groupby(keys, observed=True)["published"].min().rename("published").reset_index()
    in_article = names.groupby(keys, observed=True)["n"]
    names["weight"] = (names["n"] == in_article.transform("max")).astype(float)
    names["weight"] /= names.groupby(keys, observed=True)["weight"].transform("sum")
    return names.merge(first, on=keys)[[*keys, "published", "term_id", "n", "weight"]]


def own_choices(mentions: pd.DataFrame) -> pd.DataFrame:
    """Return the mentions in narration by a rival name that the outlet chose: no gloss, no insertion."""
    chosen = mentions["term_id"].notna() & ~mentions["is_gloss"] & ~mentions["is_inserted"]
    return mentions.loc[chosen & (mentions["voice"] == "narration")]


def _row(own: pd.DataFrame, term_ids: list[str]) -> dict[str, Any]:
    """Return the measures of one outlet."""
    choices = own.pivot(index="cluster", columns="term_id", values="weight").reindex(columns=term_ids).fillna(0.0)
    published = own.groupby("cluster")["published"].first()
    style = _style(choices)
    used = own.groupby("cluster")["term_id"]
    only = (used.nunique() == 1) & (used.first() == style["term_id"])
    few = len(choices) < FEWEST
    return {
        "n": int(own["n"].sum()),
        "n_articles": len(choices),
        **style,
        "consistency": np.nan if few or style["term_id"] is None else only.mean(),
        "entropy": np.nan if few or len(term_ids) < 2 else entropy(choices.sum()) / np.log(len(term_ids)),
        **_change(choices.set_axis(pd.DatetimeIndex(published.loc[choices.index]))),
    }


def _style(choices: pd.DataFrame) -> dict[str, Any]:
    """Return the dominant name of some articles, and whether it is established."""
    if choices.empty:
        return dict.fromkeys(_OF_STYLE, None) | {"share": np.nan, "low": np.nan, "high": np.nan, "style": TOO_FEW}
    ranked = choices.sum().sort_values(ascending=False, kind="stable")
    n = np.append(ranked.to_numpy(), 0.0)
    leads, few = n[0] > n[1], len(choices) < FEWEST
    low, high = exact_interval(n[:1], np.array([float(len(choices))]))
    against_second = exact_interval(n[:1], n[:1] + n[1]).low[0]
    return {
        "term_id": ranked.index[0] if leads else None,
        "share": n[0] / len(choices),
        "low": np.nan if few else low[0],
        "high": np.nan if few else high[0],
        "runner_up": ranked.index[1] if leads and n[1] > n[2:3].sum() else None,
        "style": TOO_FEW if len(choices) < FEWEST_STYLE else ESTABLISHED if against_second > 0.5 else MIXED,
    }


def _change(choices: pd.DataFrame) -> dict[str, Any]:
    found: Changepoint = changepoint(choices)
    values = [found.verdict, found.probability, found.date, found.earliest, found.latest]
    phases: dict[str, Any] = {}
    if found.date is not None:
        is_after = choices.index >= found.date
        sides = {"before": choices[choices.index < found.date], "after": choices[is_after]}
        phases = {f"{name}_{phase}": _style(side)[name] for phase, side in sides.items() for name in _OF_PHASE}
    return {"n_dated": found.n, **dict(zip(_OF_CHANGE, values, strict=True)), **phases}


def _expected(beside: pd.DataFrame) -> pd.Series:
    """Return the established name at every row's date; missing where there is none."""
    whole, before, after = (
        beside[f"term_id{phase}"].where(beside[f"style{phase}"] == ESTABLISHED).astype("object")
        for phase in ("", "_before", "_after")
    )
    changed = beside["change_date"].notna()
    is_before = beside["published"] < beside["change_earliest"]
    is_after = beside["published"] >= beside["change_latest"]
    either = before.where(before == after)
    at_date = before.where(is_before, after.where(is_after, either))
    return at_date.where(changed, whole)
