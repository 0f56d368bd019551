"""The whole build, from raw files to tables on disk; read it from top to bottom."""

from __future__ import annotations

import hashlib
import json
import os
import platform
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pandas as pd

from . import cleaning, corpus, paths, tables
from .codebook import Codebook, load_codebook
from .errors import InputError
from .features.attributions import find_attributions
from .features.descriptions import find_descriptions
from .features.mentions import mentions_and_ambiguous
from .features.pronouns import pronoun_mentions
from .features.sentiment import score_sentiment
from .features.voice import assign_voice

DEFAULT_CORPUS = "data/raw/sample"
DEFAULT_CODEBOOK = "data/codebooks/islamic-state.yml"
PROVENANCE = "provenance.json"
_AFTER_BUILD = {"measures", "figures", "reports", "selection.py", "cli.py"}  # read tables, and change none
_PACKAGES = (
    "pandas",
    "numpy",
    "scikit-learn",
    "nltk",
    "onnxruntime",
    "tokenizers",
    "vaderSentiment",
    "ahocorasick-rs",
    "ftfy",
    "plotly",
    "papermill",
)


@dataclass(frozen=True)
class Build:
    """The tables of a build (see `tables`), its codebook and its provenance."""

    name: str
    codebook: Codebook
    provenance: dict[str, Any]
    articles: pd.DataFrame
    attributions: pd.DataFrame
    mentions: pd.DataFrame
    sentiment: pd.DataFrame
    descriptions: pd.DataFrame
    ambiguous: pd.DataFrame
    files: pd.DataFrame
    rejected: pd.DataFrame
    removed: pd.DataFrame


def build(
    path: str | os.PathLike[str],
    codebook: str | os.PathLike[str] = DEFAULT_CODEBOOK,
    *,
    settings: str | os.PathLike[str] | None = None,
    announce: Callable[[str], object] | None = None,
) -> Build:
    """Make all tables of a corpus and write them to `data/processed/<name>/`.

    Nothing is written before everything is made, and a build that fails leaves the one before it.

    Args:
        path: The corpus: a file or folder that `read_corpus` takes.
        codebook: The study's codebook.
        settings: How to read the corpus; by default the `corpus.yml` beside it.
        announce: Is told what was read, and which field was taken for what, before the long work.

    Raises:
        InputError: Corpus, settings or codebook cannot be used, or the folder not be written.
    """
    study = load_codebook(codebook)
    _refuse_namesake(path, study)
    reading = corpus.read(path, settings=settings)
    if announce:
        announce(corpus.described(reading))
    cleaned = cleaning.cleaned_articles(reading.raw)
    articles = cleaned.articles
    rejected = pd.concat([reading.rejected, cleaned.rejected], ignore_index=True)
    if len(articles) + len(rejected) != reading.n_read:
        raise AssertionError(f"{reading.n_read} records read, {len(articles)} articles, {len(rejected)} rejected")

    if articles.empty:
        first = rejected.iloc[0]
        fault = f"none of {reading.n_read} records became an article; the first: {first['reason']}, {first['detail']}"
        raise InputError(path, fault, "Mend the data or the settings and build again.")

    of_study = articles[~is_other_language(articles, study)]
    found = mentions_and_ambiguous(of_study, study)
    naming = of_study[of_study["article_id"].isin(found.mentions["article_id"])]
    attributions = find_attributions(
        naming, codebook=study, mentions=found.mentions, instrument=study.voice.instrument, doubtful=True
    )
    mentions = tables.MENTIONS.check(assign_voice(found.mentions, attributions, indirect=study.voice.indirect))
    pronouns = assign_voice(
        pronoun_mentions(naming, found.mentions, study), attributions, indirect=study.voice.indirect
    )
    sentiment = score_sentiment(
        naming,
        pd.concat([mentions, pronouns], ignore_index=True),
        instrument=study.sentiment.instrument,
        uncertain_below=study.sentiment.uncertain_below,
    )
    descriptions = find_descriptions(naming, mentions=mentions, attributions=attributions, codebook=study)

    made = Build(
        name=build_name(path, study),
        codebook=study,
        provenance=_provenance(path, reading, study, articles, rejected, mentions),
        articles=articles,
        attributions=attributions,
        mentions=mentions,
        sentiment=sentiment,
        descriptions=descriptions,
        ambiguous=found.ambiguous,
        files=_after_cleaning(reading.files, cleaned.rejected),
        rejected=rejected,
        removed=cleaned.removed,
    )
    _write(made)
    return made


def load_build(
    path: str | os.PathLike[str],
    codebook: str | os.PathLike[str] = DEFAULT_CODEBOOK,
    *,
    settings: str | os.PathLike[str] | None = None,
    announce: Callable[[str], object] | None = None,
) -> Build:
    """Return a corpus's build from disk, made anew where there is none or its inputs have changed.

    Raises:
        InputError: See `build`.
    """
    study = load_codebook(codebook)
    folder = paths.processed() / build_name(path, study)
    _refuse_namesake(path, study)
    provenance = _stored_provenance(folder)
    if provenance.get("inputs") != _inputs(corpus.digest(path, settings=settings), study):
        return build(path, codebook, settings=settings, announce=announce)
    stored = {table.name: _stored(folder, table) for table in tables.ALL}
    return Build(name=folder.name, codebook=study, provenance=provenance, **stored)


def is_other_language(articles: pd.DataFrame, codebook: Codebook) -> pd.Series:
    """Return whether articles are known to be in another language than the codebook: they stay out of all measures."""
    return articles["language"].notna() & (articles["language"] != codebook.language)


def build_name(path: str | os.PathLike[str], codebook: Codebook) -> str:
    """Return the name of a build: the corpus's, and the codebook's where it is not the project's first."""
    name = paths.stem(paths.find(path, "corpus"))
    return name if codebook.name == Path(DEFAULT_CODEBOOK).stem else f"{name}-{codebook.name}"


def _after_cleaning(files: pd.DataFrame, rejected: pd.DataFrame) -> pd.DataFrame:
    """Return the counts of files with the articles that cleaning rejected among the rejected."""
    further = files["source"].map(rejected["source"].value_counts()).fillna(0).astype("int64")
    changed = {"n_articles": files["n_articles"] - further, "n_rejected": files["n_rejected"] + further}
    return tables.FILES.check(files.assign(**changed))


def _refuse_namesake(path: str | os.PathLike[str], codebook: Codebook) -> None:
    """Two corpora of one name would overwrite each other's tables and reports."""
    source = paths.find(path, "corpus")
    folder = paths.processed() / build_name(path, codebook)
    other = _stored_provenance(folder).get("source", str(source))
    if other != str(source) and Path(other).exists():
        remedy = f"Rename one of the two, or delete {folder}."
        raise InputError(source, f"another corpus of this name, {other}, is built already", remedy)


def _write(made: Build) -> None:
    with paths.written_aside(paths.processed() / made.name) as folder:
        folder.mkdir()
        for table in tables.ALL:
            getattr(made, table.name).to_parquet(folder / f"{table.name}.parquet", index=False)
        text = json.dumps(made.provenance, indent=2, ensure_ascii=False)
        (folder / PROVENANCE).write_text(text + "\n", encoding="utf-8")


def _stored(folder: Path, table: tables.Table) -> pd.DataFrame:
    try:
        rows = pd.read_parquet(folder / f"{table.name}.parquet")
    except (OSError, ValueError) as error:
        remedy = "Delete the folder and run the build again."
        raise InputError(folder, f"table {table.name} cannot be read ({error})", remedy) from error
    for name, column in table.columns.items():
        if column.kind == "list":
            rows[name] = [list(items) for items in rows[name]]
    return table.check(rows)


def _stored_provenance(folder: Path) -> dict[str, Any]:
    try:
        stored: dict[str, Any] = json.loads((folder / PROVENANCE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stored


def _inputs(corpus_digest: str, codebook: Codebook) -> dict[str, str]:
    """Return everything that decides what the tables hold: equal inputs, equal tables."""
    return {"corpus": corpus_digest, "codebook": codebook.digest, "software": _software_digest()}


def _software_digest() -> str:
    total = hashlib.sha256()
    for file in sorted(paths.PACKAGE.rglob("*")):
        parts = file.relative_to(paths.PACKAGE).parts
        if file.is_file() and "__pycache__" not in parts and parts[0] not in _AFTER_BUILD:
            total.update(str(file.relative_to(paths.PACKAGE)).encode() + file.read_bytes())
    return total.hexdigest()


def _provenance(
    path: str | os.PathLike[str],
    reading: corpus.Reading,
    codebook: Codebook,
    articles: pd.DataFrame,
    rejected: pd.DataFrame,
    mentions: pd.DataFrame,
) -> dict[str, Any]:
    originals = int(articles["is_original"].sum())
    return {
        "corpus": paths.stem(paths.find(path)),
        "source": str(paths.find(path)),
        "codebook": codebook.name,
        "inputs": _inputs(reading.digest, codebook),
        "instruments": {
            "voice": f"voice-{codebook.voice.instrument}",
            "sentiment": f"sentiment-{codebook.sentiment.instrument}",
        },
        "versions": {"analysis": version("media-framing-analysis"), "python": platform.python_version()}
        | {name: version(name) for name in _PACKAGES},
        "built": datetime.now(UTC).isoformat(timespec="seconds"),
        "funnel": {
            "read": reading.n_read,
            "articles": len(articles),
            "rejected": len(rejected),
            "originals": originals,
            "copies": len(articles) - originals,
            "other_language": int(is_other_language(articles, codebook).sum()),
            "without_date": int(articles["published"].isna().sum()),
            "without_outlet": int(articles["outlet"].isna().sum()),
            "with_a_mention": int(articles["article_id"].isin(mentions["article_id"]).sum()),
        },
        "fields": reading.fields,
        "encodings": reading.encodings,
        "ignored_files": reading.ignored,
    }
