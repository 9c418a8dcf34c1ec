"""What is to be taken down, written first: until all of it is gone, whoever opens the base for writing goes on.

`forgotten.txt` keeps what may not come back: ids of pages, and marks of addresses and outlets that were taken down
whole. All are hashes and tell nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass

from wirecopy.addresses import without_tracking
from wirecopy.ids import content_id
from wirecopy.store.layout import Layout, write_whole
from wirecopy.types import Page

URL, OUTLET = "u", "o"


@dataclass(frozen=True, slots=True)
class Takedown:
    """Pages by id, what else may not come back, and the names of files that hold what a plug-in said of them.

    `urls` and `uris` are addresses of the pages, which no file is to hold any longer.
    """

    page_ids: tuple[str, ...]
    marks: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()
    uris: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()


def url_mark(url: str) -> str:
    """Return the mark of an address, the same whatever a campaign added to it.

    >>> url_mark("https://a.example/b?utm_source=x") == url_mark("https://a.example/b")
    True
    """
    return content_id(URL, without_tracking(url))


def outlet_mark(outlet: str) -> str:
    """Return the mark of an outlet, in whatever case it is written."""
    return content_id(OUTLET, outlet.casefold())


def marks_of(page: Page) -> Iterator[str]:
    """Yield what a page may be forgotten by: its id, its address, its outlet."""
    yield page.page_id
    if page.url:
        yield url_mark(page.url)
    if page.outlet:
        yield outlet_mark(page.outlet)


def forgotten_marks(layout: Layout) -> frozenset[str]:
    """Return the ids of pages that were taken down, and the marks of addresses and outlets that were."""
    return frozenset(layout.forgotten.read_text("ascii").split()) if layout.forgotten.exists() else frozenset()


def is_forgotten(page: Page, forgotten: frozenset[str]) -> bool:
    """Tell whether a page was taken down: itself, its address, or its outlet."""
    return bool(forgotten) and not forgotten.isdisjoint(marks_of(page))


def pending_takedown(layout: Layout) -> Takedown | None:
    """Return the takedown that is not at its end; null where there is none."""
    if not layout.takedown.exists():
        return None
    record = json.loads(layout.takedown.read_text("utf-8"))
    return Takedown(**{name: tuple(values) for name, values in record.items()})


def begin_takedown(layout: Layout, wanted: Takedown) -> None:
    """Write a takedown down, and what it takes down on the list of what does not come back."""
    write_whole(layout.takedown, json.dumps(asdict(wanted), ensure_ascii=False).encode("utf-8", "surrogatepass"))
    keep_out(layout, wanted)


def keep_out(layout: Layout, wanted: Takedown) -> None:
    """Put what is taken down on the list of what does not come back."""
    earlier = forgotten_marks(layout)
    marks = earlier | {*wanted.page_ids, *wanted.marks}
    if marks != earlier:
        write_whole(layout.forgotten, "".join(f"{mark}\n" for mark in sorted(marks)).encode("ascii"))


def end_takedown(layout: Layout) -> None:
    """Note that nothing is left of what was to be taken down."""
    layout.takedown.unlink(missing_ok=True)
