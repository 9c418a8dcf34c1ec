"""Which copy of a text to keep: the first by the chosen rule, and every other text that is not mostly in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

Keep = Literal["longest", "earliest", "canonical"]
KEEP: tuple[str, ...] = get_args(Keep)
Pair = tuple[int, int]
Ran = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A text of a family as the choice sees it; of equal ones the first of the input goes first."""

    number: int
    length: int
    moment: float | None
    agreement: int
    """Its place by agreement with the other members: 0 agrees most."""


@dataclass(frozen=True, slots=True)
class SharedText:
    """What one text shares with another; `runs` are (start, end, other_start, other_end)."""

    inside: float
    other_inside: float
    longest_run: int
    runs: tuple[Ran, ...]

    def turned(self) -> SharedText:
        """Return the same match seen from the other text."""
        runs = tuple((c, d, a, b) for a, b, c, d in self.runs)
        return SharedText(self.other_inside, self.inside, self.longest_run, runs)


@dataclass(frozen=True, slots=True)
class Dropped:
    """A text that is dropped, the one kept in its place, and the proof (seen from the dropped one)."""

    number: int
    kept: int
    match: SharedText
    kept_because: str


Prover = Callable[[Sequence[Pair]], Mapping[Pair, SharedText]]
"""Proves pairs of texts by number; a pair that shares no run is left out."""


def choose(families: Iterable[Sequence[Candidate]], keep: Keep, share: float, prover: Prover) -> list[Dropped]:
    """Return the texts to drop: each stands, from `share` of its words on, in the one kept.

    The first text of a family by the rule is kept and what stands in it is dropped; of what is left the first is
    kept again, and so on. So a text an outlet made twice as long is not lost with the copy inside it.
    """
    dropped: list[Dropped] = []
    waiting = [sorted(family, key=_order(keep)) for family in families]
    sizes = {family[0].number: len(family) for family in waiting}
    while waiting:
        proofs = prover([(other.number, family[0].number) for family in waiting for other in family[1:]])
        left = []
        for head, *others in waiting:
            because = reason(head, keep, sizes.get(head.number, len(others) + 1))
            rest = []
            for other in others:
                match = proofs.get((other.number, head.number))
                if match is None or match.inside < share:
                    rest.append(other)
                else:
                    dropped.append(Dropped(other.number, head.number, match, because))
            left.append(rest)
        waiting = [family for family in left if len(family) > 1]
    return sorted(dropped, key=lambda drop: drop.number)


def reason(keeper: Candidate, keep: Keep, size: int) -> str:
    """Return in words why this text of a family was kept.

    >>> reason(Candidate(0, 900, None, 0), "earliest", 3)
    'longest of 3 copies, none of which states when it was published'
    """
    if keep == "canonical":
        return f"canonical: agrees most with the other {size} copies" if size > 2 else "canonical: longer of 2 copies"
    if keep == "earliest" and keeper.moment is not None:
        return f"earliest of {size} copies"
    undated = ", none of which states when it was published" if keep == "earliest" else ""
    return f"longest of {size} copies{undated}"


def members_by_family(families: Sequence[int]) -> list[list[int]]:
    """Return the members of every family of two and more; `families` names the first member for each text."""
    members: dict[int, list[int]] = defaultdict(list)
    for number, first in enumerate(families):
        members[first].append(number)
    return [family for family in members.values() if len(family) > 1]


def _order(keep: Keep) -> Callable[[Candidate], tuple[object, ...]]:
    def earliest(candidate: Candidate) -> tuple[object, ...]:
        return candidate.moment is None, candidate.moment or 0.0, -candidate.length, candidate.number

    orders: dict[str, Callable[[Candidate], tuple[object, ...]]] = {
        "longest": lambda candidate: (-candidate.length, candidate.number),
        "earliest": earliest,
        "canonical": lambda candidate: (candidate.agreement, -candidate.length, candidate.number),
    }
    return orders[keep]
