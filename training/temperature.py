"""Find the temperature that makes the sentiment network's probabilities mean what they say.

    python -m training.temperature --newsmtsc GOLD/newsmtsc

One number, which the logits are divided by, chosen so that the coded labels of both dev sets become
most probable (Guo et al. 2017); it changes no label. Written to the network's folder.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import pandas as pd
from benchmarks import targets
from benchmarks.sentiment import best_temperature

from analysis.features.network import FOLDER, logits
from analysis.tables import LABELS

from .sentiment_data import of_rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--newsmtsc", type=Path, required=True, help="folder with the dev sets")
    given = parser.parse_args()
    parts = [targets.newsmtsc(given.newsmtsc / f"{part}.jsonl") for part in ("dev-rw", "dev-mt")]
    rows = pd.concat(parts, ignore_index=True)
    said = np.array([logits(target) for target in of_rows(rows)], dtype=np.float64)
    true = rows["label"].map(LABELS.index).to_numpy()
    best = best_temperature(said, true)
    stored = {"temperature": round(best, 3), "n": len(rows), "on": "NewsMTSC dev-rw and dev-mt"}
    (FOLDER / "calibration.json").write_text(json.dumps(stored) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
