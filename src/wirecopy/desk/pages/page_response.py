"""How a page is sent: packed, with a mark by which a browser need not fetch it twice, made only where it is needed."""

from __future__ import annotations

import gzip
from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from wirecopy.desk import etags
from wirecopy.desk.desk import Desk
from wirecopy.desk.pages.prerender import PagesAhead


def send_page(
    desk: Desk, request: Request, template: str, shown: Callable[[], dict[str, object]], state: str = ""
) -> Response:
    """Return a page, what it shows worked out only where it is needed."""
    return send(desk, request, lambda: desk.made(template, shown()), state)


def send(desk: Desk, request: Request, made: Callable[[], bytes], state: str = "") -> Response:
    """Return a page, or word that the browser has it already; only then is it made.

    `state` names what besides the generation and the address the page depends on.
    """
    mark = etags.etag(request, desk.shelf.opened().generation, state)
    same = etags.unchanged(request, mark)
    if same is not None:
        return same
    body = desk.rendered.get(mark)
    if body is None:
        plain = not (state or request.url.query)
        body = (PagesAhead(desk).get(desk.shelf.opened(), request.scope["path"]) if plain else None) or made()
        desk.rendered.keep(mark, body)
    headers = {"etag": mark, "cache-control": "no-cache", "vary": "accept-encoding"}
    if "gzip" not in request.headers.get("accept-encoding", ""):
        return HTMLResponse(gzip.decompress(body), headers=headers)
    return HTMLResponse(body, headers=headers | {"content-encoding": "gzip"})
