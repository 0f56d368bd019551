"""ProQuest's articles: from the lines of one to named fields."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from ... import paths, yamlfile
from ..languagenames import language_code
from .dates import dated

Fields = dict[str, Any]
_LONGEST_LABEL = 60
_MOST_UNLABELLED = 60  # lines of a value behind the text
_LABEL_SHAPED = re.compile(r"[^\W\d_][^:.!?]{1,40}:(?: |$)")
_OF_BODY = re.compile(r"CREDIT: ?|Credit: ?|CREDITS: ?")
_LONGEST_CREDIT = 300
_LONGEST_CAPTIONS = 2000


def fields_of(lines: Sequence[str]) -> Fields:
    """Return the fields of an article; without a `body` where there is no text."""
    begin, inline = _text_start(lines)
    tail = tail_start(lines, begin if begin is not None else 0)
    fields = _labelled(lines[tail:], "tail")
    head_end = begin if begin is not None else tail
    top, head, loose = _head(lines[:head_end])
    for name, value in head.items():
        fields.setdefault(name, value)
    if top:
        fields.setdefault("title", top)
        fields |= {"headline_as_printed": top} if fields["title"].split() != top.split() else {}
    text = loose
    if begin is not None:
        text = [*inline, *lines[begin + 1 : tail]]
        beside = "\n".join(loose).strip()
        fields |= {"head_as_printed": beside} if beside else {}
    fields |= _body("\n".join(text).strip())
    return _finished(fields)


def label_of(line: str, part: str) -> tuple[str, str] | None:
    """Return our name for the label that a line begins with, and the text behind it.

    Args:
        line: The line.
        part: "head" or "tail".
    """
    label, colon, _ = line[: _LONGEST_LABEL + 1].partition(":")
    name = _names(part).get(_key(label))
    if name is None or not (colon or name == "link"):
        return None
    return name, line[len(label) + 1 :].strip()


def tail_start(lines: Sequence[str], begin: int) -> int:
    """Return where the fields behind the text begin, searched from the end: each label counts once.

    Lines without a label between two labels belong to the upper one, where they follow without a
    blank line, look like labels themselves, or that label's values may be long.
    """
    seen: set[str] = set()
    start = below = len(lines)
    for at in range(len(lines) - 1, begin, -1):
        label = label_of(lines[at], "tail")
        if label is None:
            if start - at > _MOST_UNLABELLED:
                break
            continue
        is_value = _owns(lines, at, start) or (not seen and _is_last(lines, at))
        if label[0] in seen or not is_value or not _begins_field(lines, at, begin):
            break
        seen.add(label[0])
        below, start = start, at
    if start < below < len(lines) and _is_sentence_out_of_order(lines[start], lines[below]):
        start = below
    return start if len(seen) > 1 or seen & {"article_id", "url"} else len(lines)


def _owns(lines: Sequence[str], at: int, until: int) -> bool:
    """Return whether what stands between a label and the next one is the label's value."""
    rest = [line for line in lines[at + 1 : until] if line.strip()]
    is_together = all(line.strip() for line in lines[at + 1 : at + 1 + len(rest)])
    is_long = _key(lines[at][:_LONGEST_LABEL].partition(":")[0]) in _keys("long")
    return is_together or is_long or all(_LABEL_SHAPED.match(line) for line in rest)


def _is_sentence_out_of_order(line: str, below: str) -> bool:
    """Return whether the uppermost label is more likely the beginning of the text's last sentence."""
    order = list(_names("tail").values())
    names = [(label_of(one, "tail") or ("",))[0] for one in (line, below)]
    return order.index(names[0]) > order.index(names[1]) and line.rstrip().endswith((".", "!", "?", ".”", '."'))


def _begins_field(lines: Sequence[str], at: int, begin: int) -> bool:
    """Return whether a line with a label stands where a field may begin, and not within a paragraph of the text."""
    first = at
    while first - 1 > begin and lines[first - 1].strip() and at - first < _MOST_UNLABELLED:
        first -= 1
    is_first = first == at or label_of(lines[first], "tail") is not None
    return is_first or sum(label_of(line, "tail") is not None for line in lines[at + 1 : at + 4]) > 1


def _is_last(lines: Sequence[str], at: int) -> bool:
    """Return whether a label's value may run to the end of the article."""
    return sum(1 for line in lines[at + 1 :] if line.strip()) <= 3


def _text_start(lines: Sequence[str]) -> tuple[int | None, list[str]]:
    """Return the line with the label of the text, and what stands behind the label in that line."""
    for at, line in enumerate(lines):
        label = label_of(line, "head")
        if label is not None and label[0] == "text":
            return at, [label[1]] if label[1] else []
    return None, []


def _head(lines: Sequence[str]) -> tuple[str, Fields, list[str]]:
    """Return the headline without a label, the labelled fields, and paragraphs that belong to neither.

    The latter are the text, where its label was lost.
    """
    first = next((at for at, line in enumerate(lines) if label_of(line, "head")), None)
    if first is None:
        filled = [line for line in lines if line.strip()]
        return (filled[0].strip() if filled else ""), {}, filled[1:] and list(lines[lines.index(filled[0]) + 1 :])
    top = " ".join(line.strip() for line in lines[:first] if line.strip())
    last = max(at for at, line in enumerate(lines) if label_of(line, "head"))
    name = (label_of(lines[last], "head") or ("", ""))[0]
    end = len(lines) if name == "abstract" else _block_end(lines, last, n_blocks=2 if name == "link" else 1)
    return top, _labelled(lines[first:end], "head"), list(lines[end:])


def _block_end(lines: Sequence[str], at: int, n_blocks: int) -> int:
    """Return where a label's value ends, at a blank line; a link's address may stand behind one."""
    for _ in range(n_blocks):
        while at < len(lines) and lines[at].strip():
            at += 1
        ahead = next((line for line in lines[at:] if line.strip()), "")
        if n_blocks > 1 and not ahead.startswith("http"):
            break
        while n_blocks > 1 and at < len(lines) and not lines[at].strip():
            at += 1
    return at


def _labelled(lines: Sequence[str], part: str) -> Fields:
    """Return the values of labelled lines by our names; what follows a label belongs to it."""
    gathered: dict[str, list[str]] = {}
    name = ""
    for line in lines:
        label = label_of(line, part)
        if label is not None and label[0] not in gathered:
            name = label[0]
            gathered[name] = [label[1]]
        elif name:
            gathered[name].append(line.rstrip())
    return {name: value for name, texts in gathered.items() if (value := "\n".join(texts).strip())}


def _body(text: str) -> Fields:
    """Return the text; a credit, and captions under "Illustration", at its end are fields of their own."""
    fields: Fields = {}
    if text.casefold() in _listed("no_text"):
        return {"full_text_note": text}
    paragraphs = text.split("\n\n")
    at = next((i for i in range(max(0, len(paragraphs) - 8), len(paragraphs)) if _is_captions(paragraphs[i])), None)
    if at and sum(map(len, paragraphs[at:])) <= _LONGEST_CAPTIONS:
        fields["illustration"] = "\n\n".join(paragraphs[at:]).strip()
        paragraphs = paragraphs[:at]
    credit = _OF_BODY.match(paragraphs[-1].lstrip())
    if credit and len(paragraphs) > 1 and len(paragraphs[-1]) <= _LONGEST_CREDIT:
        fields["credit"] = paragraphs.pop().lstrip()[credit.end() :].strip()
    body = "\n\n".join(paragraphs).strip()
    return fields | ({"body": body} if body else {})


def _is_captions(paragraph: str) -> bool:
    return paragraph.strip().partition("\n")[0].strip() in ("Illustration", "Illustrations")


def _finished(fields: Fields) -> Fields:
    """Return fields with names, outlet, date and language as our columns have them."""
    if "authors" in fields:
        names = [name.strip() for name in re.split(r"[;\n]", fields.pop("authors"))]
        fields["authors"] = [name for name in names if name and name.casefold() not in _listed("no_author")]
    info = fields.get("publication_info", "")
    printed_outlet = fields.pop("outlet", "") or re.split(r"\s*\[|\s+;", info)[0].strip()
    if printed_outlet:
        outlet, _, place = printed_outlet.partition(";")
        fields["outlet"] = outlet.strip()
        fields |= {"outlet_place": place.strip()} if place.strip() else {}
    fields |= dated(fields.pop("published", ""), info)
    if "language" in fields:
        fields["language"] = language_code(fields["language"]) or fields["language"]
    link = fields.pop("link", "")
    if link and "url" not in fields:
        fields["url"] = link.split()[0]
    return fields


def columns() -> dict[str, str]:
    """Return the columns of ProQuest's spreadsheets, without blanks and in small letters, and our names."""
    return _names("columns")


def _key(label: str) -> str:
    return "".join(label.split()).casefold()


@cache
def _names(part: str) -> dict[str, str]:
    return {_key(label): name.text() for label, name in _lexicon()[part].mapping().items()}


@cache
def _keys(part: str) -> frozenset[str]:
    return frozenset(map(_key, _listed(part)))


@cache
def _listed(part: str) -> frozenset[str]:
    return frozenset(item.text().casefold() for item in _lexicon()[part].sequence())


@cache
def _lexicon() -> dict[str, yamlfile.Entry]:
    return yamlfile.load(paths.LEXICON / "proquest.yml").mapping()
