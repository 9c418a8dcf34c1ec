"""From which confidence on a fact is shown, by kind: the one table that every door reads."""

from __future__ import annotations

from collections.abc import Mapping

NEVER = 2.0
"""More than any confidence: what is shown to those alone who ask for it."""
SHOWN_FROM: Mapping[str, float] = {
    "direct": 0.85, "mixed": 0.85, "indirect": 0.7, "person": 0.8, "organisation": 0.7, "group": 0.7, "place": 0.75,
    "date": 0.5, "quantity": 0.5, "event": NEVER,
}  # fmt: skip
"""The confidence from which a fact of each kind is shown unasked: nine in ten are right from there on the halves that
were learned from (`evals/voices.py`, `evals/events.py`: "Lowest confidence that is right"; docs/explanation/voices.md
has both halves); of words in marks, which are always shown, their speaker. Of events with their sides and status that
holds from none, so they wait until they are asked for."""
EVENTS_FROM = 0.7
"""The confidence from which events are told to those who ask for events: four in five are of the type told."""
DYADS_FROM = 0.5
"""How surely type, sides and status of an event are all right for it to be counted among the dyads, unless asked."""
CLAIMED_FROM = 0.5
"""The confidence from which a claim of a plug-in is shown: there are no figures of ours on it."""
