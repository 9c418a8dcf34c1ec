"""One module per format, found by its place in this folder.

A format is a module with `EXTENSIONS` (lower case, with the dot, as they end a file's name, what says that it is packed
aside) and `pages(path, options)`, which yields a Page or a Rejected per page or record and raises OSError at most.
A table format also has `column_names(path, options)`: the columns of its first rows.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from typing import Protocol, cast

from wirecopy.options import ReadOptions
from wirecopy.read.signature import format_by_content
from wirecopy.read.streams import PACKED, unpacked_name
from wirecopy.types import Page, Rejected


class Format(Protocol):
    """What a module of this folder offers."""

    EXTENSIONS: tuple[str, ...]

    def pages(self, path: str, options: ReadOptions) -> Iterator[Page | Rejected]:
        """Yield the pages of a file and what of it could not be used."""
        ...


class TableFormat(Format, Protocol):
    """A format whose files have columns."""

    def column_names(self, path: str, options: ReadOptions) -> list[str]:
        """Return the names of the columns, as far as the first rows show them."""
        ...


def load_formats() -> dict[str, Format]:
    """Return the format of every known extension."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    modules = [cast(Format, importlib.import_module(f"{__name__}.{name}")) for name in names]
    return {extension: module for module in modules for extension in module.EXTENSIONS}


def format_of(path: str, formats: Mapping[str, Format]) -> Format | None:
    """Return the format that a file's first bytes prove, else the one of its name, null for neither.

    A name may say the wrong thing (`news.xml` of a dozen formats, `page.html` that is a feed); bytes do not.
    """
    name = unpacked_name(path)
    named = max((extension for extension in formats if name.endswith(extension)), key=len, default=None)
    try:
        by_content = format_by_content(path)
    except OSError:
        by_content = None
    extension = by_content or named
    return formats[extension] if extension else None


def extensions_of(formats: Mapping[str, Format]) -> str:
    """Return the known extensions in one line."""
    return f"{' '.join(sorted(formats))}, also packed ({' '.join(PACKED)})"


def as_table(reader: Format) -> TableFormat | None:
    """Return the format as a table format if it is one."""
    return cast(TableFormat, reader) if hasattr(reader, "column_names") else None
