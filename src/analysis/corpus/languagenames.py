"""Names of languages, as archives print them, as codes."""

from __future__ import annotations

from functools import cache

from .. import paths, yamlfile


def language_code(name: str) -> str | None:
    """Return the ISO 639-1 code of a language that is named in any language we know, or None; blanks do not count."""
    return _codes().get(_key(name))


@cache
def _codes() -> dict[str, str]:
    entries = yamlfile.load(paths.LEXICON / "language-names.yml").mapping()
    return {_key(item.text()): code for code, names in entries.items() for item in names.sequence()}


def _key(name: str) -> str:
    return "".join(name.split()).casefold()
