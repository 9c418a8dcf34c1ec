from __future__ import annotations

import datetime
import gzip
import io
import json
from collections.abc import Callable

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from wirecopy import tables
from wirecopy.types import Page, Rejected

Read = Callable[..., list[Page | Rejected]]


def lines(*rows: object) -> str:
    return "".join(json.dumps(row) + "\n" for row in rows)


def parquet(**columns: object) -> bytes:
    buffer = io.BytesIO()
    pq.write_table(pa.table(columns), buffer)
    return buffer.getvalue()


def texts(found: list[Page | Rejected]) -> list[str]:
    return [page.raw for page in found if isinstance(page, Page)]


def reasons(found: list[Page | Rejected]) -> list[str]:
    return [rejected.reason for rejected in found if isinstance(rejected, Rejected)]


def test_plain_keeps_line_ends(read: Read) -> None:
    assert texts(read("a.txt", b"\xef\xbb\xbfone\r\ntwo\rthree\n")) == ["one\r\ntwo\rthree\n"]


def test_plain_and_html_read_gz(read: Read) -> None:
    assert texts(read("a.txt.gz", gzip.compress(b"one"))) == ["one"]
    assert texts(read("a.html.gz", gzip.compress(b"<p>one"))) == ["one"]
    assert "damaged gz" in reasons(read("b.txt.gz", gzip.compress(b"one" * 99)[:-12]))[0]


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.jsonl", "a.csv"])
@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf", b" \n\n"])
def test_formats_reject_an_empty_file(read: Read, name: str, content: bytes) -> None:
    found = read(name, content)
    assert len(found) == 1
    assert isinstance(found[0], Rejected)
    assert found[0].reason.startswith("empty")


def test_html_keeps_the_bytes_and_shows_the_text(read: Read) -> None:
    source = b"<meta charset=latin1><title>T</title><p>caf\xe9</p><script>x</script>"
    (page,) = read("a.html", source)
    assert isinstance(page, Page)
    assert (page.raw, page.source, page.media_type, page.title) == ("café", source, "text/html", "T")


def test_html_takes_the_outlet_of_the_site_not_of_the_original(read: Read) -> None:
    head = "<link rel=canonical href=https://first.example/a>{}<p>text"
    (own,) = read("a.html", head.format("<meta property=og:url content=https://www.second.example/a>"))
    (only,) = read("b.html", head.format(""))
    assert isinstance(own, Page)
    assert isinstance(only, Page)
    assert (own.outlet, own.url) == ("second.example", "https://first.example/a")
    assert only.outlet == "first.example"


def test_jsonl_reads_every_stated_column(read: Read) -> None:
    row = {
        "id": 7,
        "text": "Body",
        "url": "https://a.example/1",
        "outlet": "A",
        "title": "T",
        "published": "2023-05",
    }
    (page,) = read("a.jsonl", lines(row | {"fetched": "2023-06-01"}))
    assert isinstance(page, Page)
    assert page.uri.endswith("a.jsonl#7")
    assert (page.external_id, page.outlet, page.url) == ("7", "A", "https://a.example/1")
    assert (page.title, page.published, page.fetched_at) == ("T", "2023-05", "2023-06-01")


def test_jsonl_rejects_broken_lines_and_reads_the_rest(read: Read) -> None:
    content = '{"text": "a"}\n{"text": \n[1]\n\n' + "[" * 100_000 + "\n" + '{"text": 5}\n{"id": "x"}\n{"text": "b"}'
    found = read("a.jsonl", content)
    assert texts(found) == ["a", "b"]
    uris = [rejected.uri.rsplit("#")[-1] for rejected in found if isinstance(rejected, Rejected)]
    assert uris == ["2", "3", "5", "6", "x"]
    assert "line 3 is no JSON object" in reasons(found)[1]


def test_jsonl_replaces_lone_surrogates_one_to_one(read: Read) -> None:
    (page,) = read("a.jsonl", '{"text": "a\\ud800b \\ud83d\\ude00\\u0000", "title": "\\udc00"}')
    assert isinstance(page, Page)
    assert (page.raw, page.title) == ("a\ufffdb 😀\0", "\ufffd")
    assert tables.to_table("pages", [page])["raw"].to_pylist() == [page.raw]


def test_jsonl_keeps_what_a_truncated_gz_gave(read: Read) -> None:
    packed = gzip.compress(lines(*({"text": f"text {i} " * 50} for i in range(5000))).encode())
    found = read("a.jsonl.gz", packed[: len(packed) // 2])
    assert len(texts(found)) > 100
    assert "damaged gz after line" in reasons(found)[-1]


def test_jsonl_skips_a_line_beyond_the_limit_and_reads_the_rest(read: Read) -> None:
    found = read("a.jsonl", lines({"text": "a"}, {"text": "x" * 3_000_000}, {"text": "b"}), max_page_chars=100)
    assert texts(found) == ["a", "b"]
    assert "line 2 is longer" in reasons(found)[0]


def test_jsonl_reads_utf16_and_legacy_lines(read: Read) -> None:
    row = json.dumps({"text": "déjà vu – “so”"}, ensure_ascii=False)
    assert texts(read("a.jsonl", f"{row}\n{row}\n".encode("utf-16"))) == ["déjà vu – “so”"] * 2
    assert texts(read("b.jsonl", f"{row}\n{row}\n".encode("cp1252"))) == ["déjà vu – “so”"] * 2


def test_jsonl_reads_html_columns_as_pages(read: Read) -> None:
    (page,) = read("a.jsonl", lines({"id": "1", "html": "<title>T</title><p>a<p>b", "text": ""}))
    assert isinstance(page, Page)
    assert (page.raw, page.title, page.media_type) == ("a\n\nb", "T", "text/html")
    assert page.source == b"<title>T</title><p>a<p>b"


def test_jsonl_reads_passim_rows_unchanged(read: Read) -> None:
    (page,) = read("a.jsonl", lines({"id": "x1", "text": "Body", "series": "gazette"}))
    assert isinstance(page, Page)
    assert (page.external_id, page.outlet) == ("x1", "gazette")


def test_csv_reads_quotes_line_ends_and_huge_fields(read: Read) -> None:
    big = "word " * 100_000
    found = read("a.csv", f'\ufeffid,Text\r\n1,"said ""no"",\r\nhe"\r\n2,"{big}"\r\n')
    assert texts(found) == ['said "no",\r\nhe', big]


@pytest.mark.parametrize(("name", "mark"), [("a.csv", ";"), ("a.csv", "\t"), ("a.tsv", "\t"), ("a.csv", "|")])
def test_csv_finds_the_delimiter(read: Read, name: str, mark: str) -> None:
    assert texts(read(name, f'id{mark}text\n1{mark}"a, b"\n')) == ["a, b"]


def test_tsv_keeps_quotation_marks_that_are_text(read: Read) -> None:
    assert texts(read("a.tsv", 'id\ttext\n1\t"No," he said.\n2\tb\n')) == ['"No," he said.', "b"]


def test_csv_rejects_a_row_whose_text_would_be_cut(read: Read) -> None:
    found = read("a.csv", "id,text\n1,Yes, he said\n2,fine\n3\n")
    assert texts(found) == ["fine"]
    assert reasons(found)[0] == "3 fields where the header has 2"
    assert "no text" in reasons(found)[1]


def test_csv_says_where_a_quotation_is_never_closed(read: Read) -> None:
    found = read("a.csv", 'id,text\n1,fine\n2,"open\n3,lost\n')
    assert texts(found) == ["fine"]
    assert reasons(found) == ["a quotation is never closed: line 3 to 4 were not read"]


def test_csv_rejects_a_field_beyond_the_limit_and_reads_the_rest(read: Read) -> None:
    found = read("a.csv", f"id,text\n1,{'x' * 500}\n2,fine\n", max_page_chars=100)
    assert texts(found) == ["fine"]
    assert len(reasons(found)) == 1


def test_parquet_reads_values_of_any_type(read: Read) -> None:
    when = datetime.datetime(2023, 5, 30, 20, 1, tzinfo=datetime.UTC)
    content = parquet(
        id=[1, 2, 3],
        text=pa.array(["a", None, "c"]).dictionary_encode(),
        published=pa.array([when] * 3, pa.timestamp("ns", "UTC")),
        outlet=pa.array(["A"] * 3, pa.large_string()),
    )
    found = read("a.parquet", content)
    assert texts(found) == ["a", "c"]
    assert isinstance(found[0], Page)
    assert (found[0].external_id, found[0].published) == ("1", "2023-05-30T20:01:00+00:00")
    assert isinstance(found[1], Rejected)
    assert found[1].uri.endswith("#2")


def test_parquet_reads_bytes_as_html_or_text(read: Read) -> None:
    (page,) = read("a.parquet", parquet(html=[b"<p>caf\xe9 <b>x</b>"]))
    assert isinstance(page, Page)
    assert (page.raw, page.source) == ("café x", b"<p>caf\xe9 <b>x</b>")


def test_parquet_reads_dates_and_bytes_that_python_has_not(read: Read) -> None:
    far = pa.array([10**17], pa.timestamp("us"))
    torn = pa.array([b"caf\xe9"]).view(pa.string())
    (page,) = read("a.parquet", parquet(text=torn, published=far))
    assert isinstance(page, Page)
    assert page.raw == "café"
    assert page.published is not None
    assert page.published.startswith("5138-")


def test_parquet_rejects_a_damaged_file(read: Read) -> None:
    for content in (b"", b"PAR1 no parquet", parquet(text=["a" * 100])[:-20]):
        (found,) = read("a.parquet", content)
        assert isinstance(found, Rejected)
        assert "damaged Parquet" in found.reason
