"""Which files of a folder are a corpus; what cannot be looked into is listed too, so that it can be told."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from ..errors import InputError
from .corrections import FILE_NAME as CORRECTIONS
from .formats import ENDINGS, has_reader
from .settings import FILE_NAME, Settings


def corpus_files(place: Path, settings: Settings) -> tuple[list[Path], list[Path]]:
    """Return the files of a corpus, and those that no reader takes; hidden ones are neither.

    Among the first are links that lead nowhere or out of the folder and folders that may not be
    listed: see `why_closed`.

    Raises:
        InputError: There is no file that a reader takes.
    """
    if place.is_file():
        if not has_reader(place):
            raise InputError(place, "no reader takes this ending", f"Known endings: {', '.join(ENDINGS)}.")
        return [place], []
    if settings.files:
        found = sorted({file for pattern in settings.files for file in place.glob(pattern) if file.is_file()})
        if not found:
            raise InputError(place, f"no file fits {', '.join(settings.files)}", f"Mend `files:` in {settings.origin}.")
    else:
        found = [file for file in _everything(place) if file.name not in (FILE_NAME, CORRECTIONS)]
    files = [file for file in found if has_reader(file) or _holds(file.is_dir)]
    if not files and not settings.files:
        fault = "the folder holds no file that a reader takes" if found else "the folder is empty"
        raise InputError(place, fault, f"Known endings: {', '.join(ENDINGS)}.")
    return files, [file for file in found if file not in set(files)]


def why_closed(path: Path, place: Path) -> tuple[str, str] | None:
    """Return the reason, and in words, why a file of a corpus is not opened; None for one that is."""
    if place.is_dir() and not path.resolve().is_relative_to(place.resolve()):
        return "leaves_folder", f"it is a link to {printable(path.resolve())}, outside of the folder; copy it"
    if os.access(path, os.R_OK) and not path.is_dir():
        return None
    if _holds(path.is_symlink) and not _holds(path.exists):
        return "unreadable", f"it is a link to {printable(path.resolve())}, where nothing stands; fetch it again"
    return "unreadable", "it cannot be opened; check its permissions"


def name_within(path: Path, place: Path) -> str:
    """Return a file's path within its corpus, as the tables give it."""
    return printable(path.relative_to(place)) if place.is_dir() else printable(Path(path.name))


def printable(path: Path) -> str:
    r"""Return a path as text that can be written anywhere: bytes of its name that are not UTF-8 as `\xe9`."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _everything(place: Path) -> list[Path]:
    """Return all files below a folder, sorted, with the folders that cannot be followed."""
    closed: list[Path] = []
    found: list[Path] = []
    for folder, folders, names in os.walk(place, onerror=lambda error: closed.append(Path(error.filename))):
        folders[:] = [name for name in folders if not name.startswith(".")]
        files = [Path(folder, name) for name in names if not name.startswith(".")]
        # A pipe exists and is no file; to open it would be to wait.
        found += [file for file in files if _holds(file.is_file) or not _holds(file.exists)]
        links = [Path(folder, name) for name in folders if Path(folder, name).is_symlink()]
        found += [link for link in links if not link.resolve().is_relative_to(place)]  # others are read where they lie
    return sorted(found + closed)


def _holds(is_so: Callable[[], bool]) -> bool:
    """Return what a path answers; no where it may not be asked, since its folder is closed."""
    try:
        return is_so()
    except PermissionError:
        return False
