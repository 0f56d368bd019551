"""Fit the regression that turns VADER's ratings into probabilities, on NewsMTSC.

python -m training.vader --newsmtsc GOLD/newsmtsc
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from benchmarks import gold
from sklearn.linear_model import LogisticRegression

from analysis import paths
from analysis.features.vader import ratings

from .sentiment_data import coded_newsmtsc, of_rows

WEIGHTS = paths.MODELS / "sentiment-vader" / "weights.json"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--newsmtsc", type=Path, required=True, help="folder with train.jsonl and the dev sets")
    given = parser.parse_args()
    train = coded_newsmtsc(given.newsmtsc)
    model = LogisticRegression(C=10, max_iter=500).fit(ratings(of_rows(train)), train["label"])
    stored = {
        "classes": list(model.classes_),
        "features": ["compound", "negative", "positive"],
        "coefficients": model.coef_.round(6).tolist(),
        "intercept": model.intercept_.round(6).tolist(),
        "trained_on": {"n": len(train), "sha256": gold.checksum(given.newsmtsc / "train.jsonl")},
    }
    WEIGHTS.write_text(json.dumps(stored, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
