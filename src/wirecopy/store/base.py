"""Reading a news base: its tables, and the rows of one story without reading the rest."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from wirecopy.engine.contract import SUCCESS, Stage, finished
from wirecopy.errors import UnknownTable
from wirecopy.store import pages, search
from wirecopy.store.fetches import fetch_rows
from wirecopy.store.layout import CHANGES, Layout, open_layout
from wirecopy.store.manifest import read_manifest, timings
from wirecopy.tables import SCHEMAS, Batches, dataset, empty, whole

BATCH_ROWS = 2048


@dataclass(frozen=True, slots=True)
class KeptStage:
    """A stage of the last run: what it holds in a sentence, its rows, its bytes on disk and its columns.

    `seconds` is how long it took; null where the run that made it noted none.
    """

    name: str
    holds: str
    rows: int
    bytes: int
    columns: tuple[str, ...]
    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class BaseTables:
    """The tables of a base as its last finished run left them."""

    layout: Layout

    def rows(self, table: str, column: str | None = None, values: Iterable[str] = ()) -> pa.Table:
        """Return the rows of `table` whose `column` holds one of `values`; all rows without a column."""
        wanted = None if column is None else pc.field(column).isin(pa.array(sorted(set(values)), pa.string()))
        if table == "rejected":
            rows = _join(pages.rejected_rows(self.layout), self._stage("clean_rejected"))
            return rows if wanted is None else rows.filter(wanted)
        if table == "fetches":
            rows = fetch_rows(self.layout)
            return rows if wanted is None else rows.filter(wanted)
        files = self.files(table)
        if not files:
            return empty(table)
        if wanted is None and table != "pages":  # pages may be those of an earlier wirecopy, with fewer columns
            return whole(files, SCHEMAS[table])
        rows = dataset(files, schema=SCHEMAS[table]).to_table(filter=wanted)
        return rows.sort_by("page_id") if table == "pages" else rows

    def ids(self, table: str, column: str, beginning: str = "") -> list[str]:
        """Return the ids of a column that begin so, each once and in order; nothing else is read."""
        held = self.held(table, [column])
        wanted = held.filter(pc.starts_with(pc.field(column), beginning))
        return sorted(pc.unique(wanted[column]).to_pylist())

    def held(self, table: str, columns: list[str]) -> pa.Table:
        """Return some columns of all rows of a table; nothing else is read."""
        files = self.files(table)
        return dataset(files).to_table(columns=columns) if files else empty(table).select(columns)

    def batches(self, table: str, columns: list[str]) -> Batches:
        """Yield some columns of a table, some thousand rows at a time."""
        files = self.files(table)
        yield from dataset(files).to_batches(columns=columns, batch_size=BATCH_ROWS, batch_readahead=1) if files else ()

    def columns(self, table: str, names: Sequence[str]) -> list[dict[str, str | None]]:
        """Return some columns of text of a table, a row each; nothing else is read."""
        rows: list[dict[str, str | None]] = self.held(table, list(names)).to_pylist()
        return rows

    def table(self, name: str) -> pa.Table:
        """Return a whole table; raise UnknownTable when there is none of that name."""
        if name not in SCHEMAS:
            raise UnknownTable(name, sorted(SCHEMAS))
        return self.rows(name)

    def search(self, words: str, limit: int) -> list[search.Hit]:
        """Return the texts that hold the words, newest first."""
        return search.search(self.layout.live, words, limit) if self.layout.generation() else []

    def is_half_published(self) -> bool:
        """Tell whether a run was killed as soon as its tables stood: no index over them, no history of them."""
        generation = self.layout.generation()
        noted = generation is not None and (self.layout.stages / generation / CHANGES).exists()
        return noted or (generation is not None and search.indexed_generation(self.layout.live) != generation)

    def stages(self) -> tuple[KeptStage, ...]:
        """Return the stages of the last run in the order of their making; none before the first run."""
        generation = self.layout.generation()
        marks = (self.layout.stages / generation).glob(f"*/{SUCCESS}") if generation else ()
        made = sorted((mark.stat().st_mtime_ns, mark.parent.name) for mark in marks)
        took = timings(self.layout.stages / generation) if generation else {}
        stages = (self._stage(name) for _, name in made)
        return tuple(_kept_stage(stage, took.get(stage.name)) for stage in stages if stage and stage.files)

    def manifest(self) -> dict[str, Any] | None:
        """Return the manifest of the last run; null before the first."""
        return read_manifest(self.layout)

    def files(self, name: str) -> list[str]:
        """Return the Parquet files of a table; of a derived one there are none before the first run."""
        if name == "pages":
            return pages.part_files(self.layout)
        if name == "fetches":
            return [str(self.layout.fetches)] if self.layout.fetches.exists() else []
        stage = self._stage(name)
        return stage.files if stage else []

    def _stage(self, name: str) -> Stage | None:
        generation = self.layout.generation()
        return finished(self.layout.stages / generation, name) if generation else None


def open_tables(path: str | os.PathLike[str]) -> BaseTables:
    """Return the tables of the base at `path`; raise NotABase or NewerBase."""
    return BaseTables(open_layout(path))


def _kept_stage(stage: Stage, seconds: float | None) -> KeptStage:
    parts = dataset(stage.files)
    size = sum(os.path.getsize(path) for path in stage.files)
    return KeptStage(stage.name, stage.holds, parts.count_rows(), size, tuple(parts.schema.names), seconds)


def _join(rejected: pa.Table, more: Stage | None) -> pa.Table:
    if more is None:
        return rejected
    both = pa.concat_tables([rejected, more.read(SCHEMAS["rejected"].names)])
    return both.sort_by([("uri", "ascending"), ("stage", "ascending"), ("reason", "ascending"), ("row", "ascending")])
