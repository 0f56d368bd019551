"""Editors' insertions: words that stand inside a quotation but are the outlet's."""

from __future__ import annotations

import re

from .quotes import quote_spans
from .texts import line_end
from .turns import turns

_OPEN = {"[": re.compile(r"\[[^\[\]\n]*\Z"), "(": re.compile(r"\([^()\n]*\Z")}
_REACH = 80


def is_inserted(text: str, start: int, end: int, *, is_gloss: bool) -> bool:
    """Tell whether an editor put a name into a quotation: “[ISIS] has fled”, “the group (ISIS)”.

    Whatever stands in brackets is an insertion; of parentheses, only those with an alias are: a
    speaker may well pause for them.
    """
    before = text[max(0, start - _REACH) : start]
    bracketed = _OPEN["["].search(before) is not None and "]" in text[end : line_end(text, end)]
    aside = is_gloss and _OPEN["("].search(before) is not None
    if not (bracketed or aside):
        return False
    spoken = [(one.start, one.end) for one in quote_spans(text)] + [(one.start, one.end) for one in turns(text)]
    return any(first <= start < last for first, last in spoken)
