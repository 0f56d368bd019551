"""Measure datelines, agencies and authors on hand-coded articles.

    python -m benchmarks.bylines CORPUS [--part test]

CORPUS is the JSON Lines file (gzip) whose articles `data/bylines.jsonl` codes: with `ID`, `source`,
`authors` and `content_original`. Prints precision and recall of each field, with the number of
values that are coded and found. Authors count one by one, dateline and agency by article; a wrong
value counts against both.
"""

from __future__ import annotations

import argparse
import gzip
import json
from pathlib import Path

import pandas as pd

from analysis.cleaning import cleaned_articles
from analysis.corpus.fields import listed_authors

CODED = Path(__file__).parent / "data" / "bylines.jsonl"
FIELDS = ("dateline", "agency", "authors")
PARTS = ("dev", "test")


def coded_articles(part: str) -> pd.DataFrame:
    """Return the coded articles of a part: `article_id`, `dateline`, `agency`, `authors`."""
    rows = pd.DataFrame(map(json.loads, CODED.read_text(encoding="utf-8").splitlines()))
    return rows[rows["part"] == part].drop(columns="part")


def raw_articles(corpus: Path, ids: set[str]) -> pd.DataFrame:
    """Return articles of a corpus as its reader gives them to the cleaning."""
    with gzip.open(corpus, "rt", encoding="utf-8") as lines:
        rows = [row for row in map(json.loads, lines) if row["ID"] in ids]
    return pd.DataFrame(
        {
            "article_id": [row["ID"] for row in rows],
            "outlet": [row["source"] for row in rows],
            "authors": [listed_authors(row["authors"]) for row in rows],
            "body": [row["content_original"] for row in rows],
        }
    )


def measure(corpus: Path, part: str) -> dict[str, dict[str, float]]:
    """Return precision and recall of each field over the coded articles of a part."""
    both = coded_and_found(corpus, part)
    return {name: _agreement(both[name], both[f"{name}_found"]) for name in FIELDS}


def coded_and_found(corpus: Path, part: str) -> pd.DataFrame:
    """Return the coded articles of a part, and beside each field what is found: `dateline_found` and so on."""
    coded = coded_articles(part)
    found = cleaned_articles(raw_articles(corpus, set(coded["article_id"]))).articles
    return coded.merge(found[["article_id", *FIELDS]], on="article_id", how="left", suffixes=("", "_found"))


def _agreement(coded: pd.Series, found: pd.Series) -> dict[str, float]:
    pairs = [(_values(one), _values(other)) for one, other in zip(coded, found, strict=True)]
    n_coded, n_found = (sum(len(pair[side]) for pair in pairs) for side in (0, 1))
    n_right = sum(len(one & other) for one, other in pairs)
    n_exact = sum(one == other for one, other in pairs)
    return {
        "precision": n_right / n_found,
        "recall": n_right / n_coded,
        "n_coded": n_coded,
        "n_found": n_found,
        "n_articles": len(pairs),
        "articles_right": n_exact / len(pairs),
    }


def _values(value: object) -> set[object]:
    if isinstance(value, list):
        return set(value)
    return {value} if isinstance(value, str) else set()


def differences(corpus: Path, part: str) -> pd.DataFrame:
    """Return the articles and fields in which the coding and the result differ, without text."""
    rows = [
        (row["article_id"], name, row[name], row[f"{name}_found"])
        for row in coded_and_found(corpus, part).to_dict("records")
        for name in FIELDS
        if _values(row[name]) != _values(row[f"{name}_found"])
    ]
    return pd.DataFrame(rows, columns=["article_id", "field", "coded", "found"])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--part", choices=PARTS, default="test")
    parser.add_argument("--differences", action="store_true", help="list where the coding and the result differ")
    given = parser.parse_args()
    for name, figures in measure(given.corpus, given.part).items():
        numbers = " ".join(
            f"{key} {value:.3f}" if value % 1 else f"{key} {value:.0f}" for key, value in figures.items()
        )
        print(f"{name}: {numbers}")
    if given.differences:
        print(differences(given.corpus, given.part).to_string(index=False))


if __name__ == "__main__":
    main()
