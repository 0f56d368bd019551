"""How often intervals hold what was planted: shares, gaps between voices, relabelling, pairs of outlets, sentiment.

Independent outlets of one simulated corpus are as many simulations, where a measure takes each outlet by itself.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd
from statsmodels.stats.proportion import proportion_confint

from analysis.measures import (
    mean_sentiment,
    relabelling,
    sentiment_gap,
    share_contrasts,
    term_shares,
    voice_gap,
)

from . import resampling
from .simulator import SCORES, Outlet, Plan, Shares, alike, planted, with_scores

ARTICLES = (8, 15, 30, 100, 400)
RHOS = (0.0, 0.1, 0.6)
NAMES = {"rare": 0.05, "some": 0.2, "more": 0.25, "half": 0.5}
REPORTED = ("rare", "some", "half")
SIMULATIONS = 2000
BATCH = 40_000  # articles at once
BOOTSTRAPPED = 300  # simulations, since each takes a thousand resamples

Table = pd.DataFrame


def outlets(n: int, n_articles: int, shares: Shares, **other: object) -> tuple[Outlet, ...]:
    return tuple(Outlet(f"o{number:05d}", n_articles, shares, **other) for number in range(n))


def batches(n: int, n_articles: int, shares: Shares, **plan: object) -> Iterator[Table]:
    """Yield mentions of n outlets, each of which is a simulation."""
    at_once = max(1, BATCH // n_articles)
    for seed, start in enumerate(range(0, n, at_once)):
        some = outlets(min(at_once, n - start), n_articles, shares)
        yield planted(Plan(some, **plan), seed=1000 * n_articles + seed).mentions


def coverage(found: Table, true: object) -> float:
    """Return the percentage of intervals that hold what is true, of those that are given."""
    given = found["low"].notna()
    return 100 * float(((found["low"] <= true) & (found["high"] >= true))[given].mean())


def percent_below(p: pd.Series, bound: float = 0.05) -> float:
    return 100 * float((p.dropna() < bound).mean())


def share_coverage(scale: float) -> Table:
    """Coverage of `term_shares`, and of two usual intervals beside it."""
    rows = []
    for n_articles in ARTICLES:
        n = max(20, int(SIMULATIONS * scale / (2 if n_articles > 100 else 1)))
        for rho in RHOS:
            found: dict[str, list[Table]] = {}
            for mentions in batches(n, n_articles, alike(*NAMES.values()), terms=tuple(NAMES), rho=rho):
                for unit in ("mention", "article"):
                    found.setdefault(f"{unit}s", []).append(term_shares(mentions, by="outlet", unit=unit))
                found.setdefault("naive", []).append(naive(found["mentions"][-1]))
                if len(found["naive"]) == 1:
                    found["bootstrap"] = [bootstrapped(mentions, max(20, int(BOOTSTRAPPED * scale)))]
            row: dict[str, float] = {"articles": n_articles, "rho": rho, "simulations": n}
            for method, parts in found.items():
                rows_of = dict(list(pd.concat(parts).groupby("term_id")))
                row |= {f"{method} {NAMES[name]:g}": coverage(rows_of[name], NAMES[name]) for name in REPORTED}
            rows.append(row)
    return pd.DataFrame(rows)


def naive(found: Table) -> Table:
    """Return Wilson's interval, as if mentions were independent."""
    low, high = proportion_confint(found["n"].to_numpy(), found["of"].to_numpy(), method="wilson")
    return found.assign(low=low, high=high)


def bootstrapped(mentions: Table, n: int) -> Table:
    """Return the percentile intervals of a cluster bootstrap for the first n outlets."""
    parts = []
    for seed, (_, rows) in enumerate(mentions.groupby("outlet")):
        if seed == n:
            return pd.concat(parts)
        used = (rows["term_id"].to_numpy()[:, None] == np.array(list(NAMES))).astype(float)
        which, number = np.nonzero(used)
        sums = resampling.totals(rows["article_id"].iloc[which], number, np.ones(len(which)), len(NAMES))
        drawn = resampling.resampled(sums, seed)
        of, n_articles = drawn.sum(axis=1, keepdims=True), np.full(len(NAMES), sums.shape[0])
        interval = resampling.ratio_interval(drawn, of, n_articles, used.mean(axis=0))
        parts.append(pd.DataFrame({"term_id": list(NAMES), "low": interval.low, "high": interval.high}))
    return pd.concat(parts)


def copy_coverage(scale: float) -> Table:
    """Coverage where half of the articles are copies, counted as families and as articles of their own."""
    rows, n = [], max(20, int(1000 * scale))
    for n_articles in (30, 100):
        plan = Plan(outlets(2, n_articles // 2, alike(0.2, 0.8)), syndicated=0.5)
        found = [planted(plan, seed=seed).mentions for seed in range(n)]
        known = pd.concat([term_shares(one) for one in found])
        unknown = pd.concat([term_shares(one.drop(columns="family_id")) for one in found])
        of = {"families": known, "articles": unknown}
        held = {f"as {name}": coverage(table[table["term_id"] == "x"], 0.2) for name, table in of.items()}
        rows.append({"articles": n_articles, "simulations": n} | held)
    return pd.DataFrame(rows)


def gap_coverage(scale: float) -> Table:
    """Coverage and false alarms of `voice_gap`; `against` treats all mentions as independent."""
    rows, n = [], max(20, int(1000 * scale))
    for n_articles in (15, 30, 100):
        for rho in (RHOS[1], RHOS[2]):
            row: dict[str, float] = {"articles": n_articles, "rho": rho, "simulations": n}
            for gap in (0.0, 0.3):
                shares = alike(0.3, 0.7) | {"direct": (0.3 + gap, 0.7 - gap)}
                found = pd.concat([voice_gap(rows_, by="outlet") for rows_ in batches(n, n_articles, shares, rho=rho)])
                found = found[found["term_id"] == "x"]
                row |= {f"gap {gap:g}": coverage(found, gap)}
                if not gap:
                    row |= {"p < .05": percent_below(found["p"]), "no interval": 100 * found["low"].isna().mean()}
            rows.append(row)
    return pd.DataFrame(rows)


def relabelling_coverage(scale: float) -> Table:
    rows, n = [], max(20, int(1000 * scale))
    for n_articles in (15, 30, 100):
        for relabelled in (0.05, 0.2, 0.5):
            some = outlets(n, n_articles, alike(0.4, 0.3, 0.3), relabelled=relabelled)
            found = relabelling(planted(Plan(some, terms=tuple("xyz")), seed=n_articles).mentions, by="outlet")
            held = {"covered": coverage(found, relabelled), "no interval": 100 * found["low"].isna().mean()}
            rows.append({"articles": n_articles, "share relabelled": relabelled, "simulations": n} | held)
    return pd.DataFrame(rows)


def pair_coverage(scale: float) -> Table:
    """Coverage and false alarms of a contrast between two outlets."""
    rows, n = [], max(20, int(500 * scale))
    for n_articles in (15, 30, 100):
        row: dict[str, float] = {"articles of each": n_articles, "simulations": n}
        for effect in (0.0, 0.3):
            pair = (
                Outlet("a", n_articles, alike(0.3 + effect, 0.7 - effect)),
                Outlet("b", n_articles, alike(0.3, 0.7)),
            )
            found = [share_contrasts(planted(Plan(pair), seed=seed).mentions, "outlet").iloc[[0]] for seed in range(n)]
            table = pd.concat(found)
            row |= {f"difference {effect:g}": coverage(table, effect)}
            if effect:
                odds = table.rename(columns={"low": "_", "high": "__", "odds_low": "low", "odds_high": "high"})
                row |= {"odds ratio": coverage(odds, (0.6 / 0.4) / (0.3 / 0.7))}
            else:
                row |= {"p < .05": percent_below(table["p"])}
        rows.append(row)
    return pd.DataFrame(rows)


def sentiment_coverage(scale: float) -> Table:
    """Coverage of `mean_sentiment` and `sentiment_gap`, where scores within an article are little or much alike."""
    rows, n = [], max(20, int(1000 * scale))
    for n_articles in (15, 30, 100):
        for rho in (0.03, 0.3):
            row: dict[str, float] = {"articles": n_articles, "rho": rho, "simulations": n}
            mentions = planted(Plan(outlets(n, n_articles, alike(1.0, 0.0))), seed=n_articles).mentions
            means = mean_sentiment(with_scores(mentions, rho=rho, seed=1), by="outlet")
            row["mean"] = coverage(means, SCORES["narration"])
            for gap in (0.0, 0.2):
                planted_means = SCORES | {"direct": SCORES["narration"] + gap}
                scores = with_scores(mentions, means=planted_means, rho=rho, seed=2)
                found = sentiment_gap(scores, by="outlet").query("voice == 'direct'")
                row[f"gap {gap:g}"] = coverage(found, gap)
                if not gap:
                    row["p < .05"] = percent_below(found["p"])
            rows.append(row)
    return pd.DataFrame(rows)
