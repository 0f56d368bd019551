"""Suggestions are YAML: they load where they are pasted, and leave nothing to suggest."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.codebook import Codebook, load_codebook
from analysis.features.candidates import candidates
from analysis.suggest import suggestions

ALIASES = "# Other names of actors in the codebook: add those that fit to the variants of the actor or term.\n"
ACTORS = "# Names that the codebook does not have: paste those that matter under `actors`, and check the kind.\n"
CODEBOOK = """\
name: names
title: Who is written about
actors:
  group:
    label: the group
    kind: group
    variants:
    - Islamic State
"""
DAWLA = "On a sunny day in a distant land, very far off, the Islamic State (Dawla) left."


@pytest.fixture(scope="module")
def load(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Codebook]:
    """Load a codebook from its text."""
    file: Path = tmp_path_factory.mktemp("codebooks") / "names.yml"

    def loaded(text: str) -> Codebook:
        file.write_text(text, encoding="utf-8")
        return load_codebook(file)

    return loaded


def corpus(*bodies: str) -> pd.DataFrame:
    return pd.DataFrame({"article_id": [f"a{n}" for n in range(len(bodies))], "body": bodies})


def parts(text: str) -> tuple[str, str]:
    """Return the two parts of suggestions, without their heads: aliases and actors."""
    aliases, actors = text.removeprefix(ALIASES).split(ACTORS)
    assert text == f"{ALIASES}{aliases}{ACTORS}{actors}"
    return aliases, actors


def test_actors_are_pasted_under_actors(load: Callable[[str], Codebook]) -> None:
    articles = corpus("We saw Roe in Mosul.", "A lawyer, Clara Falk said, saw Falk and the Free Northern Army.")
    _, actors = parts(suggestions(articles, load(CODEBOOK), fewest=1))
    assert yaml.safe_load(actors) == {
        "clara-falk": {"label": "Clara Falk", "kind": "person", "variants": ["Clara Falk", "Falk"]},
        "free-northern-army": {"label": "Free Northern Army", "kind": "group", "variants": ["Free Northern Army"]},
        "mosul": {"label": "Mosul", "kind": "country", "variants": ["Mosul"]},
        "roe": {"label": "Roe", "kind": "organisation", "variants": ["Roe"]},
    }
    pasted = load(CODEBOOK + actors)
    assert list(pasted.actors) == ["group", *yaml.safe_load(actors)]
    assert [variant.text for variant in pasted.variants if variant.actor_id == "clara-falk"] == ["Clara Falk", "Falk"]


def test_other_names_are_pasted_under_variants(load: Callable[[str], Codebook]) -> None:
    articles = corpus(DAWLA, "We saw the Islamic Statte there.")
    aliases, _ = parts(suggestions(articles, load(CODEBOOK), fewest=1))
    assert yaml.safe_load(aliases) == ["Dawla", "Islamic Statte"]
    indented = "".join(f"    {line}\n" for line in aliases.splitlines())
    pasted = load(CODEBOOK + indented)
    assert [variant.text for variant in pasted.variants] == ["Islamic State", "Dawla", "Islamic Statte"]


def test_every_entry_has_its_counts_and_an_example_beside_it(load: Callable[[str], Codebook]) -> None:
    articles = corpus(DAWLA, "We saw Roe, and Roe\nleft.", "We saw the Islamic Statte and Roe.")
    aliases, actors = parts(suggestions(articles, load(CODEBOOK), fewest=1))
    assert aliases.splitlines()[:4] == [
        "# group: said to be one, 1 article: , very far off, the Islamic State (Dawla) left.",
        "- Dawla",
        "# group: spelled like Islamic State, 1 article: We saw the Islamic Statte and Roe.",
        "- Islamic Statte",
    ]
    assert actors.splitlines()[:5] == [
        "  # 3 times in 2 articles, kind unknown: We saw Roe, and Roe",
        "  roe:",
        "    label: Roe",
        "    kind: organisation",
        "    variants: [Roe]",
    ]


@pytest.mark.parametrize(
    ("body", "kind", "guess"),
    [
        ("It rained in Mosul.", "country", "looks like a place"),
        ("We saw Kurds there.", "people", "looks like a people"),
        ("We saw Xyz there.", "organisation", "kind unknown"),
    ],
)
def test_the_kind_is_one_that_codebooks_have(load: Callable[[str], Codebook], body: str, kind: str, guess: str) -> None:
    _, actors = parts(suggestions(corpus(body), load(CODEBOOK), fewest=1))
    assert f"1 article, {guess}: " in actors
    (actor,) = yaml.safe_load(actors).values()
    assert actor["kind"] == kind


def test_what_is_spelled_like_a_variant_is_no_actor_too(load: Callable[[str], Codebook]) -> None:
    _, actors = parts(suggestions(corpus("We saw the Islamic Statte there."), load(CODEBOOK), fewest=1))
    assert actors == "# None found.\n"


def test_both_parts_can_be_pasted(load: Callable[[str], Codebook]) -> None:
    aliases, actors = parts(suggestions(corpus(DAWLA), load(CODEBOOK), fewest=1))
    load(CODEBOOK + "".join(f"    {line}\n" for line in aliases.splitlines()) + actors)


def test_a_name_in_the_capitals_of_a_dateline_is_not_suggested_again(load: Callable[[str], Codebook]) -> None:
    has = CODEBOOK + "  mosul: {label: Mosul, kind: country, variants: [Mosul]}\n"
    _, actors = parts(suggestions(corpus("MOSUL (AP) - We saw Mosul, Mosul and Mosul."), load(has), fewest=1))
    load(has + actors.replace("# None found.\n", ""))


def test_nothing_to_suggest(load: Callable[[str], Codebook]) -> None:
    for articles in (corpus(), corpus("It rained.", "We saw the Islamic State.")):
        found = suggestions(articles, load(CODEBOOK), fewest=1)
        assert found == f"{ALIASES}# None found.\n\n{ACTORS}# None found.\n"
        assert yaml.safe_load(found) is None


def test_as_many_actors_as_asked_and_those_of_enough_articles(load: Callable[[str], Codebook]) -> None:
    articles = corpus(*["We saw Roe and Mara there."] * 5, *["We saw Roe and Lee there."] * 2)
    codebook = load(CODEBOOK)
    of = [yaml.safe_load(suggestions(articles, codebook, fewest=2, most=most)) for most in (1, 2, 9)]
    assert [list(found) for found in of] == [["roe"], ["roe", "mara"], ["roe", "mara", "lee"]]
    assert list(yaml.safe_load(suggestions(articles, codebook))) == ["roe", "mara"]


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
        ("Group", "group-2"),  # the codebook has an actor of that id
    ],
)
def test_an_actors_id_is_its_name_in_plain_small_letters(
    load: Callable[[str], Codebook], name: str, actor_id: str
) -> None:
    _, actors = parts(suggestions(corpus(f"We saw {name} there."), load(CODEBOOK), fewest=1))
    assert list(yaml.safe_load(actors)) == [actor_id]
    assert load(CODEBOOK + actors).actors[actor_id].label == name


def test_no_two_actors_have_one_id(load: Callable[[str], Codebook]) -> None:
    articles = corpus("We saw Group, Grôup, Gröup and Group-2 there.")
    _, actors = parts(suggestions(articles, load(CODEBOOK), fewest=1))
    assert sorted(load(CODEBOOK + actors).actors) == ["group", "group-2", "group-2-2", "group-3", "group-4"]


@pytest.mark.parametrize("name", ["Yes", "Null", "True", "Off", "NaN", "Ja’a", "O'Neill"])
def test_a_name_that_yaml_reads_as_something_else_stands_in_quotation_marks(
    load: Callable[[str], Codebook], name: str
) -> None:
    _, actors = parts(suggestions(corpus(f"We saw {name} there."), load(CODEBOOK), fewest=1))
    (actor,) = yaml.safe_load(actors).values()
    assert (actor["label"], actor["variants"]) == (name, [name])


def test_whatever_stands_around_a_name_stays_a_comment(load: Callable[[str], Codebook]) -> None:
    articles = corpus("- {x: [1, # 'y\"\n  key: We saw Roe: &here *there !no | > % @ `\u2028\x85- z\n---\n...")
    _, actors = parts(suggestions(articles, load(CODEBOOK), fewest=1))
    assert list(yaml.safe_load(actors)) == ["roe"]


def test_a_long_example_is_cut_at_a_word(load: Callable[[str], Codebook]) -> None:
    body = f"{'they went on and on ' * 9}and saw Commander Abu Bakr of the House of Falk there {'and on and on ' * 9}"
    _, actors = parts(suggestions(corpus(body), load(CODEBOOK), fewest=1))
    for line in actors.splitlines():
        if line.startswith("  # "):
            example = line.partition(": ")[2]
            assert len(example) <= 102
            assert set(example.removesuffix(" …").split()) <= set(body.split())


WORDS = ["O'Brien", "Ångström", "Angstrom", "Straße", "Yes", "Null", "Nineveh", "N’Djamena", "Y_x", "A-1", "Øst", "OFF"]
NAMES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=2).map(" ".join)


@settings(deadline=None)
@given(found=st.lists(NAMES, max_size=6))
def test_what_is_pasted_loads_and_leaves_nothing_to_suggest(load: Callable[[str], Codebook], found: list[str]) -> None:
    articles = corpus(*(f"We saw {name} there." for name in found))
    _, actors = parts(suggestions(articles, load(CODEBOOK), fewest=1))
    assert candidates(articles, load(CODEBOOK + actors), fewest=1) == []
