"""Voice: whether a mention stands in narration, in quoted words, or in a paraphrase, and whose."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate

import pandas as pd

_AROUND_A_NAME = 5  # "the " before it and a comma or full stop after it


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
    by_text: dict[tuple[str, str], list[tuple[int, int, int]]] = {}
    keys = _keys(attributions)
    for row, (key, start, end) in enumerate(zip(keys, attributions["start"], attributions["end"], strict=True)):
        by_text.setdefault(key, []).append((int(start), int(end), row))
    spans = {key: _Spans(rows) for key, rows in by_text.items()}
    rows = [
        spans[key].innermost(int(start), int(end)) if key in spans else None
        for key, start, end in zip(_keys(mentions), mentions["start"], mentions["end"], strict=True)
    ]
    found = attributions.reset_index(drop=True).reindex(pd.Series(rows, dtype="Int64").fillna(-1).astype("int64"))
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


class _Spans:
    """The attributions of one text, sorted, for look-up by place."""

    def __init__(self, rows: list[tuple[int, int, int]]) -> None:
        self._rows = sorted(rows)
        self._reach = list(accumulate((end for _, end, _ in self._rows), max))

    def innermost(self, start: int, end: int) -> int | None:
        """Return the row of the shortest span that holds [start, end) and is more than the name."""
        best: tuple[int, int] | None = None
        at = bisect_right(self._rows, (start, float("inf"), 0)) - 1
        while at >= 0 and self._reach[at] >= end:
            first, last, row = self._rows[at]
            length = last - first
            if last >= end and length > end - start + _AROUND_A_NAME and (best is None or length < best[0]):
                best = (length, row)
            at -= 1
        return best[1] if best else None
