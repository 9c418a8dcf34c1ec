"""Which news sites belong to one house, as far as a table of ours knows."""

from __future__ import annotations

import re
from collections.abc import Mapping
from importlib import resources

_HOST = re.compile(r"(?:[a-z]+://)?(?:www\.)?((?:[a-z0-9-]{1,63}\.)+[a-z]{2,12})", re.IGNORECASE)


def load_houses() -> Mapping[str, str]:
    """Return the house of each site.

    >>> load_houses()["manchestereveningnews.co.uk"]
    'Reach'
    """
    lines = (resources.files("wirecopy.languages") / "owners.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")][1:]
    return {site: house for house, sites in rows for site in sites.split()}


def house_of(address: str, houses: Mapping[str, str]) -> str | None:
    """Return the house of an address or of a site, the nearest one for a host below it.

    >>> house_of("https://www.mirror.co.uk/news/a-1", load_houses()), house_of("lund.example", load_houses())
    ('Reach', None)
    """
    match = _HOST.match(address.strip()[:200])
    host = match[1].lower() if match else ""
    while "." in host:
        if host in houses:
            return houses[host]
        host = host.partition(".")[2]
    return None
