"""The language of an article: as the corpus declares it, or recognised from the text, offline.

Recognised by py3langid (Barbaresi; after Lui & Baldwin, ACL 2012), whose model is part of its package.
"""

from __future__ import annotations

import re
from functools import cache

import pandas as pd
from py3langid.langid import MODEL_FILE, LanguageIdentifier  # type: ignore[import-untyped]

from .agencies import words

# Of 500 English articles cut to their first 20 words (benchmarks/README.md) 499 were recognised and none mistaken.
FEWEST_WORDS = 20
# Lowest probability that is taken for an answer. Below it lie texts in two languages and tables.
LEAST_SURE = 0.5
_PIECES = 4
_PIECE = 100  # characters; four pieces hold some 65 words
_NO_LANGUAGE = "zxx"
# A word, or a character of a script that is written without blanks.
_WORD = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]|[^\W\d_]+")
_ADDRESS = re.compile(r"\S+@\S+|https?://\S+|www\.\S+")


def languages(articles: pd.DataFrame) -> pd.Series:
    """Return the language of every article as an ISO 639-1 code, missing where it is not clear.

    Args:
        articles: `body`, and `language` as the corpus declares it, if it does. What is declared counts,
            in whatever form; what is no language ("xx", "unknown") does not.

    Returns:
        A text column named "language", in the order and with the index of the articles.
    """
    declared = articles["language"] if "language" in articles else pd.Series(None, articles.index, dtype="object")
    codes = [
        declared_code(stated) or recognised_language(body)
        for stated, body in zip(declared, articles["body"], strict=True)
    ]
    return pd.Series(codes, articles.index, dtype="str", name="language")


def declared_code(stated: object) -> str | None:
    """Return the ISO 639-1 code of a language that a corpus declares ("en-US", "eng", "English"), or None."""
    if not isinstance(stated, str):
        return None
    low = stated.strip().lower()
    return _names().get(low) or _names().get(re.split(r"[-_ (;,]", low)[0])


def recognised_language(text: str) -> str | None:
    """Return the ISO 639-1 code of a text's language, or None where it is too short or not clear.

    Reads pieces from the whole of a long text, so that a foreign quotation or a list of names at one
    place does not decide.
    """
    sample = _sample(text)
    if len(_WORD.findall(sample)) < FEWEST_WORDS:
        return None
    code: str
    code, probability = _identifier().classify(sample)
    if code == _NO_LANGUAGE or probability < LEAST_SURE:
        return None
    return _names().get(code, code)


def _sample(text: str) -> str:
    """Return pieces at even distances, without addresses; a text that is not much longer, whole."""
    if len(text) <= 2 * _PIECES * _PIECE:
        return _ADDRESS.sub(" ", text)
    step = (len(text) - _PIECE) // (_PIECES - 1)
    pieces = [text[at : at + _PIECE] for at in range(0, _PIECES * step, step)]
    return " ".join(_ADDRESS.sub(" ", _whole_words(piece)) for piece in pieces)


def _whole_words(piece: str) -> str:
    """Return a piece without the halves of words at its ends; unspaced scripts have none."""
    inner = piece.split(" ")[1:-1]
    return " ".join(inner) if len(inner) > 2 else piece


@cache
def _identifier() -> LanguageIdentifier:
    """Return the identifier among languages that have an ISO 639-1 code.

    Among all it takes some English for Nigerian Pidgin ("pcm").
    """
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages([code for code in identifier.labels if len(code) == 2 or code == _NO_LANGUAGE])
    return identifier


@cache
def _names() -> dict[str, str]:
    groups = [[name.strip() for name in line.split("|")] for line in words("languages.txt")]
    return {name.lower(): group[0] for group in groups for name in group}
