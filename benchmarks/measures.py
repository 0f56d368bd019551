"""Time the measures on 300,000 simulated mentions, beside a bootstrap of as many articles.

    python -m benchmarks.measures [--mentions 300000]

Fifty outlets with four rival names. The peer is a percentile bootstrap of a thousand resamples of articles
(`resampling.py`), of the shares by outlet. Prints seconds of processor time and ratios to `term_shares`.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable

import numpy as np
import pandas as pd

from analysis.measures import house_styles, relabelling_matrix, share_contrasts, smoothed_shares, term_shares, voice_gap

from . import resampling
from .simulator import MEAN_SIZE, Outlet, Plan, alike, planted

OUTLETS = 50


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mentions", type=int, default=300_000)
    given = parser.parse_args()
    mentions = corpus(given.mentions)
    print(f"{len(mentions):,} mentions in {mentions['article_id'].nunique():,} articles of {OUTLETS} outlets")
    tasks: dict[str, Callable[[], object]] = {
        "term_shares by outlet": lambda: term_shares(mentions, by="outlet"),
        "bootstrap of the same, 1,000 resamples": lambda: bootstrap(mentions),
        "voice_gap by outlet": lambda: voice_gap(mentions, by="outlet"),
        "share_contrasts, joint intervals of 2,000 draws": lambda: share_contrasts(mentions, "outlet"),
        "relabelling_matrix": lambda: relabelling_matrix(mentions),
        "house_styles": lambda: house_styles(mentions),
        "smoothed_shares": lambda: smoothed_shares(mentions),
    }
    base = 0.0
    for name, task in tasks.items():
        start = time.process_time()
        task()
        seconds = time.process_time() - start
        base = base or seconds
        print(f"{name:50} {seconds:7.1f} s {seconds / base:7.1f}")


def corpus(n_mentions: int) -> pd.DataFrame:
    """Return mentions of fifty outlets that differ in their names."""
    each = round(n_mentions / MEAN_SIZE / OUTLETS)
    ways = [alike(0.5, 0.3, 0.15, 0.05), alike(0.3, 0.5, 0.15, 0.05)]
    outlets = tuple(Outlet(f"o{number:02d}", each, ways[number % 2]) for number in range(OUTLETS))
    return planted(Plan(outlets, terms=("a", "b", "c", "d")), seed=1).mentions


def bootstrap(mentions: pd.DataFrame) -> resampling.Interval:
    """Return percentile intervals of every name's share in every outlet."""
    outlet, outlets = pd.factorize(mentions["outlet"], sort=True)
    term, terms = pd.factorize(mentions["term_id"], sort=True)
    n_cells, ones = len(outlets) * len(terms), np.ones(len(mentions))
    own = resampling.totals(mentions["article_id"], outlet * len(terms) + term, ones, n_cells)
    every = resampling.totals(mentions["article_id"], outlet, ones, len(outlets))
    n, of = resampling.resampled(own, 1), np.repeat(resampling.resampled(every, 1), len(terms), axis=1)
    estimates = np.asarray(own.sum(axis=0)).ravel() / np.repeat(np.asarray(every.sum(axis=0)).ravel(), len(terms))
    return resampling.ratio_interval(n, of, np.full(n_cells, 1000), estimates)


if __name__ == "__main__":
    main()
