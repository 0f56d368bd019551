"""Patterns made with the words of a lexicon file."""

from __future__ import annotations

import re

from analysis import paths, yamlfile
from analysis.cleaning import wordlists


def test_a_list_stands_in_a_pattern_in_the_place_of_its_name() -> None:
    month = wordlists.pattern(r"(?i)(<<months>>)\.? \d")
    assert [found[1] for found in month.finditer("Sept. 3, SEPTEMBER 4, Smarck 5")] == ["Sept", "SEPTEMBER"]
    assert wordlists.pattern("<<suffixes>>").fullmatch("iii")


def test_a_point_in_a_word_is_a_point() -> None:
    assert wordlists.pattern("<<honorifics>>").fullmatch("U.S")
    assert not wordlists.pattern("<<honorifics>>").fullmatch("UxS")


def test_every_list_of_the_lexicon_is_used_and_has_each_word_once() -> None:
    lists = yamlfile.load(paths.LEXICON / "bylines.yml").mapping()
    modules = ("authors", "bylines", "creditlines", "datelines", "personnames")
    code = "".join((paths.LEXICON.parent / "cleaning" / f"{name}.py").read_text(encoding="utf-8") for name in modules)
    used = re.findall(r"(?:<<|listed\(\")(\w+)", code)
    assert set(used) == set(lists)
    for name, entry in lists.items():
        words = [word.text() for word in entry.sequence()]
        assert len(words) == len(set(words)), name
