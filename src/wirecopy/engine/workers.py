"""Kernels in worker processes: each writes its own part of the stage, so that only what goes in is sent."""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor, wait
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path

import pyarrow as pa

from wirecopy.engine.contract import PART
from wirecopy.engine.reuse import Job, write_noted
from wirecopy.tables import Batches

CHUNK_BATCHES = 8  # of one worker's task: enough that loading a kernel's tables does not count


@dataclass(slots=True)
class Workers:
    """A number of processes that live as long as this object; they start with the first job of several chunks."""

    count: int
    _pool: ProcessPoolExecutor | None = field(default=None, init=False, repr=False)

    def write(self, folder: Path, batches: Batches, job: Job) -> None:
        """Write what a kernel gives to parts of the folder, whose names are in order.

        A job of a single chunk stays in this process: sending it would take longer than the job.
        """
        chunks = _chunks(batches)
        first = next(chunks, [])
        second = next(chunks, None) if self.count > 1 else None
        if second is None:
            write_noted(folder / PART, job, chain(first, chain.from_iterable(chunks)))
            return
        under_way: deque[Future[None]] = deque()
        try:
            for number, chunk in enumerate(chain([first, second], chunks)):
                path = folder / f"part-{number:08}.parquet"
                under_way.append(self._started().submit(_write_chunk, path, job, chunk))
                if len(under_way) > 2 * self.count:
                    under_way.popleft().result()
            while under_way:
                under_way.popleft().result()
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


def _write_chunk(path: Path, job: Job, chunk: list[pa.RecordBatch]) -> None:
    write_noted(path, job, iter(chunk))
