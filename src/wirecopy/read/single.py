"""Files that hold one page."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from wirecopy.options import ReadOptions
from wirecopy.read.decode import NotText
from wirecopy.read.page import FormatPage, build_page, row_uri, too_long
from wirecopy.read.streams import DAMAGED, read_bounded
from wirecopy.types import Page, Rejected


def file_page(path: str, options: ReadOptions, find: Callable[[bytes], FormatPage]) -> Iterator[Page | Rejected]:
    """Yield the page that `find` makes of the file's bytes, or why there is none."""
    try:
        content = read_bounded(path, options)
        if content is not None:
            yield build_page(find(content), options)
            return
        reason = too_long(options)
    except NotText as error:
        reason = str(error)
    except DAMAGED as error:
        reason = f"damaged gz: {error}"
    yield Rejected(row_uri(path, None, None), "read", reason)
