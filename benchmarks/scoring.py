"""How attributions are scored on PolNeAR, whatever found them: `voice.py` and `peers.py` share it.

Words that PolNeAR has as content are direct where they stand in quotation marks, as our own
`quote_spans` reads the marks, and indirect elsewhere.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
from sklearn.metrics import cohen_kappa_score

from analysis.features.quotes import quote_spans

from . import gold

WORD = re.compile(r"\w+(?:[-'’]\w+)*")
ENDING = re.compile("['’](?:s|ve|d|ll|re)?$")
TITLES = ["mr", "mrs", "ms", "dr", "professor", "prof", "sen", "senator", "rep", "gov", "gen"]
STOP = frozenset(["the", "a", "an", "of", "and", "or", "in", "on", "at", "to", "for", "by", "from", *TITLES])


class Attributed(Protocol):
    """A stretch of text that stands in a source's words or thoughts, as offsets."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def source(self) -> gold.Span | None: ...


def on_polnear(folder: Path, find: Callable[[str], Sequence[Attributed]]) -> dict[str, float]:
    """Return token F1 of direct and indirect content, kappa at mentions of the two candidates, and sources."""
    coded, found, at_names = [], [], []
    sources: Counter[str] = Counter()
    for text, attributions in gold.polnear(folder):
        quoted = mask(text, [(quote.start, quote.end) for quote in quote_spans(text)])
        content = mask(text, [span for one in attributions for span in one.content])
        rows = find(text)
        predicted = mask(text, [(one.start, one.end) for one in rows])
        for word in WORD.finditer(text):
            at = word.start()
            kind = "direct" if quoted[at] else "indirect"
            coded.append(kind if content[at] else "narration")
            found.append(kind if predicted[at] else "narration")
            at_names.append(word.group() in ("Trump", "Clinton"))
        sources += _sources(text, attributions, rows, quoted)
    coded, found, names = np.array(coded), np.array(found), np.array(at_names)
    figures = {"n_words": len(coded), "n_mentions": int(names.sum())}
    for kind in ("direct", "indirect"):
        both = ((coded == kind) & (found == kind)).sum()
        figures[f"f1_{kind}"] = float(2 * both / ((coded == kind).sum() + (found == kind).sum()))
        figures[f"precision_{kind}"] = float(both / max(1, (found == kind).sum()))
        figures[f"recall_{kind}"] = float(both / (coded == kind).sum())
        figures[f"source_{kind}"] = sources[f"{kind} right"] / sources[kind]
    return figures | {"kappa_at_mentions": float(cohen_kappa_score(coded[names], found[names]))}


def mask(text: str, spans: list[gold.Span]) -> np.ndarray:
    """Return for every character whether it stands in one of the spans."""
    inside = np.zeros(len(text), dtype=bool)
    for start, end in spans:
        inside[start:end] = True
    return inside


def telling(speaker: str) -> list[str]:
    """Return the words of a speaker that tell who it is, in lower case: "Kerry’s" is Kerry, "he’s" he."""
    words = (ENDING.sub("", word.lower()) for word in WORD.findall(speaker))
    return [word for word in words if word not in STOP]


def _sources(
    text: str, attributions: list[gold.Attribution], rows: Sequence[Attributed], quoted: np.ndarray
) -> Counter[str]:
    """Count gold attributions with a source, and those of which half is found and the source shares a word."""
    counts: Counter[str] = Counter()
    owner = np.full(len(text), -1)
    for number, row in sorted(enumerate(rows), key=lambda pair: pair[1].start - pair[1].end):
        owner[row.start : row.end] = number
    for one in attributions:
        at = [span[0] + word.start() for span in one.content for word in WORD.finditer(text[slice(*span)])]
        if not one.source or not at:
            continue
        kind = "direct" if quoted[at].mean() >= 0.5 else "indirect"
        counts[kind] += 1
        found = Counter(owner[at].tolist())
        if found[-1] * 2 > len(at):
            continue
        del found[-1]
        source = rows[found.most_common(1)[0][0]].source
        theirs = telling(" ".join(text[slice(*span)] for span in one.source))
        counts[f"{kind} right"] += bool(source) and bool(set(telling(text[slice(*source)])) & set(theirs))
    return counts
