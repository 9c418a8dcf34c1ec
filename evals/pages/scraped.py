"""The scraped pages read by hand: credit, title, edges of the body, time, dateline and byline."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from clean_corpus import jsonl
from clean_runs import run_base
from figures import Case, Measure, Section, Wanted, case

from pages.folding import letters, people, source, sources
from pages.times import printed, stamp
from wirecopy.options import Options, ReadOptions

NAMES = ("credit", "title", "edges", "published", "dateline", "byline")
KINDS = {"agency": "agency", "other_outlet": "outlet", "own": "own", "none": None}
"""Kinds of the gold and those of `credit_kind`."""
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Scraped:
    """A page's gold, its outlet, and the row of `articles` that the program made of it."""

    gold: Row
    outlet: str
    row: Row

    def case(self, right: float, of: float = 1.0, said: str = "") -> Case:
        """Return the page as a case."""
        wrong = f"{self.gold['id']} ({self.outlet}): {said}" if right < of else ""
        return case("pages", self.outlet, right, of, wrong=wrong)


def scraped_pages(data: Path) -> list[Scraped]:
    """Return every scraped page with what cleaning, corpus and copies make of it."""
    pages = {row["id"]: row for row in jsonl(data / "copies/pages.jsonl.gz")}
    with run_base(pages.values(), Options(read=ReadOptions(columns={"fetched_at": "scrape_time"}))) as texts:
        return [
            Scraped(gold, pages[gold["id"]]["outlet"], texts.articles.get(gold["id"], {}))
            for gold in jsonl(data / "copies/gold/pages_gold.jsonl")
        ]


def sections(asked: Wanted) -> Iterator[Section]:
    """Yield what was asked for of the scraped pages."""
    if not asked.wants(*NAMES):
        return
    pages = scraped_pages(asked.data)
    for name, heading, measures in (
        ("credit", "Who the page says wrote it", credit),
        ("title", "Headline", title),
        ("edges", "Where the body begins and ends (six words)", edges),
        ("published", "When it was published, as the page prints it", published),
        ("dateline", "Dateline's place", dateline),
        ("byline", "Byline's names", byline),
    ):
        if asked.wants(name):
            yield Section(name, f"Scraped pages: {heading[:1].lower()}{heading[1:]}", measures(pages))


def credit(pages: list[Scraped]) -> list[Measure]:
    """Return how well credits other than the outlet's own are told, and their kinds."""
    return [
        Measure("credit, precision", [c for page in pages for c in _credit(page, recall=False)], asked=".95"),
        Measure("credit, recall", [c for page in pages for c in _credit(page, recall=True)], asked=".85"),
        Measure("credit_kind right", [_kind(page) for page in pages]),
    ]


def told_credit(page: Scraped) -> frozenset[str]:
    """Return the folded sources that are told and are not the outlet itself."""
    told = sources(page.row.get("credit") or page.row.get("agency"))
    own = {source(page.outlet)} | (sources(page.gold["source"]) if page.gold["source_kind"] == "own" else set())
    return told - own


def _credit(page: Scraped, *, recall: bool) -> Iterator[Case]:
    other = page.gold["source_kind"] in ("agency", "other_outlet")
    wanted, told = sources(page.gold["source"]) if other else frozenset(), told_credit(page)
    of = wanted if recall else told
    if of:
        said = f"told {', '.join(sorted(told)) or 'none'}; gold {', '.join(sorted(wanted)) or page.gold['source_kind']}"
        yield page.case(len(wanted & told) / len(of), said=f"{said} ({page.gold['source_words']!r})")


def _kind(page: Scraped) -> Case:
    row = page.row
    told = row.get("credit_kind") or ("agency" if row.get("agency") else None)
    wanted = KINDS[page.gold["source_kind"]]
    return page.case(told == wanted, said=f"told {told}; gold {wanted} ({page.gold['source_words']!r})")


def both_ways(
    what: str, pages: list[Scraped], told: Callable[[Row], Any], right: Callable[[Scraped], bool], gold: str = ""
) -> list[Measure]:
    """Return precision over the pages where something is told, and recall over those where the gold has it."""
    key = gold or what
    found = [(page, told(page.row), page.gold[key], right(page)) for page in pages]
    said = [(page, f"told {ours!r}; gold {theirs!r}", ours, theirs, good) for page, ours, theirs, good in found]
    precision = [page.case(good, said=words) for page, words, ours, _, good in said if ours]
    recall = [page.case(good, said=words) for page, words, _, theirs, good in said if theirs]
    asked = {"title": (".95", ".92")}.get(what, ("", ""))
    return [
        Measure(f"{what}, precision", precision, asked=asked[0]),
        Measure(f"{what}, recall", recall, asked=asked[1]),
    ]


def title(pages: list[Scraped]) -> list[Measure]:
    """Return how well headlines are told, punctuation and case aside."""

    def right(page: Scraped) -> bool:
        return bool(page.gold["title"]) and letters(page.row.get("title")) == letters(page.gold["title"])

    return both_ways("title", pages, lambda row: row.get("title"), right)


def edges(pages: list[Scraped]) -> list[Measure]:
    """Return how often the body begins and ends with the gold's six words."""
    starts, ends = [], []
    for page in pages:
        body, first, last = page.row.get("body") or "", page.gold["first_body"], page.gold["last_body"]
        if first:
            good = letters(body).startswith(letters(first))
            starts.append(page.case(good, said=f"begins {' '.join(body.split()[:6])!r}; gold {first!r}"))
        if last:
            good = letters(body).endswith(letters(last))
            ends.append(page.case(good, said=f"ends {' '.join(body.split()[-6:])!r}; gold {last!r}"))
    asked = ".92; .85 unseen outlets"
    return [Measure("body begins right", starts, asked=asked), Measure("body ends right", ends, asked=asked)]


def published(pages: list[Scraped]) -> list[Measure]:
    """Return how often the day told is the printed one, and the time of day, where one is printed, to the minute."""
    days, minutes = [], []
    for page in pages:
        stated = printed(page.gold["published"]) if page.gold["published"] else None
        told = stamp(page.row.get("published"))
        said = f"told {page.row.get('published')!r}; gold {page.gold['published']!r}"
        if stated is None and page.gold["published"]:
            continue  # no day in the gold's words ("2 hours ago")
        same_day = bool(told and stated and told.date() == stated[0].date())
        days.append((page, bool(told), stated is not None, same_day, said))
        if stated and stated[1]:
            same = bool(told and told.replace(tzinfo=None, second=0) == stated[0])
            minutes.append(page.case(same, said=said))
    return [
        Measure("day, precision", [p.case(good, said=said) for p, told, _, good, said in days if told]),
        Measure("day, recall", [p.case(good, said=said) for p, _, gold, good, said in days if gold]),
        Measure("time of day right, of those printed", minutes),
    ]


def dateline(pages: list[Scraped]) -> list[Measure]:
    """Return how well the place of the dateline is told: all of it, or its city without the land."""

    def right(page: Scraped) -> bool:
        told, gold = page.row.get("dateline_place"), page.gold["dateline"]
        return bool(told and gold) and letters(told) in {letters(gold), letters(gold.split(",")[0])}

    return both_ways("dateline", pages, lambda row: row.get("dateline_place"), right)


def byline(pages: list[Scraped]) -> list[Measure]:
    """Return how well all names of the byline, and no other, are told."""

    def right(page: Scraped) -> bool:
        return bool(page.gold["byline"]) and people(page.row.get("byline")) == people(page.gold["byline"])

    return both_ways("byline", pages, lambda row: row.get("byline"), right)
