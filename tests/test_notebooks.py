"""The regression check itself: nbval must notice a changed number in a table and in a figure."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
NOTEBOOK = ROOT / "notebooks" / "sentiment.ipynb"


def changed_table(text: str) -> str:
    return re.sub(r"<td>−0\.\d\d</td>", "<td>−0.99</td>", text, count=1)


def changed_figure(text: str) -> str:
    notebook = json.loads(text)
    outputs = [out for cell in notebook["cells"] for out in cell.get("outputs", [])]
    figure = next(out["data"][key] for out in outputs for key in out.get("data", {}) if "plotly" in key)
    figure["data"][0]["x"][0] += 0.01
    return json.dumps(notebook)


@pytest.mark.parametrize("change", [changed_table, changed_figure])
def test_nbval_notices(change, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    text = NOTEBOOK.read_text(encoding="utf-8")
    assert change(text) != text
    copy = tmp_path / "sentiment.ipynb"
    copy.write_text(change(text), encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--nbval", "--nbval-current-env"]
    done = subprocess.run([*command, str(copy)], capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.returncode == 1
    assert "1 failed" in done.stdout
