"""What tests of readers share: files broken as files break, and what must hold of any reading of them."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from analysis.corpus.files import File
from analysis.corpus.records import Declared, NotThisFormatError, Record, Rejection
from analysis.corpus.settings import Settings

Item = Record | Rejection | Declared
Reader = Callable[[File, Settings], Iterator[Item]]


def fuzzed(test: Any) -> Any:
    """Mark a property of a reader: `make fuzz` tries it with many more examples (see the profile in conftest.py)."""
    shared_folders = [HealthCheck.function_scoped_fixture]
    return pytest.mark.fuzz(settings(deadline=None, suppress_health_check=shared_folders)(test))


@st.composite
def damaged(draw: st.DrawFn, *wholes: bytes) -> bytes:
    """Return one of some files cut off at either end, with up to thirty bytes changed, or its lines shuffled."""
    whole = draw(st.sampled_from(wholes))
    kind = draw(st.sampled_from(["start", "end", "changed", "shuffled"]))
    if kind == "shuffled":
        return b"\n".join(draw(st.permutations(whole.split(b"\n"))))
    if kind == "changed":
        changed = bytearray(whole)
        places = st.lists(st.tuples(st.integers(0, len(whole) - 1), st.integers(0, 255)), min_size=1, max_size=30)
        for at, byte in draw(places):
            changed[at] = byte
        return bytes(changed)
    at = draw(st.integers(0, len(whole)))
    return whole[:at] if kind == "start" else whole[at:]


def accounted(read: Reader, data: bytes, name: str) -> list[Item] | None:
    """Return what a reader finds in bytes; None where it refuses them.

    Asserts that it finds the same twice, and no fewer articles and rejections than the file declares.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        try:
            found = list(read(File(path, name), Settings()))
        except NotThisFormatError:
            return None
        assert repr(found) == repr(list(read(File(path, name), Settings())))  # NaN is not equal to itself
    n_declared = sum(item.n for item in found if isinstance(item, Declared))
    assert len(records(found)) + len(rejections(found)) >= n_declared
    return found


def records(found: Iterable[Item]) -> list[Record]:
    return [item for item in found if isinstance(item, Record)]


def rejections(found: Iterable[Item]) -> list[tuple[str, str]]:
    """Return place and reason of every rejection."""
    return [(item.locator, item.reason) for item in found if isinstance(item, Rejection)]
