"""What every view reads from."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

import pyarrow as pa


class Reader(Protocol):
    """What the views need of a news base: the rows of a table, by the values of one column."""

    def rows(self, table: str, column: str | None = None, values: Iterable[str] = ()) -> pa.Table:
        """Return the rows of `table` whose `column` holds one of `values`; all rows without a column."""
