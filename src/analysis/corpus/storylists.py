"""Lists of stories without their texts, such as Media Cloud's: joined to texts of the same address."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode, urlsplit

from .files import File
from .records import Record

_OLD, _NEW = "stories_id", "indexed_date"
_TRACKING = ("utm_", "fbclid", "gclid", "cmpid", "ncid", "ocid")


def fits(file: File) -> bool:
    """Return whether a table is a story list of Media Cloud, of its first or second generation."""
    header = {name.strip('"\ufeff ') for name in file.text.partition("\n")[0].replace(";", ",").split(",")}
    return "url" in header and (_OLD in header or {_NEW, "media_name"} <= header)


def joined(records: list[Record]) -> tuple[list[Record], list[tuple[Record, str, str]]]:
    """Return the records that may have a text, with what lists say of them; and list entries with reason and detail.

    An entry whose address is that of a text gives that text the fields it lacks. One without stays
    in the count of what was published, as a rejection.
    """
    texts: dict[str, int] = {}
    kept: list[Record] = []
    for record in records:
        if not record.is_listed:
            texts.setdefault(address(str(record.fields.get("url") or "")), len(kept))
            kept.append(record)
    texts.pop("", None)
    entries: list[tuple[Record, str, str]] = []
    for entry in (record for record in records if record.is_listed):
        at = texts.get(address(str(entry.fields.get("url") or "")))
        if at is None:
            detail = "a list has it without text; put the text beside the list, with the same address, to have it read"
            entries.append((entry, "listed_only", detail))
            continue
        text = kept[at]
        given = {name: value for name, value in text.fields.items() if value not in (None, "")}
        kept[at] = text._replace(fields=text.fields | entry.fields | given)
        detail = f"its text is {text.source}, {text.locator}, and was given what the list has beside"
        entries.append((entry, "joined", detail))
    return kept, entries


def address(url: str) -> str:
    """Return an address without what does not tell pages apart: scheme, "www.", slash at the end, tracking."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return url
    asked = [(name, value) for name, value in parse_qsl(parts.query) if not name.lower().startswith(_TRACKING)]
    host = parts.netloc.lower().removeprefix("www.").removesuffix(":80").removesuffix(":443")
    return f"{host}{parts.path.rstrip('/')}{'?' if asked else ''}{urlencode(sorted(asked))}"
