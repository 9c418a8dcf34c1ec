"""The outlet of a page: what its row says, else its URL's host, else what the options say, else null."""

from __future__ import annotations

import os
import re

from wirecopy.options import ReadOptions

_HOST = r"((?:[^\s/?#:@.]{1,63}\.){1,20}[^\s/?#:@.]{1,63})\.?(?::\d{0,5})?(?=[/?#]|\Z)"
_WEB = re.compile(rf"(?:https?:)?//(?:[^\s/?#@]{{0,200}}@)?{_HOST}", re.IGNORECASE)
_BARE = re.compile(_HOST)
_MAX_URL = 4096
_PAGE_NAMES = (
    ".html",
    ".htm",
    ".shtml",
    ".xhtml",
    ".php",
    ".asp",
    ".aspx",
    ".jsp",
    ".cgi",
    ".xml",
    ".txt",
    ".pdf",
)


def url_host(url: str | None) -> str | None:
    """Return the host of a web address, lower-cased, without port and leading `www.`; null for none.

    >>> url_host("https://WWW.Example.com:443/a"), url_host("example.co.uk/news"), url_host("/news/1")
    ('example.com', 'example.co.uk', None)
    """
    if not url or len(url) > _MAX_URL:
        return None
    url = url.strip()
    match = _WEB.match(url) or _BARE.match(url)
    if not match:
        return None
    host = match.group(1).lower().removeprefix("www.")
    if match.re is _BARE and host.endswith(_PAGE_NAMES):
        return None  # a relative address: `story.html` is no host
    return host if "." in host else None


def outlet_of(stated: str | None, url: str | None, path: str, options: ReadOptions) -> str | None:
    """Return the outlet by the order the options promise: row, URL's host, `outlet`, folder, null."""
    named = (stated or "").strip() or url_host(url) or options.outlet
    return named or (folder_name(path) if options.outlet_from_folder else None)


def folder_name(path: str) -> str | None:
    """Return the name of the folder a file lies in.

    >>> folder_name("news/daily/1.txt")
    'daily'
    """
    return os.path.basename(os.path.dirname(os.path.abspath(path))) or None
