"""One page at a time: cleaned, compared with what the base holds, kept, answered; settled by the next run."""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any, Literal

import numpy as np
import pyarrow as pa

from wirecopy.clean import Cleaned, Rules, load_rules
from wirecopy.copies import (
    ENTRIES,
    OUTLET_DAYS,
    OUTLET_PAGES,
    WORDS,
    find_families,
    fingerprints_batch,
    links_of,
    page_entries,
    pair_relations,
    words_batch,
)
from wirecopy.engine.contract import finished
from wirecopy.errors import BadOption
from wirecopy.ids import content_id
from wirecopy.kernels import Kernels, load_kernels
from wirecopy.options import Options
from wirecopy.pipeline.batch.clean import clean_or_reject
from wirecopy.pipeline.live.story_assignment import Joined, Joining
from wirecopy.pipeline.pair_verification import prove_pairs
from wirecopy.read import FormatPage, build_page
from wirecopy.store import (
    TAKEN_DOWN,
    Holder,
    IndexedArticle,
    Layout,
    LiveIndex,
    forgotten_marks,
    is_forgotten,
    open_index,
    waiting_pages,
    writing,
)
from wirecopy.tables import SCHEMAS, dataset, from_table, nest, to_table
from wirecopy.text.spelling import counts_as
from wirecopy.types import Copy, Page, Rejected

NEIGHBOURS = 8  # that share most fingerprints: 36 pairs are proved at most, so that no page waits long
SETTLED_WORDS = "words"  # the stage of a generation that holds the words of the final bodies
_BATCH_ROWS = 1024
_OF_WORDS = ["article_id", "outlet", "title", "published", "body", "body_spans"]
_HEAD = ("article_id", "outlet", "day", "count", "entries", "frame")
_ARRAYS = (("hashes", np.uint64), ("starts", np.int32), ("ends", np.int32), ("gaps", np.int32), ("quoted", np.int32))

_STATED = frozenset(("outlet", "url", "title", "published", "external_id"))

State = Literal["new", "known", "rejected"]


@dataclass(frozen=True, slots=True)
class Added:
    """What became of a page, the articles it shares text with (most of its words first), and the story it joins.

    The story is what is known so far; the next run settles it. It is null for a rejected page.
    """

    page_id: str
    article_id: str
    state: State
    reason: str | None = None
    copies: tuple[Copy, ...] = ()
    story: Joined | None = None


@dataclass(frozen=True, slots=True)
class Live:
    """A base open for pages that come one at a time; no other process writes it meanwhile."""

    index: LiveIndex
    kernels: Kernels
    rules: Rules
    options: Options
    forgotten: frozenset[str]
    keep_days: int | None
    joining: Joining | None = None

    def add(self, page: Page) -> Added:
        """Return what the page is a copy of; it and its words are on disk when this returns.

        A page that is in the base is compared and not added. What the base tells of stories changes with the
        next run, which settles the pages that wait.
        """
        article_id = content_id("a", page.page_id)
        if is_forgotten(page, self.forgotten):
            return Added(page.page_id, article_id, "rejected", TAKEN_DOWN)
        in_base = self.index.knows(article_id, page.page_id)
        cleaned = clean_or_reject(page, self.rules, self.options.clean)
        if not isinstance(cleaned, Cleaned):
            if not in_base:
                self.index.add(page, None)
            return Added(page.page_id, article_id, "rejected", cleaned.reason)
        article = indexed_page(cleaned, page, self.kernels, self.options)
        copies = self._copies(article)
        story, waiting = self.joining.join(cleaned.article, copies) if self.joining else (None, None)
        if not in_base:
            self.index.add(page, article, self.horizon(article.day), story=waiting)
        else:
            self.index.add_fetch(page)
        return Added(page.page_id, article_id, "known" if in_base else "new", None, copies, story)

    def near(self, article: IndexedArticle) -> list[IndexedArticle]:
        """Return the articles of the base that share most with one, itself left out: eight at most."""
        return self._neighbours(article)

    def _copies(self, article: IndexedArticle) -> tuple[Copy, ...]:
        near = self._neighbours(article)
        return compare(article, near, self.kernels, self.options) if near else ()

    def _neighbours(self, article: IndexedArticle) -> list[IndexedArticle]:
        """Return the articles that share most fingerprints with this one, its outlet's furniture left out."""
        shared: Counter[int] = Counter()
        counts: dict[int, int] = {}
        for print_ in set(article.prints):
            for holder in _without_furniture(article, self.index.holders(print_)):
                if self._in_time(article, holder):
                    shared[holder.key] += 1
                    counts[holder.key] = holder.count
        nearest = sorted(shared, key=lambda key: (-shared[key], -counts[key], key))[:NEIGHBOURS]
        return [other for other in self.index.articles(nearest) if other.article_id != article.article_id]

    def _in_time(self, article: IndexedArticle, holder: Holder) -> bool:
        within = self.options.copies.within_days
        if within is None or article.day is None or holder.day is None:
            return True
        return abs(article.day - holder.day) <= within

    def horizon(self, day: int | None = None) -> int | None:
        """Return the day before which articles leave the index; a page dated in the future moves nothing."""
        if self.keep_days is None:
            return None
        days = [known_day for known_day in (self.index.newest_day(), day) if known_day is not None]
        return min(max(days), today()) - self.keep_days if days else None


@contextmanager
def live(layout: Layout, options: Options, keep_days: int | None = None, *, stories: bool = True) -> Iterator[Live]:
    """Give the base open for single pages; the index is built first when a run has changed the base since.

    Articles older than `keep_days` leave the index (null: none does). Without `stories` pages are told no story: a few
    milliseconds less each, and the texts of the window stay on disk. Raises BaseBusy when another process writes.
    """
    backend = "compiled" if options.copies.backend == "auto" else options.copies.backend
    kernels = load_kernels(backend, 0, counts_as(), numbers=True)
    with writing(layout), _whole(layout) as index:
        joining = Joining(layout, index, options.stories.window_days) if stories else None
        rules, forgotten = load_rules(options.clean.language), forgotten_marks(layout)
        opened = Live(index, kernels, rules, options, forgotten, keep_days, joining)
        if index.generation() != (layout.generation() or ""):
            rebuild(opened, layout)
        yield opened


@contextmanager
def _whole(layout: Layout) -> Iterator[LiveIndex]:
    """Give the index of a base in which no takedown is half done."""
    if layout.takedown.exists():
        from wirecopy.pipeline.takedown import finish

        finish(layout)
    with open_index(layout.live) as index:
        yield index


def rebuild(opened: Live, layout: Layout) -> None:
    """Build the index anew from the settled words and the pages that wait."""
    opened.index.rebuild(layout.generation() or "", _everything(opened, layout))
    horizon = opened.horizon()
    if horizon is not None:
        opened.index.expire(horizon)


def today() -> int:
    """Return the day as days since 1970, in UTC."""
    return int(time.time() // 86_400)


def indexed_page(cleaned: Cleaned, page: Page, kernels: Kernels, options: Options) -> IndexedArticle:
    """Return a cleaned page as the index keeps it."""
    articles = to_table("articles", [cleaned.article]).select(_OF_WORDS).to_batches()[0]
    timed = page_entries(page.raw, cleaned.article.body_spans) if page.raw else None
    more = {
        "fetched_at": pa.array([page.fetched_at], pa.string()),
        "raw": pa.array([page.raw], pa.string()),
        "spans": nest("spans", [cleaned.spans]),
        ENTRIES.name: pa.array([timed], ENTRIES.type),
    }
    for name, column in more.items():
        articles = articles.append_column(name, column)
    return next(indexed(words_batch(articles, kernels), kernels, options))


def indexed(words: pa.RecordBatch, kernels: Kernels, options: Options) -> Iterator[IndexedArticle]:
    """Yield the articles of a batch of `WORDS` as the index keeps them."""
    prints = fingerprints_batch(words, kernels, options.copies)
    held: dict[str, list[int]] = defaultdict(list)
    hashes = prints.column("hash").to_numpy(zero_copy_only=False).view(np.int64).tolist()
    for article_id, print_ in zip(prints.column("article_id").to_pylist(), hashes, strict=True):
        held[article_id].append(print_)
    for row in range(words.num_rows):
        columns: dict[str, Any] = {name: words.column(name)[row].as_py() for name in _HEAD}
        for name, kind in _ARRAYS:
            columns[name] = np.asarray(words.column(name)[row].values, dtype=kind).tobytes()
        yield IndexedArticle(**columns, prints=tuple(dict.fromkeys(held[columns["article_id"]])))


def compare(
    article: IndexedArticle, others: Sequence[IndexedArticle], kernels: Kernels, options: Options
) -> tuple[Copy, ...]:
    """Return the articles that this one shares text with, every pair of the neighbourhood proved.

    Families, round-ups and shared quotations are told as a run tells them, among these articles alone.
    """
    texts = sorted([article, *others], key=lambda text: text.article_id)
    number, pairs = texts.index(article), list(combinations(range(len(texts)), 2))
    verified = prove_pairs(words_of_indexed(texts), pairs, kernels, options.copies)
    links = links_of(pa.Table.from_batches([verified]), [text.article_id for text in texts])
    relations = pair_relations(links, find_families(links, options.copies), options.copies)
    own = np.flatnonzero((links.a == number) | (links.b == number))
    rows = own[[relations[pair] is not None for pair in own.tolist()]]
    related = pa.table(verified.take(pa.array(rows)))
    related = related.append_column("relation", pa.array([relations[pair] for pair in rows.tolist()], pa.string()))
    copies = from_table(related.select(SCHEMAS["copies"].names), Copy)
    return tuple(sorted(copies, key=lambda copy: (-max(copy.containment_a, copy.containment_b), copy.article_a)))


def _everything(opened: Live, layout: Layout) -> Iterator[IndexedArticle]:
    generation = layout.generation()
    words = finished(layout.stages / generation, SETTLED_WORDS) if generation else None
    settled: set[str] = set()
    if words is not None:
        for batch in dataset(words.files).to_batches(columns=WORDS.names, batch_size=_BATCH_ROWS):
            settled.update(batch.column("article_id").to_pylist())
            yield from indexed(batch, opened.kernels, opened.options)
    for page in waiting_pages(layout.live):
        cleaned = clean_or_reject(page, opened.rules, opened.options.clean)
        if isinstance(cleaned, Cleaned) and cleaned.article.article_id not in settled:
            yield indexed_page(cleaned, page, opened.kernels, opened.options)


def _without_furniture(article: IndexedArticle, holders: Iterable[Holder]) -> list[Holder]:
    """Return the holders of a fingerprint, without those of its own outlet where it is that outlet's furniture."""
    all_holders = list(holders)
    own = [holder for holder in all_holders if article.outlet is not None and holder.outlet == article.outlet]
    days = {holder.day for holder in own if holder.day is not None} | ({article.day} - {None})
    if len(own) + 1 >= OUTLET_PAGES and len(days) >= OUTLET_DAYS:
        return [holder for holder in all_holders if holder.outlet != article.outlet]
    return all_holders


def words_of_indexed(articles: Sequence[IndexedArticle]) -> pa.RecordBatch:
    """Return articles of the index as rows of `WORDS`."""
    columns: dict[str, pa.Array] = {
        name: pa.array([getattr(article, name) for article in articles], WORDS.field(name).type) for name in _HEAD
    }
    for name, kind in _ARRAYS:
        arrays = [np.frombuffer(getattr(article, name), dtype=kind) for article in articles]
        offsets = np.concatenate([[0], np.cumsum([len(words) for words in arrays])]).astype(np.int32)
        columns[name] = pa.ListArray.from_arrays(pa.array(offsets), pa.array(np.concatenate(arrays)))
    return pa.RecordBatch.from_pydict(columns, schema=WORDS)


def as_page(text: str, stated: Mapping[str, str], options: Options) -> Page:
    """Return a text with what is known of it as a page; raise BadOption when it cannot be one."""
    unknown = sorted(set(stated) - _STATED)
    if unknown:
        raise BadOption(unknown[0], stated[unknown[0]], f"only {', '.join(sorted(_STATED))}")
    page = build_page(FormatPage("added", text, number=0, **stated), options.read)  # type: ignore[arg-type]
    if isinstance(page, Rejected):
        raise BadOption("the text", text[:40], f"one that can be a page ({page.reason})")
    return page


def single(options: Options) -> Options:
    """Return the options for a few pages: what compiles for longer than it works is not compiled."""
    if options.copies.backend != "auto":
        return options
    return replace(options, copies=replace(options.copies, backend="reference"))
