"""From raw articles to articles: text, boilerplate, bylines, duplicates."""

from .articles import Cleaned, clean, cleaned_articles

__all__ = ["Cleaned", "clean", "cleaned_articles"]
