"""Which pages are made ahead: lists, the newest stories, whom and what most stories name, then every story."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import islice

from starlette.requests import Request
from starlette.responses import Response

from wirecopy.api import NewsBase
from wirecopy.desk.desk import Desk
from wirecopy.desk.http_errors import Refusal
from wirecopy.desk.options import DeskOptions
from wirecopy.desk.pages.prerender import connected, place
from wirecopy.desk.pages.subject_pages import KINDS, SubjectPages
from wirecopy.desk.snapshot import OpenGeneration, SnapshotShelf
from wirecopy.errors import WirecopyError

MOST_BYTES = 512_000_000
"""Packed pages laid by; the newest sixty thousand stories or so. Those beyond are made when they are asked for."""
NEWEST = 500
"""Stories whose pages are made before those of people and places: they are what a reader opens first."""
MOST_NAMED = 200
"""Pages made of each kind of subject, those of most stories: they cost most and are led to from most pages."""
NICE = 10  # answers go first, the index second
_BATCH = 32  # pages written at once
_LEAST_STORIES = 2  # a subject of one story is hardly asked for

Making = Callable[[], bytes]


def make_pages(base: NewsBase) -> None:
    """Make the pages most asked for, then those of every story, until all are there or the base has changed."""
    os.nice(NICE)
    desk = Desk(base, DeskOptions(), SnapshotShelf(base))
    opened = desk.shelf.opened()
    path = place(desk, opened)
    if path is None:
        return
    for older in set(path.parent.glob("pages-*.sqlite")) - {path}:
        older.unlink(missing_ok=True)
    with connected(path) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("CREATE TABLE IF NOT EXISTS pages (address TEXT PRIMARY KEY, body BLOB NOT NULL)")
        made_before = {row[0] for row in connection.execute("SELECT address FROM pages")}
        held = connection.execute("SELECT coalesce(sum(length(body)), 0) FROM pages").fetchone()[0]
        missing = [(address, making) for address, making in _wanted(desk, opened) if address not in made_before]
        for start in range(0, len(missing), _BATCH):
            if held > MOST_BYTES:
                break
            if desk.shelf.opened() is not opened:
                return
            rows = list(_made(missing[start : start + _BATCH]))
            held += sum(len(body) for _, body in rows)
            with connection:
                connection.execute("BEGIN")
                connection.executemany("INSERT OR REPLACE INTO pages VALUES (?, ?)", rows)
        connection.execute("CREATE TABLE IF NOT EXISTS complete (yes)")


def _wanted(desk: Desk, opened: OpenGeneration) -> Iterator[tuple[str, Making]]:
    """Yield the addresses of the pages to be made, each once, the first wanted first."""
    stories = ((f"/story/{name}", partial(desk.story_page, opened, name)) for name in opened.catalogue.newest())
    subjects = _subjects(SubjectPages(desk), opened)
    yield from islice(subjects, len(_LISTS) + len(KINDS))
    yield from islice(stories, NEWEST)
    yield from subjects
    yield from stories


_LISTS = ("/outlets", "/agencies", "/dyads", "/events")


def _subjects(pages: SubjectPages, opened: OpenGeneration) -> Iterator[tuple[str, Making]]:
    """Yield the lists, then the subjects of most stories."""
    lists = zip(_LISTS, (pages.outlets, pages.agencies, pages.dyads, pages.events), strict=True)
    for address, page in (*lists, *((f"/{plural}", pages.listed(kind)) for kind, plural in KINDS)):
        yield address, _body(address, page)
    for kind, _ in KINDS:
        asked = f"SELECT key FROM named WHERE kind = $kind AND NOT described AND stories >= {_LEAST_STORIES}"
        for (key,) in opened.finder.rows(f"{asked} ORDER BY stories DESC, key LIMIT {MOST_NAMED}", {"kind": kind}):
            yield f"/{kind}/{key}", _body(f"/{kind}/{key}", partial(pages.named(kind), key=key))
    for column, room, page in (
        ("outlet", "outlets", partial(_outlet, pages)),
        ("agency", "agency", partial(_agency, pages)),
    ):
        asked = f"SELECT {column} FROM piece WHERE {column} <> '' GROUP BY ALL ORDER BY count(*) DESC, {column}"
        for (name,) in opened.finder.rows(f"{asked} LIMIT {MOST_NAMED}"):
            yield f"/{room}/{name}", _body(f"/{room}/{name}", partial(page, name))
    asked = f"SELECT a, b FROM dyad GROUP BY ALL ORDER BY count(*) DESC, a, b LIMIT {MOST_NAMED}"
    for a, b in opened.finder.rows(asked):
        yield f"/dyad/{a}/{b}", _body(f"/dyad/{a}/{b}", partial(pages.dyad, a=a, b=b))


def _outlet(pages: SubjectPages, name: str, request: Request) -> Response:
    return pages.outlet(request, name)


def _agency(pages: SubjectPages, name: str, request: Request) -> Response:
    return pages.agency(request, name)


def _body(address: str, page: Callable[[Request], Response]) -> Making:
    """Return what makes the page of an address, packed."""
    scope = {"type": "http", "path": address, "query_string": b"", "headers": [(b"accept-encoding", b"gzip")]}
    return lambda: bytes(page(Request(scope | {"method": "GET", "server": ("localhost", 80)})).body)


def _made(wanted: Sequence[tuple[str, Making]]) -> Iterator[tuple[str, bytes]]:
    for address, making in wanted:
        try:
            yield address, making()
        except (Refusal, WirecopyError, OSError):
            raise
        except Exception:  # whoever asks for it will be told
            logging.getLogger("wirecopy.desk").exception("the page %s could not be made", address)
