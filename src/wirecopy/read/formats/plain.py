"""Plain text: the file is the page."""

from __future__ import annotations

from collections.abc import Iterator

from wirecopy.options import ReadOptions
from wirecopy.read.decode import decode_text
from wirecopy.read.page import FormatPage
from wirecopy.read.single import file_page
from wirecopy.types import Page, Rejected

EXTENSIONS = (".txt", ".text")


def pages(path: str, options: ReadOptions) -> Iterator[Page | Rejected]:
    """Yield the one page of a text file."""
    return file_page(path, options, lambda content: FormatPage(path, decode_text(content)))
