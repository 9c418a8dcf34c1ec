"""What is said when something cannot be answered: one shape of JSON, and a page for browsers."""

from __future__ import annotations

import html
import json
from collections.abc import MutableMapping
from typing import Any

from starlette.responses import Response

from wirecopy.errors import BaseBusy, IndexMissing, NotFound, WirecopyError


class Refusal(Exception):
    """Why a request cannot be answered: the HTTP status, a word for programs, a sentence for readers."""

    def __init__(self, status: int, code: str, message: str, headers: tuple[tuple[str, str], ...] = ()) -> None:
        self.status, self.code, self.message, self.headers = status, code, message, headers
        super().__init__(message)


def refusal_of(error: Refusal | WirecopyError) -> Refusal:
    """Return an error of wirecopy as the refusal that tells of it."""
    if isinstance(error, Refusal):
        return error
    if isinstance(error, NotFound):
        return Refusal(404, "not_found", str(error))
    if isinstance(error, IndexMissing):
        return Refusal(503, "index_missing", str(error), (("retry-after", "5"),))
    if isinstance(error, BaseBusy):
        return Refusal(503, "busy", "The base is being written; try again in a moment.")
    return Refusal(422, "unusable", str(error))


def refused(scope: MutableMapping[str, Any], refusal: Refusal) -> Response:
    """Return the answer: JSON under `/v1`, a short page elsewhere."""
    headers = dict(refusal.headers) | {"cache-control": "no-store"}
    if scope["path"].startswith("/v1"):
        body = json.dumps({"error": {"code": refusal.code, "message": refusal.message}}, ensure_ascii=False)
        return Response(body, refusal.status, headers, "application/json")
    return Response(_page(refusal), refusal.status, headers, "text/html; charset=utf-8")


def _page(refusal: Refusal) -> str:
    message = html.escape(refusal.message)
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>wirecopy</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<link rel="icon" href="/static/icon.svg">'
        '<link rel="stylesheet" href="/static/page.css">'
        '<link rel="stylesheet" href="/static/desk.css"></head><body><main class="refusal">'
        f'<h1>{refusal.status}</h1><p>{message}</p><p><a href="/">To the stories</a></p></main></body></html>'
    )
