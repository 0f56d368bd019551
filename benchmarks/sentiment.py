"""Measure the sentiment instruments on hand-coded data.

    python -m benchmarks.sentiment NEWSMTSC CORPUS [--instrument network] [--store]

NEWSMTSC holds dev-rw.jsonl and dev-mt.jsonl (Hamborg & Donnay, EACL 2021). CORPUS is the JSON Lines
file, with `ID` and `content_original`, that `data/sentiment-actors.jsonl` points into. Prints
macro-F1 with 95 % intervals, the error of the probabilities, what the name of the target changes,
and of how many contrast pairs both are right; `--store` writes them to the instrument's card folder.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import pandas as pd
from sklearn.metrics import cohen_kappa_score, f1_score

from analysis import paths
from analysis.features.sentiment import INSTRUMENTS, classify
from analysis.features.targets import Target
from analysis.tables import LABELS

from . import sentiment_card, targets

PARTS = ("dev-rw", "dev-mt")
# Ten people of either gender and many origins, four groups, four countries and bodies, two that do not exist.
NAMES = (
    *("James Miller", "Angela Merkel", "Mohammed al-Khatib", "Donald Trump", "Hillary Clinton", "Li Wei"),
    *("Fatima Hassan", "Juan Ortega", "Precious Okafor", "Vladimir Putin", "Islamic State", "Hezbollah"),
    *("the Ku Klux Klan", "Doctors Without Borders", "Iran", "Denmark", "Microsoft", "the United Nations"),
    *("Zorblat Quenvy", "Grithol"),
)
BINS = 10
RESAMPLES = 1000


def found(rows: pd.DataFrame, instrument: str) -> pd.DataFrame:
    return classify(rows["sentence"].tolist(), rows["start"].tolist(), rows["end"].tolist(), instrument=instrument)


def scored(rows: pd.DataFrame, said: pd.DataFrame) -> dict[str, float]:
    """Return macro-F1 with its interval, accuracy, F1 of each label, and the error of the probabilities."""
    true, label = rows["label"].to_numpy(), said["label"].to_numpy()
    draws = np.random.default_rng(0).integers(0, len(rows), (RESAMPLES, len(rows)))
    spread = [_macro_f1(true[draw], label[draw]) for draw in draws]
    low, high = np.percentile(spread, [2.5, 97.5])
    of_label = f1_score(true, label, average=None, labels=LABELS, zero_division=0.0)
    return {
        "n": len(rows),
        "macro_f1": _macro_f1(true, label),
        "low": low,
        "high": high,
        "accuracy": (true == label).mean(),
        **{f"f1_{name}": value for name, value in zip(LABELS, of_label, strict=True)},
        "calibration_error": calibration_error(true, said),
    }


def _macro_f1(true: np.ndarray, label: np.ndarray) -> float:
    return float(f1_score(true, label, average="macro", labels=LABELS, zero_division=0.0))


def reliability(true: np.ndarray, said: pd.DataFrame) -> pd.DataFrame:
    """Return for each tenth of confidence: `n`, mean `confidence`, and the share that is `right`."""
    confidence = said[[f"p_{label}" for label in LABELS]].max(axis=1)
    rows = pd.DataFrame({"confidence": confidence, "right": said["label"].to_numpy() == true})
    groups = rows.groupby(pd.cut(confidence, np.linspace(0, 1, BINS + 1)), observed=True)
    return groups.mean().assign(n=groups.size()).reset_index(drop=True)


def calibration_error(true: np.ndarray, said: pd.DataFrame) -> float:
    """Return the expected calibration error (Guo et al. 2017): how far confidence is from the share that is right."""
    bins = reliability(true, said)
    return float(((bins["confidence"] - bins["right"]).abs() * bins["n"]).sum() / len(true))


def name_swaps(rows: pd.DataFrame, instrument: str, names: tuple[str, ...] = NAMES) -> dict[str, float]:
    """Return what changes when every target that is a name is called something else.

    `flips` is the share of labels that differ from those with the name in print, over all names;
    `most_apart` the largest difference between the mean scores of two names.
    """
    is_name = [Target(*place).is_name for place in rows[["sentence", "start", "end"]].itertuples(index=False)]
    rows = rows.loc[is_name]
    printed = found(rows, instrument)["label"].to_numpy()
    flips, means = [], []
    for name in names:
        places = zip(rows["sentence"], rows["start"], rows["end"], strict=True)
        swapped = rows.assign(
            sentence=[text[:start] + name + text[end:] for text, start, end in places], end=rows["start"] + len(name)
        )
        said = found(swapped, instrument)
        flips.append((said["label"].to_numpy() != printed).mean())
        means.append(said["score"].mean())
    return {"n": len(rows), "n_names": len(names), "flips": np.mean(flips), "most_apart": max(means) - min(means)}


def on_contrasts(instrument: str) -> dict[str, float]:
    """Return the share of contrast pairs of which both sentences are right, in all and by phenomenon."""
    rows = targets.pairs()
    right = rows.assign(right=found(rows, instrument)["label"].to_numpy() == rows["label"])
    both = right.groupby(["id", "phenomenon"])["right"].all().reset_index("phenomenon")
    by = both.groupby("phenomenon")["right"].agg(["mean", "size"])
    figures = {"n": len(both), "both_right": both["right"].mean()}
    for name, row in by.iterrows():
        figures |= {f"{name}, n": int(row["size"]), f"{name}": row["mean"]}
    return figures


def on_actors(corpus: Path, instrument: str) -> dict[str, float]:
    """Return figures on groups, governments and countries, over both draws and the random one alone."""
    rows = targets.actors(corpus)
    said = found(rows, instrument)
    figures = scored(rows, said)
    random = (rows["draw"] == 1).to_numpy()
    figures["random_n"] = int(random.sum())
    figures["random_macro_f1"] = _macro_f1(rows["label"].to_numpy()[random], said["label"].to_numpy()[random])
    for kind, of_kind in rows.groupby("kind"):
        figures[f"{kind}_accuracy"] = (said.loc[of_kind.index, "label"] == of_kind["label"]).mean()
    one, other = zip(*rows["coders"], strict=True)
    return figures | {"coders_kappa": cohen_kappa_score(one, other)}


def measured(newsmtsc: Path, corpus: Path, instrument: str) -> dict[str, dict[str, float]]:
    dev = {part: targets.newsmtsc(newsmtsc / f"{part}.jsonl") for part in PARTS}
    figures = {f"NewsMTSC {part}": scored(rows, found(rows, instrument)) for part, rows in dev.items()}
    both = pd.concat(dev.values(), ignore_index=True)
    figures["NewsMTSC dev, both"] = scored(both, found(both, instrument))
    figures["other names"] = name_swaps(both, instrument)
    figures["contrast pairs"] = on_contrasts(instrument)
    figures["groups, governments, countries"] = on_actors(corpus, instrument)
    return {data: {name: round(float(value), 4) for name, value in row.items()} for data, row in figures.items()}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("newsmtsc", type=Path)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--instrument", choices=list(INSTRUMENTS), default="network")
    parser.add_argument("--store", action="store_true")
    given = parser.parse_args()
    figures = measured(given.newsmtsc, given.corpus, given.instrument)
    text = json.dumps({"note": sentiment_card.note(figures, given.instrument)} | figures, indent=2, ensure_ascii=False)
    print(text)
    if given.store:
        folder = paths.MODELS / f"sentiment-{given.instrument}"
        (folder / "figures.json").write_text(text + "\n", encoding="utf-8")
        both = pd.concat([targets.newsmtsc(given.newsmtsc / f"{part}.jsonl") for part in PARTS], ignore_index=True)
        bins = reliability(both["label"].to_numpy(), found(both, given.instrument))
        sentiment_card.write(folder, figures, bins)
