"""Which name a news text uses for a contested actor, in whose voice, and with what sentiment."""

from .cleaning import clean
from .codebook import Codebook, load_codebook
from .corpus import read_corpus
from .errors import InputError
from .features.attributions import find_attributions
from .features.mentions import find_mentions
from .features.sentiment import score_sentiment
from .features.voice import assign_voice
from .pipeline import Build, build, load_build
from .selection import select

__all__ = [
    "Build",
    "Codebook",
    "InputError",
    "assign_voice",
    "build",
    "clean",
    "find_attributions",
    "find_mentions",
    "load_build",
    "load_codebook",
    "read_corpus",
    "score_sentiment",
    "select",
]
