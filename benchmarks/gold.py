"""Hand-coded data as the benchmarks and the training read it. None of its text is in this repository."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

Span = tuple[int, int]


@dataclass
class Attribution:
    """One annotated attribution: its content, cue and source as character spans."""

    content: list[Span]
    cue: list[Span] = field(default_factory=list)
    source: list[Span] = field(default_factory=list)


def polnear(folder: Path) -> Iterator[tuple[str, list[Attribution]]]:
    """Yield PolNeAR's texts with their attributions by the first annotator (Newell et al., LREC 2018)."""
    by_text: dict[str, list[Path]] = defaultdict(list)
    for file in sorted((folder / "attributions").glob("*.ann")):
        by_text[file.stem.rsplit("_", 1)[0]].append(file)
    for name, found in by_text.items():
        with (folder / "text" / f"{name}.txt").open(encoding="utf-8", newline="") as opened:
            text = opened.read()
        yield text, list(_brat(found[0].read_text(encoding="utf-8")))


def _brat(standoff: str) -> Iterator[Attribution]:
    spans: dict[str, list[Span]] = {}
    for line in standoff.splitlines():
        if match := re.match(r"(T\d+)\t\S+ ([\d ;]+)\t", line):
            spans[match[1]] = [tuple(map(int, span.split())) for span in match[2].split(";")]
        elif match := re.match(r"E\d+\t(.*)", line):
            parts: dict[str, list[Span]] = defaultdict(list)
            for part in match[1].split():
                kind, _, name = part.partition(":")
                parts[kind.rstrip("0123456789")] += spans.get(name, [])
            if parts["Content"]:
                yield Attribution(parts["Content"], parts["Cue"], parts["Source"])


def coded_mentions(file: Path) -> pd.DataFrame:
    """Return hand-coded mentions of the group, one a row: article, offsets, voice, accepted speakers."""
    rows = pd.DataFrame(map(json.loads, file.read_text(encoding="utf-8").splitlines()))
    rows = rows[rows["is_group"]].rename(columns={"article": "article_id"})
    return rows.rename(columns={"voice": "gold_voice", "speaker": "gold_speaker"})


def corpus_texts(*files: Path) -> dict[str, str]:
    """Return the texts of JSON Lines corpora by id, as published."""
    texts = {}
    for file in files:
        with gzip.open(file, "rt", encoding="utf-8") as lines:
            texts |= {row["ID"]: row["content_original"] for row in map(json.loads, lines)}
    return texts


def checksum(path: Path) -> str:
    """Return the SHA-256 of a file, or of all files of a folder in order."""
    digest = hashlib.sha256()
    for file in [path] if path.is_file() else sorted(file for file in path.rglob("*") if file.is_file()):
        digest.update(file.read_bytes())
    return digest.hexdigest()
