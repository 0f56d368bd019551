"""What a network reads of a sentence: its pieces, a mask in the place of a name, and where the target is."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.errors import InputError
from analysis.features.pieces import CLS, SEP, tokenizer
from analysis.features.targets import BERT, LONGEST, Special, Target, inputs, targets


def target(marked):
    """Return the target that stands in brackets: "They saw [Weber] leave."."""
    left, rest = marked.split("[", 1)
    name, right = rest.split("]", 1)
    return Target(left + name + right, len(left), len(left) + len(name))


def read(marked):
    """Return what a network reads as text, in brackets what it is told to be the target; the hidden name is ?."""
    of = inputs(target(marked))
    words = ["?" if piece == BERT.hidden else tokenizer().id_to_token(piece) for piece in of.ids[1:-1].tolist()]
    return " ".join(f"[{word}]" if here else word for word, here in zip(words, of.target[1:-1], strict=True))


@pytest.mark.parametrize("name", ["Weber", "ISIS", "U.S.", "United Nations", "al-Qaeda", "eBay", "Ärzte", "The Hague"])
def test_a_name_is_hidden(name):
    assert target(f"They saw [{name}] leave.").is_name
    assert read(f"They saw [{name}] leave.") == "they saw [?] leave ."


@pytest.mark.parametrize("word", ["he", "He", "she", "him", "They", "themselves", "I", "It", "it", "whose"])
def test_a_pronoun_stays_visible(word):
    assert not target(f"[{word}] left.").is_name
    assert read(f"[{word}] left.") == f"[{word.lower()}] left ."


def test_a_description_in_small_letters_stays_visible():
    assert not target("They saw [the rebels] leave.").is_name
    assert read("They saw [the rebels] leave.") == "they saw [the] [rebels] leave ."


@pytest.mark.parametrize("marked", ["[The rebels] left.", "[A man] left.", "They saw [a man] leave."])
def test_a_description_stays_visible_where_it_opens_a_sentence_too(marked):
    assert not target(marked).is_name
    assert "?" not in read(marked)


@pytest.mark.parametrize(
    "marked", ["[The Syrian leader] left.", "They saw [the Syrian army] leave.", "[The Hague] saw it."]
)
def test_a_description_with_a_name_in_it_is_hidden(marked):
    assert target(marked).is_name


def test_the_same_name_is_hidden_wherever_its_sentence_has_it():
    assert read("[Weber] fans said Weber won, and Weber's friend left.") == (
        "[?] fans said ? won , and ? ' s friend left ."
    )
    assert read("Weber saw [Weber's] friend.") == "? saw [?] friend ."
    assert read("Only US troops left the [US].") == "only ? troops left the [?] ."


def test_no_other_word_is_hidden():
    assert read("Webern saw [Weber] and us.") == "weber ##n saw [?] and us ."
    assert read("[US] friends told us.") == "[?] friends told us ."
    assert read("They told [them] that they left.") == "they told [them] that they left ."


def test_of_a_name_that_stands_twice_only_the_asked_one_is_the_target():
    of = inputs(target("Weber saw [Weber]."))
    assert of.target.tolist() == [0, 0, 0, 1, 0, 0]


@pytest.mark.parametrize("name", ["US", "WHO", "IT"])
def test_a_name_in_capitals_is_no_pronoun(name):
    assert read(f"They saw the [{name}] leave.") == "they saw the [?] leave ."


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("[Weber] left.", "[?] left ."),
        ("It was [Weber]", "it was [?]"),
        ("[Weber]", "[?]"),
        ("[Weber]’s aide left.", "[?] ' s aide left ."),
        ("“Anti-[ISIS] forces – they left…”", '" anti - [?] forces - they left . "'),
    ],
)
def test_the_target_stands_anywhere_in_its_sentence(marked, expected):
    assert read(marked) == expected


def test_only_the_target_is_hidden():
    assert read("[Weber] saw Angela.") == "[?] saw angela ."


# The name stands nowhere else: what is hidden there differs with the name, as it should.
around = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="X"), max_size=20)


@settings(deadline=None)
@given(name=st.text().map("X".__add__), left=around, right=around)
def test_what_is_read_is_the_same_whatever_the_name(name, left, right):
    plain = inputs(Target(f"{left}X{right}", len(left), len(left) + 1))
    named = inputs(Target(left + name + right, len(left), len(left) + len(name)))
    assert named.ids.tolist() == plain.ids.tolist()
    assert named.target.tolist() == plain.target.tolist()


@settings(deadline=None)
@given(sentence=st.text(min_size=1), data=st.data())
def test_any_target_of_any_text_is_one_run_between_the_two_marks(sentence, data):
    start = data.draw(st.integers(0, len(sentence) - 1))
    of = inputs(Target(sentence, start, data.draw(st.integers(start + 1, len(sentence)))))
    assert (of.ids[0], of.ids[-1]) == (CLS, SEP)
    assert len(of.ids) == len(of.target) <= LONGEST
    places = np.flatnonzero(of.target)
    assert places.tolist() == list(range(places[0], places[-1] + 1))
    assert 0 < places[0] <= places[-1] < len(of.ids) - 1
    assert of.ids.dtype == of.target.dtype == np.int64


NUMBERED = Special(first=-1, last=-2, hidden=-3)


def numbers(text):
    """Return the words of a text as pieces: numbers as they are, any other word as 0."""
    return [int(word) if word.isdigit() else 0 for word in text.split()]


def cut(n_left, n_right, name="X"):
    """Return which words stay of a sentence of numbers: …, 3, 2, 1 to the left of a target, 1, 2, 3, … to the right."""
    left = " ".join(map(str, range(n_left, 0, -1)))
    right = " ".join(map(str, range(1, n_right + 1)))
    of = inputs(Target(f"{left} {name} {right}", len(left) + 1, len(left) + 1 + len(name)), numbers, NUMBERED)
    first, *_, last = np.flatnonzero(of.target).tolist() * 2
    return of, of.ids[1:first].tolist(), of.ids[last + 1 : -1].tolist()


def test_another_vocabulary_has_its_own_pieces_and_marks():
    of, left, right = cut(2, 3)
    assert of.ids.tolist() == [-1, 2, 1, -3, 1, 2, 3, -2]
    assert of.target.tolist() == [0, 0, 0, 1, 0, 0, 0, 0]
    assert (left, right) == ([2, 1], [1, 2, 3])


@pytest.mark.parametrize(
    ("n_left", "n_right", "kept"),
    [
        (50, 57, (50, 57)),  # what fits stays
        (200, 200, (53, 54)),  # both are long: half each
        (10, 200, (10, 97)),  # one is short: the other has its room
        (200, 10, (97, 10)),
        (0, 200, (0, 107)),
        (200, 0, (107, 0)),
        (53, 200, (53, 54)),
        (200, 54, (53, 54)),
        (60, 60, (53, 54)),
    ],
)
def test_a_long_sentence_is_cut_around_its_target(n_left, n_right, kept):
    _, left, right = cut(n_left, n_right)
    assert (len(left), len(right)) == kept


@given(n_left=st.integers(0, 250), n_right=st.integers(0, 250), n_words=st.integers(0, 20))
def test_what_stays_of_a_long_sentence_is_what_is_nearest_to_its_target(n_left, n_right, n_words):
    of, left, right = cut(n_left, n_right, "x " * (n_words - 1) + "x" if n_words else "X")
    assert left == list(range(len(left), 0, -1))
    assert right == list(range(1, len(right) + 1))
    if len(left) < n_left or len(right) < n_right:
        assert len(of.ids) == LONGEST


def test_of_a_long_description_the_first_words_stay_and_all_of_them_are_the_target():
    of, left, right = cut(1, 1, " ".join(["x"] * 30))
    assert of.target.sum() == 12
    assert (left, right) == ([1], [1])


def test_targets_are_sentences_with_their_places():
    assert targets(["It rained.", "Weber left."], [0, 0], [2, 5]) == [
        Target("It rained.", 0, 2),
        Target("Weber left.", 0, 5),
    ]
    assert targets([], [], []) == []


def test_a_target_may_be_the_whole_sentence():
    assert targets(["Rain"], [0], [4]) == [Target("Rain", 0, 4)]


@pytest.mark.parametrize(("starts", "ends"), [([0], [2, 2]), ([0, 0], [2]), ([], []), ([0, 0, 0], [2, 2])])
def test_as_many_places_as_sentences_are_needed(starts, ends):
    with pytest.raises(InputError, match=f"2 sentences, {len(starts)} starts, {len(ends)} ends. Give one start and"):
        targets(["It rained.", "It shone."], starts, ends)


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 3), (4, 2), (0, 11), (11, 12)])
def test_a_place_outside_of_its_sentence_is_told(start, end):
    with pytest.raises(InputError, match=f"target {start}:{end} lies outside of sentence 1, of 10 characters. Offsets"):
        targets(["It rained.", "It rained."], [0, start], [2, end])
