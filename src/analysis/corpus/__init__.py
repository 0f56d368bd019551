"""Readers: from the files analysts have to one table of raw articles."""

from .reading import Reading, described, digest, read, read_corpus

__all__ = ["Reading", "described", "digest", "read", "read_corpus"]
