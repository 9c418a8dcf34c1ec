"""Stories of several texts round one wire text: uncredited rewrites, another reporter, reports on one statement."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Literal

from tracing.transmission.texts import Part, Sentence
from tracing.transmission.tree import STYLES, Transmission

Sort = Literal["rewrite", "statement", "reporter"]
_FIRST_LINE = {
    "ferry": "The line that runs the ferry answered questions about {place} with one sheet of paper.",
    "budget": "Officials in {place} explained the vote in writing and took no questions.",
    "vaccine": "In {place} the government chose paper over microphones to speak of its campaign.",
}


@dataclass(frozen=True, slots=True)
class Report:
    """A text of the story that is no copy of the wire."""

    sort: Sort
    outlet: str
    minute: int
    text: str


def reports(story: Transmission) -> tuple[Report, ...]:
    """The other texts on the event: at most one that leans on the wire or its sources, and one reporter's own."""
    rng = Random(story.seed * 7919 + 1)
    last = max(copy.minute for copy in story.copies)
    found = []
    leaning: Sort | None = rng.choice(("rewrite", "statement", None))
    if leaning:
        text = rewrite(rng, story) if leaning == "rewrite" else on_statement(rng, story)
        found.append(Report(leaning, f"Morning {rng.choice(('Star', 'Echo', 'Post'))}", last + 60, text))
    if rng.random() < 0.5:
        found.append(Report("reporter", "Valley Dispatch", rng.randint(30, last), _paragraphs(rng, story.event.other)))
    return tuple(found)


def rewrite(rng: Random, story: Transmission) -> str:
    """The wire's facts and quotations in their order, in other words; some left out."""
    told = [sentence for paragraph in story.versions[-1].paragraphs for sentence in paragraph]
    kept = [sentence for k, sentence in enumerate(told) if k == 0 or rng.random() < 0.8]
    house = frozenset(style for style in STYLES if rng.random() < 0.4)
    return "\n\n".join(_print(sentence.retold, house) for sentence in kept)


def on_statement(rng: Random, story: Transmission) -> str:
    """A report on the statement that the wire quotes too."""
    opening = _FIRST_LINE[story.event.name].format(place=story.event.place)
    house = frozenset(style for style in STYLES if rng.random() < 0.4)
    quoted = [_print(sentence.retold, house) for sentence in story.event.statement]
    return "\n\n".join([opening, *quoted, "There was no word on when further details would follow."])


def _paragraphs(rng: Random, sentences: tuple[Sentence, ...]) -> str:
    house = frozenset(style for style in STYLES if rng.random() < 0.4)
    return "\n\n".join(_print(sentence.parts, house) for sentence in sentences)


def _print(parts: tuple[Part, ...], house: frozenset[str]) -> str:
    return "".join(part.text(house) for part in parts)
