"""Texts against a base, and against each other, without adding them: their copies, and their origins."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Protocol

import pyarrow as pa

from wirecopy.clean import Cleaned, Rules, load_rules
from wirecopy.copies.families import find_families, relate
from wirecopy.copies.pairs import links_of
from wirecopy.errors import WirecopyError
from wirecopy.ids import content_id
from wirecopy.kernels import Kernels, load_kernels
from wirecopy.options import Options
from wirecopy.pipeline.batch.clean import clean_or_reject
from wirecopy.pipeline.live.add_page import Live, words_of_indexed
from wirecopy.pipeline.pair_verification import prove_pairs
from wirecopy.store.layout import Layout
from wirecopy.store.live import Indexed, read_index, waiting_page
from wirecopy.stories.origins import Credit, find_origins
from wirecopy.stories.origins_signals import read_signals
from wirecopy.tables import SCHEMAS, from_table
from wirecopy.text.spelling import counts_as
from wirecopy.types import Article, Copy, Family, Origin, Page, Story

MOST_TEXTS = 20
"""Texts compared with each other at once: 190 pairs of them, and eight neighbours of each."""


class IndexMissing(WirecopyError):
    """The index that texts are compared with is not built, or not yet built anew after a run."""

    def __init__(self, path: str) -> None:
        super().__init__(f"{path} has no index of its texts as they are now; it is being built. Try again in a moment.")


class Reader(Protocol):
    """The tables of a base."""

    def rows(self, table: str, column: str | None = None, values: Iterable[str] = ()) -> pa.Table:
        """Return the rows of `table` whose `column` holds one of `values`."""


@dataclass(frozen=True, slots=True)
class Given:
    """A text that was given, cleaned as a page of the base would be."""

    page: Page
    cleaned: Cleaned

    @property
    def article(self) -> Article:
        """Return its article."""
        return self.cleaned.article


@dataclass(frozen=True, slots=True)
class Comparison:
    """Given texts, the articles of the base they share text with, and every proved pair among all of them.

    `families` tells which of them are one text (a number for each article id), `known` holds the base's articles.
    """

    given: tuple[Given, ...]
    copies: tuple[Copy, ...]
    families: dict[str, int]
    known: dict[str, Article]
    settled: dict[str, Family]
    """The places of the base's articles in their families."""


@dataclass(frozen=True, slots=True)
class Comparer:
    """Compares with one base; holds what takes long to load."""

    layout: Layout
    kernels: Kernels
    rules: Rules
    options: Options

    def cleaned(self, page: Page) -> Given | str:
        """Return a page cleaned, or why it cannot be."""
        found = clean_or_reject(page, self.rules, self.options.clean)
        return Given(page, found) if isinstance(found, Cleaned) else found.reason

    def compare(self, given: Sequence[Given], reader: Reader, articles: Sequence[Article] = ()) -> Comparison:
        """Return what the given texts, and those `articles` of the base, share with the base and each other.

        Raises IndexMissing where there is no index of the base as it is.
        """
        with read_index(self.layout.live) as index:
            if index is None or index.generation() != (self.layout.generation() or ""):
                raise IndexMissing(str(self.layout.root))
            live = Live(index, self.kernels, self.rules, self.options, frozenset(), None)
            own = [live.indexed(one.cleaned, one.page) for one in given]
            own += [live.indexed(Cleaned(article, (), ()), _bare_page(article)) for article in articles]
            texts = {one.article_id: one for one in own}
            texts |= {near.article_id: near for one in own for near in live.near(one) if near.article_id not in texts}
        copies, families = self._proved([texts[name] for name in sorted(texts)])
        others = [name for name in texts if name not in {one.article.article_id for one in given}]
        return Comparison(
            tuple(given), copies, families, self._articles(others, reader, articles), _families(others, reader)
        )

    def _proved(self, texts: Sequence[Indexed]) -> tuple[tuple[Copy, ...], dict[str, int]]:
        pairs = list(combinations(range(len(texts)), 2))
        if not pairs:
            return (), {}
        verified = prove_pairs(words_of_indexed(texts), pairs, self.kernels, self.options.copies)
        links = links_of(pa.Table.from_batches([verified]), [one.article_id for one in texts])
        leaders = find_families(links, self.options.copies)
        relations = relate(links, leaders, self.options.copies)
        names = [name for name in SCHEMAS["copies"].names if name != "relation"]
        rows = [
            {name: row[name] for name in names} | {"relation": relation}
            for row, relation in zip(verified.to_pylist(), relations, strict=True)
            if relation is not None
        ]
        copies = tuple(from_table(pa.Table.from_pylist(rows, SCHEMAS["copies"]), Copy))
        numbers = zip((one.article_id for one in texts), leaders.tolist(), strict=True)
        return copies, {name: number for name, number in numbers if number >= 0}

    def _articles(self, ids: Sequence[str], reader: Reader, known: Sequence[Article]) -> dict[str, Article]:
        found = {article.article_id: article for article in known}
        missing = [name for name in ids if name not in found]
        found |= {a.article_id: a for a in from_table(reader.rows("articles", "article_id", missing), Article)}
        for name in ids:
            if name not in found:  # it came in one at a time and no run has settled it
                page = waiting_page(self.layout.live, _is_page_of(name))
                cleaned = clean_or_reject(page, self.rules, self.options.clean) if page else None
                if isinstance(cleaned, Cleaned):
                    found[name] = cleaned.article
        return found


def comparer(layout: Layout, options: Options) -> Comparer:
    """Return what compares texts with a base; loading it takes a second."""
    reference = replace(options, copies=replace(options.copies, backend="reference"))
    return Comparer(layout, load_kernels("reference", 0, counts_as()), load_rules(options.clean.language), reference)


def rest_on(comparison: Comparison, articles: Sequence[Article]) -> list[Origin]:
    """Return the origins of some articles as if they told one story: a row for each, with the reasons.

    Which of them are one text is taken from the comparison, and from the base where it has settled it.
    """
    text_of = texts_of(comparison, articles)
    stories = [
        Story(
            story_id="asked",
            article_id=a.article_id,
            family_id=text_of.get(a.article_id),
            label=a.label,
            first_published=a.published,
        )
        for a in articles
    ]
    credits = [Credit(a.article_id, a.outlet, a.agency, a.agency_source, a.published) for a in articles]
    signals = [read_signals(a.article_id, a.body) for a in articles]
    return find_origins(stories, credits, signals=signals, copies=comparison.copies)


def texts_of(comparison: Comparison, articles: Iterable[Article]) -> dict[str, str]:
    """Return, for each article that shares its text with another, the name of that text."""
    joined: dict[str, str] = {}

    def root(name: str) -> str:
        while joined.get(name, name) != name:
            name = joined[name]
        return name

    for name, number in comparison.families.items():
        joined[root(name)] = root(f"proved {number}")
    for name, family in comparison.settled.items():
        joined[root(name)] = root(family.family_id)
    return {a.article_id: root(a.article_id) for a in articles if root(a.article_id) != a.article_id}


def _families(ids: Sequence[str], reader: Reader) -> dict[str, Family]:
    return {family.article_id: family for family in from_table(reader.rows("families", "article_id", ids), Family)}


def _bare_page(article: Article) -> Page:
    return Page(
        page_id=article.page_id,
        uri="",
        external_id=None,
        outlet=article.outlet,
        fetched_at=None,
        media_type="text/plain",
        raw="",
    )


def _is_page_of(article_id: str) -> Callable[[str], bool]:
    return lambda page_id: content_id("a", page_id) == article_id
