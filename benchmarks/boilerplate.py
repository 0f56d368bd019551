"""Measure which lines cleaning cuts, against hand-coded lines of real articles.

    python -m benchmarks.boilerplate CORPUS [--part dev]

CORPUS is a JSON Lines file with `ID`, `source` and `content_original`, of which `data/boilerplate.jsonl`
codes some articles (see `data/boilerplate-codebook.md`). All of it is cleaned, since recurrence is a matter
of an outlet's many articles. Prints precision and recall of lines with 95 % intervals (articles resampled),
how many lines of each class were cut, and how many of each rule's cuts are right. Rules were written
looking at part `dev` and at articles that nobody coded; part `test` only measures.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from analysis.cleaning.bodies import cleaned_bodies
from analysis.cleaning.text import clean_text

from .resampling import percentiles, resampled, totals

CODED = Path(__file__).parent / "data" / "boilerplate.jsonl"
CUT = ("boilerplate", "photocredit")  # all other classes stay in the text
SEED = 20261123


def line_hash(line: str) -> str:
    """Return what stands for a line in the coded data."""
    return hashlib.sha256(line.strip().encode()).hexdigest()[:12]


def raw_articles(corpus: Path) -> pd.DataFrame:
    """Return the articles of a corpus as published, with their outlets."""
    with gzip.open(corpus, "rt", encoding="utf-8") as lines:
        rows = [(row["ID"], row["source"], row["content_original"]) for row in map(json.loads, lines)]
    return pd.DataFrame(rows, columns=["article_id", "outlet", "body"])


def coded_lines(raw: pd.DataFrame, file: Path = CODED) -> pd.DataFrame:
    """Return every line of the coded articles: `article_id`, `part`, `line` (cleaned), `coded` (its class)."""
    bodies = raw.set_index("article_id")["body"]
    rows = []
    for coded in map(json.loads, file.read_text(encoding="utf-8").splitlines()):
        for line in bodies[coded["article_id"]].split("\n"):
            if line.strip():
                known = coded["lines"].get(line_hash(line), "text")
                rows.append((coded["article_id"], coded["part"], clean_text(line), known))
    return pd.DataFrame(rows, columns=["article_id", "part", "line", "coded"])


def judged_lines(raw: pd.DataFrame) -> pd.DataFrame:
    """Return the coded lines with `rule`, the rule that cut a line or None, and `should_go`."""
    coded = coded_lines(raw)
    cuts = zip(raw["article_id"], cleaned_bodies(raw), strict=True)
    rules = {(article_id, one.text): one.rule for article_id, (_, removed) in cuts for one in removed}
    coded["rule"] = [rules.get(key) for key in zip(coded["article_id"], coded["line"], strict=True)]
    coded["should_go"] = coded["coded"].isin(CUT)
    return coded


def figures(lines: pd.DataFrame) -> dict[str, Any]:
    """Return precision and recall of judged lines, each with its interval, and counts by class and by rule."""
    cut = lines["rule"].notna()
    right = cut & lines["should_go"]
    cells = np.column_stack([right, cut, lines["should_go"]]).astype(float)
    articles = lines["article_id"].repeat(3)
    sums = totals(articles, np.tile(np.arange(3), len(lines)), cells.ravel(), 3)
    drawn = resampled(sums, SEED)
    low, high = percentiles(drawn[:, [0, 0]] / drawn[:, 1:])
    found = lines[cut].assign(right=right[cut]).groupby("rule")["right"].agg(["sum", "size"])
    classes = lines.assign(cut=cut).groupby("coded")["cut"].agg(["sum", "size"])
    return {
        "n_articles": int(lines["article_id"].nunique()),
        "n_lines": len(lines),
        "n_cut": int(cut.sum()),
        "n_should_go": int(lines["should_go"].sum()),
        "precision": round(float(right.sum() / cut.sum()), 4),
        "precision_interval": [round(float(low[0]), 3), round(float(high[0]), 3)],
        "recall": round(float(right.sum() / lines["should_go"].sum()), 4),
        "recall_interval": [round(float(low[1]), 3), round(float(high[1]), 3)],
        "cut of class": {str(name): f"{row['sum']} of {row['size']}" for name, row in classes.iterrows()},
        "right of rule": {str(name): f"{row['sum']} of {row['size']}" for name, row in found.iterrows()},
    }


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--part", choices=["dev", "test"], help="one part only")
    given = parser.parse_args()
    judged = judged_lines(raw_articles(given.corpus))
    parts = [given.part] if given.part else ["dev", "test"]
    measured = {part: figures(judged[judged["part"] == part]) for part in parts}
    print(json.dumps(measured, indent=2, ensure_ascii=False))
