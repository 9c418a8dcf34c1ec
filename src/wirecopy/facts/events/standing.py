"""How an act stands in its sentence: it happened, goes on, is planned, may be, is denied, or is not told at all."""

from __future__ import annotations

from dataclasses import dataclass

from wirecopy.facts.events.chunks import DO, NOT
from wirecopy.facts.events.clauses import Clause
from wirecopy.facts.events.match import Trigger
from wirecopy.facts.events.words import wordset
from wirecopy.types import Status

_PLANS = wordset(
    """
    plan plans planned planning due set schedule scheduled schedules expect expected expects intend intends
    intended prepare prepares prepared preparing arrange arranged poised slated bound
    """
)
_GOES_ON = wordset(
    """
    begin began begins begun start started starts continue continued continues continuing proceed proceeded
    resume resumed manage managed manages help helped helps go went going come came moved move decide decided
    decides decision vote voted choose chose opt opted join joined
    """
)
_DROPPED_BEFORE_GERUND = wordset("for of from without against in to on about over by with at than toward towards")
_FUTURE = frozenset(("will", "would", "shall", "'ll"))
_PERHAPS = frozenset(("may", "might", "could"))
_NEVER = frozenset(("can", "should", "must", "ought"))
_OPENING = 8  # words before a helper in which a negation turns the clause round: "in neither of the two meetings did"
_IF = frozenset(("if", "unless", "whether", "until"))
_ALLEGED = frozenset(("allegedly", "reportedly", "alleged", "purportedly", "supposedly"))
_NOW = frozenset(("continue", "continues", "continuing", "continued"))


@dataclass(frozen=True, slots=True)
class ActStatus:
    """The status of an act; `negated` with `willing` is a refusal ("will not receive")."""

    status: Status
    negated: bool
    willing: bool


def standing_of(clause: Clause, hit: Trigger) -> ActStatus | None:
    """Return how a trigger stands; None where its act is neither told nor planned."""
    n = hit.chunk if clause.chunks[hit.chunk].kind == "verb" else clause.governor(hit.chunk)
    if n is None:
        return None
    chunk = clause.chunks[n]
    if _hypothetical(clause, n):
        return None
    if chunk.gerund and n and clause.low(n - 1) in _DROPPED_BEFORE_GERUND and clause.is_kind(n - 1, "prep"):
        return None
    if chunk.to:
        return _governed(clause, n)
    helper = _helper_before_subject(clause, n)
    if helper is not None:
        opening = clause.words.low[max(0, helper - _OPENING) : helper]
        if "only" not in opening:  # "only then did they sign"; "nor did they sign"; "did they sign?"
            return ActStatus("occurred", True, False) if any(word in NOT for word in opening) else None
    if chunk.modal in _NEVER:
        return None
    willing = chunk.modal in _FUTURE
    if chunk.negated:
        return ActStatus("occurred", True, willing)
    if chunk.modal in _PERHAPS:
        return (
            ActStatus("tentative", False, False) if hit.pattern.frame.type in ("CONSULT", "AGREE", "THREATEN") else None
        )
    if willing:
        return ActStatus("planned", False, True)
    words = clause.words.low[chunk.first : chunk.last]
    near = clause.words.low[max(0, chunk.first - 2) : chunk.last + 2]
    if any(word in _ALLEGED for word in near):
        return ActStatus("alleged", False, False)
    if chunk.ongoing or any(word in _NOW for word in words):
        return ActStatus("ongoing", False, False)
    return ActStatus("occurred", False, False)


def _helper_before_subject(clause: Clause, n: int) -> int | None:
    """Return where the helper of a bare verb stands that its subject parts from it: "nor did the minister sign"."""
    chunk = clause.chunks[n]
    if chunk.modal or chunk.last - chunk.first > 1:
        return None
    nouns = 0
    for k in range(n - 1, max(-1, n - 4), -1):
        before = clause.chunks[k]
        if before.kind == "verb":
            alone = before.last - before.first == 1 and clause.low(k) in DO
            return before.first if alone and nouns == 1 else None
        nouns += before.kind == "noun"
    return None


def _governed(clause: Clause, n: int) -> ActStatus | None:
    """Return how an infinitive stands, by what it depends on: "is due to travel", "began to shell"."""
    before = clause.governor(n)
    if before is None:
        return None
    verb = clause.chunks[before]
    lead = clause.words.low[verb.head]
    between = clause.words.low[verb.last : clause.chunks[n].first]
    if verb.negated:
        return None
    if "about" in between[-1:]:
        return ActStatus("ongoing", False, False)
    if lead in _PLANS or any(word in _PLANS for word in between[-2:]):
        return ActStatus("planned", False, True)
    if lead in ("is", "are", "was", "were", "be") and not between:
        return ActStatus("planned", False, True)
    if lead in _GOES_ON and not any(
        clause.is_kind(k, "noun") and not clause.chunks[k].time for k in range(before + 1, n)
    ):
        return ActStatus("planned", False, True) if verb.modal in _FUTURE else ActStatus("occurred", False, False)
    return None


def _hypothetical(clause: Clause, n: int) -> bool:
    for k in range(n - 1, max(-1, n - 7), -1):
        if clause.low(k) in _IF:
            return True
        if clause.chunks[k].kind == "verb" or clause.low(k) in (",", ";"):
            return False
    return False
