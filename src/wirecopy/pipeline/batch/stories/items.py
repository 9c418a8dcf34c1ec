"""Items of live pages and digests: the text that stands for each, and the story each belongs to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import pyarrow as pa
import pyarrow.compute as pc

from wirecopy.engine.contract import Stage
from wirecopy.ids import content_id
from wirecopy.pipeline.batch.units import LinkedUnits
from wirecopy.pipeline.steps import Steps
from wirecopy.tables import SCHEMAS, Batches

SAME_TEXT = 0.5
"""Share of an item's words that stand in an article from which on it is taken for that article's text, as copies are;
an item with less in common is compared by its words."""
ITEM_TEXTS = f"""
heads AS (SELECT family_id, article_id FROM families WHERE role = 'canonical'),
canonical AS (
    SELECT families.article_id, heads.article_id AS head
    FROM families JOIN heads ON heads.family_id = families.family_id
), item_texts AS (
    SELECT items.unit_id, items.article_id, items.form,
        CASE WHEN items.relation IN ('roundup', 'excerpt') AND items.containment >= {SAME_TEXT}
            AND items.match_article_id IS NOT NULL
            THEN COALESCE(canonical.head, items.match_article_id) ELSE items.unit_id END AS text
    FROM items LEFT JOIN canonical ON canonical.article_id = items.match_article_id
)
"""
"""Each item with the text that stands for it: what it copies, or itself. To stand behind WITH."""
_OF_ITEMS = [name for name in SCHEMAS["units"].names if name != "story_id"]
_PLACED = f"""
WITH {ITEM_TEXTS}, told AS (
    SELECT grouped.first_article_id, MIN(stories.story_id) AS story_id
    FROM grouped JOIN stories ON stories.article_id = grouped.article_id GROUP BY grouped.first_article_id
)
SELECT {", ".join(f'items."{name}"' for name in _OF_ITEMS)}, told.story_id, grouped.first_article_id
FROM items
JOIN item_texts ON item_texts.unit_id = items.unit_id
JOIN grouped ON grouped.article_id = item_texts.text
LEFT JOIN told ON told.first_article_id = grouped.first_article_id
ORDER BY items.article_id, items.start, items.unit_id
"""


@dataclass(frozen=True, slots=True)
class UnitStoriesKernel:
    """Rows of `units` with the first text of their story in; the same rows out, none without the id of a story."""

    takes: ClassVar[pa.Schema] = pa.schema([*SCHEMAS["units"], ("first_article_id", pa.string())])
    gives: ClassVar[pa.Schema] = SCHEMAS["units"]

    def __call__(self, batches: Batches) -> Batches:
        """Yield the rows of each batch."""
        at = SCHEMAS["units"].get_field_index("story_id")
        for batch in batches:
            own = pa.array([content_id("s", first) for first in batch.column("first_article_id").to_pylist()])
            named = pc.coalesce(batch.column("story_id"), own.cast(pa.string()))
            yield batch.drop_columns(["first_article_id"]).set_column(at, "story_id", named)


def tell_units(steps: Steps, units: LinkedUnits, families: Stage, *, groups: Stage, stories: Stage) -> Stage:
    """Return the table `units`: the items with the story each tells of.

    Items that no article tells of are told apart by ids of their own.
    """
    return steps.map(
        "units", "The table of items of pages of several.", _PLACED, UnitStoriesKernel(),
        items=units.rows, families=families, grouped=groups, stories=stories,
    )  # fmt: skip
