"""One address asked for: only of the public web, no further than a page, in every coding it says it reads."""

from __future__ import annotations

import gzip
import tracemalloc
import zlib
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pyarrow as pa
import pytest

from desk.news_site import Site
from wirecopy.desk.watch.fetch import CannotFetch, Fetcher, _seconds
from wirecopy.desk.watch.hosts import is_public
from wirecopy.desk.watch.options import WatchOptions

QUICK = WatchOptions(delay_seconds=0.0, timeout_seconds=5.0, private=True)


def test_fetcher_leaves_private_networks_alone(site: Site) -> None:
    import httpx

    with httpx.Client() as client, pytest.raises(CannotFetch, match="private network"):
        Fetcher(client, WatchOptions()).fetch(f"{site.url}/feed.xml")


def test_fetcher_connects_to_the_address_it_checked(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    import httpx

    port = int(site.url.rpartition(":")[2])
    answers = [[(0, 0, 0, "", ("93.184.215.14", port))], [(0, 0, 0, "", ("127.0.0.1", port))]]
    monkeypatch.setattr("socket.getaddrinfo", lambda *_, **__: answers.pop(0))
    asked: list[httpx.Request] = []
    answering = httpx.MockTransport(
        lambda request: asked.append(request) or httpx.Response(200, stream=httpx.ByteStream(b"here"))
    )
    with httpx.Client(transport=answering) as client:
        Fetcher(client, WatchOptions()).fetch(f"http://moving.example:{port}/a")
    assert [(one.url.host, one.headers["host"]) for one in asked] == [("93.184.215.14", f"moving.example:{port}")]
    assert len(answers) == 1


def test_fetcher_follows_no_way_out_of_the_web(site: Site) -> None:
    import httpx

    with httpx.Client() as client, pytest.raises(CannotFetch, match="no address of the web"):
        Fetcher(client, QUICK).fetch(f"{site.url}/away")


def test_fetcher_takes_no_page_without_end(site: Site) -> None:
    import httpx

    site.pages["/long"] = ("text/html", "x" * 5000)
    with httpx.Client() as client, pytest.raises(CannotFetch, match="longer than"):
        Fetcher(client, WatchOptions(private=True, page_bytes=4999)).fetch(f"{site.url}/long")


def _bomb(coding: str) -> bytes:
    """Return a few kilobytes that unpack to 300 MB."""
    zeros = b"\0" * 1_000_000
    if coding in ("gzip", "deflate"):
        packer = zlib.compressobj(9, zlib.DEFLATED, 31 if coding == "gzip" else 15)
        return b"".join(packer.compress(zeros) for _ in range(300)) + packer.flush()
    sink = pa.BufferOutputStream()
    with pa.CompressedOutputStream(sink, "brotli" if coding == "br" else coding) as packed:
        for _ in range(300):
            packed.write(zeros)
    return bytes(sink.getvalue())


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd"])
def test_fetcher_unpacks_no_more_than_a_page(site: Site, coding: str) -> None:
    import httpx

    site.coded["/bomb"] = (coding, _bomb(coding))
    tracemalloc.start()
    with httpx.Client() as client, pytest.raises(CannotFetch, match="longer than"):
        Fetcher(client, WatchOptions(private=True, page_bytes=2_000_000)).fetch(f"{site.url}/bomb")
    assert tracemalloc.get_traced_memory()[1] < 20_000_000
    tracemalloc.stop()


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd", "identity"])
def test_fetcher_reads_every_coding_it_asks_for(site: Site, coding: str) -> None:
    import httpx

    text = b"<p>The ferry sails again.</p>"
    sink = pa.BufferOutputStream()
    if coding in ("br", "zstd"):
        with pa.CompressedOutputStream(sink, "brotli" if coding == "br" else coding) as packed:
            packed.write(text)
    whole = {"gzip": gzip.compress(text), "deflate": zlib.compress(text), "identity": text}
    site.coded["/a"] = (coding, whole.get(coding) or bytes(sink.getvalue()))
    with httpx.Client() as client:
        assert Fetcher(client, QUICK).fetch(f"{site.url}/a").content == text


SPECIAL = (
    "127.0.0.1", "::1", "::ffff:127.0.0.1", "0.0.0.0", "::", "169.254.169.254", "10.0.0.1", "100.64.0.1", "fe80::1",
    "fc00::1", "64:ff9b::7f00:1", "64:ff9b:1::a00:1", "2002:7f00:1::", "2001:0:7f00:1::", "::7f00:1", "224.0.0.1",
    "255.255.255.255", "240.0.0.1", "192.0.0.8", "198.18.0.1", "fec0::1", "::ffff:0:7f00:1", "ff02::1", "2001:2::1",
    "192.88.99.1", "2001:db8::1", "192.0.2.1", "203.0.113.9",
)  # fmt: skip


@pytest.mark.parametrize("address", SPECIAL)
def test_special_addresses_are_not_the_web(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    import httpx

    monkeypatch.setattr("socket.getaddrinfo", lambda *_, **__: [(0, 0, 0, "", (address, 80))])
    with httpx.Client() as client, pytest.raises(CannotFetch, match="private network"):
        Fetcher(client, WatchOptions()).fetch("http://somewhere.example/")


def test_public_addresses_are_the_web() -> None:
    assert all(map(is_public, ("93.184.215.14", "2606:2800:21f:cb07::1", "64:ff9b::5db8:d70e", "::ffff:93.184.215.14")))


def test_a_socket_that_leads_elsewhere_is_not_read(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    import httpx

    class Stream(httpx.SyncByteStream):
        def get_extra_info(self, name: str) -> tuple[str, int]:
            return ("10.0.0.7", 80)

    monkeypatch.setattr("socket.getaddrinfo", lambda *_, **__: [(0, 0, 0, "", ("93.184.215.14", 80))])
    answering = httpx.MockTransport(
        lambda request: httpx.Response(200, text="x", extensions={"network_stream": Stream()})
    )
    with httpx.Client(transport=answering) as client, pytest.raises(CannotFetch, match="private network"):
        Fetcher(client, WatchOptions()).fetch("http://moving.example/a")


def test_retry_after_is_read_as_seconds_and_as_a_date() -> None:
    later = format_datetime(datetime.now(UTC) + timedelta(seconds=90), usegmt=True)
    assert _seconds("120") == 120.0
    assert 60 < (_seconds(later) or 0.0) <= 90
    assert [_seconds(stated) for stated in ("", None, "soon", "9" * 400)] == [None] * 4
