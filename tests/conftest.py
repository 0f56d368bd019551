"""What tests share: the project's own corpora, and real ones that only some machines have."""

from __future__ import annotations

import gzip
import json
import shutil
from pathlib import Path

import pandas as pd
import pytest
import yaml
from hypothesis import settings

from analysis import Codebook, load_codebook, pipeline

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"

settings.register_profile("fuzz", max_examples=2000, deadline=None, print_blob=True)  # chosen by `make fuzz`


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with real corpora and hand-coded data; its text may not be in this repository."""
    if not SHARED.is_dir():
        pytest.skip("the real corpora and gold data are not on this machine")
    return SHARED


@pytest.fixture(scope="session")
def floors() -> dict[str, float]:
    return yaml.safe_load((ROOT / "tests" / "floors.yml").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def islamic_state() -> Codebook:
    return load_codebook(ROOT / "data" / "codebooks" / "islamic-state.yml")


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> pipeline.Build:
    """The build of the sample corpus, made anew in a folder of its own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ANALYSIS_PROJECT", str(tmp_path_factory.mktemp("project")))
        return pipeline.build(ROOT / "data" / "raw" / "sample", ROOT / "data" / "codebooks" / "islamic-state.yml")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty project of its own, with the notebooks and codebooks, to build and report in."""
    for name in ("notebooks", "data/codebooks"):
        shutil.copytree(ROOT / name, tmp_path / name)
    monkeypatch.setenv("ANALYSIS_PROJECT", str(tmp_path))
    return tmp_path


@pytest.fixture(scope="session")
def real_articles(shared: Path) -> pd.DataFrame:
    """The real articles, as published, with offsets that the hand-coded data count in."""
    with gzip.open(shared / "corpora" / "allsides-islamic-state.jsonl.gz", "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    return pd.DataFrame({"article_id": [row["ID"] for row in rows], "body": [row["content_original"] for row in rows]})
