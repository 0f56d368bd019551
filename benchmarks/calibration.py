"""Do the intervals hold? Corpora with known shares are made by the thousand and measured.

    python -m benchmarks.calibration [--scale 1.0] [--out docs/calibration.md]

`--scale 0.1` takes a tenth of the simulations. The text around the figures is `data/calibration.md`; what the
simulated corpora are like says `simulator.py`. The same code and seeds give the same file, byte for byte.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

from . import coverage, dating, multiplicity

TEMPLATE = Path(__file__).parent / "data" / "calibration.md"
BAR = (93.0, 97.0)  # per cent, for nominal 95
FEWEST_HELD = 15  # articles; the bar is for these and more
MISSING = "–"


class Study(NamedTuple):
    """A study, and the beginnings of those of its columns that the bar is for."""

    run: Callable[[float], pd.DataFrame]
    held: tuple[str, ...] = ()


STUDIES = {
    "shares": Study(coverage.share_coverage, ("mentions", "articles 0")),
    "copies": Study(coverage.copy_coverage, ("as families",)),
    "gaps": Study(coverage.gap_coverage, ("gap",)),
    "relabelling": Study(coverage.relabelling_coverage, ("covered",)),
    "pairs": Study(coverage.pair_coverage, ("difference", "odds")),
    "sentiment": Study(coverage.sentiment_coverage, ("mean", "gap")),
    "many": Study(multiplicity.many_contrasts),
    "sentiments": Study(multiplicity.many_sentiments),
    "voices": Study(dating.mistaken_voices),
    "changes": Study(dating.changes),
    "bands": Study(dating.bands),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--out", type=Path, default=Path("docs/calibration.md"))
    given = parser.parse_args()
    tables = {name: study.run(given.scale) for name, study in STUDIES.items()}
    text = {name: markdown(table, STUDIES[name].held) for name, table in tables.items()}
    given.out.write_text(
        TEMPLATE.read_text(encoding="utf-8").format(**text, summary=summary(tables), errors=errors(tables)),
        encoding="utf-8",
    )


def markdown(table: pd.DataFrame, held: tuple[str, ...]) -> str:
    """Return a table, with figures outside the bar in bold."""
    lines = [" | ".join(map(str, table.columns)), " | ".join(["---"] * len(table.columns))]
    for _, row in table.iterrows():
        judged = set(judged_columns(row, held))
        counts = row.iloc[0] == "simulations"  # a row of its own where tables have a row a figure
        cells = (shown(row[name], "simulations" if counts else name, name in judged) for name in table.columns)
        lines.append(" | ".join(cells))
    return "\n".join(f"| {line} |" for line in lines)


def judged_columns(row: pd.Series, held: tuple[str, ...]) -> Iterator[str]:
    enough = next((row[name] for name in row.index if str(name).startswith("articles")), 0) >= FEWEST_HELD
    return (name for name in row.index if enough and held and str(name).startswith(held) and name != "articles of each")


def shown(value: object, name: str, judged: bool) -> str:
    if isinstance(value, str):
        return value
    number = float(value)  # type: ignore[arg-type]
    if np.isnan(number):
        return MISSING
    text = f"{number:g}" if name in GIVEN else f"{number:.2f}" if name in SHARES else f"{number:.1f}"
    return f"**{text}**" if judged and not BAR[0] <= round(number, 1) <= BAR[1] else text


GIVEN = ("articles", "articles of each", "simulations", "rho", "share relabelled", "mistaken", "before", "after")
SHARES = ("planted gap", "expected gap", "mean gap")


def summary(tables: dict[str, pd.DataFrame]) -> str:
    """Return how many coverages meet the bar, and those that do not."""
    found = [
        (name, row, column, round(float(row[column]), 1))
        for name, table in tables.items()
        for _, row in table.iterrows()
        for column in judged_columns(row, STUDIES[name].held)
    ]
    low = [one for one in found if one[3] < BAR[0]]
    high = [one for one in found if one[3] > BAR[1]]
    said = f"Of {len(found)} coverages with {FEWEST_HELD} articles or more, {len(found) - len(low) - len(high)} lie "
    said += f"between {BAR[0]:g} and {BAR[1]:g} %, {len(high)} above, {len(low)} below"
    return said + (": " + "; ".join(map(_named, low)) if low else "") + "."


def _named(one: tuple[str, pd.Series, str, float]) -> str:
    name, row, column, value = one
    given = ", ".join(f"{key} {row[key]:g}" for key in row.index if key in GIVEN and key != "simulations")
    return f"{name}, {column} ({given}) {value} %"


def errors(tables: dict[str, pd.DataFrame]) -> str:
    """Return by how much a coverage of 95 % may be off for so many simulations: two standard errors."""
    sizes = sorted({int(n) for table in tables.values() if "simulations" in table for n in table["simulations"]})
    return ", ".join(f"{n} simulations ± {200 * np.sqrt(0.95 * 0.05 / n):.1f}" for n in reversed(sizes))


if __name__ == "__main__":
    main()
