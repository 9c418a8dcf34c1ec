"""The facts of an article: every extractor in the folder reads it, and what they find is one set of facts."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from pkgutil import iter_modules

from wirecopy.facts import extractors
from wirecopy.facts.contract import Facts, merge
from wirecopy.facts.lexicon import Lexicon
from wirecopy.facts.reading import Reading
from wirecopy.types import Article, Mention, Stretch

_CARRIED_SHARE = 0.5  # a quotation of which less stands in carried text is the copy's own

Extractor = Callable[[Reading], Facts]


def extract(story_id: str, article: Article, lexicon: Lexicon) -> Facts:
    """Return what an article says: its quotations, their speakers, and where it carries them (raw offsets).

    An article in another language than the lexicon's gives none; `supported_languages()` says which are read.
    """
    if article.language not in (None, lexicon.language):
        return Facts()
    reading = Reading.of(story_id, article, lexicon)
    return merge(extractor(reading) for extractor in _extractors())


def additions(story_id: str, article: Article, known: Sequence[Stretch], lexicon: Lexicon) -> Facts:
    """Return the facts of a copy outside `known`, the raw stretches it shares with the canonical article.

    Ids are those `extract` gives, so that merging the additions of several copies counts each once.
    """
    facts = extract(story_id, article, lexicon)
    own = {quote.quote_id for quote in facts.quotes} - _carried_ids(facts, known)
    quotes = tuple(quote for quote in facts.quotes if quote.quote_id in own)
    speakers = {quote.speaker_id for quote in quotes}
    entities = tuple(entity for entity in facts.entities if entity.entity_id in speakers)
    kept = own | {entity.entity_id for entity in entities}
    return merge([Facts(quotes, entities, tuple(m for m in facts.mentions if m.fact_id in kept))])


def _extractors() -> Iterator[Extractor]:
    for module in sorted(iter_modules(extractors.__path__), key=lambda m: m.name):
        yield import_module(f"{extractors.__name__}.{module.name}").extract


def _carried_ids(facts: Facts, known: Sequence[Stretch]) -> set[str]:
    covered = _sorted_apart(known)
    starts = [stretch.start for stretch in covered]
    return {m.fact_id for m in facts.mentions if _share(m, covered, starts) > _CARRIED_SHARE}


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
