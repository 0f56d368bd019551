"""What holds among many comparisons: false discoveries, intervals held jointly, and the most striking outlet."""

from __future__ import annotations

import numpy as np
import pandas as pd
from statsmodels.stats.proportion import proportions_ztest

from analysis.measures import sentiment_differences, share_contrasts
from analysis.measures.differences import false_discovery_rates

from .simulator import SCORES, Outlet, Plan, alike, planted, true_shares, with_scores

OUTLETS = 20
OF_EACH = 30  # articles
NULL = 1e-9  # a smaller planted difference is rounding

Table = pd.DataFrame


def many_contrasts(scale: float) -> Table:
    """What holds among twenty outlets, each against all others, three names."""
    n, terms = max(10, int(300 * scale)), ("x", "y", "z")
    usual, up, down = alike(0.5, 0.3, 0.2), alike(0.75, 0.05, 0.2), alike(0.25, 0.55, 0.2)
    rows = []
    for scenario, shares in {"no outlet differs": [usual], "four differ": [up, up, down, down]}.items():
        some = [Outlet(f"o{at:02d}", OF_EACH, shares[at] if at < len(shares) else usual) for at in range(OUTLETS)]
        plan, scores = Plan(some, terms=terms), []
        true = _planted_differences(plan)
        for seed in range(n):
            mentions = planted(plan, seed=seed).mentions
            found = share_contrasts(mentions, "outlet", seed=seed).merge(true, on=["first", "term_id"])
            scores.append(_scored(found.assign(naive=_naive_p(found))))
        rows.append({"scenario": scenario, "simulations": n} | _percent(scores))
    return _upright(rows)


def many_sentiments(scale: float) -> Table:
    """What holds among twenty outlets' mean sentiment, each against all others."""
    n, rows = max(10, int(300 * scale)), []
    some = [Outlet(f"o{at:02d}", OF_EACH, alike(1.0, 0.0)) for at in range(OUTLETS)]
    for scenario, moved in {"no outlet differs": (), "four differ": (0.2, 0.2, -0.2, -0.2)}.items():
        shift = pd.Series(moved, [one.name for one in some[: len(moved)]], dtype=float)
        scores = []
        for seed in range(n):
            mentions = planted(Plan(some), seed=seed).mentions
            of_outlets = mentions["outlet"].map(shift).fillna(0.0)
            parts = [
                with_scores(rows_, means={voice: mean + by for voice, mean in SCORES.items()}, seed=seed)
                for by, rows_ in mentions.groupby(of_outlets)
            ]
            found = sentiment_differences(pd.concat(parts), "outlet")
            null = ~found["outlet"].isin(shift.index)
            true = found["outlet"].map(shift).fillna(0.0) * OUTLETS / (OUTLETS - 1)  # the others' mean moves too
            scores.append(
                {
                    "interval holds": (found["low"].le(true) & found["high"].ge(true)).mean(),
                    "p < .05 where nothing differs": (found["p"] < 0.05)[null].mean(),
                    "false among q < .05": _false_share(found["q"] < 0.05, null),
                    "differences found by q < .05": (found["q"] < 0.05)[~null].mean(),
                }
            )
        rows.append({"scenario": scenario, "simulations": n} | _percent(scores))
    return _upright(rows)


def _planted_differences(plan: Plan) -> Table:
    truth = true_shares(plan).assign(n=lambda table: table["share"] * table["n_expected"])
    own = truth.groupby(["outlet", "term_id"])[["n", "n_expected"]].sum()
    others = own.groupby("term_id").transform("sum") - own
    difference = own["n"] / own["n_expected"] - others["n"] / others["n_expected"]
    return difference.rename("true").reset_index().rename(columns={"outlet": "first"})


def _naive_p(found: Table) -> pd.Series:
    """Return z-tests of mentions as if they were independent, corrected as ours are."""
    n = np.stack([found[f"share_{side}"] * found[f"of_{side}"] for side in ("first", "second")], axis=1)
    of = found[["of_first", "of_second"]].to_numpy()
    p = [proportions_ztest(*pair)[1] if pair[0].sum() else 1.0 for pair in zip(n, of, strict=True)]
    return false_discovery_rates(pd.Series(p, found.index))


def _scored(found: Table) -> dict[str, float]:
    held = found["low"].le(found["true"]) & found["high"].ge(found["true"])
    joint = found["joint_low"].le(found["true"]) & found["joint_high"].ge(found["true"])
    null, striking = found["true"].abs() < NULL, found["difference"].abs().idxmax()
    apart = (found["joint_low"] > 0) | (found["joint_high"] < 0)
    return {
        "own interval holds": held.mean(),
        "own interval of the most striking row holds": held[striking],
        "joint interval of the most striking row holds": joint[striking],
        "all joint intervals hold": joint.all(),
        "all own intervals hold": held.all(),
        "p < .05 where nothing differs": (found["p"] < 0.05)[null].mean(),
        "false among q < .05": _false_share(found["q"] < 0.05, null),
        "false among q < .05, mentions taken as independent": _false_share(found["naive"] < 0.05, null),
        "any Holm p < .05 where nothing differs": (found["p_holm"] < 0.05)[null].any(),
        "any joint interval without 0 where nothing differs": apart[null].any(),
        "differences found by q < .05": (found["q"] < 0.05)[~null].mean(),
    }


def _false_share(found: pd.Series, null: pd.Series) -> float:
    return (found & null).sum() / max(1, found.sum())


def _percent(scores: list[dict[str, float]]) -> dict[str, float]:
    return pd.DataFrame(scores).astype(float).mean().mul(100).to_dict()


def _upright(rows: list[dict[str, object]]) -> Table:
    return pd.DataFrame(rows).set_index("scenario").T.rename_axis(columns=None).reset_index(names="per cent of")
