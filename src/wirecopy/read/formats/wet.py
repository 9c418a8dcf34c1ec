"""WET files: the text a crawl drew from its pages, a page per record. Needs `wirecopy[warc]`."""

from __future__ import annotations

from collections.abc import Iterator

from wirecopy.options import ReadOptions
from wirecopy.read.archive import records, rejected
from wirecopy.read.decode import NotText, decode
from wirecopy.read.formats.warc import stated
from wirecopy.read.page import Found, build_page
from wirecopy.types import Page, Rejected

EXTENSIONS = (".warc.wet", ".warc.wet.gz", ".wet", ".wet.gz")


def pages(path: str, options: ReadOptions) -> Iterator[Page | Rejected]:
    """Yield the page of each conversion record; a broken one is rejected and the rest is read."""
    for record in records(path, "conversion", options):
        if isinstance(record, Rejected):
            yield record
            continue
        try:
            found = Found(path, decode(record.block), number=record.number)
        except NotText as error:
            yield rejected(path, record.number, record.url, str(error))
            continue
        yield build_page(stated(found, record), options)
