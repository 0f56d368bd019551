"""Text as characters: what cleaning mends, what it leaves, and that doing it twice changes nothing."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.cleaning import text as module
from analysis.cleaning.text import clean_text, single_line

# Pieces that cleaning touches, so that random texts hit it more often than random letters would.
PIECES = ["a", "Z", " ", "\n", "\n\n", "\r\n", "\t", "\u00a0", "\u00ad", "\u200b", "\u2028", "\x0c", "\x1b[0m", "\x92"]
PIECES += [
    "&amp;",
    "&lt;",
    "&#39;",
    "&",
    "amp;",
    ";",
    "<p>",
    "“",
    "’",
    "…",
    "Ã",
    "©",
    "Ã©",
    "â€œ",
    "â€",
    "ﬁ",
    "Ａ",
    "e\u0301",
]
texts = st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=25).map("".join))


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [
        ("The cafÃ© â€œopenâ€\x9d", "The café “open”"),
        ("Tom &amp; Ann &lt;both&gt;", "Tom & Ann <both>"),
        ("&amp;amp;lt;", "<"),
        ("cafe\u0301", "café"),
        ("of\ufb01cial", "official"),
        ("co\u00adoperate zero\u200bwidth\ufeff", "cooperate zerowidth"),
        ("two  blanks,\u00a0a hard\tone", "two blanks, a hard one"),
        ("  one\r\ntwo \r three  ", "one\ntwo\nthree"),
        ("one\n\n\n \n\ntwo", "one\n\ntwo"),
        ("", ""),
        (" \n\t ", ""),
    ],
)
def test_characters_are_mended(raw: str, cleaned: str) -> None:
    assert clean_text(raw) == cleaned


@pytest.mark.parametrize(
    "text", ["“Rain,” he said – ‘now’…", 'The "so-called" bridge', "Мост открыт", "الدولة", "5 < 7 & 3"]
)
def test_other_characters_and_the_direction_of_quotation_marks_stay(text: str) -> None:
    assert clean_text(text) == text


LINE = "The council of the old town met again on Tuesday to hear"


def test_a_hard_wrapped_text_is_joined_to_paragraphs() -> None:
    wrapped = f"{LINE}\n{LINE}\n{LINE}\nthe end.\n\n{LINE}\n{LINE}\n{LINE}\nthe end."
    paragraph = f"{LINE} {LINE} {LINE} the end."
    assert clean_text(wrapped) == f"{paragraph}\n\n{paragraph}"


@pytest.mark.parametrize(
    "text",
    [
        f"{LINE}\n{LINE}\n{LINE}\n{LINE}\n{LINE}",  # a line is a paragraph
        "One\ntwo\nthree\n\nfour\nfive\nsix\nseven",  # a list
        f"{LINE} {LINE}.\n{LINE} {LINE}.\n{LINE}.\n{LINE}.\n\n{LINE}\n{LINE}",  # too wide for wrapping
    ],
)
def test_lines_of_other_texts_stay(text: str) -> None:
    assert clean_text(text) == text


@settings(max_examples=120, deadline=None)
@given(texts)
def test_cleaning_is_idempotent(text: str) -> None:
    once = clean_text(text)
    assert clean_text(once) == once


@settings(max_examples=120, deadline=None)
@given(st.text(alphabet=[*map(chr, range(32, 127)), *"\t\n“”‘’–—…"]))
def test_leaving_ftfy_out_of_plain_texts_changes_nothing(text: str) -> None:
    quick = clean_text(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_is_plain", lambda text: False)
        assert clean_text(text) == quick


def test_an_article_of_five_megabytes_is_cleaned() -> None:
    paragraph = "Rain, it’s said. " * 50
    assert len(clean_text(f"{paragraph}\n\n" * 6_000)) == 6_000 * (50 * 17 - 1 + 2) - 2


@pytest.mark.parametrize(
    ("raw", "line"), [(" Rain\n in  Aleppo ", "Rain in Aleppo"), ("Rain\u2028&amp;\r\nsun", "Rain & sun"), ("\n", "")]
)
def test_a_headline_is_one_line(raw: str, line: str) -> None:
    assert single_line(raw) == line


@settings(max_examples=120, deadline=None)
@given(texts)
def test_a_headline_is_one_line_whatever_it_was(text: str) -> None:
    assert len(single_line(text).splitlines()) <= 1


def test_cleaning_a_headline_is_idempotent() -> None:
    once = single_line("VoilÃ\nle pont")
    assert single_line(once) == once
