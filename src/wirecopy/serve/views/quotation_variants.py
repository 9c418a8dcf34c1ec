"""Where the copies of a text quote different words, and who is known to have altered a quotation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wirecopy.serve.views.story import Member
from wirecopy.types import Edit


@dataclass(frozen=True, slots=True)
class QuotedOtherwise:
    """One place inside a quotation: what the text shown has, and what other copies have instead.

    `altered` names the copies whose own source is settled and quotes the words as the text shown does.
    """

    base: Member
    base_start: int
    base_text: str
    readings: tuple[tuple[str, tuple[str, ...]], ...]
    altered: tuple[str, ...]
    edits: tuple[Edit, ...]


def quoted_otherwise(members: Sequence[Member]) -> tuple[QuotedOtherwise, ...]:
    """Return the places inside quotations where copies differ in substance, in the order of the text shown.

    `members` are those of one text, its canonical article first. House style inside quotations is not among them.
    """
    places: dict[tuple[int, int], list[Edit]] = {}
    for member in members:
        for edit in member.edits:
            whole = edit.kind.startswith(("sentence_", "paragraph_"))
            if edit.in_quote and edit.substantive and not whole:
                places.setdefault((edit.base_start, edit.base_end), []).append(edit)
    return tuple(_place(members[0], edits) for _, edits in sorted(places.items()))


def _place(base: Member, edits: Sequence[Edit]) -> QuotedOtherwise:
    readings: dict[str, list[str]] = {}
    for edit in edits:
        readings.setdefault(edit.text, []).append(edit.article_id)
    return QuotedOtherwise(
        base=base,
        base_start=edits[0].base_start,
        base_text=edits[0].base_text,
        readings=tuple((text, tuple(ids)) for text, ids in readings.items()),
        altered=tuple(edit.article_id for edit in edits if edit.kind == "quote_altered"),
        edits=tuple(edits),
    )
