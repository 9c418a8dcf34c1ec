"""Parents that pages state: a page that credits an outlet hangs from that outlet's own page of the text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from wirecopy.languages.publishers import load_sources
from wirecopy.trace.stemma.timing import in_time
from wirecopy.trace.stemma.witnesses import Witness, WitnessReading

STATED = 0.9
"""How sure a stated parent is: the page may have the text by way of a third."""


def stated_parents(rows: Sequence[WitnessReading]) -> dict[str, str]:
    """Return for each article that credits another outlet that outlet's page in the family, where it is one page.

    The outlet's page must credit nobody else itself and may not be later than the one that credits it.
    """
    pages: dict[str, list[WitnessReading]] = {}
    for row in rows:
        if row.witness.outlet and _credited(row.witness) is None:
            pages.setdefault(load_sources().key(row.witness.outlet), []).append(row)
    found = {}
    for row in rows:
        source = _credited(row.witness)
        own = [page for page in pages.get(source or "", ()) if in_time(page, row)]
        if len(own) == 1:
            found[row.witness.article_id] = own[0].witness.article_id
    return found


def without_rings(parents: Mapping[str, str | None], stated: Mapping[str, str]) -> dict[str, str | None]:
    """Return the parents with the stated ones in their place; an edge that would close a ring is left out.

    >>> without_rings({"a": "b", "b": None, "c": "a"}, {"b": "a"})
    {'a': None, 'b': 'a', 'c': 'a'}
    """
    told = {**parents, **stated}
    for child in stated:
        at = told[child]
        seen = {child}
        while at is not None and at not in seen:
            seen.add(at)
            if told.get(at) == child:
                told[at] = None
            at = told.get(at)
    return told


def _credited(witness: Witness) -> str | None:
    """Return the key of the outlet that a page credits first; null for an agency, the outlet itself, nobody."""
    if witness.credit_kind != "outlet" or not witness.credit:
        return "" if witness.agency else None
    return load_sources().key(witness.credit.split("; ")[0])
