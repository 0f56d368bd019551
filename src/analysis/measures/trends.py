"""Trends: shares of rival names over time as smooth lines with bands."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ..errors import InputError
from .groups import clusters
from .jackknife import FEWEST, Counts, Matrix, bounded
from .local_lines import best_bandwidth, cluster_sums, line_values

UNDERSMOOTHED = 0.5  # of the bandwidth with the smallest error: see `smoothed_shares`
GRID = 120  # dates, at most, in a line
_COLUMNS = [
    *("actor_id", "term_id", "date", "share", "low", "high"),
    *("n", "of", "n_articles", "n_effective", "bandwidth"),
]


def smoothed_shares(
    mentions: pd.DataFrame, *, bandwidth: float | None = None, every: int | None = None
) -> pd.DataFrame:
    """Return each rival name's share of its actor's mentions over time, as a smooth line with a band.

    A local-linear kernel regression (Fan & Gijbels 1996, Local Polynomial Modelling and Its
    Applications; Epanechnikov kernel) of whether a mention uses the name on its article's date. Lines
    of rival names sum to one. Unit of analysis: the mention; the band comes from leaving out one
    article, or family of copies, at a time, on the logit scale, with Student's t for as many articles
    as count effectively (Kish 1965), and ends where the interval of a share does. It holds at a date,
    not for the whole line at once.

    The bandwidth is half that of `local_lines.BANDWIDTHS` with the smallest squared error of mentions
    in articles left out. With the best one itself, bands covered 89–90 % of simulated curves, as it
    flattens peaks; with half of it 93–97 %, the edges too (150 to 800 articles, 100 curves each of a
    wave, a rise, a constant and a rare name).

    Args:
        mentions: `tables.MENTIONS` with `published` (see `with_articles`); neither glosses nor
            insertions count, nor do mentions without a date.
        bandwidth: Half the width of the window in days.
        every: Days between the dates of the line; else as many as make at most 120 dates.

    Returns:
        For every actor, rival name and date: `actor_id`, `term_id`, `date`, `share` (0–1), `low`,
        `high` (95 %), `n` mentions of the name in the window, `of` all, `n_articles`, `n_effective`
        articles by weight, `bandwidth` (days). `share` and band are missing where fewer than 5
        articles count, or where all of them lie on one side of the date, beyond half the bandwidth.

    Raises:
        InputError: There is no column `published`, or a length is not positive.
    """
    _check(mentions, bandwidth, every)
    named = mentions.loc[mentions["term_id"].notna() & ~(mentions["is_gloss"] | mentions["is_inserted"])]
    named = named.loc[named["published"].notna()]
    parts = [_smoothed(rows, bandwidth, every) for _, rows in named.groupby("actor_id", sort=True)]
    return pd.concat(parts, ignore_index=True)[_COLUMNS] if parts else pd.DataFrame(columns=_COLUMNS)


def _check(mentions: pd.DataFrame, bandwidth: float | None, every: int | None) -> None:
    if "published" not in mentions.columns:
        raise InputError("mentions", "no column 'published'", "Join the articles: with_articles(mentions, articles).")
    for name, value in (("bandwidth", bandwidth), ("every", every)):
        if value is not None and not value > 0:
            raise InputError(f"{name}={value}", "not a length in days", "Give a positive number.")


def _smoothed(rows: pd.DataFrame, bandwidth: float | None, every: int | None) -> pd.DataFrame:
    first = rows["published"].min().normalize()
    day = (rows["published"].dt.normalize() - first).dt.days.to_numpy(dtype=float)
    terms, used = np.unique(rows["term_id"].to_numpy(dtype=str), return_inverse=True)
    of_cluster, _ = pd.factorize(clusters(rows), sort=True)
    # Copies of one text may bear several dates; what is equal in both is one point of the regression.
    points, point = np.unique(np.stack([of_cluster, day]), axis=1, return_inverse=True)
    y = np.zeros((points.shape[1], len(terms)))
    np.add.at(y, (point.ravel(), used), 1.0)
    owner, days = points[0].astype(int), points[1]
    h = bandwidth if bandwidth is not None else UNDERSMOOTHED * best_bandwidth(owner, days, y)
    step = every if every is not None else max(1, int(np.ceil(day.max() / (GRID - 1))))
    dates = np.arange(0, day.max() + 1, step)
    lines = [_at(date, h, owner, days, y) for date in dates]
    frame = pd.DataFrame(
        {
            "term_id": np.tile(terms, len(dates)),
            "date": np.repeat(first + pd.to_timedelta(dates, unit="D"), len(terms)),
            **{name: np.concatenate([line[name] for line in lines]) for name in lines[0]},
        }
    )
    frame = frame.astype({"date": "datetime64[us]"})
    return frame.assign(actor_id=rows["actor_id"].iloc[0], bandwidth=float(h)).sort_values(
        ["term_id", "date"], kind="stable"
    )


def _at(date: float, h: float, owner: Counts, days: Matrix, y: Matrix) -> dict[str, Matrix]:
    """Return the shares of all names at one date, with band and counts."""
    inside = np.abs(days - date) < h
    of_cluster, member = np.unique(owner[inside], return_inverse=True)
    sums = cluster_sums((days[inside] - date) / h, y[inside], member, len(of_cluster))
    total = sums.sum(axis=0)
    n_terms, n_clusters = y.shape[1], len(of_cluster)
    n = y[inside].sum(axis=0)
    weight = sums[:, 0]
    n_effective = weight.sum() ** 2 / (weight @ weight) if n_clusters else 0.0
    blank = np.full(n_terms, np.nan)
    counts = {"n": n.astype("int64"), "of": np.full(n_terms, int(n.sum())), "n_articles": np.full(n_terms, n_clusters)}
    counts["n_effective"] = np.full(n_terms, n_effective)
    offset = days[inside] - date
    reached = n_clusters and offset.min() <= h / 2 and offset.max() >= -h / 2
    if n_clusters < FEWEST or n_effective < FEWEST or not reached:
        return {"share": blank, "low": blank, "high": blank} | counts
    share = np.clip(line_values(total[None])[0], 0.0, 1.0)
    without = line_values(total - sums)
    error = np.sqrt((1 - 1 / n_clusters) * ((without - share) ** 2).sum(axis=0))
    band = bounded(share, error, n_effective - 1, n_effective)
    return {"share": share, "low": band.low, "high": band.high} | counts
