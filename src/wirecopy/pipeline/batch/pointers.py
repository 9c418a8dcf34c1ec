"""Which copies of a text give the address of another copy: printed, linked in the source, or stated for their own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

import pyarrow as pa

from wirecopy.addresses import host_of, page_key, page_keys_in
from wirecopy.engine.contract import Stage
from wirecopy.languages.publishers import load_sources
from wirecopy.pipeline.steps import Steps
from wirecopy.tables import Batches

MOST_ADDRESSES = 200  # of a family, so that the work stays linear in its pages; of a larger one nothing is told
MAX_SOURCE = 2_000_000  # bytes of a source that are looked at
POINTS = pa.list_(pa.string())
_POINTED = pa.schema([("article_id", pa.string()), ("points", POINTS)])
_ADDRESSED = f"""
WITH members AS (
    SELECT heads.family_id, heads.article_id, articles.page_id, articles.outlet, articles.url FROM heads
    JOIN articles ON articles.article_id = heads.article_id
), addressed AS (
    SELECT family_id,
        LIST_SORT(ARRAY_AGG(STRUCT_PACK(url := url, outlet := outlet, article_id := article_id))) AS copies
    FROM members WHERE url <> '' GROUP BY family_id HAVING COUNT(*) <= {MOST_ADDRESSES}
)
SELECT members.article_id, members.outlet, members.url, addressed.copies, pages.raw, pages.source FROM members
JOIN addressed ON addressed.family_id = members.family_id
JOIN pages ON pages.page_id = members.page_id
ORDER BY members.family_id, members.article_id
"""
_COPIES = pa.list_(pa.struct([("url", pa.string()), ("outlet", pa.string()), ("article_id", pa.string())]))


@dataclass(frozen=True, slots=True)
class PointersKernel:
    """Pages with the addresses of their family's copies in; out come those that give one of another's."""

    takes: ClassVar[pa.Schema] = pa.schema(
        [
            *((name, pa.string()) for name in ("article_id", "outlet", "url", "raw")),
            ("copies", _COPIES),
            ("source", pa.binary()),
        ]
    )
    gives: ClassVar[pa.Schema] = _POINTED
    rowwise: ClassVar[str] = "article_id"

    def __call__(self, batches: Batches) -> Batches:
        """Yield the pages of each batch that point to another copy."""
        for batch in batches:
            rows = [
                {"article_id": row["article_id"], "points": points}
                for row in batch.to_pylist()
                if (points := sorted({*_points(row)} - {row["article_id"]}))
            ]
            yield pa.RecordBatch.from_pylist(rows, schema=_POINTED)


def find_pointers(steps: Steps, articles: Stage, heads: Stage, pages: Stage) -> Stage:
    """Return the stage of the copies that give the address of another copy, each with those it points to."""
    return steps.map(
        "pointers",
        "Copies whose pages give the address of another copy, with those copies.",
        _ADDRESSED,
        PointersKernel(),
        heads=heads,
        articles=articles,
        pages=pages,
    )


def _points(row: dict[str, Any]) -> Iterator[str]:
    """Yield the copies at the addresses that a page gives.

    Of pages that state one address for their own, those of its site have it; the others have their text from there.
    """
    own = page_key(row["url"] or "")
    stating: dict[str, list[dict[str, Any]]] = {}
    for copy in row["copies"]:
        if key := page_key(copy["url"]):
            stating.setdefault(key, []).append(copy)
    source = (row["source"] or b"")[:MAX_SOURCE].decode("utf-8", "replace").replace("\\/", "/")
    hosts = sorted({host_of(key) for key in stating})
    given = {*page_keys_in(row["raw"], hosts), *page_keys_in(source, hosts)}
    if own and not _at_home(row):
        given.add(own)
    for key in given & stating.keys():
        pages = stating[key]
        yield from (page["article_id"] for page in pages if len(pages) == 1 or _at_home(page))


def _at_home(page: dict[str, Any]) -> bool:
    """Tell whether a page stands at its address: the address another page states for its own may be of its source."""
    sources = load_sources()
    return not page["outlet"] or sources.key(page["outlet"]) == sources.key(host_of(page_key(page["url"]) or ""))
