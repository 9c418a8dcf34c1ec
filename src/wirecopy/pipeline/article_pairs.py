"""The differences between any two articles, whether or not one of them is the canonical article of their family."""

from __future__ import annotations

from dataclasses import dataclass

from wirecopy.trace import Block, as_told, collate, load_tables, prepare
from wirecopy.types import Article, Edit


@dataclass(frozen=True, slots=True)
class ArticlePair:
    """How one article differs from another, and which stretches of the two raw pages answer each other."""

    edits: tuple[Edit, ...]
    blocks: tuple[Block, ...]


def paired(base: Article, other: Article) -> ArticlePair:
    """Return every typed difference of `other` from `base`, and the stretches they share."""
    tables = load_tables()
    left, right = prepare(base, tables), prepare(other, tables)
    collation = collate(left, right, "")
    return ArticlePair(as_told(collation.edits, left, right), collation.blocks)
