"""Boilerplate beyond rules: a line that frames many articles of one outlet is no part of any of them."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from typing import NamedTuple

import pandas as pd

from .. import paths, yamlfile

FEWEST_ARTICLES = 6  # below, a stock phrase or a column's title may recur by itself
SMALLEST_SHARE = (
    0.01  # of the outlet's articles; of a large outlet, 6 would be little: its background paragraphs reach that
)
AT_EDGE = 0.8  # share of its articles in which the line is among the first or last; background paragraphs wander
ANYWHERE = 0.25  # of the outlet's articles: a line in so many is boilerplate wherever it stands
EDGE = 2  # lines from the beginning or end, other recurring lines not counted
MOST = 0.25  # of an article's characters; where more recurs it is a version of another article, and no page's frame
FEWEST_WORDS = 6  # subheads ("What happens next?"), names and labels of columns are shorter, and recur as well
_LONGEST = 400  # characters; the longest such line in the news pages looked at has 350
_DIGIT = re.compile(r"\d")

Line = tuple[str, str]  # an outlet, and a line as `normal` has it


class _Place(NamedTuple):
    """Where a line stands in one article: what is around it, and whether that is near an end."""

    around: tuple[str, str]
    is_edge: bool


def normal(line: str) -> str:
    """Return a line as it counts: small letters, every digit 0, single blanks."""
    return _DIGIT.sub("0", " ".join(line.casefold().split()))


def recurrent_lines(articles: pd.DataFrame) -> pd.DataFrame:
    """Return the lines that are boilerplate because they recur.

    A line counts once for each setting: the lines before and after it that do not recur. So copies of
    one article are one, however many there are. Lines of kinds that recur and belong to the article stay
    (`stays` in `lexicon/boilerplate.yml`: credits, bylines, lines about the author, notes).

    Args:
        articles: `outlet` and `body`; where the outlet is missing nothing recurs.

    Returns:
        Columns `outlet` and `line` (in normal form: see `normal`).
    """
    found: list[Line] = []
    for outlet, bodies in articles.loc[articles["outlet"].notna()].groupby("outlet")["body"]:
        found += [(str(outlet), line) for line in _recurring(sorted(set(bodies)))]
    return pd.DataFrame(sorted(found), columns=["outlet", "line"], dtype="str")


def _recurring(bodies: list[str]) -> list[str]:
    """Return the lines that recur in bodies of one outlet."""
    fewest = max(FEWEST_ARTICLES, SMALLEST_SHARE * len(bodies))
    if len(bodies) < fewest:
        return []
    texts = [[normal(line) for line in body.split("\n") if line] for body in bodies]
    frequent = _frequent(texts, fewest)
    places: dict[str, set[_Place]] = defaultdict(set)
    for lines in texts:
        if not frequent.isdisjoint(lines) and _recurring_share(lines, frequent) <= MOST:
            for line, place in _places(lines, frequent):
                places[line].add(place)
    return [line for line, found in places.items() if _frames(found, fewest, ANYWHERE * len(bodies))]


def _frames(places: set[_Place], fewest: float, enough: float) -> bool:
    """Tell whether a line stands in enough settings, and mostly where pages have boilerplate."""
    n_settings = len({place.around for place in places})
    n_at_edge = sum(place.is_edge for place in places)
    return n_settings >= max(fewest, enough) or (n_settings >= fewest and n_at_edge >= AT_EDGE * len(places))


def _frequent(texts: list[list[str]], fewest: float) -> set[str]:
    """Return the lines that stand in enough texts and may be boilerplate by their looks."""
    n_texts: dict[str, int] = defaultdict(int)
    for lines in texts:
        for line in set(lines):
            n_texts[line] += 1
    return {line for line, number in n_texts.items() if number >= fewest and not _stays(line)}


def _stays(line: str) -> bool:
    if len(line) > _LONGEST or len(line.split()) < FEWEST_WORDS:
        return True
    return _kept_kinds().search(line) is not None


def _recurring_share(lines: list[str], frequent: set[str]) -> float:
    return sum(len(line) for line in lines if line in frequent) / sum(map(len, lines))


def _places(lines: list[str], frequent: set[str]) -> list[tuple[str, _Place]]:
    """Return every frequent line of a text with its place there."""
    rest = [line for line in lines if line not in frequent]
    found = []
    n_before = 0
    for line in lines:
        if line not in frequent:
            n_before += 1
            continue
        before = rest[n_before - 1] if n_before else ""
        after = rest[n_before] if n_before < len(rest) else ""
        is_edge = min(n_before, len(rest) - n_before) < EDGE
        found.append((line, _Place((before, after), is_edge)))
    return found


@cache
def _kept_kinds() -> re.Pattern[str]:
    entries = yamlfile.load(paths.LEXICON / "boilerplate.yml").mapping()["stays"].sequence()
    return re.compile("|".join(f"(?:{one.text()})" for one in entries))
