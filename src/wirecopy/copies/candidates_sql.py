"""Which pairs of articles may share text: winnowed fingerprints, each linked to its first and previous holder.

The SQL is what every engine runs unchanged. A fingerprint held by n articles gives at most 2(n - 1) pairs, so the
pairs grow with the fingerprints and never with the square of the articles.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np
import pyarrow as pa

from wirecopy.copies.words import WORDS
from wirecopy.kernels import Kernels, load_kernels
from wirecopy.kernels.shapes import Words
from wirecopy.options import CopyOptions
from wirecopy.tables import Batches

FINGERPRINTS = pa.schema(
    [
        ("hash", pa.uint64()),
        ("article_id", pa.string()),
        ("outlet", pa.string()),
        ("day", pa.int32()),
        ("count", pa.int32()),
    ]
)

_TAKEN = ("article_id", "outlet", "day", "count", "hashes")
TO_FINGERPRINTS = f"SELECT {', '.join(_TAKEN)} FROM words"
"""What the kernel below needs of the words."""

OUTLET_DAYS = 3
OUTLET_PAGES = 6
"""A gram in this many texts (told apart by their length) and on this many days of one outlet is its furniture: one
text is not run so often, and one page scraped again and again is one text."""

_KEPT = f"""
WITH often AS (
    SELECT hash, outlet FROM fingerprints WHERE outlet IS NOT NULL GROUP BY hash, outlet
    HAVING COUNT(*) >= {OUTLET_PAGES}
), furniture AS (
    SELECT held.hash, held.outlet FROM fingerprints AS held
    JOIN often ON often.hash = held.hash AND often.outlet = held.outlet
    GROUP BY held.hash, held.outlet
    HAVING COUNT(DISTINCT held.count) >= {OUTLET_PAGES} AND COUNT(DISTINCT held.day) >= {OUTLET_DAYS}
), kept AS (
    SELECT held.hash, held.article_id, held.count, held.day FROM fingerprints AS held
    LEFT JOIN furniture ON held.hash = furniture.hash AND held.outlet = furniture.outlet
    WHERE furniture.hash IS NULL
)"""
_BY_DAY = """, placed AS (
    SELECT hash, article_id, count, 2 * CAST(FLOOR(day / {width}.0) AS BIGINT) AS slot, TRUE AS told
    FROM kept WHERE day IS NOT NULL
    UNION ALL
    SELECT hash, article_id, count, 2 * CAST(FLOOR((day + {days}) / {width}.0) AS BIGINT) + 1, TRUE
    FROM kept WHERE day IS NOT NULL
    UNION ALL
    SELECT hash, article_id, count, NULL, day IS NULL FROM kept
)"""
_LINKED = """, linked AS (
    SELECT article_id, {told} AS told,
        LAG(article_id) OVER held AS previous, LAG({told}) OVER held AS previous_told,
        FIRST_VALUE(article_id) OVER held AS first, FIRST_VALUE({told}) OVER held AS first_told
    FROM {source} WINDOW held AS (PARTITION BY {group} ORDER BY count DESC, article_id)
), pairs AS (
    SELECT article_id AS one, previous AS other FROM linked WHERE previous <> article_id AND (told OR previous_told)
    UNION ALL
    SELECT article_id, first FROM linked WHERE first <> article_id AND first <> previous AND (told OR first_told)
)
SELECT DISTINCT LEAST(one, other) AS article_a, GREATEST(one, other) AS article_b FROM pairs
ORDER BY article_a, article_b
"""


def candidate_query(within_days: int | None = None) -> str:
    """Return the query for the pairs of articles that share a fingerprint, from the table `fingerprints`.

    The longest holder comes first: a cut copy is linked to the whole text rather than to another cut. With
    `within_days`, holders are linked within two rows of windows twice as wide, the second half a window later: articles
    so many days apart are in one window of either, and no window holds two that lie twice as far apart. Articles
    without a day are linked to any.
    """
    if within_days is None:
        return _KEPT + _LINKED.format(source="kept", group="hash", told="TRUE")
    placed = _BY_DAY.format(days=within_days, width=2 * within_days)
    return _KEPT + placed + _LINKED.format(source="placed", group="hash, slot", told="told")


@dataclass(frozen=True, slots=True)
class FingerprintsKernel:
    """Words (`TO_FINGERPRINTS`) in, `FINGERPRINTS` out."""

    takes: ClassVar[pa.Schema] = pa.schema([WORDS.field(name) for name in _TAKEN])
    gives: ClassVar[pa.Schema] = FINGERPRINTS
    options: CopyOptions
    characters: int = 0

    def __call__(self, batches: Batches) -> Batches:
        """Yield one `FINGERPRINTS` batch for each batch of words."""
        kernels = load_kernels(self.options.backend, self.characters)
        for batch in batches:
            yield fingerprints_batch(batch, kernels, self.options)


def fingerprints_batch(words: pa.RecordBatch, kernels: Kernels, options: CopyOptions) -> pa.RecordBatch:
    """Return the fingerprints of a batch of words; a text of fewer words than a gram has one, of all its words."""
    hashes = words.column("hashes")
    offsets = np.asarray(hashes.offsets, dtype=np.int64)
    flat = np.asarray(hashes.values)[offsets[0] : offsets[-1]]
    none = np.zeros(0, dtype=np.int32)
    fingerprints = kernels.fingerprints(
        Words(flat, none, none, offsets - offsets[0]), options.gram_words, options.window
    )
    holder = pa.array(np.repeat(np.arange(words.num_rows), np.diff(fingerprints.offsets)))
    columns = [words.column(name).take(holder) for name in ("article_id", "outlet", "day", "count")]
    return pa.RecordBatch.from_arrays([pa.array(fingerprints.hashes), *columns], schema=FINGERPRINTS)
