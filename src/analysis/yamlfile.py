"""YAML files written by people: values that remember their line, so that errors can name it."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import yaml

from .errors import InputError


@dataclass(frozen=True)
class Entry:
    """A value in a YAML file, with the file and line it stands in."""

    value: Any
    file: Path
    line: int

    def error(self, fault: str, remedy: str) -> InputError:
        """Return an error that names this entry's place."""
        return InputError(f"{self.file}, line {self.line}", fault, remedy)

    def mapping(self, known: Iterable[str] | None = None, need: Iterable[str] = ()) -> dict[str, Entry]:
        """Return the entry's keys and values.

        Args:
            known: The keys allowed here; all when None.
            need: Keys that must be there.

        Raises:
            InputError: The entry is no mapping, or a key is unknown or lacking.
        """
        if not isinstance(self.value, dict):
            raise self.error("a mapping is expected here (key: value)", "See data/codebooks/README.md.")
        entries = cast("dict[str, Entry]", self.value)
        if known is not None:
            self._refuse_unknown(entries, list(known))
        for key in need:
            if key not in entries:
                raise self.error(f"key {key!r} is lacking", "Add it.")
        return entries

    def sequence(self) -> list[Entry]:
        """Return the entry's items; a single value counts as a list of one."""
        if isinstance(self.value, list):
            return cast("list[Entry]", self.value)
        return [self]

    def text(self) -> str:
        """Return the entry as text.

        Raises:
            InputError: It is not a text (YAML reads a bare `no` or `2014-08-01` as something else).
        """
        if not isinstance(self.value, str) or not self.value.strip():
            raise self.error(f"a text is expected here, not {self.value!r}", "Put it in quotation marks.")
        return self.value

    def scalar(self) -> str:
        """Return the entry as text, be it written as a text, a number or a date.

        Raises:
            InputError: It is empty, or a list or mapping.
        """
        if self.value is None or isinstance(self.value, (list, dict)):
            raise self.error("a single value is expected here", "Write one text.")
        return str(self.value)

    def flag(self) -> bool:
        """Return the entry as true or false."""
        if not isinstance(self.value, bool):
            raise self.error(f"true or false is expected here, not {self.value!r}", "Write true or false.")
        return self.value

    def share(self) -> float:
        """Return the entry as a number from 0 to 1."""
        if isinstance(self.value, bool) or not isinstance(self.value, (int, float)) or not 0 <= self.value <= 1:
            raise self.error(f"a number from 0 to 1 is expected here, not {self.value!r}", "Write one, such as 0.5.")
        return float(self.value)

    def choice(self, allowed: Iterable[str]) -> str:
        """Return the entry, which must be one of the allowed texts."""
        allowed = list(allowed)
        if self.value not in allowed:
            written = repr(self.value) if isinstance(self.value, str) else "what stands here"
            raise self.error(f"{written} is not known here", f"Use one of: {', '.join(allowed)}.")
        return str(self.value)

    def _refuse_unknown(self, entries: dict[str, Entry], known: list[str]) -> None:
        for key, entry in entries.items():
            if key not in known:
                close = difflib.get_close_matches(key, known, n=1)
                hint = f"Did you mean {close[0]!r}?" if close else f"Known keys: {', '.join(known)}."
                raise entry.error(f"unknown key {key!r}", hint)


def load(path: Path) -> Entry:
    """Return a YAML file's content as entries.

    Raises:
        InputError: The file is not readable, not UTF-8, empty, or not YAML; or a key stands twice.
    """
    try:
        node = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        fault = f"not valid YAML ({error.problem})"
        raise InputError(f"{path}, line {line}", fault, "Check indentation, colons and quotes.") from error
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise InputError(path, f"cannot be read ({error})", "It must be a UTF-8 text file.") from error
    if node is None:
        raise InputError(path, "the file is empty", "See data/codebooks/README.md for an example.")
    return _entry(node, path)


def _entry(node: yaml.Node, path: Path) -> Entry:
    line = node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        entries: dict[str, Entry] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value)
            at = key_node.start_mark.line + 1
            if key in entries:
                fault = f"key {key!r} stands twice (first in line {entries[key].line})"
                raise InputError(f"{path}, line {at}", fault, "Keep one.")
            entries[key] = Entry(_entry(value_node, path).value, path, at)
        return Entry(entries, path, line)
    if isinstance(node, yaml.SequenceNode):
        return Entry([_entry(item, path) for item in node.value], path, line)
    try:
        return Entry(yaml.SafeLoader("").construct_object(node), path, line)
    except (yaml.YAMLError, ValueError) as error:
        fault = f"the value {node.value!r} cannot be read ({str(error).splitlines()[0]})"
        raise InputError(f"{path}, line {line}", fault, "Put it in quotation marks.") from error
