"""Train the linear sentiment model: on coded sentences, and on what the network's teacher says of others.

    python -m training.linear --newsmtsc GOLD/newsmtsc --corpus FILE... --pool FILE --taught FILE

`--taught` is the file of probabilities that `training.sentiment` wrote for the same data and pool. A
sentence that the teacher is unsure of counts once for each label, by its probability. Of each source
all labels count for the same: two in three of the news sentences are neutral, and a model that sees
only words would call almost all so.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
from benchmarks import gold
from scipy.sparse import vstack
from sklearn.linear_model import LogisticRegression

from analysis.features.linear import FILE, features
from analysis.tables import LABELS

from .sentiment_data import NEWS, PAIRS, coded, of_rows, one_hot, pooled_targets

# Chosen on NewsMTSC's dev sets among a dozen settings, which are up to three points of macro-F1 apart.
STRENGTH = 3.0  # C of the regression
WEIGHTS = {"newsmtsc": 4.0, "pairs": 0.5, "news": 1.0, "pool": 1.0}
LEAST = 0.1  # a label less probable than that is not learnt from
KEPT = 1e-3  # coefficients nearer to nothing than that are left out of the file


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--newsmtsc", type=Path, required=True, help="folder with train.jsonl and the dev sets")
    parser.add_argument("--corpus", type=Path, nargs="+", required=True, help="corpora that the coded news are from")
    parser.add_argument("--pool", type=Path, required=True, help="sentences that `training.pool` drew")
    parser.add_argument("--taught", type=Path, required=True, help="the teacher's probabilities")
    parser.add_argument("--share-of-teacher", type=float, default=0.5)
    given = parser.parse_args()
    sources = coded(given.newsmtsc, gold.corpus_texts(*given.corpus))
    targets = [target for rows in sources.values() for target in of_rows(rows)] + pooled_targets(given.pool)
    share = given.share_of_teacher
    with np.load(given.taught) as said:
        wanted = {name: share * said[name] + (1 - share) * one_hot(rows, 0.0) for name, rows in sources.items()}
        wanted["pool"] = said["pool"]
    weight = np.concatenate([WEIGHTS[name] * evened(of_source) for name, of_source in wanted.items()])
    coefficients, intercept = fitted(targets, np.concatenate(list(wanted.values())), weight)
    kept = np.flatnonzero(np.abs(coefficients).max(axis=1) > KEPT)
    FILE.parent.mkdir(exist_ok=True)
    np.savez_compressed(
        FILE, buckets=kept.astype(np.int32), coefficients=coefficients[kept].astype(np.float16), intercept=intercept
    )
    files = {"NewsMTSC train": given.newsmtsc / "train.jsonl", PAIRS.name: PAIRS, NEWS.name: NEWS, "pool": given.pool}
    record = {
        "strength": STRENGTH,
        "weights": WEIGHTS,
        "share_of_teacher": share,
        "n": len(targets),
        "checksums": {name: gold.checksum(file) for name, file in files.items()},
    }
    (FILE.parent / "training.json").write_text(json.dumps(record, indent=2) + "\n", encoding="utf-8")


def evened(wanted: np.ndarray) -> np.ndarray:
    """Return weights (sentences by labels) that make all labels of a source count for the same."""
    return np.broadcast_to(wanted.mean() / wanted.mean(axis=0), wanted.shape)


def fitted(targets: list, wanted: np.ndarray, weight: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return coefficients (buckets by labels) and intercepts of a multinomial regression on probabilities."""
    rows = features(targets)
    parts, labels, weights = [], [], []
    for number, label in enumerate(LABELS):
        used = wanted[:, number] >= LEAST
        parts.append(rows[used])
        labels += [label] * int(used.sum())
        weights.append((wanted * weight)[used, number])
    model = LogisticRegression(C=STRENGTH, max_iter=100, tol=2e-3)
    model.fit(vstack(parts).tocsr(), labels, sample_weight=np.concatenate(weights))
    order = [list(model.classes_).index(label) for label in LABELS]
    return model.coef_[order].T, model.intercept_[order]


if __name__ == "__main__":
    main()
