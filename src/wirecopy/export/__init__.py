"""Tables and families of a base in formats others read. A format is a module in `formats`.

A module with a `write` function takes a table, one with `write_family` a family of copies.
"""

from __future__ import annotations

import pkgutil
from importlib import import_module
from typing import TYPE_CHECKING, Any, BinaryIO

from wirecopy.errors import BadOption
from wirecopy.export import formats
from wirecopy.export.countries import coded_countries
from wirecopy.export.dyads import dyad_days
from wirecopy.export.events import conflict_types
from wirecopy.export.family import CopyText, FamilyText
from wirecopy.export.own_columns import own_of, stated_columns, with_own

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = [
    "CopyText", "FamilyText", "coded_countries", "conflict_types", "dyad_days", "family_format_names", "format_names",
    "own_of", "stated_columns", "with_own", "write_family",
    "write_table",
]  # fmt: skip


def format_names() -> list[str]:
    """Return the formats there are, sorted."""
    return sorted(module.name for module in pkgutil.iter_modules(formats.__path__))


def family_format_names() -> list[str]:
    """Return the formats that take a family of copies, not a table, sorted."""
    return [name for name in format_names() if hasattr(_module(name), "write_family")]


def write_table(table: pa.Table, format_name: str, target: BinaryIO, *, header: bool = False) -> None:
    """Write the table to an open binary file; raise BadOption for a format we do not have.

    With `header` the names of the columns go before, in formats whose files have none by their rules.
    """
    names = [name for name in format_names() if name not in family_format_names()]
    if format_name not in names:
        raise BadOption("--format", format_name, f"one of {', '.join(names)}")
    writer = _module(format_name)
    if header and not hasattr(writer, "write_header"):
        headless = [name for name in names if hasattr(_module(name), "write_header")]
        raise BadOption("--header", format_name, f"with {' or '.join(headless)}; csv has one as it is")
    if header:
        writer.write_header(target)
    writer.write(table, target)


def write_family(family: FamilyText, format_name: str, target: BinaryIO) -> None:
    """Write the family to an open binary file; raise BadOption for a format we do not have."""
    if format_name not in family_format_names():
        raise BadOption("--format", format_name, f"one of {', '.join(family_format_names())}")
    _module(format_name).write_family(family, target)


def _module(name: str) -> Any:
    return import_module(f"{formats.__name__}.{name}")
