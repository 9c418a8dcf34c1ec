"""When a text was there, by what its page states, and how wrong stated times may be."""

from __future__ import annotations

import re

from wirecopy.times import day, instant
from wirecopy.trace.descent.witnesses import Witness, WitnessReading

CLOCKS = 600.0
"""Seconds by which stated times may be wrong."""
NO_ZONE = 43_200.0
"""Seconds by which a time without its zone may be wrong."""
_ZONED = re.compile(r"(?:Z|[+-]\d\d:?\d\d)$")
_WORD = re.compile(r"[a-z0-9]+")


def zoned(stated: str) -> bool:
    """Tell whether a time names its zone.

    >>> zoned("2025-01-07T10:00:00Z"), zoned("2025-01-07T10:00:00")
    (True, False)
    """
    return bool(_ZONED.search(stated))


def seen_at(witness: Witness) -> float | None:
    """Return when the page's text was surely there: when it was last changed, else published; null without an hour."""
    stated = _stated_time(witness)
    return instant(stated) if stated else None


def is_zoned(witness: Witness) -> bool:
    """Tell whether that time names its zone."""
    stated = _stated_time(witness)
    return stated is not None and zoned(stated)


def is_own_page(witness: Witness) -> bool:
    """Tell whether the page is the agency's own: its outlet bears the agency's name.

    >>> is_own_page(Witness("a", "apnews.com", "AP", None, ())), is_own_page(Witness("b", "gazette", "AP", None, ()))
    (True, False)
    """
    if not witness.outlet or not witness.agency:
        return False
    name = "".join(_WORD.findall(witness.agency.casefold()))
    return bool({name, f"{name}news"} & set(_WORD.findall(witness.outlet.casefold())))


def in_time(parent: WitnessReading, child: WitnessReading) -> bool:
    """Tell whether the parent may have been there before the child."""
    ours, theirs = parent.witness.published, child.witness.published
    if parent.moment is not None and child.moment is not None and ours and theirs:
        slack = CLOCKS if zoned(ours) and zoned(theirs) else NO_ZONE
        return parent.moment <= child.moment + slack
    one, other = day(ours), day(theirs)
    if one is None or other is None or not ours or not theirs:
        return True
    return ours[:10] <= theirs[:10]  # the days as the pages state them: no zone is known to shift them by


def is_later(parent: Witness, child: Witness) -> bool:
    """Tell whether the parent's page states a later time than the child's, zones or none.

    >>> morning, evening = (Witness(n, n, None, f"2025-01-07T{n}:00", ()) for n in ("09", "21"))
    >>> is_later(evening, morning), is_later(morning, evening)
    (True, False)
    """
    ours, theirs = parent.published, child.published
    if not (ours and theirs and "T" in ours and "T" in theirs):
        return False
    one, other = instant(ours), instant(theirs)
    return one is not None and other is not None and one > other + CLOCKS


def _stated_time(witness: Witness) -> str | None:
    return next((time for time in (witness.updated, witness.published) if time and "T" in time), None)
