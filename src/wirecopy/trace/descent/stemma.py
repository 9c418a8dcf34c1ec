"""The stemma of a family: from which text each copy was taken, where the texts tell; undecided where not.

A copy's candidate parents are the other copies and an unseen source (the agency, where pages name one). Each has
a price, -log of how likely the copy's text comes of it: cutting the tail is cheap, cutting inside dearer, to have a
sentence or a reading that the parent lacks and another copy has is dear, house style costs nothing, and nobody
copies from the future. A deviation that several copies share came to them from one another, or from a later
version of the source: `beliefs` says what speaks for which.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from wirecopy.trace.descent.altered_quotes import Altered, altered
from wirecopy.trace.descent.arborescence import ROOT, cheapest_tree
from wirecopy.trace.descent.reading_evidence import beliefs
from wirecopy.trace.descent.stated_parents import STATED, stated_parents, without_rings
from wirecopy.trace.descent.timing import in_time, is_later, is_own_page
from wirecopy.trace.descent.versions import versions
from wirecopy.trace.descent.witnesses import Deviation, Readings, Witness, WitnessReading, readings, runs

DECIDED = 0.6
"""An edge less sure than this is undecided: it is not told."""
SURE = 0.9
"""From here on an edge is sure enough to say of an outlet that it changed somebody's words."""
_CALIBRATION = 0.72  # of the log-odds, so that what is called .9 sure is right nine times in ten (evals/trace)
_MOST_SURE = 0.99
_LESS_SURE = 0.86  # so often edges told with less than SURE are right, in every tenth (evals/tracing, seeds 100-149)

# Prices: evals/trace, synthetic transmission, seeds 0-59.
_TAIL_CUT, _INNER_CUT, _PER_SAME_CUT, _LEAST_CUT = 2.5, 3.4, 0.5, 0.7
_RESTORED, _MOST_RESTORED = 6.0, 9.0
_REVERTED, _REVERTED_MOVE, _READ_OTHERWISE = 5.0, 4.0, 0.7
_ADDITION_CUT, _ADDITION_SENTENCE, _MOST_ADDITION = 1.5, 0.8, 6.0
# How many copies are taken from another outlet for each taken from the agency, by what the copy itself credits.
_FROM_OUTLETS = {"credits": 0.5, "family": 0.9, "none": 1.5}
_LIKELY_OUTLETS = 3
_ALL_PAIRS, _MOST_HOLDERS, _BARE = 60, 40, 8


@dataclass(frozen=True, slots=True)
class Descent:
    """Where one copy comes from. No parent and a confidence: from a source that is not among the pages.

    `version` is the number of the version it carries, where the family's versions are settled; `altered` are the
    places of the edits by which it put other words into a quotation than its parent has. `linked`: its page gives the
    parent's address.
    """

    article_id: str
    parent_article_id: str | None
    confidence: float | None
    version: int | None = None
    altered: tuple[Altered, ...] = ()
    linked: bool = False


def stemma(witnesses: Sequence[Witness], sentences: int) -> tuple[Descent, ...]:
    """Return the descent of each witness, in order of their ids.

    `sentences` is how many the base has. Up to 60 witnesses every pair is weighed; of a larger family only those
    that share a deviation, so that time stays near linear.
    """
    known = readings(witnesses, sentences)
    ledger = _Ledger(known)
    prices = {row.witness.article_id: dict(ledger.prices(n)) for n, row in enumerate(known.rows)}
    tree = cheapest_tree(prices)
    of = {row.witness.article_id: row.witness for row in known.rows}
    carried = dict(zip(of, versions(known), strict=True))
    credited = any(witness.agency for witness in witnesses)
    stated = stated_parents(known.rows)
    descents = [_descent(article_id, *tree[article_id]) for article_id in prices]
    descents = _with_stated([one if credited else _without_source(one) for one in descents], stated, of)
    return tuple(_settled_descent(one, of, carried, stated=stated.get(one.article_id)) for one in descents)


def _with_stated(descents: Sequence[Descent], stated: Mapping[str, str], of: Mapping[str, Witness]) -> list[Descent]:
    """Return the descents with the parents that pages state where the text tells no page, or is less sure of another.

    Only an address goes before what the text tells: who credits an outlet may have its text by way of another.
    """
    told = {one.article_id: one.parent_article_id for one in descents}
    unsure = {one.article_id for one in descents if (one.confidence or 0.0) < SURE}
    parents = without_rings(
        told,
        {
            child: parent
            for child, parent in stated.items()
            if told[child] is None or (child in unsure and parent in of[child].points)
        },
    )
    return [
        one
        if parents[one.article_id] == one.parent_article_id
        else replace(
            one,
            parent_article_id=parents[one.article_id],
            confidence=STATED if parents[one.article_id] else None,
        )
        for one in descents
    ]


def _without_source(descent: Descent) -> Descent:
    """Return the descent, undecided where it leads to no page: with no agency credited, the page may be the first."""
    return descent if descent.parent_article_id is not None else replace(descent, confidence=None)


def _settled_descent(
    descent: Descent, of: Mapping[str, Witness], carried: Mapping[str, int | None], *, stated: str | None
) -> Descent:
    """Return the descent with what it settles: the version carried, and quotations altered."""
    descent = replace(descent, version=carried[descent.article_id])
    parent = of.get(descent.parent_article_id or "")
    if parent is None:
        return descent
    if descent.version and (carried[parent.article_id] or descent.version) != descent.version:
        return replace(descent, parent_article_id=None, confidence=None)  # it was taken from its own version
    more = parent.article_id != stated and _credits_more(of[descent.article_id], parent)
    if more or is_later(parent, of[descent.article_id]):
        return replace(descent, parent_article_id=None, confidence=None)
    sure, linked = (descent.confidence or 0.0) >= SURE, parent.article_id in of[descent.article_id].points
    return replace(descent, altered=altered(of[descent.article_id], parent) if sure else (), linked=linked)


def _descent(article_id: str, parent: str, share: float) -> Descent:
    share = min(max(share, 1e-9), 1 - 1e-9)
    odds = (share / (1 - share)) ** _CALIBRATION
    confidence = min(_MOST_SURE, odds / (1 + odds))
    if confidence < DECIDED:
        return Descent(article_id, None, None)
    return Descent(article_id, parent or None, round(confidence, 3) if confidence >= SURE else _LESS_SURE)


class _Ledger:
    """The prices of one family's candidate parents."""

    def __init__(self, known: Readings) -> None:
        self._known = known
        self._beliefs = beliefs(known)
        self._any_agency = any(row.witness.agency for row in known.rows)
        self._bare = [n for n, row in enumerate(known.rows) if not row.deviations and not row.gone]
        most = len(known.rows) / 2
        self._common = {n for n, one in enumerate(known.deviations) if one.kind == "added" and len(one.holders) > most}
        self._cut_alike = Counter(run for row in known.rows for run in _cut_runs(row, 0))

    def prices(self, child: int) -> Iterator[tuple[str, float]]:
        """Yield each candidate parent with its price."""
        row = self._known.rows[child]
        own = (self._beliefs.bundles[b] for b in sorted(self._beliefs.of[child]))
        yield (
            ROOT,
            math.fsum(bundle.from_source(child) for bundle in own) + self._cuts(row, 0) + self._left_out(None, row),
        )
        earlier = [n for n in self._candidates(child) if n != child and in_time(self._known.rows[n], row)]
        usual = self._habit(row) / min(max(1, len(earlier)), _LIKELY_OUTLETS)
        for number in earlier:
            parent = self._known.rows[number]
            share = 1.0 if _same_outlet(parent, row) or is_own_page(parent.witness) else usual
            yield parent.witness.article_id, self._price(number, child) - math.log(share)

    def _candidates(self, child: int) -> Sequence[int]:
        rows = self._known.rows
        if len(rows) <= _ALL_PAIRS:
            return range(len(rows))
        candidates = set(self._bare[:_BARE])
        for number in self._known.rows[child].deviations:
            holders = self._known.deviations[number].holders
            if len(holders) <= _MOST_HOLDERS:
                candidates |= holders
        return sorted(candidates)

    def _habit(self, row: WitnessReading) -> float:
        if row.witness.agency:
            return _FROM_OUTLETS["credits"]
        return _FROM_OUTLETS["family" if self._any_agency else "none"]

    def _cuts(self, row: WitnessReading, parent_gone: int) -> float:
        price = 0.0
        for first, last in _cut_runs(row, parent_gone):
            usual = _TAIL_CUT if last == self._known.sentences else _INNER_CUT
            alike = self._cut_alike[first, last] - 2
            price += max(_LEAST_CUT, usual - _PER_SAME_CUT * max(0, alike))
        return price

    def _price(self, number: int, child: int) -> float:
        parent, row = self._known.rows[number], self._known.rows[child]
        come = self._beliefs.of[child] - self._beliefs.of[number]
        price = math.fsum(self._beliefs.bundles[b].without_parent(child) for b in sorted(come))
        price += self._cuts(row, parent.gone)
        restored = [
            run for run in runs(parent.gone & ~row.gone) if any(self._known.attested[s] > 1 for s in range(*run))
        ]
        price += min(_MOST_RESTORED, _RESTORED * len(restored))
        return price + self._left_out(parent, row) + self._lost(parent, row)

    def _left_out(self, parent: WitnessReading | None, row: WitnessReading) -> float:
        """Return the price of the sentences that most copies have, the base has not, and the child has cut."""
        had = self._common if parent is None else self._common & parent.deviations
        places = {s for n in had - row.deviations if (s := self._known.deviations[n].sentence) < row.tail}
        return _INNER_CUT * len(places)

    def _lost(self, parent: WitnessReading, row: WitnessReading) -> float:
        """Return the price of what the parent deviates in and the child does not; what is bundled is paid."""
        price = 0.0
        additions: dict[int, int] = defaultdict(int)
        for number in sorted(parent.deviations - row.deviations):
            deviation = self._known.deviations[number]
            if number in self._common:
                continue
            if deviation.kind == "added":
                additions[deviation.sentence] += deviation.sentence < row.tail or row.tail == self._known.sentences
            elif deviation.told(row.gone) and number not in self._beliefs.answered:
                price += self._kept_from(deviation, row)
        for sentences in filter(None, additions.values()):
            price += min(_MOST_ADDITION, _ADDITION_CUT + _ADDITION_SENTENCE * sentences)
        return price

    def _kept_from(self, deviation: Deviation, row: WitnessReading) -> float:
        if deviation.kind == "moved":
            return _REVERTED_MOVE
        own = (self._known.deviations[n] for n in row.deviations)
        return _READ_OTHERWISE if any(_overlap(deviation, other) for other in own) else _REVERTED


def _credits_more(child: Witness, parent: Witness) -> bool:
    """Tell whether a page credits an agency that the page it would be taken from does not name."""
    return bool(child.agency) and not parent.agency and not is_own_page(parent)


def _cut_runs(row: WitnessReading, parent_gone: int) -> Iterator[tuple[int, int]]:
    return runs(row.gone & ~parent_gone)


def _overlap(deviation: Deviation, other: Deviation) -> bool:
    if other.kind != "reading":
        return False
    return deviation.base_place <= other.base_end and other.base_place <= deviation.base_end


def _same_outlet(reading: WitnessReading, other: WitnessReading) -> bool:
    return reading.witness.outlet is not None and reading.witness.outlet == other.witness.outlet
