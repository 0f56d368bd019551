import pytest

from analysis.codebook import load_codebook
from analysis.features.matcher import Matcher, decided

CODEBOOK = """
name: armed-group
title: What an armed group is called
actors:
  group:
    label: the group
    kind: group
    terms:
      islamic-state:
        label: Islamic State
        variants:
          - Islamic State
          - text: IS
            reject:
              - capitals: true
              - before: "(?:[Ii]t|[Tt]his) "
                after: " (?:a|the)\\\\b"
            accept:
              - article_names: true
              - after: " fighters"
      isis:
        label: ISIS
        variants:
          - ISIS
          - Islamic State of Iraq and Syria
          - text: Isis
            reject: [{after: " and Osiris"}]
            accept:
              - article: "\\\\bcaliphate\\\\b"
              - article_names: true
                not_article: "goddess"
      isil:
        label: ISIL
        variants: [ISIL, Islamic State of Iraq and the Levant]
  iraq: {label: Iraq, kind: country, variants: [Iraq]}
  united-states:
    label: the United States
    kind: country
    variants:
      - U.S.
      - {text: US, reject: [{capitals: true}]}
"""


@pytest.fixture(scope="module")
def matcher(tmp_path_factory):
    file = tmp_path_factory.mktemp("codebooks") / "armed-group.yml"
    file.write_text(CODEBOOK, encoding="utf-8")
    return Matcher(load_codebook(file))


def surfaces(matcher, text):
    return [text[match.start : match.end] for match in matcher.matches(text)]


def verdicts(matcher, text, title=""):
    """What becomes of each variant of a body: accepted (True), rejected (False) or undecided (None)."""
    texts = {"title": title, "body": text}
    found = decided({part: matcher.matches(of_part) for part, of_part in texts.items()}, texts)
    return [(text[match.start : match.end], match.decided) for match in found["body"]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the Islamic State of Iraq and the Levant", ["Islamic State of Iraq and the Levant"]),
        ("the Islamic State of Iraq and Syria.", ["Islamic State of Iraq and Syria"]),
        ("the Islamic State of Iraq and Syrians", ["Islamic State", "Iraq"]),
        ("ISIS in Iraq", ["ISIS", "Iraq"]),
    ],
)
def test_of_overlapping_variants_the_leftmost_then_the_longest_that_fits(matcher, text, expected):
    assert surfaces(matcher, text) == expected


def test_rival_names_beside_each_other_are_two_mentions(matcher):
    assert [(match.variant.text, match.variant.term_id) for match in matcher.matches("ISIS/ISIL")] == [
        ("ISIS", "isis"),
        ("ISIL", "isil"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "ISIS.",
        "ISIS's men",
        "ISIS’s men",
        "the anti-ISIS war",
        "the ISIS-held town",
        "“ISIS”",
        "#ISIS",
        "ISIS… and",
        "the towns/ISIS map",
    ],
)
def test_possessives_hyphens_and_marks_may_join_a_name(matcher, text):
    assert surfaces(matcher, text) == ["ISIS"]


def test_a_variant_that_ends_in_a_full_stop(matcher):
    assert surfaces(matcher, "U.S. men in a U.S.-led war of the U.S.") == ["U.S."] * 3


@pytest.mark.parametrize(
    "text",
    [
        "CRISIS",
        "ISISes",
        "ISIS2",
        "ISIS_news",
        "@ISIS",
        "me@ISIS.org",
        "ISIS@mail.org",
        "ISIS.org",
        "www.news.org/ISIS",
        "https://news.org/the-fall-of-ISIS",
        "http://news.org/?q=ISIS",
        "news.org/ISIS",
    ],
)
def test_parts_of_words_handles_and_addresses_are_none(matcher, text):
    assert surfaces(matcher, text) == []


@pytest.mark.parametrize("text", ["isis", "islamic state", "ISLAMIC STATE", "IRAQ"])
def test_capitals_and_small_letters_matter(matcher, text):
    assert surfaces(matcher, text) == []


def test_ambiguous_variants_are_found_open(matcher):
    assert [(match.variant.text, match.decided) for match in matcher.matches("IS or ISIS")] == [
        ("IS", None),
        ("ISIS", True),
    ]


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("This IS the end of it.", False),
        ("Then came IS fighters.", True),
        ("Then came IS.", None),
        ("This IS fighters won.", True),  # both conditions of a rule must hold
    ],
)
def test_rules_reject_accept_or_leave_open(matcher, text, verdict):
    assert verdicts(matcher, text) == [("IS", verdict)]


def test_rejection_goes_before_acceptance(matcher):
    assert verdicts(matcher, "ISIS fell. Isis and Osiris did not.") == [("ISIS", True), ("Isis", False)]


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("THE WAR IS OVER NOW", False),
        ("Our army, and IS, came", None),
        ("NATO: IS came", None),
        ("WHAT IT IS", False),
        ("THE END\nIS came here\nTHE END", None),  # only the line counts
        ("IS", None),
    ],
)
def test_the_words_around_tell_the_verb_in_a_headline_in_capitals(matcher, text, verdict):
    assert verdicts(matcher, text) == [("IS", verdict)]


def test_without_accept_rules_all_that_is_not_rejected_counts(matcher):
    assert verdicts(matcher, "GIVE US MORE") == [("US", False)]
    assert verdicts(matcher, "The US came.") == [("US", True)]


def test_a_pattern_may_look_at_the_whole_article(matcher):
    assert verdicts(matcher, "Isis fell.", title="The end of the caliphate") == [("Isis", True)]
    assert verdicts(matcher, "Isis fell.", title="The end of it") == [("Isis", None)]
    assert verdicts(matcher, "ISIS fell. Isis left.") == [("ISIS", True), ("Isis", True)]
    assert verdicts(matcher, "ISIS fell. Isis, the goddess, did not.") == [("ISIS", True), ("Isis", None)]


def test_an_ambiguous_variant_may_lean_on_an_unambiguous_one_in_the_title(matcher):
    assert verdicts(matcher, "IS fell.", title="ISIL falls") == [("IS", True)]
    assert verdicts(matcher, "IS fell.", title="Iraq wins") == [("IS", None)]


def test_what_the_first_round_accepts_counts_as_naming_in_the_second(matcher):
    assert verdicts(matcher, "IS fell. Then came IS fighters.") == [("IS", True), ("IS", True)]
