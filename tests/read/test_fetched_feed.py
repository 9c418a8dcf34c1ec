from __future__ import annotations

import pytest

from wirecopy.read import NotAFeed, feed_items

URL = "https://a.example/f"
ITEM = "<item><link>/1</link><dc:creator>Jane Roe</dc:creator><pubDate>Wed, 27 Apr 2016 19:25:14 -0400</pubDate></item>"
RSS = f"<rss version='2.0'><channel>{ITEM}</channel></rss>"
ATOM = "<feed xml:base='https://b.example/x/'><entry><link href='1'/></entry></feed>"


@pytest.mark.parametrize(
    "content",
    [
        RSS,
        f"<?xml version='1.0'?>{RSS}",
        f"<br />\n<b>Warning</b>: no such file in <b>feed.php</b>\n<?xml version='1.0'?>{RSS}",
        f"\n\n<?xml version='1.0'?>{RSS[:-30]}",
    ],
)
def test_feed_items_of_feeds_with_faults(content: str) -> None:
    told = [(item.url, item.author, item.published) for item in feed_items(URL, content.encode())]
    assert told == [("https://a.example/1", "Jane Roe", "Wed, 27 Apr 2016 19:25:14 -0400")]


def test_feed_items_stand_under_the_stated_base() -> None:
    assert [item.url for item in feed_items(URL, ATOM.encode())] == ["https://b.example/x/1"]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (
            "<html><link rel='alternate' type='application/rss+xml' href='/real'>",
            "names the feed https://a.example/real",
        ),
        ("<!DOCTYPE html><html></html>", "an HTML page"),
        ('{"items": []}', "no JSON Feed"),
        ("{", "broken JSON"),
        ("<urlset/>", "another kind: urlset"),
        ("", "no XML"),
    ],
)
def test_feed_items_say_what_is_no_feed(content: str, why: str) -> None:
    with pytest.raises(NotAFeed, match=why):
        feed_items(URL, content.encode())
