"""Voice: whether a mention stands in narration, in quoted words, or in a paraphrase, and whose."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import NamedTuple

import numpy as np
import pandas as pd

from ..errors import InputError

# What counts as paraphrase, by the class of the cue.
COUNTED = {
    "speech": ("speech",),
    "reported": ("speech", "thought"),
    "all": ("speech", "thought", "attitude", "act"),
}
# Below this, a voice is hardly more likely right than wrong (measured: the instrument's card).
UNCERTAIN_BELOW = 0.55
# How often a mention outside of all attributions is narration in truth (measured: the instrument's card).
_NARRATION = 0.95
_NO_ROWS = (-1, -1)
_BEFORE_A_NAME = (0, len("the "))
_AFTER_A_NAME = 1  # a comma or full stop inside of the marks


def assign_voice(
    mentions: pd.DataFrame,
    attributions: pd.DataFrame,
    *,
    indirect: str = "reported",
    uncertain_below: float = UNCERTAIN_BELOW,
) -> pd.DataFrame:
    """Return the mentions with the voice they stand in, and its speaker.

    A mention inside an attribution has its kind; of several that hold it, the innermost counts. A
    quotation of nothing but the name is scare quotes: the mention has the voice of the sentence
    around them. Any other mention is narration. Where the instrument is not sure enough of what it
    says, the voice is "uncertain".

    Args:
        mentions: At least `article_id`, `start`, `end`; `part` is taken as the body where lacking.
        attributions: At least `article_id`, `start`, `end`, `kind`; further `part`, `cue_class`,
            `speaker`, `speaker_id`, `confidence`.
        indirect: What counts as paraphrase: "reported" (what a source said or thinks), "speech"
            (what it said), or "all" (its wishes and deeds too: "vowed revenge on X", "fights X").
        uncertain_below: Confidence below which a voice is uncertain; 0 forces every one.

    Returns:
        The mentions, in their order, with the columns `voice`, `voice_confidence`, `speaker`,
        `speaker_id`.

    Raises:
        InputError: `indirect` is none of the three.
    """
    if indirect not in COUNTED:
        raise InputError("indirect", f"{indirect!r} is not known", f"Choose from: {', '.join(COUNTED)}.")
    attributions = _counted(attributions, indirect)
    by_text: dict[tuple[str, str], list[_Span]] = {}
    places = zip(*(attributions[name] for name in ("start", "end", "kind")), strict=True)
    for row, (key, (start, end, kind)) in enumerate(zip(_keys(attributions), places, strict=True)):
        by_text.setdefault(key, []).append(_Span(int(start), int(end), row, str(kind)))
    spans = {key: _Spans(rows) for key, rows in by_text.items()}
    rows = [
        spans[key].around(int(start), int(end)) if key in spans else _NO_ROWS
        for key, start, end in zip(_keys(mentions), mentions["start"], mentions["end"], strict=True)
    ]
    found, cited = (
        attributions.reindex(pd.Index(numbers, dtype="int64")).set_axis(mentions.index)
        for numbers in ([row[at] for row in rows] for at in (0, 1))
    )
    return mentions.assign(**_voices(found, cited, uncertain_below))


def _counted(attributions: pd.DataFrame, indirect: str) -> pd.DataFrame:
    """Return the attributions, numbered; paraphrase that does not count is turned into doubt about narration."""
    if "cue_class" in attributions.columns:
        counts = attributions["cue_class"].isin(COUNTED[indirect]) | (attributions["kind"] != "indirect")
        attributions = attributions.assign(kind=attributions["kind"].where(counts, "doubtful"))
    order = [name for name in ("kind", "speaker") if name in attributions.columns]
    return attributions.sort_values(order, kind="stable").reset_index(drop=True)


def _voices(found: pd.DataFrame, cited: pd.DataFrame, uncertain_below: float) -> dict[str, pd.Series]:
    """Return the columns that the innermost attribution of each mention gives it, and the one that is cited."""
    absent = pd.Series(None, index=found.index, dtype="str")
    confidence = found["confidence"] if "confidence" in found else pd.Series(np.nan, index=found.index)
    confidence = confidence.where(found["kind"].notna(), _NARRATION).astype("float64")
    voice = found["kind"].astype("str").replace("doubtful", "narration").fillna("narration")
    voice = voice.mask(confidence < uncertain_below, "uncertain")
    is_attributed = voice.isin(("direct", "indirect"))
    speakers: dict[str, pd.Series] = {
        name: cited[name].astype("str").where(is_attributed) if name in cited else absent
        for name in ("speaker", "speaker_id")
    }
    return {"voice": voice, "voice_confidence": confidence, **speakers}


def _keys(rows: pd.DataFrame) -> list[tuple[str, str]]:
    parts = rows["part"] if "part" in rows.columns else ["body"] * len(rows)
    return list(zip(rows["article_id"], parts, strict=True))


class _Span(NamedTuple):
    start: int
    end: int
    row: int
    kind: str

    def is_about(self, start: int, end: int) -> bool:
        """Tell whether this is more than quotation marks around the name that stands here."""
        alone = start - self.start in _BEFORE_A_NAME and self.end - end <= _AFTER_A_NAME
        return self.end >= end and not (self.kind == "direct" and alone)


class _Spans:
    """The attributions of one text, sorted, for look-up by place."""

    def __init__(self, spans: list[_Span]) -> None:
        self._spans = sorted(spans)
        self._reach = list(accumulate((span.end for span in self._spans), max))

    def around(self, start: int, end: int) -> tuple[int, int]:
        """Return the rows of the shortest span that holds [start, end) and is more than the name, and of the cited one.

        A doubtful span counts only where there is no other. Cited is the shortest, or the longest
        paraphrase around it, where that is one: "Lee said that experts found that …" is what Lee said.
        """
        holding: list[_Span] = []
        at = bisect_right(self._spans, start, key=lambda span: span.start) - 1
        while at >= 0 and self._reach[at] >= end:
            if self._spans[at].is_about(start, end):
                holding.append(self._spans[at])
            at -= 1
        if not holding:
            return _NO_ROWS
        shortest = min(holding, key=lambda span: (span.kind == "doubtful", span.end - span.start, span.row))
        alike = [span for span in holding if span.kind == shortest.kind == "indirect"] or [shortest]
        return shortest.row, max(alike, key=lambda span: (span.end - span.start, -span.row)).row
