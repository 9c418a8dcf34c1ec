"""The names that the model finds in one text, and what it says of any stretch of it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from wirecopy.facts.names.name_model import Name, NameKind
from wirecopy.types import Stretch


@dataclass(frozen=True, slots=True)
class Names:
    """The learned names of a text in order, none touching another; `read` is False where no model read the text."""

    all: tuple[Name, ...] = ()
    ends: tuple[int, ...] = ()
    read: bool = False

    @staticmethod
    def of(names: Sequence[Name]) -> Names:
        """Return the names of a text that was read, in order."""
        return Names(tuple(names), tuple(name.stretch.end for name in names), True)

    def touching(self, start: int, end: int) -> Iterator[Name]:
        """Yield the names that share a character with a stretch."""
        at = bisect_left(self.ends, start + 1)
        while at < len(self.all) and self.all[at].stretch.start < end:
            yield self.all[at]
            at += 1

    def chance(self, kind: NameKind, start: int, end: int) -> float:
        """Return how surely a stretch is of a kind: the chance of the name of the kind that covers most of it, else 0.

        A name that covers a part counts by that part.

        >>> names = Names.of([Name(Stretch(0, 4), "person", 0.9)])
        >>> names.chance("person", 0, 4), names.chance("person", 0, 8), names.chance("place", 0, 4)
        (0.9, 0.45, 0.0)
        """
        return max(
            (
                name.chance * (min(end, name.stretch.end) - max(start, name.stretch.start)) / (end - start)
                for name in self.touching(start, end)
                if name.kind == kind
            ),
            default=0.0,
        )

    def denies(self, kind: NameKind, start: int, end: int, least: float) -> bool:
        """Tell whether a stretch is surely a name of another kind."""
        touching = list(self.touching(start, end))
        return any(n.kind != kind and n.chance >= least for n in touching) and all(n.kind != kind for n in touching)

    def mean(self, kind: NameKind, places: Iterable[Stretch]) -> float:
        """Return the mean chance of several stretches; 0 for none."""
        chances = [self.chance(kind, place.start, place.end) for place in places]
        return sum(chances) / len(chances) if chances else 0.0

    def kind(self, kind: NameKind, least: float = 0.5) -> Iterator[Name]:
        """Yield the names of a kind that are sure enough."""
        return (name for name in self.all if name.kind == kind and name.chance >= least)


NO_NAMES = Names()
