"""Pairs with a verdict: are those of one text in one family, and no others? And the versions of a text in order?"""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

from figures import Case, Measure
from halves import half_of
from split_make import linked_pages, rows

from origins.base import Told

ONE_TEXT = ("same_text", "same_text_cut", "versions")
OTHERS = ("excerpt", "shared_quotation", "different")


def linked(data: Path) -> dict[str, str]:
    """Return the key in the split of each scraped page: the smallest id among the pages linked to it."""
    ids = [str(row["id"]) for row in rows(data / "copies/pages.jsonl.gz")]
    return dict(zip(ids, linked_pages(data), strict=True))


def case_of(keys: Mapping[str, str], pages: Sequence[str], *parts: float, wrong: str = "") -> Case:
    """Return a case over pages: learning where all of them are, grouped by the first one's links."""
    halves = {half_of("linked", keys[page]) for page in pages}
    return Case("learn" if halves == {"learn"} else "held", keys[pages[0]], parts, wrong)


def pairs(data: Path, told: Told, keys: Mapping[str, str]) -> list[Measure]:
    """Return precision and recall of `in one family`, and the share of each verdict that is."""
    with (data / "copies/gold/pairs_gold.tsv").open(encoding="utf8") as lines:
        gold = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))

    def cases(verdicts: Sequence[str], *, together: bool | None = None, right: bool | None = None) -> list[Case]:
        """Of the pairs of these verdicts (and those told so), the share told in one family (or of one text)."""
        found = []
        for row in gold:
            both, same = (row["id1"], row["id2"]), told.together(row["id1"], row["id2"])
            if row["verdict"] in verdicts and together in (None, same):
                one = row["verdict"] in ONE_TEXT
                relation = told.relations.get(frozenset(both), "not linked")
                said = f"{' '.join(both)}: {row['verdict']} ({row['containment']}), told {relation}"
                hit = one if right else same
                wrong = same != one and len(verdicts) > 1
                found.append(case_of(keys, both, hit, 1, wrong=said if wrong else ""))
        return found

    return [
        Measure("one text, precision", cases(ONE_TEXT + OTHERS, together=True, right=True), asked=".97"),
        Measure("one text, recall", cases(ONE_TEXT), asked=".92"),
        *(Measure(f"told one text: {verdict}", cases([verdict])) for verdict in ONE_TEXT + OTHERS),
    ]


def versions(families: Sequence[Mapping[str, Any]], told: Told, keys: Mapping[str, str]) -> list[Measure]:
    """Return how many pairs of two states of one text are told apart, and how many of those in the right order."""
    apart, order = [], []
    for family in families:
        states = {page: number for number, pages in enumerate(family.get("versions", ())) for page in pages}
        for one, other in combinations(states, 2):
            if states[one] == states[other] or not told.together(one, other):
                continue
            first, second = (told.families[page].get("version") for page in (one, other))
            known = first is not None and second is not None and first != second
            apart.append(case_of(keys, (one, other), known, 1))
            if known:
                good = (first < second) == (states[one] < states[other])
                said = "" if good else f"{one} {other}: told {first}, {second}; gold {states[one]}, {states[other]}"
                order.append(case_of(keys, (one, other), good, 1, wrong=said))
    return [Measure("pairs of two states in one family: told apart", apart), Measure("of those, order right", order)]
