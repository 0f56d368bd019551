"""What the linear model sees of a sentence: its words, on which side of the target, and how they are rated."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_matrix
from sklearn.feature_extraction import FeatureHasher

from analysis.features.linear import BUCKETS, features
from analysis.features.targets import Target


def of(*marked: str) -> csr_matrix:
    """Return the features of targets that stand in brackets: "They saw [Weber] leave."."""
    found = []
    for sentence in marked:
        left, rest = sentence.split("[", 1)
        name, right = rest.split("]", 1)
        found.append(Target(left + name + right, len(left), len(left) + len(name)))
    return features(found)


def value(marked: str, name: str) -> float:
    """Return the value of one feature, by its name before hashing."""
    hasher = FeatureHasher(BUCKETS, input_type="pair", alternate_sign=False)
    return float(of(marked)[0, hasher.transform([[(name, 1.0)]]).indices[0]])


def are_same(one: csr_matrix, other: csr_matrix) -> bool:
    return one.shape == other.shape and abs(one - other).max() < 1e-6


def test_a_row_is_a_target_and_a_column_a_bucket() -> None:
    assert of("[Weber] left.", "It was [Weber].", "[Weber]").shape == (3, BUCKETS)


def test_a_row_does_not_depend_on_its_neighbours() -> None:
    both = of("They love [Weber].", "They hate [Falk].")
    assert are_same(both[0], of("They love [Weber]."))
    assert are_same(both[1], of("They hate [Falk]."))


@pytest.mark.parametrize(
    "name", ["The United Nations", "Victoria Love", "Killer Whales Inc.", "US", "he", "the killers"]
)
def test_the_target_itself_is_not_seen(name: str) -> None:
    assert are_same(of(f"They say [{name}] won."), of("They say [Weber] won."))


def test_what_else_the_sentence_names_is_seen() -> None:
    assert not are_same(of("[Weber] saw Angela."), of("[Weber] saw Roe."))


def test_it_matters_on_which_side_of_the_target_a_word_stands() -> None:
    assert not are_same(of("[Weber] beat Roe."), of("Weber beat [Roe]."))
    assert not are_same(of("[X] killed X."), of("X killed [X]."))


def test_capitals_forms_of_a_word_and_curly_apostrophes_do_not_matter() -> None:
    assert are_same(of("They DON’T see [Weber]."), of("they don't see [Weber]."))
    assert are_same(of("They visited [Weber]."), of("They visit [Weber]."))


def test_words_without_a_rating_are_a_row_of_length_one() -> None:
    row = of("On Monday, [Weber] went to the town near the river.")
    assert np.sqrt(row.multiply(row).sum()) == pytest.approx(1)
    assert of("[Weber]").nnz == 1


def test_a_rated_word_counts_by_its_strength_and_side() -> None:
    good = "rated all+", "rated r+", "rated l+", "rated all-"
    assert [value("[Weber] is good.", name) for name in good] == pytest.approx([1.9 / 4, 1.9 / 4, 0, 0])
    assert [value("Good for [Weber].", name) for name in good] == pytest.approx([1.9 / 4, 0, 1.9 / 4, 0])
    assert value("[Weber] is bad.", "rated all-") == pytest.approx(2.5 / 4)


def test_rated_words_of_one_sign_and_side_add_up() -> None:
    assert value("[Weber] is good and good.", "rated r+") == pytest.approx(2 * 1.9 / 4)
    mixed = "[Weber] is good and bad."
    assert [value(mixed, "rated r+"), value(mixed, "rated r-")] == pytest.approx([1.9 / 4, 2.5 / 4])


def test_a_rated_word_fades_with_its_distance_from_the_target() -> None:
    near, far = value("[Weber] good.", "rated fader+"), value("[Weber] on this day was good.", "rated fader+")
    assert near == pytest.approx(1.9 / 4 * np.exp(-1 / 6))
    assert far == pytest.approx(1.9 / 4 * np.exp(-5 / 6))


@pytest.mark.parametrize("no", ["not", "never", "isn't", "isn’t", "NOT", "without a", "not a very"])
def test_a_negation_up_to_three_words_before_turns_the_sign(no: str) -> None:
    names = "rated all-", "rated all+"
    assert [value(f"[Weber] {no} good.", name) for name in names] == pytest.approx([1.9 / 4, 0])


@pytest.mark.parametrize("sentence", ["[Weber] did not once on that good day.", "[Weber] is good, not old."])
def test_a_negation_that_stands_farther_off_or_after_turns_nothing(sentence: str) -> None:
    assert [value(sentence, name) for name in ("rated all+", "rated all-")] == pytest.approx([1.9 / 4, 0])


@settings(deadline=None)
@given(left=st.text(max_size=40), name=st.text(min_size=1, max_size=20), right=st.text(max_size=40))
def test_features_of_any_text_are_finite_and_the_name_is_no_part_of_them(left: str, name: str, right: str) -> None:
    assume(not any(one in side for one in (name, "X") for side in (left, right)))  # there it is hidden, too
    rows = features(
        [
            Target(left + name + right, len(left), len(left) + len(name)),
            Target(f"{left}X{right}", len(left), len(left) + 1),
        ]
    )
    assert np.isfinite(rows.data).all()
    assert (rows.data >= 0).all()
    assert are_same(rows[0], rows[1])


def test_no_targets_no_rows() -> None:
    assert features([]).shape == (0, BUCKETS)
