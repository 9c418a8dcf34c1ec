"""The tags of an HTML page that state something of its article, read off the source without a tree."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from html import unescape
from itertools import islice
from typing import NamedTuple

from wirecopy.clean.site_names import letters, title_parts

MAX_TAGS = 2_000
MAX_HEADINGS = 60
MIN_AGREEING = 8  # letters of a heading that says which title is the page's own
MAX_TAG = 5_000  # characters; a longer tag holds no date and no name
MAX_TITLE = 1_000
MAX_SHOWN = 300  # characters of the text in a tag that states something
MAX_PARAGRAPHS = 100  # under a headline, looked at for the first with running text
MIN_RUNNING = 400  # characters in paragraphs under a heading that is no teaser's
MAX_ZONE = 20_000  # characters around a headline in which its byline stands

_SKIPPED = re.compile(r"<!--|<script(?=[\s>])|<style(?=[\s>])|<template(?=[\s>])", re.IGNORECASE)
_CLOSED = {"!": re.compile("-->"), "s": re.compile("</s(?:cript|tyle)", re.IGNORECASE)}
_TEMPLATE_END = re.compile("</template", re.IGNORECASE)
_TITLES = ("og:title", "twitter:title")
_META = re.compile(r"<meta[\s/]", re.IGNORECASE)
_HTML = re.compile(r"<html\s", re.IGNORECASE)
_HEADING = re.compile(r"<h([1-4])[\s>]", re.IGNORECASE)
_TITLE = re.compile(r"<title(?:\s[^>]{0,500})?>([^<]{0,2000})</title", re.IGNORECASE)
_PARAGRAPH = re.compile(r"<p[\s>]", re.IGNORECASE)
# Where a telling tag may be, found at the speed of memory; the attributes then say whether it is one.
_HINTS = (
    "<time", "<TIME", "itemprop", "uthor", "yline", "autor", "auteur", "autore", "ublished", "updated", "entry-date",
    "pubdate", "data-timestamp",
)  # fmt: skip
_ATTRIBUTE = re.compile(r"([\w:.\-]{1,40})\s{0,5}=\s{0,5}(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]{1,500}))|([\w\-]{1,40})")
_TAG_NAME = re.compile(r"<([a-zA-Z][a-zA-Z0-9\-]{0,30})")
_INNER_TAG = re.compile(r"<(/?[a-zA-Z][a-zA-Z0-9]{0,20})[^<>]{0,2000}>")
_GLUED = re.compile(r"</span><span(?=[\s>])[^<>]{0,2000}>", re.IGNORECASE)
_PROSE_LETTERS = 120  # a byline's own box holds less text than this, a first paragraph more


class Tag(NamedTuple):
    """A tag with its attributes and, where it may state something by it, the text it shows."""

    name: str
    attributes: dict[str, str]
    shown: str
    at: int

    @property
    def stated(self) -> str | None:
        """What an attribute states in the place of what is shown."""
        stated = self.attributes
        named = stated.get("title") if self.name == "abbr" else None
        return stated.get("datetime") or stated.get("data-timestamp") or stated.get("content") or named


class HtmlHeading(NamedTuple):
    """A heading of the page: its level, where it stands, what it shows in one line, whether it is a link."""

    level: int
    at: int
    text: str
    linked: bool = False


class Tags(NamedTuple):
    """What a page's source holds of tags that state something of it, in page order."""

    metas: list[tuple[str, str]]
    scripts: list[str]
    """The text of its JSON-LD."""
    language: str | None
    stating: list[Tag]
    """Times, properties (`itemprop`), authors (`rel`, class)."""
    title: str | None
    """What its title element says."""
    headings: tuple[str, ...]
    """What its first-level headings show."""
    leading: str | None
    """What that one of them shows that has running text under it."""
    agreed: tuple[str, ...]
    """The headings of any level that a stated title is, or is but for what a bar or dash parts from it, longest first.
    """
    zone: tuple[int, int]
    """From where to where the byline of the page's own headline can stand, in the places of `stating`."""
    top: int
    """Where the first heading that is a link stands, of another story."""
    headline: int
    """Where the page's own headline stands."""
    opening: str
    """The source from that headline to the end of the zone."""


def read_tags(html: str) -> Tags:
    """Return the tags of a page that state something; those inside comments and scripts do not count.

    >>> read_tags('<META name="Author" content="Jane Roe"><!-- <meta name=author content=No> -->').metas
    [('Author', 'Jane Roe')]
    """
    shown, scripts = _without_scripts(html)
    root = _HTML.search(shown, 0, MAX_TAG)
    language = attributes(_inside(shown, root.start())).get("lang") if root else None
    metas, title, headings = list(_metas(shown)), _title(shown), list(_headings(shown))
    stated = [title, *(content for name, content in metas if name.lower() in _TITLES)]
    firsts = [heading for heading in headings if heading.level == 1]
    first = leading(firsts, shown)
    own = agreed(headings, filter(None, stated))
    start = next(iter(own), first or HtmlHeading(1, 0, "")).at
    teasers = [heading.at for heading in headings if heading.linked]
    zone = _zone(shown, start, teasers) if own or first else (0, 0)
    return Tags(
        metas, scripts, language, list(_stating(shown)), title,
        tuple([heading.text for heading in firsts]), first.text if first else None,
        tuple([heading.text for heading in own]),
        zone, min(teasers, default=start), start, shown[start : zone[1]],
    )  # fmt: skip


def agreed(headings: Iterable[HtmlHeading], titles: Iterable[str]) -> list[HtmlHeading]:
    """Return the headings that a title is or has before or behind a bar or dash, the longest first.

    >>> told = [HtmlHeading(1, 0, "The Herald"), HtmlHeading(2, 9, "Ferry to close")]
    >>> [heading.at for heading in agreed(told, ["Ferry to close | The Herald"])]
    [9, 0]
    """
    parts = {letters(part) for title in titles for part in title_parts(title)}
    fitting = [
        heading for heading in headings if letters(heading.text) in parts and len(letters(heading.text)) >= MIN_AGREEING
    ]
    return sorted(fitting, key=lambda heading: (-len(heading.text), heading.level))


def leading(headings: Sequence[HtmlHeading], html: str) -> HtmlHeading | None:
    """Return the first heading of several that has running text under it, else the first: others head teasers."""
    under = [0] * len(headings)
    starts = [heading.at for heading in headings]
    if len({heading.text for heading in headings}) > 1:
        for paragraph in islice(_PARAGRAPH.finditer(html, starts[0]), MAX_TAGS):
            size = _shown_size(html, paragraph)
            under[bisect_right(starts, paragraph.start()) - 1] += size if size >= _PROSE_LETTERS // 2 else 0
    told = (heading for heading, size in zip(headings, under, strict=True) if size >= MIN_RUNNING)
    return next(told, next(iter(headings), None))


def by_headline(tags: Tags) -> list[Tag]:
    """Return the stating tags in the zone of the headline."""
    start, end = tags.zone
    return [tag for tag in tags.stating if start <= tag.at < end]


def own_tags(candidates: list[Tag], tags: Tags) -> list[Tag]:
    """Return those of the tags that stand by the headline; those elsewhere only where they all state one thing.

    What stands over the headline, under a heading that is a link, is that one's.
    """
    start, end = tags.zone
    near = [tag for tag in candidates if start <= tag.at < end]
    others = [tag for tag in candidates if not tags.top <= tag.at < tags.headline]
    return near or (others if len({tag.stated or tag.shown for tag in others}) == 1 else [])


def attributes(tag: str) -> dict[str, str]:
    """Return the attributes of a tag, the first of a name, character references resolved."""
    values: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(tag):
        name = (match[1] or match[5]).lower()
        values.setdefault(name, unescape(match[2] or match[3] or match[4] or ""))
    return values


def _without_scripts(html: str) -> tuple[str, list[str]]:
    """Return the source without comments, scripts and styles, and the JSON-LD scripts."""
    pieces: list[str] = []
    scripts: list[str] = []
    at = 0
    while match := _SKIPPED.search(html, at):
        pieces.append(html[at : match.start()])
        kind = match[0][1].lower()
        closed = _TEMPLATE_END if kind == "t" else _CLOSED[kind]
        opened = match.end() if kind == "!" else html.find(">", match.end()) + 1
        end = closed.search(html, opened) if opened else None
        if end is None:  # a comment or a script that never ends: a browser takes the rest for it
            at = len(html)
            break
        if kind == "s" and "ld+json" in html[match.end() : opened].lower() and len(scripts) < MAX_TAGS:
            scripts.append(html[opened : end.start()])
        at = end.end()
    pieces.append(html[at:])
    return "".join(pieces), scripts


def _metas(html: str) -> Iterator[tuple[str, str]]:
    """Yield name and content of the meta tags."""
    for count, match in enumerate(_META.finditer(html)):
        if count >= MAX_TAGS:
            return
        stated = attributes(_inside(html, match.start()))
        name = stated.get("property") or stated.get("name") or stated.get("itemprop")
        if name:
            yield name, stated.get("content") or stated.get("value", "")


def _stating(html: str) -> Iterator[Tag]:
    """Yield the tags that hold a hint in an attribute, in page order."""
    for start in sorted({start for hint in _HINTS for start in _tags_holding(html, hint)})[:MAX_TAGS]:
        name = _TAG_NAME.match(html, start)
        inside = _inside(html, start) if name else ""
        if name and inside:
            shown = shown_text(html, start + len(inside) + 2, name[1])
            yield Tag(name[1].lower(), attributes(inside[len(name[1]) :]), shown, start)


def _tags_holding(html: str, hint: str) -> Iterator[int]:
    """Yield where the tags begin that hold a word between their `<` and their `>`."""
    at = html.find(hint)
    for _ in range(MAX_TAGS):
        if at < 0:
            return
        start = html.rfind("<", max(0, at - MAX_TAG), at + 1)
        if start >= 0 and html.find(">", start, at) < 0:
            yield start
        at = html.find(hint, at + len(hint))


def shown_text(html: str, at: int, tag: str) -> str:
    """Return the text from `at` to where a tag is closed, a line for each link and list item in it.

    A tag without content shows nothing; of one that is not closed near by what stands before a further tag counts.

    >>> shown_text("<input id=author> Email", 17, "input"), shown_text("<b>Jane Roe</b> ...", 3, "b")
    ('', 'Jane Roe')
    """
    if tag.lower() in _EMPTY:
        return ""
    end = html.find(f"</{tag}", at, at + 4 * MAX_SHOWN)
    inner = html[at:end] if end >= 0 else html[at : at + MAX_SHOWN].rpartition("<")[0]
    inner = _GLUED.sub("\n", inner)  # boxes set apart by style alone
    lines = _INNER_TAG.sub(lambda match: "\n" if match[1].lower() in _LINES else " ", inner)
    shown = (" ".join(line.split()) for line in unescape(lines.partition("<")[0][: 2 * MAX_SHOWN]).splitlines())
    return "\n".join(line for line in shown if line)[:MAX_SHOWN]


_EMPTY = frozenset(("img", "input", "link", "meta"))
_LINES = frozenset(
    f"{slash}{name}"
    for slash in ("", "/")
    for name in ("a", "li", "br", "p", "div", "address", "button", "h2", "h3", "time")
)


def _title(html: str) -> str | None:
    """Return what the first title element says in one line."""
    match = _TITLE.search(html)
    return " ".join(unescape(match[1]).split())[:MAX_TITLE] or None if match else None


def _headings(html: str) -> Iterator[HtmlHeading]:
    """Yield the headings that show something."""
    for match in islice(_HEADING.finditer(html), MAX_HEADINGS):
        inside = match.start() + len(_inside(html, match.start())) + 2
        text = shown_text(html, inside, f"h{match[1]}")
        if text:
            end = html.find("</h", inside, inside + MAX_TAG)
            linked = html.find("<a ", inside, end if end >= 0 else inside + MAX_TAG) >= 0
            yield HtmlHeading(int(match[1]), match.start(), " ".join(text.split()), linked)


def _zone(html: str, start: int, headings: Iterable[int]) -> tuple[int, int]:
    """Return the places around the headline in which its byline stands: from over it to the first paragraph.

    What stands over it under another heading, one that is a link, is that one's.
    """
    over = max(0, start - MAX_ZONE // 8)
    over = start if any(over <= at < start for at in headings) else over
    for paragraph in islice(_PARAGRAPH.finditer(html, start, start + MAX_ZONE), MAX_PARAGRAPHS):
        if _shown_size(html, paragraph) >= _PROSE_LETTERS:
            return over, paragraph.start()
    return over, start + MAX_ZONE


def _shown_size(html: str, opening: re.Match[str]) -> int:
    """Return how many characters a paragraph shows, given its opening tag."""
    end = html.find("</p", opening.end(), opening.end() + MAX_TAG)
    inner = html[html.find(">", opening.start()) + 1 : end if end >= 0 else opening.end() + MAX_TAG]
    return len(" ".join(_INNER_TAG.sub(" ", inner).split()))


def shown_lines(html: str) -> Iterator[str]:
    """Yield what a part of a page shows, a line for each element that holds text.

    >>> list(shown_lines("<h1>Bridge shut</h1><p>12 March <b>2024</b></p>"))
    ['Bridge shut', '12 March', '2024']
    """
    lines = (" ".join(unescape(line).split()) for line in _INNER_TAG.sub("\n", html).splitlines()[: 4 * MAX_TAGS])
    return filter(None, lines)


def _inside(html: str, start: int) -> str:
    """Return what stands between the `<` at `start` and the end of its tag; nothing for a tag that does not end."""
    end = html.find(">", start, start + MAX_TAG)
    if end < 0:
        return ""
    inside = html[start + 1 : end]
    if inside.count('"') % 2:  # the sign stood inside an attribute
        further = html.find('">', end, start + MAX_TAG)
        return html[start + 1 : further + 1] if further >= 0 else inside
    return inside
