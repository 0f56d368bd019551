"""Concordance lines in order, and those behind a number: what a row of any measure's table counts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pandas as pd

from ..cleaning.copies import counted_copies
from ..errors import InputError
from ..tables import VOICES, WEAK
from .concordance import WIDTH, concordance
from .contexts import contexts, mentions_with
from .contrasts import OTHERS
from .groups import with_articles
from .relabelling import beside_own_names
from .shares import choices

# What measures make: never a column to look lines up by, whatever a corpus calls its metadata.
_VALUES = frozenset(
    ("n", "of", "n_articles", "n_clusters", "share", "mean", "low", "high", "p", "q", "gap", "difference", "score")
)
_PERIODS = {r"\d{4} Q\d": "quarter", r"\d{4}": "year", r"\d{4}-\d\d": "month"}
EXAMPLES = 12  # words of each name that charts show
_WORD = re.compile(r"\w+(?:[-'’]\w+)*")


def sorted_lines(lines: pd.DataFrame, *, by: str = "right", words: int = 3) -> pd.DataFrame:
    """Return concordance lines sorted by the words to one side of the name, word by word from the name outwards.

    Args:
        lines: As `concordance` gives them.
        by: "right" or "left". Capitals and marks do not count.
        words: How many words are compared; lines that agree in them stand in the order of the texts.

    Raises:
        InputError: The side is neither.
    """
    if by not in ("left", "right"):
        raise InputError("parameter by", f"{by!r} is not known", "Use left or right.")
    found = lines[by].map(lambda text: _WORD.findall(text.casefold())[:: 1 if by == "right" else -1][:words])
    keyed = lines.assign(_words=found.map(tuple))
    ordered = keyed.sort_values(["_words", "article_id", "part", "start"], ignore_index=True)
    return ordered.drop(columns="_words")


def lines_behind(
    row: Mapping[Any, Any] | pd.Series,
    mentions: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    glosses: bool = False,
    group: str | None = None,
) -> pd.DataFrame:
    """Return the concordance lines that a row of a measure's table counts, as many as its `n`.

    Looked up are the mentions that agree with the row in every column that both have: outlet,
    period, voice, actor, name, speaker, metadata; missing agrees with missing. A row that names a
    rival name opens choices of it: no editor's insertion, and no gloss unless they count. A row that
    compares voices (`voice_gap`, `sentiment_gap`) opens the lines of both, one that compares groups
    (`share_contrasts`) those of both groups. Rows of `house_styles` and `adoptions` open narration,
    rows of `smoothed_shares` the window around their date. A row about a word (`keyness`, `collocates`) opens the
    mentions nearest to it, one of `description_counts` the descriptions. A row of sentiment opens
    sentences. Weighted counts (`unit` other than the mention) are no numbers of lines.

    Args:
        row: A row of a measure's table.
        mentions: The table that the measure was given: mentions, sentences, descriptions.
            For `marked_shares` those with the mark; for `relabelling` those with another name.
        articles: The articles.
        glosses: Whether the measure counted aliases given beside the main name.
        group: The column that `share_contrasts` compared.

    Returns:
        The table `concordance` of these mentions, in their order, with article and URL.

    Raises:
        InputError: The row's period cannot be told from its name, or `group` is needed.
    """
    cell: dict[str, Any] = dict(row)
    rows = _of_measure(cell, mentions, articles)
    if "description_id" not in cell and "term_id" in cell and "is_gloss" in rows.columns:
        rows = choices(rows, glosses=glosses)
    rows = _joined(rows, cell, articles)
    if "bandwidth" in cell:  # of `smoothed_shares`
        rows = rows[(rows["published"] - cell["date"]).abs() < pd.Timedelta(days=cell["bandwidth"])]
    if "n_dated" in cell:  # of `house_styles`: its name is what the other columns say, and all names count
        cell.pop("term_id")
    if "first_use" in cell:  # of `adoptions`
        rows = rows[rows["published"].notna()]
    for name, wanted in cell.items():
        if name in rows.columns and name not in _VALUES and name != "voice":
            rows = rows[_agreeing(rows[name], wanted)]
    rows = rows[rows["voice"].isin(_voices(cell))]
    if "first" in cell and "second" in cell:
        rows = _of_groups(rows, cell, group)
    return concordance(rows, articles, width=None if "score" in rows.columns else WIDTH)


def example_lines(
    keyness: pd.DataFrame, around: pd.DataFrame, mentions: pd.DataFrame, articles: pd.DataFrame, *, most: int = EXAMPLES
) -> pd.DataFrame:
    """Return a concordance line for each of the words that are surest to be typical of a name.

    Args:
        keyness: As `keyness` gives it.
        around: As `contexts` gives it.
        mentions: The mentions it was made of.
        articles: The articles.
        most: Words of each name.

    Returns:
        The table `concordance`, the first mention for each word, with its `term_id` and `word`.
    """
    own = around[~around["is_shared"]]
    typical = keyness[(keyness["z"] > 0) & keyness["p"].notna()].sort_values("z", ascending=False, kind="stable")
    rows = typical.groupby("term_id", sort=False).head(most).to_dict("records")
    firsts = [mentions_with(own, mentions, word=row["word"], term_id=row["term_id"]).head(1) for row in rows]
    beside = pd.concat([mentions.head(0), *firsts])
    named = [row["word"] for row, first in zip(rows, firsts, strict=True) if len(first)]
    return concordance(beside, articles).assign(term_id=beside["term_id"].to_numpy(), word=named)


def _of_measure(cell: Mapping[str, Any], mentions: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Return the rows that a measure makes of the mentions before it counts."""
    if "description_id" in cell:
        return mentions[(mentions["relation"] != WEAK) & ~mentions["is_inserted"]]
    if "own_term_id" in cell and "own_term_id" not in mentions.columns:
        beside = beside_own_names(mentions)
        place = ["article_id", "part", "start", "actor_id", "own_term_id"]
        return beside if "speaker" in cell else beside.drop_duplicates(place)
    if "word" in cell and "term_id" in cell:
        naming = mentions.loc[mentions["term_id"] == cell["term_id"], "article_id"]
        of_name = mentions[mentions["article_id"].isin(naming)]
        around = contexts(of_name, articles[articles["article_id"].isin(naming)])
        return mentions_with(around, of_name, word=cell["word"], term_id=cell["term_id"])
    return mentions


def _joined(rows: pd.DataFrame, cell: Mapping[str, Any], articles: pd.DataFrame) -> pd.DataFrame:
    """Return rows with the columns of their articles that the cell needs, and the copies that it counts."""
    needed = {*cell, "family_id", "is_original"} if "copies" in cell else set(cell)
    needed |= {"published"} if {"bandwidth", "first_use"} & needed else set()
    if needed & ({*articles.columns, "period"} - {*rows.columns}):
        length = _length(cell["period"]) if "period" in cell and "period" not in rows.columns else "year"
        joined = with_articles(rows, articles, period=length)
        rows = joined.assign(period=rows["period"].to_numpy()) if "period" in rows.columns else joined
    if "copies" in cell and "copies" not in rows.columns:
        counted = counted_copies(rows.drop_duplicates("article_id"), cell["copies"])
        rows = rows[rows["article_id"].isin(counted["article_id"])]
    return rows


def _length(period: str) -> str:
    """Return how long a period is, by its name."""
    found = next((length for pattern, length in _PERIODS.items() if re.fullmatch(pattern, str(period))), None)
    if found is None:
        fault = f"{period!r} may be a day or a week"
        raise InputError("row, column period", fault, "Give the mentions with their period (see with_articles).")
    return found


def _agreeing(values: pd.Series, wanted: object) -> pd.Series:
    agree: pd.Series = values.isna() if pd.isna(wanted) else values.astype("object") == wanted  # type: ignore[call-overload]
    return agree


def _voices(cell: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the voices that a cell counts: its own, those that its columns name, or all."""
    if {"n_dated", "first_use"} & set(cell):
        return ("narration",)
    named = [voice for voice in VOICES if {f"of_{voice}", f"n_{voice}"} & set(cell)]
    return (cell["voice"], *named) if "voice" in cell else tuple(named) or VOICES


def _of_groups(rows: pd.DataFrame, cell: Mapping[str, Any], group: str | None) -> pd.DataFrame:
    if group is None:
        raise InputError("parameter group", "the row compares two groups of it", "Name the column, such as outlet.")
    if cell["second"] == OTHERS:
        return rows[rows[group].notna()]
    return rows[rows[group].isin((cell["first"], cell["second"]))]
