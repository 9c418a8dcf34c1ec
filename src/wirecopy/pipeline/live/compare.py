"""Texts against a base, and against each other, without adding them: their copies, and their origins."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import pyarrow as pa

from wirecopy.clean import Cleaned, Rules, load_rules
from wirecopy.copies import find_families, links_of, pair_relations
from wirecopy.errors import BadOption, IndexMissing
from wirecopy.ids import content_id
from wirecopy.kernels import Kernels, load_kernels
from wirecopy.options import Options
from wirecopy.pipeline.batch.clean import clean_or_reject
from wirecopy.pipeline.batch.run_options import settled_options
from wirecopy.pipeline.live.add_page import Live, indexed_page, live, single, words_of_indexed
from wirecopy.pipeline.pair_verification import prove_pairs
from wirecopy.serve.views import Reader
from wirecopy.store import BaseTables, IndexedArticle, Layout, read_index, waiting_page
from wirecopy.tables import SCHEMAS, from_table
from wirecopy.text.spelling import counts_as
from wirecopy.types import Article, Copy, Family, Page

_COMPILED_FROM = 3_000  # articles up to which loading compiled code takes longer than it saves


@dataclass(frozen=True, slots=True)
class GivenText:
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

    given: tuple[GivenText, ...]
    copies: tuple[Copy, ...]
    families: dict[str, int]
    known: dict[str, Article]
    settled: dict[str, Family]
    """The places of the base's articles in their families."""


@dataclass(frozen=True, slots=True)
class Comparer:
    """Compares texts with each other and with one base (null: none); holds what takes long to load."""

    layout: Layout | None
    kernels: Kernels
    rules: Rules
    options: Options

    def cleaned(self, page: Page) -> GivenText:
        """Return a page cleaned; raise BadOption when it cannot be."""
        result = clean_or_reject(page, self.rules, self.options.clean)
        if not isinstance(result, Cleaned):
            raise BadOption("the text", page.raw[:40], f"one that can be an article ({result.reason})")
        return GivenText(page, result)

    def compare(self, given: Sequence[GivenText], reader: Reader, articles: Sequence[Article] = ()) -> Comparison:
        """Return what the given texts, and those `articles` of the base, share with the base and each other.

        Raises IndexMissing where there is no index of the base as it is.
        """
        pairs = [(text.cleaned, text.page) for text in given]
        pairs += [(Cleaned(article, (), ()), _bare_page(article)) for article in articles]
        own = [indexed_page(cleaned, page, self.kernels, self.options) for cleaned, page in pairs]
        texts = {text.article_id: text for text in own}
        texts |= {near.article_id: near for near in self._near(own) if near.article_id not in texts}
        copies, families = self._proved([texts[name] for name in sorted(texts)])
        others = [name for name in texts if name not in {text.article.article_id for text in given}]
        return Comparison(
            tuple(given), copies, families, self._articles(others, reader, articles), _families(others, reader)
        )

    def near_articles(self, articles: Sequence[Article], reader: Reader) -> list[Article]:
        """Return the articles of the base that share most fingerprints with any of some articles, those left out.

        Raises IndexMissing where there is no index of the base as it is.
        """
        own = [
            indexed_page(Cleaned(article, (), ()), _bare_page(article), self.kernels, self.options)
            for article in articles
        ]
        own_ids = {article.article_id for article in articles}
        near = sorted({neighbour.article_id for neighbour in self._near(own)} - own_ids)
        article_of = self._articles(near, reader, ())
        return [article_of[name] for name in near if name in article_of]

    def _near(self, own: Sequence[IndexedArticle]) -> list[IndexedArticle]:
        if self.layout is None:
            return []
        with read_index(self.layout.live) as index:
            if index is None or index.generation() != (self.layout.generation() or ""):
                raise IndexMissing(str(self.layout.root))
            opened = Live(index, self.kernels, self.rules, self.options, frozenset(), None)
            return [near for text in own for near in opened.near(text)]

    def _proved(self, texts: Sequence[IndexedArticle]) -> tuple[tuple[Copy, ...], dict[str, int]]:
        pairs = list(combinations(range(len(texts)), 2))
        if not pairs:
            return (), {}
        verified = prove_pairs(words_of_indexed(texts), pairs, self.kernels, self.options.copies)
        links = links_of(pa.Table.from_batches([verified]), [text.article_id for text in texts])
        leaders = find_families(links, self.options.copies)
        relations = pair_relations(links, leaders, self.options.copies)
        names = [name for name in SCHEMAS["copies"].names if name != "relation"]
        rows = [
            {name: row[name] for name in names} | {"relation": relation}
            for row, relation in zip(verified.to_pylist(), relations, strict=True)
            if relation is not None
        ]
        copies = tuple(from_table(pa.Table.from_pylist(rows, SCHEMAS["copies"]), Copy))
        numbers = zip((text.article_id for text in texts), leaders.tolist(), strict=True)
        return copies, {name: number for name, number in numbers if number >= 0}

    def _articles(self, ids: Sequence[str], reader: Reader, given: Sequence[Article]) -> dict[str, Article]:
        article_of = {article.article_id: article for article in given}
        missing = [name for name in ids if name not in article_of]
        article_of |= {a.article_id: a for a in from_table(reader.rows("articles", "article_id", missing), Article)}
        for name in ids:
            if name not in article_of and self.layout:  # it came in one at a time and no run has settled it
                page = waiting_page(self.layout.live, _is_page_of(name))
                cleaned = clean_or_reject(page, self.rules, self.options.clean) if page else None
                if isinstance(cleaned, Cleaned):
                    article_of[name] = cleaned.article
        return article_of


def comparer(layout: Layout | None, options: Options) -> Comparer:
    """Return what compares texts with each other and a base (null: none); loading it takes a second."""
    reference = replace(options, copies=replace(options.copies, backend="reference"))
    return Comparer(
        layout, load_kernels("reference", 0, counts_as(), numbers=True), load_rules(options.clean.language), reference
    )


def index_fits(layout: Layout) -> bool:
    """Return whether the index of single texts is that of the base as it is."""
    with read_index(layout.live) as index:
        return index is not None and index.generation() == (layout.generation() or "")


def build_index(layout: Layout) -> None:
    """Build the index of single texts for the base as it is; raise BaseBusy while another process writes."""
    options = settled_options(layout)
    few = len(BaseTables(layout).rows("stories")) < _COMPILED_FROM
    with live(layout, single(options) if few else options, stories=False):
        pass


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
