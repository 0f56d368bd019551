"""Train the voice tagger: content, cue and source of attributions, for every word of a text.

    python -m training.voice --polnear GOLD/polnear --corpus FILE... [--epochs 4] [--seeds 1 2 3]

The encoder (see `encoder.py`) is fine-tuned on windows of PolNeAR's training half and of this
project's annotations, with a head for content (none, reported, attitude; begin or in) and one for
roles (source, cue). What PolNeAR calls content may be report or attitude: where its cue does not
tell, the loss is that of either. One run a seed; the tagger is the mean of their weights, which
finds more than any one of them and costs no more (Wortsman et al. 2022, "Model soups"). Writes the
weights, the settings and the data's checksums to `--out`; a seed whose weights are there already, made
with these settings of these data, is not trained again.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import logging
import random
import time
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch
from benchmarks import gold
from safetensors.torch import load_file, save_file
from torch import Tensor, nn

from analysis.features.pieces import CLS, LONGEST, SEP, Pieces
from analysis.features.tagger import CONTENT, ROLES

from . import labels
from .encoder import WIDTH, Encoder

LOG = logging.getLogger("voice")
MASK, FIRST_WORD_PIECE = 103, 999


@dataclass
class Settings:
    """What a run is made of; goes into the card."""

    epochs: int = 4
    batch: int = 16
    rate: float = 2e-4
    rate_heads: float = 1e-3
    decay: float = 0.01
    warm_up: float = 0.08
    masked: float = 0.05
    shortest_window: int = 60
    weight_of_roles: float = 1.0
    own_repeats: int = 1
    seeds: tuple[int, ...] = (1, 2, 3)


class Tagger(nn.Module):
    """Word pieces with quotation state and shape -> logits of content and of roles."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder = Encoder({"quote": 3, "shape": 4})
        self.dropout = nn.Dropout(0.1)
        self.content = nn.Linear(WIDTH, len(CONTENT))
        self.role = nn.Linear(WIDTH, len(ROLES))

    def forward(
        self, ids: Tensor, quote: Tensor, shape: Tensor, padding: Tensor | None = None
    ) -> tuple[Tensor, Tensor]:
        x = self.dropout(self.encoder(ids, {"quote": quote, "shape": shape}, padding))
        return self.content(x), self.role(x)


@dataclass
class Example:
    """A text in pieces, with labels at the first piece of each token."""

    of: Pieces
    content: np.ndarray
    role: np.ndarray


Window = tuple[Example, int, int]
Weights = dict[str, Tensor]


def example(text: labels.Labelled) -> Example:
    first = text.of.token >= 0
    content, role = (np.full(len(first), labels.UNKNOWN) for _ in range(2))
    content[first] = text.content[text.of.token[first]]
    role[first] = text.role[text.of.token[first]]
    return Example(text.of, content, role)


def epoch(examples: list[Example], settings: Settings, chance: random.Random) -> list[list[Window]]:
    """Return all texts cut anew into windows, in batches of like length, shuffled."""
    cut: list[Window] = []
    for one in examples:
        start, total = 0, len(one.of.ids)
        limit = chance.randint(settings.shortest_window, LONGEST)
        while start < total:
            end = _good_end(one.of.cut, start, limit)
            if (one.content[start:end] != labels.UNKNOWN).any():
                cut.append((one, start, end))
            start, limit = end, LONGEST
    chance.shuffle(cut)
    size = settings.batch
    sorted_runs = [
        window
        for at in range(0, len(cut), size * 30)
        for window in sorted(cut[at : at + size * 30], key=lambda window: window[2] - window[1])
    ]
    batches = [sorted_runs[at : at + size] for at in range(0, len(sorted_runs), size)]
    chance.shuffle(batches)
    return batches


def _good_end(cut: np.ndarray, start: int, limit: int) -> int:
    if len(cut) - start <= limit:
        return len(cut)
    low = start + int(limit * 0.6)
    places = cut[low : start + limit + 1]
    return low + int(np.flatnonzero(places == places.max())[-1])


def tensors(batch: list[Window]) -> dict[str, Tensor]:
    """Return a batch padded to its longest window."""
    longest = max(end - start for _, start, end in batch) + 2
    rows = {name: np.zeros((len(batch), longest), dtype=np.int64) for name in ("ids", "quote", "shape")}
    rows |= {name: np.full((len(batch), longest), labels.UNKNOWN) for name in ("content", "role")}
    rows["padding"] = np.ones((len(batch), longest), dtype=bool)
    for row, (one, start, end) in enumerate(batch):
        last = end - start + 1
        rows["ids"][row, 0], rows["ids"][row, last] = CLS, SEP
        rows["ids"][row, 1:last] = one.of.ids[start:end]
        rows["quote"][row, 1:last] = one.of.quote[start:end]
        rows["shape"][row, 1:last] = one.of.shape[start:end]
        rows["content"][row, 1:last] = one.content[start:end]
        rows["role"][row, 1:last] = one.role[start:end]
        rows["padding"][row, : last + 1] = False
    return {name: torch.from_numpy(values) for name, values in rows.items()}


def content_loss(logits: Tensor, targets: Tensor) -> Tensor:
    """Cross-entropy; of content whose class is open, that of being either."""
    known = targets != labels.UNKNOWN
    scores, targets = logits[known].log_softmax(-1), targets[known]
    either = torch.stack([scores[:, [1, 3]].logsumexp(-1), scores[:, [2, 4]].logsumexp(-1)], -1)
    return -torch.cat([scores, either], -1).gather(1, targets[:, None]).mean()


def train(examples: list[Example], settings: Settings, seed: int) -> Weights:
    # All seeds set out from the same heads: weights average only where they mean the same.
    torch.manual_seed(settings.seeds[0])
    start = Tagger().state_dict()
    torch.manual_seed(seed)
    chance = random.Random(seed)
    model = Tagger()
    model.load_state_dict(start)
    # The word embeddings, half of all weights, stay as they were pretrained: a third faster, and no
    # word is unlearned that the annotated texts happen to lack.
    model.encoder.words.weight.requires_grad_(False)
    heads = [weight for name, weight in model.named_parameters() if not name.startswith("encoder.")]
    body = [weight for name, weight in model.named_parameters() if name.startswith("encoder.") and weight.requires_grad]
    groups = [{"params": body, "lr": settings.rate}, {"params": heads, "lr": settings.rate_heads}]
    optimizer = torch.optim.AdamW(groups, weight_decay=settings.decay, fused=True)
    first = epoch(examples, settings, chance)
    steps = settings.epochs * len(first) * 1.005
    rises = settings.warm_up * steps
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / rises, max(0.0, (steps - step) / (steps - rises)))
    )
    begun = time.time()
    for number in range(settings.epochs):
        model.train()
        losses = []
        for at, batch in enumerate(first if number == 0 else epoch(examples, settings, chance)):
            given = tensors(batch)
            hidden = (torch.rand(given["ids"].shape) < settings.masked) & (given["ids"] >= FIRST_WORD_PIECE)
            given["ids"][hidden] = MASK
            with torch.autocast("cpu", dtype=torch.bfloat16):
                content, role = model(given["ids"], given["quote"], given["shape"], given["padding"])
            of_role = nn.functional.cross_entropy(
                role.float().flatten(0, 1), given["role"].flatten(), ignore_index=labels.UNKNOWN
            )
            loss = content_loss(content.float(), given["content"]) + settings.weight_of_roles * of_role
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_([*body, *heads], 1.0)
            optimizer.step()
            schedule.step()
            losses.append(loss.item())
            if at % 100 == 0:
                LOG.info(
                    "seed %d, epoch %d, batch %d of %d, loss %.3f, %.0f s",
                    seed,
                    number + 1,
                    at,
                    len(first),
                    np.mean(losses[-100:]),
                    time.time() - begun,
                )
        LOG.info("seed %d, epoch %d: loss %.4f, %.0f s", seed, number + 1, np.mean(losses), time.time() - begun)
    return model.state_dict()


def mean(runs: list[Weights]) -> Weights:
    return {name: torch.stack([run[name] for run in runs]).mean(0) for name in runs[0]}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--polnear", type=Path, required=True, help="folder with train/text and train/attributions")
    parser.add_argument("--corpus", type=Path, nargs="*", default=[], help="corpora that the own annotations are over")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=Settings.epochs)
    parser.add_argument("--seeds", type=int, nargs="+", default=Settings.seeds)
    given = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    settings = Settings(epochs=given.epochs, seeds=tuple(given.seeds))
    examples = [example(text) for text in labels.polnear(given.polnear / "train")]
    sums = {"PolNeAR train": gold.checksum(given.polnear / "train")}
    if given.corpus:
        own = [example(text) for _, text in labels.own(labels.OWN, gold.corpus_texts(*given.corpus))]
        examples += own * settings.own_repeats
        sums[labels.OWN.name] = gold.checksum(labels.OWN)
    LOG.info("%d texts, %d pieces", len(examples), sum(len(one.of.ids) for one in examples))
    given.out.mkdir(parents=True, exist_ok=True)
    of = hashlib.sha256(json.dumps([asdict(settings), sums], sort_keys=True).encode()).hexdigest()[:12]
    runs = []
    for seed in settings.seeds:
        path = given.out / f"seed-{seed}-{of}.safetensors"
        if not path.exists():
            save_file(train(examples, settings, seed), given.out / "unfinished")
            (given.out / "unfinished").rename(path)
        runs.append(load_file(path))
    save_file(mean(runs), given.out / "tagger.safetensors")
    record = {"settings": asdict(settings), "checksums": sums, "torch": torch.__version__}
    (given.out / "training.json").write_text(json.dumps(record, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
