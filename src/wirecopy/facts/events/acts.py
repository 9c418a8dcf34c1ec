"""From triggers to acts: who acts on whom, and whether it happened, is planned, or is refused."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from wirecopy.facts.events.chunks import Chunk
from wirecopy.facts.events.clauses import Clause
from wirecopy.facts.events.match import Trigger
from wirecopy.facts.events.nominal import noun_parties
from wirecopy.facts.events.parties import Finder
from wirecopy.facts.events.recipients import DONE_TO, are_known, by_prepositions, of_infinitive, recipients_of
from wirecopy.facts.events.signs import Party
from wirecopy.facts.events.standing import ActStatus, standing_of
from wirecopy.facts.events.words import wordset
from wirecopy.facts.knowledge.event_frames import Frame
from wirecopy.types import Status

_REFUSED_MODE = {
    "CONSULT": "meet", "AID": "assist", "COOPERATE": "assist", "SUPPORT": "assist", "RETREAT": "yield",
    "CONCEDE": "yield", "AGREE": "assist",
}  # fmt: skip
_THREAT_MODE = {
    "ASSAULT": "violence",
    "SANCTION": "relations",
    "COERCE": "restrict",
    "PROTEST": "relations",
    "MOBILIZE": "violence",
}
_TO_AGREE = frozenset(("CONSULT", "SUPPORT", "COOPERATE", "AID"))
_TO_THREAT = frozenset(("ASSAULT", "SANCTION", "COERCE", "PROTEST", "MOBILIZE"))
GATHERINGS = wordset(
    """
    summit dialogue conference forum congress funeral inauguration ceremony olympics games session assembly g7
    g20 symposium coronation convention
    """
)
_DONE_BY_ANYBODY = frozenset(("ASSAULT", "COERCE", "SANCTION"))  # told of their victims alone: "were detained"
_AT_HOME = frozenset(("COERCE", "ASSAULT"))
_GOVERNS = frozenset(("GOV", "LEG", "JUD", "COP", "MIL"))


@dataclass(frozen=True, slots=True)
class Act:
    """What one trigger of one sentence tells."""

    frame: Frame
    type: str
    mode: str | None
    trigger: str
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    status: Status
    first: int
    last: int
    chunk: int
    noun: bool = False
    inner: Frame | None = None
    at: int = 0
    """The word that leads to it."""
    told: bool = True
    """False where only what it refers to is told anew: "would not confirm that Beijing had declined"."""


def acts_of(clause: Clause, hits: Sequence[Trigger], finder: Finder) -> list[Act]:
    """Return the acts of a sentence, whose triggers are `hits`."""
    verbs = [hit for hit in hits if hit.pattern.way != "noun"]
    nouns = [hit for hit in hits if hit.pattern.way == "noun"]
    acts: list[Act] = []
    covered: list[tuple[int, int]] = []
    noted = [n for n in clause.verbs() if clause.chunks[n].finite] if finder.needs_subjects(clause) else []
    for hit in verbs:
        while noted and noted[0] < hit.chunk:
            finder.back.note(finder.meant(clause, clause.subject(noted.pop(0)), acts=True))
        if any(a <= hit.first < b for a, b in covered):
            continue
        standing = standing_of(clause, hit)
        if standing is None:
            continue
        act, scope = _verb_act(clause, hit, standing, verbs, finder, nouns)
        if scope is not None:
            covered.append(scope)
        if act is not None:
            finder.back.note(act.actors)
            if not any(_goes_on(act, other) for other in acts[-1:]):
                acts.append(_without_setting(act, clause, finder))
    for hit in nouns:
        own = any(a <= hit.first < b for a, b in covered)
        act = _answered(clause, hit, finder, acts) if own else _noun_act(clause, hit, finder, acts)
        if act is not None:
            acts.append(_without_setting(act, clause, finder))
    return acts


def _without_setting(act: Act, clause: Clause, finder: Finder) -> Act:
    """Return an act without the towns it happened in: "the shooting in Lund" is not done to Sweden."""
    if act.frame.shape in ("visit", "hosted"):
        return act
    return replace(act, recipients=tuple(p for p in act.recipients if not finder.is_setting(clause, p)))


def _goes_on(act: Act, before: Act) -> bool:
    """Tell whether an act only goes on with the one before it: "shelled a Libyan outpost and hit its kitchen"."""
    actors = {p.country for p in act.actors} <= {p.country for p in before.actors}
    others = {p.country for p in act.recipients} <= {p.country for p in before.recipients}
    return act.type == before.type and act.status == before.status and actors and others


def _verb_act(
    clause: Clause,
    hit: Trigger,
    standing: ActStatus,
    verbs: Sequence[Trigger],
    finder: Finder,
    nouns: Sequence[Trigger],
) -> tuple[Act | None, tuple[int, int] | None]:
    frame = hit.pattern.frame
    actors, recipients = _sides(clause, hit, finder)
    scope = (hit.first + 1, _scope_end(clause, hit, over=frame.over))
    inner = None
    if frame.over or frame.type in ("REJECT", "REQUEST", "AGREE", "THREATEN"):
        inner_hit = next(
            (h for h in (*verbs, *nouns) if hit.last <= h.first < scope[1] and not h.pattern.frame.over), None
        )
        inner = inner_hit.pattern.frame if inner_hit is not None else None
        if inner_hit is not None and (not recipients or {p.key for p in recipients} <= {p.key for p in actors}):
            recipients = _inner_parties(clause, inner_hit, finder)
        elif inner_hit is None and not recipients and frame.type == "AGREE":
            recipients = of_infinitive(clause, hit.last_chunk + 1, finder)
    told = _typed(frame, standing, inner)
    if told is None:
        return None, scope
    kind, mode, status = told
    if frame.shape == "visit":
        gathering = _to_gathering(clause, hit)
        if not gathering and not recipients:
            return None, None
        mode, recipients = ("multilateral" if kind == "CONSULT" else mode, ()) if gathering else (mode, recipients)
    actors, recipients = _apart(frame, actors, recipients)
    actors = _at_home(actors, recipients) if frame.type in _AT_HOME else actors
    taught = finder.reading.knowledge.deeds.sense.knows(frame)
    recalled = not taught and _recalled(clause, hit) and not (are_known(actors) and recipients)
    if recalled or not _worth(frame, actors, recipients, taught=taught):
        return None, scope if frame.over else None
    first, last = _reach(clause, hit)
    trigger = hit.pattern.shown.replace("|", "/")
    act = Act(frame, kind, mode, trigger, actors, recipients, status, first, last, hit.chunk, inner=inner, at=hit.first)
    return act, scope


def _to_gathering(clause: Clause, hit: Trigger) -> bool:
    """Tell whether a journey is to a gathering of many, and so to nobody in particular."""
    near = clause.words.low[hit.last : hit.last + 14]
    return any(word in ("attend", "for", "at") for word in near) and any(word in GATHERINGS for word in near)


def _typed(frame: Frame, standing: ActStatus, inner: Frame | None) -> tuple[str, str | None, Status] | None:
    """Return type, mode and status of an act as it stands: planned talks are an agreement, a planned raid a threat."""
    kind, mode, status = frame.type, frame.mode, standing.status
    if mode is None and inner is not None and kind in ("REJECT", "REQUEST"):
        mode = _REFUSED_MODE.get(inner.type, "change")
    if inner is not None and kind == "THREATEN":
        mode = _THREAT_MODE.get(inner.type, mode)
    if standing.negated:
        if not standing.willing or kind in _TO_THREAT or kind in ("REJECT", "ACCUSE", "THREATEN", "REQUEST"):
            return None
        return "REJECT", _REFUSED_MODE.get(kind, "change"), "occurred"
    if status == "planned":
        if kind in _TO_AGREE:
            return "AGREE", None, "planned"
        if kind in _TO_THREAT:
            return "THREATEN", _THREAT_MODE.get(kind), "planned"
        if kind == "RETREAT":
            return "CONCEDE", None, "planned"
    return kind, mode, status


def _sides(clause: Clause, hit: Trigger, finder: Finder) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    """Return who acts and on whom, as the words stand."""
    chunk, n = clause.chunks[hit.chunk], hit.chunk
    verb = n if chunk.kind == "verb" else clause.governor(n)
    if verb is None:
        return (), ()
    subject = clause.subject(verb)
    led = clause.is_kind(hit.last_chunk, "prep")
    phrases = clause.phrases(hit.last_chunk - 1 if led else hit.last_chunk)
    group: Chunk = clause.chunks[verb]
    if chunk.kind == "verb" and (group.passive or group.reduced):
        by = next(((a, b) for word, a, b in clause.phrases(n) if word == "by"), None)
        actors = finder.meant(clause, by, acts=True)
        if hit.from_left or (hit.consumed and hit.pattern.frame.type not in DONE_TO):
            return actors, by_prepositions(clause, hit, phrases, finder) or finder.meant(clause, subject, acts=False)
        return actors, finder.meant(clause, subject, acts=False) or finder.described(clause, subject)
    actors = finder.meant(clause, subject, acts=True) or finder.described(clause, subject, acts=True)
    finder.back.note(actors)
    finder.takes_of = hit.pattern.frame.type == "ACCUSE"
    finder.back.actors = frozenset(party.key for party in actors)
    recipients = recipients_of(clause, hit, phrases, finder)
    if not recipients and hit.pattern.frame.type == "ACCUSE":
        recipients = _blamed(clause, hit, finder)
    return actors, recipients


def _blamed(clause: Clause, hit: Trigger, finder: Finder) -> tuple[Party, ...]:
    """Return of whom a blaming clause speaks: "argued that Congress went too far"."""
    n = hit.last_chunk + 1
    led = clause.is_kind(n, "that")
    verb = next((k for k in range(n, min(n + 4, len(clause.chunks))) if clause.is_kind(k, "verb")), None)
    if verb is None or not clause.chunks[verb].finite or not (led or verb == n + 1):
        return ()
    return finder.meant(clause, clause.subject(verb), acts=False)


def _inner_parties(clause: Clause, hit: Trigger, finder: Finder) -> tuple[Party, ...]:
    if hit.pattern.way == "noun":
        sides = noun_parties(clause, hit, finder)
        return (*sides[0], *sides[1])
    return recipients_of(clause, hit, clause.phrases(hit.last_chunk), finder)


def _apart(
    frame: Frame, actors: tuple[Party, ...], recipients: tuple[Party, ...]
) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    """Return the sides with nobody on both; of a mutual act those that are named together all act."""
    keys = {p.key for p in actors}
    others = tuple(p for p in recipients if p.key not in keys)
    if frame.shape == "hosted":
        return others, actors
    return actors, others


def _at_home(actors: tuple[Party, ...], recipients: Sequence[Party]) -> tuple[Party, ...]:
    """Return actors with a country: who governs, and is given none, acts at home on those who do not govern."""
    home = {p.country for p in recipients if p.country and p.sector not in (None, "GOV", "IGO")}
    if len(home) != 1:
        return actors
    return tuple(
        replace(p, country=next(iter(home))) if p.country is None and p.sector in _GOVERNS else p for p in actors
    )  # fmt: skip


def _recalled(clause: Clause, hit: Trigger) -> bool:
    """Tell whether a trigger stands in a clause of time that only places another act: "five years after ..."."""
    for k in range(hit.chunk - 1, -1, -1):
        if clause.chunks[k].kind == "verb" or clause.low(k) in (",", ";"):
            return False
        if clause.low(k) in ("after", "since", "before", "when"):
            return True
    return False


def _worth(frame: Frame, actors: Sequence[Party], recipients: Sequence[Party], *, taught: bool) -> bool:
    """Tell whether enough parties are named to tell of an act at all.

    Of a frame that the model was not taught with, which says how sure its words are, a country has to be known.
    """
    if frame.shape == "mutual":
        return len(actors) + len(recipients) > 1
    if frame.strict and not recipients and frame.shape != "visit":
        return False
    if are_known(actors) or (taught and (actors or (recipients and frame.type in _DONE_BY_ANYBODY))):
        return True
    if any(p.sector for p in actors):
        return are_known(recipients) or frame.type in ("RETREAT", "PROTEST", "ASSAULT")
    return frame.type in ("ASSAULT", "COERCE", "SANCTION") and are_known(recipients)


def _scope_end(clause: Clause, hit: Trigger, *, over: bool) -> int:
    """Return how far what a verb governs reaches: to the next clause of its own."""
    complement = False
    for k in range(hit.chunk + 1, len(clause.chunks)):
        chunk = clause.chunks[k]
        if k <= hit.last_chunk:
            continue
        if chunk.kind == "that" and clause.low(k) == "that" and over:
            complement = True
        elif chunk.kind == "that" or clause.low(k) == ";":
            return chunk.first
        elif chunk.kind == "verb" and (chunk.finite or (chunk.reduced and clause.is_kind(k - 1, "and"))):
            if complement and over:
                complement = False
                continue
            if over and not clause.is_kind(k - 1, "and", "who") and k == hit.last_chunk + 2 and not chunk.passive:
                continue  # "threatened it would attack"
            return chunk.first
        elif (chunk.kind == "verb" and not over) or (
            chunk.kind == "prep"
            and clause.low(k) in ("after", "before", "while", "since", "as")
            and k > hit.last_chunk + 1
        ):
            return chunk.first
    return len(clause.words)


def _reach(clause: Clause, hit: Trigger) -> tuple[int, int]:
    """Return the words that tell of the act: from its subject to its last object."""
    n = hit.chunk
    verb = n if clause.chunks[n].kind == "verb" else clause.governor(n)
    subject = clause.subject(verb) if verb is not None else None
    first = clause.text_of(*subject)[0] if subject is not None else hit.first
    last = hit.last
    direct = clause.object(hit.last_chunk)
    if direct is not None:
        last = max(last, clause.text_of(*direct)[1])
    for _, _, end in clause.phrases(hit.last_chunk)[:3]:
        last = max(last, clause.text_of(end - 1, end)[1])
    return min(first, hit.first), last


def _noun_act(clause: Clause, hit: Trigger, finder: Finder, acts: Sequence[Act]) -> Act | None:
    if clause.words.low[hit.first + 1 : hit.first + 2] and clause.chunks[hit.chunk].head > hit.last - 1:
        return None  # "talks venue": the noun only describes another
    frame = hit.pattern.frame
    actors, recipients = noun_parties(clause, hit, finder)
    actors, recipients = _apart(frame, actors, recipients)
    if len(actors) + len(recipients) < 2 or not actors:
        return None
    if any(a.type == frame.type and {p.key for p in a.actors} & {p.key for p in actors} for a in acts):
        return None
    first = clause.chunks[hit.chunk].first
    last = max([hit.last, *(clause.text_of(e - 1, e)[1] for _, _, e in clause.phrases(hit.chunk)[:2])])
    told = _typed(frame, ActStatus("occurred", False, False), None)
    assert told is not None
    kind, mode, status = told
    return Act(
        frame, kind, mode, hit.pattern.shown, actors, recipients, status, first, last, hit.chunk, noun=True,
        at=hit.first,
    )  # fmt: skip


def _answered(clause: Clause, hit: Trigger, finder: Finder, acts: Sequence[Act]) -> Act | None:
    """Return the invitation that an answer speaks of: whoever declines or accepts it has been invited."""
    frame = hit.pattern.frame
    if frame.name != "agree.invite" or not acts:
        return None
    chunk = clause.chunks[hit.chunk]
    actors = finder.owner(clause, chunk.first, hit.first)
    answer = acts[-1]
    if not actors:
        actors = next(
            (finder.meant(clause, (a, b), acts=True) for w, a, b in clause.phrases(hit.chunk) if w == "from"), ()
        )
    others = tuple(p for p in answer.actors if p.country not in {a.country for a in actors})
    if not actors or not others or answer.type not in ("REJECT", "AGREE"):
        return None
    last = max([hit.last, *(clause.text_of(e - 1, e)[1] for _, _, e in clause.phrases(hit.chunk)[:2])])
    return Act(
        frame, frame.type, frame.mode, hit.pattern.shown, actors[:1], others, "occurred", chunk.first, last, hit.chunk,
        noun=True, at=hit.first,
    )  # fmt: skip
