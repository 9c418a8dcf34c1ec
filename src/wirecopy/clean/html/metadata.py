"""What an HTML page states of its article: title, times, authors, publisher, from JSON-LD, meta tags and properties."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import unescape
from typing import NamedTuple

from wirecopy.clean.html.head import Tag, Tags, by_headline, own_tags, read_tags, shown_lines
from wirecopy.clean.html.linked_data import linked_article
from wirecopy.clean.html.printed_times import printed_times
from wirecopy.clean.html.stated_authors import stated_authors
from wirecopy.clean.html.titles import AGREED, LEADING, PageTitle

MAX_META = 400
_TITLES = ("ogtitle", "twittertitle", "dctitle", "dctermstitle", "parselytitle", "sailthrutitle", "citationtitle")
# Names of meta tags without their signs and case: "publish-date", "publish_date" and "publishDate" are one.
_PUBLISHED = (
    "articlepublishedtime", "articlepublished", "ogpublishedtime", "ogarticlepublishedtime", "datepublished",
    "parselypubdate", "sailthrudate", "dcdateissued", "dctermsissued", "dcdatepublished", "dctermscreated",
    "dcdatecreated", "dctermsdate", "dcdate", "citationpublicationdate", "citationonlinedate", "citationdate",
    "articlecreated", "articledateoriginal", "originalpublicationdate", "firstpublished", "publisheddate",
    "publishedat", "publishedtime", "publishdate", "publishtime", "publicationdate", "pubdate", "btpubdate",
    "cxenseparserecspublishtime", "cxenseparsepublishtime", "datecreated", "date", "displaydate",
)  # fmt: skip
_UPDATED = (
    "articlemodifiedtime", "articlemodified", "articleupdatedtime", "articleupdated", "ogmodifiedtime",
    "ogupdatedtime", "datemodified", "dctermsmodified", "dcdatemodified", "modifieddate", "modifiedtime",
    "lastmodified", "lastmod", "updateddate", "updatedtime", "revisiondate",
)  # fmt: skip
_SUMMARIES = ("ogdescription", "description", "twitterdescription")
_SITES = ("ogsitename", "applicationname", "dcpublisher", "dctermspublisher", "articlepublishername")
_SIGNS = re.compile(r"[^a-z0-9]")
_PUBLISHED_CLASS = re.compile(r"(?:^|[\s_\-])(?:published|pubdate|entry-date)(?:$|[\s_\-])", re.IGNORECASE)
_UPDATED_CLASS = re.compile(r"(?:^|[\s_\-])(?:updated|modified)(?:$|[\s_\-])", re.IGNORECASE)
Source = tuple[str, str]


class SourceMetadata(NamedTuple):
    """What a page's source states of itself, unparsed. Times and authors stand with where they stood, best first."""

    titles: tuple[PageTitle, ...] = ()
    """Every title that it states or shows as a heading of the first level, with where."""
    published: tuple[Source, ...] = ()
    updated: tuple[Source, ...] = ()
    authors: tuple[str, ...] = ()
    """Everybody stated as an author, once each, as the page writes the names."""
    author_source: str | None = None
    house: bool = False
    """True where what is stated as author is the site itself."""
    publisher: str | None = None
    sites: tuple[str, ...] = ()
    """The names that the page gives its site."""
    summaries: tuple[str, ...] = ()
    """What its head says that it tells."""
    language: str | None = None
    time_tags: tuple[str, ...] = ()
    """What the `<time>` tags of the page state, whatever it is the time of."""
    headline_times: tuple[str, ...] = ()
    """Those by the headline."""
    following_times: tuple[str, ...] = ()
    """Those between the headline and the first paragraph."""
    printed_times: tuple[str, ...] = ()
    """The local times that are shown there, earliest first, where nothing states one."""

    @property
    def headings(self) -> tuple[str, ...]:
        """What its first-level headings show."""
        return tuple(title.text for title in self.titles if title.place == "heading")

    @property
    def author(self) -> str | None:
        """The authors in one line."""
        return ", ".join(self.authors) or None


def page_facts(html: str, url: str | None = None) -> SourceMetadata:
    """Return what the source of a page states of its article.

    >>> page_facts('<meta name=author content="Jane Roe"><meta name=author content="Max Low">').authors
    ('Jane Roe', 'Max Low')
    """
    tags = read_tags(html)
    metas = _metas(tags.metas)
    title = _first(metas, _TITLES)
    linked = linked_article(tags.scripts, title, url)
    site = linked.publisher or _first(metas, _SITES)
    language = _language(tags.language or linked.language or _first(metas, ("oglocale", "contentlanguage")))
    authors = stated_authors(linked, metas, tags, (linked.publisher, _first(metas, _SITES), url))
    published = tuple(_times(linked.published, metas, _PUBLISHED, tags, ("datePublished", _PUBLISHED_CLASS)))
    return SourceMetadata(
        titles=tuple(_titles(tags, linked.title, metas)),
        published=published,
        updated=tuple(_times(linked.updated, metas, _UPDATED, tags, ("dateModified", _UPDATED_CLASS))),
        authors=authors.names,
        author_source=authors.source,
        house=authors.house,
        publisher=site,
        sites=tuple(filter(None, (linked.publisher, *(metas[name][0] for name in _SITES if name in metas)))),
        summaries=tuple(dict.fromkeys(metas[name][0] for name in _SUMMARIES if name in metas)),
        language=language,
        time_tags=_time_tags(tags.stating),
        headline_times=_time_tags(by_headline(tags)),
        following_times=_time_tags(tag for tag in by_headline(tags) if tag.at > tags.headline),
        printed_times=() if published else printed_times(shown_lines(tags.opening), language),
    )


def _titles(tags: Tags, linked: str | None, metas: Mapping[str, Sequence[str]]) -> Iterator[PageTitle]:
    """Yield the titles that a page states and shows."""
    card = _first(metas, ("twittertitle",))
    titles = (*(("heading", text) for text in tags.headings), ("linked", linked), ("shared", _first(metas, _TITLES)))
    agreed = [(AGREED, text) for text in tags.agreed]
    for place, text in (*titles, ("card", card), ("document", tags.title), (LEADING, tags.leading), *agreed):
        if text:
            yield PageTitle(place, text)


def _metas(tags: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    metas: dict[str, list[str]] = {}
    for count, (name, stated) in enumerate(tags):
        if count >= MAX_META:
            break
        content = " ".join(unescape(stated[:1000]).split())
        if content:
            metas.setdefault(_SIGNS.sub("", name[:60].lower()), []).append(content)
    return metas


def _first(metas: Mapping[str, Sequence[str]], names: Iterable[str]) -> str | None:
    return next((metas[name][0] for name in names if name in metas), None)


def _language(stated: str | None) -> str | None:
    return re.split(r"[-_]", stated.strip().lower())[0][:3] or None if stated else None


def _times(
    linked: Iterable[str], metas: Mapping[str, Sequence[str]], names: Iterable[str], tags: Tags,
    marked: tuple[str, re.Pattern[str]],
) -> Iterator[Source]:  # fmt: skip
    """Yield what states one kind of time, the surest first."""
    for text in linked:
        yield text, "json-ld"
    for name in names:
        if name in metas:
            yield metas[name][0], "meta"
    prop, kind = marked
    inside = by_headline(tags)
    by_property = [tag for tag in tags.stating if tag.attributes.get("itemprop", "").lower() == prop.lower()]
    by_class = [tag for tag in inside if tag.stated and kind.search(tag.attributes.get("class", ""))]
    by_class += [
        tag for tag in inside if tag.name == "time" and "pubdate" in tag.attributes and prop == "datePublished"
    ]
    for tag in own_tags(by_property, tags) + by_class:
        text = tag.stated or tag.shown.replace("\n", " ")
        if text:
            yield text, "time tag"


def _time_tags(tags: Iterable[Tag]) -> tuple[str, ...]:
    stated = (
        (tag.attributes.get("datetime", "") if tag.name == "time" else tag.attributes.get("data-timestamp", ""))[:80]
        for tag in tags
    )
    return tuple(dict.fromkeys(filter(None, stated)))[:MAX_META]
