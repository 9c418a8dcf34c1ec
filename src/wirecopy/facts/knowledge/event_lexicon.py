"""What reading events takes: frames, roles, and a dictionary of actors where one is given."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from wirecopy.facts.events.sense import Sense, load_sense
from wirecopy.facts.knowledge.actor_roles import Roles, load_roles
from wirecopy.facts.knowledge.blame import Speech, load_speech
from wirecopy.facts.knowledge.event_completeness import Completeness, load_completeness
from wirecopy.facts.knowledge.event_frames import Frames, load_frames


@dataclass(frozen=True, slots=True)
class Deeds:
    """The frames and everything they are read with.

    `actors` has names of a user's dictionary by their first word, `apart` ids of reports that are merged with no other.
    """

    frames: Frames
    roles: Roles
    speech: Speech
    actors: Mapping[str, Sequence[tuple[tuple[str, ...], str]]]
    sense: Sense
    completeness: Completeness
    apart: frozenset[str] = frozenset()


def load_deeds(frames: Iterable[Path | str] = (), actors: Mapping[str, str] | None = None) -> Deeds:
    """Return what reading events takes; load once and pass it on.

    `actors` gives codes by name: three letters of a country or body, then a sector ("GONMIL").
    """
    roles = load_roles()
    bodies = {**roles.bodies, **(actors or {})}
    words = names_by_word(bodies)
    return Deeds(load_frames(frames), roles, load_speech(), words, load_sense("en"), load_completeness("en"))


def names_by_word(actors: Mapping[str, str]) -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """Return the names of a dictionary by their first word, the longest first.

    >>> names_by_word({"Minas Tirith": "GON"})
    {'minas': [(('minas', 'tirith'), 'GON')]}
    """
    table: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for name, code in actors.items():
        words = tuple(name.lower().replace("_", " ").split())
        if words:
            table.setdefault(words[0], []).append((words, code))
    for names in table.values():
        names.sort(key=lambda entry: (-len(entry[0]), entry))
    return table
