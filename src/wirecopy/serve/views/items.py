"""The items of digests and live pages beside a story: what they tell of it, and what else its own pages tell of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wirecopy.serve.views.reader import Reader
from wirecopy.tables import from_table
from wirecopy.types import Unit


@dataclass(frozen=True, slots=True)
class Item:
    """One item, the outlet and headline of its page, and the label of the story it tells of where articles tell it."""

    unit: Unit
    outlet: str | None
    page_label: str
    story_label: str | None


def items_of(reader: Reader, story_id: str, article_ids: Sequence[str]) -> tuple[Item, ...]:
    """Return the items that tell of a story, and all items of its own pages: by page, in their order there."""
    units = [*from_table(reader.rows("units", "story_id", [story_id]), Unit)]
    units += from_table(reader.rows("units", "article_id", article_ids), Unit)
    units_in_order = sorted(
        {unit.unit_id: unit for unit in units}.values(), key=lambda unit: (unit.article_id, unit.start)
    )
    if not units_in_order:
        return ()
    pages = reader.rows("articles", "article_id", [unit.article_id for unit in units_in_order])
    of_page = {row["article_id"]: row for row in pages.select(["article_id", "outlet", "label"]).to_pylist()}
    stories = reader.rows("stories", "story_id", [unit.story_id for unit in units_in_order if unit.story_id])
    labels = dict(zip(*(stories[name].to_pylist() for name in ("story_id", "label")), strict=True))
    return tuple(
        Item(unit, of_page[unit.article_id]["outlet"], of_page[unit.article_id]["label"], labels.get(unit.story_id))
        for unit in units_in_order
    )
