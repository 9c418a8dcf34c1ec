"""The events of one article: its sentences with triggers are read, and what they tell is one set of facts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from wirecopy.facts.contract import Facts, merge, raw_mentions
from wirecopy.facts.events.acts import GATHERINGS, Act, acts_of
from wirecopy.facts.events.chunks import chunked
from wirecopy.facts.events.clauses import Clause
from wirecopy.facts.events.dictionary import dictionary_signs
from wirecopy.facts.events.event_coreference import once
from wirecopy.facts.events.match import hits_of
from wirecopy.facts.events.models.act_traits import traits_of
from wirecopy.facts.events.parties import Finder
from wirecopy.facts.events.profiles import profiles_of
from wirecopy.facts.events.references import References
from wirecopy.facts.events.sense import hits_by_word
from wirecopy.facts.events.setting import Setting, Spoken, is_background, setting_of, spans_years, when, where
from wirecopy.facts.events.signs import Party, Signs, signs_of
from wirecopy.facts.events.speech import spoken_acts
from wirecopy.facts.events.words import SentenceWords, TaggingHints, cut, tagged, wordset
from wirecopy.facts.knowledge.event_lexicon import Deeds
from wirecopy.facts.reading import Reading
from wirecopy.ids import content_id
from wirecopy.types import Entity, Event, Status, Stretch

_SPEAKING = frozenset(("ACCUSE", "REQUEST", "THREATEN", "AGREE", "REJECT", "SUPPORT"))
_MANY = wordset("dozen dozens several multiple many numerous repeated countless scores hundreds")
_SURE, _HALF, _UNSURE = 0.8, 0.65, 0.5
_SEEN_ONCE = 0.4  # of a group that nothing tells of but its place in an act: shown where that act is


Owners = dict[str, set[str]]
"""The countries (two letters) whose bodies end in some words: "defence ministry", by those words."""


@dataclass(frozen=True, slots=True)
class ActReading:
    """An act with its sentence."""

    clause: Clause
    act: Act
    sure: float | None
    """How surely it is one; null where nothing was learned of its frame."""


def events_of(reading: Reading, facts: Facts) -> Facts:
    """Return the events of an article, its own reports of one event made one; `facts` is what else was found in it."""
    deeds = reading.knowledge.deeds
    sentences = [cut(reading.view.text, s) for s in reading.sentences]
    sentences = [s for s in sentences if any(w.group().lower() in deeds.frames.leads for w in s)]
    if not sentences:
        return Facts()
    profiles = profiles_of(reading, deeds.roles)
    names = frozenset(site.stretch.start for site in reading.bodies.sites) | frozenset(reading.cast.named_at)
    words = tagged(sentences, reading.knowledge.tagger, TaggingHints(deeds.frames.verbs, deeds.frames.pasts, names))
    signs = signs_of(reading, deeds.roles, profiles, dictionary_signs(words, reading, deeds))
    finder = Finder(reading, deeds.roles, signs, References(reading, signs))
    setting = setting_of(reading, facts)
    told = list(_told(words, deeds, finder, setting))
    parts = [_facts(reading, facts, setting, one, _whole(one, deeds, setting, signs)) for one in told]
    mutual = frozenset(_rule(one.act) for one in told if one.act.frame.shape == "mutual")
    return once(merge(parts), deeds.apart, mutual)


def _told(sentences: Sequence[SentenceWords], deeds: Deeds, finder: Finder, setting: Setting) -> Iterator[ActReading]:
    known: dict[str, Act] = {}
    owners = _owners(finder.reading)
    for words in sentences:
        clause = Clause(words, chunked(words))
        spoken = list(setting.spoken.touching(words.starts[0], words.ends[-1]))
        direct = [s for s in spoken if s.quote.kind != "indirect"]
        finder.back.speaker = _speaker(finder, (direct or spoken)[:1])
        hits = hits_of(clause, deeds.frames)
        framed = hits_by_word(hits)
        acts = acts_of(
            clause, sorted((*hits, *deeds.sense.unframed(clause, framed)), key=lambda hit: hit.first), finder
        )
        judged = spoken_acts(clause, deeds.speech, finder) if direct else []
        told = [*(a for a in acts if not _within(a, judged)), *judged]
        for act in told:
            meant = deeds.sense.meant(act.frame, words, act.at, framed) if act not in judged else None
            if meant is not None and meant[0] != act.frame.type and not act.noun:
                act = replace(act, type=meant[0], mode=None)
            act = _owned(_referring(clause, act, known), finder.reading, owners)
            for lead in act.trigger.split(" ")[:1]:
                known[lead] = act
            yield ActReading(clause, act, deeds.sense.sure(meant[1], act.actors, act.recipients) if meant else None)
        _remember(clause, finder)


def _owners(reading: Reading) -> Owners:
    owners: Owners = {}
    for body in {named.body for named in reading.bodies.named if named.body.country}:
        words = body.key.split(" ")
        for n in range(1, len(words)):
            owners.setdefault(" ".join(words[n:]), set()).add(body.country or "")
    return owners


def _owned(act: Act, reading: Reading, owners: Owners) -> Act:
    """Return an act whose unowned body ("the Defence Ministry") is the other side's, where both sides have one."""
    actors = {p.country for p in act.actors if p.country}
    found = []
    for party in act.recipients:
        if party.kind == "organisation" and party.country is None:
            codes = {reading.gazetteer.iso3.get(code, "") for code in owners.get(party.key, ())} - actors
            party = replace(party, country=codes.pop()) if len(codes) == 1 else party
        found.append(party)
    return replace(act, recipients=tuple(found))


def _within(act: Act, judged: Sequence[Act]) -> bool:
    """Tell whether an act is only what a demand asks for: "should correct its actions, show sincerity and ..."."""
    return any(j.frame.name == "request.should" and act.chunk >= j.chunk for j in judged)


def _referring(clause: Clause, act: Act, known: dict[str, Act]) -> Act:
    """Return an act of blame with whom it blames, where its object is a deed told before: "the declined invitation"."""
    if act.type != "ACCUSE" or act.recipients:
        return act
    direct = clause.object(act.chunk)
    if direct is None:
        return act
    first, last = clause.text_of(*direct)
    for word in clause.words.low[first:last]:
        for lead, other in known.items():
            if word[:-1] in (lead, lead[:-1]) or word[:-2] == lead or word == lead:
                own = {p.country for p in act.actors}
                return replace(act, recipients=tuple(p for p in other.actors if p.country not in own))
    return act


def _remember(clause: Clause, finder: Finder) -> None:
    verbs = [n for n in clause.verbs() if clause.chunks[n].finite]
    for n in verbs[:1]:
        finder.back.note(finder.meant(clause, clause.subject(n), acts=True))


def _speaker(finder: Finder, spoken: Sequence[Spoken]) -> Party | None:
    """Return the party that speaks in a sentence: by the name of the speaker, or the words that describe them."""
    if not spoken or spoken[0].quote.speaker is None:
        return None
    name = spoken[0].quote.speaker
    known = finder.signs.placed.get(name)
    if known is not None:
        return known
    role = spoken[0].quote.speaker_role or ""
    country = next((c for c in (finder.country_in(name), finder.country_in(role)) if c), None)
    kind = "group" if name[:1].islower() or name.split(" ")[0] in ("A", "The", "An") else "person"
    return Party(kind, name.lower(), name, country, "GOV" if country else None, 0, 0)  # type: ignore[arg-type]


def _whole(told: ActReading, deeds: Deeds, setting: Setting, signs: Signs) -> float | None:
    """Return how surely type, sides and status of an act are right; null where nothing was learned of its frame."""
    if told.sure is None:
        return None
    words = told.clause.words
    named = [sign.party for sign in signs.within(words.starts[0], words.ends[-1])]
    spoken = setting.said(words.starts[min(told.act.first, len(words) - 1)])
    traits = traits_of(told.clause, told.act, named, spoken.quote.kind if spoken is not None else None)
    return deeds.completeness.chance(told.sure, traits)


def _facts(reading: Reading, facts: Facts, setting: Setting, told: ActReading, whole: float | None) -> Facts:
    clause, act = told.clause, told.act
    words = clause.words
    trigger = max(act.first, clause.chunks[act.chunk].head) if not act.noun else clause.chunks[act.chunk].head
    trigger = min(trigger, len(words) - 1)
    spoken = setting.said(words.starts[trigger])
    start, end = when(clause, act, trigger, setting)
    if start is None and act.type in _SPEAKING and spoken is not None and spoken.quote.kind != "indirect":
        start, end = _said_on(setting, clause)
    place = where(clause, act, trigger, setting) if _placed(act) else None
    several = spans_years(start, end) or any(w in _MANY for w in words.low[trigger + 1 : act.last])
    today = reading.today.isoformat() if reading.today else None
    if start and not end:
        end = today
    status, response = _status(act, spoken, clause)
    actors = [_entity_id(reading, setting, p) for p in act.actors]
    recipients = [_entity_id(reading, setting, p) for p in act.recipients]
    key = "|".join(
        (
            act.type,
            *sorted(actors),
            "to",
            *sorted(recipients),
            status,
            start or "",
            end or "",
            place.entity_id if place else "",
            act.trigger,
        )
    )
    event_id = content_id("v", reading.story_id, key)
    asserted = spoken.quote.speaker_id if spoken is not None else None
    perfect = clause.words.low[clause.chunks[act.chunk].first : clause.chunks[act.chunk].last][:1] == ("had",)
    stretch = Stretch(words.starts[act.first], words.ends[min(act.last, len(words)) - 1])
    event = Event(
        story_id=reading.story_id, event_id=event_id, type=act.type, mode=_mode(clause, act, place),
        actors=tuple(actors), recipients=tuple(recipients), status=status,
        background=is_background(end if start else None, perfect, reading.today), asserted_by=asserted,
        response=response, start=start, end=end or (today if act.status != "planned" else None),
        place_id=place.entity_id if place else None, rule=_rule(act), actor_names=tuple(p.name for p in act.actors),
        actor_countries=tuple(p.country or "" for p in act.actors),
        actor_sectors=tuple(p.sector or "" for p in act.actors),
        recipient_names=tuple(p.name for p in act.recipients),
        recipient_countries=tuple(p.country or "" for p in act.recipients),
        recipient_sectors=tuple(p.sector or "" for p in act.recipients), contexts=act.frame.contexts,
        trigger=act.trigger, text=reading.view.text[stretch.start : stretch.end], several=several,
        confidence=_confidence(act, told.sure), whole=None if whole is None else round(whole, 3),
    )  # fmt: skip
    mentions = raw_mentions(reading.article, event_id, reading.view.raw(stretch), act.trigger)
    added = tuple(_added(reading, facts, act))
    for party in (*act.actors, *act.recipients):
        entity_id = content_id("e", reading.story_id, party.kind, party.key)
        if any(entity.entity_id == entity_id for entity in added):
            mentions += raw_mentions(reading.article, entity_id, reading.view.raw(Stretch(party.start, party.end)))
    return Facts((), added, tuple(mentions), (event,))


def _placed(act: Act) -> bool:
    """Tell whether a place behind a trigger is the act's own: of what is asked or refused only a meeting's is."""
    return not act.frame.over or act.mode == "meet" or act.frame.name == "agree.invite"


def _mode(clause: Clause, act: Act, place: Entity | None) -> str | None:
    """Return the mode of an act; a meeting's is told by its place: at home, abroad, or at a gathering of many."""
    if act.type != "CONSULT" or act.frame.shape != "mutual" or act.mode is not None:
        return act.mode
    if any(word in GATHERINGS for word in clause.words.low[max(0, act.first - 8) : act.last + 4]) and not act.noun:
        return "multilateral"
    if place is None or not place.country:
        return None
    return "visit" if place.country in {p.country for p in (*act.actors, *act.recipients)} else "third-party"


def _rule(act: Act) -> str:
    inner = f">{act.inner.name}" if act.inner is not None else ""
    return f"event:{act.frame.name}{inner}"


def _confidence(act: Act, sure: float | None) -> float:
    if sure is not None:
        return round(sure, 3)
    sides = all(p.country for p in (*act.actors, *act.recipients)) and bool(act.actors)
    return _SURE if sides and act.recipients else _HALF if sides else _UNSURE


def _said_on(setting: Setting, clause: Clause) -> tuple[str | None, str | None]:
    """Return the day a sentence says its quotation was spoken."""
    low, high = clause.words.starts[0], clause.words.ends[-1]
    for day in reversed(setting.days.beginning(low, high)):
        spoken = setting.said(day.start)
        if (
            day.entity.start
            and day.entity.start == day.entity.end
            and (spoken is None or spoken.quote.kind == "indirect")
        ):
            return day.entity.start, day.entity.end
    return None, None


def _status(act: Act, spoken: Spoken | None, clause: Clause) -> tuple[Status, str | None]:
    """Return the status of a report, and what a party answered to it."""
    if spoken is None:
        return act.status, None
    cue = (spoken.quote.cue or "").lower()
    if spoken.quote.rule.endswith(":refused"):
        return act.status, "not confirmed"
    if cue.startswith("den"):
        return "alleged", "denied"
    if cue.startswith("confirm"):
        return act.status, "confirmed"
    speaks = spoken.quote.speaker
    own = speaks is not None and speaks in {p.name for p in act.actors}
    if spoken.quote.kind != "indirect" and not own and act.status == "occurred" and act.frame.name not in _SAID_ITSELF:
        return "alleged", None
    return act.status, None


_SAID_ITSELF = frozenset(("request.should", "accuse.blame"))


def _entity_id(reading: Reading, setting: Setting, party: Party) -> str:
    """Return the entity that a party is; a group that a quotation describes is that speaker."""
    if party.kind == "group":
        for spot in setting.people.touching(party.start, party.end):
            if spot.entity.name.lower() == party.name.lower():
                return spot.entity.entity_id
    kind = "organisation" if party.kind == "country" else party.kind
    return content_id("e", reading.story_id, kind, party.key)


def _added(reading: Reading, facts: Facts, act: Act) -> Iterator[Entity]:
    """Yield the parties that no other rule found: groups by their role, governments that only an adjective names."""
    known = {e.entity_id for e in facts.entities}
    for party in (*act.actors, *act.recipients):
        kind = "organisation" if party.kind == "country" else party.kind
        entity_id = content_id("e", reading.story_id, kind, party.key)
        if entity_id not in known and party.end > party.start:
            yield Entity(
                story_id=reading.story_id, entity_id=entity_id, kind=kind, name=party.name,
                value=party.country if kind == "organisation" else None, roles=(), country=party.country,
                rule=f"{kind}:party", confidence=_HALF if party.country or party.sector else _SEEN_ONCE,
            )  # fmt: skip
