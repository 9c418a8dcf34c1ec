"""Which quotations a copy altered: only against a parent that is settled, never against the mere majority."""

from __future__ import annotations

from dataclasses import dataclass

from wirecopy.trace.descent.variants import Trait
from wirecopy.trace.descent.witnesses import Witness


@dataclass(frozen=True, slots=True)
class Altered:
    """The place of one edit, by its raw offsets in the base and in the copy."""

    base_start: int
    start: int


def altered(own: Witness, parent: Witness) -> tuple[Altered, ...]:
    """Return the copy's edits inside quotations where its parent quotes the words as the base does."""
    theirs = [trait for trait in parent.traits if trait.kind == "reading"]
    return tuple(
        Altered(trait.base_place, trait.place)
        for trait in own.traits
        if trait.kind == "reading" and trait.in_quote and not any(_meets(trait, other) for other in theirs)
    )


def _meets(trait: Trait, other: Trait) -> bool:
    return trait.base_place <= other.base_end and other.base_place <= trait.base_end
