"""Answers that browsers need not fetch twice: the base's generation says whether they have changed."""

from __future__ import annotations

import hashlib

from starlette.requests import Request
from starlette.responses import Response

import wirecopy


def etag(request: Request, generation: str, *more: str) -> str:
    """Return the mark of an answer: it changes with the generation, the address, the version and what else is named."""
    state = "\n".join((wirecopy.__version__, generation, str(request.url.path), str(request.url.query), *more))
    return f'W/"{hashlib.sha256(state.encode()).hexdigest()[:24]}"'


def unchanged(request: Request, mark: str) -> Response | None:
    """Return the answer `304` when the asker has this one already."""
    tags = {part.strip() for part in request.headers.get("if-none-match", "").split(",")}
    if mark in tags or "*" in tags:
        return Response(status_code=304, headers={"etag": mark, "cache-control": "no-cache"})
    return None
