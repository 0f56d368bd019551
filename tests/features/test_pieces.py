"""What the tagger reads: pieces of words with their place, quotation and letters, and windows over them."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.features.pieces import CLS, LONGEST, SEP, UNKNOWN, inputs, pieces, windows
from analysis.features.quotes import quote_spans
from analysis.features.tokens import tokens

SETTINGS = {"left": 32, "right": 20}  # as the tagger has them


def read(text):
    return pieces(text, tokens(text), quote_spans(text))


def of_words(text, row):
    """Return what a row says of each word or mark, by its first piece."""
    of = read(text)
    return [int(value) for value, token in zip(getattr(of, row), of.token, strict=True) if token >= 0]


def cores(cut, **given):
    return [window[2:] for window in windows(np.array(cut), 0, len(cut), **(SETTINGS | given))]


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ("We won, she said.", [0, 0, 0, 0, 0, 0]),
        ("“We won,” she said.", [2, 1, 1, 1, 2, 0, 0, 0]),
        ('"We won," she said.', [2, 1, 1, 1, 2, 0, 0, 0]),
        ("‘We won,’ she said.", [2, 1, 1, 1, 2, 0, 0, 0]),
        ("''We won,'' she said.", [2, 2, 1, 1, 1, 2, 2, 0, 0, 0]),
        ("She saw «a war».", [0, 0, 2, 1, 1, 2, 0]),
        ("‘It is “a war” now,’ she said.", [2, 1, 1, 2, 1, 1, 2, 1, 1, 2, 0, 0, 0]),
        ("“We won.\n“We lost,” she said.", [2, 1, 1, 1, 2, 1, 1, 1, 2, 0, 0, 0]),
        ("“We won.\nIt is quiet.", [2, 1, 1, 1, 0, 0, 0, 0]),
        ("The workers' day isn't over.", [0] * 7),
    ],
)
def test_a_word_stands_outside_or_inside_of_a_quotation_or_is_its_mark(text, states):
    assert of_words(text, "quote") == states


@pytest.mark.parametrize(
    ("word", "shape"),
    [
        ("weber", 0),
        ("anti-ISIS", 0),
        ("Weber", 1),
        ("É", 1),
        ("I", 1),
        ("ISIS", 2),
        ("U.S.", 2),
        ("5th", 3),
        ("3.5", 3),
        ("“", 3),
    ],
)
def test_small_letters_capitals_and_everything_else(word, shape):
    assert set(read(word).shape) == {shape}


def test_the_letters_of_a_word_are_its_shape_only():
    assert read("weber").ids.tolist() == read("Weber").ids.tolist() == read("WEBER").ids.tolist()


def test_curly_marks_are_the_same_pieces_as_straight_ones():
    assert read("“We don’t – it’s ‘war’.”").ids.tolist() == read("\"We don't - it's 'war'.\"").ids.tolist()


def test_paragraphs_are_parted_by_one_piece_that_is_no_word():
    of = read("It rained.\n\n \nIt shone.\nIt froze.")
    assert (of.ids == SEP).sum() == 2
    assert of.token[of.ids == SEP].tolist() == [-1, -1]


def test_a_window_may_begin_at_a_paragraph_a_sentence_or_a_word_but_not_inside_of_one():
    of = read("It rained. Unfathomably cold.\nIt shone.")
    assert of_words("It rained. Unfathomably cold.\nIt shone.", "cut") == [2, 0, 0, 1, 0, 0, 2, 0, 0]
    inside = (of.token < 0) & (of.ids != SEP)
    assert inside.any()
    assert set(of.cut[inside]) == {-1}


@pytest.mark.parametrize("text", ["", " ", "\n\n"])
def test_no_words_no_pieces_and_no_windows(text):
    of = read(text)
    assert [len(row) for row in of] == [0] * 5
    assert list(windows(of.cut, 0, 0, **SETTINGS)) == []


@pytest.mark.parametrize("character", ["🐍", "ꙮ", "\x00", "\u200b"])
def test_what_the_vocabulary_lacks_is_unknown_not_lost(character):
    assert read(f"It {character} rained").ids.tolist() == [*read("It").ids, UNKNOWN, *read("rained").ids]


@pytest.mark.parametrize("word", ["x" * 500, "ab" * 250, "Donaudampfschiff" * 31])
def test_a_word_of_five_hundred_letters_is_a_few_pieces(word):
    of = read(f"It {word} rained")
    assert len(of.ids) <= 2 + 8
    assert of.token[of.token >= 0].tolist() == [0, 1, 2]


PARTS = ["Weber", "unfathomably", "U.S.", "x" * 500, "don’t", "“", "”", '"', "'", ".", "\n", " ", "🐍", "5", "—"]


@settings(deadline=None)
@given(st.one_of(st.text(), st.lists(st.sampled_from(PARTS), max_size=30).map(" ".join)))
def test_every_word_of_any_text_begins_one_piece_in_order(text):
    of = read(text)
    assert of.token[of.token >= 0].tolist() == list(range(len(tokens(text))))
    assert len({len(row) for row in of}) == 1
    assert set(of.quote) <= {0, 1, 2}
    assert set(of.shape) <= {0, 1, 2, 3}
    assert all(of.cut[of.token >= 0] >= 0)


CUTS = st.integers(0, 1500).flatmap(
    lambda length: st.builds(
        lambda seed: np.random.default_rng(seed).choice([-1, 0, 1, 2], length, p=[0.3, 0.62, 0.06, 0.02]),
        st.integers(0, 2**32 - 1),
    )
)
BY_HAND = st.lists(st.integers(-1, 2), max_size=40).map(lambda cut: np.array(cut, dtype=np.int64))


@settings(deadline=None)
@given(cut=st.one_of(CUTS, BY_HAND), data=st.data())
def test_every_piece_is_the_core_of_exactly_one_window(cut, data):
    start = data.draw(st.integers(0, len(cut)))
    end = data.draw(st.integers(start, len(cut)))
    left, right = data.draw(st.integers(0, 48)), data.draw(st.integers(0, 30))
    longest = data.draw(st.sampled_from([left + right + 2, 90, LONGEST]))
    covered: list[int] = []
    for window in windows(cut, start, end, left=left, right=right, longest=longest):
        covered += range(window.core_start, window.core_end)
        assert window.end - window.start <= longest
        assert window.start == max(0, window.core_start - left)
        assert window.end == min(len(cut), window.core_end + right, window.start + longest)
        assert window.end >= min(window.core_end + right, end)
    assert covered == list(range(start, end))


def test_what_fits_is_read_at_once_and_its_context_gives_way():
    assert list(windows(np.zeros(600), 100, 310, left=20, right=90)) == [(80, 80 + LONGEST, 100, 310)]


def test_what_does_not_fit_keeps_its_context():
    first, second = windows(np.zeros(600), 0, 300, left=20, right=90)
    assert first == (0, LONGEST, 0, LONGEST - 90)
    assert second == (LONGEST - 110, 390, LONGEST - 90, 300)


def places(length, **marked):
    """Return cuts of a length that are words, but for those given by place: p60=2."""
    cut = np.zeros(length, dtype=np.int64)
    for place, kind in marked.items():
        cut[int(place[1:])] = kind
    return cut


@pytest.mark.parametrize(
    ("cut", "expected"),
    [
        (places(100), [(0, 100)]),
        (places(100, p60=2), [(0, 100)]),  # what fits is not cut
        (places(150, p60=2, p80=1), [(0, 60), (60, 150)]),
        (places(150, p60=2, p70=2), [(0, 70), (70, 150)]),
        (places(150, p60=1, p80=1), [(0, 80), (80, 150)]),
        (places(150, p40=2, p80=1), [(0, 80), (80, 150)]),  # a paragraph that ends too soon does not count
        (places(150), [(0, 100), (100, 150)]),
        (places(150, p100=-1, p99=-1), [(0, 98), (98, 150)]),
        (np.full(150, -1), [(0, 100), (100, 150)]),
    ],
)
def test_a_core_ends_at_a_paragraph_else_a_sentence_else_a_word(cut, expected):
    assert cores(cut, left=0, right=0, longest=100) == expected


def test_a_window_is_a_batch_of_one_between_two_marks():
    of = read("Anna Weber left. “It rained.”")
    given = inputs(of, 1, 5)
    assert given["ids"].tolist() == [[CLS, *of.ids[1:5], SEP]]
    assert given["quote"].tolist() == [[0, *of.quote[1:5], 0]]
    assert given["shape"].tolist() == [[0, *of.shape[1:5], 0]]
