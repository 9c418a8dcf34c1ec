"""Labelled differences: is what is told as substance labelled so, and what is labelled so told?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from figures import Case, Measure

from origins.base import Told
from origins.pairs import case_of
from wirecopy.trace import as_told, collate, load_tables

HALF = 0.5
NO_SUBSTANCE = ("style", "furniture", "misaligned", "not_same_text")
Row = Mapping[str, Any]


def edits(gold: Sequence[Row], told: Told, keys: Mapping[str, str]) -> list[Measure]:
    """Return precision and recall of substance, and the share of each other label that is told as substance."""
    between: dict[tuple[str, str], list[Row]] = {}
    counted = []
    for row in gold:
        if "paraphrase" in row["note"]:
            continue
        both = row["base_page"], row["page"]
        if both not in between:
            between[both] = told_edits(told, *both)
        counted.append((row, [edit for edit in between[both] if meet(row, edit)]))

    def cases(
        labels: Iterable[str], *, told_so: bool = False, mostly: bool = False, family: bool = False
    ) -> list[Case]:
        wanted, found = set(labels), []
        for row, met in counted:
            if family and not told.together(row["base_page"], row["page"]):
                continue
            exact = mostly and row["label"] != "substance"
            kinds = sorted({e["kind"] for e in met if e["substantive"] and (not exact or covered(row, e) >= HALF)})
            hit = row["label"] == "substance" if told_so else bool(kinds)
            if row["label"] in wanted and (kinds or not told_so):
                wrong = bool(kinds) != (row["label"] == "substance")
                said = f"{row['base_page']} {row['page']}: {row['base_text'][:40]!r} > {row['text'][:40]!r}: "
                said += f"{row['label']} ({row['note']}), told {', '.join(kinds) or 'no substance'}"
                listed = wrong and (told_so or row["label"] == "substance")
                found.append(case_of(keys, (row["page"], row["base_page"]), hit, 1, wrong=said if listed else ""))
        return found

    return [
        Measure("substance, precision", cases(("substance", *NO_SUBSTANCE), told_so=True), asked=".85"),
        Measure("precision of those on one text", cases(("substance", *NO_SUBSTANCE[:-1]), told_so=True)),
        Measure(
            "of those that are most of what is told",
            cases(("substance", *NO_SUBSTANCE[:-1]), told_so=True, mostly=True),
        ),
        Measure("substance, recall", cases(["substance"]), asked=".95"),
        Measure("recall of those told in one family", cases(["substance"], family=True)),
        *(
            Measure(f"told as substance: {label}", cases([label]), asked="0" if label == "furniture" else "")
            for label in NO_SUBSTANCE
        ),
    ]


def told_edits(told: Told, base: str, page: str) -> list[Row]:
    """Return the differences told between two pages of one family: the table's, else those of the two collated."""
    if not told.together(base, page):
        return []
    if (base, page) in told.edits:
        return list(told.edits[base, page])
    if (page, base) in told.edits:
        return [_turned(row) for row in told.edits[page, base]]
    tables = load_tables()
    first = told.prepared(base, tables)
    other = told.prepared(page, tables, first.phrasebook)
    return [asdict(edit) for edit in as_told(collate(first, other, "").edits, first, other)]


def _turned(row: Row) -> Row:
    """Return an edit as the other page's."""
    sides = {"start": "base_start", "end": "base_end", "text": "base_text"}
    return {**row, **{a: row[b] for a, b in sides.items()}, **{b: row[a] for a, b in sides.items()}}


def covered(gold: Row, edit: Row) -> float:
    """Return how much of a told difference a labelled one is, on the side where it is most.

    >>> gold = {"start": 5, "end": 9, "base_start": 1, "base_end": 1}
    >>> covered(gold, {"start": 1, "end": 9, "base_start": 1, "base_end": 9})
    0.5
    """
    shares = [0.0]
    for start, end in (("start", "end"), ("base_start", "base_end")):
        if edit[start] is not None:
            common = min(gold[end], edit[end]) - max(gold[start], edit[start])
            shares.append(common / max(1, edit[end] - edit[start]))
    return max(shares)


def meet(gold: Row, edit: Row) -> bool:
    """Whether a labelled difference and a told one share a character on either page.

    >>> gold = {"start": 5, "end": 5, "base_start": 10, "base_end": 14}
    >>> meet(gold, {"start": 2, "end": 9, "base_start": 14, "base_end": 20})
    False
    >>> meet(gold, {"start": 9, "end": 9, "base_start": 12, "base_end": 20})
    True
    """
    return any(
        max(gold[start], edit[start]) < min(gold[end], edit[end])
        for start, end in (("start", "end"), ("base_start", "base_end"))
        if edit[start] is not None
    )
