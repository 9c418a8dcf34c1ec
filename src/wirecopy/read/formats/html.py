"""A saved HTML page: its visible text is the raw text, its bytes are kept."""

from __future__ import annotations

from collections.abc import Iterator

from wirecopy.options import ReadOptions
from wirecopy.read.rows import html_page
from wirecopy.read.single import file_page
from wirecopy.types import Page, Rejected

EXTENSIONS = (".html", ".htm", ".xhtml", ".shtml")


def pages(path: str, options: ReadOptions) -> Iterator[Page | Rejected]:
    """Yield the one page of an HTML file."""
    return file_page(path, options, lambda content: html_page(path, content))
