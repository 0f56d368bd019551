"""Voices taken for others, changes of style, and lines over time: what is found of what was planted."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.measures import voice_gap
from analysis.measures.house_style import house_styles
from analysis.measures.trends import smoothed_shares

from .coverage import coverage, outlets
from .simulator import ACTOR, VOICES, Outlet, Plan, alike, planted, true_shares

CHANGED = 500  # of a thousand days
MISTAKEN = (0.0, 0.05, 0.1, 0.2)
GAP = 0.3
LINES = {"flat": (0.3, 0.3), "step": (0.2, 0.6)}

Table = pd.DataFrame


def mistaken_voices(scale: float) -> Table:
    """What is left of a gap between voices if so many mentions of each are taken for the other."""
    rows, n = [], max(20, int(400 * scale))
    shares = alike(0.3, 0.7) | {"direct": (0.3 + GAP, 0.7 - GAP)}
    for mistaken in MISTAKEN:
        confusion = {"direct": {"narration": mistaken}, "narration": {"direct": mistaken}}
        plan = Plan(outlets(n, 100, shares), confusion=confusion)
        found = voice_gap(planted(plan, seed=1).mentions, by="outlet").query("term_id == 'x'")
        row = {"mistaken": mistaken, "simulations": n, "planted gap": GAP, "expected gap": _seen_gap(plan)}
        rows.append(row | {"mean gap": found["gap"].mean(), "planted gap covered": coverage(found, GAP)})
    return pd.DataFrame(rows)


def _seen_gap(plan: Plan) -> float:
    """Return the gap between recorded voices that the confusion leaves of the planted one."""
    truth = true_shares(plan).query("term_id == 'x'").groupby("voice")["share"].first()
    seen = {}
    for voice in ("direct", "narration"):
        taken = {other: plan.confusion.get(other, {}).get(voice, 0.0) for other in VOICES if other != voice}
        taken[voice] = 1 - sum(plan.confusion.get(voice, {}).values())
        weight = pd.Series({other: VOICES[other] * share for other, share in taken.items()})
        seen[voice] = float((truth[weight.index] * weight).sum() / weight.sum())
    return seen["direct"] - seen["narration"]


def changes(scale: float) -> Table:
    """How often `house_styles` reports a change, rightly or not, and how often its dates hold the planted day."""
    rows, n = [], max(20, int(500 * scale))
    for n_articles in (15, 30, 100):
        for before, after in ((0.5, 0.5), (0.2, 0.2), (0.35, 0.65), (0.2, 0.8)):
            shares = (alike(before, 1 - before), alike(after, 1 - after))
            some = outlets(n, n_articles, shares[0], changed=CHANGED, then=shares[1])
            plan = Plan(some)
            found = house_styles(planted(plan, seed=n_articles).mentions)
            changed = found[found["change"] == "change"]
            day = pd.Timestamp(plan.first_day) + pd.Timedelta(days=CHANGED)
            held = (changed["change_earliest"] <= day) & (changed["change_latest"] >= day)
            row = {"articles": n_articles, "before": before, "after": after, "simulations": n}
            row["change reported"] = 100 * len(changed) / n
            row["dates hold the day"] = 100 * held.mean() if before != after else np.nan
            rows.append(row)
    return pd.DataFrame(rows)


def bands(scale: float) -> Table:
    """How often the band of `smoothed_shares` holds the planted share at a date, for a flat line and beside a step."""
    rows, n = [], max(10, int(200 * scale))
    for n_articles in (30, 100, 300):
        for shape, (before, after) in LINES.items():
            one = Outlet("o", n_articles, alike(before, 1 - before), changed=CHANGED, then=alike(after, 1 - after))
            found = pd.concat([_line(Plan([one]), seed) for seed in range(n)])
            true = np.where(found["day"] < CHANGED, before, after)
            far = (found["day"] - CHANGED).abs() > found["bandwidth"]
            row = {"articles": n_articles, "line": shape, "simulations": n}
            row["dates held"] = coverage(found[far], true[far]) if shape == "step" else coverage(found, true)
            row["dates without a band"] = 100 * found["low"].isna().mean()
            rows.append(row)
    return pd.DataFrame(rows)


def _line(plan: Plan, seed: int) -> Table:
    line = smoothed_shares(planted(plan, seed=seed).mentions, every=50)
    line = line[(line["term_id"] == "x") & (line["actor_id"] == ACTOR)]
    return line.assign(day=(line["date"] - pd.Timestamp(plan.first_day)).dt.days)
