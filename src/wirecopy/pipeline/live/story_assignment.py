"""The story a page joins the moment it comes in: by its copies, else by its words among the texts of the window.

What is said here is what is known so far; the next run settles it from all pages, and may merge or split.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, Literal

import pyarrow as pa
import pyarrow.compute as pc

from wirecopy.engine.contract import finished
from wirecopy.ids import content_id
from wirecopy.kernels import load_kernels
from wirecopy.pipeline.batch.stories.terms import from_bytes, texts_of_terms, to_bytes
from wirecopy.store import BaseTables, Layout, LiveIndex, Placement
from wirecopy.stories import (
    StoryStream,
    StoryText,
    StoryTools,
    TermReader,
    WrittenText,
    epoch_days,
    load_model,
    load_sparse,
)
from wirecopy.tables import dataset
from wirecopy.types import Article, Copy

COMPILED_FROM = 1000  # texts of the window: for fewer, loading compiled code takes longer than it saves
RELOAD_AFTER = 50_000  # texts added: bounds what a base that stays open for weeks holds in memory
_SAME_TEXT = ("copy", "version")

How = Literal["settled", "copy", "words", "own"]


@dataclass(frozen=True, slots=True)
class Joined:
    """The story an article joins as far as is known now, and by what it was decided.

    `settled`: a run has placed it. `copy`: it copies a text of the story. `words`: its words tell of the same event,
    `score` is the average log-odds. `own`: nothing so far tells of what it tells; `label` is its own.
    """

    story_id: str
    label: str
    how: How
    score: float | None = None


@dataclass(slots=True)
class Joining:
    """The settled stories and those of the pages that wait; texts are loaded when a page first needs them."""

    layout: Layout
    index: LiveIndex
    window: int
    _stories: pa.Table = field(init=False)
    _of_several: frozenset[str] = field(init=False)
    _reader: TermReader | None = None
    _stream: StoryStream | None = None
    _held: tuple[float, float] = (0.0, 0.0)
    _added: int = 0

    def __post_init__(self) -> None:
        """Read the stories of the last run, and which pages are digests or live pages."""
        tables = BaseTables(self.layout)
        self._stories = tables.rows("stories").combine_chunks()
        self._of_several = frozenset(tables.rows("units")["article_id"].to_pylist())

    def join(self, article: Article, copies: Sequence[Copy]) -> tuple[Joined, Placement | None]:
        """Return the story of a cleaned page, and what is to be kept of it until the next run (null: it is there)."""
        joined = self._settled_story(article.article_id)
        if joined:
            return joined, None
        for copy in copies:
            if copy.relation in _SAME_TEXT:
                other = copy.article_b if copy.article_a == article.article_id else copy.article_a
                # What stands in a digest is no copy of the digest, and joins the story its words speak for.
                if other not in self._of_several and (copy_story := self._settled_story(other)):
                    by_copy = Joined(copy_story.story_id, copy_story.label, "copy")
                    return by_copy, Placement(article.article_id, by_copy.story_id, by_copy.label)
        return self._by_words(article)

    def _settled_story(self, article_id: str) -> Joined | None:
        """Return the story of an article that a run has placed, or that waits for one."""
        row = self._row("article_id", article_id)
        if row:
            return Joined(row["story_id"], row["label"], "settled")
        waiting = self.index.waiting(article_id)
        if waiting is None:
            return None
        own = waiting.story_id == content_id("s", article_id)
        return Joined(waiting.story_id, waiting.label, "own" if own else "words")

    def _by_words(self, article: Article) -> tuple[Joined, Placement]:
        reader = self._reader = self._reader or TermReader.load(load_kernels("reference"))
        terms = reader.read([WrittenText(article.title or "", article.body)])
        outlets = (article.outlet,) if article.outlet else ()
        text = StoryText(article.article_id, epoch_days(article.published), outlets, "", "", terms=terms)
        assigned = self._around(text.time).add(text)
        self._added += 1
        label = self._label(assigned.story_id) if assigned.score is not None else None
        joined = Joined(assigned.story_id, label or article.label, "words" if label else "own", assigned.score)
        waiting = Placement(
            article.article_id, joined.story_id, joined.label, text.time, article.outlet, to_bytes(terms)
        )
        return joined, waiting

    def _label(self, story_id: str) -> str | None:
        row = self._row("story_id", story_id)
        return row["label"] if row else self.index.label_of(story_id)

    def _row(self, column: str, value: str) -> dict[str, Any] | None:
        place = pc.index(self._stories[column], value).as_py()
        row: dict[str, Any] | None = self._stories.slice(place, 1).to_pylist()[0] if place >= 0 else None
        return row

    def _around(self, time: float | None) -> StoryStream:
        """Return the stream that holds the texts within the window of a time (null: of the newest texts)."""
        low, high = self._held
        inside = self._stream is not None and (time is None or low <= time <= high)
        if self._stream is None or not inside or self._added > RELOAD_AFTER:
            self._held = self._bounds(time)
            self._stream, self._added = self._loaded(), 0
        return self._stream

    def _bounds(self, time: float | None) -> tuple[float, float]:
        """Return between which times pages join the texts that are loaded: a late page is no reason to load all."""
        newest = max((t for t in (self._newest(), time) if t is not None), default=0.0)
        at = newest if time is None else time
        return at - 1.0, (math.inf if at >= newest - self.window else at + 1.0)

    def _newest(self) -> float | None:
        times = [epoch_days(stated) for stated in pc.unique(self._stories["last_published"]).to_pylist()]
        return max((time for time in times if time is not None), default=None)

    def _loaded(self) -> StoryStream:
        texts = [*self._settled(), *self._waiting()]
        sparse = load_sparse(len(texts), "compiled" if len(texts) >= COMPILED_FROM else "reference")
        stream = StoryStream(StoryTools(load_model(), load_kernels("reference"), sparse, self.window))
        texts.sort(key=lambda member: (member[0].time is None, member[0].day or 0, member[0].text_id))
        for _, member in groupby(texts, key=lambda member: member[0].day):
            part = list(member)
            stream.take([text for text, _ in part], {text.text_id: story for text, story in part})
        return stream

    def _settled(self) -> Iterator[tuple[StoryText, str]]:
        """Yield the texts the last run placed near the times held, and their stories; items of pages are left out."""
        generation = self.layout.generation()
        terms = finished(self.layout.stages / generation, "story_terms") if generation else None
        if terms is None:
            return
        story_of = dict(zip(*(self._stories[name].to_pylist() for name in ("article_id", "story_id")), strict=True))
        time = pc.field("time")
        near = (time >= self._held[0] - self.window) & (time <= self._held[1] + self.window)
        for batch in dataset(terms.files).to_batches(filter=near | time.is_null()):
            yield from ((text, story_of[text.text_id]) for text in texts_of_terms(batch) if text.text_id in story_of)

    def _waiting(self) -> Iterator[tuple[StoryText, str]]:
        for entry in self._of_window(self.index.all_waiting()):
            assert entry.terms is not None
            outlets = (entry.outlet,) if entry.outlet else ()
            yield (
                StoryText(entry.article_id, entry.time, outlets, "", "", terms=from_bytes(entry.terms)),
                entry.story_id,
            )

    def _of_window(self, waiting: Iterable[Placement]) -> Iterator[Placement]:
        low, high = self._held[0] - self.window, self._held[1] + self.window
        return (entry for entry in waiting if entry.terms and (entry.time is None or low <= entry.time <= high))
