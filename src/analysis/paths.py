"""Where things are, and how files are written so that nobody sees half of one."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .errors import InputError

PACKAGE = Path(__file__).resolve().parent
LEXICON = PACKAGE / "lexicon"
MODELS = PACKAGE / "models"
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EROFS)
CORPUS_ENDINGS = (
    *(".gz", ".jsonl", ".ndjson", ".csv", ".tsv", ".parquet", ".json", ".txt", ".html", ".htm", ".warc", ".xml"),
    *(".rss", ".atom", ".xls", ".xlsx", ".doc", ".docx", ".rtf"),
)


def project() -> Path:
    """Return the project's top folder: $ANALYSIS_PROJECT, or the checkout this package stands in."""
    named = os.environ.get("ANALYSIS_PROJECT")
    return Path(named).resolve() if named else PACKAGE.parents[1]


def processed() -> Path:
    """Return the folder that builds are written to."""
    return project() / "data" / "processed"


def reports() -> Path:
    """Return the folder that reports are written to."""
    return project() / "reports"


def find(path: str | os.PathLike[str], kind: str = "file or folder") -> Path:
    """Return an existing path, looked up from the current folder, then from the project's.

    Notebooks run in `notebooks/` under nbval and in the caller's folder under Papermill;
    both must find `data/raw/sample`.

    Raises:
        InputError: Nothing stands at either place, or what does may not be read.
    """
    if not str(path).strip():
        raise InputError(f"{kind} ''", "the path is empty", "Give a path.")
    wanted = Path(path).expanduser()
    places = [Path.cwd() / wanted, project() / wanted]
    for place in places:
        try:
            if place.exists():
                return _opened(place.resolve())
        except OSError as error:
            raise InputError(
                str(path)[:80], f"no path ({error.strerror})", "Check the spelling of the path."
            ) from error
    looked = " and ".join(dict.fromkeys(str(place) for place in places))
    raise InputError(path, f"no such {kind} (looked for {looked})", "Check the spelling of the path.")


def _opened(place: Path) -> Path:
    if not os.access(place, os.R_OK | (os.X_OK if place.is_dir() else 0)):
        raise InputError(place, "it cannot be opened", "Check its permissions.")
    return place


def stem(path: Path) -> str:
    """Return a corpus's name: its file or folder name without the endings of its formats."""
    name = path.name
    while name.lower().endswith(CORPUS_ENDINGS):
        name = name[: name.rindex(".")]
    return name or path.name


@contextmanager
def written_aside(target: Path) -> Iterator[Path]:
    """Yield a new temporary path beside `target`; on success it takes the target's place.

    The block may create a file or a folder there. When the block raises, nothing is left behind
    and the target stays as it was. A folder is replaced by two renames, so a reader may for an
    instant find none, but never a half-written one.

    Raises:
        InputError: The folder cannot be written to.
    """
    if not target.name or target.name in (".", ".."):
        raise InputError(target, "this is no name for a folder of its own", "Give the corpus a name.")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        aside = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    except OSError as error:
        raise _unwritable(target.parent, error) from error
    new, old = aside / "new", aside / "old"
    try:
        yield new
        if target.is_dir():
            target.replace(old)
        try:
            new.replace(target)
        except OSError:
            if old.exists():
                old.replace(target)
            raise
    except OSError as error:
        ours = isinstance(error.filename, str) and Path(error.filename).is_relative_to(target.parent)
        if ours or error.errno in _NO_ROOM:
            raise _unwritable(target.parent, error) from error
        raise
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _unwritable(folder: Path, error: OSError) -> InputError:
    return InputError(
        folder,
        f"cannot write here ({error.strerror or error})",
        "Free space or change the folder's permissions, then run the command again.",
    )
