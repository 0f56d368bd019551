"""Sentiment as a reader sees it: findings in sentences, tables, and the sentences that show it best."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

import pandas as pd

from ..codebook import Codebook
from ..errors import InputError
from ..measures import mean_sentiment, sentiment_differences, sentiment_gap
from ..pipeline import Build
from .findings import instrument_note
from .present import MISSING, VOICE_LABELS, Shown, interval, link, note, percent, prose, score, table, together

_GRID_ACTORS = 5
_SURE = 0.05
_ROUNDING = 1e-9
_LEAST_SHOWN = 0.001

Labels = Mapping[str, str]


def closest_actor(codebook: Codebook, actor: str = "") -> str:
    """Return the id of the actor to look at closely: the one asked for, the first with rival names, or the first.

    Raises:
        InputError: The codebook has no such actor.
    """
    if actor and actor not in codebook.actors:
        known = ", ".join(codebook.actors)
        raise InputError("parameter actor", f"{actor!r} is not in this codebook", f"These are: {known}.")
    return actor or next(iter([one.actor_id for one in codebook.contested()] or codebook.actors))


def findings(scores: pd.DataFrame, made: Build, group: str = "outlet") -> Shown:
    """Return toward whom narration is most negative and most positive, and what cannot be concluded.

    Args:
        scores: The table `tables.SENTIMENT`, joined with its articles.
        made: The build it is from.
        group: The column whose values are compared.
    """
    labels = made.codebook.actor_labels()
    narrated = scores[scores["voice"] == "narration"]
    found = prose(
        _mean_sentence(mean_sentiment(narrated), labels),
        _gap_sentence(sentiment_gap(scores), labels),
        _difference_sentence(sentiment_differences(narrated, group), labels, group),
        f"What cannot be concluded: {_LIMITS[made.codebook.sentiment.instrument]}",
    )
    codebook = made.codebook
    return together(
        found, instrument_note(f"sentiment-{codebook.sentiment.instrument}", f"voice-{codebook.voice.instrument}")
    )


_LIMITS = {
    "network": "a score says how a sentence puts an actor before its readers, not whether that is fair. Who does worse"
    " things gets worse sentences, from every outlet; a difference between outlets may be one of what they cover.",
    "linear": "a score is made from the words around an actor. It often takes the one who suffers for the one who"
    " does; a difference between outlets may be one of what they cover.",
    "vader": "these scores say how the sentence around an actor sounds, not what it says of the actor: a defeat of an"
    " enemy and a defeat of a friend sound the same.",
}


def title(means: pd.DataFrame, labels: Labels) -> str:
    """Return a title that says toward whom narration is more negative, if the intervals tell the ends apart.

    Args:
        means: `mean_sentiment` by voice.
        labels: Labels of the actors.
    """
    ordered = _measured(means[means["voice"].astype(str) == "narration"])
    if len(ordered) < 2 or ordered[0]["high"] >= ordered[-1]["low"]:
        return "Sentiment toward the actors, by voice"
    lowest, highest = (labels[row["actor_id"]] for row in (ordered[0], ordered[-1]))
    return f"Narration is more negative toward {lowest} than toward {highest}"


def mean_table(means: pd.DataFrame, labels: Labels) -> Shown:
    """Return `mean_sentiment` by voice as a table for readers, most negative first."""
    used = means[means["n"] > 0].sort_values(["voice", "mean"])
    columns: dict[str, Any] = {
        "voice": used["voice"].astype("object").map(VOICE_LABELS),
        "toward": used["actor_id"].map(labels),
        "sentences": used["n"],
        "articles": used["n_articles"],
        "mean score": used["mean"].map(score),
        "95 % interval": _intervals(used),
        "negative": used["share_negative"].map(percent),
        "neutral": used["share_neutral"].map(percent),
        "positive": used["share_positive"].map(percent),
    }
    return table(_with_uncertain(columns, used), narrow=True)


def gap_table(gaps: pd.DataFrame, labels: Labels) -> Shown:
    """Return `sentiment_gap` as a table for readers: widest first, those without an interval last."""
    used = gaps.dropna(subset=["gap"])
    used = used.assign(is_open=used["low"].isna(), width=used["gap"].abs())
    used = used.sort_values(["is_open", "width"], ascending=[True, False], kind="stable")
    columns: dict[str, Any] = {
        "toward": used["actor_id"].map(labels),
        "voice": used["voice"].map(VOICE_LABELS),
        "mean score": used["mean"].map(score),
        "n": used["n"],
        "narration": used["mean_narration"].map(score),
        "n there": used["n_narration"],
        "difference": used["gap"].map(score),
        "95 % interval": _intervals(used),
        "q": used["q"].map(_three_places),
    }
    return table(pd.DataFrame(columns), "No actor is mentioned in both voices.", narrow=True)


def difference_table(differences: pd.DataFrame, labels: Labels, by: str) -> Shown:
    """Return `sentiment_differences` as a table for readers: those that chance explains badly, or the first five."""
    sure = differences[differences["q"] <= _SURE]
    shown = sure if len(sure) else differences.head(5)
    columns: dict[str, Any] = {
        by: shown[by].astype("object"),
        "toward": shown["actor_id"].map(labels),
        "n": shown["n"],
        "articles": shown["n_articles"],
        "mean": shown["mean"].map(score),
        "negative": shown["share_negative"].map(percent),
        "positive": shown["share_positive"].map(percent),
        "others": shown["mean_others"].map(score),
        "difference": shown["difference"].map(score),
        "95 % interval": _intervals(shown),
        "q": shown["q"].map(_three_places),
    }
    compared = (
        f"{len(differences):,} differences were looked at; {len(sure)} of them have q ≤ .05 (Benjamini & Hochberg 1995:"
        " of such, one in twenty at most is expected to be none)."
        f"{'' if len(sure) or differences.empty else ' The five with the smallest q are shown.'}"
    )
    return together(
        table(pd.DataFrame(columns), f"No {by} has five articles on an actor.", narrow=True), note(compared)
    )


def grid(means: pd.DataFrame, labels: Labels, by: str) -> Shown:
    """Return `mean_sentiment` by one column as a grid: a row a group, a column a frequent actor."""
    if means.empty:
        return note(f"No article has a value for {by}.")
    total = means.groupby("actor_id")["n"].sum().nlargest(_GRID_ACTORS)
    used = means[means["actor_id"].isin(total.index)]
    cells = used.assign(cell=[_score_cell(row) for row in used.to_dict("records")])
    wide = cells.pivot(index=by, columns="actor_id", values="cell")[list(total.index)].rename(columns=dict(labels))
    wide = wide.rename_axis(columns=None)
    return table(wide.rename_axis(by).reset_index())


def speaker_table(means: pd.DataFrame, labels: Labels) -> Shown:
    """Return `speaker_sentiment` as a table for readers."""
    columns: dict[str, Any] = {
        "speaker": means["speaker"],
        "toward": means["actor_id"].map(labels),
        "n": means["n"],
        "articles": means["n_articles"],
        "mean": means["mean"].map(score),
        "95 % interval": _intervals(means),
        "negative": means["share_negative"].map(percent),
        "neutral": means["share_neutral"].map(percent),
        "positive": means["share_positive"].map(percent),
    }
    empty = "No speaker who is known by name speaks of an actor often enough."
    return table(_with_uncertain(columns, means), empty, narrow=True)


def telling_list(telling: pd.DataFrame, labels: Labels) -> Shown:
    """Return `telling_sentences` as a list, the target in bold, with outlet, date, link and probability."""
    if telling.empty:
        return note("The instrument is sure of no sentence.")
    shown, written = [], []
    for (actor_id, label), rows in telling.groupby(["actor_id", "label"], sort=False):
        head = f"{labels[str(actor_id)]}: most surely {label}"
        items = [_item(row) for row in rows.to_dict("records")]
        shown.append(f'<p class="note">{escape(head)}</p><ul>{"".join(html for html, _ in items)}</ul>')
        written.append("\n".join([head, *(plain for _, plain in items)]))
    return Shown("".join(shown), "\n\n".join(written))


def _item(row: Mapping[Any, Any]) -> tuple[str, str]:
    speaker = f", {row['speaker']}" if isinstance(row["speaker"], str) else ""
    where = f"{VOICE_LABELS[row['voice']]}{speaker}; p = {row['probability']:.2f}"
    known = [str(row[name]).removesuffix(" 00:00:00") for name in ("outlet", "published") if pd.notna(row[name])]
    source = ", ".join(known) or str(row["article_id"])
    left, right = (str(row[side]).replace("\n", " ") for side in ("left", "right"))
    html = (
        f"<li>{escape(left)}<b>{escape(row['surface'])}</b>{escape(right)}"
        f" <small>({escape(where)}; {link(source, row['url'])})</small></li>"
    )
    return html, f"- {left}*{row['surface']}*{right} ({where}; {source})"


def _measured(means: pd.DataFrame) -> list[dict[Any, Any]]:
    """Return the means that have an interval, lowest first."""
    return means.dropna(subset=["low"]).sort_values("mean").to_dict("records")


def _mean_sentence(means: pd.DataFrame, labels: Labels) -> str:
    ordered = _measured(means)
    if not ordered:
        return "No actor is mentioned in enough articles for an interval."
    lowest, highest = ordered[0], ordered[-1]
    if lowest is highest:
        return f"In narration, the mean score is {_score_of(lowest, labels)}."
    said = (
        f"In narration, the lowest mean score is {_score_of(lowest, labels)}, the highest {_score_of(highest, labels)}."
    )
    if lowest["high"] >= highest["low"]:
        return f"{said} Even these two intervals overlap: no order of the actors can be told."
    near = sum(row["low"] <= lowest["high"] for row in ordered[1:])
    return said + (f" From the lowest {near} more cannot be told apart: their intervals overlap." if near else "")


def _gap_sentence(gaps: pd.DataFrame, labels: Labels) -> str:
    measured = gaps.dropna(subset=["low"])
    if measured.empty:
        return "There are too few quoted or paraphrased words about the actors to compare them with narration."
    widest = max(measured.to_dict("records"), key=lambda row: abs(row["gap"]))
    sure = widest["q"] <= _SURE
    return (
        f"Narration and those it reports differ most toward {labels[widest['actor_id']]}: {score(widest['mean'])} in"
        f" {VOICE_LABELS[widest['voice']]}, {score(widest['mean_narration'])} in narration (95 % interval of the"
        f" difference {interval(widest['low'], widest['high'], score)}; q {_equals(widest['q'])} among"
        f" {len(measured)} such differences){'' if sure else ', which chance could explain'}."
    )


def _difference_sentence(found: pd.DataFrame, labels: Labels, group: str) -> str:
    one = "an outlet's" if group == "outlet" else "one group's"
    if found.empty:
        return "There are too few articles on an actor to compare narration with all others'."
    sure = found[found["q"] <= _SURE]
    if sure.empty:
        return (
            f"Of {len(found):,} differences between {one} narration and all others', none is larger than chance"
            " can explain."
        )
    row = sure.iloc[0]
    return (
        f"Of {len(found):,} differences between {one} narration and all others', {len(sure)} are larger than"
        f" chance explains well (q ≤ .05); the surest: {row[group]} toward {labels[row['actor_id']]}"
        f" ({score(row['mean'])} against {score(row['mean_others'])})."
    )


def _score_of(row: Mapping[Any, Any], labels: Labels) -> str:
    bounds = interval(row["low"], row["high"], score)
    return f"{score(row['mean'])} toward {labels[row['actor_id']]} (95 % interval {bounds})"


def _with_uncertain(columns: Mapping[str, Any], means: pd.DataFrame) -> pd.DataFrame:
    """Return a table's columns; where a study lets labels be uncertain, with their share."""
    uncertain = 1 - means[["share_negative", "share_neutral", "share_positive"]].sum(axis=1)
    more = {"uncertain": uncertain.clip(lower=0).map(percent)} if (uncertain > _ROUNDING).any() else {}
    return pd.DataFrame({**columns, **more})


def _equals(value: float) -> str:
    shown = _three_places(value)
    return shown if shown.startswith("<") else f"= {shown}"


def _three_places(value: float) -> str:
    if pd.isna(value):
        return MISSING
    return f"{value:.3f}" if value >= _LEAST_SHOWN else f"< {_LEAST_SHOWN}"


def _intervals(rows: pd.DataFrame) -> list[str]:
    return [interval(low, high, score) for low, high in zip(rows["low"], rows["high"], strict=True)]


def _score_cell(row: Mapping[Any, Any]) -> str:
    if not row["n"]:
        return MISSING
    bounds = f", {interval(row['low'], row['high'], score)}" if pd.notna(row["low"]) else ""
    return f"{score(row['mean'])} (n = {row['n']}{bounds})"
