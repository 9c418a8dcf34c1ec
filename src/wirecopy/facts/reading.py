"""One article as the extractors read it: its body, quotations, people and bodies, found once for all of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from wirecopy.facts.dates.patterns import Expression, expressions
from wirecopy.facts.dates.reader import pieces
from wirecopy.facts.entities.datelines import CutDateline, dateline_sites
from wirecopy.facts.entities.organisations import Organisations, bodies_of, no_bodies
from wirecopy.facts.entities.people import Cast, cast_of
from wirecopy.facts.entities.place_mentions import Site
from wirecopy.facts.intervals import StretchIndex
from wirecopy.facts.knowledge.gazetteer import Gazetteer
from wirecopy.facts.knowledge.knowledge import Knowledge
from wirecopy.facts.knowledge.lexicon import Lexicon
from wirecopy.facts.names.names import NO_NAMES, Names
from wirecopy.facts.quotes.said import Said, said
from wirecopy.facts.quotes.speaker_mentions import Calling, callings
from wirecopy.facts.quotes.speaker_resolution import SpeakerHistory
from wirecopy.text.quotation import Quotation, quotation_spans
from wirecopy.text.sentences import sentence_spans
from wirecopy.text.view import View
from wirecopy.types import Article, Stretch


@dataclass(frozen=True, slots=True)
class Reading:
    """An article's body with the way back to raw offsets, what is known of its language, and its day."""

    story_id: str
    article: Article
    knowledge: Knowledge
    view: View
    quotations: tuple[Quotation, ...]
    sentences: tuple[Stretch, ...]
    cast: Cast
    bodies: Organisations
    times: tuple[Expression, ...]
    today: date | None
    datelines: tuple[CutDateline, ...] = ()
    called: Mapping[str, Sequence[Calling]] = field(default_factory=dict)
    """Where each person is named, titles and all, by lower-case name."""
    heads: tuple[Site, ...] = ()
    """The places of the datelines, at the page's offsets."""
    names: Names = NO_NAMES
    """What the model of names finds."""
    spoken: Sequence[Said] = ()
    """The quotations with their speakers."""

    @property
    def lexicon(self) -> Lexicon:
        """The words of the article's language."""
        return self.knowledge.lexicon

    @property
    def gazetteer(self) -> Gazetteer:
        """The world's places."""
        return self.knowledge.gazetteer

    @staticmethod
    def of(story_id: str, article: Article, knowledge: Knowledge, *, datelines: Sequence[CutDateline] = ()) -> Reading:
        """Return the reading of an article, whose datelines stand outside its body."""
        text = article.body
        view = View.joined(text, article.body_spans)
        quotations, sentences = tuple(quotation_spans(text)), tuple(sentence_spans(text))
        names = Names.of(knowledge.names.names(text, sentences))
        cast = cast_of(text, knowledge.lexicon, names)
        bodies = bodies_of(text, cast, knowledge, names)
        times = tuple(e for first, last in pieces(sentences) for e in expressions(text, first, last))
        day = day_of(article.published)
        heads = tuple(dateline_sites(datelines, knowledge))
        spoken = tuple(said(quotations, SpeakerHistory(text, cast, knowledge.lexicon, bodies, inside(quotations))))
        called = callings(text, cast.places(), knowledge.lexicon)
        return Reading(
            story_id, article, knowledge, view, quotations, sentences, cast, bodies, times, day,
            datelines=tuple(datelines), called=called, heads=heads, names=names, spoken=spoken,
        )  # fmt: skip

    @staticmethod
    def quoting(story_id: str, article: Article, knowledge: Knowledge) -> Reading:
        """Return the reading of an article for its quotations alone: no places, no dates, bodies by name only."""
        view, text = View.joined(article.body, article.body_spans), article.body
        bodies, cast = no_bodies(knowledge), cast_of(text, knowledge.lexicon)
        quotations = tuple(quotation_spans(text))
        spoken = tuple(said(quotations, SpeakerHistory(text, cast, knowledge.lexicon, bodies, inside(quotations))))
        return Reading(story_id, article, knowledge, view, quotations, (), cast, bodies, (), None, spoken=spoken)


def inside(quotations: Iterable[Quotation]) -> StretchIndex[Stretch]:
    """Return what stands inside the marks of quotations."""
    return StretchIndex.of((quotation.inner for quotation in quotations), lambda stretch: stretch)


def day_of(moment: str | None) -> date | None:
    """Return the day of an ISO time as its place has it; None for none.

    >>> day_of("2023-05-30T20:01:00+05:30")
    datetime.date(2023, 5, 30)
    """
    try:
        return date.fromisoformat(moment[:10]) if moment else None
    except ValueError:
        return None
