"""From files to raw articles, with every record accounted for."""

from __future__ import annotations

import hashlib
import os
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import pandas as pd
from tqdm import tqdm

from .. import paths
from ..errors import InputError
from ..tables import FILES, MISSING, REJECTED
from .corrections import beside as corrections_beside
from .corrections import corrected
from .fields import carried, recognised
from .files import File
from .folders import corpus_files, name_within, why_closed
from .formats import format_of
from .records import Declared, NotThisFormatError, Record, Rejection
from .rows import raw_articles, refused
from .settings import FILE_NAME, OURS, Settings, beside, load_settings
from .storylists import joined

_NAMED = 20  # missing documents that a message names
_OF_FILES = ("leaves_folder", "not_this_format", "unreadable")  # reasons that reject a file as a whole,
_OF_RESTS = ("truncated", "unpacks_too_far")  # and reasons that reject all that may come after
_Item = Record | Rejection | Declared


class Reading(NamedTuple):
    """A corpus as read: raw articles, what was rejected, and how it was understood.

    Attributes:
        raw: One row for every article: `source`, `locator`, our columns, the corpus's metadata.
        rejected: The table `tables.REJECTED`.
        files: The table `tables.FILES`.
        fields: Our columns and the corpus's field taken for each.
        encodings: How many records came in each encoding.
        ignored: Files in the folder that no reader takes.
        digest: Hash of all bytes read, of the settings and the corrections.
    """

    raw: pd.DataFrame
    rejected: pd.DataFrame
    files: pd.DataFrame
    fields: dict[str, str]
    encodings: dict[str, int]
    ignored: list[str]
    digest: str

    @property
    def n_read(self) -> int:
        """How many records were read."""
        return len(self.raw) + len(self.rejected)


def read_corpus(path: str | os.PathLike[str], *, settings: str | os.PathLike[str] | None = None) -> pd.DataFrame:
    """Return the raw articles of a file or folder, and print which field was taken for what.

    Args:
        path: A .jsonl(.gz), .json, .csv, .tsv, .parquet, .txt or .html file, or a folder of them.
        settings: A settings file; by default the `corpus.yml` beside the data, if there is one.

    Returns:
        One row for every article: `source`, `locator`, our columns (see `tables.ARTICLES`), then
        the corpus's own metadata. `attrs["rejected"]` lists the records that are no articles.

    Raises:
        InputError: Nothing stands there, or nothing in it can be read.
    """
    reading = read(path, settings=settings)
    print(described(reading), file=sys.stderr)
    reading.raw.attrs["rejected"] = reading.rejected.to_dict("records")
    return reading.raw


def described(reading: Reading) -> str:
    """Return what was read, and which field was taken for what, as text."""
    taken = ", ".join(f"{ours} ← {theirs}" for ours, theirs in reading.fields.items() if ours != theirs)
    lines = [
        f"Read {reading.n_read} records: {len(reading.raw)} articles, {len(reading.rejected)} rejected.",
        *incomplete(reading),
        f"Fields: {taken or 'named as ours'}.",
    ]
    others = {name: n for name, n in reading.encodings.items() if name != "utf-8"}
    if others:
        lines.append(f"Not UTF-8: {', '.join(f'{n} records in {name}' for name, n in others.items())}.")
    if reading.ignored:
        lines.append(f"Files that no reader takes: {', '.join(reading.ignored)}.")
    return "\n".join(lines)


def incomplete(reading: Reading) -> list[str]:
    """Return a sentence for every file that is not complete: it names what is missing, or where the file breaks off."""
    found = []
    for file in reading.files[~reading.files["is_complete"]].to_dict("records"):
        of_file = reading.rejected[reading.rejected["source"] == file["source"]]
        names = of_file.loc[of_file["reason"] == MISSING, "locator"].tolist()
        more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
        which = f"; missing: {', '.join(names[:_NAMED])}{more}" if names else ""
        n = file["n_articles"] + file["n_rejected"]
        cut = of_file.loc[_is_unread(of_file), ["locator", "detail"]].agg(": ".join, axis=1).tolist()
        says = f"declares {file['n_declared']} articles and holds {n}{which}"
        found.append(f"NOT COMPLETE: {file['source']}{f', {cut[0]}' if cut else f' {says}'}.")
    return found


def read(path: str | os.PathLike[str], *, settings: str | os.PathLike[str] | None = None) -> Reading:
    """Return a corpus as read, with everything that `Reading` tells. See `read_corpus`."""
    place = paths.find(path, "corpus")
    chosen = load_settings(paths.find(settings, "settings file")) if settings else beside(place)
    files, others = corpus_files(place, chosen)
    records: list[Record] = []
    rejections: list[Rejection] = []
    counts: list[tuple[str, str, int | None]] = []
    for source, name, items in _contents(files, place, chosen):
        records += [item for item in items if isinstance(item, Record)]
        rejections += [item for item in items if isinstance(item, Rejection)]
        declared = [item.n for item in items if isinstance(item, Declared)]
        counts.append((source, name, sum(declared) if declared else None))
    records, entries = joined(records)
    rejections += [refused(entry, chosen, reason, detail) for entry, reason, detail in entries]
    if not records:
        raise _nothing_read(place, rejections)
    names = list(dict.fromkeys(name for record in records for name in record.fields))
    _check_named(names, chosen, place)
    shapes = {tuple(record.fields): recognised(record.fields, chosen) for record in records}
    fields = _together(shapes)
    if "body" not in fields:
        remedy = f"Say which of {', '.join(names)} holds it: `fields: {{body: …}}` in {FILE_NAME}."
        raise InputError(place, "no field holds the text of the articles", remedy)
    taken = {theirs for shape in shapes.values() for theirs in shape.values()}
    raw, faulty = raw_articles(records, shapes, carried(names, taken, chosen), chosen)
    rejected = REJECTED.check(pd.DataFrame(rejections + faulty, columns=list(REJECTED.columns)))
    if corrections := corrections_beside(place):
        raw = corrected(raw, corrections)
    encodings = dict(Counter(record.encoding for record in records))
    table = _counted(counts, raw, rejected)
    ignored = [name_within(file, place) for file in others]
    return Reading(raw, rejected, table, fields, encodings, ignored, _digest(files, place, chosen))


def digest(path: str | os.PathLike[str], *, settings: str | os.PathLike[str] | None = None) -> str:
    """Return the hash that `read` would give, without reading the records."""
    place = paths.find(path, "corpus")
    chosen = load_settings(paths.find(settings, "settings file")) if settings else beside(place)
    return _digest(corpus_files(place, chosen)[0], place, chosen)


def _contents(files: list[Path], place: Path, settings: Settings) -> Iterator[tuple[str, str, list[_Item]]]:
    """Yield of every file its path in the corpus, its format and what its reader found."""
    for path in tqdm(files, desc="reading", unit=" files", disable=None if len(files) > 1 else True, leave=False):
        source = name_within(path, place)
        if closed := why_closed(path, place):
            yield source, "", [Rejection(source, "file", *closed)]
        else:
            yield source, *_content(File(path, source, settings.encoding), settings)


def _content(file: File, settings: Settings) -> tuple[str, list[_Item]]:
    """Return a file's format and what its reader found; a fault of the file is a rejection like others."""
    name, items = "", list[_Item]()
    try:
        known = format_of(file)
        name = known.name
        items.extend(known.read(file, settings))
    except NotThisFormatError as error:
        detail = f"the file is not what its ending says: {error}"
        items.append(Rejection(file.source, "file", "not_this_format", detail))
    except OSError as error:
        remedy = "check the file's permissions" if isinstance(error, PermissionError) else "fetch or export it again"
        items.append(Rejection(file.source, "file", "unreadable", f"{error.strerror or error}; {remedy}"))
    return name, items


def _counted(files: list[tuple[str, str, int | None]], raw: pd.DataFrame, rejected: pd.DataFrame) -> pd.DataFrame:
    """Return what became of each file: `tables.FILES`."""
    found = pd.DataFrame(files, columns=["source", "format", "n_declared"]).astype({"n_declared": "Int64"})
    missing = rejected["reason"] == MISSING
    for column, sources in (
        ("n_articles", raw["source"]),
        ("n_rejected", rejected["source"][~missing]),
        ("n_missing", rejected["source"][missing]),
    ):
        found[column] = found["source"].map(sources.value_counts()).fillna(0)
    total = found[["n_articles", "n_rejected", "n_missing"]].sum(axis=1)
    is_whole = ~found["source"].isin(rejected.loc[_is_unread(rejected), "source"])
    found["is_complete"] = is_whole & (found["n_missing"] == 0) & (found["n_declared"].fillna(total) == total)
    return FILES.check(found)


def _is_unread(rejected: pd.DataFrame) -> pd.Series:
    """Return of each rejection whether nobody knows how many articles it stands for: a file, or the rest of one."""
    is_file = (rejected["locator"] == "file") & rejected["reason"].isin(_OF_FILES)
    return is_file | rejected["reason"].isin(_OF_RESTS)


def _nothing_read(place: Path, rejections: list[Rejection]) -> InputError:
    if not rejections:
        return InputError(place, "there is no record in it", "Check that the export is complete.")
    first = rejections[0]
    more = f" (and {len(rejections) - 1} more)" if len(rejections) > 1 else ""
    fault = f"nothing in it can be read: {first.source}, {first.locator}: {first.detail}{more}"
    is_wrong = any(one.reason == "not_this_format" for one in rejections)
    remedy = "Rename the file to what it is" if is_wrong else "Mend it"
    return InputError(place, fault, f"{remedy}, or export it again.")


def _check_named(names: list[str], settings: Settings, place: Path) -> None:
    """Refuse settings that name a field which no record has."""
    wanted = [*settings.fields.items(), *(("metadata", name) for name in settings.metadata or ())]
    for ours, theirs in wanted:
        if theirs not in names:
            remedy = f"Fields there are: {', '.join(names)}."
            raise InputError(settings.origin or place, f"no record has the field {theirs!r} (for {ours})", remedy)


def _together(shapes: dict[tuple[str, ...], dict[str, str]]) -> dict[str, str]:
    """Return which fields were taken for which column, over records of different fields."""
    both: dict[str, list[str]] = {}
    for shape in shapes.values():
        for ours, theirs in shape.items():
            both.setdefault(ours, []).append(theirs)
    return {ours: " or ".join(dict.fromkeys(both[ours])) for ours in OURS if ours in both}


def _digest(files: list[Path], place: Path, settings: Settings) -> str:
    total = hashlib.sha256()
    for file in files:
        total.update(os.fsencode(file.relative_to(place) if place.is_dir() else file.name))
        if why_closed(file, place):
            continue
        with suppress(OSError), file.open("rb") as opened:  # what cannot be read is a rejection, with its reason
            total.update(hashlib.file_digest(opened, "sha256").digest())
    for beside_it in (settings.origin, corrections_beside(place)):
        if beside_it:
            total.update(beside_it.read_bytes())
    return total.hexdigest()
