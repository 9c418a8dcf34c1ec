"""Families as corrections have them: pages said to carry one text are joined, those said to carry two are parted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

Pair = tuple[str, str]


def settled_families(
    leaders: Mapping[str, str],
    links: Iterable[tuple[str, str, float]],
    words: Mapping[str, int],
    *,
    one: Sequence[Pair] = (),
    two: Sequence[Pair] = (),
) -> dict[str, str]:
    """Return the leader of each article that has copies, after the corrections; other families stay as they are.

    `links` are pairs of articles with the odds that they are one text, `words` the length of each article. A family
    that is parted grows again by its surest links, and no link joins what a correction parts.

    >>> found = {"a": "a", "b": "a", "c": "a"}
    >>> sorted(settled_families(found, [("a", "b", 2.0), ("b", "c", 1.0)], {}, two=[("a", "c")]).items())
    [('a', 'a'), ('b', 'a')]
    """
    spoken = {article for pair in (*one, *two) for article in pair}
    touched = {leaders.get(article, article) for article in spoken}
    members = {article for article, leader in leaders.items() if leader in touched} | spoken
    groups = {article: {article} for article in members}
    apart = [frozenset(pair) for pair in two]

    def join(a: str, b: str) -> None:
        if groups[a] is not groups[b] and not any(pair <= groups[a] | groups[b] for pair in apart):
            groups[a] |= groups[b]
            for article in groups[b]:
                groups[article] = groups[a]

    for a, b in sorted(one):
        join(a, b)
    inner = ((-odds, a, b) for a, b, odds in links if a in members and leaders.get(a, a) == leaders.get(b, b))
    for _, a, b in sorted(inner):
        join(a, b)
    leaders_left = {article: leader for article, leader in leaders.items() if article not in members}
    for group in {id(group): group for group in groups.values()}.values():
        if len(group) > 1:
            longest = min(group, key=lambda article: (-words.get(article, 0), article))
            leaders_left |= dict.fromkeys(group, longest)
    return leaders_left
