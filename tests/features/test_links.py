"""From labels of single words to contents with their cues and sources; the labels here are made by hand."""

import re
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.features.links import Places, links, runs
from analysis.features.quotes import quote_spans
from analysis.features.tagger import CONTENT, ROLES, Tags
from analysis.features.tokens import tokens

# A text is written in parts: a plain string has no label, {"said": "cue"} is what the tagger says of "said".
SAID = {" said ": "cue"}
WEBER, FALK = ({name: "source"} for name in ("Anna Weber", "Bruno Falk"))
FLED, LOST = ({words: "reported"} for words in ("ISIS has fled", "it had lost"))


def read(parts):
    """Return a text with its tokens, their places, and tags that are as sure as can be."""
    labelled = [next(iter(part.items())) if isinstance(part, dict) else (part, None) for part in parts]
    text = "".join(words for words, _ in labelled)
    words = tokens(text)
    content, role = (np.eye(len(labels))[[0] * len(words)] for labels in (CONTENT, ROLES))
    start = 0
    for stretch, label in labelled:
        inside = [at for at, word in enumerate(words) if start <= word.start < start + len(stretch)]
        start += len(stretch)
        if label in ROLES:
            role[inside] = np.eye(len(ROLES))[ROLES.index(label)]
        elif label:
            content[inside] = np.eye(len(CONTENT))[CONTENT.index(f"in {label}")]
            content[inside[0]] = np.eye(len(CONTENT))[CONTENT.index(f"begin {label}")]
    return text, words, places(text, words), Tags(content, role)


def places(text, words):
    """Return where the words of a text stand; its sentences end with a full stop or a line."""
    quotes = quote_spans(text)
    holding = [[number for number, quote in enumerate(quotes) if quote.start <= one.start < quote.end] for one in words]
    return Places(
        [len(re.findall(r"[.\n]", text[: word.start])) for word in words],
        [text[: word.start].count("\n") for word in words],
        [max(numbers, default=-1) for numbers in holding],
    )


def linked(*parts):
    """Return content, cue and source of every link, as printed."""
    text, words, where, tags = read(parts)

    def printed(span):
        return text[words[span[0]].start : words[span[1] - 1].end] if span else None

    return [(printed(one.content), printed(one.cue), printed(one.source)) for one in links(words, where, tags)]


def test_no_words_no_links():
    assert linked("") == []


@pytest.mark.parametrize("parts", [("The town is quiet.",), (WEBER, SAID, "nothing."), ("Rain ", {".": "reported"})])
def test_where_no_word_is_content_there_is_no_link(parts):
    assert linked(*parts) == []


@pytest.mark.parametrize(
    "parts",
    [
        (WEBER, SAID, "that ", FLED, "."),
        (FLED, ", ", WEBER, SAID, "."),
        (FLED, ",", SAID, WEBER, ", the mayor."),
        (WEBER, ", the mayor,", SAID, "on Monday that ", FLED, "."),
        ("“", FLED, ",” ", WEBER, SAID, "."),
        (WEBER, SAID, ": “", FLED, ".”"),
    ],
)
def test_one_cue_and_one_source_before_or_after_the_content(parts):
    assert linked(*parts) == [("ISIS has fled", "said", "Anna Weber")]


def test_the_source_of_a_cue_is_rather_before_it_than_after():
    assert linked(WEBER, SAID, {"Bruno Falk ": "source"}, FLED, ".") == [("ISIS has fled", "said", "Anna Weber")]


def test_a_source_behind_another_content_is_not_taken():
    parts = (WEBER, SAID, LOST, " and ", {"claimed ": "cue"}, FALK, " too ", FLED, ".")
    assert linked(*parts) == [("it had lost", "said", "Anna Weber"), ("ISIS has fled", "claimed", "Bruno Falk")]


def test_each_content_of_a_sentence_has_its_own_cue():
    parts = (WEBER, SAID, FLED, " and ", FALK, {" claimed ": "cue"}, LOST, ".")
    assert linked(*parts) == [("ISIS has fled", "said", "Anna Weber"), ("it had lost", "claimed", "Bruno Falk")]


def test_two_contents_around_one_cue_share_it():
    assert linked(FLED, ", ", WEBER, SAID, ", ", LOST, ".") == [
        ("ISIS has fled", "said", "Anna Weber"),
        ("it had lost", "said", "Anna Weber"),
    ]


def test_content_inside_of_content_has_the_cue_inside():
    text, words, where, tags = read([WEBER, SAID, {"Bruno Falk believes ": "reported"}, FLED, "."])
    inside = [word.text in ("Bruno", "Falk") for word in words]
    tags.role[inside] = np.eye(len(ROLES))[ROLES.index("source")]
    tags.role[[word.text == "believes" for word in words]] = np.eye(len(ROLES))[ROLES.index("cue")]
    found = [
        tuple(text[words[span[0]].start : words[span[1] - 1].end] for span in one[:3])
        for one in links(words, where, tags)
    ]
    assert found == [
        ("Bruno Falk believes ISIS has fled", "said", "Anna Weber"),
        ("ISIS has fled", "believes", "Bruno Falk"),
    ]


def test_a_long_source_is_one_and_its_head_names_it():
    text, words, where, tags = read([WEBER, ", who saw it ", {"on a screen": "source"}, ",", SAID, FLED, "."])
    (link,) = links(words, where, tags)
    printed = [text[words[first].start : words[last - 1].end] for first, last in (link.source, link.head)]
    assert printed == ["Anna Weber, who saw it on a screen", "Anna Weber"]


def test_a_source_with_a_cue_or_content_in_between_is_another():
    assert linked(FALK, SAID, FLED, " and ", WEBER, SAID, LOST, ".")[-1] == ("it had lost", "said", "Anna Weber")


@pytest.mark.parametrize(("chance", "n"), [(0.4, 1), (0.2, 2)])
def test_a_word_that_nearly_is_content_in_the_middle_of_content_belongs_to_it(chance, n):
    _, words, where, tags = read([WEBER, SAID, FLED, " quickly ", {"and lost": "reported"}, "."])
    hole = [word.text == "quickly" for word in words]
    tags.content[hole] = np.array([1 - chance, 0, chance, 0, 0])
    tags.content[[word.text == "and" for word in words]] = np.eye(len(CONTENT))[CONTENT.index("in reported")]
    assert len(links(words, where, tags)) == n


def test_that_and_the_word_after_it_begin_one_content():
    _, words, where, tags = read([WEBER, SAID, {"that it had lost": "reported"}, "."])
    tags.content[[word.text == "it" for word in words]] = np.eye(len(CONTENT))[CONTENT.index("begin reported")]
    assert len(links(words, where, tags)) == 1


def test_a_source_inside_of_content_is_of_cues_inside_only():
    parts = (
        WEBER,
        {" restated ": "cue"},
        {"ISIS plans to leave": "reported"},
        ", also ",
        {"saying": "cue"},
        " ",
        LOST,
        ".",
    )
    _, words, where, tags = read(parts)
    tags.role[[word.text == "ISIS" for word in words]] = np.eye(len(ROLES))[ROLES.index("source")]
    assert [words[one.source[0]].text for one in links(words, where, tags)] == ["Anna", "Anna"]


def test_a_source_may_stand_without_a_cue():
    assert linked(WEBER, ": ", FLED, ".") == [("ISIS has fled", None, "Anna Weber")]


@pytest.mark.parametrize(
    ("parts", "carried"),
    [
        ((WEBER, SAID, FLED, ". Indeed ", LOST, "."), ("said", "Anna Weber")),
        ((FLED, ", ", WEBER, SAID, ". So ", LOST, "."), ("said", "Anna Weber")),
        ((WEBER, SAID, FLED, ". ", FALK, " came. So ", LOST, "."), ("said", "Anna Weber")),
        ((WEBER, SAID, FLED, ".\nIndeed ", LOST, "."), ("said", "Anna Weber")),
        ((WEBER, SAID, FLED, ".\n", FALK, " came. So ", LOST, "."), (None, "Bruno Falk")),
        ((WEBER, SAID, FLED, ".\nIt rained.\nSo ", LOST, "."), (None, None)),
        (({"ISIS has fled": "reported"}, ".\nSo ", LOST, "."), (None, None)),
    ],
)
def test_content_that_goes_on_has_the_source_of_what_came_before(parts, carried):
    assert linked(*parts)[-1] == ("it had lost", *carried)


def test_content_that_begins_anew_is_another():
    assert [content for content, _, _ in linked(WEBER, SAID, FLED, " ", LOST, ".")] == ["ISIS has fled", "it had lost"]


def test_content_ends_with_its_paragraph():
    parts = (WEBER, SAID, {"ISIS has fled.\nIt had lost": "reported"}, ".")
    assert [content for content, _, _ in linked(*parts)] == ["ISIS has fled.", "It had lost"]


@pytest.mark.parametrize("marks", ["“”", '""', "‘’"])
def test_a_quotation_is_never_split(marks):
    parts = (marks[0], FLED, " ", LOST, {" and it rains": "attitude"}, f",{marks[1]} ", WEBER, SAID, ".")
    assert linked(*parts) == [("ISIS has fled it had lost and it rains", "said", "Anna Weber")]


def test_cues_and_sources_inside_of_a_quotation_are_the_speakers():
    parts = ("“", FALK, SAID, "so,” ", WEBER, {" added ": "cue"}, "that ", FLED, ".")
    assert linked(*parts) == [("ISIS has fled", "added", "Anna Weber")]


def test_a_cue_of_another_sentence_is_not_taken():
    parts = (WEBER, SAID, "so. ", FALK, ": ", FLED, ".")
    assert linked(*parts) == [("ISIS has fled", None, "Bruno Falk")]


@pytest.mark.parametrize(
    ("label", "reported"),
    [("begin reported", 0.8), ("in reported", 0.8), ("begin attitude", 0.0), ("in attitude", 0.0)],
)
def test_a_link_knows_how_sure_the_labels_are(label, reported):
    words = tokens("It rained")
    content = np.zeros((2, len(CONTENT)))
    content[:, 0], content[:, CONTENT.index(label)] = 0.2, 0.8
    [link] = links(words, Places([1, 1], [0, 0], [0, 0]), Tags(content, np.eye(3)[[0, 0]]))
    assert link.attributed == pytest.approx(0.8)
    assert link.reported == pytest.approx(reported)


@pytest.mark.parametrize(("chance", "n"), [(0.49, 0), (0.5, 1), (0.51, 1)])
def test_a_word_is_content_where_the_classes_together_reach_a_half(chance, n):
    content = np.array([[1 - chance, 0, chance / 2, 0, chance / 2]])
    assert len(links(tokens("rain"), Places([1], [0], [-1]), Tags(content, np.eye(3)[[0]]))) == n


@pytest.mark.parametrize(
    ("flags", "paragraph", "expected"),
    [
        ([], [], []),
        ([0, 0], [0, 0], []),
        ([1, 1, 0, 1], [0, 0, 0, 0], [(0, 2), (3, 4)]),
        ([1, 1, 1], [0, 0, 1], [(0, 2), (2, 3)]),
    ],
)
def test_runs_end_where_the_flag_or_the_paragraph_does(flags, paragraph, expected):
    assert runs(np.array(flags, dtype=bool), paragraph) == expected


STRETCHES = ["Weber", "said", "that ISIS fled", "it rained", "“", "”", ".", ".\n", ","]
LABELS = [None, None, "cue", "source", "reported", "attitude"]


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from(STRETCHES), st.sampled_from(LABELS)), max_size=25))
def test_contents_of_any_labels_are_in_order_and_keep_inside_of_paragraphs(labelled):
    _, words, where, tags = read([{f"{stretch} ": label} if label else f"{stretch} " for stretch, label in labelled])
    found = links(words, where, tags)
    edges = [edge for link in found for edge in link.content]
    assert edges == sorted(edges)
    for link in found:
        first, last = link.content
        assert 0 <= first < last <= len(words)
        assert where.paragraph[first] == where.paragraph[last - 1]
        assert 0 <= link.reported <= link.attributed <= 1
    for (_, end), (start, _) in pairwise(link.content for link in found):
        assert end < start or where.quote[start] < 0 or where.quote[start] != where.quote[end - 1]
