"""What is an act because somebody says it of another party: blame, and demands ("the U.S. should correct ...")."""

from __future__ import annotations

from wirecopy.facts.events.acts import Act
from wirecopy.facts.events.clauses import Clause
from wirecopy.facts.events.parties import Finder
from wirecopy.facts.events.signs import Party
from wirecopy.facts.knowledge.blame import Speech
from wirecopy.facts.knowledge.event_frames import Frame

DEMAND = Frame("request.should", "REQUEST", "change", "directed", (), (), True, True, "", "")
BLAME = Frame("accuse.blame", "ACCUSE", "disapprove", "directed", (), (), True, True, "", "")


def spoken_acts(clause: Clause, speech: Speech, finder: Finder) -> list[Act]:
    """Return what the words of one who speaks for a side do to another side."""
    speaker = finder.back.speaker
    if speaker is None or speaker.country is None:
        return []
    for n in clause.verbs():
        told = _verb(clause, n, speech)
        others = _others(finder.meant(clause, clause.subject(n), acts=True), speaker) if told else ()
        if told and others:
            frame, trigger = told
            return [_act(clause, frame, (trigger, n), (speaker,), others)]
    return _blamed(clause, speech, finder, speaker)


def _verb(clause: Clause, n: int, speech: Speech) -> tuple[Frame, str] | None:
    chunk = clause.chunks[n]
    low = clause.words.low
    if chunk.modal in speech.must and not chunk.passive:
        return DEMAND, chunk.modal
    head = low[chunk.head]
    if head in speech.needs and low[chunk.last : chunk.last + 1] == ("to",):
        return DEMAND, f"{head} to"
    if head in ("know", "knows") and any(w in speech.knows for w in low[chunk.first : chunk.last + 3]):
        return BLAME, "know"
    return None


def _blamed(clause: Clause, speech: Speech, finder: Finder, speaker: Party) -> list[Act]:
    for n, chunk in enumerate(clause.chunks):
        words = clause.words.low[chunk.first : chunk.last]
        blame = next((i for i, word in enumerate(words) if word in speech.blame), None)
        if blame is None:
            continue
        owner: tuple[Party, ...] = ()
        if chunk.kind == "noun" and chunk.last - chunk.first > 1:
            owner = finder.owner(clause, chunk.first, chunk.first + blame) or finder.meant(
                clause, (n, n + 1), acts=False
            )
            if not owner:
                owner = finder.behind(clause, n)
        verb = clause.governor(n)
        if not owner and verb is not None and clause.head(verb) in ("is", "are", "was", "were", "'s", "be", "been"):
            owner = finder.meant(clause, clause.subject(verb), acts=False)
        others = _others(owner, speaker)
        if others:
            return [_act(clause, BLAME, (words[blame], n), (speaker,), others)]
    return []


def _others(parties: tuple[Party, ...], speaker: Party) -> tuple[Party, ...]:
    return tuple(p for p in parties if p.country and p.country != speaker.country)


def _act(
    clause: Clause, frame: Frame, where: tuple[str, int], actors: tuple[Party, ...], others: tuple[Party, ...]
) -> Act:
    trigger, n = where
    chunk = clause.chunks[n]
    last = clause.chunks[min(n + 3, len(clause.chunks) - 1)].last
    starts = [i for p in others for i in range(len(clause.words)) if clause.words.starts[i] == p.start]
    first = min([chunk.first, *starts])
    return Act(frame, frame.type, frame.mode, trigger, actors, others, "occurred", first, last, n)
