"""Readers: from the files analysts have to one table of raw articles."""

from .overview import import_overview, import_table
from .reading import Reading, described, digest, read, read_corpus

__all__ = ["Reading", "described", "digest", "import_overview", "import_table", "read", "read_corpus"]
