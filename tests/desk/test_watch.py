from __future__ import annotations

import json
import os
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

import wirecopy
from wirecopy.desk.watch.feeds import feed_entries, listed_feeds
from wirecopy.desk.watch.fetch import CannotFetch, Fetcher, may_fetch
from wirecopy.desk.watch.options import WatchOptions
from wirecopy.desk.watch.running import watch
from wirecopy.desk.watch.state import open_state
from wirecopy.errors import UnreadableInput
from wirecopy.pipeline.live.add_page import Added
from wirecopy.read import read_pages
from wirecopy.types import Page

STORY = "The ferry between Brandt and Lund sails again from Monday, the harbour office said on Friday."
QUICK = WatchOptions(every_seconds=3600, delay_seconds=0.0, timeout_seconds=5.0, private=True, settle=False)


@dataclass
class Site:
    """A news site on the loopback."""

    url: str
    pages: dict[str, tuple[str, str]] = field(default_factory=dict)
    robots: str = "User-agent: *\nDisallow: /secret"
    asked: Counter[str] = field(default_factory=Counter)
    unchanged: int = 0
    ill: set[str] = field(default_factory=set)

    def publish(self, *names: str, feed: str = "/feed.xml") -> None:
        for name in names:
            body = "".join(f"<p>{STORY} This is the report of {name}, line {i}.</p>" for i in range(3))
            page = f"<html><head><title>{name}</title></head><body><article>{body}</article></body></html>"
            self.pages[f"/{name}"] = ("text/html", page)
        links = [path for path, (kind, _) in self.pages.items() if kind == "text/html"]
        entries = "".join(f"<item><title>{path}</title><link>{self.url}{path}</link></item>" for path in links)
        self.pages[feed] = ("application/rss+xml", f"<rss version='2.0'><channel>{entries}</channel></rss>")


@pytest.fixture
def site() -> Iterator[Site]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found.asked[self.path] += 1
            if self.path in found.ill:
                self.send_error(503)
                return
            if self.path == "/robots.txt":
                kind, text = "text/plain", found.robots
            elif self.path == "/away":
                self.send_response(302)
                self.send_header("location", "file:///etc/passwd")
                self.end_headers()
                return
            elif self.path in found.pages:
                kind, text = found.pages[self.path]
            else:
                self.send_error(404)
                return
            mark = f'"{hash(text)}"'
            if self.headers.get("if-none-match") == mark:
                found.unchanged += 1
                self.send_response(304)
                self.end_headers()
                return
            self.send_response(200)
            self.send_header("content-type", kind)
            self.send_header("etag", mark)
            self.end_headers()
            self.wfile.write(text.encode())

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    found = Site(f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield found
    server.shutdown()
    server.server_close()


@pytest.fixture
def base(tmp_path: Path) -> wirecopy.NewsBase:
    return wirecopy.open(tmp_path / "base", create=True)


@pytest.fixture
def opml(tmp_path: Path, site: Site) -> str:
    path = tmp_path / "feeds.opml"
    path.write_text(f'<opml><body><outline xmlUrl="{site.url}/feed.xml"/></body></opml>', "utf-8")
    return str(path)


def watched(base: wirecopy.NewsBase, source: str, options: WatchOptions = QUICK) -> dict[str, Added | str]:
    told: dict[str, Added | str] = {}
    watch(base, source, options, told=lambda uri, what: told.update({uri: what}), stop=threading.Event(), once=True)
    return told


def come_due(base: wirecopy.NewsBase) -> None:
    """Let the time come for all that is to be asked for later."""
    with open_state(base.tables.layout.root / "watch.sqlite") as state:
        state.connection.execute("UPDATE tasks SET due = 0 WHERE due IS NOT NULL")


def kept(base: wirecopy.NewsBase) -> list[str]:
    from wirecopy.store.live import waiting_pages

    return sorted(page.url or page.uri for page in waiting_pages(base.tables.layout.live))


def test_watch_keeps_the_pages_of_a_feed(base: wirecopy.NewsBase, site: Site, opml: str) -> None:
    site.publish("one", "two")
    watched(base, opml)
    assert kept(base) == [f"{site.url}/one", f"{site.url}/two"]


def test_watch_asks_again_for_what_is_new_only(base: wirecopy.NewsBase, site: Site, opml: str) -> None:
    site.publish("one")
    watched(base, opml)
    come_due(base)
    watched(base, opml)
    assert (site.asked["/one"], site.unchanged) == (1, 1)
    site.publish("two")
    come_due(base)
    watched(base, opml)
    assert (site.asked["/one"], site.asked["/two"]) == (1, 1)


def test_watch_obeys_robots(base: wirecopy.NewsBase, site: Site, opml: str) -> None:
    site.publish("one", "secret")
    told = watched(base, opml)
    assert site.asked["/secret"] == 0
    assert told[f"{site.url}/secret"] == "robots.txt does not allow it"
    assert site.asked["/robots.txt"] == 1


def test_watch_asks_nothing_of_a_host_that_cannot_say_what_it_allows(
    base: wirecopy.NewsBase, site: Site, opml: str
) -> None:
    site.publish("one")
    site.ill.add("/robots.txt")
    watched(base, opml)
    assert site.asked["/feed.xml"] == 0


def test_watch_puts_off_a_page_whose_host_is_ill(base: wirecopy.NewsBase, site: Site, opml: str) -> None:
    site.publish("one", "two")
    site.ill.add("/two")
    watched(base, opml)
    assert kept(base) == [f"{site.url}/one"]
    site.ill.clear()
    come_due(base)
    watched(base, opml)
    assert kept(base) == [f"{site.url}/one", f"{site.url}/two"]


def test_watch_leaves_a_host_alone_for_as_long_as_it_asks(base: wirecopy.NewsBase, site: Site, opml: str) -> None:
    site.robots = "User-agent: *\nCrawl-delay: 1"
    site.publish("one")
    began = time.monotonic()
    watched(base, opml)
    assert time.monotonic() - began > 1.0


def test_watch_keeps_pages_as_warc_that_a_run_reads_as_the_same(base: wirecopy.NewsBase, site: Site, opml: str) -> None:
    pytest.importorskip("fastwarc")
    site.publish("one", "two")
    watched(base, opml)
    (archive,) = (base.tables.layout.root / "warc").iterdir()
    from wirecopy.store.live import waiting_pages

    read = [page for page in read_pages([archive]) if isinstance(page, Page)]
    assert sorted(map(str, read)) == sorted(map(str, waiting_pages(base.tables.layout.live)))
    assert base.run([archive]).known == 2


def test_watch_that_was_killed_half_way_loses_and_repeats_nothing(
    base: wirecopy.NewsBase, site: Site, opml: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.publish("one", "two", "three")
    from wirecopy.pipeline.live.add_page import Live

    add = Live.add

    def killed(self: Live, page: Page) -> Added:
        if "two" in (page.url or ""):
            raise KeyboardInterrupt
        return add(self, page)

    monkeypatch.setattr(Live, "add", killed)
    with pytest.raises(KeyboardInterrupt):
        watched(base, opml)
    monkeypatch.undo()
    with open(base.tables.layout.root / "warc" / "watch-00001.warc.gz", "ab") as file:
        file.write(b"\x1f\x8b half a record")
    watched(base, opml)
    assert kept(base) == [f"{site.url}/{name}" for name in ("one", "three", "two")]
    assert [p for p in read_pages([base.tables.layout.root / "warc"]) if not isinstance(p, Page)] == []


def test_watch_settles_what_came_in(base: wirecopy.NewsBase, site: Site, opml: str) -> None:
    site.publish("one", "two")
    watched(base, opml, WatchOptions(every_seconds=60, delay_seconds=0.0, private=True))
    assert sum(story.articles for story in base.stories()) == 2


def test_watch_reads_a_folder_and_what_is_put_in_it_later(base: wirecopy.NewsBase, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for name in ("a.txt", "b.txt"):
        (folder / name).write_text(f"{STORY} So {name} has it.", "utf-8")
        os.utime(folder / name, (1, 1))
        told = watched(base, str(folder))
        assert [Path(uri).name for uri in told] == [name]
    assert watched(base, str(folder)) == {}


def test_watch_waits_for_another_writer_to_end(base: wirecopy.NewsBase, tmp_path: Path) -> None:
    folder, stop, told = tmp_path / "in", threading.Event(), threading.Event()
    folder.mkdir()
    (folder / "a.txt").write_text(STORY, "utf-8")
    os.utime(folder / "a.txt", (1, 1))
    with base.live():
        thread = threading.Thread(
            target=watch, args=(base, str(folder), QUICK), kwargs={"told": lambda *_: told.set(), "stop": stop}
        )
        thread.start()
        assert not told.wait(0.5)
    assert told.wait(60)
    stop.set()
    thread.join(60)
    assert len(kept(base)) == 1


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
    answering = httpx.MockTransport(lambda request: asked.append(request) or httpx.Response(200, text="here"))
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


@pytest.mark.parametrize("text", ["", "no xml", "<opml/>", '<opml><outline xmlUrl="javascript:x"/></opml>'])
def test_opml_without_feeds_is_said(tmp_path: Path, text: str) -> None:
    (tmp_path / "f.opml").write_text(text, "utf-8")
    with pytest.raises(UnreadableInput):
        listed_feeds(str(tmp_path / "f.opml"))


def test_feed_entries_are_those_of_the_web_each_page_once() -> None:
    links = ["file:///etc/passwd", "/a?utm_source=rss", "https://example.org/a#top", "https://example.org/a"]
    feed = "".join(f"<item><link>{link}</link></item>" for link in links)
    found = feed_entries("https://example.org/feed", f"<rss><channel>{feed}</channel></rss>".encode())
    assert [entry.url for entry in found] == ["https://example.org/a"]


@pytest.mark.parametrize("printed", ["", "<p>By Max Low</p><time datetime='2024-05-14T10:00:00Z'>14 May 2024</time>"])
def test_watch_takes_from_a_feed_what_the_page_does_not_state(
    base: wirecopy.NewsBase, site: Site, opml: str, printed: str
) -> None:
    body = "".join(f"<p>{STORY} This is line {i}.</p>" for i in range(3))
    page = f"<html><body><article><h1>Ferry sails</h1>{printed}{body}</article></body></html>"
    site.pages["/a"] = ("text/html", page)
    entry = (
        f"<item><link>{site.url}/a?utm_source=rss</link><pubDate>Wed, 27 Apr 2016 19:25:14 -0400</pubDate>"
        f"<author>jane@a.example (Jane Roe)</author></item><item><link>{site.url}/a</link></item>"
    )
    site.pages["/feed.xml"] = ("application/rss+xml", f"<rss version='2.0'><channel>{entry}</channel></rss>")
    watched(base, opml)
    assert site.asked["/a"] == 1
    base.run([])
    told = [(a["published"], a["published_source"], a["byline"]) for a in base.table("articles").to_arrow().to_pylist()]
    own = ("2024-05-14T10:00+00:00", "time tag", "Max Low")
    assert told == [own if printed else ("2016-04-27T19:25-04:00", "feed", "Jane Roe")]
    (again,) = read_pages([base.tables.layout.root / "warc"])
    assert isinstance(again, Page)
    assert (again.author, again.stated_by) == ("Jane Roe", "feed")


def test_watch_says_where_no_feed_is(base: wirecopy.NewsBase, site: Site, opml: str) -> None:
    site.pages["/feed.xml"] = ("text/html", "<html><body>Home</body></html>")
    assert watched(base, opml) == {f"{site.url}/feed.xml": "no feed there: an HTML page"}


def test_watch_reads_a_json_feed(base: wirecopy.NewsBase, site: Site, opml: str) -> None:
    site.publish("a")
    stated = {"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1", "url": f"{site.url}/a"}]}
    site.pages["/feed.xml"] = ("application/feed+json", json.dumps(stated))
    watched(base, opml)
    assert len(kept(base)) == 1


def test_robots_are_obeyed_by_our_own_name() -> None:
    robots = "User-agent: wirecopy\nDisallow: /\n\nUser-agent: *\nAllow: /"
    assert not may_fetch(robots, QUICK.agent, "https://example.org/a")
