"""The table of formats: how a file's format is recognised, and which reader takes it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from . import delimited, jsonfiles, jsonlines, parquet, spreadsheets, storylists, textfiles
from .factiva import export as factiva
from .files import File
from .nexis import classic as nexis
from .nexis import uni as nexisuni
from .proquest import export as proquest
from .records import Declared, NotThisFormatError, Record, Rejection
from .settings import Settings
from .web import archives, feeds, html

Reader = Callable[[File, Settings], Iterator[Record | Rejection | Declared]]


class Format(NamedTuple):
    """A format: its name, the endings its files have, its reader, and how to tell it from others of that ending."""

    name: str
    endings: tuple[str, ...]
    read: Reader
    fits: Callable[[File], bool] | None = None


# Where several share an ending the first that fits is taken; the last takes any file.
FORMATS = (
    Format("JSON Lines", (".jsonl", ".jsonl.gz", ".ndjson"), jsonlines.read),
    Format("JSON", (".json",), jsonfiles.read),
    Format("Media Cloud story list", (".csv",), delimited.read_list, storylists.fits),
    Format("table", (".csv", ".tsv"), delimited.read),
    Format("Parquet", (".parquet",), parquet.read),
    Format("Factiva", (".html", ".htm", ".rtf"), factiva.read, factiva.fits),
    Format("web page", (".html", ".htm"), html.read),
    Format("web archive", (".warc", ".warc.gz"), archives.read),
    Format("feed", (".xml", ".rss", ".atom"), feeds.read, feeds.fits),
    Format("ProQuest", (".txt", ".xls", ".xlsx"), proquest.read, proquest.fits),
    Format("spreadsheet", (".xlsx", ".xls"), spreadsheets.read),
    Format("Nexis", (".txt", ".rtf", ".doc", ".docx"), nexis.read, nexis.fits),
    Format("Nexis Uni", (".docx", ".rtf", ".doc", ".txt"), nexisuni.read, nexisuni.fits),
    Format("text", (".txt", ".docx", ".rtf", ".doc"), textfiles.read),
)
ENDINGS = tuple(dict.fromkeys(ending for one in FORMATS for ending in one.endings))


def has_reader(path: Path) -> bool:
    """Return whether any reader takes a file's ending."""
    return path.name.lower().endswith(ENDINGS)


def format_of(file: File) -> Format:
    """Return the format of a file whose ending a reader takes.

    Raises:
        NotThisFormatError: What stands in it is nothing that its ending stands for.
    """
    possible = [one for one in FORMATS if file.path.name.lower().endswith(one.endings)]
    fault = NotThisFormatError(f"it is none of these: {', '.join(one.name for one in possible)}")
    for one in possible:
        try:
            if one.fits is None or one.fits(file):
                return one
        except NotThisFormatError as error:  # it cannot even be opened as such, and may be another
            fault = error
    raise fault
