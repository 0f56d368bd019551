"""The build: everything accounted for, the same every time, and nothing half written."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

from analysis import InputError, pipeline, select, tables

ARTICLES = [
    {"id": "a", "outlet": "Gazette", "date": "2015-03-01", "title": "Daesh loses a bridge", "text": "Daesh lost it."},
    {"id": "b", "outlet": "Courier", "date": "2015-05-02", "title": "Talks", "text": "“ISIS must go,” said Ann Roe."},
    {"id": "c", "outlet": "Courier", "date": "2015-05-03", "title": "Weather", "text": "Rain is due on Sunday."},
]


@pytest.fixture
def corpus(project: Path) -> Path:
    file = project / "data" / "raw" / "small.jsonl"
    file.parent.mkdir(parents=True)
    file.write_text("\n".join(json.dumps(article) for article in ARTICLES), encoding="utf-8")
    return file


def texts(build: pipeline.Build) -> dict[tuple[str, str], str]:
    articles = build.articles.set_index("article_id")
    return {(str(key), part): str(articles.loc[key, part]) for key in articles.index for part in tables.PARTS}


def test_offsets_count_in_the_stored_texts(sample: pipeline.Build) -> None:
    stored = texts(sample)
    for rows in (sample.mentions, sample.ambiguous):
        for row in rows.to_dict("records"):
            assert stored[row["article_id"], row["part"]][row["start"] : row["end"]] == row["surface"]
    for row in sample.mentions.to_dict("records"):
        assert row["sentence_start"] <= row["start"] < row["end"] <= row["sentence_end"]


def test_every_record_is_accounted_for(sample: pipeline.Build) -> None:
    funnel = sample.provenance["funnel"]
    assert funnel["read"] == funnel["articles"] + funnel["rejected"]
    assert funnel["articles"] == funnel["originals"] + funnel["copies"]


def test_metadata_is_carried_to_the_end(sample: pipeline.Build) -> None:
    assert set(sample.articles["country"]) >= {"Lebanon", "Canada", "Australia"}
    assert sample.articles["section"].notna().all()


def test_tables_survive_the_disk(corpus: Path) -> None:
    made, loaded = pipeline.build(corpus), pipeline.load_build(corpus)
    for table in tables.ALL:
        pd.testing.assert_frame_equal(getattr(made, table.name), getattr(loaded, table.name))
    assert loaded.provenance == made.provenance


def test_building_twice_gives_the_same_bytes(corpus: Path, project: Path) -> None:
    def written() -> dict[str, bytes]:
        folder = project / "data" / "processed" / "small"
        return {file.name: file.read_bytes() for file in sorted(folder.glob("*.parquet"))}

    pipeline.build(corpus)
    first = written()
    pipeline.build(corpus)
    assert written() == first
    assert len(first) == len(tables.ALL)


def test_a_changed_corpus_is_built_anew(corpus: Path) -> None:
    assert len(pipeline.load_build(corpus).articles) == 3
    corpus.write_text(json.dumps(ARTICLES[0]), encoding="utf-8")
    assert pipeline.load_build(corpus).articles["article_id"].tolist() == ["a"]


def test_an_unchanged_corpus_is_not_built_anew(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pipeline.build(corpus)
    monkeypatch.setattr(pipeline, "build", lambda *_, **__: pytest.fail("built anew"))
    assert len(pipeline.load_build(corpus).articles) == 3


@pytest.mark.parametrize(
    ("changed", "is_built_anew"),
    [("lexicon/cues.yml", True), ("features/voice.py", True), ("measures/shares.py", False)],
)
def test_software_that_makes_tables_makes_them_anew(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, changed: str, is_built_anew: bool
) -> None:
    package = tmp_path / "package"
    for name in ("lexicon/cues.yml", "features/voice.py", "measures/shares.py"):
        (package / name).parent.mkdir(parents=True, exist_ok=True)
        (package / name).write_text("before", encoding="utf-8")
    monkeypatch.setattr(pipeline.paths, "PACKAGE", package)
    before = pipeline._software_digest()
    (package / changed).write_text("after", encoding="utf-8")
    assert (pipeline._software_digest() != before) == is_built_anew


def test_a_failing_build_leaves_the_one_before_it(corpus: Path, project: Path) -> None:
    pipeline.build(corpus)
    corpus.write_text("", encoding="utf-8")
    with pytest.raises(InputError, match="no record"):
        pipeline.build(corpus)
    assert len(pd.read_parquet(project / "data" / "processed" / "small" / "articles.parquet")) == 3


def test_a_broken_table_says_so(corpus: Path, project: Path) -> None:
    pipeline.build(corpus)
    (project / "data" / "processed" / "small" / "mentions.parquet").write_bytes(b"not parquet")
    with pytest.raises(InputError, match="table mentions cannot be read.*run the build again"):
        pipeline.load_build(corpus)


def test_output_folder_that_cannot_be_written(corpus: Path, project: Path) -> None:
    (project / "data" / "processed").write_text("a file where the folder should be", encoding="utf-8")
    with pytest.raises(InputError, match="cannot write here"):
        pipeline.build(corpus)


def test_a_pronoun_that_stands_for_an_actor_is_a_target_and_no_mention(project: Path) -> None:
    file = project / "pronouns.jsonl"
    body = "Obama spoke on Monday. He broke the law."
    file.write_text(json.dumps({"id": "a", "title": "Talks", "text": body}), encoding="utf-8")
    made = pipeline.build(file)
    assert made.mentions["surface"].tolist() == ["Obama"]
    assert made.sentiment["actor_id"].tolist() == ["obama", "obama"]
    assert made.sentiment["surface"].tolist() == ["Obama", "He"]
    row = made.sentiment.iloc[1]
    stored = texts(made)[row["article_id"], row["part"]]
    assert stored[row["start"] : row["end"]] == "He"
    assert stored[row["sentence_start"] : row["sentence_end"]] == "He broke the law."


def test_another_codebook_has_a_build_of_its_own(corpus: Path) -> None:
    made = pipeline.build(corpus, "data/codebooks/migration.yml")
    assert made.name == "small-migration"
    assert made.mentions.empty


def test_two_corpora_of_one_name_do_not_overwrite_each_other(corpus: Path, project: Path) -> None:
    pipeline.build(corpus)
    other = project / "elsewhere" / "small.jsonl"
    other.parent.mkdir()
    other.write_text(json.dumps(ARTICLES[0]), encoding="utf-8")
    with pytest.raises(InputError, match="another corpus of this name, .*small.jsonl, is built already. Rename"):
        pipeline.build(other)
    corpus.unlink()  # moved, not doubled
    assert len(pipeline.build(other).articles) == 1


def test_a_corpus_without_one_article_is_refused(project: Path) -> None:
    file = project / "dated.jsonl"
    file.write_text(json.dumps({"text": "Rain.", "date": "31/02/2015"}), encoding="utf-8")
    with pytest.raises(InputError, match="none of 1 records became an article; the first: malformed_date"):
        pipeline.build(file)


def test_the_current_folder_has_a_name_too(corpus: Path, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(corpus.parent)
    assert pipeline.build(".").name == "raw"
    with pytest.raises(InputError, match="the path is empty"):
        pipeline.build("")


def test_files_of_different_fields_are_read_together(project: Path) -> None:
    folder = project / "mixed"
    folder.mkdir()
    (folder / "a.csv").write_text("source,text\nGazette,Rain.\n", encoding="utf-8")
    (folder / "b.jsonl").write_text(json.dumps({"outlet": "Courier", "body": "Sun."}), encoding="utf-8")
    (folder / "c.txt").write_text("Snow.", encoding="utf-8")
    assert sorted(pipeline.build(folder).articles["body"]) == ["Rain.", "Snow.", "Sun."]


def test_select_by_outlet_and_date(corpus: Path) -> None:
    made = pipeline.build(corpus)
    assert select(made, outlets=["Courier"]).articles["article_id"].tolist() == ["b", "c"]
    part = select(made, since="2015-05-01", until="2015-05-02")
    assert part.articles["article_id"].tolist() == ["b"]
    assert set(part.mentions["article_id"]) == {"b"}


@pytest.mark.parametrize(
    ("choice", "message"),
    [
        ({"outlets": ["Herald"]}, "no article is from 'Herald'. Outlets: Courier, Gazette"),
        ({"since": "2031-01-01"}, "no article fits them. The corpus runs from 2015-03-01 to 2015-05-03"),
        ({"until": "May 2015"}, "parameter until: 'May 2015' is no date. Write it as 2014-08-31"),
    ],
)
def test_a_selection_that_cannot_be(corpus: Path, choice: dict[str, object], message: str) -> None:
    with pytest.raises(InputError, match=message):
        select(pipeline.build(corpus), **choice)  # type: ignore[arg-type]


def test_articles_in_another_language_are_counted_and_kept_out_of_measures(project: Path) -> None:
    records = [
        {"id": "en", "text": "“Daesh lost the bridge,” said Ann Roe.", "lang": "en"},
        {"id": "de", "text": "„Daesh hat die Brücke verloren“, sagte Ann Roe.", "lang": "de"},
    ]
    file = project / "tongues.jsonl"
    file.write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    made = pipeline.build(file)
    assert set(made.mentions["article_id"]) == {"en"}
    assert made.articles["article_id"].tolist() == ["en", "de"]
    assert made.provenance["funnel"]["other_language"] == 1


def test_select_by_copies(sample: pipeline.Build) -> None:
    originals = select(sample, copies="originals")
    assert originals.articles["is_original"].all()
    assert set(originals.mentions["article_id"]) <= set(originals.articles["article_id"])
    assert len(select(sample, copies="families").articles) == sample.articles["family_id"].nunique()


def test_files_count_what_became_of_their_records(sample: pipeline.Build) -> None:
    counted = sample.files[["n_articles", "n_rejected"]].sum()
    assert counted.tolist() == [len(sample.articles), len(sample.rejected)]
