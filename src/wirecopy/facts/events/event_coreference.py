"""Reports of one event made one: same type, same parties, days and places that do not conflict."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Sequence
from dataclasses import replace
from datetime import date

from wirecopy.facts.contract import Facts, merge
from wirecopy.types import Event, Reason

_STATUS = ("occurred", "ongoing", "planned", "declined", "tentative", "alleged")


def once(facts: Facts, apart: Container[str] = (), mutual: Container[str] = ()) -> Facts:
    """Return facts with every event once: reports that tell of one event are one row, with the reason of each.

    Of what the rules `mutual` tell it does not matter who is named first: "A met B" and "B met A" are one.

    Same answer in any order of the reports. Mentions go with their event. The reports `apart`, by id, are merged with
    none: so a merge is undone.
    """
    groups: dict[tuple[str, str], list[Event]] = defaultdict(list)
    for event in sorted(facts.events, key=_order):
        groups[event.story_id, event.type].append(event)
    kept: list[Event] = []
    moved: dict[str, str] = {}
    for group in groups.values():
        for members in _sets(group, apart, mutual):
            whole = _united(members)
            kept.append(whole)
            moved |= {e.event_id: whole.event_id for e, _ in members}
    mentions = [
        replace(m, fact_id=moved[m.fact_id]) if m.fact_id in moved else m for m in facts.mentions
    ]  # fmt: skip
    return merge([Facts(facts.quotes, facts.entities, tuple(mentions), tuple(kept))])


Member = tuple[Event, str]


def _order(event: Event) -> tuple[object, ...]:
    """Order the fullest reports first, so that the bare ones find them."""
    dated = event.start is None
    return (dated, -len(event.actors), -len(event.recipients), event.start or "", event.end or "", event.event_id)


def _sets(events: Sequence[Event], apart: Container[str], mutual: Container[str]) -> list[list[Member]]:
    """Put each report to the first event it fits; all reports of an event must agree with it."""
    alone: list[list[Member]] = [[(event, "")] for event in events if event.event_id in apart]
    sets: list[list[Member]] = []
    for event in events:
        if event.event_id in apart:
            continue
        for members in sets:
            reason = _same(members, event, mutual)
            if reason is not None:
                members.append((event, reason))
                break
        else:
            sets.append([(event, "")])
    return alone + sets


def _same(members: Sequence[Member], event: Event, mutual: Container[str]) -> str | None:
    """Return why a report tells of the event its members tell of; None where it does not, or something conflicts."""
    if any(_conflict(member, event) for member, _ in members):
        return None
    for member, _ in members:
        sides = _sides(member, event) or (_either_way(member, event) if event.rule in mutual else None)
        if sides is not None:
            day = "days overlap" if member.start and event.start else "one names no day"
            trigger = "same words" if member.trigger == event.trigger else f"{member.trigger} / {event.trigger}"
            return f"same type; {sides}; {day}; {trigger}; it told: {_told(event)}"
    return None


def _told(event: Event) -> str:
    """Return what a report says of its own, so that the merged row hides nothing of it."""
    days = " to ".join(day for day in (event.start, event.end) if day) if event.start else "no day"
    more = [event.response or "", f"place {event.place_id}" if event.place_id else ""]
    more += ["recalled"] if event.background else []
    return ", ".join(part for part in (event.status, days, *more) if part)


def _conflict(a: Event, b: Event) -> bool:
    if a.several != b.several:
        return True
    if a.start and b.start and a.end and b.end and (a.end < b.start or b.end < a.start):
        return True
    if a.place_id and b.place_id and a.place_id != b.place_id:
        return True
    if a.background != b.background and a.start and b.start:
        return True
    return {a.status, b.status} == {"planned", "occurred"} and a.type not in ("REJECT", "AGREE")


def _sides(a: Event, b: Event) -> str | None:
    """Return how the parties of two reports agree: by entity, or by country where one report names less."""
    if set(a.actors) == set(b.actors) and set(a.recipients) == set(b.recipients):
        return "same parties"
    actors = _agree(a.actor_countries, b.actor_countries, a.actors, b.actors)
    recipients = _agree(a.recipient_countries, b.recipient_countries, a.recipients, b.recipients)
    if actors is None or recipients is None or actors == "none":
        return None
    if _lead(a) != _lead(b):
        return None
    return "parties of the same countries"


def _either_way(a: Event, b: Event) -> str | None:
    """Return how the parties of two reports of a mutual act agree, whoever is named first."""
    ours, theirs = {*a.actors, *a.recipients}, {*b.actors, *b.recipients}
    if ours == theirs:
        return "same parties"
    lands, others = ({*e.actor_countries, *e.recipient_countries} for e in (a, b))
    return "parties of the same countries" if lands == others and "" not in lands and _lead(a) == _lead(b) else None


def _lead(event: Event) -> str:
    return (event.trigger or "").split(" ")[0]


def _agree(a: Sequence[str], b: Sequence[str], ids_a: Sequence[str], ids_b: Sequence[str]) -> str | None:
    """Compare one side of two reports: `same` countries, `none` where one names nobody; None where they differ."""
    if set(ids_a) == set(ids_b) and ids_a:
        return "same"
    if not a or not b:
        return "none"
    known_a, known_b = set(a) - {""}, set(b) - {""}
    return "same" if known_a and known_a == known_b else None


def _united(members: Sequence[Member]) -> Event:
    events = [event for event, _ in members]
    first = events[0]
    fullest = max(
        events, key=lambda e: (len(e.recipients), len(e.actors), e.start is not None, e.event_id == first.event_id)
    )
    evidence = [e for e in events if e.response != "not confirmed"] or events
    status = min((e.status for e in evidence), key=_STATUS.index)
    dated = [e for e in events if e.start]
    day = min(dated, key=lambda e: (len(f"{e.start}{e.end}") and _length(e), e.event_id), default=first)
    reasons = {(e.event_id, why) for e, why in members[1:]} | {(r.code, r.text) for e in events for r in e.reasons}
    return replace(
        fullest,
        event_id=first.event_id,
        status=status,
        start=day.start,
        end=day.end,
        background=all(e.background for e in evidence),
        mode=next((e.mode for e in (fullest, *events) if e.mode), None),
        place_id=next((e.place_id for e in events if e.place_id), None),
        asserted_by=_first(e.asserted_by for e in evidence),
        response=_first(e.response for e in events),
        reasons=tuple(Reason(code, text) for code, text in sorted(reasons)),
    )


def _length(event: Event) -> int:
    try:
        return (
            date.fromisoformat((event.end or event.start or "")[:10]) - date.fromisoformat((event.start or "")[:10])
        ).days
    except ValueError:
        return 99_999


def _first(values: Iterable[str | None]) -> str | None:
    return next((value for value in values if value), None)
