"""Real copies: do the agencies of a family agree, and is a hidden credit found again?"""

from __future__ import annotations

import tempfile
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random

import wirecopy
from wirecopy.options import CopyOptions, Options, ReadOptions
from wirecopy.stories.origins import Credit, find_origins
from wirecopy.stories.origins_dependence import names_of
from wirecopy.tables import from_table
from wirecopy.types import Article, Copy, Family, Origin, Story

HIDINGS = 20
"""Times a random half of the credits is hidden; the figures are over all of them."""


@dataclass
class Agreement:
    """Cross-outlet pairs of copies in which both pages state an agency."""

    pairs: int = 0
    differing: int = 0
    examples: list[str] = field(default_factory=list)


@dataclass
class Hidden:
    """Copies whose credit was hidden, and what their origin was taken to be."""

    copies: int = 0
    named: int = 0
    right: int = 0
    wrong: int = 0
    alone: int = 0
    """Of the undecided, those of whose family no other page states an agency at all."""


def real_base(pages: Path, folder: str) -> wirecopy.NewsBase:
    """Return a base of the scraped pages, every pair proved."""
    base = wirecopy.open(Path(folder) / "base", create=True)
    options = Options(read=ReadOptions({"fetched_at": "scrape_time"}), copies=CopyOptions(all_pairs=True))
    base.run([pages], options)
    return base


def agreement(base: wirecopy.NewsBase) -> Agreement:
    """Return whether the origins of two copies with stated agencies are one, and are what the pages state."""
    articles = {a.article_id: a for a in from_table(base.table("articles").to_arrow(), Article)}
    origins = {o.article_id: o for o in from_table(base.table("origins").to_arrow(), Origin)}
    result = Agreement()
    for copy in from_table(base.table("copies").to_arrow(), Copy):
        a, b = articles[copy.article_a], articles[copy.article_b]
        if copy.relation == "copy" and a.agency and b.agency and a.outlet != b.outlet:
            result.pairs += 1
            names = {a.agency, b.agency, origins[a.article_id].name, origins[b.article_id].name}
            if len(names) > 1:
                result.differing += 1
                result.examples.append(f"{a.article_id} {b.article_id}: {', '.join(sorted(map(str, names)))}")
    return result


def hidden_credits(base: wirecopy.NewsBase) -> Hidden:
    """Hide the credits of a random half of each family's copies, and score the origin found for those."""
    articles = {a.article_id: a for a in from_table(base.table("articles").to_arrow(), Article)}
    stories = list(from_table(base.table("stories").to_arrow(), Story))
    members: Mapping[str, list[str]] = defaultdict(list)
    for family in from_table(base.table("families").to_arrow(), Family):
        members[family.family_id].append(family.article_id)
    result = Hidden()
    for hiding in range(HIDINGS):
        rng = Random(hiding)
        hidden = {i for _, ids in sorted(members.items()) for i in rng.sample(sorted(ids), len(ids) // 2)}
        _score_hiding(result, articles, stories, hidden, members)
    return result


def _score_hiding(
    result: Hidden,
    articles: Mapping[str, Article],
    stories: list[Story],
    hidden: set[str],
    members: Mapping[str, list[str]],
) -> None:
    credits = [Credit(a.article_id, a.outlet, a.agency, a.agency_source, a.published) for a in articles.values()]
    credits = [replace(c, agency=None, agency_source=None) if c.article_id in hidden else c for c in credits]
    found = {origin.article_id: origin for origin in find_origins(stories, credits)}
    family_of = {i: ids for ids in members.values() for i in ids}
    for article_id in sorted(hidden):
        stated, origin = articles[article_id].agency, found[article_id]
        if not stated:
            continue
        result.copies += 1
        result.named += origin.kind == "agency"
        same = bool(names_of(origin.name) & names_of(stated))  # cnn.com is CNN
        result.right += same
        result.wrong += origin.kind != "unknown" and not same
        others = [articles[i].agency for i in family_of[article_id] if i not in hidden]
        result.alone += origin.kind != "agency" and not any(others)


def main(pages: Path) -> tuple[Agreement, Hidden]:
    """Return both results over the pages."""
    with tempfile.TemporaryDirectory() as folder:
        base = real_base(pages, folder)
        return agreement(base), hidden_credits(base)
