"""What the timeline of outlets draws and says: rows, bars, marks, words."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import pandas as pd

from .look import MOST_OUTLETS, in_words, percent
from .order import left_out_note

FEW_STYLE, MIXED_STYLE = "too few", "mixed"  # as `house_styles` says
_NEAR = 1 / 32  # of the time shown: the width of a mark
DAY = pd.Timedelta(days=1)
_MARKS_AT, _MARKS_REACH = 0.03, 0.6  # of a row: where marks of first use stand, and how far up near ones are moved


def dated_outlets(adoptions: pd.DataFrame, house_styles: pd.DataFrame) -> pd.DataFrame:
    """Return a row an outlet that has a dated article: `name`, its time, and its house style."""
    group = str(adoptions.columns[0])
    times = adoptions.loc[adoptions["of"] > 0, [group, "actor_id", "first_article", "last_article"]].drop_duplicates()
    return times.merge(house_styles, on=[group, "actor_id"]).assign(name=lambda rows: rows[group].astype("str"))


def in_rows(dated: pd.DataFrame, labels: Mapping[str, str]) -> pd.DataFrame:
    """Return the outlets to draw with their place (`at`): name by name from above, each most consistent first."""
    rows = dated.assign(few=dated["style"] == FEW_STYLE)
    most = rows.sort_values(["n_articles", "name"], ascending=[False, True]).head(MOST_OUTLETS)
    turn = {term_id: number for number, term_id in enumerate(labels)}
    most = most.assign(turn=most["term_id"].map(turn).fillna(len(turn)))
    keys, rising = ["few", "turn", "share", "name"], [False, False, True, False]
    drawn = most.sort_values(keys, ascending=rising).reset_index(drop=True)
    return drawn.assign(at=range(len(drawn)))


def time_shown(drawn: pd.DataFrame) -> tuple[pd.Timestamp, pd.Timestamp]:
    """Return the time to show: from the first to the last article, and half a mark to either side."""
    first, last = drawn["first_article"].min(), drawn["last_article"].max() + DAY
    pad = max((last - first) * _NEAR / 2, DAY)
    return (first - pad).floor("D"), (last + pad).ceil("D")


def phases_of(drawn: pd.DataFrame) -> pd.DataFrame:
    """Return the bars: `name`, `at`, `start`, `end`, `term_id`, `style`, `share`; two where a style changed."""
    rows = []
    for row in drawn.to_dict("records"):
        start, end = row["first_article"], row["last_article"] + DAY
        sides = [("", start, end)]
        if pd.notna(row["change_date"]):
            sides = [("_before", start, row["change_date"]), ("_after", row["change_date"], end)]
        for side, first, last in sides:
            style = {name: row[f"{name}{side}"] for name in ("term_id", "style", "share")}
            rows.append({"name": row["name"], "at": row["at"], "start": first, "end": last} | style)
    return pd.DataFrame(rows)


def first_uses(adoptions: pd.DataFrame, drawn: pd.DataFrame) -> pd.DataFrame:
    """Return the names each outlet uses with the place of their mark (`y`): near ones stand above each other."""
    group, (first, last) = str(adoptions.columns[0]), time_shown(drawn)
    used = adoptions[adoptions["first_use"].notna()].merge(drawn[[group, "actor_id", "name", "at", "few"]])
    used = used.sort_values(["at", "first_use", "term_id"])
    apart = used["first_use"].diff() >= (last - first) * _NEAR
    cluster = (apart | (used["at"] != used["at"].shift())).cumsum()
    step = _MARKS_REACH / (used.groupby(cluster)["at"].transform("size").clip(lower=4) - 1)
    return used.assign(y=used["at"] + _MARKS_AT + used.groupby(cluster).cumcount() * step)


def style_in_words(row: Mapping[Hashable, Any], labels: Mapping[str, str]) -> str:
    """Return which name leads, or how that changed, in a few words."""
    if row["style"] == FEW_STYLE:
        return "too few articles"
    if pd.isna(row["change_date"]):
        return leading_in_words(row, labels)
    before, after = (labels.get(row[f"term_id_{side}"], "no name") for side in ("before", "after"))
    if before == after:
        return f"{before} {percent(row['share_before'])} → {percent(row['share_after'])}"
    return f"{before} → {after}"


def leading_in_words(row: Mapping[Hashable, Any], labels: Mapping[str, str]) -> str:
    """Return the leading name of an outlet or a bar with its share of the articles."""
    if pd.isna(row["term_id"]):
        return "no name leads"
    return f"{labels.get(row['term_id'], row['term_id'])} {percent(row['share'])}"


def use_in_words(row: Mapping[Hashable, Any], label: str) -> str:
    """Return what to say of the first use of a name; at the first article it may be older than the corpus."""
    found = f"({row['n_articles']:,} of {row['of']:,} dated articles)"
    if row["is_in_use_at_first_article"]:
        return f"{row['name']}, {label}: in use by {day_of(row['first_use'])}, the first article here {found}"
    return f"{row['name']}, {label}: first use here {day_of(row['first_use'])} {found}"


def counted_in_words(drawn: pd.DataFrame, *, fewer: int, undated: int) -> str:
    """Return how to read the chart, and what is not in it."""
    known = drawn[~drawn["few"]]
    phases = phases_of(known)["style"].tolist() if len(known) else []
    parts = [
        "Bars: the name that leads in narration, from first to last dated article (in brackets: articles; beside:"
        " the name's share of them)",
        "hatched: leads within chance" if MIXED_STYLE in phases else "",
        "hollow: too few articles" if drawn["few"].any() or FEW_STYLE in phases else "",
        "marks: first use of a name, at a bar's beginning perhaps earlier",
        "black: a change of style with its 95 % interval" if drawn["change_date"].notna().any() else "",
    ]
    dateless = f" {undated} without dates are not drawn." if undated else ""
    return f"{'; '.join(part for part in parts if part)}.{left_out_note(fewer, 'outlets')}{dateless}"


def timeline_in_words(title: str, drawn: pd.DataFrame, said: Sequence[str]) -> str:
    """Return the figure in words: changes first, then the outlets with most articles."""
    rows = drawn.assign(said=list(said), steady=drawn["change_date"].isna())
    rows = rows.sort_values(["steady", "n_articles"], ascending=[True, False], kind="stable")
    return in_words(title, [_row_in_words(row) for row in rows.to_dict("records")])


def _row_in_words(row: Mapping[Hashable, Any]) -> str:
    changed = ""
    if pd.notna(row["change_date"]):
        reach = f"{day_of(row['change_earliest'])} to {day_of(row['change_latest'])}"
        changed = f", changed by {day_of(row['change_date'])} (95 % interval {reach})"
    return f"{row['name']}: {row['said']} ({row['n_articles']:,} articles){changed}"


def day_of(day: pd.Timestamp) -> str:
    """Return a date as it is written in charts."""
    return str(day.date())
