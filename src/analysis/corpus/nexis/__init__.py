"""Nexis and Nexis Uni: exports of the library, old and new layouts."""
