"""The house: which way imports run, what notebooks may hold, and that importing does nothing."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "analysis"
MODULES = sorted(PACKAGE.rglob("*.py"))
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
# From the ground up: a module imports from floors below its own only (and from its own folder).
FLOORS = [
    {"errors"},
    {"paths", "yamlfile"},
    {"tables", "tablefiles", "descriptions"},
    {"codebook", "corpus"},
    {"cleaning"},
    {"features"},
    {"pipeline", "measures", "suggest"},
    {"selection"},
    {"figures"},
    {"reports"},
    {"cli", "__init__", "__main__"},
]
ONLY_IN = {
    "nltk": {"features"},
    "vaderSentiment": {"features"},
    "ahocorasick_rs": {"cleaning", "features"},
    "plotly": {"figures", "reports"},  # reports copies plotly.js, and draws nothing
    "papermill": {"reports"},
    "nbconvert": {"reports"},
    "nbformat": {"reports"},
}


def room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(path: Path) -> set[str]:
    """Return what a module imports: rooms of this package with a leading dot, other packages by name."""
    found: set[str] = set()
    depth = len(path.relative_to(PACKAGE).parts)
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            found.add(str(node.module).split(".")[0])
        elif isinstance(node, ast.ImportFrom) and node.level == depth:
            names = [node.module.split(".")[0]] if node.module else [alias.name for alias in node.names]
            found |= {f".{name}" for name in names}
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_run_one_way(path: Path) -> None:
    height = {name: number for number, floor in enumerate(FLOORS) for name in floor}
    own = height[room(path)]
    for name in imported(path):
        if name.startswith(".") and name[1:] != room(path):
            assert height[name[1:]] < own or room(path) in ("cli", "__init__", "__main__"), (
                f"{path.name} imports {name}"
            )


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_library_is_used_where_it_belongs(path: Path) -> None:
    for name in imported(path) & set(ONLY_IN):
        assert room(path) in ONLY_IN[name], f"{path.name} imports {name}"


def test_importing_loads_nothing_heavy_and_writes_nothing() -> None:
    code = (
        "import sys, analysis; print([n for n in ('plotly', 'papermill', 'nbconvert', 'IPython') if n in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert (done.stdout.strip(), done.stderr) == ("[]", "")


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_modules_stay_small(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebooks_hold_no_logic(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert len(cells) <= 12
    for cell in cells:
        for node in ast.walk(ast.parse(cell.source)):
            banned = (ast.FunctionDef, ast.ClassDef, ast.For, ast.While, ast.If, ast.Lambda, ast.ListComp, ast.Try)
            assert not isinstance(node, banned), f"{cell.id}: {type(node).__name__}"


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebook_prose_states_no_findings(path: Path) -> None:
    """A number in the text is made from the data, in an output; typed in, it would be wrong next time."""
    for cell in nbformat.read(path, as_version=4).cells:
        if cell.cell_type == "markdown":
            assert not re.search(r"\d+(?:[.,]\d+)? ?(?:%|per cent|mentions|articles|points)", cell.source), cell.id


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebooks_have_commented_plain_parameters_and_outputs(path: Path) -> None:
    cells = nbformat.read(path, as_version=4).cells
    parameters = [cell for cell in cells if "parameters" in cell.metadata.get("tags", [])]
    assert len(parameters) == 1
    tree = ast.parse(parameters[0].source)
    assert all(isinstance(node, ast.Assign) and ast.literal_eval(node.value) is not None for node in tree.body)
    comments = [line for line in parameters[0].source.splitlines() if line.startswith("#")]
    assert len(comments) >= len(tree.body) - 2
    assert any("findings" in cell.metadata.get("tags", []) and cell.outputs for cell in cells)
    assert not any(out.output_type in ("error", "stream") for cell in cells for out in cell.get("outputs", []))
