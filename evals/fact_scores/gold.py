"""The articles annotated by hand (`facts/gold`), and when an answer is their gold's.

What is doubtful counts neither way; inside furniture nothing counts. Mentions that share a character are the same; a
land that acts may be told as place or as organisation.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from halves import half_of

from fact_scores.answers import NAMES, Party, Spot

_SMALL = frozenset(["the", "a", "an", "its", "his", "her", "their", "some", "many", "several", "of", "and"])


@dataclass(frozen=True, slots=True)
class Gold:
    """One annotated article; `rows` holds its lists by kind, as the file has them."""

    key: str
    half: str
    text: str
    published: str | None
    rows: Mapping[str, Sequence[Mapping[str, Any]]]

    def mentions(self, kind: str) -> Iterator[tuple[Mapping[str, Any], Spot]]:
        """Yield the entry and the place of each mention of a kind that counts."""
        unsure = self.unsure(kind)
        for entry in self.rows[kind]:
            for start, end in entry["mentions"] if kind in NAMES else [(entry["start"], entry["end"])]:
                if not meets((start, end), unsure):
                    yield entry, (start, end)

    def unsure(self, kind: str) -> list[Spot]:
        """Return where answers of a kind count neither way."""
        return [(d["start"], d["end"]) for d in self.rows["doubtful"] if d["kind"] in (kind, "furniture")]

    def acting(self) -> list[Spot]:
        """Return where the name of a land stands for its government."""
        return [(s, e) for place in self.rows["places"] if place.get("metonym") for s, e in place["mentions"]]

    def is_party(self, name: str | None, party: Party) -> bool:
        """Tell whether a party is the one the gold names (of several joined by ";", one of them)."""
        return name is not None and any(self._is_one(one.strip(), party) for one in name.split(";"))

    def _is_one(self, name: str, party: Party) -> bool:
        entries = [e for kind in NAMES for e in self.rows[kind] if e["name"] == name]
        if any(meets(spot, party.spots) for e in entries for spot in map(tuple, e["mentions"])):
            return True
        if party.country and any(e.get("country") == party.country for e in entries):
            return len(words_of(party.name)) <= 1 or words_of(party.name)[0] == "government"
        return said_as(self.text, name, party)


def load(path: Path) -> list[Gold]:
    """Return the annotated articles of a file."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    return [Gold(row["id"], half_of("facts", row["id"]), row["text"], row["published"], row) for row in rows]


def meets(spot: Spot, others: Iterable[Spot]) -> bool:
    """Tell whether a stretch shares a character with one of the others.

    >>> meets((0, 4), [(3, 5)]), meets((0, 4), [(4, 5)])
    (True, False)
    """
    return any(start < spot[1] and spot[0] < end for start, end in others)


def union_share(a: Spot, b: Spot) -> float:
    """Return intersection over union of two stretches."""
    inside = max(0, min(a[1], b[1]) - max(a[0], b[0]))
    return inside / (a[1] - a[0] + b[1] - b[0] - inside) if inside else 0.0


def shorter_share(a: Spot, b: Spot) -> float:
    """Return which part of the shorter stretch lies in the other.

    >>> shorter_share((0, 10), (5, 7))
    1.0
    """
    inside = max(0, min(a[1], b[1]) - max(a[0], b[0]))
    return inside / min(a[1] - a[0], b[1] - b[0]) if inside else 0.0


def said_as(text: str, name: str, party: Party) -> bool:
    """Tell whether a text calls a party by a name: a mention ends where the name does, or the words agree."""
    ends = {m.end(): m.start() for m in re.finditer(re.escape(name), text)}
    if any(end in ends and start < end and ends[end] < end for start, end in party.spots):
        return True
    return same_words(name, party.name)


def words_of(name: str) -> list[str]:
    """Return the words of a name that tell it from others.

    >>> words_of("the former DOJ's officials")
    ['former', 'doj', 'officials']
    """
    plain = re.sub(r"['’]s?\b", "", name.lower())
    return [word.rstrip(".") for word in re.findall(r"[\w.$%-]+", plain) if word not in _SMALL]


def same_words(one: str, other: str) -> bool:
    """Tell whether two names may be of one: the same last word, and the words of one all in the other.

    >>> same_words("Nora Vale", "Vale"), same_words("the French police", "police officers")
    (True, False)
    """
    a, b = words_of(one), words_of(other)
    if not a or not b or a[-1] != b[-1]:
        return False
    return set(a) <= set(b) or set(b) <= set(a)
