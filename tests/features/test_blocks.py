import pytest

from analysis.features.blocks import blocks
from analysis.features.quotes import quote_spans
from analysis.features.tokens import tokens

SAID = "It has rained for nine days and the bridge will not hold."


def announced(text):
    """The block quotations of a text, each with its cue and source."""
    words = tokens(text)
    quoted = [any(quote.start <= word.start < quote.end for quote in quote_spans(text)) for word in words]

    def part(place):
        return text[words[place[0]].start : words[place[1] - 1].end] if place else None

    return [
        (text[block.start : block.end], part(block.cue), part(block.source)) for block in blocks(text, words, quoted)
    ]


@pytest.mark.parametrize(
    ("announcement", "cue", "source"),
    [
        ("Anna Weber wrote to the council:", "wrote", "Anna Weber"),
        ("The town was dark. The Gazette reports:", "reports", "The Gazette"),
        ("Bruno Falk told reporters on Monday:", "told", "Bruno Falk"),
        ("According to the ministry:", "According to", "the ministry"),
    ],
)
def test_a_paragraph_that_a_cue_and_a_colon_announce(announcement, cue, source):
    assert announced(f"{announcement}\n{SAID}") == [(SAID, cue, source)]


def test_only_the_next_paragraph_is_the_quotation():
    assert [said for said, _, _ in announced(f"Anna Weber wrote:\n\n{SAID}\n\nNobody has replied to her so far.")] == [
        SAID
    ]


@pytest.mark.parametrize(
    "text",
    [
        f"Anna Weber wrote to the council.\n{SAID}",
        f"Advertisement:\n{SAID}",
        f"Three things are known:\n{SAID}",
        f"Anna Weber wrote:\n“{SAID}”",
        "Anna Weber named two reasons:\n1. It has rained for nine days and the bridge will not hold.",
        f"Anna Weber said:\nFALK: {SAID}",
        "Anna Weber said:\nIt rained.",
        "Anna Weber said:",
        "",
    ],
)
def test_what_is_no_block(text):
    assert announced(text) == []


def test_the_authors_own_announcement_names_somebody_else_or_nobody():
    assert announced(f"I said so last week:\n{SAID}") == [(SAID, "said", None)]
