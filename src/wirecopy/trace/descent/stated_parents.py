"""Parents that pages state: a page hangs from the copy whose address it gives, else from that of whom it credits."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from wirecopy.languages.publishers import load_sources
from wirecopy.trace.descent.timing import in_time
from wirecopy.trace.descent.witnesses import Witness, WitnessReading

STATED = 0.95
"""How sure a stated parent is (evals/origins, learning half: 15 of 15): a third page may stand between."""
_WORD = re.compile(r"[^\W\d_]+")


def stated_parents(rows: Sequence[WitnessReading]) -> dict[str, str]:
    """Return for each article the one that its page says it was taken from, where that is one page.

    A page says so by its address, which the other's does not return. Else it credits an outlet whose page of the text
    credits nobody else; of several pages of the outlet it is the one whose byline it repeats. Neither may be later.
    """
    pages: dict[str, list[WitnessReading]] = {}
    for row in rows:
        if row.witness.outlet and _credited(row.witness) is None:
            pages.setdefault(load_sources().key(row.witness.outlet), []).append(row)
    of = {row.witness.article_id: row for row in rows}
    found = {}
    for row in rows:
        own = list(_pointed(row, of)) or _narrowed(row, pages.get(_credited(row.witness) or "", ()))
        if len(own) == 1:
            found[row.witness.article_id] = own[0].witness.article_id
    return found


def without_rings(parents: Mapping[str, str | None], stated: Mapping[str, str]) -> dict[str, str | None]:
    """Return the parents with the stated ones in their place; an edge that would close a ring is left out.

    >>> without_rings({"a": "b", "b": None, "c": "a"}, {"b": "a"})
    {'a': None, 'b': 'a', 'c': 'a'}
    """
    parent_of = {**parents, **stated}
    for child in stated:
        at = parent_of[child]
        seen = {child}
        while at is not None and at not in seen:
            seen.add(at)
            if parent_of.get(at) == child:
                parent_of[at] = None
            at = parent_of.get(at)
    return parent_of


def _pointed(row: WitnessReading, of: Mapping[str, WitnessReading]) -> Iterator[WitnessReading]:
    """Yield the copies of other outlets whose addresses a page gives; two that link each other say nothing."""
    own = row.witness
    for name in own.points:
        page = of.get(name)
        if page is None or own.article_id in page.witness.points or not in_time(page, row):
            continue
        if page.witness.outlet is None or _key(page.witness) != _key(own):
            yield page


def _narrowed(row: WitnessReading, pages: Sequence[WitnessReading]) -> list[WitnessReading]:
    """Return the pages that may be the source; of several those of whose signers the copy names most, and all."""
    own = [page for page in pages if in_time(page, row)]
    if len(own) < 2:
        return own
    signers = _signers(row.witness)
    signed = [(len(theirs), page) for page in own if (theirs := _signers(page.witness)) and theirs <= signers]
    return [page for count, page in signed if count == max(signed, key=lambda one: one[0])[0]]


def _signers(witness: Witness) -> frozenset[str]:
    return frozenset(_WORD.findall((witness.byline or "").casefold()))


def _key(witness: Witness) -> str:
    return load_sources().key(witness.outlet) if witness.outlet else ""


def _credited(witness: Witness) -> str | None:
    """Return the key of the outlet that a page credits first; null for an agency, the outlet itself, nobody."""
    if witness.credit_kind != "outlet" or not witness.credit:
        return "" if witness.agency else None
    return load_sources().key(witness.credit.split("; ")[0])
