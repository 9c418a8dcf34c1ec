"""Any table of a base in a format others read. A format is a module in `formats` with a `write` function."""

from __future__ import annotations

import pkgutil
from importlib import import_module
from typing import TYPE_CHECKING, BinaryIO

from wirecopy.errors import BadOption
from wirecopy.export import formats

if TYPE_CHECKING:
    import pyarrow as pa


def format_names() -> list[str]:
    """Return the formats there are, sorted."""
    return sorted(module.name for module in pkgutil.iter_modules(formats.__path__))


def write_table(table: pa.Table, format_name: str, target: BinaryIO) -> None:
    """Write the table to an open binary file; raise BadOption for a format we do not have."""
    if format_name not in format_names():
        raise BadOption("--format", format_name, f"one of {', '.join(format_names())}")
    import_module(f"{formats.__name__}.{format_name}").write(table, target)
