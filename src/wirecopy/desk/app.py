"""The desk put together: routes, limits and errors."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from http import HTTPStatus
from typing import TYPE_CHECKING

from anyio import to_thread
from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.staticfiles import StaticFiles

import wirecopy
from wirecopy.desk.background import BackgroundWork
from wirecopy.desk.desk import Desk
from wirecopy.desk.feeds.routes import feed_routes
from wirecopy.desk.guard import Guard
from wirecopy.desk.http_errors import Refusal, refusal_of, refused
from wirecopy.desk.index_refresh import Index
from wirecopy.desk.pages.most_asked import make_pages
from wirecopy.desk.pages.paste import Pasting, pasting_routes
from wirecopy.desk.pages.prerender import PagesAhead
from wirecopy.desk.pages.routes import page_routes
from wirecopy.desk.pages.subject_pages import subject_routes
from wirecopy.desk.rest.comparing import Comparing, comparing_routes
from wirecopy.desk.rest.describing import describing_routes
from wirecopy.desk.rest.reading import reading_routes
from wirecopy.desk.rest.shown import shown_routes
from wirecopy.desk.server_events import live_routes
from wirecopy.desk.snapshot import SnapshotShelf
from wirecopy.errors import WirecopyError

if TYPE_CHECKING:
    from wirecopy.api import NewsBase
    from wirecopy.desk.options import DeskOptions

THREADS = 4
"""Answers worked out at the same time, those included whose asker has gone; further ones wait their turn.

More would not be done sooner, for one at a time holds the interpreter: they would only all be late together."""
_ABOUT = "Stories of a news base, each counted once, with the evidence for every claim. Local and read-only by default."


def desk_app(base: NewsBase, options: DeskOptions) -> Guard:
    """Return the desk of a base as an ASGI application, all its limits in force."""
    desk, index = Desk(base, options, SnapshotShelf(base)), Index(base)
    desk.warm()
    beside = (index.beside, BackgroundWork("pages", PagesAhead(desk).due, make_pages, base))
    app = FastAPI(
        title="wirecopy", version=wirecopy.__version__, description=_ABOUT, openapi_url=None, docs_url=None,
        redoc_url=None, license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"}, lifespan=_lifespan(beside),
    )  # fmt: skip
    comparing = Comparing(desk, index)
    app.include_router(page_routes(desk))
    app.include_router(subject_routes(desk))
    app.include_router(reading_routes(desk))
    app.include_router(feed_routes(desk))
    app.include_router(shown_routes(desk))
    app.include_router(comparing_routes(comparing))
    app.include_router(pasting_routes(Pasting(desk, comparing)))
    app.include_router(live_routes(desk))
    app.include_router(describing_routes(desk, app))
    app.mount(
        "/static", StaticFiles(packages=[("wirecopy.desk", "static"), ("wirecopy.serve.html", "static")]), name="static"
    )
    app.add_exception_handler(Refusal, _refusal)
    app.add_exception_handler(WirecopyError, _error)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _broken)
    return Guard(app, options)


def _lifespan(beside: Sequence[BackgroundWork]) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    """Return what keeps index and pages up to the base while the desk is open."""

    @asynccontextmanager
    async def running(app: FastAPI) -> AsyncIterator[None]:
        to_thread.current_default_thread_limiter().total_tokens = THREADS
        for work in beside:
            work.start()
        yield
        for work in beside:
            await to_thread.run_sync(work.stop)

    return running


def _refusal(request: Request, error: Exception) -> Response:
    assert isinstance(error, Refusal)
    return refused(request.scope, error)


def _error(request: Request, error: Exception) -> Response:
    assert isinstance(error, WirecopyError)
    return refused(request.scope, refusal_of(error))


def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    message = "; ".join(
        f"{'.'.join(str(part) for part in one['loc'])}: {one['msg']}"[:200] for one in error.errors()[:5]
    )
    return refused(request.scope, Refusal(422, "invalid", message.encode("utf-8", "replace").decode("utf-8")))


def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    name = HTTPStatus(error.status_code).phrase
    headers = tuple((error.headers or {}).items())
    return refused(request.scope, Refusal(error.status_code, name.lower().replace(" ", "_"), f"{name}.", headers))


def _broken(request: Request, error: Exception) -> Response:
    return refused(request.scope, Refusal(500, "failed", "This could not be answered; the desk's log says why."))
