"""Phrases that may describe a group: where they begin and end, and of what kind they are."""

from __future__ import annotations

import pytest

from analysis.descriptions import Description
from analysis.features.phrases import Phrase, Phrases, lexicon


def found(text: str, *own: Description) -> list[tuple[str, str]]:
    return [(text[one.start : one.end], one.description_id) for one in Phrases(own).find(text, 0, len(text))]


def only(text: str) -> Phrase:
    (phrase,) = Phrases().find(text, 0, len(text))
    return phrase


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("a Sunni extremist group", [("Sunni extremist group", "extremist")]),
        ("Islamist militants", [("Islamist militants", "islamist")]),
        ("militant terrorists", [("militant terrorists", "terrorist")]),
        ("brutal, ruthless militias", [("brutal, ruthless militias", "militant")]),
        ("Gunmen of the ARMIES", [("Gunmen", "fighters"), ("ARMIES", "fighters")]),
        ("the group, jihadists", [("group", "neutral"), ("jihadists", "jihadist")]),
        ("a rebel-held town, anti-terrorist police", []),
        ("grouped, understated", []),
    ],
)
def test_a_phrase_has_the_first_kind_of_any_of_its_words(text: str, phrases: list[tuple[str, str]]) -> None:
    assert found(text) == phrases


def test_an_actors_own_words_are_found_for_it_only() -> None:
    own = Description("water", groups=("wet brook",))
    assert found("the wet brooks", own) == [("wet brooks", "water")]
    assert found("the wet brooks") == []


def test_what_may_be_anybodys_is_vague() -> None:
    texts = ("group", "terrorist group", "extremist", "state", "fanatical")
    assert [only(text).is_vague for text in texts] == [True, False, False, True, True]


def test_a_noun_that_can_be_an_adjective_is_known_as_one() -> None:
    texts = ("terrorist", "terrorists", "jihadi", "army")
    assert [only(text).is_adjective for text in texts] == [True, False, True, False]
    assert [only(text).part for text in texts] == ["person", "person", "person", "group"]


def test_every_kind_of_the_lexicon_has_a_label_and_every_pattern_compiles() -> None:
    assert all(kind.label for kind in lexicon().kinds)
    assert all(pattern.pattern for pattern in lexicon().patterns)
