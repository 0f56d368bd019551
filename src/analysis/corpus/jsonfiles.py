"""JSON files: one object, or a list of objects, in a file."""

from __future__ import annotations

import json
from collections.abc import Iterator

from .files import File
from .records import NotThisFormatError, Record, Rejection
from .settings import Settings


def read(file: File, settings: Settings) -> Iterator[Record | Rejection]:
    """Yield the file's object, or each object of its list.

    Raises:
        NotThisFormatError: The file holds no JSON.
    """
    text, source = file.text, file.source
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise NotThisFormatError(f"it is not JSON ({error})") from error
    items = value if isinstance(value, list) else [value]
    for number, item in enumerate(items, start=1):
        locator = f"item {number}" if isinstance(value, list) else "file"
        if isinstance(item, dict):
            yield Record(source, locator, item, file.encoding)
        else:
            yield Rejection(source, locator, "not_json", f"a JSON {type(item).__name__}, not an object")
