"""The engagement ledger: meetings, invitations, visits, calls and talks, each with what became of it.

Every line is made of events of one story: who was asked and by whom, whether they accepted, declined or did not answer,
what was held and what is planned.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from wirecopy.serve.views.reader import Reader
from wirecopy.serve.views.shown_facts import is_sure
from wirecopy.serve.views.wording import period
from wirecopy.tables import from_table
from wirecopy.thresholds import EVENTS_FROM
from wirecopy.types import Event, Mention, Story

State = Literal["asked", "accepted", "declined", "unanswered", "planned", "held"]
ENGAGEMENT_COLUMNS = (
    "story_id", "state", "kind", "parties", "countries", "asked_by", "answered_by", "start", "end", "asked_on", "place",
    "status", "background", "several", "asserted_by", "response", "articles", "text", "event_ids",
)  # fmt: skip
_KINDS = {"consult.visit": "visit", "consult.receive": "visit", "consult.phone": "call", "consult.mediate": "mediation"}
_UNANSWERED = ("fail to respond", "fail to answer", "fail to reply", "not reply")


@dataclass(frozen=True, slots=True)
class Engagement:
    """One line of the ledger: `start` and `end` are its days or its answer's, `asked_on` the asking's."""

    story_id: str
    state: State
    kind: str
    parties: tuple[str, ...]
    countries: tuple[str, ...]
    asked_by: tuple[str, ...]
    answered_by: tuple[str, ...]
    start: str | None
    end: str | None
    asked_on: str | None
    place: str | None
    status: str
    background: bool
    several: bool
    asserted_by: str | None
    response: str | None
    articles: int
    text: str
    event_ids: tuple[str, ...]

    @property
    def when(self) -> str:
        """The days, as a reader writes them: one day, a period, or the latest day it can have been."""
        return period(self.start, self.end) or "day not stated"


def ledger(reader: Reader, story_id: str | None = None, least: float | None = None) -> tuple[Engagement, ...]:
    """Return the engagements of a story, or of all, by day or last possible day, told by events as sure as `least`."""
    column_and_values = ("story_id", [story_id]) if story_id else (None, ())
    records = from_table(reader.rows("events", *column_and_values), Event)
    events = [event for event in records if is_sure(event.confidence, EVENTS_FROM if least is None else least)]
    articles = [s.article_id for s in from_table(reader.rows("stories", *column_and_values), Story)]
    carried = reader.rows("mentions", "article_id", articles) if story_id else reader.rows("mentions")
    entities = reader.rows("entities", *column_and_values).select(["entity_id", "name"]).to_pylist()
    names = {row["entity_id"]: row["name"] for row in entities}
    return engagements(events, from_table(carried, Mention), names)


def engagements(events: Iterable[Event], mentions: Iterable[Mention], names: dict[str, str]) -> tuple[Engagement, ...]:
    """Return the engagements that events tell of; `names` are those of entities, for places and who says so."""
    carried: dict[str, set[str]] = defaultdict(set)
    for mention in mentions:
        carried[mention.fact_id].add(mention.article_id)
    stories: dict[str, list[Engagement]] = defaultdict(list)
    for event in events:
        state = state_of(event)
        if state is not None:
            stories[event.story_id].append(_line(event, state, len(carried[event.event_id]), names))
    lines = [line for story in sorted(stories) for line in _answered(stories[story])]
    return tuple(sorted(lines, key=lambda e: (e.story_id, e.start or e.end or "9999", e.state, e.event_ids)))


def state_of(event: Event) -> State | None:
    """Return what an event says of an engagement; None where it is about none."""
    rule = event.rule.removeprefix("event:")
    about = "consult." in rule
    if event.type == "CONSULT":
        return "held" if event.status in ("occurred", "ongoing") else "planned"
    if event.type == "REJECT" and (event.mode == "meet" or about):
        return "unanswered" if (event.trigger or "").startswith(_UNANSWERED) else "declined"
    if rule.startswith("agree.invite"):
        return "asked"
    if event.type == "REQUEST" and (event.mode == "meet" or about):
        return "asked"
    if event.type == "AGREE" and about:
        return "accepted" if rule.startswith("agree.accept") else "planned"
    return "accepted" if rule.startswith("agree.accept") and "invitation" in (event.trigger or "") else None


def engagement_row(line: Engagement) -> dict[str, object]:
    """Return a line as the columns of the CSV; lists are joined by `; `."""
    row = {name: getattr(line, name) for name in ENGAGEMENT_COLUMNS}
    return {name: "; ".join(value) if isinstance(value, tuple) else value for name, value in row.items()}


def _line(event: Event, state: State, articles: int, names: dict[str, str]) -> Engagement:
    countries = tuple(dict.fromkeys(c for c in (*event.actor_countries, *event.recipient_countries) if c))
    asks, answers = state == "asked", state in ("accepted", "declined", "unanswered")
    return Engagement(
        story_id=event.story_id,
        state=state,
        kind=_kind(event),
        parties=tuple(dict.fromkeys((*event.actor_names, *event.recipient_names))),
        countries=countries,
        asked_by=event.actor_names if asks else event.recipient_names if answers else (),
        answered_by=event.actor_names if answers else (),
        start=event.start,
        end=event.end,
        asked_on=event.start if asks else None,
        place=names.get(event.place_id or ""),
        status=event.status,
        background=event.background,
        several=event.several,
        asserted_by=names.get(event.asserted_by or ""),
        response=event.response,
        articles=articles,
        text=" ".join((event.text or "").split()),
        event_ids=(event.event_id,),
    )


def _kind(event: Event) -> str:
    told = next((kind for name, kind in _KINDS.items() if name in event.rule), None)
    if told is not None:
        return told
    if event.rule.startswith("event:agree.invite") or "invitation" in (event.trigger or ""):
        return "invitation"
    return "talks" if any(word in (event.trigger or "") for word in ("talk", "negotiat", "dialogue")) else "meeting"


def _answered(lines: Sequence[Engagement]) -> list[Engagement]:
    """Return the lines with every asking joined to its answer: one engagement, the state of the answer."""
    asked = [line for line in lines if line.state == "asked"]
    others = [line for line in lines if line.state != "asked"]
    joined = []
    for line in others:
        asking = next((a for a in asked if _answers(line, a)), None)
        if asking is not None:
            asked.remove(asking)
            parties = tuple(dict.fromkeys((*line.parties, *asking.parties)))
            line = replace(
                line,
                parties=parties,
                asked_by=asking.asked_by,
                asked_on=asking.start,
                place=line.place or asking.place,
                articles=max(line.articles, asking.articles),
                event_ids=(*line.event_ids, *asking.event_ids),
            )
        joined.append(line)
    return joined + asked


def _answers(line: Engagement, asking: Engagement) -> bool:
    if line.state not in ("accepted", "declined", "unanswered") or line.several != asking.several:
        return False
    in_time = not (asking.start and line.end and asking.start > line.end)
    return bool(line.countries) and set(line.countries) == set(asking.countries) and in_time
