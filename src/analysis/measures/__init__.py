"""From rows about spans to estimates with intervals."""

from .accounts import accounts
from .concordance import concordance, examples
from .contrasts import share_contrasts
from .copies import copies_compared, shares_by_copies
from .counts import article_counts, copies
from .groups import of_actor, with_articles, with_enough, with_position
from .rates import marked_shares
from .relabelling import own_names, relabelling, relabelling_matrix
from .shares import term_shares, voice_gap
from .speakers import speaker_counts, speaker_sentiment
from .telling import telling_sentences
from .tone import mean_sentiment, sentiment_differences, sentiment_gap

__all__ = [
    "accounts",
    "article_counts",
    "concordance",
    "copies",
    "copies_compared",
    "examples",
    "marked_shares",
    "mean_sentiment",
    "of_actor",
    "own_names",
    "relabelling",
    "relabelling_matrix",
    "sentiment_differences",
    "sentiment_gap",
    "share_contrasts",
    "shares_by_copies",
    "speaker_counts",
    "speaker_sentiment",
    "telling_sentences",
    "term_shares",
    "voice_gap",
    "with_articles",
    "with_enough",
    "with_position",
]
