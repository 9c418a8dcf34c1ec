"""Archives, feeds and agency formats: what becomes a page, what is rejected, and that the rest is read."""

import gzip
import json
from collections.abc import Callable

import pytest

from wirecopy.types import Page, Rejected

Read = Callable[..., list[Page | Rejected]]
TEXT = "Two ports open again on Monday, the ministry said."
HTML = f"<html><head><title>Ports</title></head><body><p>{TEXT}</p></body></html>"


def record(kind: str, url: str, payload: bytes, content: str) -> bytes:
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>\r\n"
        f"WARC-Date: 2023-05-30T14:31:00Z\r\nWARC-Target-URI: {url}\r\nContent-Type: {content}\r\n"
        f"Content-Length: {len(payload)}\r\n\r\n"
    )
    return head.encode() + payload + b"\r\n\r\n"


def response(body: str, kind: str = "text/html; charset=utf-8", status: str = "200 OK") -> bytes:
    encoded = body.encode()
    head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(encoded)}\r\n\r\n"
    return record("response", "https://example.org/a", head.encode() + encoded, "application/http; msgtype=response")


@pytest.fixture
def warc() -> None:
    pytest.importorskip("fastwarc")


@pytest.mark.usefixtures("warc")
@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_warc_response_is_a_page(read: Read, pack: Callable[[bytes], bytes]) -> None:
    name = "a.warc" if pack is bytes else "a.warc.gz"
    [page] = read(name, pack(response(HTML)))
    assert isinstance(page, Page)
    assert (page.url, page.fetched_at, page.raw) == ("https://example.org/a", "2023-05-30T14:31:00Z", TEXT)
    assert page.source == HTML.encode()


@pytest.mark.usefixtures("warc")
def test_warc_images_and_errors_are_passed_over(read: Read) -> None:
    content = response("GIF89a", "image/gif") + response(HTML, status="404 Not Found") + response(HTML)
    assert len([page for page in read("a.warc", content) if isinstance(page, Page)]) == 1


@pytest.mark.usefixtures("warc")
def test_warc_broken_off_keeps_what_came_before(read: Read) -> None:
    packed = gzip.compress(response(HTML)) + gzip.compress(response(HTML.replace("Two", "Six")))[:-30]
    page, broken = read("a.warc.gz", packed)
    assert isinstance(page, Page)
    assert isinstance(broken, Rejected)


@pytest.mark.usefixtures("warc")
def test_warc_truncated_record_is_rejected(read: Read) -> None:
    page, cut = read("a.warc", response(HTML) + response(HTML)[:-40])
    assert isinstance(page, Page)
    assert isinstance(cut, Rejected)
    assert "truncated" in cut.reason


@pytest.mark.usefixtures("warc")
def test_warc_garbage_is_no_crash(read: Read) -> None:
    assert not [page for page in read("a.warc", b"\x00\xff garbage" * 50) if isinstance(page, Page)]


@pytest.mark.usefixtures("warc")
def test_wet_record_is_a_page(read: Read) -> None:
    [page] = read("a.warc.wet", record("conversion", "https://example.org/a", TEXT.encode(), "text/plain"))
    assert isinstance(page, Page)
    assert (page.raw, page.media_type, page.source) == (TEXT, "text/plain", None)


def test_feed_entries_are_pages(read: Read) -> None:
    feed = (
        '<?xml version="1.0"?><rss version="2.0"><channel><title>Example</title><item><title>Ports</title>'
        f"<link>https://example.org/a</link><guid>7</guid><description>&lt;p&gt;{TEXT}&lt;/p&gt;</description>"
        "<pubDate>Tue, 30 May 2023 14:31:00 GMT</pubDate></item><item><title>Empty</title></item></channel></rss>"
    )
    page, empty = read("a.rss", feed)
    assert isinstance(page, Page)
    assert (page.external_id, page.raw, page.title, page.url) == ("7", TEXT, "Ports", "https://example.org/a")
    assert page.published == "Tue, 30 May 2023 14:31:00 GMT"
    assert isinstance(empty, Rejected)


def test_feed_garbage_is_rejected(read: Read) -> None:
    [found] = read("a.atom", b"\x00\x01 not a feed")
    assert isinstance(found, Rejected)


def ninjs(**item: object) -> str:
    return json.dumps({"uri": "urn:x:1", "type": "text", **item})


@pytest.mark.parametrize(
    "item",
    [
        {"bodies": [{"contenttype": "text/html", "value": f"<p>{TEXT}</p>"}], "headlines": [{"value": "Ports"}]},
        {"body_html": f"<p>{TEXT}</p>", "headline": "Ports"},
        {"body_text": TEXT, "headline": "Ports"},
    ],
)
def test_ninjs_item_of_any_version_is_a_page(read: Read, item: dict[str, object]) -> None:
    [page] = read("a.ninjs", ninjs(**item, firstcreated="2023-05-30T14:31:00Z"))
    assert isinstance(page, Page)
    assert (page.external_id, page.raw, page.title) == ("urn:x:1", TEXT, "Ports")
    assert page.published == "2023-05-30T14:31:00Z"


@pytest.mark.parametrize("content", ["{", '"text"', "[1]", ninjs(), "[" * 100_000])
def test_ninjs_what_is_no_item_is_rejected(read: Read, content: str) -> None:
    [found] = read("a.ninjs.json", content)
    assert isinstance(found, Rejected)


NEWSML = (
    '<?xml version="1.0"?><newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet><newsItem guid="urn:x:1">'
    '<itemMeta><provider literal="MNA"/><firstCreated>2023-05-30T14:31:00Z</firstCreated></itemMeta>'
    "<contentMeta><headline>Ports</headline></contentMeta><contentSet><inlineXML><nitf><body><body.content>"
    f"<p>{TEXT}</p><p>More.</p></body.content></body></nitf></inlineXML></contentSet></newsItem></itemSet></newsMessage>"
)


def test_newsml_item_is_a_page(read: Read) -> None:
    [page] = read("a.newsml", NEWSML)
    assert isinstance(page, Page)
    assert (page.external_id, page.title, page.outlet) == ("urn:x:1", "Ports", "MNA")
    assert (page.raw, page.published) == (f"{TEXT}\n\nMore.", "2023-05-30T14:31:00Z")


@pytest.mark.parametrize(
    "content",
    [
        "<newsMessage",
        "<a/>",
        '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><newsItem><inlineData>&x;</inlineData></newsItem>',
    ],
)
def test_newsml_what_is_no_item_is_rejected(read: Read, content: str) -> None:
    [found] = read("a.newsml.xml", content)
    assert isinstance(found, Rejected)
