from __future__ import annotations

from email.utils import parsedate_to_datetime
from xml.etree import ElementTree

from starlette.testclient import TestClient

from wirecopy.desk.feeds.writing import Feed, atom, rss
from wirecopy.serve.views.story import Headline


def headline(label: str) -> Headline:
    return Headline("s_1", label, 2, 1, 1, 1, ("a.example",), (), "2024-06-11T08:00Z", 0)


def test_feeds_tell_the_stories_of_a_list_with_their_counts(client: TestClient, founding_story: str) -> None:
    told = client.get("/feed.json?person=wang+yi").json()
    assert [item["_wirecopy"]["story_id"] for item in told["items"]] == [founding_story]
    assert "2 articles / 1 text / 1 origin" in told["items"][0]["content_text"]
    assert "Wang Yi" in told["title"]


def test_atom_and_rss_are_whole_and_lead_to_the_stories(client: TestClient, founding_story: str) -> None:
    links = [
        one.get("href") for one in ElementTree.fromstring(client.get("/feed.atom").content).iter() if "entry" in one.tag
    ]
    entries = ElementTree.fromstring(client.get("/feed.atom").content).findall("{http://www.w3.org/2005/Atom}entry")
    items = ElementTree.fromstring(client.get("/feed.rss").content).findall("channel/item")
    assert len(links) == len(entries) == len(items)
    assert any(founding_story in (item.findtext("link") or "") for item in items)
    assert all(parsedate_to_datetime(item.findtext("pubDate") or "") for item in items)


def test_feed_is_not_sent_again_while_the_base_is_the_same(client: TestClient) -> None:
    first = client.get("/feed.atom")
    assert client.get("/feed.atom", headers={"if-none-match": first.headers["etag"]}).status_code == 304


def test_list_names_its_feeds(client: TestClient) -> None:
    assert 'href="/feed.atom?person=wang+yi"' in client.get("/?person=wang+yi").text


def test_a_hostile_headline_stays_text() -> None:
    feed = Feed("t", "http://h/feed", "http://h/", "http://h", [headline('<b>&"\x00\x1b]]> \ud800x')])
    for written in (atom(feed), rss(feed)):
        assert b"<b>" not in written
        assert ElementTree.fromstring(written) is not None
