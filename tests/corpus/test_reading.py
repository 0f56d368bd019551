"""From files to raw articles, with every record accounted for."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.corpus.damage import fuzzed

from analysis import InputError, clean, read_corpus
from analysis.corpus import described, digest, read
from analysis.tables import REJECTED

PLACED = ["source", "locator", "reason", "detail"]


def saved(folder: Path, *records: dict[str, Any], name: str = "news.jsonl", yml: str = "") -> Path:
    """Write records to a file, and settings beside it; return the file."""
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    if yml:
        (folder / "corpus.yml").write_text(yml, encoding="utf-8")
    return file


def refusal(path: Path) -> str:
    with pytest.raises(InputError) as caught:
        read(path)
    return str(caught.value)


def test_a_corpus_is_a_table_of_raw_articles(tmp_path: Path) -> None:
    full = {"id": 7, "source": "Gazette", "date": "2015-03-01", "headline": "Rain", "byline": "By Ann Roe and Ben Low"}
    full |= {"link": "https://example.org/7", "text": " It rained. ", "lang": "en", "section": "weather"}
    raw = read(saved(tmp_path, full, {"id": 8, "text": "Sun."})).raw
    assert raw.iloc[0].to_dict() == {
        "source": "news.jsonl",
        "locator": "line 1",
        "article_id": "7",
        "outlet": "Gazette",
        "published": pd.Timestamp("2015-03-01"),
        "title": "Rain",
        "authors": ["Ann Roe", "Ben Low"],
        "url": "https://example.org/7",
        "body": "It rained.",
        "language": "en",
        "section": "weather",
    }
    missing = raw.iloc[1][["outlet", "published", "title", "url", "language", "section"]]
    assert missing.isna().all()
    assert raw["authors"].iloc[1] == []


def test_reading_tells_what_it_took_for_what(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    saved(tmp_path, {"id": 1, "headline": "Rain", "text": "It rained."}, {"id": 2, "text": ""})
    (tmp_path / "notes.pdf").touch()
    raw = read_corpus(tmp_path)
    assert capsys.readouterr().err.splitlines()[-3:] == [
        "Read 2 records: 1 articles, 1 rejected.",
        "Fields: article_id ← id, title ← headline, body ← text.",
        "Files that no reader takes: notes.pdf.",
    ]
    (rejected,) = raw.attrs["rejected"]
    assert [rejected[name] for name in PLACED] == ["news.jsonl", "line 2", "no_text", "the record has no text"]


def test_a_rejected_record_keeps_its_outlet_and_day_where_it_tells_them(tmp_path: Path) -> None:
    dated = {"id": 2, "source": "Gazette", "date": "2015-03-01", "text": ""}
    undated = {"id": 3, "source": "Gazette", "date": "soon", "text": "Sun."}
    rejected = read(saved(tmp_path, {"id": 1, "text": "Rain."}, dated, undated)).rejected
    assert rejected["outlet"].tolist() == ["Gazette", "Gazette"]
    assert rejected["published"].tolist() == [pd.Timestamp("2015-03-01"), pd.NaT]


# Missing and empty corpora


def test_a_missing_corpus_is_told(tmp_path: Path) -> None:
    assert "nowhere: no such corpus (looked for " in refusal(tmp_path / "nowhere")


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    assert refusal(tmp_path).startswith(f"{tmp_path}: the folder is empty. Known endings: .jsonl, .jsonl.gz, ")


def test_a_folder_without_any_readable_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "notes.pdf").touch()
    assert refusal(tmp_path).startswith(f"{tmp_path}: the folder holds no file that a reader takes. Known endings: ")


def test_a_file_of_unknown_ending_is_told(tmp_path: Path) -> None:
    (tmp_path / "notes.pdf").touch()
    assert refusal(tmp_path / "notes.pdf").startswith(f"{tmp_path}/notes.pdf: no reader takes this ending. Known ")


@pytest.mark.parametrize("data", ["", "\n\n"])
def test_a_file_without_a_record_is_told(tmp_path: Path, data: str) -> None:
    file = tmp_path / "news.jsonl"
    file.write_text(data)
    assert refusal(file) == f"{file}: there is no record in it. Check that the export is complete."


def test_a_corpus_without_text_is_told_with_the_fields_there_are(tmp_path: Path) -> None:
    file = saved(tmp_path, {"id": 1, "words": "It rained."})
    assert refusal(file) == (
        f"{file}: no field holds the text of the articles. "
        "Say which of id, words holds it: `fields: {body: …}` in corpus.yml."
    )


# Files that are not what their ending says

WRONG = [
    ("a.jsonl", gzip.compress(b'{"text": "x"}'), "it is gzipped"),
    ("a.jsonl.gz", b'{"text": "x"}', "it is not gzipped"),
    ("a.json", b"<html><p>Not found</p></html>", "it is not JSON (Expecting value: line 1 column 1 (char 0))"),
    ("a.csv", b"<html><p>Not, found</p></html>", "its first line is no header of a table"),
    ("a.txt", b"\x89PNG\r\n\x1a\n\0\0", "it holds binary data, not text"),
    ("a.html", b"It rained.", "it has no HTML tags"),
    ("a.parquet", b"It rained.", "it is not a Parquet file"),
]


@pytest.mark.parametrize(("name", "data", "told"), WRONG)
def test_a_file_that_is_not_what_its_ending_says_is_told(tmp_path: Path, name: str, data: bytes, told: str) -> None:
    file = tmp_path / name
    file.write_bytes(data)
    assert refusal(file) == (
        f"{file}: nothing in it can be read: {name}, file: the file is not what its ending says: {told}. "
        "Rename the file to what it is, or export it again."
    )


@pytest.mark.parametrize(("name", "data", "told"), WRONG)
def test_in_a_folder_it_is_rejected_and_the_others_are_read(tmp_path: Path, name: str, data: bytes, told: str) -> None:
    saved(tmp_path, {"id": "good", "text": "It rained."}, name="good.jsonl")
    (tmp_path / name).write_bytes(data)
    reading = read(tmp_path)
    assert reading.raw["article_id"].tolist() == ["good"]
    assert reading.rejected[PLACED].values.tolist() == [
        [name, "file", "not_this_format", f"the file is not what its ending says: {told}"]
    ]
    assert reading.files.set_index("source")["is_complete"].to_dict() == {name: False, "good.jsonl": True}


def test_when_nothing_can_be_read_the_first_reason_stands_for_all(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text("{\n[]\n7\n")
    assert "nothing in it can be read: a.jsonl, line 1: Expecting " in refusal(tmp_path)
    assert " (and 2 more). " in refusal(tmp_path)


def test_a_truncated_gzip_gives_what_it_still_holds(tmp_path: Path) -> None:
    lines = "".join(json.dumps({"id": number, "text": "It rained."}) + "\n" for number in range(4))
    file = tmp_path / "news.jsonl.gz"
    file.write_bytes(gzip.compress(lines.encode(), compresslevel=0)[:-12])
    reading = read(file)
    assert reading.raw["article_id"].tolist()[-1] == "2"
    assert reading.rejected[["locator", "reason"]].values.tolist() == [["line 4", "truncated"]]
    assert reading.files["is_complete"].tolist() == [False]
    assert "NOT COMPLETE: news.jsonl.gz, line 4: the gzip file breaks off after line 3 (" in described(reading)


def test_broken_csv_rows_are_rejected_by_line(tmp_path: Path) -> None:
    (tmp_path / "news.csv").write_text("id,text\n1,Rain.\n2\n3,Sun.,more\n4,Snow.\n")
    reading = read(tmp_path)
    assert reading.raw["article_id"].tolist() == ["1", "4"]
    assert reading.rejected[["locator", "reason"]].values.tolist() == [
        ["line 3", "broken_row"],
        ["line 4", "broken_row"],
    ]


# Files of a folder


def test_unknown_endings_are_listed_as_ignored(tmp_path: Path) -> None:
    saved(tmp_path, {"id": 1, "text": "Rain."}, name="deep/a.JSONL")
    for name in ("notes.pdf", "deep/page.pdf", ".hidden.csv"):
        (tmp_path / name).touch()
    reading = read(tmp_path)
    assert reading.raw["source"].tolist() == ["deep/a.JSONL"]
    assert reading.ignored == ["deep/page.pdf", "notes.pdf"]


def test_jupyters_hidden_copies_are_not_read(tmp_path: Path) -> None:
    saved(tmp_path, {"id": 1, "text": "Rain."})
    saved(tmp_path, {"id": 1, "text": "Rain."}, name=".ipynb_checkpoints/news-checkpoint.jsonl")
    assert read(tmp_path).n_read == 1


def test_settings_choose_the_files(tmp_path: Path) -> None:
    saved(tmp_path, {"id": "a", "text": "Rain."}, name="a.jsonl", yml="files: ['a*']\n")
    saved(tmp_path, {"id": "b", "text": "Rain."}, name="b.jsonl")
    (tmp_path / "a.pdf").touch()
    reading = read(tmp_path)
    assert (reading.raw["article_id"].tolist(), reading.ignored) == (["a"], ["a.pdf"])


def test_a_pattern_that_fits_no_file_is_told(tmp_path: Path) -> None:
    saved(tmp_path, {"id": 1, "text": "Rain."}, yml="files: ['*.csv']\n")
    assert refusal(tmp_path) == f"{tmp_path}: no file fits *.csv. Mend `files:` in {tmp_path / 'corpus.yml'}."


def test_a_pattern_from_the_root_is_told(tmp_path: Path) -> None:
    saved(tmp_path, {"id": 1, "text": "Rain."}, yml="files: ['/data/*.csv']\n")
    assert "corpus.yml" in refusal(tmp_path)


# Fields


def test_settings_name_fields_and_constants(tmp_path: Path) -> None:
    yml = "fields: {body: words}\nconstants: {outlet: The Harbour Post, language: en}\nmetadata: [section]\n"
    record = {"id": 1, "words": "Rain.", "text": "Other.", "outlet": "x", "section": "weather", "page": 3}
    raw = read(saved(tmp_path, record, yml=yml)).raw
    assert raw[["body", "outlet", "language", "section"]].values.tolist() == [
        ["Rain.", "The Harbour Post", "en", "weather"]
    ]
    assert "page" not in raw.columns


def test_settings_may_stand_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "other.yml").write_text("fields: {body: words}\n")
    file = saved(tmp_path / "data", {"id": 1, "words": "Rain."})
    assert read(file, settings=tmp_path / "other.yml").raw["body"].tolist() == ["Rain."]


def test_a_field_that_no_record_has_is_told(tmp_path: Path) -> None:
    file = saved(tmp_path, {"id": 1, "text": "Rain."}, yml="fields: {body: txt}\n")
    assert refusal(file) == (
        f"{tmp_path / 'corpus.yml'}: no record has the field 'txt' (for body). Fields there are: id, text."
    )


def test_groups_of_the_file_name_fill_columns(tmp_path: Path) -> None:
    file = tmp_path / "harbour-post" / "2015-03-01.txt"
    file.parent.mkdir()
    file.write_text("It rained.")
    (tmp_path / "corpus.yml").write_text(r"filename: '^(?P<outlet>[a-z-]+)/(?P<published>[\d-]+)\.txt$'")
    raw = read(tmp_path).raw
    assert raw[["outlet", "published", "body"]].values.tolist() == [
        ["harbour-post", pd.Timestamp("2015-03-01"), "It rained."]
    ]


def test_a_field_named_locator_does_not_replace_the_place_of_the_record(tmp_path: Path) -> None:
    assert read(saved(tmp_path, {"id": 1, "text": "Rain.", "locator": "A4"})).raw["locator"].tolist() == ["line 1"]


def test_an_id_of_zero_is_an_id(tmp_path: Path) -> None:
    assert read(saved(tmp_path, {"id": 0, "text": "Rain."}, {"id": 1, "text": "Sun."})).raw["article_id"].tolist() == [
        "0",
        "1",
    ]


@pytest.mark.parametrize("body", [["It rained.", "Then it stopped."], {"html": "It rained."}])
def test_a_text_in_parts_is_not_taken_for_its_python_notation(tmp_path: Path, body: object) -> None:
    raw = read(saved(tmp_path, {"id": 1, "text": body})).raw
    assert not raw["body"].str.match(r"[\[{]").any()


# Records that are no articles


@pytest.mark.parametrize("text", [None, "", "  \n", float("nan")])
def test_an_article_without_text_is_rejected(tmp_path: Path, text: object) -> None:
    reading = read(saved(tmp_path, {"id": 1, "text": "Rain."}, {"id": 2, "text": text}))
    assert reading.rejected[PLACED].values.tolist() == [["news.jsonl", "line 2", "no_text", "the record has no text"]]


def test_when_all_are_rejected_the_table_is_empty_but_whole(tmp_path: Path) -> None:
    reading = read(saved(tmp_path, {"id": 1, "text": ""}))
    assert (len(reading.raw), reading.n_read) == (0, 1)
    assert clean(reading.raw).empty


def test_an_article_of_five_megabytes_is_rejected_unless_allowed(tmp_path: Path) -> None:
    file = saved(tmp_path, {"id": 1, "text": "words" * 1_000_000})
    assert read(file).rejected[["reason", "detail"]].values.tolist() == [
        ["too_long", "5,000,000 characters in one article; raise max_characters in corpus.yml if that is right"]
    ]
    (tmp_path / "corpus.yml").write_text("max_characters: 5000000\n")
    assert read(file).raw["body"].str.len().tolist() == [5_000_000]


def test_a_repeated_id_is_rejected_and_says_whether_the_content_is_the_same(tmp_path: Path) -> None:
    one, other = {"id": "a", "text": "Rain."}, {"id": "a", "text": "Sun."}
    reading = read(saved(tmp_path, one, one, other))
    assert reading.raw[["article_id", "body"]].values.tolist() == [["a", "Rain."]]
    assert reading.rejected[["locator", "reason", "detail"]].values.tolist() == [
        ["line 2", "duplicate_id", "id 'a' stands at news.jsonl, line 1 with the same content"],
        ["line 3", "duplicate_id", "id 'a' stands at news.jsonl, line 1 with other content"],
    ]


@pytest.mark.parametrize("day", ["2015-02-30", "soon", "05/08/2014", 7])
def test_a_malformed_or_ambiguous_date_rejects_the_record(tmp_path: Path, day: object) -> None:
    reading = read(saved(tmp_path, {"id": 1, "text": "Rain.", "date": day}))
    assert reading.rejected["reason"].tolist() == ["malformed_date"]
    assert reading.rejected["detail"].iloc[0].startswith(f"date {day!r}: ")


@pytest.mark.parametrize("day", [None, "", "nan"])
def test_a_missing_date_is_missing(tmp_path: Path, day: object) -> None:
    raw = read(saved(tmp_path, {"id": 1, "text": "Rain.", "date": day})).raw
    assert raw["published"].isna().tolist() == [True]


def test_a_declared_date_format_settles_two_digit_years(tmp_path: Path) -> None:
    file = saved(tmp_path, {"id": 1, "text": "Rain.", "date": "05/08/14"}, yml="date_format: '%d/%m/%y'\n")
    assert read(file).raw["published"].tolist() == [pd.Timestamp("2014-08-05")]


# Encodings


def test_records_are_counted_by_encoding(tmp_path: Path) -> None:
    saved(tmp_path, {"id": 1, "text": "Rain."}, yml="encoding: cp1252\n")
    with (tmp_path / "news.jsonl").open("ab") as file:
        file.write('{"id": 2, "text": "Café “Öl”"}\n'.encode("cp1252"))
    reading = read(tmp_path)
    assert reading.raw["body"].tolist() == ["Rain.", "Café “Öl”"]
    assert reading.encodings == {"utf-8": 1, "cp1252": 1}
    assert "Not UTF-8: 1 records in cp1252." in described(reading)


def test_a_detected_encoding_is_counted_too(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("Die Bürger wählten.".encode("utf-16"))
    reading = read(tmp_path)
    assert reading.raw["body"].tolist() == ["Die Bürger wählten."]
    assert reading.encodings == {"utf-16": 1}


@pytest.mark.parametrize("identified", [{}, {"id": 1}], ids=["hashed", "given id"])
def test_a_cut_off_emoji_does_not_end_the_run(tmp_path: Path, identified: dict[str, Any]) -> None:
    reading = read(saved(tmp_path, identified | {"text": "Rain \ud83d"}, {"id": 2, "text": "Sun."}))
    assert reading.n_read == 2


# Every record is accounted for, and every reading is the same

scalars = st.one_of(st.none(), st.booleans(), st.integers(-3, 30_000_000), st.floats(), st.text(max_size=12))
dates = st.one_of(scalars, st.dates().map(str), st.dates().map(lambda day: day.strftime("%d/%m/%y")))
records = st.fixed_dictionaries(
    {"text": scalars}, optional={"id": scalars, "date": dates, "authors": scalars, "n": scalars}
)


@fuzzed
@given(drawn=st.lists(records, min_size=1, max_size=8))
def test_every_record_ends_as_article_or_rejected(
    tmp_path_factory: pytest.TempPathFactory, drawn: list[dict[str, Any]]
) -> None:
    reading = read(saved(tmp_path_factory.mktemp("any"), *drawn))
    assert reading.n_read == len(drawn)
    assert reading.raw["article_id"].is_unique
    located = [*reading.raw["locator"], *reading.rejected["locator"]]
    assert sorted(located) == sorted(f"line {number}" for number in range(1, len(drawn) + 1))
    REJECTED.check(reading.rejected)


def test_articles_without_ids_get_the_same_ones_at_every_reading(tmp_path: Path) -> None:
    articles = [{"text": "Rain."}, {"text": "Sun.", "headline": "Sun"}, {"text": "Sun."}]
    file = saved(tmp_path / "one", *articles)
    moved = saved(tmp_path / "two", *articles[::-1], name="other.jsonl")
    first, again, other = (read(path).raw["article_id"].tolist() for path in (file, file, moved))
    assert first == again == other[::-1]
    assert len(set(first)) == 3
    assert all(len(name) == 16 for name in first)


def test_the_same_article_twice_without_an_id_is_a_duplicate(tmp_path: Path) -> None:
    reading = read(saved(tmp_path, {"text": "Rain."}, {"text": "Rain."}))
    assert reading.rejected["reason"].tolist() == ["duplicate_id"]


def test_reading_twice_gives_the_same_tables(tmp_path: Path) -> None:
    file = saved(tmp_path, {"text": "Rain.", "n": 1}, {"id": 2, "text": ""}, {"id": 3, "text": "Sun."})
    first, again = read(file), read(file)
    pd.testing.assert_frame_equal(first.raw, again.raw)
    pd.testing.assert_frame_equal(first.rejected, again.rejected)


def test_the_digest_follows_the_bytes_and_the_settings(tmp_path: Path) -> None:
    file = saved(tmp_path, {"id": 1, "text": "Rain."})
    before = read(tmp_path).digest
    assert digest(tmp_path) == before
    (tmp_path / "corpus.yml").write_text("encoding: cp1252\n")
    declared = digest(tmp_path)
    file.write_text('{"id": 1, "text": "Sun."}')
    assert len({before, declared, digest(tmp_path)}) == 3
