"""Mentions: every occurrence of a codebook entry, with gloss and distancing marked."""

from __future__ import annotations

from itertools import groupby
from typing import NamedTuple

import pandas as pd
from tqdm import tqdm

from ..codebook import Codebook
from ..tables import AMBIGUOUS, MENTIONS
from .glosses import gloss_flags, is_distanced
from .insertions import is_inserted
from .matcher import Match, Matcher, decided
from .sentences import sentence_at, sentence_spans
from .texts import Text, texts

_CONTEXT = 40


class Found(NamedTuple):
    """The mentions in a corpus, and the strings that may or may not be one."""

    mentions: pd.DataFrame
    ambiguous: pd.DataFrame


def find_mentions(articles: pd.DataFrame, codebook: Codebook) -> pd.DataFrame:
    """Return every mention of the codebook's actors in titles and bodies.

    Voice is left as narration: `voice.assign_voice` fills it. Strings that the codebook's rules
    leave undecided are not guessed; `mentions_and_ambiguous` returns them too.

    Args:
        articles: Any table with `article_id` and `body`; `title` is read where there is one.
        codebook: The study's codebook.

    Returns:
        The table `tables.MENTIONS`, in the order of the text.
    """
    return mentions_and_ambiguous(articles, codebook).mentions


def mentions_and_ambiguous(articles: pd.DataFrame, codebook: Codebook) -> Found:
    """Return the mentions, and beside them the table `tables.AMBIGUOUS`."""
    matcher = Matcher(codebook)
    mentions: list[tuple[object, ...]] = []
    ambiguous: list[tuple[object, ...]] = []
    progress = tqdm(texts(articles), desc="mentions", unit=" texts", disable=None, leave=False)
    for _, parts in groupby(progress, key=lambda text: text.article_id):
        of_article = list(parts)
        matches = decided(
            {text.part: matcher.matches(text.text) for text in of_article},
            {text.part: text.text for text in of_article},
        )
        for text in of_article:
            mentions += _mention_rows(text, [match for match in matches[text.part] if match.decided])
            ambiguous += [_ambiguous_row(text, match) for match in matches[text.part] if match.decided is None]
    return Found(
        MENTIONS.check(pd.DataFrame(mentions, columns=list(MENTIONS.columns))),
        AMBIGUOUS.check(pd.DataFrame(ambiguous, columns=list(AMBIGUOUS.columns))),
    )


def _mention_rows(text: Text, matches: list[Match]) -> list[tuple[object, ...]]:
    if not matches:
        return []
    sentences = sentence_spans(text.text)
    contested = [match for match in matches if match.variant.term_id is not None]
    glosses = dict(zip(contested, gloss_flags(text.text, contested), strict=True))
    rows: list[tuple[object, ...]] = []
    for match in matches:
        start, end, variant = match.start, match.end, match.variant
        sentence = sentence_at(sentences, start)
        found = (text.article_id, text.part, start, end, text.text[start:end], variant.actor_id, variant.term_id)
        is_gloss = glosses.get(match, False)
        is_aloof = match in glosses and is_distanced(text.text, start, end)
        flags = (is_inserted(text.text, start, end, is_gloss=is_gloss), is_gloss, is_aloof)
        rows.append((*found, "narration", None, None, None, *flags, *sentence))
    return rows


def _ambiguous_row(text: Text, match: Match) -> tuple[object, ...]:
    start, end = match.start, match.end
    context = text.text[max(0, start - _CONTEXT) : end + _CONTEXT].replace("\n", " ")
    owner = (match.variant.actor_id, match.variant.term_id)
    return (text.article_id, text.part, start, end, text.text[start:end], *owner, context)
