"""The country an outlet is of, where its address shows it."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import urlsplit

from wirecopy.clean.language.language_pack import Rules
from wirecopy.types import Page

_HOST = re.compile(r"^(?:[a-z0-9\-]{1,63}\.){1,6}[a-z]{2,24}$")


class Country(NamedTuple):
    """An ISO 3166 code and why; both null when nothing shows it."""

    code: str | None
    evidence: str | None


def outlet_country(page: Page, rules: Rules) -> Country:
    """Return the country that the top-level domain of the page's URL or outlet names."""
    for host in (host_of(page.url), _bare_host(page.outlet)):
        suffix = host.rpartition(".")[2]
        if len(suffix) == 2 and suffix not in rules.countries["worldwide"]:
            code = rules.renamed_countries.get(suffix, suffix.upper())
            return Country(code, f"domain .{suffix} of {host}")
    return Country(None, None)


def host_of(url: str | None) -> str:
    """Return the host of an address; empty where it has none.

    >>> host_of("https://www.nordenherald.com/a"), host_of("a.txt")
    ('www.nordenherald.com', '')
    """
    try:
        return (urlsplit(url or "").hostname or "").lower()
    except ValueError:
        return ""


def _bare_host(outlet: str | None) -> str:
    host = (outlet or "").strip().lower().partition("/")[0]
    return host if _HOST.match(host) else ""
