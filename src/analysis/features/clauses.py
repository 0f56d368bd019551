"""Which part of a sentence a cue attributes to whom, from word order and punctuation alone.

Patterns of English news prose, without a parser: "X said (that) …", "…, X said", "…, said X",
"according to X, …", "X accused Y of …", "the claim that …", "in X's view, …".
"""

from __future__ import annotations

from typing import NamedTuple

from .cues import Cue
from .function_words import function_words as _words
from .sources import explains_subject, is_adverb, name_beside, source_after, source_before
from .tokens import Token


class Clause(NamedTuple):
    """An attribution inside one sentence; pieces and source are ranges of token numbers."""

    pieces: list[tuple[int, int]]
    cue: Cue
    source: tuple[int, int] | None
    pattern: str


def attributed(words: list[Token], quoted: list[bool], cue: Cue) -> Clause | None:
    """Return what a cue of a sentence attributes, or None where no pattern fits."""
    end = _sentence_end(words)
    if cue.frames == "according":
        return _according(words, cue, end)
    if cue.frames == "view":
        return _in_view(words, cue, end)
    if cue.frames == "noun":
        return Clause([(cue.last + 2, _cut(words, quoted, cue.last + 2, end))], cue, _possessor(words, cue), "noun")
    inverted = _inverted(words, quoted, cue, end)
    if inverted:
        return inverted
    if _is_passive(words, cue.first):
        return None
    source = source_before(words, quoted, cue.first)
    if source is None and not (_is_participle(words, cue) or _goes_on(words, cue)):
        return None
    if source is not None:
        following = _postposed(words, quoted, cue, source, end)
        if following:
            return following
    return _preposed(words, quoted, cue, source, end)


def _in_view(words: list[Token], cue: Cue, end: int) -> Clause | None:
    """Return the content of "In X's view, …", "in his account …": the owner stands inside the cue."""
    start = cue.last + 1
    if start < end and words[start].text == ",":
        start += 1
    return Clause([(start, end)], cue, (cue.first + 1, cue.last), "view") if start < end else None


def _according(words: list[Token], cue: Cue, end: int) -> Clause | None:
    source = source_after(words, cue.last + 1, end)
    if source is None:
        return None
    comma = next((at for at in range(source[1], end) if words[at].text == ","), end)
    if cue.first <= 1:
        return Clause([(comma + 1, end)], cue, source, "according")
    start = 0
    return Clause([(start, cue.first)], cue, source, "according")


def _possessor(words: list[Token], cue: Cue) -> tuple[int, int] | None:
    """Return the owner of a cue noun: "Kerry's claim that", "claims by officials that"."""
    before = cue.first - 1
    if before >= 0 and words[before].low.endswith(("'s", "’s", "s'", "s’")):
        start = before
        while start > 0 and words[start - 1].text[0].isupper():
            start -= 1
        return start, cue.first
    return None


def _inverted(words: list[Token], quoted: list[bool], cue: Cue, end: int) -> Clause | None:
    """Return the content of "…, said X": it stands before a comma or quotation, the source after the cue.

    "X, a researcher, said the war was …" looks the same up to the verb of its content, so what
    follows the source must end the sentence or add a time, place or apposition.
    """
    before, after = cue.first - 1, cue.last + 1
    if ("p" not in cue.frames and "q" not in cue.frames) or before < 1 or after >= end:
        return None
    if words[cue.first].low.endswith("ing") or explains_subject(words, quoted, before):
        return None
    closes = words[before].text in ",”\"’'" or (quoted[before] and not quoted[cue.first])
    token = words[after]
    begins = token.text[0].isupper() or token.low in _words().determiners - {"that"} or token.low in _words().pronouns
    if not closes or quoted[after] or token.low in _words().times or not begins:
        return None
    source = source_after(words, after, end)
    if source is None or not _ends_or_adds(words, quoted, source[1], end):
        return None
    source = name_beside(words, source, end) or source
    return Clause([(_content_start(words, quoted, before), before)], cue, source, "inverted")


def _ends_or_adds(words: list[Token], quoted: list[bool], at: int, end: int) -> bool:
    if at >= end or quoted[at] or words[at].text in ',;—–("“':
        return True
    return words[at].low in _words().adjuncts or words[at].low in ("who", "which", "and")


def _postposed(words: list[Token], quoted: list[bool], cue: Cue, source: tuple[int, int], end: int) -> Clause | None:
    """Return the content of "…, X said [on Monday]" and "…, X said, …": it stands before the source."""
    before = source[0] - 1
    if before < 1 or not ("p" in cue.frames or ("q" in cue.frames and any(quoted[:before]))):
        return None
    if not (words[before].text in ",”\"’'—–" or quoted[before]):
        return None
    if words[cue.first].low.endswith("ing"):
        return None
    after = cue.last + 1
    left = [at for at in range(before) if words[at].is_word]
    is_inserted = after < end and words[after].text == ","
    fewest = 1 if is_inserted or any(quoted[:before]) else 2
    follows_that = any(word.low == "that" for word in words[after : after + 7])
    if len(left) < fewest or _introduces(words, quoted, left) or follows_that:
        return None
    if "o" in cue.frames and (hearer := source_after(words, after, end)) and words[after].low not in _words().adjuncts:
        after = hearer[1]
    start = _content_start(words, quoted, before)
    ends = after >= end or words[after].low in _words().adjuncts or words[after].text in "-–—("
    if ends or quoted[before - 1]:
        return Clause([(start, before)], cue, source, "postposed")
    if words[after].text == ",":
        return Clause([(start, before), (after + 1, end)], cue, source, "parenthetical")
    return None


def _introduces(words: list[Token], quoted: list[bool], left: list[int]) -> bool:
    """Tell whether the few words before a source and its comma only open the sentence: "In Paris, …"."""
    short = len(left) <= 6 and words[left[0]].low in _words().introductions and not quoted[left[-1]]
    return short and not any(words[at].low in _words().auxiliaries for at in left)


def _content_start(words: list[Token], quoted: list[bool], before: int) -> int:
    """Return where content that stands before its cue begins: after an introductory "but" or "and"."""
    return 1 if words[0].low in ("but", "and", "still") and not quoted[0] and before > 2 else 0


def _preposed(
    words: list[Token], quoted: list[bool], cue: Cue, source: tuple[int, int] | None, end: int
) -> Clause | None:
    start = _clause_start(words, quoted, cue, end)
    if start is None and source is not None and "p" in cue.frames and words[cue.last + 1 : cue.last + 2]:
        start = cue.last + 2 if words[cue.last + 1].text == "," else None  # "In that case, X fears, …"
    if start is None or start >= end:
        return None
    return Clause([(start, _cut(words, quoted, start, end))], cue, source, "preposed")


def _clause_start(words: list[Token], quoted: list[bool], cue: Cue, end: int) -> int | None:
    """Return where the content after a verb begins, or None where the verb's frames have none."""
    at = cue.last + 1
    if at >= end:
        return None
    if words[at].text == ":":
        return at + 1
    if "i" in cue.frames and words[at].low == "to":
        return at
    that = _that_clause(words, quoted, cue, end)
    if "o" in cue.frames and (cue.frames.startswith("o") or that is not None):
        return that if that is not None else _after_hearer(words, quoted, at, end)
    if that is not None and ("t" in cue.frames or "T" in cue.frames):
        return that
    if "t" in cue.frames and cue.kind == "speech" and _is_circumstance(words[at]):
        mark = next((n for n in range(at, min(end, at + 12)) if words[n].text in ",:"), None)
        return mark + 1 if mark is not None else _after_circumstance(words, at, end)
    return at if quoted[at] or _takes(cue, words, at, end) else None


def _that_clause(words: list[Token], quoted: list[bool], cue: Cue, end: int) -> int | None:
    """Return where a clause with "that" begins: at once, or after a hearer, a time or a place."""
    at = cue.last + 1
    for that in range(at, min(end, at + 12)):
        if quoted[that] or words[that].text in ";:.":
            return None
        if words[that].low == "that":
            between = words[at:that]
            plain = not any(word.low in _words().auxiliaries or word.low in _words().pronouns for word in between)
            leads = not between or "o" in cue.frames or _is_circumstance(between[0]) or is_adverb(between[0])
            return that if plain and (leads or between[0].text == ",") else None
    return None


def _after_hearer(words: list[Token], quoted: list[bool], at: int, end: int) -> int:
    """Return where content without "that" begins after a hearer: "told reporters ISIS had fled"."""
    hearer = source_after(words, at, min(end, at + 7))
    if hearer is None or quoted[at]:
        return at
    if words[at].text[0].isupper():
        return hearer[1]
    return next((n for n in range(at + 1, hearer[1]) if _begins_subject(words[n])), hearer[1])


def _after_circumstance(words: list[Token], at: int, end: int) -> int | None:
    """Return where content begins after a time or place: "said on Monday ISIS had fled"."""
    start = at if words[at].low in _words().times else at + 1
    for n in range(start + 1, min(end, at + 7)):
        if words[n].low in _words().stops:
            return None
        if _begins_subject(words[n]) and words[n].low not in _words().times:
            return n
    return None


def _begins_subject(token: Token) -> bool:
    return token.text[0].isupper() or token.low in _words().determiners or token.low in _words().pronouns


def _is_circumstance(token: Token) -> bool:
    return token.low in _words().times or token.low in ("in", "on", "at", "during", "to", "via")


def _takes(cue: Cue, words: list[Token], at: int, end: int) -> bool:
    """Tell whether a verb's frames allow content that begins with this word, without "that"."""
    low = words[at].low
    if "f" in cue.frames and low in ("of", "about", "against", "on"):
        return True
    if "i" in cue.frames and any(words[n].low == "to" for n in range(at, min(end, at + 8))):
        return True
    clause = "t" in cue.frames and words[at].text not in ",)”" and low not in ("of", "by", "about", "with", "for")
    return "n" in cue.frames or clause


def _cut(words: list[Token], quoted: list[bool], start: int, end: int) -> int:
    """Return where content that runs to the right ends: the sentence's end, or ", but …"."""
    for at in range(start + 3, end - 1):
        if not quoted[at] and words[at].text in ",;—" and words[at + 1].low in _words().cuts:
            return at
    return end


def _is_passive(words: list[Token], verb: int) -> bool:
    at = verb - 1
    while at >= 0 and is_adverb(words[at]):
        at -= 1
    return (
        at >= 0
        and words[at].low in _words().be
        and words[verb].low.endswith("ed" if words[verb].low != "told" else "told")
    )


def _is_participle(words: list[Token], cue: Cue) -> bool:
    """Tell whether the cue hangs on the sentence's subject: "…, adding that", "…, saying"."""
    following = words[cue.last + 1].low if cue.last + 1 < len(words) else ""
    hangs = words[cue.first].low.endswith("ing") and cue.first > 0 and words[cue.first - 1].text in ",—–"
    return hangs and (words[cue.first].low == "saying" or following in ("that", "“", '"', "”", ":"))


def _goes_on(words: list[Token], cue: Cue) -> bool:
    """Tell whether the cue shares a subject named before: "But later said …", "… and warned …"."""
    at = cue.first - 1
    while at >= 0 and is_adverb(words[at]):
        at -= 1
    return at >= 0 and words[at].low in ("and", "but") and words[cue.first].low.endswith(("ed", "id", "old", "ote"))


def _sentence_end(words: list[Token]) -> int:
    end = len(words)
    while end and not words[end - 1].is_word:
        end -= 1
    return end
