"""One table of a base, as Arrow and from there as pandas or polars."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow as pa

    from wirecopy.store.base import BaseTables


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a base: as Arrow, and from there as pandas or polars."""

    name: str
    _tables: BaseTables

    def to_arrow(self) -> pa.Table:
        """Return the table as Arrow, with the schema of `wirecopy.tables.SCHEMAS`."""
        return self._tables.table(self.name)

    def to_pandas(self) -> Any:
        """Return the table as a pandas DataFrame; needs `wirecopy[pandas]`."""
        _need("pandas")
        return self.to_arrow().to_pandas()

    def to_polars(self) -> Any:
        """Return the table as a polars DataFrame; needs `wirecopy[polars]`."""
        return _need("polars").from_arrow(self.to_arrow())

    def _repr_html_(self) -> str:
        return str(self.to_pandas()._repr_html_())

    def __len__(self) -> int:
        return int(self.to_arrow().num_rows)


def _need(module: str) -> Any:
    from importlib import import_module

    from wirecopy.errors import MissingExtra

    try:
        return import_module(module)
    except ImportError as error:
        raise MissingExtra(module, module) from error
