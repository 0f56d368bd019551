"""Executed notebooks → HTML pages that need no network: own template, one plotly.js for all."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
import plotly
from jinja2 import Environment, FileSystemLoader
from nbconvert import HTMLExporter
from traitlets.config import Config

from ..figures.look import MIME

_TEMPLATES = Path(__file__).parent / "template"
_ASSETS = ("style.css", "figures.js")
FINDINGS = "findings"


@dataclass(frozen=True)
class Page:
    """One page of a report: its file, its title, and what was found, as HTML."""

    file: str
    title: str
    findings: str


def write_pages(notebooks: list[Path], folder: Path, title: str, subtitle: str) -> list[Page]:
    """Write a page for every executed notebook, and an index that links them, into a folder."""
    read: dict[Path, Any] = {path: nbformat.read(path, as_version=4) for path in notebooks}  # type: ignore[no-untyped-call]
    pages = [Page(f"{path.stem}.html", _title(notebook, path), _findings(notebook)) for path, notebook in read.items()]
    exporter = _exporter()
    for path, page in zip(notebooks, pages, strict=True):
        resources = {"report": {"title": title, "pages": pages, "page": page, "mime": MIME}}
        body, _ = exporter.from_notebook_node(read[path], resources=resources)
        (folder / page.file).write_text(body, encoding="utf-8")
    environment = Environment(loader=FileSystemLoader(_TEMPLATES), autoescape=True)
    index = environment.get_template("index.html.j2").render(title=title, subtitle=subtitle, pages=pages)
    (folder / "index.html").write_text(index, encoding="utf-8")
    _copy_assets(folder / "assets")
    return pages


def _exporter() -> HTMLExporter:
    config = Config()
    config.HTMLExporter.extra_template_basedirs = [str(_TEMPLATES)]
    config.HTMLExporter.template_name = "report"
    config.NbConvertBase.display_data_priority = [MIME, "text/html", "text/markdown", "text/plain"]
    return HTMLExporter(config=config)


def _copy_assets(folder: Path) -> None:
    folder.mkdir()
    for name in _ASSETS:
        shutil.copy(_TEMPLATES / name, folder / name)
    shutil.copy(Path(plotly.__file__).parent / "package_data" / "plotly.min.js", folder / "plotly.min.js")


def _title(notebook: Any, path: Path) -> str:
    heading = next((cell.source for cell in notebook.cells if cell.source.startswith("# ")), f"# {path.stem}")
    return str(heading).splitlines()[0].removeprefix("# ").strip()


def _findings(notebook: Any) -> str:
    """Return the HTML of the cell that says what was found."""
    tagged = (cell for cell in notebook.cells if FINDINGS in cell.metadata.get("tags", ()))
    outputs = (output for cell in tagged for output in cell.get("outputs", ()))
    return next((output.data["text/html"] for output in outputs if "text/html" in output.get("data", {})), "")
