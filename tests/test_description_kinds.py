"""Descriptions in a codebook: words that extend the lexicon, and faults that are told."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis import InputError, load_codebook
from analysis.descriptions import Description, with_own

BOOK = """\
name: rivers
title: What newspapers call a river
actors:
  long-river:
    label: the long river
    kind: group
    variants: [Old River]
    descriptions:
      terrorist:
        persons: [flooder]
      water:
        label: water
        groups: [stream, [brook]]
        adjectives: wet
"""


def loaded(folder: Path, text: str) -> tuple[Description, ...]:
    file = folder / "rivers.yml"
    file.write_text(text, encoding="utf-8")
    return load_codebook(file).actors["long-river"].descriptions


def test_an_actor_has_kinds_of_its_own_and_words_for_known_ones(tmp_path: Path) -> None:
    flooder, water = loaded(tmp_path, BOOK.replace("[brook]", "brook"))
    assert flooder == Description("terrorist", persons=("flooder",))
    assert water == Description("water", "water", groups=("stream", "brook"), adjectives=("wet",))


def test_an_actor_without_descriptions_has_none(tmp_path: Path) -> None:
    assert loaded(tmp_path, BOOK.partition("    descriptions:")[0]) == ()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (BOOK, "line 13: a text is expected here"),
        (BOOK.replace("persons", "person"), "line 10: unknown key 'person'. Did you mean 'persons'?"),
        (
            BOOK.replace("        persons: [flooder]\n", "        label: x\n"),
            "description 'terrorist' has no words",
        ),
        (BOOK.replace("      water:", "      Water!:").replace("[brook]", "brook"), "'Water!' cannot be an id"),
    ],
)
def test_a_fault_is_told(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(InputError) as caught:
        loaded(tmp_path, text)
    assert told in str(caught.value)


def test_own_words_join_a_known_kind_and_own_kinds_come_first() -> None:
    kinds = (Description("a", "A", persons=("one",)), Description("b", "B", groups=("two",)))
    own = (Description("b", groups=("three",)), Description("c", adjectives=("four",)))
    merged = with_own(kinds, own)
    assert [kind.description_id for kind in merged] == ["c", "a", "b"]
    assert merged[2] == Description("b", "B", groups=("two", "three"))
    assert merged[1] is kinds[0]
