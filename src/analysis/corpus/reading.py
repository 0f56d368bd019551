"""From files to raw articles, with every record accounted for."""

from __future__ import annotations

import hashlib
import os
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
from tqdm import tqdm

from .. import paths
from ..errors import InputError
from ..tables import REJECTED
from .fields import carried, hashed_id, listed_authors, metadata_column, parsed_date, plain, recognised
from .formats import READERS, reader_of
from .records import NotThisFormatError, Record, Rejection
from .settings import FILE_NAME, OURS, Settings, beside, load_settings

_RAW = ("source", "locator", *OURS)


class Reading(NamedTuple):
    """A corpus as read: raw articles, what was rejected, and how it was understood.

    Attributes:
        raw: One row for every article: `source`, `locator`, our columns, the corpus's metadata.
        rejected: The table `tables.REJECTED`.
        fields: Our columns and the corpus's field taken for each.
        encodings: How many records came in each encoding.
        ignored: Files in the folder that no reader takes.
        digest: Hash of all bytes read, and of the settings.
    """

    raw: pd.DataFrame
    rejected: pd.DataFrame
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
        f"Fields: {taken or 'named as ours'}.",
    ]
    others = {name: n for name, n in reading.encodings.items() if name != "utf-8"}
    if others:
        lines.append(f"Not UTF-8: {', '.join(f'{n} records in {name}' for name, n in others.items())}.")
    if reading.ignored:
        lines.append(f"Files that no reader takes: {', '.join(reading.ignored)}.")
    return "\n".join(lines)


def read(path: str | os.PathLike[str], *, settings: str | os.PathLike[str] | None = None) -> Reading:
    """Return a corpus as read, with everything that `Reading` tells. See `read_corpus`."""
    place = paths.find(path, "corpus")
    chosen = load_settings(paths.find(settings, "settings file")) if settings else beside(place)
    files, ignored = _files(place, chosen)
    records: list[Record] = []
    rejections: list[Rejection] = []
    for item in _items(files, place, chosen):
        if isinstance(item, Record):
            records.append(item)
        else:
            rejections.append(item)
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
    raw, refused = _raw(records, shapes, carried(names, taken, chosen), chosen)
    rejected = REJECTED.check(pd.DataFrame(rejections + refused, columns=list(REJECTED.columns)))
    encodings = dict(Counter(record.encoding for record in records))
    return Reading(raw, rejected, fields, encodings, ignored, _digest(files, place, chosen))


def digest(path: str | os.PathLike[str], *, settings: str | os.PathLike[str] | None = None) -> str:
    """Return the hash that `read` would give, without reading the records."""
    place = paths.find(path, "corpus")
    chosen = load_settings(paths.find(settings, "settings file")) if settings else beside(place)
    return _digest(_files(place, chosen)[0], place, chosen)


def _files(place: Path, settings: Settings) -> tuple[list[Path], list[str]]:
    if place.is_file():
        if reader_of(place) is None:
            raise InputError(place, "no reader takes this ending", f"Known endings: {', '.join(READERS)}.")
        return [place], []
    if settings.files:
        found = sorted({file for pattern in settings.files for file in place.glob(pattern) if file.is_file()})
        if not found:
            raise InputError(place, f"no file fits {', '.join(settings.files)}", f"Mend `files:` in {settings.origin}.")
        return [file for file in found if reader_of(file)], [file.name for file in found if not reader_of(file)]
    everything = [
        file
        for file in sorted(place.rglob("*"))
        if file.is_file() and not any(part.startswith(".") for part in file.relative_to(place).parts)
    ]
    data = [file for file in everything if file.name != FILE_NAME]
    ignored = [str(file.relative_to(place)) for file in data if reader_of(file) is None]
    files = [file for file in data if reader_of(file)]
    if not files:
        fault = "the folder holds no file that a reader takes" if data else "the folder is empty"
        raise InputError(place, fault, f"Known endings: {', '.join(READERS)}.")
    return files, ignored


def _items(files: list[Path], place: Path, settings: Settings) -> Iterator[Record | Rejection]:
    for file in tqdm(files, desc="reading", unit=" files", disable=None if len(files) > 1 else True, leave=False):
        source = str(file.relative_to(place)) if place.is_dir() else file.name
        reader = reader_of(file)
        if reader is None:
            continue
        try:
            yield from reader(file, source, settings)
        except NotThisFormatError as error:
            detail = f"the file is not what its ending says: {error}"
            yield Rejection(source, "file", "not_this_format", detail)
        except OSError as error:
            remedy = (
                "check the file's permissions" if isinstance(error, PermissionError) else "fetch or export it again"
            )
            yield Rejection(source, "file", "unreadable", f"{error.strerror or error}; {remedy}")


def _nothing_read(place: Path, rejections: list[Rejection]) -> InputError:
    if not rejections:
        return InputError(place, "there is no record in it", "Check that the export is complete.")
    first = rejections[0]
    more = f" (and {len(rejections) - 1} more)" if len(rejections) > 1 else ""
    fault = f"nothing in it can be read: {first.source}, {first.locator}: {first.detail}{more}"
    return InputError(place, fault, "Rename the file to what it is, or export it again.")


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


def _raw(
    records: list[Record],
    shapes: dict[tuple[str, ...], dict[str, str]],
    metadata: dict[str, str],
    settings: Settings,
) -> tuple[pd.DataFrame, list[Rejection]]:
    rows: list[dict[str, Any]] = []
    kept: list[Record] = []
    refused: list[Rejection] = []
    ids: dict[str, Record] = {}
    for record in records:
        row = _row(record, shapes[tuple(record.fields)], settings)
        first = ids.get(row["article_id"])
        fault = _fault(row, record, first, settings)
        if fault is None:
            ids[row["article_id"]] = record
            rows.append(row)
            kept.append(record)
        else:
            refused.append(Rejection(record.source, record.locator, *fault))
    raw = pd.DataFrame(rows, columns=list(_RAW)).astype(
        {name: "str" for name in _RAW if name not in ("published", "authors")}
    )
    raw["published"] = pd.to_datetime(raw["published"]).astype("datetime64[us]")
    for column, name in metadata.items():
        raw[column] = metadata_column([record.fields.get(name) for record in kept])
    return raw, refused


def _row(record: Record, fields: dict[str, str], settings: Settings) -> dict[str, Any]:
    named = settings.filename.search(record.source) if settings.filename else None
    values: dict[str, Any] = dict(settings.constants)
    found = {ours: record.fields.get(theirs) for ours, theirs in fields.items()}
    values |= {ours: value for ours, value in found.items() if value is not None and value != ""}
    values |= {name: value for name, value in (named.groupdict() if named else {}).items() if value}
    row: dict[str, Any] = {name: plain(values.get(name)) for name in OURS}
    row |= {"source": record.source, "locator": record.locator, "authors": listed_authors(values.get("authors"))}
    if not isinstance(values.get("body", ""), str):
        row["body"] = None
    row["published"] = values.get("published")
    row["article_id"] = row["article_id"] or hashed_id(record, values)
    return row


def _fault(row: dict[str, Any], record: Record, first: Record | None, settings: Settings) -> tuple[str, str] | None:
    """Return why a record is no article, or None; sets the row's date on the way."""
    if row["body"] is None:
        return "no_text", "the record has no text"
    if len(row["body"]) > settings.max_characters:
        detail = f"{len(row['body']):,} characters in one article; raise max_characters in {FILE_NAME} if that is right"
        return "too_long", detail
    if first is not None:
        same = "with the same content" if first.fields == record.fields else "with other content"
        return "duplicate_id", f"id {row['article_id']!r} stands at {first.source}, {first.locator} {same}"
    try:
        row["published"] = parsed_date(row["published"], settings.date_format)
    except (ValueError, OverflowError) as error:
        return "malformed_date", f"date {row['published']!r}: {error}"
    return None


def _digest(files: list[Path], place: Path, settings: Settings) -> str:
    total = hashlib.sha256()
    for file in files:
        total.update(str(file.relative_to(place) if place.is_dir() else file.name).encode())
        total.update(hashlib.sha256(file.read_bytes()).digest())
    if settings.origin:
        total.update(settings.origin.read_bytes())
    return total.hexdigest()
