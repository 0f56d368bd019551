"""The words around the mentions of each rival name, the names themselves left out by their spans."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from ..features.sentences import sentence_spans
from ..features.texts import texts
from .jackknife import Counts, Matrix
from .words import is_function_word, mark, words

_KEYS = ["actor_id", "term_id", "voice"]


class _Mention(NamedTuple):
    """A mention; `name` numbers its rival name (and voice), or is −1 where it is nobody's choice."""

    actor_id: str
    article_id: str
    part: str
    start: int
    end: int
    sentence: tuple[int, int]
    term: int
    name: int


class _Block(NamedTuple):
    """The words of one sentence as the context of one name; `mention` gives their name and article."""

    mention: _Mention
    is_shared: bool
    words: list[str]
    starts: Counts
    distances: Matrix


def contexts(mentions: pd.DataFrame, articles: pd.DataFrame, *, voices: bool = False, reach: int = 0) -> pd.DataFrame:
    """Return the words of every sentence that holds a rival name of a contested actor.

    Unit of analysis: the word in a sentence, once for each rival name there, however often it is
    named. Every mention of the actor is left out by its span, whatever the name, with its ending.
    Glosses and editors' insertions are left out likewise, and make no sentence one of their name.

    Args:
        mentions: `tables.MENTIONS`, all of an article: those that are not given count as words.
        articles: Their articles: `article_id`, `title`, `body`, and `family_id` where copies are known.
        voices: Whether a sentence counts once for each voice that uses the name in it, in a column
            `voice`. All words of the sentence count, whoever says them.
        reach: How many sentences to either side count as well, inside of the title or body.

    Returns:
        A row for each word in each context: `actor_id`, `term_id`, `voice` (if asked for),
        `article_id`, `family_id` (if known), `part` and `start` of the mention that stands nearest
        in the sentence (or in the nearest sentence), `word` in small letters, `distance` in words
        from that mention (below 0 to its left; missing from another sentence), `is_function` (a word
        of a closed class, such as "the"), and `is_shared` (rival names claim the sentence, so it
        contrasts none of them).
    """
    contested = mentions.loc[mentions["actor_id"].isin(mentions.loc[mentions["term_id"].notna(), "actor_id"])]
    keys = _KEYS if voices else _KEYS[:2]
    names, numbered = _names(contested, keys)
    bodies = {(text.article_id, text.part): text.text for text in texts(articles)}
    grouped = groupby(numbered, key=lambda one: one[:3])
    blocks = [block for place, group in grouped for block in _blocks(list(group), bodies[place[1:]], reach)]
    return _table(blocks, names, articles)


def mentions_with(
    around: pd.DataFrame, mentions: pd.DataFrame, *, word: str, term_id: str, within: int | None = None
) -> pd.DataFrame:
    """Return the mentions that stand nearest to a word, for `concordance` to show.

    Args:
        around: As `contexts` gives it; its rows may be filtered, for instance to those not shared.
        mentions: The mentions it was made of.
        word: The word in small letters.
        term_id: The rival name.
        within: The farthest the word may stand, in words; without it, anywhere in the context.

    Returns:
        The rows of `mentions`, each once, in their order.
    """
    found = around.loc[(around["word"] == word) & (around["term_id"] == term_id)]
    if within is not None:
        found = found.loc[found["distance"].abs() <= within]
    place = ["article_id", "part", "start"]
    wanted = pd.MultiIndex.from_frame(found[place].astype({"article_id": "str", "part": "str"}))
    own = mentions.loc[mentions["term_id"] == term_id]
    return own.loc[pd.MultiIndex.from_frame(own[place]).isin(wanted)]


def _names(mentions: pd.DataFrame, keys: Sequence[str]) -> tuple[pd.DataFrame, list[_Mention]]:
    """Return the rival names (in voices) that contexts belong to, and the mentions with their numbers, in order."""
    chosen = mentions["term_id"].notna() & ~(mentions["is_gloss"] | mentions["is_inserted"])
    names = mentions.loc[chosen, keys].drop_duplicates().sort_values(keys, ignore_index=True)
    number = mentions[keys].merge(names.reset_index(names="number"), on=keys, how="left")["number"]
    term = pd.factorize(mentions["term_id"])[0]
    sentences = zip(mentions["sentence_start"], mentions["sentence_end"], strict=True)
    places = (mentions[name] for name in ("actor_id", "article_id", "part", "start", "end"))
    name_numbers = np.where(chosen, number.fillna(-1), -1).astype(int)
    return names, sorted(map(_Mention._make, zip(*places, sentences, term, name_numbers, strict=True)))


def _blocks(mentions: Sequence[_Mention], text: str, reach: int) -> Iterator[_Block]:
    """Yield the contexts that one actor's mentions in a title or body make."""
    spans = sentence_spans(text) if reach else sorted({one.sentence for one in mentions})
    first = [start for start, _ in spans]
    at = [max(0, bisect_right(first, one.start) - 1) for one in mentions]
    for number, (start, end) in enumerate(spans):
        far = {one: abs(place - number) for one, place in zip(mentions, at, strict=True) if one.name >= 0}
        near = sorted((one for one in far if far[one] <= reach), key=lambda one: far[one])
        if not near:
            continue
        inside = [one for one in mentions if one.start < end and one.end > start]
        found = words(text[start:end], ((max(0, one.start - start), one.end - start) for one in inside))
        is_shared = len({one.term for one in near}) > 1
        for name in sorted({one.name for one in near}):
            yield _block([one for one in near if one.name == name], inside, found, is_shared)


def _block(own: Sequence[_Mention], inside: Sequence[_Mention], found: list[str], is_shared: bool) -> _Block:
    """Return a sentence's words with the mention of one name that stands nearest to each."""
    marks = {mark(number): one for number, one in enumerate(inside)}
    here = [(place, marks[word].start) for place, word in enumerate(found) if word in marks and marks[word] in own]
    kept = [(place, word) for place, word in enumerate(found) if word and word not in marks]
    places, kept_words = np.array([place for place, _ in kept], dtype=np.int64), [word for _, word in kept]
    if not here:
        away = np.full(len(kept), np.nan)
        return _Block(own[0], is_shared, kept_words, np.full(len(kept), own[0].start), away)
    at, starts = np.array(here).T
    nearest = np.abs(places[:, None] - at).argmin(axis=1)
    return _Block(own[0], is_shared, kept_words, starts[nearest], (places - at[nearest]).astype(float))


def _table(blocks: Sequence[_Block], names: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    lengths = [len(block.words) for block in blocks]
    name = np.repeat([block.mention.name for block in blocks], lengths).astype(np.int64)
    columns: dict[str, Any] = {key: _category(names[key]).take(name) for key in names.columns}
    article = pd.Categorical([block.mention.article_id for block in blocks]).repeat(lengths)
    columns["article_id"] = article
    if "family_id" in articles.columns:
        family = articles.set_index(articles["article_id"].astype("str"))["family_id"]
        columns["family_id"] = _category(family.loc[article.categories]).take(article.codes)
    columns["part"] = pd.Categorical([block.mention.part for block in blocks]).repeat(lengths)
    word = pd.Categorical([word for block in blocks for word in block.words])
    is_function = np.array([is_function_word(one) for one in word.categories], dtype=bool)
    return pd.DataFrame(
        columns
        | {
            "start": _joined([block.starts for block in blocks], np.int64),
            "word": word,
            "distance": _joined([block.distances for block in blocks], np.float64),
            "is_function": is_function[word.codes],
            "is_shared": np.repeat([block.is_shared for block in blocks], lengths).astype(bool),
        }
    )


def _category(values: Iterable[str]) -> Any:
    return pd.Categorical(list(values))


def _joined(arrays: Sequence[Counts | Matrix], dtype: type) -> Counts | Matrix:
    return np.concatenate([np.empty(0, dtype), *arrays]).astype(dtype)
