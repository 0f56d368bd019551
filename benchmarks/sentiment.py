"""Fit and measure the sentiment instrument on NewsMTSC (Hamborg & Donnay, EACL 2021).

    python benchmarks/sentiment.py FOLDER [--fit] [--store]

FOLDER holds train.jsonl, dev-rw.jsonl and dev-mt.jsonl, each line with `sentence`, `from`, `to` and
`polarity` (−1, 0, 1). Prints macro-F1 with a 95 % bootstrap interval, and the error of the
probabilities. `--fit` first fits the regression anew on train.jsonl and stores its
weights; `--store` writes the figures to the instrument's card folder.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path

import numpy as np
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score

from analysis import paths
from analysis.features.sentiment import classify, masked_sentence, ratings
from analysis.tables import LABELS

WEIGHTS = paths.MODELS / "vader" / "weights.json"
BY_POLARITY = dict(zip((-1, 0, 1), LABELS, strict=True))


def rows(file: Path) -> pd.DataFrame:
    return pd.DataFrame([json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()])


def fit(folder: Path) -> None:
    train = rows(folder / "train.jsonl")
    seen = set(rows(folder / "dev-rw.jsonl")["sentence"]) | set(rows(folder / "dev-mt.jsonl")["sentence"])
    train = train[~train["sentence"].isin(seen)]
    labels = train["polarity"].map(BY_POLARITY)
    places = zip(train["sentence"], train["from"], train["to"], strict=True)
    rated = ratings([masked_sentence(*place) for place in places])
    model = LogisticRegression(C=10, max_iter=500).fit(rated, labels)
    stored = {
        "classes": list(model.classes_),
        "features": ["compound", "negative", "positive"],
        "coefficients": model.coef_.round(6).tolist(),
        "intercept": model.intercept_.round(6).tolist(),
        "trained_on": {
            "n": len(train),
            "sha256": hashlib.sha256((folder / "train.jsonl").read_bytes()).hexdigest(),
        },
    }
    WEIGHTS.write_text(json.dumps(stored, indent=2) + "\n", encoding="utf-8")


def measure(folder: Path, name: str) -> dict[str, float]:
    gold = rows(folder / f"{name}.jsonl")
    found = classify(gold["sentence"].tolist(), gold["from"].tolist(), gold["to"].tolist())
    truth = gold["polarity"].map(BY_POLARITY).to_numpy()
    label = found["label"].to_numpy()
    draws = np.random.default_rng(0).integers(0, len(gold), (1000, len(gold)))
    spread = [f1_score(truth[draw], label[draw], average="macro") for draw in draws]
    low, high = np.percentile(spread, [2.5, 97.5])
    f1 = f1_score(truth, label, average="macro")
    figures = {"n": len(gold), "macro_f1": f1, "low": low, "high": high, "accuracy": (truth == label).mean()}
    figures |= dict(
        zip((f"f1_{one}" for one in LABELS), f1_score(truth, label, average=None, labels=LABELS), strict=True)
    )
    plain = np.select(
        [(compound := ratings(gold["sentence"].tolist())[:, 0]) <= -0.05, compound >= 0.05], LABELS[::2], "neutral"
    )
    figures["macro_f1_plain_vader"] = f1_score(truth, plain, average="macro")
    figures["calibration_error"] = calibration_error(found, truth)
    return {key: round(float(value), 4) for key, value in figures.items()}


def note(figures: dict[str, dict[str, float]]) -> str:
    real = figures["NewsMTSC dev-rw"]
    return (
        f"Sentiment is made from VADER's ratings of the whole sentence. On {int(real['n'])} news sentences coded by"
        f" people (NewsMTSC, dev-rw) its macro-F1 is {real['macro_f1']:.2f} (95 % interval {real['low']:.2f} to"
        f" {real['high']:.2f}; guessing gives .33, the best published instrument .83): trust differences between many"
        " sentences, never a single score."
    )


def calibration_error(found: pd.DataFrame, truth: np.ndarray) -> float:
    confidence = found[[f"p_{label}" for label in LABELS]].max(axis=1)
    bins = pd.cut(confidence, np.linspace(0, 1, 11))
    right = pd.Series(found["label"].to_numpy() == truth)
    by_bin = pd.DataFrame({"confidence": confidence, "right": right}).groupby(bins, observed=True)
    means = by_bin.mean()
    return float(((means["confidence"] - means["right"]).abs() * by_bin.size() / len(found)).sum())


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--fit", action="store_true")
    parser.add_argument("--store", action="store_true")
    given = parser.parse_args()
    if given.fit:
        fit(given.folder)
    measured = {f"NewsMTSC {name}": measure(given.folder, name) for name in ("dev-rw", "dev-mt")}
    text = json.dumps({"note": note(measured)} | measured, indent=2, ensure_ascii=False)
    print(text)
    if given.store:
        (paths.MODELS / "vader" / "figures.json").write_text(text + "\n", encoding="utf-8")
