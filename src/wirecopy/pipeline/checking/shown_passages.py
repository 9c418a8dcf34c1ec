"""The passages that sources share, by their places in the texts as they were given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from wirecopy.copies import SharedPassage
from wirecopy.pipeline.checking.answer import SourceGroup, SourcePassage
from wirecopy.pipeline.checking.source import CheckedSource
from wirecopy.pipeline.checking.text_node import TextNode
from wirecopy.text.view import View


def with_passages(
    group: SourceGroup, nodes: Sequence[TextNode], passages: Sequence[SharedPassage], asked: int
) -> SourceGroup:
    """Return a group with what its sources share with others of the `asked` first ones."""
    node_of = {source.number: node for node in nodes for source in node.sources}
    own = {node_of[member].number for member in group.members if member in node_of}
    shown = []
    for p in passages:
        a, b = nodes[p.a].fullest, nodes[p.b].fullest
        if not own & {p.a, p.b} or max(a.number, b.number) >= asked:
            continue
        (left, start, end), (right, other_start, other_end) = (a, p.a_start, p.a_end), (b, p.b_start, p.b_end)
        if p.a not in own:
            (left, start, end), (right, other_start, other_end) = (right, other_start, other_end), (left, start, end)
        start, end = _raw(left, start, end)
        other_start, other_end = _raw(right, other_start, other_end)
        shown.append(
            SourcePassage(
                member=left.number, other=right.number, start=start, end=end, other_start=other_start,
                other_end=other_end, text=left.raw[start:end],
            )
        )  # fmt: skip
    return replace(group, passages=tuple(shown)) if shown else group


def _raw(source: CheckedSource, start: int, end: int) -> tuple[int, int]:
    """Return the place of a stretch of a source's body in its text as it was given."""
    assert source.article is not None
    view = View.joined(source.article.body, source.article.body_spans)
    return view.raw_offset(start), view.raw_end(end)
