"""What is done without reading texts, or with one number for their likeness: three simple baselines."""

from collections.abc import Callable, Sequence
from itertools import combinations

from echo.cases import Source

Joined = list[set[int]]
TITLES_ALIKE, SHINGLES_ALIKE, SHINGLE = 0.5, 0.5, 5


def outlets(sources: Sequence[Source]) -> Joined:
    """Each outlet is an origin."""
    return _joined(sources, lambda a, b: a.get("outlet") == b.get("outlet"))


def titles(sources: Sequence[Source]) -> Joined:
    """Headlines that share half of their words (Jaccard) are one origin."""
    return _joined(sources, lambda a, b: _jaccard(_words(a.get("title")), _words(b.get("title"))) >= TITLES_ALIKE)


def shingles(sources: Sequence[Source]) -> Joined:
    """Texts that share half of their five-word shingles are one: what MinHash estimates, exactly."""

    def grams(source: Source) -> set[str]:
        words = source.get("text", "").lower().split()
        return {" ".join(words[at : at + SHINGLE]) for at in range(len(words) - SHINGLE + 1)}

    return _joined(sources, lambda a, b: _jaccard(grams(a), grams(b)) >= SHINGLES_ALIKE)


BASELINES: dict[str, Callable[[Sequence[Source]], Joined]] = {
    "count outlets": outlets, "title Jaccard": titles, "MinHash": shingles,
}  # fmt: skip


def _words(text: str | None) -> set[str]:
    return set((text or "").lower().split())


def _jaccard(a: set[str], b: set[str]) -> float:
    return len(a & b) / len(a | b) if a and b else 0.0


def _joined(sources: Sequence[Source], alike: Callable[[Source, Source], bool]) -> Joined:
    groups: Joined = [{number} for number in range(len(sources))]
    for a, b in combinations(range(len(sources)), 2):
        if alike(sources[a], sources[b]):
            one, other = (next(group for group in groups if number in group) for number in (a, b))
            if one is not other:
                groups.remove(other)
                one |= other
    return groups
