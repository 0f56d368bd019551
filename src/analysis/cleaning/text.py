"""Text as characters: encoding faults, Unicode form, blanks, line ends. Idempotent."""

from __future__ import annotations

import re

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
    lines = _SOFT.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).split("\n")
    text = "\n".join(line if _is_plain(line) else ftfy.fix_text(line, config=_FTFY) for line in lines)
    text = _BLANKS.sub(" ", text)
    lines = [line.strip(" ") for line in text.split("\n")]
    return _BLANK_LINES.sub("\n\n", _unwrapped("\n".join(lines))).strip()


def _is_plain(line: str) -> bool:
    """Tell whether no step of ftfy could change a line: most lines, and it takes most of the time."""
    return _UNUSUAL.search(line) is None


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
    """Return a cleaned headline: one line. Repeating it changes nothing."""
    line = " ".join(clean_text(text).split())
    return line if line == text else single_line(line)
