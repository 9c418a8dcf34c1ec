"""The country an outlet is of, where its address or its clock shows it, and the language of a text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice
from typing import NamedTuple
from urllib.parse import urlsplit

from wirecopy.clean.language.language_pack import Rules
from wirecopy.clean.lines import Line
from wirecopy.types import Page

_HOST = re.compile(r"^(?:[a-z0-9\-]{1,63}\.){1,6}[a-z]{2,24}$")
MIN_CHARS = 200  # py3langid is right on 96 % of texts this long
MAX_CHARS = 2000
MIN_WORDS = 20
MAX_WORDS = 400
# English news has 25-45 % of the pack's stop words, other languages in Latin script under 8 %.
MIN_STOP_SHARE = 0.14


class Country(NamedTuple):
    """An ISO 3166 code and why; both null when nothing shows it."""

    code: str | None
    evidence: str | None


def outlet_country(page: Page, rules: Rules) -> Country:
    """Return the country that the top-level domain of the page's URL or outlet names."""
    for host in (_host(page.url), _bare_host(page.outlet)):
        suffix = host.rpartition(".")[2]
        if len(suffix) == 2 and suffix not in rules.countries["worldwide"]:
            code = rules.renamed_countries.get(suffix, suffix.upper())
            return Country(code, f"domain .{suffix} of {host}")
    return Country(None, None)


def guess_language(lines: Iterable[Line], rules: Rules) -> str | None:
    """Return the rules' language when enough of the words are its commonest ones; null when undecided."""
    words: list[str] = []
    for line in lines:
        words += (line.key or line.text[:2000].lower()).split()
        if len(words) >= MAX_WORDS:
            break
    if len(words) < MIN_WORDS:
        return None
    words = words[:MAX_WORDS]
    share = sum(map(rules.stop_words.__contains__, words)) / len(words)
    return rules.language if share >= MIN_STOP_SHARE else None


def other_language(texts: Iterable[str]) -> str | None:
    """Return the language of a text that is not the rules' own; null for a short one."""
    head = " ".join(islice(texts, MAX_WORDS))[:MAX_CHARS]
    if len(head) < MIN_CHARS:
        return None
    try:
        import py3langid
    except ImportError:
        return None
    return str(py3langid.classify(head)[0])


def _host(url: str | None) -> str:
    try:
        return (urlsplit(url or "").hostname or "").lower()
    except ValueError:
        return ""


def _bare_host(outlet: str | None) -> str:
    host = (outlet or "").strip().lower().partition("/")[0]
    return host if _HOST.match(host) else ""
