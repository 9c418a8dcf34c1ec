"""The facts of an article: every extractor in the folder reads it, and what they find is one set of facts."""

from __future__ import annotations

import functools
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import replace
from importlib import import_module
from pkgutil import iter_modules

from wirecopy.facts import extractors
from wirecopy.facts.contract import Facts, merge
from wirecopy.facts.entities.datelines import CutDateline
from wirecopy.facts.events.reader import events_of
from wirecopy.facts.knowledge.knowledge import Knowledge
from wirecopy.facts.reading import Reading
from wirecopy.types import Article, Mention, Stretch

_CARRIED_SHARE = 0.5  # a quotation of which less stands in carried text is the copy's own

Extractor = Callable[[Reading], Facts]


def extract(story_id: str, article: Article, knowledge: Knowledge, *, datelines: Sequence[CutDateline] = ()) -> Facts:
    """Return what an article says: its quotations, their speakers, and where it carries them (raw offsets).

    `datelines` are what cleaning cut off as such: their places and their agency are mentioned there.
    An article in another language than the lexicon's gives none; `supported_languages()` says which are read.
    """
    if article.language not in (None, knowledge.language):
        return Facts()
    reading = Reading.of(story_id, article, knowledge, datelines=datelines)
    facts = extracted_facts(reading)
    return merge([facts, events_of(reading, facts)])


def extracted_facts(reading: Reading) -> Facts:
    """Return what every extractor finds: all facts but the events."""
    return _pointing(merge(extractor(reading) for extractor in _extractors()))


def _pointing(facts: Facts) -> Facts:
    """Return the facts without entities that no words name; who speaks so is told by name alone."""
    shown = {mention.fact_id for mention in facts.mentions}
    entities = tuple(entity for entity in facts.entities if entity.entity_id in shown)
    named = {entity.entity_id for entity in entities}
    quotes = tuple(
        quote if quote.speaker_id is None or quote.speaker_id in named else replace(quote, speaker_id=None)
        for quote in facts.quotes
    )
    return Facts(quotes, entities, facts.mentions, facts.events)


def outside(facts: Facts, stretches: Sequence[Stretch]) -> Facts:
    """Return the facts that stand outside the known stretches, and whoever speaks the quotations among them."""
    covered = _sorted_apart(stretches)
    starts = [stretch.start for stretch in covered]
    own = [m for m in facts.mentions if _share(m, covered, starts) <= _CARRIED_SHARE]
    carried = {m.fact_id for m in facts.mentions} - {m.fact_id for m in own}
    quotes = tuple(quote for quote in facts.quotes if quote.quote_id not in carried)
    named = {m.fact_id for m in own}
    speakers = {quote.speaker_id for quote in quotes} - named
    events = tuple(event for event in facts.events if event.event_id in named)
    parties = {party for event in events for party in (*event.actors, *event.recipients)} - named
    entities = tuple(e for e in facts.entities if e.entity_id in named | speakers | parties)
    fact_ids = {quote.quote_id for quote in quotes} | {e.entity_id for e in entities} | {e.event_id for e in events}
    mentions = [m for m in own if m.fact_id in fact_ids]
    mentions += [m for m in facts.mentions if m.fact_id in speakers | parties]
    return merge([Facts(quotes, entities, tuple(mentions), events)])


@functools.cache
def _extractors() -> tuple[Extractor, ...]:
    names = sorted(module.name for module in iter_modules(extractors.__path__))
    return tuple(import_module(f"{extractors.__name__}.{name}").extract for name in names)


def _sorted_apart(stretches: Sequence[Stretch]) -> list[Stretch]:
    apart: list[Stretch] = []
    for stretch in sorted(stretches, key=lambda s: (s.start, s.end)):
        if apart and stretch.start <= apart[-1].end:
            apart[-1] = Stretch(apart[-1].start, max(apart[-1].end, stretch.end))
        else:
            apart.append(stretch)
    return apart


def _share(mention: Mention, covered: Sequence[Stretch], starts: Sequence[int]) -> float:
    """Return which part of a mention stands in the covered stretches."""
    first, last = max(0, bisect_right(starts, mention.start) - 1), bisect_left(starts, mention.end)
    inside = sum(max(0, min(mention.end, s.end) - max(mention.start, s.start)) for s in covered[first:last])
    return inside / (mention.end - mention.start)
