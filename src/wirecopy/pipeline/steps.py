"""What every step of a run is given, and how steps over whole tables are kept like those of the engine."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

import pyarrow as pa

from wirecopy.engine.contract import Engine, Grouping, Query, Stage, finished, write_stage
from wirecopy.options import Options
from wirecopy.pipeline.progress import Progress
from wirecopy.store import keep_timing
from wirecopy.tables import Kernel, PairsKernel


@dataclass(frozen=True, slots=True)
class Steps:
    """The engine, the options and the listener of one run; `holds` says in a sentence what a stage holds."""

    engine: Engine
    options: Options
    progress: Progress

    def _timed(self, name: str, work: Callable[[], Stage]) -> Stage:
        """Return the stage that the work makes, its seconds noted; nothing is noted of one that stands already."""
        self.progress(name, 0, None)
        if finished(self.engine.folder, name):
            return work()
        started = time.perf_counter()
        stage = work()
        keep_timing(self.engine.folder, name, time.perf_counter() - started)
        return stage

    def map(self, name: str, holds: str, query: str, kernel: Kernel, **tables: Stage) -> Stage:
        """Return the stage of a query's rows through a kernel."""
        return self._timed(name, lambda: self.engine.map_batches(name, Query(query, tables), kernel, holds=holds))

    def map_groups(
        self,
        name: str,
        holds: str,
        query: str,
        kernel: Kernel,
        *,
        by: str,
        order: tuple[str, ...] = (),
        **tables: Stage,
    ) -> Stage:
        """Return the stage of a query's rows through a kernel: group by group of one key, in a group by `order`."""
        source, grouping = Query(query, tables), Grouping(by, order)
        return self._timed(name, lambda: self.engine.map_groups(name, source, grouping, kernel, holds=holds))

    def map_pairs(
        self, name: str, holds: str, query: str, kernel: PairsKernel, *, rows: Stage, **tables: Stage
    ) -> Stage:
        """Return the stage of pairs of rows, named by a query, through a kernel."""
        return self._timed(name, lambda: self.engine.map_pairs(name, Query(query, tables), rows, kernel, holds=holds))

    def components(self, name: str, holds: str, query: str, **tables: Stage) -> Stage:
        """Return the stage of what the two columns of a query join, directly or not."""
        return self._timed(name, lambda: self.engine.components(name, Query(query, tables), holds=holds))

    def sql(self, name: str, holds: str, query: str, **tables: Stage) -> Stage:
        """Return the stage of a query's rows."""
        return self._timed(name, lambda: self.engine.sql(name, query, holds=holds, **tables))

    def whole(self, name: str, holds: str, work: Callable[[], pa.Table]) -> Stage:
        """Return the stage of a table worked out in memory by this process."""
        done = finished(self.engine.folder, name)

        def made() -> Stage:
            table = work()
            return write_stage(self.engine.folder, name, table.schema, table.to_batches(), holds)

        return done or self._timed(name, made)

    def characters(self, articles: Stage) -> int:
        """Return how many characters of body there are, for the choice of backend."""
        return int(self.engine.scalar("SELECT SUM(LENGTH(body)) FROM articles", articles=articles) or 0)
