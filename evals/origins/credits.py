"""Stated agencies against each other: do the copies of a text agree, and is a hidden credit found again?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from random import Random

from figures import Case, Measure
from pages.folding import source, sources

import wirecopy
from origins.base import Told
from origins.pairs import case_of
from wirecopy.stories.origins import find_origins
from wirecopy.stories.text_credit import Credit
from wirecopy.tables import from_table
from wirecopy.types import Article, Story

HIDINGS = 20
"""Times a random half of the credits is hidden; the figures are over all of them."""


def credits(told: Told, base: Path, keys: Mapping[str, str]) -> list[Measure]:
    """Return how the origins of pages that state an agency agree, and what is told where the credit is hidden."""
    members: dict[str, list[str]] = {}
    for page in sorted(told.families):
        members.setdefault(str(told.family(page)), []).append(page)
    named, wrong = [], []
    for page, name in _hidden(told, base, members):
        stated = told.articles[page].credit or told.articles[page].agency
        good = name is not None and source(name) in sources(stated)
        said = f"{page}: told {name}; it states {stated}"
        named.append(case_of(keys, [page], name is not None, 1))
        wrong.append(case_of(keys, [page], name is not None and not good, 1, wrong=said if name and not good else ""))
    return [
        Measure(
            "pairs of outlets that state agencies: origins agree", list(_agreement(told, members, keys)), asked="1"
        ),
        Measure("hidden credits: an origin named", named, asked=".80"),
        Measure("hidden credits: wrong", wrong, asked="at most .03"),
    ]


def _agreement(told: Told, members: Mapping[str, list[str]], keys: Mapping[str, str]) -> Iterator[Case]:
    """Yield whether what two copies of two outlets state and the origins told of them are one."""
    for pages in members.values():
        for one, other in combinations(pages, 2):
            a, b = told.articles[one], told.articles[other]
            if a.agency and b.agency and told.outlets[one] != told.outlets[other]:
                names = {a.agency, b.agency, *(str(told.origins[page]["name"]) for page in (one, other))}
                said = f"{one} {other}: {', '.join(sorted(names))}" if len(names) > 1 else ""
                yield case_of(keys, (one, other), not said, 1, wrong=said)


def _hidden(told: Told, base: Path, members: Mapping[str, list[str]]) -> Iterator[tuple[str, str | None]]:
    """Yield each page whose credit was hidden with a random half of its family's, and the origin then told."""
    stories = list(from_table(wirecopy.open(base).table("stories").to_arrow(), Story))
    stated = {page: _credit(article) for page, article in told.articles.items()}
    for hiding in range(HIDINGS):
        chance = Random(hiding)
        hidden = {page for _, pages in sorted(members.items()) for page in chance.sample(pages, len(pages) // 2)}
        credits = [_without_credit(c) if p in hidden else c for p, c in stated.items()]
        found = {origin.article_id: origin for origin in find_origins(stories, credits)}
        for page in sorted(hidden):
            if told.articles[page].agency:
                origin = found[told.articles[page].article_id]
                yield page, origin.name if origin.kind != "unknown" else None


def _credit(article: Article) -> Credit:
    return Credit(
        article.article_id, article.outlet, article.agency, article.agency_source, article.published, article.credit,
        article.credit_kind,
    )  # fmt: skip


def _without_credit(credit: Credit) -> Credit:
    return replace(credit, agency=None, agency_source=None, credit=None, credit_kind=None)
