"""One source as somebody hands it over: a string, a mapping of whatever is known, a page, an article of a base."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from wirecopy.clean import Cleaned, Rules
from wirecopy.errors import BadOption
from wirecopy.languages.publishers import NewsSource, load_sources
from wirecopy.options import Options
from wirecopy.pipeline.batch.clean import clean_or_reject
from wirecopy.pipeline.checking.cues import CheckCues
from wirecopy.read import FormatPage, build_page, html_page
from wirecopy.types import Article, Page

GivenSource: TypeAlias = str | Mapping[str, Any] | Page
"""A text or an address; a mapping of whatever is known (`url`, `title`, `author`, `outlet`, `published_at`, `text`,
`html`, `source`); or a page."""

_SHOWN_KEYS, _SHOWN_KEY = 5, 40
FEWEST_WORDS, FEWEST_SIGNS = 8, 30  # a text of fewer is compared as a headline; not every script parts its words
LONGEST_STATED = 2_000  # code points of a title, an address or a name
_KEYS = {
    "text": ("text", "page_content", "content", "body", "snippet", "description", "summary"),
    "url": ("url", "link", "href"),
    "title": ("title", "headline", "name"),
    "author": ("author", "authors", "byline"),
    "outlet": ("outlet", "publisher", "site", "source"),
    "published": ("published_at", "published", "publishedAt", "published_date", "date", "pubDate"),
    "html": ("html",),
    "article_id": ("article_id",),
}
"""What is known of a source, by the names that search tools and lists of documents use."""
_ADDRESS = re.compile(r"https?://\S{1,2000}")
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedSource:
    """A source ready to be compared: what is stated of it, its article where it has a text, and what it credits.

    `why` says what of it could not be compared, null where nothing hinders.
    """

    number: int
    url: str | None = None
    title: str | None = None
    author: str | None = None
    outlet: str | None = None
    published: str | None = None
    article: Article | None = None
    agency: str | None = None
    """The agency that its page, its byline or its headline credits."""
    credit_words: str | None = None
    helped: str | None = None
    """An agency that only reported some of it ("additional reporting by")."""
    why: str | None = None
    raw: str = ""
    stored: bool = False
    """Whether it is an article of the base."""

    @property
    def site(self) -> NewsSource | None:
        """Return what is known of who publishes it."""
        sources = load_sources()
        return next(
            (publisher for name in (self.outlet, self.url) if name and (publisher := sources.named(name))), None
        )


def stated_of(source: GivenSource) -> dict[str, str]:
    """Return what a source states, by our names; raise BadOption for what is no source.

    >>> stated_of({"page_content": "The ferry sails.", "metadata": {"source": "https://a.example/1"}})
    {'text': 'The ferry sails.', 'url': 'https://a.example/1'}
    >>> stated_of("https://a.example/1"), stated_of("Ferry sails again")
    ({'url': 'https://a.example/1'}, {'title': 'Ferry sails again'})
    """
    if isinstance(source, str):
        text = source.strip()
        if _ADDRESS.fullmatch(text):
            return {"url": text}
        short = len(_WORD.findall(text[:400])) < 2 * FEWEST_WORDS and "\n" not in text and text[-1:] not in '.!?”"'
        return {"title" if short else "text": text} if text else {}
    if not isinstance(source, Mapping):
        raise BadOption("a source", type(source).__name__, "a text, an address, or a mapping of what is known of it")
    inner = source.get("metadata")
    fields = {**inner, **source} if isinstance(inner, Mapping) else dict(source)
    stated: dict[str, str] = {}
    for name, keys in _KEYS.items():
        value = next((value for key in keys if (value := _line(fields.get(key)))), "")
        if name == "outlet" and value and _ADDRESS.fullmatch(value):
            stated.setdefault("url", value)
        elif value:
            stated[name] = value
    return stated


def _line(value: Any) -> str:
    """Return a stated value as text; a list of names is joined, a feed's `<source>` gives its title."""
    if isinstance(value, Mapping):
        value = value.get("title") or value.get("name") or value.get("url")
    if isinstance(value, Sequence) and not isinstance(value, str | bytes):
        value = ", ".join(str(item) for item in value[:8] if isinstance(item, str))
    return value.strip() if isinstance(value, str) else ""


def read_source(number: int, source: GivenSource, rules: Rules, cues: CheckCues, options: Options) -> CheckedSource:
    """Return a source cleaned as a page of a base would be, or with the reason why it has no text."""
    if isinstance(source, Page):
        return _of_page(number, source, {"url": source.url or source.uri, "title": source.title}, rules, cues, options)
    fields: dict[str, str | None] = dict(stated_of(source))
    text, html = fields.pop("text", None) or "", fields.pop("html", None)
    short = {name: value[:LONGEST_STATED] for name, value in fields.items() if value}
    format_page = FormatPage("given", text, number=number)
    if html:
        format_page = html_page("given", html.encode("utf-8", "replace"))
    few = len(_WORD.findall(text[:400])) < FEWEST_WORDS and (text.isascii() or len(text) < FEWEST_SIGNS)
    if not html and few:
        bare = _bare(number, short, "no text: only its headline could be compared")
        bare = _titled(replace(bare, title=bare.title or text or None), cues)
        unread = _unread_keys(source)
        return replace(bare, why=f"{bare.why}; keys that are not read: {unread}") if unread and not bare.title else bare
    stated = {name: short[name] for name in ("url", "title", "author", "outlet", "published") if name in short}
    page = build_page(replace(format_page, **stated), options.read)  # type: ignore[arg-type]
    if not isinstance(page, Page):
        return _titled(_bare(number, short, f"its text cannot be used ({page.reason})"), cues)
    return _of_page(number, page, short, rules, cues, options)


def of_article(number: int, article: Article, cues: CheckCues) -> CheckedSource:
    """Return an article of a base as a source."""
    source = CheckedSource(
        number=number, url=article.url, title=article.title, outlet=article.outlet, published=article.published,
        article=article, agency=article.agency, raw=article.body, stored=True,
    )  # fmt: skip
    return _credited(source, cues)


def _unread_keys(source: GivenSource) -> str:
    """Return the keys of a source that say nothing here, the first ones: one may be a slip of the pen."""
    read = {key for keys in _KEYS.values() for key in keys} | {"metadata"}
    keys = [str(key)[:_SHOWN_KEY] for key in source if key not in read] if isinstance(source, Mapping) else []
    return ", ".join(keys[:_SHOWN_KEYS])


def _bare(number: int, fields: Mapping[str, str], why: str) -> CheckedSource:
    return CheckedSource(
        number=number, url=fields.get("url"), title=fields.get("title"), author=fields.get("author"),
        outlet=fields.get("outlet"), published=fields.get("published"), why=why,
    )  # fmt: skip


def _titled(source: CheckedSource, cues: CheckCues) -> CheckedSource:
    if not source.title:
        return replace(source, why="neither a text nor a headline")
    return _credited(source, cues)


def _of_page(
    number: int, page: Page, fields: Mapping[str, str | None], rules: Rules, cues: CheckCues, options: Options
) -> CheckedSource:
    cleaned = clean_or_reject(page, rules, options.clean)
    if not isinstance(cleaned, Cleaned):
        stated = {name: value for name, value in fields.items() if value}
        return _titled(_bare(number, stated, f"its text cannot be used ({cleaned.reason})"), cues)
    article = cleaned.article
    source = CheckedSource(
        number=number, url=page.url or fields.get("url"), title=page.title or article.title, author=page.author,
        outlet=article.outlet, published=article.published, article=article, agency=article.agency, raw=page.raw,
        why=_stub(page.raw, cues),
    )  # fmt: skip
    return _credited(source, cues)


def _stub(raw: str, cues: CheckCues) -> str | None:
    words = len(_WORD.findall(raw[:4_000]))
    if words < cues.stub_words and cues.is_stub(raw[-2_000:]):
        return f"only its first {words} words: the page keeps the rest back"
    return None


def _credited(source: CheckedSource, cues: CheckCues) -> CheckedSource:
    """Return the source with the agency it credits: at its end, in its byline or headline, or because it is one."""
    words, helped = cues.closing_credit(source.raw)
    credits = [
        (cues.agency_in(source.agency or "") if words or source.agency != helped else None, None),
        (words.name if words else None, words.words if words else None),
    ]
    site = source.site
    credits += [
        (cues.agency_in(source.author or ""), source.author),
        (cues.agency_tag(source.title or ""), source.title),
    ]
    if site is not None and site.kind == "agency" and not site.releases:
        credits.append((site.name, None))
    if source.article is None and source.url:
        credits.append((cues.agency_of_address(source.url), source.url))
    agency, credit_words = next(((name, credit_words) for name, credit_words in credits if name), (None, None))
    return replace(source, agency=agency, credit_words=credit_words, helped=helped)
