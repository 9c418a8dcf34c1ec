"""Synthetic transmission: typed edits, parents and origins against their known truth."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import floor
from pathlib import Path
from typing import Any

from scores import Score

import wirecopy
from tracing.transmission.pages import copy_row, report_row
from tracing.transmission.printing import Change, Print, changes, printed
from tracing.transmission.stories import reports
from tracing.transmission.tree import Transmission, transmission
from tracing.transmission.truth import AGENCY, loosely_settled, settled_parent
from wirecopy.edit_kinds import STYLE_KINDS
from wirecopy.stories.origins import find_origins
from wirecopy.stories.origins_signals import read_signals
from wirecopy.stories.text_credit import Credit
from wirecopy.tables import from_table
from wirecopy.trace import collate, load_tables, prepare
from wirecopy.types import Article, Copy, Edit, Origin, Story

SURE = 0.9
ALWAYS_FOUND = ("number", "name", "negation")


@dataclass
class Kinds:
    """Counts by edit kind: in the gold, found, right; and of changed facts, how many came out as substance."""

    gold: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    facts: int = 0
    facts_found: int = 0
    missed: list[str] = field(default_factory=list)

    def score(self, kinds: Iterable[str]) -> Score:
        """Return the score over those kinds together."""
        kinds = list(kinds)
        gold, found, right = (sum(c[k] for k in kinds) for c in (self.gold, self.found, self.right))
        return Score(right / found if found else 1.0, right / gold if gold else 1.0, gold, found, right)


@dataclass
class Parents:
    """How the parents came out."""

    copies: int = 0
    settled: int = 0
    settled_right: int = 0
    settled_undecided: int = 0
    loosely: int = 0
    loosely_right: int = 0
    """Those settled but for the direction between the two texts."""
    sure: int = 0
    sure_wrong: int = 0
    told: int = 0
    told_right: int = 0
    lost: int = 0
    """Copies that were not placed in their story's family."""
    bins: dict[float, list[tuple[float, bool]]] = field(default_factory=dict)
    """How sure each parent told is, and whether it is right, by the tenth its confidence is in."""


@dataclass
class Counts:
    """How the origin counts came out."""

    stories: int = 0
    right: int = 0
    exact: int = 0
    leaning: int = 0
    leaning_certain: int = 0
    reporters: int = 0
    reporters_doubted: int = 0
    wrong: list[str] = field(default_factory=list)


def edit_kinds(seeds: Sequence[int]) -> Kinds:
    """Collate every copy with the wire's text and hold each edit against the known ones."""
    tables, kinds = load_tables(), Kinds()
    for seed in seeds:
        story = transmission(seed)
        for version, state in enumerate(story.versions):
            base = printed(state, frozenset())
            prepared = prepare(article_of("wire", base.text), tables)
            for copy in story.copies:
                if copy.version == version:
                    text = copy.print()
                    found = collate(prepared, prepare(article_of("copy", text.text), tables), "f").edits
                    _count(kinds, base, text, found, f"seed {seed}, copy {copy.number}")
    return kinds


def _count(kinds: Kinds, base: Print, copy: Print, found: Sequence[Edit], where: str) -> None:
    expected = changes(base, copy)
    kinds.gold.update(change.kind for change in expected)
    kinds.found.update(edit.kind for edit in found)
    left = list(found)
    for change in expected:
        met = next((e for e in left if e.kind == change.kind and _meet(change, e)), None)
        if met:
            left.remove(met)
            kinds.right[change.kind] += 1
        else:
            kinds.missed.append(
                f"{where}: {change.kind} {base.text[max(0, change.base_start) : change.base_end][:40]!r}"
            )
        if change.kind in ALWAYS_FOUND:
            kinds.facts += 1
            kinds.facts_found += any(e.substantive and _meet(change, e) for e in found)


def _meet(change: Change, edit: Edit) -> bool:
    sides = []
    if change.base_start >= 0:
        sides.append(edit.base_start <= change.base_end and change.base_start <= edit.base_end)
    if change.start >= 0:
        sides.append(edit.start <= change.end and change.start <= edit.end)
    return all(sides)


def run_pages(seed: int, folder: Path) -> wirecopy.NewsBase:
    """Return a base of one story's pages; each has its own, since the same events are told again and again."""
    story = transmission(seed)
    rows = [copy_row(story, copy) for copy in story.copies]
    rows += [report_row(story, report) for report in reports(story)]
    pages = folder / f"pages-{seed}.jsonl"
    pages.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    base = wirecopy.open(folder / f"base-{seed}", create=True)
    base.run([pages])
    return base


def headlines(seeds: Sequence[int], folder: Path) -> tuple[int, int, int]:
    """Return how many copies' headlines differ from their base's, how many such edits were found, and rightly so.

    Every third copy of a story has one of three headlines of its own over its byline; the others have the wire's.
    """
    gold = found = right = 0
    for seed in seeds:
        story = transmission(seed)
        rows = [_headed(copy_row(story, copy), copy.number) for copy in story.copies]
        pages = folder / f"headed-{seed}.jsonl"
        pages.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        base = wirecopy.open(folder / f"headed-base-{seed}", create=True)
        base.run([pages])
        name_of = _names(base)
        given = {row["id"]: row["headline"] for row in rows}
        for family in base.table("families").to_arrow().to_pylist():
            own = given[name_of[family["article_id"]]]
            edits = [
                edit for edit in base.table("edits").to_arrow().to_pylist()
                if edit["article_id"] == family["article_id"] and edit["kind"] == "headline"
            ]  # fmt: skip
            heads = [f for f in base.table("families").to_arrow().to_pylist() if f["family_id"] == family["family_id"]]
            head = next(f["article_id"] for f in heads if f["role"] == "canonical")
            differs = own != given[name_of[head]]
            gold, found = gold + differs, found + len(edits)
            right += differs and [(e["base_text"], e["text"]) for e in edits] == [(given[name_of[head]], own)]
    return gold, found, right


_HEADLINES = (
    "Officials count the cost of a long night as questions remain", "Anger grows over who knew what, and when",
    "What we know so far about the events of the week",
)  # fmt: skip


def _headed(row: dict[str, str], number: int) -> dict[str, str]:
    headline = "Authorities look for answers after a difficult day" if number % 3 else _HEADLINES[number // 3 % 3]
    return row | {"headline": headline, "text": f"{headline}\n\nBy Ann Roe\n\n{row['text']}"}


def judge(seeds: Sequence[int], folder: Path) -> tuple[Parents, Counts]:
    """Return how the trees and the counts of origins of the seeds' stories compare with their truth."""
    tree, counts = Parents(), Counts()
    for seed in seeds:
        base, story = run_pages(seed, folder), transmission(seed)
        parents(tree, story, base)
        origin_count(counts, story, base)
    return tree, counts


def parents(result: Parents, story: Transmission, base: wirecopy.NewsBase) -> None:
    """Count how the tree of the family compares with how its text really travelled."""
    name_of = _names(base)
    families = {name_of[row["article_id"]]: row for row in base.table("families").to_arrow().to_pylist()}
    for copy in story.copies:
        _judge(result, story, copy.number, families.get(f"{story.seed}-c{copy.number}"), name_of)


def _judge(
    result: Parents, story: Transmission, number: int, row: dict[str, Any] | None, name_of: dict[str, str]
) -> None:
    copy = story.copies[number]
    result.copies += 1
    result.lost += row is None
    truth = AGENCY if copy.source is None else copy.source
    confidence = row["parent_confidence"] if row else None
    parent = row["parent_article_id"] if row else None
    found = None if confidence is None else AGENCY if parent is None else int(name_of[parent].split("-c")[1])
    if settled_parent(story, copy) is not None:
        result.settled += 1
        result.settled_right += found == truth
        result.settled_undecided += found is None
    if loosely_settled(story, copy) is not None:
        result.loosely += 1
        result.loosely_right += found == truth
    if found is not None:
        result.told += 1
        result.told_right += found == truth
        result.bins.setdefault(min(floor(10 * confidence), 9) / 10, []).append((confidence, found == truth))
        result.sure += confidence > SURE
        result.sure_wrong += confidence > SURE and found != truth


def origin_count(result: Counts, story: Transmission, base: wirecopy.NewsBase) -> None:
    """Count how the number of origins compares with the truth: the wire, and each reporter's own."""
    articles = list(from_table(base.table("articles").to_arrow(), Article))
    places = {row["article_id"]: row for row in base.table("families").to_arrow().to_pylist()}
    text_of = {a.article_id: places.get(a.article_id, {}).get("family_id", a.article_id) for a in articles}
    found = find_origins(
        [
            Story(
                story_id="s",
                article_id=a.article_id,
                family_id=places.get(a.article_id, {}).get("family_id"),
                label="",
                first_published=None,
            )
            for a in articles
        ],
        [Credit(a.article_id, a.outlet, a.agency, a.agency_source, a.published) for a in articles],
        signals=[
            read_signals(a.article_id, a.body)
            for a in articles
            if places.get(a.article_id, {}).get("role", "canonical") == "canonical"
        ],
        copies=[
            copy
            for copy in from_table(base.table("copies").to_arrow(), Copy)
            if text_of[copy.article_a] != text_of[copy.article_b]
        ],
    )
    _weigh(result, story, found, _names(base))


def _weigh(result: Counts, story: Transmission, found: Sequence[Origin], name_of: dict[str, str]) -> None:
    texts = reports(story)
    truth = 1 + sum(report.sort == "reporter" for report in texts)
    origins = {origin.origin_id: origin for origin in found}
    low, high = sum(o.depends_on is None for o in origins.values()), len(origins)
    result.stories += 1
    right = low <= truth <= high and high - low <= 1
    result.right += right
    result.exact += low == high == truth
    if not right:
        result.wrong.append(f"seed {story.seed}: {low}-{high}, truly {truth} ({', '.join(r.sort for r in texts)})")
    wire = {o.origin_id for o in found if "-c" in name_of[o.article_id]}
    for report in texts:
        own = next(o for o in found if name_of[o.article_id] == f"{story.seed}-{report.sort}")
        if report.sort == "reporter":
            result.reporters += 1
            result.reporters_doubted += own.depends_on is not None or own.origin_id in wire
        else:
            result.leaning += 1
            result.leaning_certain += own.depends_on is None and own.origin_id not in wire


def _names(base: wirecopy.NewsBase) -> dict[str, str]:
    external = {row["page_id"]: row["external_id"] for row in base.table("pages").to_arrow().to_pylist()}
    return {row["article_id"]: external[row["page_id"]] for row in base.table("articles").to_arrow().to_pylist()}


def article_of(article_id: str, text: str) -> Article:
    """A whole text as its own body."""
    return Article.of_text(article_id, text, language="en")


def kinds_table(kinds: Kinds) -> list[str]:
    """Return a line per kind, worst first."""
    rows = sorted((kinds.score([kind]).f1, kind) for kind in kinds.gold | kinds.found)
    return [
        f"| {kind}{' (style)' if kind in STYLE_KINDS else ''} | {kinds.gold[kind]} | {kinds.found[kind]} | {f1:.3f} |"
        for f1, kind in rows
    ]
