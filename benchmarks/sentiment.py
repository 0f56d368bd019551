"""Measure the sentiment instruments on hand-coded data.

    python -m benchmarks.sentiment NEWSMTSC CORPUS [--instrument network] [--store]

NEWSMTSC holds dev-rw.jsonl and dev-mt.jsonl (Hamborg & Donnay, EACL 2021). CORPUS is the JSON Lines
file, with `ID` and `content_original`, that `data/sentiment-actors.jsonl` points into. Prints
macro-F1 with 95 % intervals (sentences are resampled, each with all its targets), the error of the
probabilities, what the name of the target changes, and of how many contrast pairs both are right;
`--store` writes them to the instrument's card folder, with the checksums of the weights measured.
"""

from __future__ import annotations

import argparse
import json
import re
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.optimize import minimize_scalar
from scipy.special import log_softmax, softmax
from scipy.stats import binomtest
from sklearn.metrics import cohen_kappa_score, f1_score

from analysis import paths
from analysis.features.sentiment import INSTRUMENTS, classify
from analysis.features.targets import Target
from analysis.tables import LABELS

from . import gold, sentiment_card, targets

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
WEIGHTS = ("network.onnx", "calibration.json", "weights.npz", "weights.json")
_PROBABILITIES = [f"p_{label}" for label in LABELS]


def found(rows: pd.DataFrame, instrument: str) -> pd.DataFrame:
    return classify(rows["sentence"].tolist(), rows["start"].tolist(), rows["end"].tolist(), instrument=instrument)


def scored(rows: pd.DataFrame, said: pd.DataFrame) -> dict[str, float]:
    """Return macro-F1 with its interval, accuracy, F1 of each label, and the error of the probabilities."""
    true, label = rows["label"].to_numpy(), said["label"].to_numpy()
    of_sentence = list(rows.reset_index(drop=True).groupby("sentence").indices.values())
    random = np.random.default_rng(0)
    draws = [random.integers(0, len(of_sentence), len(of_sentence)) for _ in range(RESAMPLES)]
    resampled = [np.concatenate([of_sentence[one] for one in draw]) for draw in draws]
    low, high = np.percentile([_macro_f1(true[draw], label[draw]) for draw in resampled], [2.5, 97.5])
    of_label = f1_score(true, label, average=None, labels=LABELS, zero_division=0.0)
    return {
        "n": len(rows),
        "n_sentences": len(of_sentence),
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
    confidence = said[_PROBABILITIES].max(axis=1)
    rows = pd.DataFrame({"confidence": confidence, "right": said["label"].to_numpy() == true})
    groups = rows.groupby(pd.cut(confidence, np.linspace(0, 1, BINS + 1)), observed=True)
    return groups.mean().assign(n=groups.size()).reset_index(drop=True)


def calibration_error(true: np.ndarray, said: pd.DataFrame) -> float:
    """Return the expected calibration error (Guo et al. 2017): how far confidence is from the share that is right."""
    bins = reliability(true, said)
    return float(((bins["confidence"] - bins["right"]).abs() * bins["n"]).sum() / len(true))


def best_temperature(logits: np.ndarray, true: np.ndarray) -> float:
    """Return what logits are to be divided by for the true labels to become most probable (Guo et al. 2017)."""

    def surprise(temperature: float) -> float:
        return float(-log_softmax(logits / temperature, axis=1)[np.arange(len(true)), true].mean())

    return float(minimize_scalar(surprise, bounds=(0.3, 4.0), method="bounded").x)


def crossed_calibration_error(parts: list[pd.DataFrame], said: list[pd.DataFrame]) -> list[float]:
    """Return the error in each of two parts with the temperature that fits the other; the one in use fits both."""
    logits = [np.log(one[_PROBABILITIES].to_numpy()) for one in said]
    true = [rows["label"].map(LABELS.index).to_numpy() for rows in parts]
    errors = []
    for here, there in ((0, 1), (1, 0)):
        given = softmax(logits[here] / best_temperature(logits[there], true[there]), axis=1)
        again = said[here].assign(**dict(zip(_PROBABILITIES, given.T, strict=True)))
        errors.append(calibration_error(parts[here]["label"].to_numpy(), again))
    return errors


def name_swaps(rows: pd.DataFrame, instrument: str, names: tuple[str, ...] = NAMES) -> dict[str, float]:
    """Return what changes when every target that is a name is called something else, wherever its sentence has it.

    `flips` is the share of labels that differ from those with the name in print, over all names;
    `most_apart` the largest difference between the mean scores of two names.
    """
    is_name = [Target(*place).is_name for place in rows[["sentence", "start", "end"]].itertuples(index=False)]
    rows = rows.loc[is_name]
    printed = found(rows, instrument)["label"].to_numpy()
    flips, means = [], []
    for name in names:
        places = zip(rows["sentence"], rows["start"], rows["end"], strict=True)
        swapped = pd.DataFrame([renamed(Target(*place), name) for place in places], index=rows.index)
        said = found(swapped, instrument)
        flips.append((said["label"].to_numpy() != printed).mean())
        means.append(said["score"].mean())
    return {"n": len(rows), "n_names": len(names), "flips": np.mean(flips), "most_apart": max(means) - min(means)}


def renamed(target: Target, name: str) -> Target:
    """Return a target with another name, there and in all other places where its sentence has the old one."""
    left, old, right = (
        target.sentence[: target.start],
        target.sentence[target.start : target.end],
        target.sentence[target.end :],
    )
    again = re.compile(rf"(?<!\w){re.escape(old)}(?!\w)")
    left, right = (again.sub(lambda _: name, side) for side in (left, right))
    return Target(left + name + right, len(left), len(left) + len(name))


def on_contrasts(instrument: str) -> dict[str, float]:
    """Return the share of contrast pairs of which both sentences are right, in all and by phenomenon."""
    rows = targets.pairs()
    right = rows.assign(right=found(rows, instrument)["label"].to_numpy() == rows["label"])
    both = right.groupby(["id", "phenomenon"])["right"].all().reset_index("phenomenon")
    by = both.groupby("phenomenon")["right"].agg(["mean", "size"])
    sure = binomtest(int(both["right"].sum()), len(both)).proportion_ci(method="wilson")
    figures = {"n": len(both), "both_right": both["right"].mean(), "low": sure.low, "high": sure.high}
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
    said = [found(rows, instrument) for rows in dev.values()]
    figures = {f"NewsMTSC {part}": scored(rows, of) for (part, rows), of in zip(dev.items(), said, strict=True)}
    if instrument == "network":
        for part, error in zip(PARTS, crossed_calibration_error(list(dev.values()), said), strict=True):
            figures[f"NewsMTSC {part}"]["calibration_error_crossed"] = error
    both = pd.concat(dev.values(), ignore_index=True)
    figures["NewsMTSC dev, both"] = scored(both, found(both, instrument))
    figures["other names"] = name_swaps(both, instrument)
    figures["contrast pairs"] = on_contrasts(instrument)
    figures["groups, governments, countries"] = on_actors(corpus, instrument)
    return {data: {name: round(float(value), 4) for name, value in row.items()} for data, row in figures.items()}


def weights_in(folder: Path) -> dict[str, str]:
    """Return the checksums of what was measured: the weights of an instrument, and what calibrates them."""
    files = [file for file in sorted(folder.iterdir()) if file.name in WEIGHTS]
    return {file.name: gold.checksum(file) for file in files}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("newsmtsc", type=Path)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--instrument", choices=list(INSTRUMENTS), default="network")
    parser.add_argument("--store", action="store_true")
    given = parser.parse_args()
    figures = measured(given.newsmtsc, given.corpus, given.instrument)
    folder = paths.MODELS / f"sentiment-{given.instrument}"
    told = {"note": sentiment_card.note(figures, given.instrument), "weights": weights_in(folder)} | figures
    text = json.dumps(told, indent=2, ensure_ascii=False)
    print(text)
    if given.store:
        (folder / "figures.json").write_text(text + "\n", encoding="utf-8")
        both = pd.concat([targets.newsmtsc(given.newsmtsc / f"{part}.jsonl") for part in PARTS], ignore_index=True)
        bins = reliability(both["label"].to_numpy(), found(both, given.instrument))
        sentiment_card.write(folder, figures, bins)
