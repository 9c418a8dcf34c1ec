"""Web addresses without what only tells how a reader came to them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

MAX_URL = 2000

# Parameters that campaigns, counters, mail and social networks add. What a site may choose its article by (id, cid)
# is none of them, and `ref`, `source` and their kin only where they name a place.
_TRACKING = re.compile(
    r"(?:utm|pk|piwik|mtm|matomo|itm|mc|mkt|ml|vero|oly|hsa|_hs|at|wt|sc|s?cm|stm|ns|gs)_\w*|utm\w*|_gl?|_ga|gclid|gclsrc"
    r"|gbraid|wbraid|dclid|fbclid|fb_\w+|yclid|ysclid|twclid|ttclid|msclkid|igshid?|li_fat_id|epik|rss|xtor|ito|ncid|ocid"
    r"|cmpid|cmp|icid|smid|smtyp|mbid|sref|srnd|sr_share|soc_src|soc_trk|guccounter|guce_\w+|feedtype|feedname"
    r"|ftcamp|ftag|ex_cid|emc|partner|taid|wtrid|spm|fromrss|is_from_rss|campaign|campaign_id"
    r"|__twitter_impression|__source|ref_src|ref_url|recip_id|wprov|yptr|intcmp|intcid",
    re.IGNORECASE,
)
_PLACES = re.compile(r"(?:ref|referr?er|source|src|origin|from|medium)", re.IGNORECASE)
_PLACE = re.compile(r"[a-z][a-z_.\-]*", re.IGNORECASE)
_PATH = re.compile(r"(?::\d{1,5})?/[^\s\"'<>()\[\]{}|\\^`]{1,500}")
_BEFORE_HOST = re.compile(r"(?:^|[^\w.\-@])(?:(?:www|m|amp|mobile)\.)?$", re.IGNORECASE)
_LONGEST_BEFORE = len("/mobile.")
_SHOWN_AS = re.compile(r"(?:https?:)?//|(?:www|m|amp|mobile)\.", re.IGNORECASE)
_FORMS = re.compile(r"/(?:amp|index\.[a-z]{3,5})?/?$", re.IGNORECASE)


def without_tracking(url: str) -> str:
    """Return a web address without its fragment, its tracking parameters and a needless port; others as they are.

    >>> without_tracking("https://Harbour.example:443/a?utm_source=rss&id=7&fbclid=x#top")
    'https://harbour.example/a?id=7'
    >>> without_tracking("https://harbour.example/a?ref=home&source=12"), without_tracking("story.html")
    ('https://harbour.example/a?source=12', 'story.html')
    """
    if len(url) > MAX_URL or not url[:8].lower().startswith(("http://", "https://")):
        return url
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        return url
    host = parts.netloc.lower()
    usual = (parts.scheme.lower(), port) in (("http", 80), ("https", 443))
    host = host.rpartition(":")[0] if usual else host
    kept = [pair for pair in parts.query.split("&") if pair and not _is_tracking(pair)]
    return parts._replace(
        scheme=parts.scheme.lower(), netloc=host, path=parts.path or "/", query="&".join(kept), fragment=""
    ).geturl()


def page_key(url: str) -> str | None:
    """Return one key for the addresses under which one page may be linked or printed; null for a whole site's.

    >>> page_key("https://www.harbour.example/a/ferry/?utm_source=x"), page_key("harbour.example/a/ferry/amp")
    ('harbour.example/a/ferry', 'harbour.example/a/ferry')
    >>> page_key("https://harbour.example/"), page_key("harbour.example/story?id=7")
    (None, 'harbour.example/story?id=7')
    """
    bare = url.strip()
    while match := _SHOWN_AS.match(bare):
        bare = bare[match.end() :]
    host, _, rest = without_tracking(f"https://{bare}")[len("https://") :].partition("/")
    path, mark, query = rest.partition("?")
    path = _FORMS.sub("", f"/{path}")
    return f"{host}{path}{mark}{query}" if path or query else None


def host_of(key: str) -> str:
    """Return the host of a page's key.

    >>> host_of("harbour.example/a/ferry")
    'harbour.example'
    """
    return key.partition("/")[0]


def page_keys_in(text: str, hosts: Iterable[str]) -> Iterator[str]:
    """Yield the key of every page of those hosts whose address a text or a source holds; linear in the text for each.

    >>> text = "See harbour.example/ferry. Or <a href='https://www.harbour.example/b/'>there</a>, x.harbour.example/c"
    >>> list(page_keys_in(text, ["harbour.example", "mail.example"]))
    ['harbour.example/ferry', 'harbour.example/b']
    """
    for host in hosts:
        at = text.find(host)
        while at >= 0:
            end = at + len(host)
            path = _PATH.match(text, end) if _BEFORE_HOST.search(text[max(0, at - _LONGEST_BEFORE) : at]) else None
            key = page_key(host + path[0].rstrip(".,;:!?…”’")) if path else None
            if key:
                yield key
            at = text.find(host, end)


def _is_tracking(pair: str) -> bool:
    name, _, value = pair.partition("=")
    return _TRACKING.fullmatch(name) is not None or (
        _PLACES.fullmatch(name) is not None and _PLACE.fullmatch(value) is not None
    )
