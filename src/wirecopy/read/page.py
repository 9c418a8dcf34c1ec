"""The last step of every format: what was found becomes a Page, or a Rejected that says why not."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from typing import Literal

from wirecopy.addresses import without_tracking
from wirecopy.ids import content_id
from wirecopy.options import ReadOptions
from wirecopy.read.outlet import outlet_of, url_host
from wirecopy.read.text_repair import Mended, mended, mended_line
from wirecopy.types import Page, Rejected

MediaType = Literal["text/plain", "text/html"]

_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class FormatPage:
    """One page as a format found it. `site_url` is the address that shows the outlet, if not `url` itself."""

    path: str
    raw: str
    media_type: MediaType = "text/plain"
    number: int | None = None
    """The row's place in a table file; null when the file is the page."""
    external_id: str | None = None
    outlet: str | None = None
    url: str | None = None
    site_url: str | None = None
    title: str | None = None
    published: str | None = None
    updated: str | None = None
    author: str | None = None
    language: str | None = None
    dateline: str | None = None
    status: str | None = None
    version: str | None = None
    embargoed: str | None = None
    stated_by: str | None = None
    columns: str | None = None
    fetched_at: str | None = None
    source: bytes | None = None


def build_page(page: FormatPage, options: ReadOptions, occurrence: int = 0) -> Page | Rejected:
    """Return the page with its id, or why its text cannot be used.

    Text that came with markup, references or wrongly decoded letters is mended, and the page says so; of HTML, whose
    bytes are kept, the shown text can only have wrong letters. The id depends on the outlet, the address without
    its tracking (else the row's id, else the file's name) and the raw text: where the folder lies changes nothing.
    `occurrence` counts the earlier rows of the file that have neither id nor URL and are alike: they are pages of
    their own.
    """
    uri = row_uri(page.path, page.external_id, page.number)
    wrong = too_long(options) if len(page.raw) > options.max_page_chars else None
    text = mended(storable(page.raw), markup=page.source is None) if wrong is None else Mended("", ())
    raw = text.text
    wrong = wrong or (unusable(raw, options) if page.source is None or raw else "empty: the page shows no text")
    if wrong:
        return Rejected(uri, "read", wrong, page.number)
    outlet = outlet_of(page.outlet, page.site_url or page.url, page.path, options)
    outlet = storable(outlet) if outlet else None
    return Page(
        page_id=content_id("p", outlet, _key(page, occurrence), raw),
        uri=uri,
        external_id=page.external_id,
        outlet=outlet,
        fetched_at=page.fetched_at,
        media_type=page.media_type,
        raw=raw,
        source=page.source,
        url=page.url,
        title=mended_line(page.title) or None if page.title else None,
        published=page.published,
        updated=page.updated,
        author=mended_line(page.author) or None if page.author else None,
        language=page.language,
        dateline=page.dateline,
        status=page.status,
        version=page.version,
        embargoed=page.embargoed,
        stated_by=page.stated_by,
        columns=page.columns,
        mended=", ".join(text.what) or None,
    )


def row_uri(path: str, external_id: str | None, number: int | None) -> str:
    """Return the path, with `#ID` or `#NUMBER` for a row of a table file.

    >>> row_uri("news.csv", None, 7)
    'news.csv#7'
    """
    mark = external_id if external_id is not None else number
    return storable(path if mark is None else f"{path}#{mark}")


def storable(text: str) -> str:
    """Return the text with lone surrogates, which UTF-8 cannot hold, as U+FFFD: every offset stays.

    >>> storable("a\\ud800b") == "a\\ufffdb"
    True
    """
    if text.isascii():
        return text
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return _SURROGATE.sub("\ufffd", text)
    return text


def unusable(raw: str, options: ReadOptions) -> str | None:
    """Return why a text cannot be a page: it is empty or longer than the options allow."""
    if len(raw) > options.max_page_chars:
        return too_long(options)
    return None if raw and not raw.isspace() else "empty: no text"


def too_long(options: ReadOptions) -> str:
    """Return the reason given for a page over the limit."""
    return f"longer than {options.max_page_chars} characters (option max_page_chars)"


def _key(page: FormatPage, occurrence: int) -> str:
    name = os.path.basename(page.path)
    if page.url is not None and url_host(page.url):
        return without_tracking(page.url)
    if page.external_id is not None:
        return page.external_id
    if page.number is None or page.url is not None:
        return page.url or name
    return f"{name}#{occurrence}" if occurrence else name
