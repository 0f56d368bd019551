"""From rows about spans to estimates with intervals."""

from .concordance import concordance, examples
from .counts import article_counts, copies, outlet_totals
from .groups import of_actor, with_articles, with_enough
from .rates import marked_shares
from .relabelling import own_names, relabelling
from .shares import term_shares, voice_gap
from .speakers import speaker_counts
from .tone import mean_sentiment

__all__ = [
    "article_counts",
    "concordance",
    "copies",
    "examples",
    "marked_shares",
    "mean_sentiment",
    "of_actor",
    "outlet_totals",
    "own_names",
    "relabelling",
    "speaker_counts",
    "term_shares",
    "voice_gap",
    "with_articles",
    "with_enough",
]
