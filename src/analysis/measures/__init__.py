"""From rows about spans to estimates with intervals."""

from .accounts import accounts
from .adoption import adoptions
from .changepoint import changepoint
from .choice_model import name_choice_model
from .collocates import collocates
from .concordance import concordance, examples
from .contexts import contexts
from .contrasts import share_contrasts
from .copies import copies_compared, shares_by_copies
from .counts import article_counts, copies
from .descriptions import description_counts
from .events import load_events
from .groups import of_actor, with_articles, with_enough, with_position
from .house_style import deviations, house_styles
from .interrupted import interrupted_series
from .keyness import keyness
from .lines import example_lines, lines_behind, sorted_lines
from .rates import marked_shares
from .relabelling import own_names, relabelling, relabelling_matrix
from .shares import term_shares, voice_gap
from .speakers import speaker_counts, speaker_sentiment
from .telling import telling_sentences
from .tone import mean_sentiment, sentiment_differences, sentiment_gap
from .trends import smoothed_shares

__all__ = [
    "accounts",
    "adoptions",
    "article_counts",
    "changepoint",
    "collocates",
    "concordance",
    "contexts",
    "copies",
    "copies_compared",
    "description_counts",
    "deviations",
    "example_lines",
    "examples",
    "house_styles",
    "interrupted_series",
    "keyness",
    "lines_behind",
    "load_events",
    "marked_shares",
    "mean_sentiment",
    "name_choice_model",
    "of_actor",
    "own_names",
    "relabelling",
    "relabelling_matrix",
    "sentiment_differences",
    "sentiment_gap",
    "share_contrasts",
    "shares_by_copies",
    "smoothed_shares",
    "sorted_lines",
    "speaker_counts",
    "speaker_sentiment",
    "telling_sentences",
    "term_shares",
    "voice_gap",
    "with_articles",
    "with_enough",
    "with_position",
]
