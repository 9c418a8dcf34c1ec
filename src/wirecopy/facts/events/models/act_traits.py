"""What shows whether an act is told whole: how its sides stand to the trigger, and who else the sentence names.

Who acts is oftener told wrong than what is done: where a side stands far off, where a pronoun or a description stands
for it, where the sentence names others, in speech. `knowledge/event_completeness` weighs these traits.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wirecopy.facts.events.acts import Act
from wirecopy.facts.events.clauses import Clause
from wirecopy.facts.events.signs import Party
from wirecopy.facts.knowledge.event_frames import UNFRAMED

_FAR = (3, 8)  # words between a side and the trigger that are near, and not yet far
_MANY, _LONG = 4, 30  # sides of a sentence that are many, and words


def traits_of(clause: Clause, act: Act, named: Sequence[Party], quoted: str | None) -> list[str]:
    """Return what the model sees of an act; `named` are all parties of its sentence, `quoted` the kind of speech."""
    chunk = clause.chunks[act.chunk]
    way = "noun" if act.noun else "passive" if chunk.passive or chunk.reduced else "finite" if chunk.finite else "other"
    frame = "unframed" if act.frame.name.endswith(UNFRAMED) else "over" if act.frame.over else "plain"
    traits = [f"type {act.type}", f"status {act.status}", f"way {way}", f"frame {frame}", f"speech {quoted or 'none'}"]
    traits += [f"type {act.type}, way {way}", f"inner {act.inner is not None}", f"retyped {act.type != act.frame.type}"]
    sides = (("actor", act.actors), ("recipient", act.recipients))
    for side, parties in sides:
        traits += _of_side(side, parties, clause, act)
    traits.append(f"{act.type} without recipient {not act.recipients}")
    told = {party.key for _, parties in sides for party in parties}
    others = {party.key for party in named} - told
    traits.append(f"others {min(_MANY, len(others))}")
    traits.append(f"others {min(_MANY, len(others))}, recipient {bool(act.recipients)}")
    between = [p for p in named if p.key not in told and _between(p, act, clause)]
    traits.append(f"another between {bool(between)}")
    traits.append(f"long {len(clause.words) > _LONG}")
    return traits


def _of_side(side: str, parties: Sequence[Party], clause: Clause, act: Act) -> Iterator[str]:
    yield f"{side}s {min(2, len(parties))}"
    if not parties:
        return
    party, words = parties[0], clause.words
    yield f"{side} {party.kind}"
    yield f"{side} {party.kind}, country {party.country is not None}, sector {party.sector is not None}"
    if not words.starts[0] <= party.start < words.ends[-1]:
        yield f"{side} outside"  # a pronoun or a description goes back to it
        return
    place, trigger = words.at(party.start), clause.chunks[act.chunk].head
    apart = abs(trigger - place)
    far = "near" if apart <= _FAR[0] else "apart" if apart <= _FAR[1] else "far"
    yield f"{side} {far} {'before' if place < trigger else 'behind'}"
    yield f"{side} {party.kind} {far}"


def _between(party: Party, act: Act, clause: Clause) -> bool:
    trigger = clause.words.starts[min(clause.chunks[act.chunk].head, len(clause.words) - 1)]
    ends = [side.start for side in (*act.actors[:1], *act.recipients[:1])]
    return any(min(end, trigger) < party.start < max(end, trigger) for end in ends)
