"""Web archives: each page that was fetched is an article, whatever else the crawl holds, and however broken it is."""

from __future__ import annotations

import gzip
import io
import re
import tracemalloc
import zlib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.corpus.damage import accounted, damaged, fuzzed
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from analysis.corpus import read
from analysis.corpus.files import File
from analysis.corpus.records import NotThisFormatError, Record, Rejection
from analysis.corpus.settings import Settings
from analysis.corpus.web import archives as webarchives

HOST = "https://harbourpost.example"
DATE = "2024-05-01T06:30:00Z"
HTML = "text/html; charset=utf-8"


def page(name: str = "bridge") -> bytes:
    return f"""<!DOCTYPE html><html lang="en"><head><title>The {name} opens</title>
<meta property="article:published_time" content="2014-08-05T06:30:00Z"></head><body><article><h1>The {name} opens</h1>
<p>The new {name} over the river Sall opened on Tuesday after nine years of work, the café owners said.</p>
<p>Hundreds of people walked across it in the first hour, and shops along the bank stayed open late.</p>
</article></body></html>""".encode()


class Archive:
    """An archive as a crawler writes it."""

    def __init__(self, zipped: bool = False) -> None:
        self._file = io.BytesIO()
        self._writer = WARCWriter(self._file, gzip=zipped)

    def add(
        self,
        content: bytes,
        name: str = "bridge",
        status: str = "200 OK",
        content_type: str | None = HTML,
        kind: str = "response",
        http: dict[str, str] | None = None,
        warc: dict[str, str] | None = None,
    ) -> Archive:
        headers = [("Content-Type", content_type)] if content_type else []
        head = StatusAndHeaders(status, [*headers, *(http or {}).items()], protocol="HTTP/1.1")
        record = self._writer.create_warc_record(
            f"{HOST}/{name}",
            kind,
            payload=io.BytesIO(content),
            http_headers=head if kind in ("response", "revisit") else None,
            warc_headers_dict={"WARC-Date": DATE} | (warc or {}),
            warc_content_type="" if kind in ("response", "revisit") else content_type or "",
        )
        self._writer.write_record(record)
        return self

    @property
    def data(self) -> bytes:
        return self._file.getvalue()


def items(folder: Path, data: bytes, name: str = "a.warc") -> list[Record | Rejection]:
    path = folder / name
    path.write_bytes(data)
    return list(webarchives.read(File(path, name), Settings()))


def titles(found: list[Record | Rejection]) -> list[str]:
    return [item.fields["title"] for item in found if isinstance(item, Record)]


def reasons(found: list[Record | Rejection]) -> list[tuple[str, str]]:
    return [(item.locator, item.reason) for item in found if isinstance(item, Rejection)]


def three(zipped: bool = False) -> Archive:
    archive = Archive(zipped)
    for name in ("bridge", "ferry", "tunnel"):
        archive.add(page(name), name)
    return archive


PLAIN, ZIPPED = three().data, three(zipped=True).data  # made once: each record gets an id of its own


# What a crawl holds


@pytest.mark.parametrize("zipped", [False, True])
def test_a_page_is_an_article_with_the_day_of_capture_beside_that_of_publication(tmp_path: Path, zipped: bool) -> None:
    (found,) = items(tmp_path, Archive(zipped).add(page()).data)
    assert isinstance(found, Record)
    assert found.fields.pop("body").split("\n\n") == [
        "The new bridge over the river Sall opened on Tuesday after nine years of work, the café owners said.",
        "Hundreds of people walked across it in the first hour, and shops along the bank stayed open late.",
    ]
    assert found == Record(
        "a.warc",
        "record 1",
        {
            "title": "The bridge opens",
            "url": f"{HOST}/bridge",
            "published": "2014-08-05T06:30:00Z",
            "published_from": "meta tag",
            "outlet": "harbourpost.example",
            "language": "en",
            "site": "harbourpost.example",
            "captured": DATE,
            "captured_url": f"{HOST}/bridge",
        },
        "utf-8",
    )


def test_what_is_no_page_is_passed_over(tmp_path: Path) -> None:
    archive = Archive().add(b"software: crawler", kind="warcinfo", content_type="application/warc-fields")
    archive.add(b"\xff\xd8\xff", "a.jpg", content_type="image/jpeg").add(
        b"{}", "a.json", content_type="application/json"
    )
    archive.add(b"GET / HTTP/1.1\r\n\r\n", kind="request", content_type="application/http; msgtype=request")
    archive.add(b"found: nothing", kind="metadata", content_type="application/warc-fields").add(page())
    archive.add(b"body {}", "a.css", "404 Not Found", "text/css")
    found = items(tmp_path, archive.data)
    assert titles(found) == ["The bridge opens"]
    assert [item.locator for item in found] == ["record 6"]


@pytest.mark.parametrize(
    ("record", "reason", "detail"),
    [
        ({"status": "404 Not Found"}, "http_status", "the server answered 404"),
        (
            {"status": "301 Moved Permanently", "http": {"Location": "/new"}},
            "http_status",
            "the server answered 301 and sent on to /new",
        ),
        (
            {"kind": "revisit", "content": b"", "warc": {"WARC-Refers-To-Date": "2024-04-01T00:00:00Z"}},
            "revisit",
            "unchanged since an earlier capture (2024-04-01T00:00:00Z), which has the text",
        ),
        ({"content": b"Not found"}, "not_a_page", "it has no HTML tags"),
        ({"content": b""}, "not_a_page", "it has no HTML tags"),
        ({"content": b"<html><body></body></html>"}, "no_text", "trafilatura found no article text in the page"),
        (
            {"content": b"\x1b\0\0\xf8%", "http": {"Content-Encoding": "br"}},
            "unreadable",
            "the server packed the page (br)",
        ),
        (
            {"kind": "conversion", "content_type": "text/plain"},
            "not_a_page",
            "text that another program took from a page, menus and all; read the archive of pages",
        ),
    ],
)
def test_pages_that_are_no_article_are_rejected_one_by_one(
    tmp_path: Path, record: dict[str, Any], reason: str, detail: str
) -> None:
    found = items(tmp_path, Archive().add(**({"content": page()} | record)).add(page("ferry")).data)
    assert found[0][:4] == ("a.warc", "record 1", reason, f"{HOST}/bridge: {detail}")
    assert titles(found) == ["The ferry opens"]


def test_a_page_that_was_fetched_twice_is_two_articles(tmp_path: Path) -> None:
    assert len(titles(items(tmp_path, Archive().add(page()).add(page()).data))) == 2


@pytest.mark.parametrize(
    "record",
    [
        {"content_type": None},
        {"content_type": "application/xhtml+xml"},
        {"content_type": "TEXT/HTML"},
        {"kind": "resource", "content_type": "text/html"},
    ],
)
def test_a_page_is_known_by_its_type_or_its_beginning(tmp_path: Path, record: dict[str, Any]) -> None:
    assert titles(items(tmp_path, Archive().add(page(), **record).data)) == ["The bridge opens"]


def test_what_the_crawler_cut_off_says_so(tmp_path: Path) -> None:
    (found,) = items(tmp_path, Archive().add(page(), warc={"WARC-Truncated": "length"}).data)
    assert isinstance(found, Record)
    assert found.fields["truncated"] == "length"


# What servers do to a page


def chunked(data: bytes, size: int = 100) -> bytes:
    parts = [data[at : at + size] for at in range(0, len(data), size)]
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in [*parts, b""])


CHUNKED, GZIPPED, DEFLATED = (
    {"Transfer-Encoding": "chunked"},
    {"Content-Encoding": "gzip"},
    {"Content-Encoding": "deflate"},
)


@pytest.mark.parametrize(
    ("content", "http"),
    [
        (chunked(page()), CHUNKED),
        (page(), CHUNKED),
        (gzip.compress(page()), GZIPPED),
        (gzip.compress(page()), {}),
        (page(), GZIPPED),
        (zlib.compress(page()), DEFLATED),
        (zlib.compress(page())[2:-4], DEFLATED),
        (page(), DEFLATED),
        (chunked(gzip.compress(page())), CHUNKED | GZIPPED),
        (gzip.compress(page()), {"Transfer-Encoding": "Chunked", "Content-Encoding": "x-gzip"}),
    ],
)
def test_pages_in_chunks_or_packed_or_only_said_to_be(tmp_path: Path, content: bytes, http: dict[str, str]) -> None:
    assert titles(items(tmp_path, Archive().add(content, http=http).data)) == ["The bridge opens"]


def test_a_page_is_read_in_the_encoding_that_the_server_names(tmp_path: Path) -> None:
    content = page().decode().replace("café", "кафе").encode("koi8-r")
    (found,) = items(tmp_path, Archive().add(content, content_type='text/html; charset="KOI8-R"').data)
    assert isinstance(found, Record)
    assert (found.encoding, "кафе" in found.fields["body"]) == ("koi8-r", True)


# Too much


def test_a_page_larger_than_any_is_rejected_and_the_next_is_read(tmp_path: Path) -> None:
    long = b"<html>" + b" " * (21 * 1024**2) + b"</html>"
    for data in (Archive().add(long).add(page("ferry")).data, Archive(True).add(long).add(page("ferry")).data):
        found = items(tmp_path, data)
        assert (reasons(found), titles(found)) == ([("record 1", "too_long")], ["The ferry opens"])


def test_a_page_that_unpacks_to_gigabytes_is_rejected_in_little_memory(tmp_path: Path) -> None:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    bomb = b"".join(packer.compress(b" " * 1024**2) for _ in range(2048)) + packer.flush()
    data = Archive().add(bomb, http=GZIPPED).add(page("ferry")).data
    tracemalloc.start()
    try:
        found = items(tmp_path, data)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert (reasons(found), titles(found)) == ([("record 1", "too_long")], ["The ferry opens"])
    assert peak < 200 * 1024**2


def test_an_archive_that_unpacks_to_far_more_than_pages_do_is_left(tmp_path: Path) -> None:
    archive = Archive(zipped=True).add(page()).add(b" " * (70 * 1024**2), "a.bin", content_type="application/x-any")
    found = items(tmp_path, archive.add(page()).data)
    assert (titles(found), reasons(found)) == (["The bridge opens"], [("record 2", "unpacks_too_far")])


# Broken archives


def test_an_archive_that_is_one_gzip_member_is_read(tmp_path: Path) -> None:
    assert len(titles(items(tmp_path, gzip.compress(three().data), "a.warc.gz"))) == 3


@pytest.mark.parametrize("told", [b"5", b"100", b"1500", b"99999999", b"99999999999999", b"-3", b"x", b""])
def test_a_record_of_another_length_than_it_says_costs_nothing(tmp_path: Path, told: bytes) -> None:
    head, length, rest = re.split(rb"(?<=\r\nContent-Length: )(\d+)", three().data, maxsplit=1)
    found = items(tmp_path, head + told + rest)
    assert (titles(found), length) == (["The bridge opens", "The ferry opens", "The tunnel opens"], length)


def test_a_crawler_that_was_killed_costs_the_last_page(tmp_path: Path) -> None:
    for zipped in (False, True):
        found = items(tmp_path, three(zipped).data[:-150])
        assert titles(found) == ["The bridge opens", "The ferry opens"]
        assert reasons(found) == [("record 3", "truncated")]
        assert "the archive breaks off in it" in found[-1].detail  # type: ignore[union-attr]


def test_a_page_cut_off_before_its_type_is_known_is_told(tmp_path: Path) -> None:
    data = Archive().add(page()).data
    for at in range(data.index(b"HTTP/1.1"), data.index(b"Content-Type: text/html")):
        assert reasons(items(tmp_path, data[:at])) == [("record 1", "truncated")]


def test_a_broken_gzip_member_costs_one_page(tmp_path: Path) -> None:
    members = [Archive(True).add(page(name), name).data for name in ("bridge", "ferry", "tunnel")]
    for at in range(10, len(members[1]) - 60, 50):
        broken = members[1][:at] + bytes(byte ^ 0xFF for byte in members[1][at : at + 50]) + members[1][at + 50 :]
        found = items(tmp_path, members[0] + broken + members[2], "a.warc.gz")
        assert titles(found) == ["The bridge opens", "The tunnel opens"]
        assert reasons(found) in ([("record 2", "truncated")], [("record 2", "unreadable")])


def test_a_member_that_reads_on_through_the_next_costs_one_page(tmp_path: Path) -> None:
    """Its packed data are cut off at the beginning of a block that is longer than all that follows."""
    first, second, third = (Archive(True).add(page(name), name).data for name in ("bridge", "ferry", "tunnel"))
    packing = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    begun = packing.compress(gzip.decompress(second)[:400]) + packing.flush(zlib.Z_FULL_FLUSH)
    endless = second[:10] + begun + b"\x00\xff\xff\x00\x00"  # 65,535 bytes are to come
    found = items(tmp_path, first + endless + third, "a.warc.gz")
    assert titles(found) == ["The bridge opens", "The tunnel opens"]
    assert reasons(found) == [("record 2", "truncated")]


def test_bytes_between_records_are_told(tmp_path: Path) -> None:
    first, second = Archive().add(page()).data, Archive().add(page("ferry"), "ferry").data
    found = items(tmp_path, first + b"<<<<<<< lost\n" + second)
    assert (titles(found), reasons(found)) == (["The bridge opens", "The ferry opens"], [])
    found = items(tmp_path, b"lost\n" + first + second)
    assert (titles(found), reasons(found)) == (["The bridge opens", "The ferry opens"], [("record 1", "unreadable")])


def test_a_record_without_an_address_is_read(tmp_path: Path) -> None:
    data = re.sub(rb"WARC-Target-URI: .*?\r\n", b"", Archive().add(page()).data)
    assert titles(items(tmp_path, data)) == ["The bridge opens"]


def test_an_address_in_angle_brackets_is_read(tmp_path: Path) -> None:
    data = re.sub(rb"(WARC-Target-URI: )(.*?)\r\n", rb"\1<\2>\r\n", Archive().add(page()).data)
    (found,) = items(tmp_path, data)
    assert isinstance(found, Record)
    assert found.fields["url"] == f"{HOST}/bridge"


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "it does not begin with a WARC record"),
        (b"<html><p>Not found</p></html>", "it does not begin with a WARC record"),
        (gzip.compress(b"<html><p>Not found</p></html>"), "it does not begin with a WARC record"),
        (b"\x1f\x8b\x08\0\0", "it does not begin with a WARC record"),
        (b"\x28\xb5\x2f\xfd\0\0", "it is packed with Zstandard; unpack it (zstd -d)"),
        (b"filedesc://a.arc 0.0.0.0 2004", "it is an ARC file, of before WARC; convert it (warcio recompress)"),
    ],
)
def test_a_file_that_is_no_archive_is_told(tmp_path: Path, data: bytes, told: str) -> None:
    with pytest.raises(NotThisFormatError, match=f"^{re.escape(told)}$"):
        items(tmp_path, data)


@fuzzed
@given(damaged(PLAIN, ZIPPED))
def test_damaged_archives_are_read_or_refused(data: bytes) -> None:
    accounted(webarchives.read, data, "a.warc")


@fuzzed
@given(at=st.data())
def test_a_flipped_byte_loses_no_page_without_a_word(
    tmp_path_factory: pytest.TempPathFactory, at: st.DataObject
) -> None:
    broken = bytearray(at.draw(st.sampled_from([PLAIN, ZIPPED])))
    broken[at.draw(st.integers(20, len(broken) - 1))] ^= at.draw(st.integers(1, 255))
    assert len(items(tmp_path_factory.mktemp("flipped"), bytes(broken))) >= 2


# End to end


def test_an_archive_is_a_corpus(tmp_path: Path) -> None:
    archive = three(zipped=True).add(page("gone"), "gone", "410 Gone")
    (tmp_path / "crawl.warc.gz").write_bytes(archive.data)
    reading = read(tmp_path)
    assert list(reading.raw["title"]) == ["The bridge opens", "The ferry opens", "The tunnel opens"]
    assert list(reading.raw["captured"]) == [DATE] * 3
    assert list(reading.rejected["reason"]) == ["http_status"]
    assert reading.n_read == 4
