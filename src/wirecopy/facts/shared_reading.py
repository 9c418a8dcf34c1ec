"""Articles of the same words are read once: they say the same, only where it stands differs from page to page."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from wirecopy.facts.contract import Facts
from wirecopy.facts.entities.datelines import CutDateline
from wirecopy.facts.extraction import extract
from wirecopy.facts.knowledge.knowledge import Knowledge
from wirecopy.types import Article, Mention, Stretch

_APART = 1  # characters between two pieces that do not touch on the page


@dataclass(frozen=True, slots=True)
class _Laid:
    """An article and its datelines as if nothing else stood on the page, and where each piece stands on it."""

    article: Article
    datelines: tuple[CutDateline, ...]
    starts: tuple[int, ...]
    """Where each piece begins, laid out."""
    shifts: tuple[int, ...]
    """What leads from there to the page."""

    def on_page(self, mention: Mention, article_id: str) -> Mention:
        """Return a mention at its place on the page."""
        shift = self.shifts[bisect_right(self.starts, mention.start) - 1]
        return Mention(mention.fact_id, article_id, mention.start + shift, mention.end + shift, mention.function)


@dataclass(slots=True)
class SharedReading:
    """Reads articles of one set of rules, those of the same words, day and country once; holds what it read."""

    knowledge: Knowledge
    _known: dict[tuple[object, ...], Facts] = field(default_factory=dict, repr=False)

    def extract(self, story_id: str, article: Article, datelines: Sequence[CutDateline] = ()) -> Facts:
        """Return what the article says, as `wirecopy.facts.extraction` does."""
        laid = _laid(article, datelines)
        asked = laid.article
        key = (
            story_id, asked.body, asked.body_spans, asked.language, asked.published, asked.outlet_country,
            laid.datelines,
        )  # fmt: skip
        facts = self._known.get(key)
        if facts is None:
            facts = self._known[key] = extract(story_id, asked, self.knowledge, datelines=laid.datelines)
        mentions = sorted(
            (laid.on_page(mention, article.article_id) for mention in facts.mentions),
            key=lambda m: (m.start, m.end, m.fact_id, m.function or ""),
        )
        return replace(facts, mentions=tuple(mentions))


def _laid(article: Article, datelines: Sequence[CutDateline]) -> _Laid:
    at, starts, shifts = 0, [], []
    heads, spans = [], []
    for dateline in datelines:
        heads.append(replace(dateline, start=at, agency=tuple(dateline.agency)))
        starts.append(at)
        shifts.append(dateline.start - at)
        at += len(dateline.text) + _APART
    behind = None
    for span in article.body_spans:
        at -= _APART if span.start == behind else 0
        spans.append(Stretch(at, at + span.end - span.start))
        starts.append(at)
        shifts.append(span.start - at)
        at, behind = spans[-1].end + _APART, span.end
    day = article.published[:10] if article.published else None
    return _Laid(replace(article, body_spans=tuple(spans), published=day), tuple(heads), tuple(starts), tuple(shifts))
