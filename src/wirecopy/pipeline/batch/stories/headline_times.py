"""What stories are grouped by: the time of every article and item, and the words of its headline."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import pyarrow as pa

from wirecopy.engine.contract import Stage
from wirecopy.pipeline.steps import Steps
from wirecopy.stories import epoch_days, headline_words
from wirecopy.tables import Batches

_GIVEN = [(name, pa.string()) for name in ("article_id", "label", "published", "outlet", "title", "form")]
LISTED = pa.schema([*_GIVEN, ("is_unit", pa.bool_()), ("headline", pa.string()), ("time", pa.float64())])
"""`time`: days since 1970; `headline`: the words of the title, empty where there is none."""
_ROWS = """
SELECT article_id, label, published, outlet, title, form, FALSE AS is_unit FROM articles
UNION ALL SELECT article_id, NULL AS label, published, outlet, NULL AS title, form, TRUE AS is_unit FROM unit_texts
ORDER BY article_id
"""


@dataclass(frozen=True, slots=True)
class ListedKernel:
    """Articles and items as they state themselves in, `LISTED` out."""

    takes: ClassVar[pa.Schema] = pa.schema([*_GIVEN, ("is_unit", pa.bool_())])
    gives: ClassVar[pa.Schema] = LISTED

    def __call__(self, batches: Batches) -> Batches:
        """Yield a row for each article."""
        for batch in batches:
            headlines = [headline_words(title) for title in batch.column("title").to_pylist()]
            times = [epoch_days(published) for published in batch.column("published").to_pylist()]
            more = [pa.array(headlines, pa.string()), pa.array(times, pa.float64())]
            yield pa.RecordBatch.from_arrays([*batch.columns, *more], schema=LISTED)


def list_texts(steps: Steps, articles: Stage, unit_texts: Stage) -> Stage:
    """Return the stage `LISTED` of all articles and of the items of pages of several."""
    holds = "Every article and item with its time and its headline as they are compared."
    return steps.map("listed", holds, _ROWS, ListedKernel(), articles=articles, unit_texts=unit_texts)
