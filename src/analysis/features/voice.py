"""Voice: whether a mention stands in narration, in quoted words, or in a paraphrase, and whose."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import NamedTuple

import pandas as pd

_BEFORE_A_NAME = (0, len("the "))
_AFTER_A_NAME = 1  # a comma or full stop inside of the marks


def assign_voice(mentions: pd.DataFrame, attributions: pd.DataFrame) -> pd.DataFrame:
    """Return the mentions with the voice they stand in, and its speaker.

    A mention inside an attribution has its kind; of several that hold it, the innermost counts. A
    quotation of nothing but the name is scare quotes: the mention has the voice of the sentence
    around them. Any other mention is narration.

    Args:
        mentions: At least `article_id`, `start`, `end`; `part` is taken as the body where lacking.
        attributions: At least `article_id`, `start`, `end`, `kind`; further `part`, `speaker`,
            `speaker_id`.

    Returns:
        The mentions, in their order, with the columns `voice`, `speaker`, `speaker_id`.
    """
    order = [name for name in ("kind", "speaker") if name in attributions.columns]
    attributions = attributions.sort_values(order, kind="stable").reset_index(drop=True)
    by_text: dict[tuple[str, str], list[_Span]] = {}
    places = zip(*(attributions[name] for name in ("start", "end", "kind")), strict=True)
    for row, (key, (start, end, kind)) in enumerate(zip(_keys(attributions), places, strict=True)):
        by_text.setdefault(key, []).append(_Span(int(start), int(end), row, kind == "direct"))
    spans = {key: _Spans(rows) for key, rows in by_text.items()}
    rows = [
        spans[key].innermost(int(start), int(end)) if key in spans else None
        for key, start, end in zip(_keys(mentions), mentions["start"], mentions["end"], strict=True)
    ]
    found = attributions.reindex(pd.Series(rows, dtype="Int64").fillna(-1).astype("int64"))
    found.index = mentions.index
    absent = pd.Series(None, index=mentions.index, dtype="str")
    return mentions.assign(
        voice=found["kind"].astype("str").fillna("narration"),
        speaker=found["speaker"].astype("str") if "speaker" in found else absent,
        speaker_id=found["speaker_id"].astype("str") if "speaker_id" in found else absent,
    )


def _keys(rows: pd.DataFrame) -> list[tuple[str, str]]:
    parts = rows["part"] if "part" in rows.columns else ["body"] * len(rows)
    return list(zip(rows["article_id"], parts, strict=True))


class _Span(NamedTuple):
    start: int
    end: int
    row: int
    is_direct: bool

    def is_about(self, start: int, end: int) -> bool:
        """Tell whether this is more than quotation marks around the name that stands here."""
        alone = start - self.start in _BEFORE_A_NAME and self.end - end <= _AFTER_A_NAME
        return self.end >= end and not (self.is_direct and alone)


class _Spans:
    """The attributions of one text, sorted, for look-up by place."""

    def __init__(self, spans: list[_Span]) -> None:
        self._spans = sorted(spans)
        self._reach = list(accumulate((span.end for span in self._spans), max))

    def innermost(self, start: int, end: int) -> int | None:
        """Return the row of the shortest span that holds [start, end) and is more than the name."""
        best: tuple[int, int] | None = None
        at = bisect_right(self._spans, start, key=lambda span: span.start) - 1
        while at >= 0 and self._reach[at] >= end:
            span = self._spans[at]
            size = (span.end - span.start, span.row)
            if span.is_about(start, end) and (best is None or size < best):
                best = size
            at -= 1
        return best[1] if best else None
