"""Sentiment as a reader sees it: findings in sentences, tables, and the sentences that show it best."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

import pandas as pd

from ..measures import mean_sentiment, sentiment_differences, sentiment_gap
from ..pipeline import Build
from .findings import instrument_note
from .present import MISSING, VOICE_LABELS, Shown, interval, link, note, percent, prose, score, table, together

_GRID_ACTORS = 5
_SURE = 0.05

Labels = Mapping[str, str]


def findings(scores: pd.DataFrame, made: Build, *, seed: int = 0) -> Shown:
    """Return toward whom narration is most negative and most positive, and what cannot be concluded.

    Args:
        scores: The table `tables.SENTIMENT`, joined with its articles.
        made: The build it is from.
        seed: Seed of the resampling.
    """
    labels = made.codebook.actor_labels()
    instrument = made.codebook.sentiment.instrument
    means = mean_sentiment(scores[scores["voice"] == "narration"], seed=seed).dropna(subset=["low"])
    if means.empty:
        return together(prose("No actor is mentioned in enough articles for an interval."), _note(instrument))
    ordered = means.sort_values("mean").to_dict("records")
    found = prose(
        f"In {int(means['n'].sum()):,} sentences of narration, texts are most negative toward"
        f" {_toward(ordered[0], labels)} and least negative or most positive toward {_toward(ordered[-1], labels)}.",
        _gap_sentence(scores, labels, seed),
        _difference_sentence(scores, labels, seed),
        f"What cannot be concluded: {_LIMITS[instrument]}",
    )
    return together(found, _note(instrument))


_LIMITS = {
    "network": "a score says how a sentence puts an actor before its readers, not whether that is fair. Who does worse"
    " things gets worse sentences, from every outlet; a difference between outlets may be one of what they cover.",
    "linear": "a score is made from the words around an actor. It often takes the one who suffers for the one who"
    " does; a difference between outlets may be one of what they cover.",
    "vader": "these scores say how the sentence around an actor sounds, not what it says of the actor: a defeat of an"
    " enemy and a defeat of a friend sound the same.",
}


def title(means: pd.DataFrame, labels: Labels) -> str:
    """Return a title that names the actors that narration is most and least negative toward.

    Args:
        means: `mean_sentiment` by voice.
        labels: Labels of the actors.
    """
    narrated = means[(means["voice"].astype(str) == "narration") & means["low"].notna()]
    if narrated.empty:
        return "Sentiment toward the actors"
    actors = [labels[actor] for actor in narrated.sort_values("mean")["actor_id"]]
    return f"Narration puts {actors[0]} worst and {actors[-1]} best"


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
    return table(pd.DataFrame(columns), narrow=True)


def gap_table(gaps: pd.DataFrame, labels: Labels) -> Shown:
    """Return `sentiment_gap` as a table for readers, widest first."""
    used = gaps.dropna(subset=["gap"]).sort_values("gap", key=abs, ascending=False, kind="stable")
    columns: dict[str, Any] = {
        "toward": used["actor_id"].map(labels),
        "in quoted words": used["mean_direct"].map(score),
        "n quoted": used["n_direct"],
        "in narration": used["mean_narration"].map(score),
        "n narrated": used["n_narration"],
        "difference": used["gap"].map(score),
        "95 % interval": _intervals(used),
    }
    return table(pd.DataFrame(columns), "No actor is mentioned in both voices.", narrow=True)


def difference_table(differences: pd.DataFrame, labels: Labels, by: str) -> Shown:
    """Return `sentiment_differences` as a table for readers: those that chance explains badly, or the first five."""
    sure = differences[differences["q"] <= _SURE]
    shown = sure if len(sure) else differences.head(5)
    columns: dict[str, Any] = {
        by: shown[by].astype("object"),
        "toward": shown["actor_id"].map(labels),
        "sentences": shown["n"],
        "articles": shown["n_articles"],
        "mean score": shown["mean"].map(score),
        "all others": shown["mean_others"].map(score),
        "difference": shown["difference"].map(score),
        "95 % interval": _intervals(shown),
        "q": shown["q"].map("{:.3f}".format),
    }
    compared = (
        f"{len(differences):,} differences were looked at; {len(sure)} have q ≤ .05, so that one in twenty of them"
        " is expected to be chance (Benjamini & Hochberg 1995)."
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
        "sentences": means["n"],
        "articles": means["n_articles"],
        "mean score": means["mean"].map(score),
        "negative": means["share_negative"].map(percent),
        "neutral": means["share_neutral"].map(percent),
        "positive": means["share_positive"].map(percent),
    }
    return table(pd.DataFrame(columns), "No speaker who is known by name speaks of an actor often enough.", narrow=True)


def telling_list(telling: pd.DataFrame, labels: Labels) -> Shown:
    """Return `telling_sentences` as a list, the target in bold, with outlet, date, link and probability."""
    if telling.empty:
        return note("No sentence is negative or positive.")
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


def _note(instrument: str) -> Shown:
    return instrument_note(f"sentiment-{instrument}")


def _gap_sentence(scores: pd.DataFrame, labels: Labels, seed: int) -> str:
    gaps = sentiment_gap(scores, seed=seed).dropna(subset=["low"])
    if gaps.empty:
        return "There are too few quoted words about the actors to compare them with narration."
    widest = max(gaps.to_dict("records"), key=lambda row: abs(row["gap"]))
    sure = widest["low"] > 0 or widest["high"] < 0
    return (
        f"Quoted words and narration differ most toward {labels[widest['actor_id']]}: {score(widest['mean_direct'])} in"
        f" quoted words, {score(widest['mean_narration'])} in narration (95 % interval of the difference"
        f" {interval(widest['low'], widest['high'], score)}){'' if sure else ', which chance could explain'}."
    )


def _difference_sentence(scores: pd.DataFrame, labels: Labels, seed: int) -> str:
    found = sentiment_differences(scores[scores["voice"] == "narration"], "outlet", seed=seed)
    sure = found[found["q"] <= _SURE]
    if sure.empty:
        return f"None of {len(found):,} differences between an outlet's narration and all others' is beyond chance."
    row = sure.iloc[0]
    return (
        f"Of {len(found):,} differences between an outlet's narration and all others', {len(sure)} are beyond chance;"
        f" the surest: {row['outlet']} toward {labels[row['actor_id']]} ({score(row['mean'])} against"
        f" {score(row['mean_others'])})."
    )


def _toward(row: Mapping[Any, Any], labels: Labels) -> str:
    bounds = interval(row["low"], row["high"], score)
    return f"{labels[row['actor_id']]} (mean score {score(row['mean'])}, 95 % interval {bounds})"


def _intervals(rows: pd.DataFrame) -> list[str]:
    return [interval(low, high, score) for low, high in zip(rows["low"], rows["high"], strict=True)]


def _score_cell(row: Mapping[Any, Any]) -> str:
    if not row["n"]:
        return MISSING
    bounds = f", {interval(row['low'], row['high'], score)}" if pd.notna(row["low"]) else ""
    return f"{score(row['mean'])} (n = {row['n']}{bounds})"
