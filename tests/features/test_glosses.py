import pytest

from analysis.codebook import load_codebook
from analysis.features.glosses import gloss_flags, is_distanced
from analysis.features.matcher import Matcher

CODEBOOK = """
name: armed-group
title: What an armed group is called
actors:
  group:
    label: the group
    kind: group
    terms:
      islamic-state: {label: Islamic State, variants: [Islamic State]}
      isis: {label: ISIS, variants: [ISIS, Islamic State of Iraq and Syria]}
      isil: {label: ISIL, variants: [ISIL]}
      daesh: {label: Daesh, variants: [Daesh]}
  front:
    label: the Front
    kind: group
    terms:
      front: {label: Front, variants: [Nusra Front]}
"""


@pytest.fixture(scope="module")
def matcher(tmp_path_factory):
    file = tmp_path_factory.mktemp("codebooks") / "armed-group.yml"
    file.write_text(CODEBOOK, encoding="utf-8")
    return Matcher(load_codebook(file))


def glosses(matcher, text):
    """Where the aliases of a text stand, counted in mentions, and what they are."""
    matches = matcher.matches(text)
    flags = gloss_flags(text, matches)
    return [(at, match.variant.text) for at, match in enumerate(matches) if flags[at]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the Islamic State (ISIS) fled", ["ISIS"]),
        ("ISIS (Islamic State of Iraq and Syria) fled", ["Islamic State of Iraq and Syria"]),
        ("the Islamic State group [or ISIL] fled", ["ISIL"]),
        ("Islamic State (also known as “Daesh”) fled", ["Daesh"]),
        ("Islamic State (ISIS or ISIL) fled", ["ISIS", "ISIL"]),
        ("Islamic State, or ISIS, fled", ["ISIS"]),
        ("Islamic State — or ISIS — fled", ["ISIS"]),
        ("the Islamic State, also known as ISIL or ISIS, fled", ["ISIL", "ISIS"]),
        ("the Islamic State, formerly known as ISIL, ISIS and Daesh, fled", ["ISIL", "ISIS", "Daesh"]),
        ("ISIS, which calls itself the Islamic State, fled", ["Islamic State"]),
        ("ISIS, known as Daesh in Arabic, fled", ["Daesh"]),
        ("the “Islamic State” (ISIS) fled", ["ISIS"]),
    ],
)
def test_the_second_of_two_names_is_the_alias(matcher, text, expected):
    assert glosses(matcher, text) == list(enumerate(expected, start=1))


@pytest.mark.parametrize(
    "text",
    [
        "ISIS or ISIL",
        "ISIS and Daesh",
        "Islamic State\n(ISIS)",
        "Islamic State (which fled from ISIS towns)",
        "Islamic State fled. Also known as rain, ISIS came.",
        "the Nusra Front (ISIS)",
        "the Nusra Front, or ISIS, fled",
        "(ISIS)",
    ],
)
def test_two_names_are_not_always_a_gloss(matcher, text):
    assert glosses(matcher, text) == []


def test_a_name_after_the_bracket_is_no_alias(matcher):
    assert glosses(matcher, "Islamic State (ISIS) and Daesh fled") == [(1, "ISIS")]


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        ("", (0, "Daesh")),
        (" Islamic State lost. Islamic State fled.", (0, "Daesh")),
        (" Daesh lost. Daesh fled.", (1, "Islamic State")),
    ],
)
def test_of_an_acronym_and_what_it_stands_for_the_alias_is_what_the_text_uses_less(matcher, after, expected):
    assert glosses(matcher, f"It was Daesh, an Arabic acronym for Islamic State.{after}") == [expected]


def distanced(text, name="Islamic State"):
    return is_distanced(text, text.index(name), text.index(name) + len(name))


@pytest.mark.parametrize(
    "text",
    [
        "the so-called Islamic State",
        "The So-Called Islamic State",
        "the self-styled, so-called “Islamic State”",
        "what calls itself the Islamic State",
        "the group calling itself Islamic State",
        "the “Islamic State” fled",
        "the 'Islamic State' fled",
        'the "Islamic State," he said',
        "the “Islamic State”’s men",
        "(“Islamic State”)",
        "the group named “the Islamic State”",
    ],
)
def test_names_held_at_a_distance(text):
    assert distanced(text)


@pytest.mark.parametrize(
    "text",
    [
        "the Islamic State",
        "the so-called caliph of Islamic State",
        "so-called\nIslamic State",
        "“Islamic State fled”",
        "“We beat Islamic State”",
        "“We beat the Islamic State,” he said",
        "‘Islamic State’s men fled’",
        "the Islamic State’ men",
        "he said “Islamic State",
    ],
)
def test_a_quotation_of_more_than_the_name_holds_nothing_at_a_distance(text):
    assert not distanced(text)
