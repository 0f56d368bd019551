"""The network that tells sentiment toward a target, how it is fitted, and what it says.

Teacher and student have the same shape and differ in the encoder and its vocabulary.
"""

from __future__ import annotations

import logging
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import torch
from torch import Tensor, nn

from analysis.features.targets import Inputs
from analysis.tables import LABELS

LOG = logging.getLogger("sentiment")
_KEPT_EVERY = 250  # batches


class Settings(Protocol):
    """The choices that fitting needs."""

    batch: int
    decay: float
    warm_up: float
    weight_of_hints: float


@dataclass
class Example:
    """A sentence in pieces, the probabilities to learn, how much it counts, and the teacher's vector of it."""

    of: Inputs
    wanted: np.ndarray
    weight: float = 1.0
    hint: np.ndarray | None = None


class Network(nn.Module):
    """Pieces and the target's place -> logits of the labels, from the first piece, the target and the mean."""

    def __init__(self, body: nn.Module, width: int) -> None:
        super().__init__()
        self.encoder = body
        self.dropout = nn.Dropout(0.1)
        self.head = nn.Linear(3 * width, len(LABELS))

    def forward(self, ids: Tensor, target: Tensor, padding: Tensor) -> tuple[Tensor, Tensor]:
        """Return logits, and the vectors that they are made from."""
        vectors = pooled(self.encoder(ids, {"target": target}, padding), target, padding)
        return self.head(self.dropout(vectors)), vectors


def pooled(x: Tensor, target: Tensor, padding: Tensor) -> Tensor:
    of_target, of_text = target[..., None].to(x.dtype), (~padding)[..., None].to(x.dtype)
    means = [(x * mask).sum(1) / mask.sum(1) for mask in (of_target, of_text)]
    return torch.cat([x[:, 0], *means], -1)


def tensors(batch: Sequence[Inputs], pad: int) -> tuple[Tensor, Tensor, Tensor]:
    longest = max(len(one.ids) for one in batch)
    ids, target = np.full((len(batch), longest), pad), np.zeros((len(batch), longest), dtype=np.int64)
    padding = np.ones((len(batch), longest), dtype=bool)
    for row, one in enumerate(batch):
        n = len(one.ids)
        ids[row, :n], target[row, :n], padding[row, :n] = one.ids, one.target, False
    return torch.from_numpy(ids), torch.from_numpy(target), torch.from_numpy(padding)


def train(
    network: Network,
    examples: list[Example],
    *,
    rates: tuple[float, float],
    epochs: int,
    settings: Settings,
    seed: int,
    pad: int,
    kept: Path,
    falling: bool = True,
    hints: bool = False,
) -> None:
    """Fit a network to the wanted probabilities, and hints.

    Args:
        network: It is changed.
        examples: What it learns.
        rates: Of learning, of the pretrained weights and of the new ones.
        epochs: How often it sees each example.
        settings: The other choices.
        seed: Of dropout and of the order of examples.
        pad: The piece that fills short sentences up.
        kept: A file for how far the run has come; one that was broken off goes on from there.
        falling: Whether the rates fall to nothing in the end.
        hints: Whether the teacher's vectors are to be foretold.
    """
    torch.manual_seed(seed)
    # The word embeddings stay as they were pretrained: a third faster, and no word is unlearned.
    network.encoder.words.weight.requires_grad_(False)
    guide = nn.Linear(network.head.in_features, len(examples[0].hint)) if hints else None
    fresh = [*network.head.parameters(), *network.encoder.features.parameters(), *(guide.parameters() if guide else [])]
    known = {id(weight) for weight in fresh}
    body = [weight for weight in network.parameters() if weight.requires_grad and id(weight) not in known]
    groups = [{"params": body, "lr": rates[0]}, {"params": fresh, "lr": rates[1]}]
    optimizer = torch.optim.AdamW(groups, weight_decay=settings.decay, fused=True)
    batches = list(batched(examples, settings.batch, epochs, random.Random(seed)))
    steps, rises = len(batches), settings.warm_up * len(batches)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer,
        lambda step: min((step + 1) / rises, max(0.0, (steps - step) / (steps - rises)) if falling else 1.0),
    )
    parts = {"network": network, "optimizer": optimizer, "schedule": schedule} | ({"guide": guide} if guide else {})
    done = resumed(kept, parts)
    begun, losses = time.time(), []
    network.train()
    for at, batch in enumerate(batches[done:], start=done):
        wanted = torch.tensor(np.stack([one.wanted for one in batch]), dtype=torch.float32)
        weight = torch.tensor([one.weight for one in batch])
        with torch.autocast("cpu", dtype=torch.bfloat16):
            logits, vectors = network(*tensors([one.of for one in batch], pad))
            foretold = guide(vectors) if guide else None
        loss = (-(wanted * logits.float().log_softmax(-1)).sum(-1) * weight).mean()
        if foretold is not None:
            hint = torch.tensor(np.stack([one.hint for one in batch]), dtype=torch.float32)
            unlike = 1 - nn.functional.cosine_similarity(foretold.float(), hint)
            loss = loss + settings.weight_of_hints * unlike.mean()
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_([*body, *fresh], 1.0)
        optimizer.step()
        schedule.step()
        losses.append(loss.item())
        if (at + 1) % 100 == 0:
            mean = np.mean(losses[-100:])
            LOG.info("%s: batch %d of %d, loss %.3f, %.0f s", kept.stem, at + 1, steps, mean, time.time() - begun)
        if (at + 1) % _KEPT_EVERY == 0:
            keep(kept, parts, at + 1)
    kept.unlink(missing_ok=True)


def keep(file: Path, parts: dict[str, Any], done: int) -> None:
    """Write how far a run has come, aside and then into place: it may be broken off here, too."""
    state = {name: part.state_dict() for name, part in parts.items()}
    torch.save(state | {"done": done, "chance": torch.get_rng_state()}, file.with_suffix(".new"))
    file.with_suffix(".new").replace(file)


def resumed(file: Path, parts: dict[str, Any]) -> int:
    """Put a run back to where it was broken off; return the number of batches that it had done."""
    if not file.exists():
        return 0
    state = torch.load(file, weights_only=True)
    for name, part in parts.items():
        part.load_state_dict(state[name])
    torch.set_rng_state(state["chance"])
    LOG.info("%s: goes on after batch %d", file.stem, state["done"])
    return int(state["done"])


def batched(examples: list[Example], size: int, epochs: int, chance: random.Random) -> Iterator[list[Example]]:
    """Yield batches of sentences of like length, in random order, each example once an epoch."""
    order = list(examples)
    for _ in range(epochs):
        chance.shuffle(order)
        runs = [sorted(order[at : at + size * 40], key=_length) for at in range(0, len(order), size * 40)]
        batches = [run[at : at + size] for run in runs for at in range(0, len(run), size)]
        chance.shuffle(batches)
        yield from batches


def _length(example: Example) -> int:
    return len(example.of.ids)


def predicted(network: Network, given: Sequence[Inputs], pad: int, size: int = 64) -> tuple[np.ndarray, np.ndarray]:
    """Return the probabilities of the labels and the network's vectors, a row a sentence."""
    network.eval()
    order = sorted(range(len(given)), key=lambda row: len(given[row].ids))
    said = np.zeros((len(given), len(LABELS)))
    seen = np.zeros((len(given), network.head.in_features), dtype=np.float16)
    with torch.inference_mode(), torch.autocast("cpu", dtype=torch.bfloat16):
        for at in range(0, len(order), size):
            rows = order[at : at + size]
            logits, vectors = network(*tensors([given[row] for row in rows], pad))
            said[rows], seen[rows] = logits.float().softmax(-1).numpy(), vectors.float().numpy()
            if at % (size * 50) == 0:
                LOG.info("labelled %d of %d", at, len(order))
    return said, seen
