"""Kernels in worker processes: each writes its own part of the stage, so that only what goes in is sent."""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor, wait
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path

import pyarrow as pa

from wirecopy.engine.contract import PART
from wirecopy.engine.reuse import Job, write_noted
from wirecopy.tables import Batches

Telling = Callable[[int], None]
"""Takes the number of rows that are done."""
CHUNK_BATCHES = 32  # of one worker's task: enough that loading a kernel's tables does not count


@dataclass(slots=True)
class Workers:
    """A number of processes that live as long as this object; they start with the first job of several chunks."""

    count: int
    _pool: ProcessPoolExecutor | None = field(default=None, init=False, repr=False)

    def write(self, folder: Path, batches: Batches, job: Job, tell: Telling | None = None) -> None:
        """Write what a kernel gives to parts of the folder, whose names are in order; tell the rows that are done.

        A job of a single chunk stays in this process: sending it would take longer than the job.
        """
        chunks = _chunks(batches)
        first = next(chunks, [])
        second = next(chunks, None) if self.count > 1 else None
        if second is None:
            whole = chain(first, chain.from_iterable(chunks))
            write_noted(folder / PART, job, _heard(whole, tell) if tell else whole)
            return
        under_way: deque[Future[int]] = deque()
        done = 0
        try:
            for number, chunk in enumerate(chain([first, second], chunks)):
                path = folder / f"part-{number:08}.parquet"
                under_way.append(self._started().submit(_write_chunk, path, job, chunk))
                while len(under_way) > 2 * self.count:
                    done = _rows_done(under_way.popleft(), done, tell)
            while under_way:
                done = _rows_done(under_way.popleft(), done, tell)
        finally:
            for left in under_way:
                left.cancel()
            wait(under_way)  # nothing writes to a folder that is given up

    def _started(self) -> ProcessPoolExecutor:
        if self._pool is None:
            context = multiprocessing.get_context("spawn")  # forking a process that runs threads can hang
            self._pool = ProcessPoolExecutor(self.count, mp_context=context)
        return self._pool


def _chunks(batches: Batches) -> Iterator[list[pa.RecordBatch]]:
    while chunk := list(islice(batches, CHUNK_BATCHES)):
        yield chunk


def _write_chunk(path: Path, job: Job, chunk: list[pa.RecordBatch]) -> int:
    write_noted(path, job, iter(chunk))
    return sum(batch.num_rows for batch in chunk)


def _rows_done(part: Future[int], done: int, tell: Telling | None) -> int:
    """Return how many rows are done once a part is."""
    done += part.result()
    if tell:
        tell(done)
    return done


def _heard(batches: Iterator[pa.RecordBatch], tell: Telling) -> Iterator[pa.RecordBatch]:
    """Yield the batches; a kernel that asks for the next has done those before."""
    done = 0
    for batch in batches:
        tell(done)
        yield batch
        done += batch.num_rows
    tell(done)
