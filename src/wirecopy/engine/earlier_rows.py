"""A stage made of rows that earlier ones have and of fresh ones, in the order of its input."""

from __future__ import annotations

import os
import shutil
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

from wirecopy.engine.batch_size import BATCH_ROWS
from wirecopy.engine.contract import PART, Stage, write_part
from wirecopy.engine.groups import DIGEST, first_rows
from wirecopy.engine.reuse import INPUTS, Inputs, Job, Places, write_inputs
from wirecopy.tables import Batches

_OPEN_GROUPS = 6  # row groups of an earlier stage in memory: rows mostly come in the order they went


@dataclass(slots=True)
class StageRows:
    """Rows of stages by number, of which a few row groups are in memory at a time."""

    stages: tuple[Stage, ...]
    _files: list[pq.ParquetFile] = field(init=False, repr=False)
    _groups: list[tuple[int, int]] = field(init=False, repr=False)
    _starts: Places = field(init=False, repr=False)
    _held: OrderedDict[int, pa.Table] = field(init=False, default_factory=OrderedDict, repr=False)

    def __post_init__(self) -> None:
        self._files = [pq.ParquetFile(path) for stage in self.stages for path in stage.files]
        self._groups = [(f, g) for f, file in enumerate(self._files) for g in range(file.num_row_groups)]
        sizes = [self._files[f].metadata.row_group(g).num_rows for f, g in self._groups]
        self._starts = np.cumsum([0, *sizes]).astype(np.int64)

    def between(self, first: int, last: int) -> Batches:
        """Yield the rows from one number to another."""
        group = int(np.searchsorted(self._starts, first, side="right")) - 1
        while first < last:
            start, end = int(self._starts[group]), int(self._starts[group + 1])
            yield from self._group(group).slice(first - start, min(last, end) - first).to_batches()
            first, group = end, group + 1

    def _group(self, number: int) -> pa.Table:
        if number not in self._held:
            file, group = self._groups[number]
            self._held[number] = self._files[file].read_row_group(group)
            if len(self._held) > _OPEN_GROUPS:
                self._held.popitem(last=False)
        self._held.move_to_end(number)
        return self._held[number]


@dataclass(slots=True)
class EarlierRows:
    """Which input rows of a step earlier stages know, the first before the others, and the rows to be worked out."""

    stages: tuple[Stage, ...]
    inputs: Inputs
    group: str | None = None
    _places: list[Places] = field(default_factory=list, repr=False)
    _digests: list[pa.Array] = field(default_factory=list, repr=False)

    def fresh(self, batches: Batches) -> Batches:
        """Yield the rows that no earlier stage knows, in batches of the usual size."""
        held: list[pa.RecordBatch] = []
        for batch in batches:
            firsts = first_rows(batch, self.group).column(DIGEST)
            self._digests.append(firsts)
            self._places.append(self.inputs.places(firsts.to_numpy()))
            places = self.inputs.places(batch.column(DIGEST).to_numpy())
            if (places < 0).any():
                held.append(batch.filter(pa.array(places < 0)))
            if sum(part.num_rows for part in held) >= BATCH_ROWS:
                yield pa.concat_batches(held)
                held = []
        if held:
            yield pa.concat_batches(held)

    def write(self, folder: Path, fresh: Stage, job: Job) -> None:
        """Write a stage of what is known and what is fresh, in the order of the input rows."""
        earlier, new = self.inputs, Inputs.of(fresh)
        places = np.concatenate([*self._places, np.zeros(0, np.int64)]).astype(np.int64)
        if not len(new.digests) and np.array_equal(places, np.arange(Inputs.of(self.stages[0]).digests.size)):
            _link(self.stages[0], folder)
            return
        source, at = places >= 0, places.copy()
        at[~source] = np.arange(len(new.digests))
        sizes = np.where(source, _sizes(earlier, at, source), _sizes(new, at, ~source)).astype(np.int32)
        write_part(
            folder / PART,
            job.kernel.gives,
            _merged_rows(source, at, (new, StageRows((fresh,))), (earlier, StageRows(self.stages))),
        )
        digests = pa.chunked_array(self._digests or [[]], pa.uint64()).combine_chunks()
        write_inputs(folder / PART, digests, sizes, job.mark)


def _sizes(inputs: Inputs, at: Places, own: npt.NDArray[np.bool_]) -> Places:
    sizes = np.zeros(len(at), np.int64)
    sizes[own] = np.diff(inputs.bounds)[at[own]]
    return sizes


def _merged_rows(
    source: npt.NDArray[np.bool_], at: Places, new: tuple[Inputs, StageRows], earlier: tuple[Inputs, StageRows]
) -> Iterator[pa.RecordBatch]:
    """Yield the rows of both stages in the order of the input; rows that stand together are read together."""
    breaks = (source[1:] != source[:-1]) | (at[1:] != at[:-1] + 1)
    bounds = [0, *(np.flatnonzero(breaks) + 1).tolist(), len(at)] if len(at) else []
    for first, last in pairwise(bounds):
        inputs, rows = earlier if source[first] else new
        yield from rows.between(int(inputs.bounds[at[first]]), int(inputs.bounds[at[last - 1] + 1]))


def _link(stage: Stage, folder: Path) -> None:
    """Give the folder the files of a stage without copying them, where the disk can."""
    (folder / INPUTS).mkdir(exist_ok=True)
    for path in (Path(name) for part in (stage, Stage(stage.name, stage.folder / INPUTS)) for name in part.files):
        target = folder / path.relative_to(stage.folder)
        try:
            os.link(path, target)
        except OSError:
            shutil.copyfile(path, target)
