"""The tree of one family, laid out for a drawing on a time axis and for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from wirecopy.serve.views.story import Member
from wirecopy.serve.views.wording import Handle, moment
from wirecopy.times import instant

MOST_COPIES = 60
"""Of a larger family, this many copies are drawn: those with a place in the tree first."""
SOURCE = ""
"""Stands for the text that copies were taken from and that is not among the pages."""

_ROW, _TOP, _LEFT, _WIDTH, _LABEL, _TICKS = 26, 34, 34, 430, 16, 4
_UNDATED_WIDTH, _TICK_ROOM = 90, 130  # the room of a day with its hour


@dataclass(frozen=True, slots=True)
class Node:
    """One copy in the drawing; `x` is its time, or its depth where no page states a time."""

    article_id: str
    handle: Handle
    x: int
    y: int
    said: str
    dated: bool
    name: str
    """Its outlet, else its file or row."""


@dataclass(frozen=True, slots=True)
class EdgeLine:
    """One settled edge: from its parent down and across; dashed where the parent is inferred."""

    path: str
    inferred: bool
    said: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """A tree as a picture. `source` is the name of the inferred text at its root, null where none is inferred."""

    width: int
    height: int
    nodes: tuple[Node, ...]
    lines: tuple[EdgeLine, ...]
    ticks: tuple[tuple[int, str], ...]
    source: str | None
    undated_at: int | None
    undecided: int
    left_out: int


@dataclass(frozen=True, slots=True)
class Branch:
    """One line of the tree in a terminal."""

    depth: int
    article_id: str
    confidence: float | None


def branches(members: Sequence[Member]) -> Iterator[Branch]:
    """Yield the settled part of a family's tree, parents before children; the inferred source is at depth 0."""
    children: dict[str, list[Member]] = {}
    for member in members:
        family = member.family
        if family is not None and family.parent_confidence is not None:
            children.setdefault(family.parent_article_id or SOURCE, []).append(member)
    if SOURCE in children:
        yield Branch(0, SOURCE, None)
    settled = {m.article.article_id for group in children.values() for m in group}
    tops = [SOURCE] if SOURCE in children else []
    tops += [m.article.article_id for m in members if m.article.article_id in children.keys() - settled]
    for top in tops:
        if top != SOURCE:
            yield Branch(0, top, None)
        waiting = [(child, 1) for child in reversed(children[top])]
        while waiting:
            member, depth = waiting.pop()
            article_id = member.article.article_id
            assert member.family is not None
            yield Branch(depth, article_id, member.family.parent_confidence)
            waiting += [(child, depth + 1) for child in reversed(children.get(article_id, ()))]


def drawing(members: Sequence[Member], handles: dict[str, Handle], source: str) -> Drawing | None:
    """Return the picture of one family's tree, null where nothing of it is settled."""
    order = list(branches(members))
    if not order:
        return None
    placed = [branch for branch in order if branch.article_id != SOURCE]
    article_ids = {branch.article_id for branch in placed}
    rest = [m.article.article_id for m in members if m.article.article_id not in article_ids]
    depth = {branch.article_id: branch.depth for branch in placed}
    shown = [*(branch.article_id for branch in placed), *rest][:MOST_COPIES]
    of = {m.article.article_id: m for m in members}
    axis = _Axis([instant(m.article.published) for m in members], max(depth.values(), default=0))
    top = _TOP + _ROW * any(branch.article_id == SOURCE for branch in order)
    nodes = tuple(
        _node(of[article_id], handles[article_id], axis, depth.get(article_id, 0), top + _ROW * row)
        for row, article_id in enumerate(shown)
    )
    at = {node.article_id: node for node in nodes}
    return Drawing(
        width=axis.end + 320,
        height=top + _ROW * len(nodes) + 8,
        nodes=nodes,
        lines=tuple(_lines(of, at, handles)),
        ticks=axis.ticks([m.article.published for m in members]),
        source=source if top > _TOP else None,
        undated_at=axis.undated if any(not node.dated for node in nodes) and axis.dated else None,
        undecided=len([m for m in members if m.family and m.family.parent_confidence is None]),
        left_out=len(members) - len(shown),
    )


class _Axis:
    """Where times stand in the picture."""

    def __init__(self, times: Sequence[float | None], deepest: int) -> None:
        stated = [time for time in times if time is not None]
        self.dated = bool(stated)
        self.first, self.last = (min(stated), max(stated)) if stated else (0.0, 0.0)
        self.undated = _LEFT + _LABEL
        self.start = _LEFT + (_UNDATED_WIDTH if len(stated) < len(times) and stated else _LABEL)
        self.end = self.start + (_WIDTH if stated else 40 * (deepest + 1))

    def x(self, time: float | None, depth: int) -> int:
        if not self.dated:
            return self.start + 40 * depth
        if time is None:
            return self.undated
        span = self.last - self.first
        return self.start + round(_WIDTH * (time - self.first) / span) if span else self.start

    def ticks(self, stated: Sequence[str | None]) -> tuple[tuple[int, str], ...]:
        """Return where some of the stated times stand, far enough apart to be read."""
        ticks_found: list[tuple[int, str]] = []
        for time, text in sorted({(t, text) for text in stated if (t := instant(text)) is not None and text}):
            x = self.x(time, 0)
            if len(ticks_found) < _TICKS and (not ticks_found or x - ticks_found[-1][0] >= _TICK_ROOM):
                ticks_found.append((x, _tick(time, text)))
        return tuple(ticks_found)


def _tick(time: float, stated: str) -> str:
    """Return a stated day as it is, and a moment by the one clock that all are in the order of.

    >>> _tick(1685457060.0, "2023-05-30T20:01+05:30"), _tick(1685404800.0, "2023-05-30")
    ('2023-05-30 14:31 UTC', '2023-05-30')
    """
    return datetime.fromtimestamp(time, UTC).strftime("%Y-%m-%d %H:%M UTC") if "T" in stated else stated[:10]


def _node(member: Member, handle: Handle, axis: _Axis, depth: int, y: int) -> Node:
    published = member.article.published
    time = moment(published) or "time not stated"
    dated = instant(published) is not None
    return Node(member.article.article_id, handle, axis.x(instant(published), depth), y, time, dated, member.name)


def _lines(of: dict[str, Member], at: dict[str, Node], handles: dict[str, Handle]) -> Iterator[EdgeLine]:
    for article_id, node in at.items():
        family = of[article_id].family
        if family is None or family.parent_confidence is None:
            continue
        parent = at.get(family.parent_article_id or "")
        if family.parent_article_id and parent is None:
            continue
        x, y = (parent.x, parent.y) if parent else (_LEFT - 16, _TOP)
        bend = min(x, node.x - 10) if parent else x
        path = f"M{x} {y}H{bend}V{node.y}H{node.x}" if bend != x else f"M{x} {y}V{node.y}H{node.x}"
        whence = handles[parent.article_id].letter if parent else "the inferred source"
        yield EdgeLine(
            path, parent is None, f"{node.handle.letter} from {whence}, {round(100 * family.parent_confidence)} % sure"
        )
