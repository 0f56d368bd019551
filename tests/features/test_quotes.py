import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from analysis.features.quotes import quote_spans


def quoted(text):
    return [text[quote.start : quote.end] for quote in quote_spans(text)]


@pytest.mark.parametrize(
    "text",
    [
        'He said "we won" and left.',
        "He said “we won” and left.",
        "He said 'we won' and left.",
        "He said ‘we won’ and left.",
        "He said ''we won'' and left.",
        "He said ``we won'' and left.",
        "He said «we won» and left.",
        "He said („we won”) and left.",
        "He said—“we won”—and left.",
        'He said ("we won") and left.',
        'He said—"we won"—and left.',
        "He said ‘‘we won’’ and left.",
        "He said „we won“ and left.",
    ],
)
def test_every_kind_of_mark(text):
    assert quoted(text) == ["we won"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“Yes,” she said, “we won.”", ["Yes,", "we won."]),
        ('"Yes," she said, "we won."', ["Yes,", "we won."]),
        ("“He calls it ‘a war’ twice,” she said.", ["He calls it ‘a war’ twice,"]),
        ("\"He calls it 'a war' twice,\" she said.", ["He calls it 'a war' twice,"]),
        ("‘He calls it “a war” twice,’ she said.", ["He calls it “a war” twice,", "a war"]),
    ],
)
def test_single_marks_count_outside_of_double_ones_only(text, expected):
    assert quoted(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "It's the soldiers' fault, don't you think?",
        "It’s the soldiers’ fault, don’t you think?",
        "Rock ’n’ roll in the ’90s, and ’tis all they’d played.",
        "Tell 'em that in '98 the Joneses' house burned.",
        'A 14" screen and a man of 6\'2" stood there.',
    ],
)
def test_apostrophes_feet_and_inches_are_no_marks(text):
    assert quoted(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("‘We didn’t lose,’ he said.", "We didn’t lose,"),
        ("'The workers' fight goes on,' he said.", "The workers' fight goes on,"),
        ("The soldiers’ ‘war’ ended.", "war"),
        ("The ‘soldiers’ left.", "soldiers"),
        ("‘The men' won,’ he said.", "The men' won,"),
        ("He said 'we lost and 'we won' today.", "we won"),
        ('A 5\'10" tall "hero" ran.', "hero"),
        ('The "class of 1990" met.', "class of 1990"),
    ],
)
def test_marks_beside_apostrophes_and_numbers(text, expected):
    assert quoted(text) == [expected]


@pytest.mark.parametrize("text", ["", '"', "“”", '""', "“ ”", "‘", "«\n»"])
def test_marks_around_nothing(text):
    assert quoted(text) == []


@pytest.mark.parametrize("mark", ["“", '"'])
def test_a_mark_that_is_never_closed_reaches_to_the_end_of_its_paragraph(mark):
    assert quoted(f"He said {mark}we won.\nThe town is quiet.") == ["we won."]


@pytest.mark.parametrize(
    "text",
    [
        "“We won.\n“We lost.\n“We drew,” he said.",
        '"We won.\n"We lost.\n"We drew," he said.',
        "“We won.\n\nWe lost.\n\nWe drew,” he said.",
        '"We won.\nWe lost.\nWe drew," he said.',
    ],
)
def test_a_quotation_goes_on_over_paragraphs_with_and_without_their_opening_marks(text):
    assert [(text[start:end], continues) for start, end, continues in quote_spans(text)] == [
        ("We won.", False),
        ("We lost.", True),
        ("We drew,", True),
    ]


def test_two_closed_quotations_in_a_row_do_not_continue_each_other():
    assert [quote.continues for quote in quote_spans("“We won.”\n“We lost.”")] == [False, False]


@pytest.mark.parametrize("text", ["We won,” he said.", 'We won," he said.'])
def test_a_lost_opening_mark_is_taken_to_have_stood_at_the_start(text):
    assert quoted(text) == ["We won,"]


MARKS = ['"', "“", "”", "'", "‘", "’", "''", "``", "«", "»", "„", ",", ".", " ", "\n", "5", "we", "soldiers", "(", "—"]


@settings(deadline=None)
@given(st.one_of(st.text(), st.lists(st.sampled_from(MARKS), max_size=20).map("".join)))
@example('He said "no.')
@example("“‘“‘“")
def test_any_text_is_taken_and_spans_lie_inside_of_a_line(text):
    quotes = quote_spans(text)
    assert quotes == sorted(quotes)
    for start, end, _ in quotes:
        assert 0 <= start < end <= len(text)
        assert text[start:end].strip()
        assert "\n" not in text[start:end]
