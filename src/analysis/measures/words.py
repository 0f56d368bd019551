"""The words of a text as keyness and collocates count them, with names replaced by marks."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from ..features.function_words import function_words
from ..features.texts import word_list

_MARK = 0xF0000  # first of the characters that stand for names: a plane that no text prints in
_UNITED_STATES = re.compile(r"\bUS\b")  # before small letters make it the pronoun
_TOKEN = re.compile(
    r"@\w+|www\.\S+|\d[\w.,:/'’-]*"  # handles, addresses, numbers
    r"|([\U000F0000-\U000FFFFD])(?:['’]?\w+)?"  # a name with its ending
    r"|((?:[^\W\d_]\.){2,}(?:-\w+)*|[^\W\d_]\w*(?:[-'’]\w+|/\d+)*)"  # abbreviations and words
    r"(@\S+|://\S+|\.(?:com|org|net|gov|edu|co|info|tv|ly)\b\S*)?",  # what makes an address of a word
)
_SHORT_FORM = re.compile(r"'(?:s|re|ve|ll|d|m)$")


def words(text: str, spans: Iterable[tuple[int, int]] = ()) -> list[str]:
    """Return the words of a text in small letters, in order; names are told apart from words by `mark`.

    A possessive or a contracted verb is cut off; a hyphen stays inside a word, but "ISIS-held" is a
    name and "held". What is no word (a number, an address, a single letter) gives an empty string,
    so that distances count it.

    Args:
        text: The text.
        spans: Start and end of the names in it, in order and apart from each other. The first
            becomes the word `mark(0)`, the next `mark(1)`, …; their endings are part of them.
    """
    pieces, at = [], 0
    for number, (start, end) in enumerate(spans):
        pieces += [text[at:start], mark(number)]
        at = end
    marked = _UNITED_STATES.sub("U.S.", "".join([*pieces, text[at:]])).lower()
    return [name or ("" if address else _word(word)) for name, word, address in _TOKEN.findall(marked)]


def mark(number: int) -> str:
    """Return what stands for a name among words, by the number of its span."""
    return chr(_MARK + number)


def is_function_word(word: str) -> bool:
    """Tell whether a word belongs to a closed class: articles, pronouns, prepositions, auxiliaries, …"""
    return word in _closed_classes() or word.endswith("n't")


def _word(found: str) -> str:
    if "." in found:
        short = found.replace(".", "")
        return "u.s." if short == "us" else short
    word = _SHORT_FORM.sub("", found.replace("’", "'")) if "'" in found or "’" in found else found
    return word if len(word) > 1 else ""


@cache
def _closed_classes() -> frozenset[str]:
    known = function_words()
    return frozenset(word_list("closed-class.txt")).union(
        *(known.be, known.auxiliaries, known.modals, known.determiners),
        *(known.pronouns, known.pronoun_forms, known.stops),
    )
