"""Texts that come one at a time: each is placed at once, and the stories of the window are settled now and then."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from wirecopy.ids import content_id
from wirecopy.stories.batch import StoryText, StoryTools, standing_of, terms_of_texts
from wirecopy.stories.clustering import join_pairs
from wirecopy.stories.features import TermReader
from wirecopy.stories.frequencies import Frequencies
from wirecopy.stories.history import Change, changes, keep_ids
from wirecopy.stories.model import Merging
from wirecopy.stories.pair_scores import Edges, final_scores, pairs_near, score_pairs
from wirecopy.stories.window_index import TextWindow

LIKELY = 0.0  # log-odds: a text joins at once what it more likely than not belongs to; settling sees more, and may join
MOST_HELD = 300_000  # texts; an undated stream is bounded by it


@dataclass(frozen=True, slots=True)
class Assigned:
    """The story a text was put in, and how sure that is: the average log-odds; null for a story of its own."""

    story_id: str
    score: float | None


@dataclass(slots=True)
class StoryStream:
    """Stories as they come in. Texts may be late by as much as the window; older ones make stories of their own.

    `settle` looks at all pairs of the window again, merges and splits, and returns what became of which story. A
    story none of whose texts is in the window any more is archived: it keeps its id in `story_of`, and changes no more.
    """

    tools: StoryTools
    story_of: dict[str, str] = field(default_factory=dict)
    _shelf: TextWindow = field(init=False)
    _reader: TermReader = field(init=False)
    _recent: Frequencies = field(init=False)
    _texts: list[str] = field(default_factory=list)
    _members: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    _edges: list[Edges] = field(default_factory=list)
    _newest: int = -(2**30)

    def __post_init__(self) -> None:
        """Lay out an empty shelf."""
        self._shelf = TextWindow(self.tools.sparse)
        self._reader = TermReader.load(self.tools.kernels)
        self._recent = Frequencies(self.tools.model.background, self.tools.window)

    @property
    def held(self) -> int:
        """Return how many texts can still be joined."""
        return self._shelf.texts

    def add(self, text: StoryText) -> Assigned:
        """Return the story of a text, of those known so far or a new one; a text seen before stays where it is."""
        if text.text_id in self.story_of:
            return Assigned(self.story_of[text.text_id], None)
        self._shelve([text])
        number = self._shelf.texts - 1
        a, b = pairs_near(self._shelf, range(number, number + 1), self.tools.window)
        edges = score_pairs(self._shelf, a, b, self.tools.model)
        self._edges.append(edges)
        assigned = self._best(edges, number + self._shelf.first) or Assigned(content_id("s", text.text_id), None)
        self._enter(text.text_id, assigned.story_id)
        return assigned

    def take(self, texts: Sequence[StoryText], stories: Mapping[str, str]) -> None:
        """Take in texts of one day whose stories are settled: new ones can join them, they stay where they are."""
        new = [text for text in texts if text.text_id not in self.story_of]
        if new:
            self._shelve(new)
            for text in new:
                self._enter(text.text_id, stories[text.text_id])

    def fill(self, texts: Sequence[StoryText]) -> None:
        """Take in texts of one day in bulk, each as a story of its own until the next `settle`."""
        new = [text for text in texts if text.text_id not in self.story_of]
        if not new:
            return
        self._shelve(new)
        first = self._shelf.texts - len(new)
        near = pairs_near(self._shelf, range(first, self._shelf.texts), self.tools.window)
        self._edges.append(score_pairs(self._shelf, *near, self.tools.model))
        for text in new:
            self._enter(text.text_id, content_id("s", text.text_id))

    def settle(self) -> list[Change]:
        """Merge and split the stories of the window by all that is known now; return what changed."""
        first, texts = self._shelf.first, self._texts
        edges = Edges.joined(self._edges)
        inside = (edges.a >= first) & (edges.b >= first)
        edges = edges.kept(inside)
        edges = replace(edges, a=edges.a - first, b=edges.b - first)
        scores, first_scores = final_scores(edges, self._shelf.days.values, self.tools.model, self.tools.sparse)
        groups: dict[int, list[str]] = defaultdict(list)
        rule = self.tools.model.merge_rule()
        leaders = join_pairs(
            len(texts), edges.a, edges.b, scores, rule,
            days=self._shelf.days.values, first_scores=first_scores, sparse=self.tools.sparse,
        )  # fmt: skip
        for text, leader in zip(texts, leaders, strict=True):
            groups[leader].append(text)
        before = {text: self.story_of[text] for text in texts}
        after = keep_ids(before, groups.values(), {text: content_id("s", text) for text in texts})
        self.story_of.update(after)
        self._edges = [replace(edges, a=edges.a + first, b=edges.b + first)]
        self._archive()
        return changes(before, after)

    def _shelve(self, texts: Sequence[StoryText]) -> None:
        """Count the terms of texts of one day, and put the texts on the shelf."""
        day = texts[0].day
        self._newest = max(self._newest, self._newest if day is None else day)
        terms = terms_of_texts(texts, self._reader)
        self._recent.add(terms, self._newest if day is not None else None)
        standings = [standing_of(text) for text in texts]
        self._shelf.add(self._recent.weigh(terms, day is not None), standings, terms.weekdays)
        self._texts += [text.text_id for text in texts]

    def _enter(self, text_id: str, story_id: str) -> None:
        self.story_of[text_id] = story_id
        self._members[story_id] += 1

    def _archive(self) -> None:
        """Let texts older than the window go, and count the members of the stories that are left."""
        before = self._shelf.first
        self._shelf.forget(MOST_HELD, self._newest - self.tools.window)
        del self._texts[: self._shelf.first - before]
        self._members.clear()
        for text in self._texts:
            self._members[self.story_of[text]] += 1

    def _best(self, edges: Edges, number: int) -> Assigned | None:
        """Return the story whose texts speak most for the new one, if they do on average and by a quorum."""
        rule: Merging = self.tools.model.merge_rule()
        sums: dict[str, float] = defaultdict(float)
        votes: dict[str, int] = defaultdict(int)
        others = np.where(edges.a == number, edges.b, edges.a) - self._shelf.first
        for other, score in zip(others.tolist(), edges.alone.tolist(), strict=True):
            story = self.story_of[self._texts[other]]
            sums[story] += max(score, rule.unlikely) - rule.unlikely
            votes[story] += score > LIKELY
        ranked = [
            (total / self._members[story] + rule.unlikely, story)
            for story, total in sums.items()
            if votes[story] >= rule.quorum * self._members[story]
        ]
        if not ranked or max(ranked)[0] <= LIKELY:
            return None
        score, story = max(ranked)
        return Assigned(story, score)
