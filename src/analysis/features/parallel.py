"""Work that threads can share, since what takes long in it runs outside of Python."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


def in_order(read: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result]:
    """Yield what is read in each item, in order, with a thread for every processor this process may use."""
    executor = ThreadPoolExecutor(max_workers=_cores())
    try:
        yield from executor.map(read, items)
    finally:
        executor.shutdown(cancel_futures=True)


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
