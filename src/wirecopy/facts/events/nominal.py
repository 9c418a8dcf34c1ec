"""The parties of a noun that tells of an act: "talks between A and B", "A's invitation to B", "an attack by A on B"."""

from __future__ import annotations

from wirecopy.facts.events.clauses import Clause
from wirecopy.facts.events.match import Trigger
from wirecopy.facts.events.parties import Finder
from wirecopy.facts.events.signs import Party
from wirecopy.facts.events.words import wordset

_AGENTS = ("by", "from")
_OTHERS = ("with", "to", "on", "against", "for", "of", "over", "in")
_SUPPORT = wordset(
    """
    hold held hold holds holding have had has conduct conducted conducts launch launched launches stage staged
    stages mount mounted make made makes pay paid pays begin began begins begun start started starts open opened
    resume resumed resumes host hosted attend attended continue continued continues carry carried wrap wrapped
    conclude concluded end ended finish finished complete completed undertake undertook join joined kick kicked
    """
)


def noun_parties(clause: Clause, hit: Trigger, finder: Finder) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    """Return who acts and on whom, as far as the words around the noun say."""
    n = hit.chunk
    chunk = clause.chunks[n]
    phrases = clause.phrases(n)
    between = next(((a, b) for word, a, b in phrases if word in ("between", "among")), None)
    if between is not None:
        parties = finder.meant(clause, between, acts=True)
        if hit.pattern.frame.shape == "mutual":
            return parties, ()
    owner = finder.owner(clause, chunk.first, hit.first)
    actors = owner[:1] if hit.pattern.frame.shape != "mutual" else owner
    for word, a, b in phrases:
        if word in _AGENTS and not actors:
            actors = finder.meant(clause, (a, b), acts=True)
    if not actors:
        actors = _supporting(clause, n, finder)
    others: tuple[Party, ...] = owner[1:] if hit.pattern.frame.shape != "mutual" else ()
    for word, a, b in phrases:
        if word in hit.pattern.frame.to and word in _OTHERS and not others:
            others = finder.meant(clause, (a, b), acts=False)
    return actors, others


def _supporting(clause: Clause, n: int, finder: Finder) -> tuple[Party, ...]:
    """Return the subject of the verb that only carries the noun: "held talks", "paid a visit"."""
    verb = clause.governor(n)
    if verb is None or clause.head(verb) not in _SUPPORT or clause.chunks[verb].to or clause.chunks[verb].modal:
        return ()
    return finder.meant(clause, clause.subject(verb), acts=True)
