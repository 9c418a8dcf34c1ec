"""Proved pairs as each article sees them: its links to the articles it shares text with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

MOSTLY_QUOTED = 0.8  # of the matching words: what the pair shares is somebody's words, not a text


@dataclass(frozen=True, slots=True)
class Link:
    """One article's proved link to another.

    `inside` is the share of its own words that stand in the other, `other_inside` the reverse;
    `ranges` are the raw stretches of the article that are shared, sorted.
    """

    other: str
    inside: float
    other_inside: float
    words: int
    shared_words: int
    quoted: float
    ranges: tuple[tuple[int, int], ...]

    @property
    def strength(self) -> float:
        """Return the larger containment; nothing when the pair shares only a quotation."""
        both = min(self.inside, self.other_inside)
        return 0.0 if self.quoted >= MOSTLY_QUOTED > both else max(self.inside, self.other_inside)


def links_of(verified: Iterable[dict[str, Any]]) -> dict[str, list[Link]]:
    """Return every article's links, from the rows of `verify.VERIFIED`."""
    links: dict[str, list[Link]] = defaultdict(list)
    for row in verified:
        for mine, theirs in (("a", "b"), ("b", "a")):
            count, inside = row[f"count_{mine}"], row[f"containment_{mine}"]
            links[row[f"article_{mine}"]].append(
                Link(
                    other=row[f"article_{theirs}"],
                    inside=inside,
                    other_inside=row[f"containment_{theirs}"],
                    words=count,
                    shared_words=round(count * inside),
                    quoted=row["quoted"],
                    ranges=tuple(sorted((run[f"{mine}_start"], run[f"{mine}_end"]) for run in row["runs"])),
                )
            )
    return dict(links)
