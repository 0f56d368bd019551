"""Text as characters: encoding faults, Unicode form, blanks, line ends. Idempotent."""

from __future__ import annotations

import re
import unicodedata

import ftfy

_FTFY = ftfy.TextFixerConfig(
    unescape_html=True,
    uncurl_quotes=False,  # the direction of a quotation mark is data
    fix_latin_ligatures=True,
    fix_character_width=True,
    normalization="NFC",
    explain=False,
)
_SOFT = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f]")
_UNUSUAL = re.compile("[^\t\n -~“”‘’–—…]|&[#a-zA-Z]")
_BLANKS = re.compile(r"[^\S\n]+")
_BLANK_LINES = re.compile(r"\n{3,}")
_LONGEST_WRAPPED = 100
_SHORTEST_WRAPPED = 40


def clean_text(text: str) -> str:
    """Return a text with mended encoding, in NFC, with single blanks and tidy line ends.

    Lines of a hard-wrapped text are joined to paragraphs. Repeating the cleaning changes nothing.
    """
    cleaned = _cleaned_once(text)
    while (again := _cleaned_once(cleaned)) != cleaned:  # "&amp;lt;" takes two rounds
        cleaned = again
    return cleaned


def _cleaned_once(text: str) -> str:
    if not _is_plain(text):
        text = ftfy.fix_text(text, config=_FTFY)
    text = _SOFT.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = _BLANKS.sub(" ", text)
    lines = [line.strip(" ") for line in text.split("\n")]
    return _BLANK_LINES.sub("\n\n", _unwrapped("\n".join(lines))).strip()


def _is_plain(text: str) -> bool:
    """Tell whether no step of ftfy could change the text: most articles, and it takes most of the time."""
    return _UNUSUAL.search(text) is None


def _unwrapped(text: str) -> str:
    """Join the lines of a text that was wrapped at a fixed width; its paragraphs have blank lines between."""
    paragraphs = [paragraph.split("\n") for paragraph in text.split("\n\n")]
    inner = [line for lines in paragraphs for line in lines[:-1]]
    if len(inner) < 4 or len(paragraphs) < 2 or max(map(len, inner)) > _LONGEST_WRAPPED:
        return text
    if sum(len(line) >= _SHORTEST_WRAPPED for line in inner) < 0.8 * len(inner):
        return text
    return "\n\n".join(" ".join(lines) for lines in paragraphs)


def single_line(text: str) -> str:
    """Return a cleaned headline: one line."""
    return unicodedata.normalize("NFC", " ".join(clean_text(text).split()))
