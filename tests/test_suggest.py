"""Suggestions are one YAML document in the codebook's shape: what is pasted loads, and is not suggested again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.codebook import KINDS, Codebook, load_codebook
from analysis.features.mentions import find_mentions
from analysis.suggest import suggestions

CODEBOOK = """\
name: names
title: Who is written about
actors:
  group:
    label: the group
    kind: group
    terms:
      islamic-state: {label: Islamic State, variants: [Islamic State]}
      isis: {label: ISIS, variants: [ISIS, {text: IS, reject: [{before: 'what '}]}]}
  austria: {label: Austria, kind: country, variants: [Austria]}
  iran: {label: Iran, kind: country, variants: [Iranian government]}
  "no": {label: Norway, kind: country, variants: [Norway]}
"""
FAR = "On a sunny day in a distant land, very far off, "  # what stands farther from the line's start is no dateline
DAWLA = f"{FAR}the Islamic State (Dawla) left."


@pytest.fixture(scope="module")
def load(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Codebook]:
    """Load a codebook from its text."""
    file: Path = tmp_path_factory.mktemp("codebooks") / "names.yml"

    def loaded(text: str) -> Codebook:
        file.write_text(text, encoding="utf-8")
        return load_codebook(file)

    return loaded


@pytest.fixture(scope="module")
def codebook(load: Callable[[str], Codebook]) -> Codebook:
    return load(CODEBOOK)


@pytest.fixture(scope="module")
def suggested(codebook: Codebook) -> Callable[..., str]:
    """Return what is suggested for some bodies, as text."""

    def suggest(*bodies: str, fewest: int = 1, **given: int) -> str:
        return suggestions(corpus(*bodies), codebook, fewest=fewest, **given)

    return suggest


@pytest.fixture(scope="module")
def actors(suggested: Callable[..., str]) -> Callable[..., dict[str, Any]]:
    return lambda *bodies, **given: yaml.safe_load(suggested(*bodies, **given))["actors"]


@pytest.fixture(scope="module")
def variants(suggested: Callable[..., str]) -> Callable[..., dict[str, Any]]:
    return lambda *bodies, **given: yaml.safe_load(suggested(*bodies, **given))["variants"]


def corpus(*bodies: str) -> pd.DataFrame:
    return pd.DataFrame({"article_id": [f"a{n}" for n in range(len(bodies))], "body": bodies})


def pasted(into: str, found: str) -> str:
    """Return a codebook with all that was suggested added where it belongs."""
    codebook, new = yaml.safe_load(into), yaml.safe_load(found)
    codebook["actors"] |= new["actors"]
    for actor_id, added in new["variants"].items():
        actor = codebook["actors"][actor_id]
        for term_id, term in added.get("terms", {}).items():
            actor["terms"][term_id]["variants"] += term["variants"]
        actor["variants"] = actor.get("variants", []) + added.get("variants", [])
        if not actor["variants"]:
            del actor["variants"]
    return yaml.safe_dump(codebook, allow_unicode=True)


NEWS = (
    f"{FAR}the Islamic State (Dawla) lost Mosul. A lawyer, Clara Falk said, saw Falk. The men of Austira left.",
    f"{FAR}ISIS, also known as Khilafa, left Mosul. We met Clara Falk and the Free Northern Army in Austira.",
    f"{FAR}the Iranian government (Falk) left in Mosul.\nWe saw Clara Falk. ISIS (Khilafa) won in Norwey and norwey.",
    f"{FAR}the Islamic State (Dawla) left the Free Northern Army.",
)


def test_all_is_one_document_in_the_shape_of_a_codebook(suggested: Callable[..., str]) -> None:
    assert yaml.safe_load(suggested(*NEWS, fewest=2)) == {
        "actors": {
            "clara-falk": {"label": "Clara Falk", "kind": "person", "variants": ["Clara Falk", "Falk"]},
            "mosul": {"label": "Mosul", "kind": "country", "variants": ["Mosul"]},
            "austira": {"label": "Austira", "kind": "country", "variants": ["Austira"]},
            "free-northern-army": {"label": "Free Northern Army", "kind": "group", "variants": ["Free Northern Army"]},
        },
        "variants": {
            "group": {"terms": {"islamic-state": {"variants": ["Dawla"]}, "isis": {"variants": ["Khilafa"]}}},
        },
    }


def test_lines_stand_as_deep_as_in_a_codebook(load: Callable[[str], Codebook], suggested: Callable[..., str]) -> None:
    found = suggested(*["We saw Roe in Mosul."] * 2)
    new = load(CODEBOOK + found.partition("actors:\n")[2].partition("variants: {}")[0])
    assert list(new.actors)[-2:] == ["mosul", "roe"]


def test_what_is_pasted_is_found_and_not_suggested_again(load: Callable[[str], Codebook]) -> None:
    has = CODEBOOK
    assert set(find_mentions(corpus(*NEWS), load(has))["surface"]) == {"Islamic State", "ISIS", "Iranian government"}
    has = pasted(has, suggestions(corpus(*NEWS), load(has), fewest=2))
    found = find_mentions(corpus(*NEWS), load(has))
    assert set(found["surface"]) >= {"Dawla", "Khilafa", "Clara Falk", "Falk", "Mosul", "Austira", "Free Northern Army"}
    assert set(found.loc[found["surface"] == "Dawla", "term_id"]) == {"islamic-state"}
    assert yaml.safe_load(suggestions(corpus(*NEWS), load(has), fewest=2)) == {"actors": {}, "variants": {}}


def test_every_entry_has_counts_its_kind_and_examples_from_different_articles(suggested: Callable[..., str]) -> None:
    far = "            # … a sunny day in a distant land, very far off,"
    saw = [f"We saw Roe there on {day}." for day in ("Monday", "Monday", "Tuesday", "Friday", "Sunday")]
    found = suggested(*saw, f"{DAWLA} Then Dawla lost Roe, and Roe won.", f"{FAR}the Islamic State (Dawla) won.")
    assert found.splitlines() == [
        "# What codebook 'names' lacks, by frequency. Keep what matters to the study.",
        "",
        f"# New actors: paste under `actors`. Check each kind: {', '.join(KINDS)}.",
        "actors:",
        "  roe:  # 7 times in 6 articles, kind unknown",
        "    # We saw Roe there on Monday.",
        "    # We saw Roe there on Tuesday.",
        "    # We saw Roe there on Friday.",
        "    label: Roe",
        "    kind: organisation",
        "    variants: [Roe]",
        "",
        "# Other names of actors that it has: paste each under the `variants` of the same actor or term.",
        "variants:",
        "  group:",
        "    terms:",
        "      islamic-state:",
        "        variants:",
        "          - Dawla  # given as another name in 2 articles; 3 times in 2 articles, kind unknown",
        f"{far} the Islamic State (Dawla) left. Then Dawla lost Roe, and Roe won.",
        f"{far} the Islamic State (Dawla) won.",
    ]


@pytest.mark.parametrize(
    ("body", "kind", "guess"),
    [
        ("It rained in Mosul.", "country", "looks like a place"),
        ("We saw Kurds there.", "people", "looks like a people"),
        ("We saw Xyz there.", "organisation", "kind unknown"),
    ],
)
def test_the_kind_is_one_that_codebooks_have(suggested: Callable[..., str], body: str, kind: str, guess: str) -> None:
    found = suggested(body)
    assert f"1 article, {guess}\n" in found
    (actor,) = yaml.safe_load(found)["actors"].values()
    assert actor["kind"] == kind


def test_a_name_that_texts_use_often_is_no_alias_for_being_called_one_once(suggested: Callable[..., str]) -> None:
    bodies = [*["We saw Obama there."] * 30, f"{FAR}the Iranian government (Obama) left."]
    found = suggested(*bodies, fewest=5)
    assert yaml.safe_load(found) == {
        "actors": {"obama": {"label": "Obama", "kind": "organisation", "variants": ["Obama"]}},
        "variants": {},
    }
    assert "perhaps" not in found
    found = suggested(*bodies, f"{FAR}the Iranian government (Obama) won.", fewest=5)
    assert list(yaml.safe_load(found)["actors"]) == ["obama"]
    assert yaml.safe_load(found)["variants"] == {}
    assert "    # perhaps a name of iran: given as another name in 2 articles\n" in found


def test_a_name_that_texts_often_call_another_name_is_one(suggested: Callable[..., str]) -> None:
    bodies = [*["We saw Dawla there."] * 8, DAWLA]
    assert list(yaml.safe_load(suggested(*bodies, fewest=3))["actors"]) == ["dawla"]
    assert yaml.safe_load(suggested(*bodies, DAWLA, fewest=3)) == {
        "actors": {},
        "variants": {"group": {"terms": {"islamic-state": {"variants": ["Dawla"]}}}},
    }


def test_a_name_that_texts_use_often_is_no_alias_for_its_spelling(suggested: Callable[..., str]) -> None:
    found = suggested(*["We went to Australia."] * 30, fewest=5)
    assert list(yaml.safe_load(found)["actors"]) == ["australia"]
    assert yaml.safe_load(found)["variants"] == {}
    assert (
        "  australia:  # 30 times in 30 articles, kind unknown\n    # perhaps a name of austria: spelled like Austria\n"
        in found
    )


def test_a_rare_name_that_is_spelled_like_another_is_an_alias(suggested: Callable[..., str]) -> None:
    found = suggested(*["We saw Islamic Statte and Norwaay."] * 2, fewest=5)
    assert yaml.safe_load(found) == {
        "actors": {},
        "variants": {
            "group": {"terms": {"islamic-state": {"variants": ["Islamic Statte"]}}},
            "no": {"variants": ["Norwaay"]},
        },
    }
    assert "  - Norwaay  # spelled like Norway; 2 times in 2 articles, " in found


def test_a_frequent_name_that_differs_in_capitals_and_marks_only_is_an_alias(variants: Callable[..., Any]) -> None:
    found = variants(*["We saw the Islamic-State there."] * 9, fewest=5)
    assert found == {"group": {"terms": {"islamic-state": {"variants": ["Islamic-State"]}}}}


def test_other_names_need_two_articles_or_as_few_as_actors(variants: Callable[..., Any]) -> None:
    assert variants(DAWLA, fewest=1) != {}
    assert variants(DAWLA, fewest=2) == {}
    assert variants(DAWLA, DAWLA, fewest=5) == variants(DAWLA, fewest=1)


def test_a_string_stands_in_one_place_only(load: Callable[[str], Codebook], suggested: Callable[..., str]) -> None:
    twice = f"{FAR}ISIS (Dawla) left, and the Islamic State (Dawla) won, and IS (Falk), and what IS (Austria)."
    found = suggested(twice, f"{FAR}ISIS (Dawla) left. A lawyer, Clara Falk said, saw Falk. We saw the Islamic Statte.")
    assert load(pasted(CODEBOOK, found))


def test_nothing_to_suggest(suggested: Callable[..., str]) -> None:
    for bodies in ((), ("It rained.", "We saw the Islamic State.")):
        found = suggested(*bodies)
        assert found.count("{}  # none found\n") == 2
        assert yaml.safe_load(found) == {"actors": {}, "variants": {}}


def test_as_many_as_asked_and_those_of_enough_articles(
    actors: Callable[..., Any], variants: Callable[..., Any]
) -> None:
    bodies = [*["We saw Roe and Mara there."] * 5, *["We saw Roe and Lee there."] * 2]
    assert [list(actors(*bodies, fewest=2, most=most)) for most in (1, 2, 9)] == [
        ["roe"],
        ["roe", "mara"],
        ["roe", "mara", "lee"],
    ]
    assert list(actors(*bodies, fewest=5)) == ["roe", "mara"]
    said = [f"{FAR}ISIS (Dawla) left.", f"{FAR}ISIS (Dawla) and ISIS (Khilafa) left."]
    assert variants(*said, most=1) == {"group": {"terms": {"isis": {"variants": ["Dawla"]}}}}


@pytest.mark.parametrize(
    ("name", "actor_id"),
    [
        ("Clara Falk", "clara-falk"),
        ("O'Brien", "o-brien"),
        ("N’Djamena", "n-djamena"),
        ("Ångström", "angstrom"),
        ("Éire", "eire"),
        ("Øst", "st"),
        ("ØØØ", "actor"),
        ("Yes", "yes"),
        ("Group", "group-2"),  # the codebook has an actor of that id
    ],
)
def test_an_actors_id_is_its_name_in_plain_small_letters(
    load: Callable[[str], Codebook], suggested: Callable[..., str], name: str, actor_id: str
) -> None:
    found = suggested(f"We saw {name} there.")
    assert list(yaml.safe_load(found)["actors"]) == [actor_id]
    assert load(pasted(CODEBOOK, found)).actors[actor_id].label == name


def test_no_two_actors_have_one_id(actors: Callable[..., Any]) -> None:
    found = actors("We saw Group, Grôup, Gröup and Group-2 there.")
    assert sorted(found) == ["group-2", "group-2-2", "group-3", "group-4"]


@pytest.mark.parametrize("name", ["Yes", "Null", "True", "Off", "NaN", "Ja’a", "O'Neill"])
def test_a_name_that_yaml_reads_as_something_else_stands_in_quotation_marks(
    actors: Callable[..., Any], name: str
) -> None:
    (actor,) = actors(f"We saw {name} there.").values()
    assert (actor["label"], actor["variants"]) == (name, [name])


def test_whatever_stands_around_a_name_stays_a_comment(
    actors: Callable[..., Any], variants: Callable[..., Any]
) -> None:
    odd = "&here *there !no | > % @ `\u2028\x85\x00\x1b\ufeff\ufffe- z"
    assert list(actors(f"- {{x: [1, # 'y\"\n  key: We saw Roe: {odd}\n---\n...")) == ["roe"]
    assert list(variants(f"{FAR}\x00\x85 ISIS (Dawla) {odd}")) == ["group"]


WORDS = ["O'Brien", "Ångström", "Angstrom", "Straße", "Yes", "Null", "Nineveh", "N’Djamena", "Y_x", "A-1", "Øst", "OFF"]
NAMES = st.lists(st.sampled_from([*WORDS, "Austira", "Islamic Statte", "ISIS", "Falk"]), min_size=1, max_size=2)
FORMS = st.sampled_from(
    ["We saw {} there.", f"{FAR}ISIS ({{}}) left.", f"{FAR}the Islamic State, also known as {{}}, left."]
)


@settings(deadline=None)
@given(found=st.lists(st.tuples(FORMS, NAMES.map(" ".join)), max_size=6), fewest=st.integers(1, 3))
def test_whatever_is_pasted_loads_and_leaves_nothing_to_suggest(
    load: Callable[[str], Codebook], found: list[tuple[str, str]], fewest: int
) -> None:
    articles = corpus(*(form.format(name) for form, name in found))
    has = pasted(CODEBOOK, suggestions(articles, load(CODEBOOK), fewest=fewest))
    left = yaml.safe_load(suggestions(articles, load(has), fewest=fewest))
    assert left == {"actors": {}, "variants": {}}
