"""Train the sentiment network: a teacher learns from coded sentences, a small student from the teacher.

    python -m training.sentiment --newsmtsc GOLD/newsmtsc --corpus FILE... --pool FILE --out FOLDER

1. The teacher, MPNet (`mpnet.py`, 110 million weights), is fine-tuned on NewsMTSC's training half, then
   on that and this project's coded news sentences and contrast pairs.
2. It labels all of these and a pool of news sentences that nobody coded (`pool.py`).
3. The student, MiniLM (`encoder.py`, 22 million), learns to give the same probabilities; of coded
   sentences, a mixture of the teacher's and the coders' ("distillation"; Hinton et al. 2015). It
   also learns to see what the teacher sees: from its vectors the teacher's can be foretold
   ("hints"; Romero et al. 2015). One run a seed; the network is the mean of their weights.

Neither sees the name of a target: a mask stands in its place. What a step has made lies in `--out`,
and is not made again if it is there, made with these settings of these data; a fit that was broken off goes on.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import logging
import shutil
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import torch
from benchmarks import gold
from safetensors.torch import load_file, save_file
from torch import Tensor

from analysis.features.pieces import PLAIN
from analysis.features.targets import Inputs, Target, inputs

from . import encoder, mpnet
from .network import Example, Network, predicted, train
from .sentiment_data import NEWS, PAIRS, coded, of_rows, one_hot, pooled_targets

LOG = logging.getLogger("sentiment")
Weights = dict[str, Tensor]


@dataclass
class Settings:
    """What a run is made of; goes into the card."""

    batch: int = 32
    smoothing: float = 0.1
    weight_of_neutral_news: float = 0.6
    weight_of_pairs: float = 1.5
    decay: float = 0.01
    warm_up: float = 0.1
    teacher_rate: float = 3e-5
    teacher_rate_head: float = 1.5e-4
    teacher_epochs_first: int = 1
    teacher_epochs: int = 2
    student_rate: float = 1.5e-4
    student_rate_head: float = 5e-4
    student_epochs: int = 4
    share_of_teacher: float = 0.6
    share_of_teacher_in_pairs: float = 0.3  # which are labelled by what they were written for
    weight_of_hints: float = 1.0
    weight_of_contrast: float = 2.0
    seeds: tuple[int, ...] = (1,)


def student() -> Network:
    return Network(encoder.Encoder({"target": 2}), encoder.WIDTH)


class Teacher:
    """The teacher's network with the tokenizer it came with."""

    def __init__(self) -> None:
        pretrained, self._tokenizer = mpnet.weights()
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self.network = Network(mpnet.Encoder(pretrained, {"target": 2}), mpnet.WIDTH)

    def inputs(self, of: Target) -> Inputs:
        """Return what the student reads, in the teacher's vocabulary."""
        return inputs(of, self._pieces, mpnet.SPECIAL)

    def _pieces(self, text: str) -> list[int]:
        found: list[int] = self._tokenizer.encode(text.translate(PLAIN), add_special_tokens=False).ids
        return found


def weights_of(source: str, rows: pd.DataFrame, settings: Settings) -> np.ndarray:
    """Seven in ten of the coded news sentences are neutral, twice NewsMTSC's share: they count for less."""
    if source == "pairs":
        return np.full(len(rows), settings.weight_of_pairs)
    neutral = (rows["label"] == "neutral") & (source == "news")
    return np.where(neutral, settings.weight_of_neutral_news, 1.0)


def taught(sources: dict[str, pd.DataFrame], settings: Settings, seed: int, kept: Path) -> Teacher:
    teacher = Teacher()
    examples = {
        source: [
            Example(teacher.inputs(target), wanted, weight)
            for target, wanted, weight in zip(
                of_rows(rows), one_hot(rows, settings.smoothing), weights_of(source, rows, settings), strict=True
            )
        ]
        for source, rows in sources.items()
    }
    given = {"rates": (settings.teacher_rate, settings.teacher_rate_head), "settings": settings, "pad": mpnet.PAD}
    first = kept.with_stem(f"{kept.stem}-first")
    if not first.with_suffix(".safetensors").exists():
        epochs = settings.teacher_epochs_first
        train(teacher.network, examples["newsmtsc"], epochs=epochs, seed=seed, kept=first, falling=False, **given)
        save_file(teacher.network.state_dict(), first.with_suffix(".safetensors"))
    teacher.network.load_state_dict(load_file(first.with_suffix(".safetensors")))
    every = [one for some in examples.values() for one in some]
    train(teacher.network, every, epochs=settings.teacher_epochs, seed=seed + 1, kept=kept, **given)
    return teacher


def lessons(
    sources: dict[str, pd.DataFrame], pool: list[Target], told: dict[str, np.ndarray], settings: Settings
) -> list[Example]:
    """Return what the student learns: the teacher's probabilities, mixed with the coders' where there are any."""
    hints = standardised({name: told[f"{name} vectors"] for name in [*sources, "pool"]})
    given = [zip(pool, told["pool"], contrast_weights(pool, told["pool"], settings), hints["pool"], strict=True)]
    for source, rows in sources.items():
        share = settings.share_of_teacher_in_pairs if source == "pairs" else settings.share_of_teacher
        wanted = share * told[source] + (1 - share) * one_hot(rows, 0.0)
        given.append(zip(of_rows(rows), wanted, weights_of(source, rows, settings), hints[source], strict=True))
    return [Example(inputs(target), *of) for part in given for target, *of in part]


def standardised(vectors: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Return vectors of mean 0 and spread 1 in each dimension: a few large ones would hide all others."""
    every = np.concatenate(list(vectors.values()))
    middle, spread = every.mean(0, dtype=np.float32), every.std(0, dtype=np.float32)
    return {name: ((some - middle) / spread).astype(np.float16) for name, some in vectors.items()}


def contrast_weights(pool: list[Target], said: np.ndarray, settings: Settings) -> np.ndarray:
    """Where the teacher tells one target of a sentence from another there is most to learn: it counts for more."""
    labels = pd.DataFrame({"sentence": [one.sentence for one in pool], "label": said.argmax(1)})
    several = labels.groupby("sentence")["label"].transform("nunique") > 1
    return np.where(several, settings.weight_of_contrast, 1.0)


def mean(runs: list[Weights]) -> Weights:
    return {name: torch.stack([run[name] for run in runs]).mean(0) for name in runs[0]}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--newsmtsc", type=Path, required=True, help="folder with train.jsonl and the dev sets")
    parser.add_argument("--corpus", type=Path, nargs="+", required=True, help="corpora that the coded news are from")
    parser.add_argument("--pool", type=Path, required=True, help="sentences that `training.pool` drew")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seeds", type=int, nargs="+", default=Settings.seeds)
    given = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    settings = Settings(seeds=tuple(given.seeds))
    sources = coded(given.newsmtsc, gold.corpus_texts(*given.corpus))
    pool = pooled_targets(given.pool)
    files = {"NewsMTSC train": given.newsmtsc / "train.jsonl", PAIRS.name: PAIRS, NEWS.name: NEWS, "pool": given.pool}
    sums = {name: gold.checksum(file) for name, file in files.items()}
    LOG.info("%s, pool %d", ", ".join(f"{name} {len(rows)}" for name, rows in sources.items()), len(pool))
    given.out.mkdir(parents=True, exist_ok=True)
    of = hashlib.sha256(json.dumps([asdict(settings) | {"seeds": 0}, sums], sort_keys=True).encode()).hexdigest()[:12]

    labels = given.out / f"teacher-{of}.npz"
    if not labels.exists():
        weights = labels.with_suffix(".safetensors")
        if weights.exists():
            teacher = Teacher()
            teacher.network.load_state_dict(load_file(weights))
        else:
            teacher = taught(sources, settings, settings.seeds[0], labels.with_suffix(".pt"))
            save_file(teacher.network.state_dict(), weights)
        asked = {source: of_rows(rows) for source, rows in sources.items()} | {"pool": pool}
        told: dict[str, np.ndarray] = {}
        for name, some in asked.items():
            given_inputs = [teacher.inputs(one) for one in some]
            told[name], told[f"{name} vectors"] = predicted(teacher.network, given_inputs, mpnet.PAD)
        np.savez(labels, **told)
    shutil.copyfile(labels, given.out / "teacher.npz")
    with np.load(labels) as stored:
        examples = lessons(sources, pool, dict(stored), settings)
    # All seeds set out from the same head: weights average only where they mean the same.
    torch.manual_seed(0)
    start = student().state_dict()
    rates, epochs = (settings.student_rate, settings.student_rate_head), settings.student_epochs
    runs = []
    for seed in settings.seeds:
        path = given.out / f"seed-{seed}-{of}.safetensors"
        if not path.exists():
            network = student()
            network.load_state_dict(start)
            choices = {"rates": rates, "epochs": epochs, "settings": settings, "seed": seed, "pad": 0, "hints": True}
            train(network, examples, kept=path.with_suffix(".pt"), **choices)
            save_file(network.state_dict(), path)
        runs.append(load_file(path))
    save_file(mean(runs), given.out / "network.safetensors")
    record = {"settings": asdict(settings), "checksums": sums, "torch": torch.__version__}
    (given.out / "training.json").write_text(json.dumps(record, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
