"""The web: saved pages, their metadata, feeds and archives."""
