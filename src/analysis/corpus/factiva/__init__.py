"""Factiva: exports as HTML and RTF."""
