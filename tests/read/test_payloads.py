"""Crawled content in every coding: what comes out is the page, and never more of it than is allowed."""

import gzip
import zlib
from collections.abc import Callable

import pyarrow as pa
import pytest

from wirecopy.read.decode import NotText
from wirecopy.read.payload import TooLong, dechunked, http_content
from wirecopy.types import Page, Rejected

Read = Callable[..., list[Page | Rejected]]
TEXT = "Two ports open again on Monday, the ministry said in Málaga."
HTML = f"<html><head><title>Ports</title></head><body><p>{TEXT}</p></body></html>".encode()


def raw_deflate(content: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(content) + packer.flush()


def brotli(content: bytes) -> bytes:
    return bytes(pa.compress(content, "brotli", asbytes=True))


def zstd(content: bytes) -> bytes:
    return bytes(pa.compress(content, "zstd", asbytes=True))


def chunked(content: bytes, size: int = 7, extension: bytes = b"") -> bytes:
    pieces = [content[at : at + size] for at in range(0, len(content), size)]
    return b"".join(b"%x%s\r\n%s\r\n" % (len(piece), extension, piece) for piece in pieces) + b"0\r\n\r\n"


CODINGS: dict[str, tuple[dict[str, str], Callable[[bytes], bytes]]] = {
    "none": ({}, lambda content: content),
    "identity": ({"Content-Encoding": "identity"}, lambda content: content),
    "gzip": ({"Content-Encoding": "gzip"}, gzip.compress),
    "x-gzip, in capitals": ({"CONTENT-ENCODING": "X-GZIP"}, gzip.compress),
    "deflate": ({"Content-Encoding": "deflate"}, zlib.compress),
    "deflate without its head": ({"Content-Encoding": "deflate"}, raw_deflate),
    "brotli": ({"Content-Encoding": "br"}, brotli),
    "zstd": ({"Content-Encoding": "zstd"}, zstd),
    "two codings": ({"Content-Encoding": "deflate, gzip"}, lambda content: gzip.compress(zlib.compress(content))),
    "said to be gzip and is not": ({"Content-Encoding": "gzip"}, lambda content: content),
    "said to be brotli and is not": ({"Content-Encoding": "br"}, lambda content: content),
    "said to be deflate and is not": ({"Content-Encoding": "deflate"}, lambda content: content),
    "chunks": ({"Transfer-Encoding": "chunked"}, chunked),
    "chunks with extensions": ({"Transfer-Encoding": "chunked"}, lambda c: chunked(c, 11, b";name=value")),
    "said to be in chunks and is not": ({"Transfer-Encoding": "chunked"}, lambda content: content),
    "chunks of gzip": (
        {"Transfer-Encoding": "chunked", "Content-Encoding": "gzip"}, lambda c: chunked(gzip.compress(c)),
    ),
    "gzip as transfer coding": ({"Transfer-Encoding": "gzip, chunked"}, lambda c: chunked(gzip.compress(c))),
}  # fmt: skip


def record(kind: str, block: bytes, content_type: str) -> bytes:
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>\r\n"
        "WARC-Date: 2023-05-30T14:31:00Z\r\nWARC-Target-URI: https://example.org/a\r\n"
        f"Content-Type: {content_type}\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def response(coding: str, kind: str = "text/html; charset=utf-8") -> bytes:
    fields, pack = CODINGS[coding]
    lines = ["HTTP/1.1 200 OK", *([f"Content-Type: {kind}"] if kind else []), *(f"{k}: {v}" for k, v in fields.items())]
    return record("response", "\r\n".join(lines).encode() + b"\r\n\r\n" + pack(HTML), "application/http")


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
@pytest.mark.parametrize("coding", CODINGS)
def test_response_in_every_coding_is_its_page(read: Read, coding: str, pack: Callable[[bytes], bytes]) -> None:
    pytest.importorskip("fastwarc")
    [page] = read("a.warc.gz" if pack is gzip.compress else "a.warc", pack(response(coding)))
    assert isinstance(page, Page)
    assert (page.raw, page.source, page.url) == (TEXT, HTML, "https://example.org/a")


@pytest.mark.parametrize(
    ("kind", "block", "content_type", "raw"),
    [
        ("resource", HTML, "text/html", TEXT),
        ("resource", HTML, "text/html; charset=utf-8", TEXT),
        ("resource", TEXT.encode(), "text/plain", TEXT),
        ("resource", b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + HTML, "application/http", TEXT),
        ("conversion", TEXT.encode(), "text/plain", TEXT),
        ("conversion", HTML, "text/html", TEXT),
        ("response", b"HTTP/1.0 200 OK\nContent-Type: text/html\n\n" + HTML, "application/http", TEXT),
        ("response", b"HTTP/1.1 200 OK\r\nServer: x\r\n\r\n" + HTML, "application/http", TEXT),
    ],
)
def test_records_of_every_kind_are_pages(read: Read, kind: str, block: bytes, content_type: str, raw: str) -> None:
    pytest.importorskip("fastwarc")
    [page] = read("a.warc", record(kind, block, content_type))
    assert isinstance(page, Page)
    assert page.raw == raw


@pytest.mark.parametrize("kind", ["request", "metadata", "revisit", "warcinfo"])
def test_records_of_no_content_are_passed_over(read: Read, kind: str) -> None:
    pytest.importorskip("fastwarc")
    assert [type(found) for found in read("a.warc", record(kind, HTML, "text/html"))] == [Rejected]


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd"])
def test_content_is_never_unpacked_beyond_the_limit(coding: str) -> None:
    pack = {"gzip": gzip.compress, "deflate": zlib.compress, "br": brotli, "zstd": zstd}[coding]
    with pytest.raises(TooLong):
        http_content({"content-encoding": coding}, pack(b"a" * 50_000_000), 1_000_000)


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd", "compress"])
def test_damaged_content_is_no_text(read: Read, coding: str) -> None:
    pytest.importorskip("fastwarc")
    content = {"gzip": b"\x1f\x8b\x08", "zstd": b"\x28\xb5\x2f\xfd"}.get(coding, b"\x9d") + b"\x00damaged" * 9
    with pytest.raises(NotText):
        http_content({"content-encoding": coding}, content, 1000)
    head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: {coding}\r\n\r\n".encode()
    broken, page = read("a.warc", record("response", head + content, "application/http") + response("none"))
    assert isinstance(broken, Rejected)
    assert isinstance(page, Page)


def test_chunks_that_break_off_give_what_came() -> None:
    assert dechunked(chunked(HTML)[:-9]).startswith(HTML[:-9])
    assert dechunked(b"zz\r\n") == b"zz\r\n"
    assert dechunked(b"ffffffffffffffffffff\r\nabc") == b"ffffffffffffffffffff\r\nabc"


@pytest.mark.parametrize("ending", [".gz", ".zst", ".bz2", ".xz", ""])
@pytest.mark.parametrize("name", ["a.jsonl", "a.csv", "a.txt", "a.xml", "a.html"])
def test_packed_files_are_read_by_their_bytes(read: Read, name: str, ending: str) -> None:
    import bz2
    import lzma

    packs = {".gz": gzip.compress, ".zst": zstd, ".bz2": bz2.compress, ".xz": lzma.compress, "": gzip.compress}
    feed = f"<rss><channel><item><title>T</title><description>{TEXT}</description></item></channel></rss>"
    content = {"a.jsonl": f'{{"text": "{TEXT}"}}', "a.csv": f'text\n"{TEXT}"\n', "a.txt": TEXT, "a.xml": feed,
               "a.html": HTML.decode()}[name]  # fmt: skip
    [page] = read(name + ending, packs[ending](content.encode()))
    assert isinstance(page, Page)
    assert page.raw == TEXT


def test_packed_file_beyond_the_limit_is_rejected_unread(read: Read) -> None:
    [found] = read("a.txt.zst", zstd(b"a" * 50_000_000), max_page_chars=1000)
    assert isinstance(found, Rejected)
    assert "max_page_chars" in found.reason
