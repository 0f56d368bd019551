"""From rows about spans to estimates with intervals."""

from .concordance import concordance, examples
from .counts import article_counts, copies, outlet_totals
from .groups import of_actor, with_articles, with_enough
from .rates import marked_shares
from .relabelling import own_names, relabelling
from .shares import term_shares, voice_gap
from .speakers import speaker_counts, speaker_sentiment
from .telling import telling_sentences
from .tone import mean_sentiment, sentiment_differences, sentiment_gap

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
    "sentiment_differences",
    "sentiment_gap",
    "speaker_counts",
    "speaker_sentiment",
    "telling_sentences",
    "term_shares",
    "voice_gap",
    "with_articles",
    "with_enough",
]
