"""Who a family's pages, and lone pages, have their text from: right, open or wrong; and does confidence mean it?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from figures import Case, Measure
from pages.folding import source, sources

from origins.base import Told
from origins.calibrated import Claim, calibrated
from origins.pairs import case_of

SHOWN = 0.5
"""What is less sure is not shown by default, and counts as open."""
Row = Mapping[str, Any]


def families(gold: Sequence[Row], told: Told, keys: Mapping[str, str]) -> list[Measure]:
    """Return how the origins of families with a settled one come out; those left open in the gold stand below."""
    settled = [family for family in gold if family["origin"]]
    verdicts = [(family, *_verdict(_named_most(family["ids"], told), family["origin"])) for family in settled]
    return [
        *_three(verdicts, keys, "family", (".90", "", "at most .03")),
        Measure(
            "family without a settled origin: one named",
            [
                case_of(keys, family["ids"], _named_most(family["ids"], told) is not None, 1)
                for family in gold
                if not family["origin"]
            ],
        ),
    ]


def lone_pages(pages: Sequence[Row], gold: Sequence[Row], told: Told, keys: Mapping[str, str]) -> list[Measure]:
    """Return how the origins of pages outside every family that credit an agency or another outlet come out."""
    inside = {page for family in gold for page in family["ids"]}
    lone = [
        {"ids": [page["id"]], "origin": page["source"]}
        for page in pages
        if page["id"] not in inside and page["source_kind"] in ("agency", "other_outlet")
    ]
    verdicts = [(one, *_verdict(_named_most(one["ids"], told), one["origin"])) for one in lone]
    return _three(verdicts, keys, "lone credited page", (".85", "", "at most .04"))


def calibration(pages: Sequence[Row], gold: Sequence[Row], told: Told, keys: Mapping[str, str]) -> list[Measure]:
    """Return what is said of named origins against the share that is right."""
    wanted = {page: family["origin"] for family in gold if family["origin"] for page in family["ids"]}
    stated = {page["id"]: page["source"] for page in pages if page["source_kind"] in ("agency", "other_outlet")}
    claims = []
    for page, origin in (stated | wanted).items():
        row = told.origins.get(page)
        if row and row["name"]:
            claims.append(Claim([page], row["confidence"], source(row["name"]) in sources(origin)))
    return calibrated("origins", claims, keys, "at most .05")


def descent(gold: Sequence[Row], pages: Sequence[Row], told: Told, keys: Mapping[str, str]) -> list[Measure]:
    """Return the share of pages of gold families that hang from a page, and of those the ones in their family.

    Of those that credit an outlet whose own page is in the family, which hang from a page of that outlet.
    """
    stated = {page["id"]: page["source"] for page in pages if page["source_kind"] == "other_outlet"}
    has, inside, claims, credited, elsewhere = [], [], [], [], []
    for family in gold:
        own = {page: source(told.outlets[page]) for page in family["ids"]}
        for page in family["ids"]:
            row = told.families.get(page, {})
            parent = row.get("parent_article_id")
            has.append(case_of(keys, [page], parent is not None, 1))
            if (names := sources(stated.get(page) or "")) & ({*own.values()} - {own[page]}):
                there = parent is not None and own.get(parent) in names
                said = f"{page}: credits {stated[page]}, hangs from {parent}"
                credited.append(case_of(keys, [page], there, 1, wrong="" if there else said))
                elsewhere.append(case_of(keys, [page], parent is not None and not there, 1))
            if parent is not None:
                good = parent in family["ids"]
                wrong = "" if good else f"{page}: hangs from {parent}, which is not of its text"
                inside.append(case_of(keys, [page], good, 1, wrong=wrong))
                claims.append(Claim([page], row["parent_confidence"], good))
    return [
        Measure("pages of families: a parent told", has),
        Measure("pages that credit an outlet whose page is in the family: hang from it", credited),
        Measure("the same: hang from another page", elsewhere),
        Measure("parents that are of the same text", inside),
        *calibrated("parents", claims, keys),
    ]


def paraphrases(pages: Sequence[Row], told: Told, keys: Mapping[str, str]) -> list[Measure]:
    """Return which share of the `close_paraphrase` told is between two articles; the errors list them, to be read."""
    kinds = {page["id"]: page["kind"] for page in pages}
    of_origin: dict[str, list[str]] = {}
    for page, row in told.origins.items():
        of_origin.setdefault(row["origin_id"], []).append(page)
    cases = []
    for page, row in sorted(told.origins.items()):
        if any(reason["code"] == "close_paraphrase" for reason in row["reasons"]):
            partner = min(of_origin.get(row["depends_on"], [page]))
            good = kinds[page] == kinds[partner] == "article"
            said = f"{page} ({kinds[page]}) of {partner} ({kinds[partner]}): read it"
            cases.append(case_of(keys, [page, partner], good, 1, wrong=said))
    return [Measure("close paraphrases told: between two articles", cases)]


def _named_most(pages: Sequence[str], told: Told) -> str | None:
    """Return the name most given to the pages' origins; none where none is named."""
    rows = [told.origins[page] for page in pages if page in told.origins]
    names = Counter(source(row["name"]) for row in rows if row["name"] and row["confidence"] >= SHOWN)
    return min(names, key=lambda name: (-names[name], name)) if names else None


def _verdict(name: str | None, origin: str) -> tuple[str, str]:
    if name is None:
        return "open", f"named none; gold {origin}"
    return ("right", "") if name in sources(origin) else ("wrong", f"named {name}; gold {origin}")


def _three(
    verdicts: Sequence[tuple[Row, str, str]], keys: Mapping[str, str], what: str, asked: tuple[str, str, str]
) -> list[Measure]:
    def cases(wanted: str) -> list[Case]:
        return [
            case_of(keys, row["ids"], verdict == wanted, 1, wrong=_said(row, said) if verdict == wanted else "")
            for row, verdict, said in verdicts
        ]

    wanted = ("right", "open", "wrong")
    return [Measure(f"{what}: origin {one}", cases(one), asked=least) for one, least in zip(wanted, asked, strict=True)]


def _said(row: Row, said: str) -> str:
    return f"{' '.join(row['ids'][:3])}: {said}" if said else ""
