"""What pages state of themselves, in every shape pages write it: authors, times."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from wirecopy.clean.html.linked_data import linked_article
from wirecopy.clean.html.metadata import page_facts

Wrap = Callable[[Any], Any]
WHEN = "2024-05-14T10:00:00-04:00"
PERSON = {"@type": "Person", "name": "Jane Roe"}
SHAPES: dict[str, tuple[Any, tuple[str, ...]]] = {
    "text": ("Jane Roe", ("Jane Roe",)),
    "object": (PERSON, ("Jane Roe",)),
    "list of objects": ([PERSON, {"@type": "Person", "name": "Max Low"}], ("Jane Roe", "Max Low")),
    "list of texts": (["Jane Roe", "Max Low"], ("Jane Roe", "Max Low")),
    "list in a list": ([[PERSON]], ("Jane Roe",)),
    "name in a name": ({"@type": "Person", "name": {"@type": "Person", "name": "Jane Roe"}}, ("Jane Roe",)),
    "list of names": ({"@type": "Person", "name": ["Jane Roe", "Max Low"]}, ("Jane Roe", "Max Low")),
    "value object": ({"@value": "Jane Roe", "@language": "en"}, ("Jane Roe",)),
    "ordered list": ({"@list": [PERSON, "Max Low"]}, ("Jane Roe", "Max Low")),
    "name in two parts": ({"@type": "Person", "givenName": "Jane", "familyName": "Roe"}, ("Jane Roe",)),
    "reference": ({"@id": "#jane"}, ("Jane Roe",)),
    "reference in a list": ([{"@id": "#jane"}, {"@id": "#gone"}], ("Jane Roe",)),
    "reference as text": ("#jane", ("Jane Roe",)),
    "name with references of characters": ("Jane &amp; Max R&#246;e", ("Jane & Max Röe",)),
    "agency": ({"@type": "Organization", "name": "The Associated Press"}, ("The Associated Press",)),
}
PLACES: dict[str, Wrap] = {
    "alone": lambda node: node,
    "in a list": lambda node: [{"@type": "WebSite", "name": "Harbour Times"}, node],
    "in a graph": lambda node: {"@context": "https://schema.org", "@graph": [{"@type": "WebPage"}, node]},
    "as main entity": lambda node: {"@type": "WebPage", "datePublished": "2001-01-01", "mainEntity": node},
    "as main entity of page": lambda node: {"@type": "WebPage", "mainEntityOfPage": node},
    "with its vocabulary": lambda node: {f"schema:{key}" if key[0] != "@" else key: node[key] for key in node},
    "type in a list": lambda node: {**node, "@type": ["NewsArticle", "Thing"]},
    "type as an address": lambda node: {**node, "@type": "http://schema.org/NewsArticle"},
    "live page": lambda node: {
        **node, "@type": "LiveBlogPosting",
        "liveBlogUpdate": [{"@type": "BlogPosting", "author": "No One", "datePublished": "2024-05-14T23:00:00Z"}],
    },
    "before a list of others": lambda node: [
        node, {"@type": "ItemList", "itemListElement": [{"@type": "NewsArticle", "headline": "x", "author": "No One"}]},
    ],
    "behind another of another headline": lambda node: [
        {"@type": "NewsArticle", "headline": "Other", "author": "No One", "datePublished": "2001-01-01"}, node,
    ],
}  # fmt: skip
FRAMES: dict[str, Callable[[str], str]] = {
    "bare": lambda text: text,
    "comment": lambda text: f"\n<!--\n{text}\n-->\n",
    "section": lambda text: f"//<![CDATA[\n{text}\n//]]>",
    "section in a comment": lambda text: f"/*<![CDATA[*/{text}/*]]>*/",
    "semicolon": lambda text: f"{text};",
    "trailing comma": lambda text: f"{text[:-1]},{text[-1]}",
    "comments inside": lambda text: f"{text[0]} // the article\n /* here */ {text[1:]}",
    "line ends in strings": lambda text: text.replace("long debate", "long\n\tdebate"),
    "bad escapes": lambda text: text.replace("long debate", "long debate\\'s"),
    "two values": lambda text: f'{{"@type": "WebSite"}}\n{text}',
    "assignment": lambda text: f"window.data = {text};",
}


def article(author: Any) -> dict[str, Any]:
    stated = {"headline": "Harbour board votes", "description": "A long debate", "datePublished": WHEN}
    return {"@type": "NewsArticle", **stated, "author": author}


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("shape", SHAPES)
def test_linked_data_of_every_shape_is_read(shape: str, place: str, frame: str) -> None:
    author, names = SHAPES[shape]
    scripts = [FRAMES[frame](json.dumps(PLACES[place](article(author)))), json.dumps({"@id": "#jane", **PERSON})]
    found = linked_article(scripts, "Harbour board votes | Harbour Times")
    assert (found.authors, found.published[0]) == (names, WHEN)


@pytest.mark.parametrize(
    ("markup", "names"),
    [
        ('<meta name="author" content="Jane Roe"><meta name="author" content="Max Low">', ("Jane Roe", "Max Low")),
        ('<meta property="article:author" content="https://www.facebook.com/jane">', ()),
        ('<meta name="parsely-author" content="By Jane Roe">', ("Jane Roe",)),
        ('<meta name="twitter:label1" content="Text"><meta name="twitter:data1" content="Jane Roe">', ("Jane Roe",)),
        ('<h1>T</h1><a rel="author" href="/j">Jane Roe</a> <a rel="author">Max Low</a>', ("Jane Roe", "Max Low")),
        ('<h1>T</h1><span itemprop="author"><span itemprop="name">Jane Roe</span></span>', ("Jane Roe",)),
        ('<h1>T</h1><a href="/authors/jane-roe">Jane Roe</a><p>' + "word " * 40 + "</p>", ("Jane Roe",)),
        ('<h1>T</h1><div class="c-assetAuthor_name">Jane Roe</div>', ("Jane Roe",)),
        ('<h1>T</h1><div class="byline">Written by <a href="/j">Jane Roe</a> in <a>Ports</a></div>', ("Jane Roe",)),
        ('<h1>T</h1><div class="author-bio">See all of her work</div>', ()),
        ('<h1>T</h1><p>' + "word " * 40 + '</p><aside><a rel="author">A B</a><a rel="author">C D</a></aside>', ()),
        ('<meta name="author" content="Harbour Times"><meta property="og:site_name" content="Harbour Times"><h1>T</h1>'
         '<a rel="author">Jane Roe</a>', ("Jane Roe",)),
        ('<meta name="author" content="Harbour Group"><h1>T</h1><a rel="author">Jane Roe</a>', ("Jane Roe",)),
        ('<script type="application/ld+json">{"@type": "NewsArticle", "author": "Jane Roe"}</script><h1>T</h1>'
         '<a rel="author">Jane Roe</a><a rel="author">Max Low</a>', ("Jane Roe", "Max Low")),
    ],
)  # fmt: skip
def test_stated_authors_are_all_told(markup: str, names: tuple[str, ...]) -> None:
    assert page_facts(markup, "https://harbour.example/a").authors == names


def test_a_site_that_states_itself_is_told_as_house() -> None:
    facts = page_facts('<meta name="author" content="harbour.example">', "https://www.harbour.example/a")
    assert (facts.authors, facts.house) == (("harbour.example",), True)


@pytest.mark.parametrize(
    ("markup", "published", "updated"),
    [
        (f'<meta property="article:published_time" content="{WHEN}">', WHEN, None),
        (f'<meta name="publish-date" content="{WHEN}"><meta name="lastModified" content="{WHEN}">', WHEN, WHEN),
        (f'<meta itemprop="datePublished" content="{WHEN}">', WHEN, None),
        (f'<h1>T</h1><time itemprop="datePublished" datetime="{WHEN}">May 14</time>', WHEN, None),
        (f'<h1>T</h1><time class="entry-date published" datetime="{WHEN}">May 14</time>', WHEN, None),
        (f'<h1>T</h1><time datetime="{WHEN}" pubdate>May 14</time>', WHEN, None),
        (f'<h1>T</h1><abbr class="published" title="{WHEN}">May 14</abbr>', WHEN, None),
        (f'<h1>T</h1><div itemprop="dateModified" content="{WHEN}"></div>', None, WHEN),
        ("<h1>T</h1><div itemprop=datePublished>14 May 2024</div>", "14 May 2024", None),
    ],
)
def test_stated_times_are_told(markup: str, published: str | None, updated: str | None) -> None:
    facts = page_facts(markup)
    assert [text for text, _ in facts.published][:1] == ([published] if published else [])
    assert [text for text, _ in facts.updated][:1] == ([updated] if updated else [])


@pytest.mark.parametrize(
    ("box", "wanted"),
    [
        ("<input id=author><p>Email *</p>", ()),
        ("<label for=author class=author>Name</label>", ()),
        ("<a href=/author/jane-roe>View Author Page</a>", ()),
        ("<a href=/author/jroe2>Jane Roe</a>", ("Jane Roe",)),
        ("<a href=/author/jane-roe>All posts by Jane Roe</a>", ("Jane Roe",)),
        ("<span class=entry-byline>By <a href=/x>Jane Roe</a></span>", ("Jane Roe",)),
        ("<span class=pb-byline>By <a>Jane Roe</a></span>", ("Jane Roe",)),
        ("<div itemprop=author><a>Author:</a> <a>Jane Roe</a></div>", ("Jane Roe",)),
        ("<a rel=author href=/a/1>Jane Roe</a><a rel=author href=/a/1>All of her<br>Jane Roe</a>", ("Jane Roe",)),
        (f"<div class=author>{'<i></i>' * 60}Jane Roe{'<i></i>' * 200}", ()),
    ],
)
def test_authors_are_what_names_them_and_not_what_leads_to_them_or_asks_for_one(
    box: str, wanted: tuple[str, ...]
) -> None:
    assert (
        page_facts(f"<html lang=en><h1>Ferry to close</h1>{box}<p>{'The ferry will close. ' * 20}</p>").authors
        == wanted
    )
