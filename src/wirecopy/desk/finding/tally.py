"""What stories may be narrowed by, counted over arrays: a database plans such questions longer than it counts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from wirecopy.desk.finding.index import StoryIndex

_Numbers = npt.NDArray[np.int32]
_FLAGS = ("conflicts > 0", "substantive_edits > 0", "articles > 1", "origins_high = 1", "origins_high = 2",
          "origins_high > 2")  # fmt: skip
_DAY = "CASE WHEN year(day) BETWEEN 1 AND 9998 THEN date_diff('day', DATE '0001-01-01', day) + 1 ELSE 0 END"
"""A day by its number, as `date.toordinal` gives it; 0 for none."""


@dataclass(frozen=True, slots=True)
class Tally:
    """All stories of one generation in columns, by their numbers, which begin with 1."""

    flags: npt.NDArray[np.bool_]
    """A row for each of: in conflict, changed in substance, several articles, one origin, two, more."""
    days: _Numbers
    of_label: _Numbers
    """For each label of a story the story's number, and below the label's."""
    labels: _Numbers
    kinds: tuple[tuple[str, int, int], ...]
    """Each kind of label with the first of its numbers and the one behind its last."""
    told: pa.Table
    """The value and the name of each label, in the order of their numbers, which begin with 1."""

    def counts(self, numbers: _Numbers) -> list[int]:
        """Return of how many of the stories each flag holds."""
        return [int(count) for count in self.flags[:, numbers].sum(axis=1)]

    def dated(self, numbers: _Numbers) -> list[tuple[date, int, int]]:
        """Return the days of the stories, in order, each with how many it has and none apart."""
        days, counts = np.unique(self.days[numbers], return_counts=True)
        found = zip(days.tolist(), counts.tolist(), strict=True)
        return [(date.fromordinal(day), count, 0) for day, count in found if day]

    def most(self, numbers: _Numbers, most: int) -> Iterator[tuple[str, list[tuple[str, str, int]]]]:
        """Yield each kind with the labels that most of the stories have: value, name, stories."""
        wanted = np.zeros(self.flags.shape[1], bool)
        wanted[numbers] = True
        counts = np.bincount(self.labels[wanted[self.of_label]], minlength=self.told.num_rows + 1)
        for kind, first, behind in self.kinds:
            of_kind = counts[first:behind]
            least = np.partition(of_kind, -most)[-most] if len(of_kind) > most else 0
            near = np.flatnonzero(of_kind >= max(1, int(least)))
            best = near[np.argsort(-of_kind[near], kind="stable")][:most]
            rows = self.told.take(pa.array(best + first - 1)).to_pylist()
            yield kind, [(row["value"], row["label"], int(of_kind[at])) for row, at in zip(rows, best, strict=True)]


def tally(finder: StoryIndex) -> Tally:
    """Return the stories of an index in columns."""
    stories = finder.table(f"SELECT {', '.join(_FLAGS)}, {_DAY} AS day FROM story ORDER BY number")
    facets = finder.table("SELECT story, id FROM facet")
    told = finder.table("SELECT name, value, label FROM label ORDER BY id")
    names = np.array(told["name"].to_pylist(), dtype=object)
    starts = [at for at in range(len(names)) if at == 0 or names[at] != names[at - 1]]
    kinds = tuple(
        (str(names[start]), start + 1, stop + 1) for start, stop in zip(starts, [*starts[1:], len(names)], strict=True)
    )
    columns = [_behind(column) for column in stories.columns]
    return Tally(
        flags=np.array(columns[:-1], dtype=bool),
        days=columns[-1].astype(np.int32),
        of_label=facets["story"].to_numpy().astype(np.int32),
        labels=facets["id"].to_numpy().astype(np.int32),
        kinds=kinds,
        told=told.select(["value", "label"]).combine_chunks(),
    )


def _behind(column: pa.ChunkedArray) -> npt.NDArray[np.int64]:
    """Return a column with nothing at 0, where no story is."""
    return np.concatenate([[0], column.fill_null(0 if pa.types.is_integer(column.type) else False).to_numpy()])
