"""One environment, said in three places; and documents that tell the truth about the code."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import yaml
from benchmarks.sentiment import weights_in
from benchmarks.sentiment_card import card_table
from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from analysis import tables

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")


def locked() -> dict[str, list[Requirement]]:
    found: dict[str, list[Requirement]] = {}
    for line in re.findall(r"^([A-Za-z0-9].*?) \\$", LOCK, re.MULTILINE):
        requirement = Requirement(line)
        found.setdefault(canonicalize_name(requirement.name), []).append(requirement)
    return found


def wanted() -> list[Requirement]:
    return [Requirement(text) for text in (*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["dev"])]


def test_the_lock_holds_every_dependency_within_its_bound() -> None:
    pins = locked()
    for requirement in wanted():
        versions = [str(next(iter(pin.specifier)).version) for pin in pins[canonicalize_name(requirement.name)]]
        assert all(requirement.specifier.contains(version, prereleases=True) for version in versions), requirement


def test_every_pin_is_exact_and_hashed() -> None:
    pins = [pin for pins in locked().values() for pin in pins]
    assert all(str(pin.specifier).startswith("==") for pin in pins)
    assert LOCK.count("--hash=sha256:") > len(pins)


def test_the_lock_names_no_address() -> None:
    assert "://" not in LOCK
    assert "index" not in LOCK.replace("--hash", "").split("==")[0]


def test_every_dependency_has_a_lower_bound() -> None:
    assert all(any(spec.operator == ">=" for spec in requirement.specifier) for requirement in wanted())


def test_the_lock_serves_the_oldest_python() -> None:
    environment = dict(default_environment()) | {"python_version": "3.11", "python_full_version": "3.11.0"}
    for name, pins in locked().items():
        fitting = [pin for pin in pins if pin.marker is None or pin.marker.evaluate(environment)]
        assert len(fitting) <= 1, name


def test_the_conda_environment_is_made_from_the_same_lock() -> None:
    environment = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
    assert environment["name"] == PROJECT["name"]
    python, pip, from_pip = environment["dependencies"]
    assert python == f"python{PROJECT['requires-python']}"
    assert (pip, from_pip) == ("pip", {"pip": ["-r requirements.lock"]})


def test_versions_agree() -> None:
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert citation["version"] == PROJECT["version"]
    assert f"## {PROJECT['version']}" in changelog


def test_the_data_dictionary_is_made_from_the_tables() -> None:
    assert tables.dictionary() in (ROOT / "data" / "processed" / "README.md").read_text(encoding="utf-8")


FIGURES_ON_CARDS = {
    *("kappa", "accuracy", "speaker_direct", "speaker_indirect"),
    *("f1_direct", "f1_indirect", "kappa_at_mentions", "source_direct", "source_indirect"),
}


def test_cards_state_the_measured_figures() -> None:
    models = ROOT / "src" / "analysis" / "models"
    for instrument in ("sentiment-network", "sentiment-linear", "sentiment-vader"):
        figures = json.loads((models / instrument / "figures.json").read_text(encoding="utf-8"))
        card = (models / instrument / "card.md").read_text(encoding="utf-8")
        assert card_table(figures) in card, instrument
        assert figures["weights"] == weights_in(models / instrument), f"{instrument}: measure the weights anew"
    for instrument in ("voice-tagger", "voice-rules"):
        voice = json.loads((models / instrument / "figures.json").read_text(encoding="utf-8"))
        card = (models / instrument / "card.md").read_text(encoding="utf-8")
        for data in ("voice-islamic-state dev", "voice-registers", "PolNeAR dev"):
            for name in FIGURES_ON_CARDS & set(voice[data]):
                assert f"{voice[data][name]:.3f}" in card, (instrument, data, name)


def test_every_word_list_names_its_source_and_licence() -> None:
    for file in (ROOT / "src" / "analysis" / "lexicon").iterdir():
        head = file.read_text(encoding="utf-8")[:600].lower()
        assert "source:" in head, file.name
        assert "licence:" in head, file.name


def test_targets_of_the_readme_exist() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"(?:^|`)make ([a-z]+)", readme, re.MULTILINE))
    assert {"report", "test", "lab", "help"} <= named <= targets
