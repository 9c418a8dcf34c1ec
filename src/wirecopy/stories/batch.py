"""All texts of a base to stories, day by day: what comes out depends on the texts alone, not on when they came."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, islice

import numpy as np

from wirecopy.ids import content_id
from wirecopy.kernels import Kernels
from wirecopy.stories.clustering import join_pairs
from wirecopy.stories.embedding_pairs import EmbeddingPairs, Pairs, with_meaning
from wirecopy.stories.features import TermReader, Terms, WrittenText, stacked_terms
from wirecopy.stories.frequencies import Frequencies
from wirecopy.stories.model import Model
from wirecopy.stories.pair_scores import Edges, Numbers, final_scores, pairs_near, score_pairs
from wirecopy.stories.sparse_kernels import Sparse
from wirecopy.stories.window_index import UNDATED, TextTraits, TextWindow

_READ_AT_ONCE = 2000  # texts: what their words take while they are counted stays within some hundred megabytes
MOST_AT_ONCE = 20_000  # texts of one day, or without one, that are counted before any of them is compared
MOST_HELD = 300_000  # texts on the shelf, some four kilobytes each: of a longer window the oldest leave first


@dataclass(frozen=True, slots=True)
class StoryText:
    """One text to be placed in a story: a family's canonical article, a lone one, or an item of a digest."""

    text_id: str
    time: float | None
    """In days since 1970: the earliest time any of its copies states."""
    outlets: tuple[str, ...]
    title: str
    body: str
    language: str | None = None
    terms: Terms | None = None
    """Its terms, where they were read before; title and body are then read for their meaning only."""

    @property
    def day(self) -> int | None:
        """Return the day of its time, UTC."""
        return None if self.time is None else int(self.time // 1)


@dataclass(frozen=True, slots=True)
class StoryTools:
    """What the work is done with."""

    model: Model
    kernels: Kernels
    sparse: Sparse
    window: int
    """Days between two texts of one story, at most, and days whose texts count for how rare a term is."""
    meaning: EmbeddingPairs | None = None
    """What tells texts alike where words fail; it has taken note of no text yet."""


def in_order(texts: Iterable[StoryText]) -> list[StoryText]:
    """Return the texts as they are settled: by day, those without one last, in one day by id."""
    return sorted(texts, key=lambda text: (text.time is None, text.day or 0, text.text_id))


def settle_texts(texts: Iterable[StoryText], tools: StoryTools, *, undated: bool = True) -> dict[str, str]:
    """Return for each text (given in order) the first text of its story; one day's texts are held at a time.

    `undated` tells whether there are texts without a day, which are compared with those of all days.
    """
    ids: list[str] = []
    days: list[int] = []
    found_pairs = pairs_by_day(_noted_texts(texts, ids, days, tools.meaning), tools, undated=undated)
    edges = Edges.joined([score_pairs(*found, tools.model) for found in found_pairs])
    on_days, rule = np.array(days, np.int32), tools.model.merge_rule()
    pairs = Pairs(edges.a, edges.b, *final_scores(edges, on_days, tools.model, tools.sparse))
    if tools.meaning:
        alike = tools.meaning.pairs(on_days, tools.window, rule.first)
        pairs = with_meaning(pairs, alike)
    leaders = join_pairs(
        len(ids), pairs.a, pairs.b, pairs.scores, rule,
        days=on_days, first_scores=pairs.first_scores, sparse=tools.sparse,
    )  # fmt: skip
    return {text_id: ids[leader] for text_id, leader in zip(ids, leaders, strict=True)}


def pairs_by_day(
    texts: Iterable[StoryText], tools: StoryTools, *, undated: bool = True
) -> Iterator[tuple[TextWindow, Numbers, Numbers]]:
    """Yield the likely pairs of each day's texts with each other and with those before, on the shelf of both."""
    reader = TermReader.load(tools.kernels)
    shelf = TextWindow(tools.sparse)
    recent = Frequencies(tools.model.background, tools.window)
    for day, group in groupby(texts, key=lambda text: text.day):
        while members := list(islice(group, MOST_AT_ONCE)):
            read = [terms_of_texts(part, reader) for part in _parts(members)]
            for terms in read:
                recent.add(terms, day)
            first = shelf.texts
            for part, terms in zip(_parts(members), read, strict=True):
                shelf.add(recent.weigh(terms, day is not None), [standing_of(text) for text in part], terms.weekdays)
            yield (shelf, *pairs_near(shelf, range(first, shelf.texts), tools.window))
            shelf.forget(MOST_HELD, None if day is None or undated else day - tools.window)


def terms_of_texts(texts: Sequence[StoryText], reader: TermReader) -> Terms:
    """Return the terms of the texts, read from their words where none has them yet."""
    terms = [text.terms for text in texts if text.terms is not None]
    if len(terms) == len(texts):
        return stacked_terms(terms)
    return reader.read([WrittenText(text.title, text.body) for text in texts])


def _noted_texts(
    texts: Iterable[StoryText], ids: list[str], days: list[int], meaning: EmbeddingPairs | None
) -> Iterator[StoryText]:
    for text in texts:
        if meaning:
            meaning.note(text.title, text.body, text.language)
        ids.append(text.text_id)
        days.append(int(UNDATED) if text.day is None else text.day)
        yield text


def _parts(members: Sequence[StoryText]) -> Iterator[Sequence[StoryText]]:
    return (members[at : at + _READ_AT_ONCE] for at in range(0, len(members), _READ_AT_ONCE))


def standing_of(text: StoryText) -> TextTraits:
    """Return what the shelf keeps of a text beside its words."""
    outlet = int(content_id("o", text.outlets[0])[2:14], 32) if len(text.outlets) == 1 else -1
    return TextTraits(text.text_id, text.time, outlet)
