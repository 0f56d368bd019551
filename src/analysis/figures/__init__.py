"""Estimates → figures, one function a chart, for people who read newspapers.

Every figure says in its title what is seen and below it what was counted, keeps a name's colour,
mark and dash in all charts, can be read in grey, and has a text alternative. The numbers in it stand
in the table it was made from.
"""

from .differences import contrast_dots, voice_gap_dots
from .dots import share_dots
from .grids import coverage, relabelling_matrix
from .lines import share_lines
from .lollipops import keyness_lollipops
from .look import MOST_OUTLETS
from .slopes import voice_slopes
from .smoothed import smoothed_lines
from .strips import sentiment_strips
from .timeline import adoption_timeline

__all__ = [
    "MOST_OUTLETS",
    "adoption_timeline",
    "contrast_dots",
    "coverage",
    "keyness_lollipops",
    "relabelling_matrix",
    "sentiment_strips",
    "share_dots",
    "share_lines",
    "smoothed_lines",
    "voice_gap_dots",
    "voice_slopes",
]
