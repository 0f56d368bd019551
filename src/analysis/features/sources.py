"""Sources: the noun phrase that a cue attributes its content to, before or after it, without a parser."""

from __future__ import annotations

from .function_words import function_words as _words
from .tokens import Token

_QUOTE_MARKS = '“”"«»'


_SOURCE_REACH = 14


_APPOSITION_REACH = 30


def source_before(words: list[Token], quoted: list[bool], verb: int) -> tuple[int, int] | None:
    """Return the subject that ends right before a verb: the noun phrase, or a pronoun."""
    at = verb - 1
    while at >= 0 and (words[at].low in _words().auxiliaries or is_adverb(words[at])):
        at -= 1
    if at >= 0 and words[at].low in ("who", "which"):
        at -= 1
    if at >= 0 and words[at].text in ",)—–":
        at = _before_apposition(words, at)
    if at < 0 or quoted[at] or not words[at].is_word:
        return None
    if words[at].low in _words().pronouns:
        return at, at + 1
    start = at
    while start >= 0 and at - start < _SOURCE_REACH and _joins(words, quoted, start, at):
        start -= 1
        if words[start + 1].low in _words().determiners and not (start >= 0 and words[start].low == "of"):
            break
    return (_with_attributes(words, quoted, start + 1, at), at + 1) if start < at else None


def _with_attributes(words: list[Token], quoted: list[bool], start: int, last: int) -> int:
    """Return where a noun phrase really begins: "a French officer attached to the coalition said".

    All words back to the comma or sentence start before it belong to it when they begin like a
    noun phrase and hold no verb that word lists can tell.
    """
    first = start
    while first > 0 and words[first - 1].is_word and not quoted[first - 1] and last - first < _SOURCE_REACH:
        first -= 1
    if first == start or (first > 0 and words[first - 1].text not in ',:—–”"'):
        return start
    begins = words[first].low in _words().determiners or words[first].text[0].isupper()
    verbs = (
        _words().auxiliaries
        | _words().pronouns
        | {"that", "when", "as", "if", "but", "because", "while", "before", "after", "where"}
    )
    if (
        not begins
        or words[first].low in _words().stops | _words().times
        or any(word.low in verbs for word in words[first:start])
    ):
        return start
    return first


def _joins(words: list[Token], quoted: list[bool], index: int, last: int) -> bool:
    token = words[index]
    if quoted[index]:
        return False
    if not token.is_word:
        return token.text in "-’'" and 0 < index < last and not quoted[index - 1]
    if token.low == "and":
        return index > 0 and words[index - 1].text[0].isupper() and words[index + 1].text[0].isupper()
    if token.low in ("of", "for", "in", "at", "to", "on") and 0 < index < last:
        return words[index - 1].is_word and token.low == "of"
    return (
        token.low not in _words().stops and token.low not in _words().auxiliaries and token.low not in _words().pronouns
    )


def _before_apposition(words: list[Token], mark: int) -> int:
    """Return the last word of the name that an apposition ending at `mark` explains.

    In "Their commander, Gen. Karwan Dilzar, denied" the apposition itself is the name.
    """
    if words[mark].text == ")":
        at = mark - 1
        while at > 0 and words[at].text != "(":
            at -= 1
        return at - 1
    for at in range(mark - 1, max(0, mark - _APPOSITION_REACH), -1):
        if words[at].text in _QUOTE_MARKS:
            break
        if words[at].text != words[mark].text:
            continue
        if words[at - 1].text[0].islower() and words[at + 1].text[0].isupper() and at + 1 < mark:
            return mark - 1
        if _follows_apposition(words, at) and not _is_governed(words, at - 1):
            return at - 1
    return -1


def _is_governed(words: list[Token], last: int) -> bool:
    """Tell whether the name that ends here hangs on a preposition: "at the Tyre Institute"."""
    at = last
    while at > 0 and words[at].is_word and (words[at].text[0].isupper() or words[at].low == "the"):
        at -= 1
    return words[at].low in ("of", "in", "at", "for", "from", "to", "with", "on", "by", "near")


def _follows_apposition(words: list[Token], comma: int) -> bool:
    """Tell whether what follows a comma can explain the name before it."""
    after = words[comma + 1]
    return after.low in _words().determiners | {"who", "whose", "which", "where", "head", "chief"} or (
        after.is_word and after.low not in _words().stops | _words().pronouns
    )


def is_adverb(token: Token) -> bool:
    """Tell whether a word may stand between a subject and its verb: "also", "repeatedly"."""
    return token.low in _words().adverbs or (token.low.endswith("ly") and token.text[0].islower())


def source_after(words: list[Token], start: int, end: int) -> tuple[int, int] | None:
    """Return the noun phrase that begins at a token: what follows "said" or "according to"."""
    at = start
    while at < end and at - start < _SOURCE_REACH:
        token = words[at]
        if not token.is_word and token.text not in "-'’":
            break
        stops = (
            token.low in _words().stops and token.low not in ("and", "for", "at", "from", "with")
        ) or token.low in _words().times
        if at > start and (stops or token.low in _words().auxiliaries | {"who", "which"}):
            break
        if at > start and words[start].low in _words().pronouns:
            break
        at += 1
    return (start, at) if at > start else None


def name_beside(words: list[Token], source: tuple[int, int], end: int) -> tuple[int, int] | None:
    """Return the name that follows a role: "said the coach, Haitham Jubouran"."""
    start = source[1] + 1
    if words[source[1] - 1].text[0].isupper() or start >= end or words[source[1]].text != ",":
        return None
    last = start
    while last < end and words[last].is_word and words[last].text[0].isupper():
        last += 1
    closes = last >= end or words[last].text in ",.;" + _QUOTE_MARKS
    return (start, last) if last - start > 1 and closes else None


def explains_subject(words: list[Token], quoted: list[bool], comma: int) -> bool:
    """Tell whether a comma before a verb closes an apposition to the sentence's subject.

    "Rep. Mike Rogers, the panel's chairman, said the fighters …", but not "…, he had hoped, said X".
    """
    if words[comma].text != "," or quoted[comma - 1]:
        return False
    name = _before_apposition(words, comma)
    if name < 0 or name > _SOURCE_REACH or any(quoted[: name + 1]):
        return False
    inside = [word.low for word in words[name + 1 : comma]]
    relative = any(word in ("who", "whose", "which", "where") for word in inside)
    subject = source_before(words, quoted, comma + 1)
    starts = subject is not None and all(not word.is_word for word in words[: subject[0]])
    return starts and (relative or not any(word in _words().auxiliaries for word in inside))


def is_particle(token: Token) -> bool:
    """Tell whether a small word belongs inside a name ("Bashar al Assad")."""
    return token.low in _words().name_particles
