"""Codebooks: what a good one gives, and how a bad one is told: file, line, fault, remedy."""

from __future__ import annotations

import hashlib
import pickle
from pathlib import Path

import pytest

from analysis import InputError, load_codebook, yamlfile
from analysis import codebook as codebook_module
from analysis.codebook import Rule, SentimentChoice, VoiceChoice
from analysis.features import attributions, sentiment, voice

ROOT = Path(__file__).resolve().parents[1]
GOOD = """\
name: rivers
title: What newspapers call a river
actors:
  long-river:
    label: the long river
    kind: group
    terms:
      old-name:
        label: Old River
        variants:
          - Old River
          - {text: old water, case: any}
      new-name:
        label: New River
        variants:
          - text: NR
            accept:
              - before: 'the '
                capitals: false
              - article_names: true
            reject:
              - after: '-tuner'
  ann-roe:
    label: Ann Roe
    kind: person
    variants: [Ann Roe, the river minister]
"""


@pytest.fixture
def codebook(tmp_path: Path) -> Path:
    file = tmp_path / "rivers.yml"
    file.write_text(GOOD, encoding="utf-8")
    return file


def refusal(file: Path, text: str | bytes) -> str:
    """Return the message for a codebook with this content, which must be refused."""
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(InputError) as caught:
        load_codebook(file)
    return str(caught.value)


def test_a_codebook_lists_actors_rival_names_and_spellings(codebook: Path) -> None:
    loaded = load_codebook(codebook)
    assert (loaded.name, loaded.title) == ("rivers", "What newspapers call a river")
    assert loaded.actor_labels() == {"long-river": "the long river", "ann-roe": "Ann Roe"}
    assert loaded.term_labels() == {"old-name": "Old River", "new-name": "New River"}
    assert [(actor.actor_id, actor.kind) for actor in loaded.contested()] == [("long-river", "group")]
    assert [(v.text, v.actor_id, v.term_id, v.line) for v in loaded.variants][:2] == [
        ("Old River", "long-river", "old-name", 11),
        ("old water", "long-river", "old-name", 12),
    ]


def test_a_variant_in_any_case_stands_in_small_capital_and_title_letters(codebook: Path) -> None:
    spelled = {variant.text for variant in load_codebook(codebook).variants if variant.line == 12}
    assert spelled == {"old water", "OLD WATER", "Old water", "Old Water"}


def test_an_actor_without_rival_names_has_no_terms(codebook: Path) -> None:
    minister = [variant for variant in load_codebook(codebook).variants if variant.actor_id == "ann-roe"]
    assert [(variant.text, variant.term_id) for variant in minister] == [
        ("Ann Roe", None),
        ("the river minister", None),
    ]
    assert not load_codebook(codebook).actors["ann-roe"].is_contested


def test_only_a_variant_with_rules_is_ambiguous(codebook: Path) -> None:
    ambiguous = [variant for variant in load_codebook(codebook).variants if variant.is_ambiguous]
    assert [variant.text for variant in ambiguous] == ["NR"]
    first, second = ambiguous[0].accept
    assert (first.capitals, second) == (False, Rule(article_names=True))


def test_patterns_stand_right_before_and_right_after(codebook: Path) -> None:
    (variant,) = [variant for variant in load_codebook(codebook).variants if variant.is_ambiguous]
    before, after = variant.accept[0].before, variant.reject[0].after
    assert before is not None
    assert after is not None
    assert [bool(before.search(text)) for text in ("along the ", "the long ")] == [True, False]
    assert [bool(after.search(text)) for text in ("-tuner", " a-tuner")] == [True, False]


def test_the_digest_is_that_of_the_files_bytes(codebook: Path) -> None:
    assert load_codebook(codebook).digest == hashlib.sha256(GOOD.encode()).hexdigest()


def test_the_same_codebook_is_found_from_the_projects_folder(codebook: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANALYSIS_PROJECT", str(codebook.parent))
    assert load_codebook("rivers.yml").file == codebook.resolve()


def with_choice(lines: str) -> str:
    return GOOD.replace("actors:\n", f"{lines}\nactors:\n", 1)


@pytest.mark.parametrize(
    ("lines", "choice"),
    [
        ("", VoiceChoice("tagger", "reported")),
        ("voice: {}", VoiceChoice("tagger", "reported")),
        ("voice: {instrument: rules}", VoiceChoice("rules", "reported")),
        ("voice: {indirect: all}", VoiceChoice("tagger", "all")),
        ("voice:\n  indirect: speech\n  instrument: tagger", VoiceChoice("tagger", "speech")),
    ],
)
def test_how_voice_is_measured_is_a_choice_with_defaults(codebook: Path, lines: str, choice: VoiceChoice) -> None:
    codebook.write_text(with_choice(lines), encoding="utf-8")
    assert load_codebook(codebook).voice == choice


def test_the_choices_are_those_that_the_measurement_knows() -> None:
    assert set(codebook_module.INSTRUMENTS) == set(attributions.INSTRUMENTS)
    assert set(codebook_module.INDIRECT) == set(voice.COUNTED)
    assert set(codebook_module.SENTIMENT_INSTRUMENTS) == set(sentiment.INSTRUMENTS)


@pytest.mark.parametrize(
    ("lines", "line", "told"),
    [
        ("voice: {instrument: tager}", 3, "'tager' is not known here. Use one of: tagger, rules."),
        ("voice:\n  indirect: said", 4, "'said' is not known here. Use one of: reported, speech, all."),
        ("voice: {instument: rules}", 3, "unknown key 'instument'. Did you mean 'instrument'?"),
        ("voice: rules", 3, "a mapping is expected here (key: value). "),
        ("voice:", 3, "a mapping is expected here (key: value). "),
    ],
)
def test_a_fault_in_the_choice_of_voice_is_told(codebook: Path, lines: str, line: int, told: str) -> None:
    assert refusal(codebook, with_choice(lines)).startswith(f"{codebook}, line {line}: {told}")


@pytest.mark.parametrize(
    ("lines", "choice"),
    [
        ("", SentimentChoice("network", 0.0)),
        ("sentiment: {}", SentimentChoice("network", 0.0)),
        ("sentiment: {instrument: linear}", SentimentChoice("linear", 0.0)),
        ("sentiment: {instrument: vader}", SentimentChoice("vader", 0.0)),
        ("sentiment: {uncertain_below: 0.5}", SentimentChoice("network", 0.5)),
        ("sentiment: {uncertain_below: 1}", SentimentChoice("network", 1.0)),
        ("sentiment:\n  uncertain_below: .75\n  instrument: network", SentimentChoice("network", 0.75)),
        ("voice: {instrument: rules}\nsentiment: {instrument: vader}", SentimentChoice("vader", 0.0)),
    ],
)
def test_how_sentiment_is_measured_is_a_choice_with_defaults(
    codebook: Path, lines: str, choice: SentimentChoice
) -> None:
    codebook.write_text(with_choice(lines), encoding="utf-8")
    found = load_codebook(codebook).sentiment
    assert found == choice
    assert isinstance(found.uncertain_below, float)


@pytest.mark.parametrize(
    ("lines", "line", "told"),
    [
        ("sentiment: {instrument: vadr}", 3, "'vadr' is not known here. Use one of: network, linear, vader."),
        ("sentiment:\n  instrument: [network]", 4, "what stands here is not known here. Use one of: network, linear"),
        ("sentiment:\n  uncertain_below: 1.5", 4, "a number from 0 to 1 is expected here, not 1.5. Write one, such "),
        ("sentiment: {uncertain_below: -0.1}", 3, "a number from 0 to 1 is expected here, not -0.1. "),
        ("sentiment: {uncertain_below: 50%}", 3, "a number from 0 to 1 is expected here, not '50%'. "),
        ("sentiment: {uncertain_below: '0.5'}", 3, "a number from 0 to 1 is expected here, not '0.5'. "),
        ("sentiment: {uncertain_below: true}", 3, "a number from 0 to 1 is expected here, not True. "),
        ("sentiment: {uncertain_below: .nan}", 3, "a number from 0 to 1 is expected here, not nan. "),
        ("sentiment: {uncertain_below: [0.5]}", 3, "a number from 0 to 1 is expected here, not "),
        ("sentiment: {uncertain_below: }", 3, "a number from 0 to 1 is expected here, not None. "),
        ("sentiment: {uncertain_bellow: 0.5}", 3, "unknown key 'uncertain_bellow'. Did you mean 'uncertain_below'?"),
        ("sentiment: vader", 3, "a mapping is expected here (key: value). "),
        ("sentiment:", 3, "a mapping is expected here (key: value). "),
        ("sentiments: {}", 3, "unknown key 'sentiments'. Did you mean 'sentiment'?"),
    ],
)
def test_a_fault_in_the_choice_of_sentiment_is_told(codebook: Path, lines: str, line: int, told: str) -> None:
    assert refusal(codebook, with_choice(lines)).startswith(f"{codebook}, line {line}: {told}")


@pytest.mark.parametrize("file", sorted((ROOT / "data" / "codebooks").glob("*.yml")), ids=lambda file: file.stem)
def test_the_projects_codebooks_load(file: Path) -> None:
    loaded = load_codebook(file)
    assert loaded.name == file.stem
    assert loaded.contested()


@pytest.mark.parametrize(
    ("old", "new", "line", "told"),
    [
        ("kind: group", "kint: group", 6, "unknown key 'kint'. Did you mean 'kind'?"),
        (
            "title: What",
            "about: What",
            2,
            "unknown key 'about'. Known keys: name, title, language, events, voice, sentiment, actors.",
        ),
        ("title: What newspapers call a river\n", "", 1, "key 'title' is lacking. Add it."),
        ("    label: the long river\n", "", 4, "key 'label' is lacking. Add it."),
        ("kind: group", "kind: river", 6, "'river' is not known here. Use one of: person, group, government, "),
        ("  ann-roe:", "  long-river:", 23, "key 'long-river' stands twice (first in line 4). Keep one."),
        ("new-name:", "old-name:", 13, "key 'old-name' stands twice (first in line 8). Keep one."),
        ("  ann-roe:", "  Ann Roe:", 23, "'Ann Roe' cannot be an id. Use small letters, digits and hyphens"),
        ("old-name:", "old_name:", 8, "'old_name' cannot be an id. "),
        ("name: rivers", "name: Rivers!", 1, "'Rivers!' cannot be an id. "),
        ("[Ann Roe, ", "[Old River, ", 26, "variant 'Old River' already stands under 'old-name' (line 11). A spelling"),
        ("text: NR", "text: OLD WATER", 16, "variant 'OLD WATER' already stands under 'old-name' (line 12). A spell"),
        ("'the '", "'the ('", 18, "pattern 'the (' is not valid (missing ), unterminated subpattern"),
        ("'the '", "'(?i)the '", 18, "pattern '(?i)the ' is not valid (global flags"),
        ("capitals: false", "capitals: maybe", 19, "true or false is expected here, not 'maybe'. Write true or false."),
        ("case: any", "case: both", 12, "'both' is not known here. Use one of: exact, any."),
        ("article_names: true", "names: true", 20, "unknown key 'names'. "),
        ("- article_names: true", "- {}", 20, "the rule has no condition. Use one of: before, after, article, "),
        ("label: Ann Roe", "label: 2014-08-01", 24, "a text is expected here, not datetime.date(2014, 8, 1). Put it "),
        ("label: Ann Roe", "label: no", 24, "a text is expected here, not False. Put it in quotation marks."),
        ("    variants: [Ann Roe, the river minister]\n", "", 23, "actor 'ann-roe' has neither terms nor variants. "),
        ("{text: old water, case: any}", "{case: any}", 12, "key 'text' is lacking. Add it."),
        ("[Ann Roe, the river minister]", "[42]", 26, "a mapping is expected here (key: value). See data/codebooks/"),
    ],
)
def test_a_fault_is_told_with_line_and_remedy(codebook: Path, old: str, new: str, line: int, told: str) -> None:
    assert old in GOOD
    assert refusal(codebook, GOOD.replace(old, new, 1)).startswith(f"{codebook}, line {line}: {told}")


def test_one_name_under_two_actors_is_told_with_both_lines(codebook: Path) -> None:
    twice = GOOD.replace("    variants: [", "    terms:\n      old-name: {label: x, variants: [y]}\n    variants: [")
    told = "term 'old-name' stands twice (also in line 8). Rename one."
    assert refusal(codebook, twice) == f"{codebook}, line 27: {told}"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", ": the file is empty. See data/codebooks/README.md for an example."),
        ("# only a comment\n", ": the file is empty. "),
        (
            "name: [rivers\n",
            ", line 2: not valid YAML (expected ',' or ']', but got '<stream end>'). Check indentation",
        ),
        ("name: rivers\n\ttitle: x\n", ", line 2: not valid YAML (found character '\\t' that cannot start any token)"),
        ("- rivers\n", ", line 1: a mapping is expected here (key: value). See data/codebooks/README.md."),
        ("The river rose.\n", ", line 1: a mapping is expected here (key: value). "),
        ("name: a\ntitle: b\nactors: {}\n", ", line 3: no actor is listed. Add at least one."),
        ("name: a\ntitle: b\nactors:\n", ", line 3: a mapping is expected here (key: value). "),
        ("name: Fluß".encode("latin-1"), ": cannot be read ('utf-8' codec can't decode byte 0xdf in position 9"),
        (b"name: \x00\x01", ": cannot be read (unacceptable character #x0000: "),
    ],
)
def test_a_file_that_is_no_codebook_is_told(codebook: Path, text: str | bytes, told: str) -> None:
    assert refusal(codebook, text).startswith(f"{codebook}{told}")


@pytest.mark.parametrize("value", ["!Kung", "2014-13-45"])
def test_a_value_that_yaml_cannot_build_is_told_with_its_line(codebook: Path, value: str) -> None:
    told = refusal(codebook, GOOD.replace("- Old River", f"- {value}"))
    assert told.startswith(f"{codebook}, line 11: ")


def test_a_missing_codebook_is_told(codebook: Path) -> None:
    with pytest.raises(InputError, match=r"lakes\.yml: no such codebook \(looked for .*Check the spelling of the path"):
        load_codebook(codebook.parent / "lakes.yml")


def test_a_folder_is_no_codebook(codebook: Path) -> None:
    with pytest.raises(InputError, match=r"this is a folder\. Give a codebook file, such as islamic-state\.yml"):
        load_codebook(codebook.parent)


def test_yaml_values_remember_their_lines(tmp_path: Path) -> None:
    file = tmp_path / "a.yml"
    file.write_text("words:\n  - one\n  - two\nsingle: three\n")
    keys = yamlfile.load(file).mapping()
    assert [(item.text(), item.line) for item in keys["words"].sequence()] == [("one", 2), ("two", 3)]
    assert [item.text() for item in keys["single"].sequence()] == ["three"]


def test_an_input_error_names_place_fault_and_remedy_and_survives_a_process_border() -> None:
    error = pickle.loads(pickle.dumps(InputError(Path("a.yml"), "it is bad", "Mend it.")))
    assert str(error) == "a.yml: it is bad. Mend it."
    assert (error.place, error.fault, error.remedy) == ("a.yml", "it is bad", "Mend it.")
