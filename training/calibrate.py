"""Measure how often the exported tagger is right when it gives a stretch some probability.

    python -m training.calibrate --corpus FILE... --out FILE

On the held-out twelfth of this project's annotations: of all words that the tagger calls reported
with a probability of about p, which share is? Isotonic regression over all words gives the curve
that `confidence` of attributions is read from.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
from benchmarks import gold
from sklearn.isotonic import IsotonicRegression

from analysis.features.quotes import quote_spans
from analysis.features.tagger import tags
from analysis.features.tokens import tokens

from . import labels

POINTS = 41


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, nargs="+", required=True, help="corpora that the annotations are over")
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    said, true = held_out(labels.OWN, gold.corpus_texts(*given.corpus))
    curve = IsotonicRegression(y_min=0, y_max=1, out_of_bounds="clip").fit(said, true)
    points = np.linspace(0, 1, POINTS)
    stored = {
        "n_words": len(said),
        "said": [round(float(point), 3) for point in points],
        "true": [round(float(value), 3) for value in curve.predict(points)],
    }
    given.out.write_text(json.dumps(stored) + "\n", encoding="utf-8")


def held_out(file: Path, texts: dict[str, str]) -> tuple[np.ndarray, np.ndarray]:
    """Return, for every word outside quotations, the probability of being reported, and whether it is."""
    said, true = [], []
    for text, labelled in labels.own(file, texts, validation=True):
        words = labelled.words
        quotes = quote_spans(text)
        found = tags(text, tokens(text), quotes)
        chance = found.content[labelled.first : labelled.first + len(words), 1:3].sum(axis=1)
        for at, word in enumerate(words):
            quoted = any(quote.start <= word.start < quote.end for quote in quotes)
            if labelled.content[at] != labels.UNKNOWN and word.is_word and not quoted:
                said.append(float(chance[at]))
                true.append(labelled.content[at] in (1, 2))
    return np.array(said), np.array(true)


if __name__ == "__main__":
    main()
