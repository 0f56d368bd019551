"""Which name a description belongs to, and by what."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from analysis import Codebook, find_mentions, load_codebook
from analysis.features.descriptions import find_descriptions
from analysis.tables import ATTRIBUTIONS, DESCRIPTIONS

BOOK = """\
name: groups
title: Groups
actors:
  the-group:
    label: the group
    kind: group
    terms:
      lake: {label: Lake State, variants: [Lake State]}
      ls: {label: LS, variants: [LS]}
  hill-army:
    label: the Hill Army
    kind: group
    variants: [Hill Army]
  hilland:
    label: Hilland
    kind: country
    variants: [Hilland]
  marsh:
    label: Marsh
    kind: person
    variants: [Marsh]
    descriptions:
      office: {persons: [boatman]}
"""


@pytest.fixture
def codebook(tmp_path: Path) -> Codebook:
    file = tmp_path / "groups.yml"
    file.write_text(BOOK, encoding="utf-8")
    return load_codebook(file)


def rows(codebook: Codebook, *bodies: str, attributions: pd.DataFrame | None = None) -> pd.DataFrame:
    articles = pd.DataFrame({"article_id": [str(number) for number in range(len(bodies))], "body": bodies})
    given = ATTRIBUTIONS.empty() if attributions is None else attributions
    mentions = find_mentions(articles, codebook)
    return find_descriptions(articles, mentions=mentions, attributions=given, codebook=codebook)


def described(codebook: Codebook, body: str) -> list[tuple[str, str, str]]:
    found = rows(codebook, body)
    names = [body[start:end] for start, end in zip(found["mention_start"], found["mention_end"], strict=True)]
    return list(zip(found["surface"], names, found["relation"], strict=True))


@pytest.mark.parametrize(
    ("body", "surface", "relation"),
    [
        ("Troops fought the terrorist group LS in spring.", "terrorist group", "prenominal"),
        ("They fought LS militants in spring.", "militants", "prenominal"),
        ("They fought “LS” militants in spring.", "militants", "prenominal"),
        ("The LS group's leader spoke.", "group", "prenominal"),
        ("The militant LS, feared by all, spoke.", "militant", "prenominal"),
        ("A radical group that calls itself the LS has come.", "radical group", "prenominal"),
        ("The group, which is also known as LS, has come.", "group", "prenominal"),
        ("They fought LS, a brutal jihadist organisation that kills.", "brutal jihadist organisation", "apposition"),
        ("They fought LS (the world’s richest terror group).", "world’s richest terror group", "apposition"),
        ("The extremist group, LS, has come.", "extremist group", "apposition"),
        ("LS is a terrorist organization.", "terrorist organization", "predicate"),
        ("LS are terrorists.", "terrorists", "predicate"),
        (
            "LS is not just a radical, cold network.",
            "radical, cold network",
            "predicate",
        ),
        ("Hilland designated LS a terrorist group.", "terrorist group", "predicate"),
        ("He fled the militants of the LS.", "militants", "of"),
        ("He met terrorist groups such as Red Hand and LS.", "terrorist groups", "example"),
        ("He met a group like LS.", "group", "example"),
        ("He fought LS and other extremists.", "extremists", "example"),
        ("LS came, and then the jihadists left.", "jihadists", "sentence"),
    ],
)
def test_a_description_is_tied_to_the_name(codebook: Codebook, body: str, surface: str, relation: str) -> None:
    assert [one for one in described(codebook, body) if one[1] == "LS"][-1] == (surface, "LS", relation)


@pytest.mark.parametrize(
    "body",
    [
        "They fear LS terrorist attacks.",  # the attacks are
        "A militant LS supporter came.",
        "Anti-LS forces came.",
        "The LS-linked group came.",
        "The fight against LS is a group effort.",
        "LS is not a state.",
        "After the raid by LS, the group said nothing.",
        "LS affiliates came.",  # others
        "LS met Hilland's fighters.",
        "LS met Kurdish rebels.",
        "LS is coming. Terrorists fled.",
    ],
)
def test_what_is_not_the_names_is_not_tied_to_it(codebook: Codebook, body: str) -> None:
    assert described(codebook, body) == []


def test_a_name_is_no_description_of_itself(codebook: Codebook) -> None:
    assert described(codebook, "The Lake State met the Hill Army.") == []


def test_a_description_belongs_to_one_name_the_one_it_is_tied_to_most(codebook: Codebook) -> None:
    assert described(codebook, "LS fought the Hill Army, a militia, here.") == [("militia", "Hill Army", "apposition")]


def test_of_a_name_and_its_alias_the_name_is_described(codebook: Codebook) -> None:
    assert described(codebook, "The Lake State (LS), a terrorist group, came.") == [
        ("terrorist group", "Lake State", "apposition")
    ]
    assert described(codebook, "The Lake State (LS) militants came.") == [("militants", "Lake State", "prenominal")]


def test_others_than_groups_are_described_in_the_codebooks_words(codebook: Codebook) -> None:
    found = rows(codebook, "The boatman Marsh came.", "Hilland is a terrorist state.")
    assert found[["article_id", "surface", "description_id", "actor_id"]].values.tolist() == [
        ["0", "boatman", "office", "marsh"]
    ]


def test_the_voice_is_that_of_the_description(codebook: Codebook) -> None:
    body = "He called LS “a terrorist group”, and LS militants fled."
    quote = (body.index("a terrorist"), body.index("”"))
    spoken = pd.DataFrame({"article_id": ["0"], "part": ["body"], "start": [quote[0]], "end": [quote[1]]})
    spoken = ATTRIBUTIONS.check(
        spoken.assign(kind="direct", cue_class="speech", speaker="Ann Roe", confidence=0.9).reindex(
            columns=list(ATTRIBUTIONS.columns)
        )
    )
    found = rows(codebook, body, attributions=spoken).set_index("surface")
    assert found["voice"].to_dict() == {"terrorist group": "direct", "militants": "narration"}
    assert found.loc["terrorist group", "speaker"] == "Ann Roe"


def test_spans_are_those_of_the_text_and_row_order_changes_nothing(codebook: Codebook) -> None:
    bodies = ["The militant group LS met LS fighters.", "LS, a sect and a terrorist group, met the Hill Army rebels."]
    articles = pd.DataFrame({"article_id": ["0", "1"], "body": bodies})
    mentions = find_mentions(articles, codebook)
    given = {"attributions": ATTRIBUTIONS.empty(), "codebook": codebook}
    found = find_descriptions(articles, mentions=mentions, **given)
    assert len(found) >= 3
    assert found.equals(found.sort_values(["article_id", "start"]))
    for row in found.to_dict("records"):
        assert bodies[int(row["article_id"])][row["start"] : row["end"]] == row["surface"]
    shuffled = find_descriptions(articles, mentions=mentions.sample(frac=1, random_state=1), **given)
    pd.testing.assert_frame_equal(found, shuffled)


def test_a_text_without_names_has_no_descriptions(codebook: Codebook) -> None:
    pd.testing.assert_frame_equal(rows(codebook, "Terrorists came."), DESCRIPTIONS.empty(), check_index_type=False)
