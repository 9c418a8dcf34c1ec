from __future__ import annotations

import json
import os
import threading
import time
from pathlib import Path

import pytest

import wirecopy
from desk.news_site import STORY, Site
from wirecopy.desk.watch.feeds import feed_entries, listed_feeds
from wirecopy.desk.watch.manners import may_fetch
from wirecopy.desk.watch.options import WatchOptions
from wirecopy.desk.watch.running import watch
from wirecopy.desk.watch.state import open_state
from wirecopy.errors import UnreadableInput
from wirecopy.options import CopyOptions, Options
from wirecopy.pipeline.batch.run_options import settled_options
from wirecopy.pipeline.live.add_page import Added
from wirecopy.read import read_pages
from wirecopy.types import Page

QUICK = WatchOptions(every_seconds=3600, delay_seconds=0.0, timeout_seconds=5.0, private=True, settle=False)


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


def test_watch_settles_what_came_in_as_the_base_was_run(base: wirecopy.NewsBase, site: Site, opml: str) -> None:
    site.publish("one", "two")
    (base.tables.layout.root.parent / "first.txt").write_text(f"{STORY} It was told here first.", "utf-8")
    base.run([base.tables.layout.root.parent / "first.txt"], Options(copies=CopyOptions(within_days=9)))
    watched(base, opml, WatchOptions(every_seconds=60, delay_seconds=0.0, private=True))
    assert sum(story.articles for story in base.stories()) == 3
    assert settled_options(base.tables.layout).copies.within_days == 9


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


def test_watch_asks_robots_on_every_hop_and_host(base: wirecopy.NewsBase, site: Site, opml: str) -> None:
    site.publish("one", "secret")
    other = site.url.replace("127.0.0.1", "localhost")
    site.moved = {"/hop": "/secret", "/far": f"{other}/secret", "/fine": f"{other}/one"}
    links = "".join(f"<item><link>{site.url}{path}</link></item>" for path in site.moved)
    site.pages["/feed.xml"] = ("application/rss+xml", f"<rss version='2.0'><channel>{links}</channel></rss>")
    told = watched(base, opml)
    assert site.asked["/secret"] == 0
    assert [told[f"{site.url}{path}"] for path in ("/hop", "/far")] == ["robots.txt does not allow it"] * 2
    assert kept(base) == [f"{other}/one"]
    assert site.asked["/robots.txt"] == 2


def test_watch_takes_a_host_under_many_names_for_one(base: wirecopy.NewsBase, site: Site, opml: str) -> None:
    site.publish("one", "two")
    port = site.url.rpartition(":")[2]
    names = (f"http://u1@127.0.0.1:{port}/one", f"http://u2:x@127.0.0.1.:{port}/one", f"HTTP://127.0.0.1:{port}/two#a")
    links = "".join(f"<item><link>{name}</link></item>" for name in names)
    site.pages["/feed.xml"] = ("application/rss+xml", f"<rss version='2.0'><channel>{links}</channel></rss>")
    began = time.monotonic()
    watched(base, opml, WatchOptions(delay_seconds=0.3, private=True, settle=False))
    assert time.monotonic() - began > 0.6
    assert site.most_at_once == 1
    assert kept(base) == [f"{site.url}/one", f"{site.url}/two"]
    assert (site.asked["/one"], site.asked["/robots.txt"]) == (1, 1)
