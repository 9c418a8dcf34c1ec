"""Whom an act is done to: its object, or whom its prepositions lead to."""

from __future__ import annotations

from collections.abc import Sequence

from wirecopy.facts.events.clauses import Clause
from wirecopy.facts.events.match import Trigger
from wirecopy.facts.events.parties import Finder
from wirecopy.facts.events.signs import Party
from wirecopy.facts.events.words import wordset
from wirecopy.facts.knowledge.event_frames import Frame

_OWN = frozenset(("its", "their", "his", "her"))
_OWNED = frozenset(("REJECT", "AGREE", "ACCUSE", "SUPPORT", "CONCEDE"))  # they answer what their object's owner did
_GIVEN_BY = frozenset(("to", "with", "for", "from", "on", "against"))
_ON_THINGS = frozenset(("ASSAULT", "COERCE", "PROTEST"))
DONE_TO = frozenset(("ASSAULT", "COERCE", "CONCEDE"))  # their object is whom it is done to
_PREPS = wordset("on against with to at from for of over in into toward towards by")


def recipients_of(
    clause: Clause, hit: Trigger, phrases: Sequence[tuple[str, int, int]], finder: Finder
) -> tuple[Party, ...]:
    """Return whom a trigger's act is done to; `phrases` are the prepositions behind it."""
    words = clause.words.low
    last = words[hit.last - 1]
    if hit.pattern.frame.shape == "mutual":
        with_whom = next((finder.meant(clause, (a, b), acts=False) for word, a, b in phrases if word == "with"), ())
        if with_whom:
            return with_whom  # "discussed the strait with the minister": not with the strait
    if hit.pattern.rest and (last in _PREPS or last == "that") and last in hit.pattern.rest[-1]:
        direct = clause.object(hit.chunk)
        if len(hit.pattern.rest) == 1 and direct is not None and direct[0] < hit.last_chunk:
            asked = clause.is_kind(hit.last_chunk, "verb", "that")  # "ordered priests to burn the letters"
            found = finder.meant(clause, direct, acts=False) or finder.described(clause, direct, anyone=asked)
            if are_known(found) or (found and (asked or "of" in hit.pattern.rest[-1])):
                return found  # "accused Russia of ..."
        direct = clause.object(hit.last_chunk)
        found = finder.meant(clause, direct, acts=False)
        if any(p.country or p.kind != "group" for p in found):
            return found
        led = by_prepositions(clause, hit, phrases, finder)
        return led if are_known(led) or not found else found
    if hit.consumed:
        noun = hit.last_chunk
        direct = clause.object(hit.chunk)
        taken = finder.meant(clause, direct, acts=False) if direct is not None and direct[1] <= noun else ()
        if are_known(taken) or any(p.kind != "group" for p in taken):
            return taken  # "removed Sudan from the list"
        if clause.words.tags[hit.last - 1] == "JJ" and hit.last <= clause.chunks[noun].head:  # "shot dead Rosa Lind"
            return finder.meant(clause, (noun, noun + 1), acts=False) or finder.described(clause, (noun, noun + 1))
        owner = finder.owner(clause, clause.chunks[noun].first, hit.last - 1)
        found = by_prepositions(clause, hit, phrases, finder)
        own = clause.words.low[clause.chunks[noun].first] in _OWN and found and not hit.pattern.frame.over
        if owner and hit.pattern.frame.type in _OWNED and not own:  # "presented their credentials to ..." is not theirs
            return owner
        if are_known(found) or any(p.kind != "group" for p in found) or hit.pattern.frame.shape == "mutual":
            return found
        named = finder.meant(clause, (noun, noun + 1), acts=False)
        named = () if _are_forces(named) else named  # "deployed soldiers"
        return named if are_known(named) else found or finder.behind(clause, noun) or named  # "sent engineers to Libya"
    direct = clause.object(hit.chunk if not hit.pattern.rest else hit.last_chunk)
    found = finder.meant(clause, direct, acts=False, things=hit.pattern.frame.type in _ON_THINGS)
    if direct is not None and _own_means(clause, direct[0], found, hit.pattern.frame):
        return by_prepositions(clause, hit, phrases, finder)
    if are_known(found):
        return found
    led = by_prepositions(clause, hit, phrases, finder)
    anyone = hit.pattern.frame.type in DONE_TO and not hit.pattern.rest
    return led if are_known(led) or (led and not found) else found or finder.described(clause, direct, anyone=anyone)


def _own_means(clause: Clause, n: int, found: Sequence[Party], frame: Frame) -> bool:
    """Tell the forces that somebody sends from those they act on: "withdrew its troops", "mobilised soldiers"."""
    return _are_forces(found) and (frame.type == "MOBILIZE" or clause.low(n) in _OWN)


def _are_forces(parties: Sequence[Party]) -> bool:
    return bool(parties) and all(p.kind == "group" and p.sector == "MIL" for p in parties)


def by_prepositions(
    clause: Clause, hit: Trigger, phrases: Sequence[tuple[str, int, int]], finder: Finder
) -> tuple[Party, ...]:
    """Return whom the first preposition leads to that the frame wants; "against" goes before all."""
    for wanted in sorted(hit.pattern.frame.to, key=lambda word: word != "against"):
        for word, first, last in phrases:
            if word == wanted:
                found = finder.meant(clause, (first, last), acts=False, things=hit.pattern.frame.type in _ON_THINGS)
                if found:
                    return found
    return ()


def of_infinitive(clause: Clause, n: int, finder: Finder) -> tuple[Party, ...]:
    """Return for whom somebody will do what no frame tells: "agreed to provide Sri Lanka with ships"."""
    if not (clause.is_kind(n, "verb") and clause.chunks[n].to):
        return ()
    direct = clause.object(n)
    found = finder.meant(clause, direct, acts=False)
    if any(p.kind != "group" for p in found):
        return found
    led = [finder.meant(clause, (a, b), acts=False) for word, a, b in clause.phrases(n) if word in _GIVEN_BY]
    return next((parties for parties in led if are_known(parties)), ())


def are_known(parties: Sequence[Party]) -> bool:
    """Tell whether the country of a party is known."""
    return any(p.country for p in parties)
