"""Parameters → Papermill → a folder of HTML pages, moved into place only when all of it worked."""

from __future__ import annotations

import ast
import difflib
import os
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import papermill
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from papermill.exceptions import PapermillExecutionError
from traitlets.config import Config

from .. import paths
from ..errors import InputError
from ..pipeline import DEFAULT_CODEBOOK, load_build
from .html import write_pages

NOTEBOOKS = ("corpus", "framing", "words", "sentiment")
KERNEL = "python3"
CELL_TIMEOUT = 1800  # seconds; a cell over 300,000 mentions takes less than a tenth of it
_ARGUMENTS = ("corpus", "codebook", "settings")
_OWN_ERRORS = (InputError.__name__,)


def write_report(
    corpus: str | os.PathLike[str],
    codebook: str | os.PathLike[str] = DEFAULT_CODEBOOK,
    *,
    notebooks: Sequence[str] = NOTEBOOKS,
    parameters: Mapping[str, Any] | None = None,
    settings: str | os.PathLike[str] | None = None,
    announce: Callable[[str], object] | None = None,
) -> Path:
    """Run the notebooks on a corpus and write their report to `reports/<name>/`.

    The tables are built first where they are lacking or out of date. A report that fails leaves the
    one before it in place.

    Args:
        corpus: The corpus: a file or folder that `read_corpus` takes.
        codebook: The study's codebook.
        notebooks: Names of notebooks in `notebooks/`, or paths.
        parameters: Values for the notebooks' parameters; each must be known to one of them.
        settings: How to read the corpus; by default the `corpus.yml` beside it.
        announce: Is told what was read, where the tables are built.

    Returns:
        The report's index page.

    Raises:
        InputError: An input, a notebook or a parameter cannot be used, or a cell of a notebook fails.
    """
    files = [_notebook(name) for name in notebooks]
    defaults = {file: _defaults(file) for file in files}
    wanted = _checked(dict(parameters or {}), defaults)
    made = load_build(corpus, codebook, settings=settings, announce=announce)
    given = wanted | {"corpus": str(paths.find(corpus)), "codebook": str(paths.find(codebook))}
    if settings:
        given["settings"] = str(paths.find(settings))
    target = paths.reports() / made.name
    with paths.written_aside(target) as folder:
        (folder / "notebooks").mkdir(parents=True)
        executed = []
        for file in files:
            output = folder / "notebooks" / file.name
            _execute(file, output, {name: value for name, value in given.items() if name in defaults[file]})
            executed.append(output)
        n_outlets = made.articles["outlet"].nunique()
        subtitle = f"{made.codebook.title}. {len(made.articles):,} articles from {n_outlets} outlets."
        write_pages(executed, folder, f"Report: {made.name}", subtitle)
    return target / "index.html"


def _notebook(name: str) -> Path:
    file = Path(name) if name.endswith(".ipynb") else paths.project() / "notebooks" / f"{name}.ipynb"
    if not file.is_file():
        known = ", ".join(sorted(path.stem for path in (paths.project() / "notebooks").glob("*.ipynb")))
        raise InputError(name, "no such notebook", f"Notebooks: {known}.")
    return file


def _defaults(file: Path) -> dict[str, Any]:
    """Return a notebook's parameters with their defaults."""
    found = papermill.inspect_notebook(str(file))
    return {name: ast.literal_eval(parameter["default"]) for name, parameter in found.items()}


def _checked(wanted: dict[str, Any], defaults: Mapping[Path, Mapping[str, Any]]) -> dict[str, Any]:
    """Return parameters in the type of their default; Papermill itself only warns of an unknown one."""
    known = {name: default for notebook in defaults.values() for name, default in notebook.items()}
    checked: dict[str, Any] = {}
    for name, value in wanted.items():
        place = f"parameter {name}"
        if name in _ARGUMENTS:
            raise InputError(place, "it is given as an argument of its own", "Leave it out of the parameters.")
        if name not in known:
            close = difflib.get_close_matches(name, known, n=1)
            hint = f"Did you mean {close[0]!r}?" if close else f"Parameters: {', '.join(sorted(known))}."
            raise InputError(place, "no notebook of this report has it", hint)
        checked[name] = _typed(place, value, known[name])
    return checked


def _typed(place: str, value: Any, default: Any) -> Any:
    if isinstance(default, list):
        return [str(item) for item in value] if isinstance(value, (list, tuple)) else [str(value)]
    if isinstance(default, str) and value is not None and not isinstance(value, (list, dict)):
        return str(value)
    if isinstance(value, type(default)) and not isinstance(value, bool):
        return value
    kind = {"int": "a whole number", "float": "a number", "str": "a text"}.get(type(default).__name__, "another value")
    raise InputError(place, f"{value!r} is not {kind}", f"Its default is {default!r}.")


def _execute(file: Path, output: Path, parameters: Mapping[str, Any]) -> None:
    try:
        with tempfile.TemporaryDirectory(prefix="analysis-") as sockets:
            papermill.execute_notebook(
                str(file),
                str(output),
                parameters=dict(parameters),
                kernel_name=KERNEL,
                cwd=str(file.parent),
                progress_bar=sys.stderr.isatty(),
                execution_timeout=CELL_TIMEOUT,
                extra_arguments=["--IPKernelApp.log_level=50"],  # it logs its own orderly end as an error
                config=_ipc(Path(sockets)),
            )
    except (CellTimeoutError, DeadKernelError) as error:
        fault = (
            f"a cell ran longer than {CELL_TIMEOUT} seconds"
            if isinstance(error, CellTimeoutError)
            else "the kernel died"
        )
        raise InputError(f"notebook {file.name}", fault, "Take a smaller corpus, or one with more memory.") from error
    except PapermillExecutionError as error:
        place = f"notebook {file.name}, cell {error.exec_count}"
        if error.ename.rpartition(".")[2] in _OWN_ERRORS:
            raise InputError(place, str(error.evalue).rstrip("."), "Mend it and run the report again.") from error
        fault = f"{error.ename}: {error.evalue}"
        raise InputError(place, fault, "Open the notebook in JupyterLab to look into it.") from error


def _ipc(folder: Path) -> Config:
    """Return settings by which a kernel talks through sockets in a folder: no port that others could use.

    Without a folder of its own it would put them into the notebooks' folder, where two runs meet.
    """
    return Config({"KernelManager": {"transport": "ipc", "ip": str(folder / "kernel")}})
