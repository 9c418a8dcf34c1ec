"""The OpenAPI description of the interface, and the same as rows for its page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, FastAPI
from fastapi.openapi.utils import get_openapi
from starlette.requests import Request
from starlette.responses import Response

from wirecopy.desk.desk import Desk
from wirecopy.desk.rest.reading import json_response

_METHODS = ("get", "post")


@dataclass(frozen=True, slots=True)
class Operation:
    """One line of the page."""

    method: str
    path: str
    summary: str


@dataclass(frozen=True, slots=True)
class Describing:
    """Describes one desk."""

    desk: Desk
    app: FastAPI

    def openapi(self, request: Request) -> Response:
        """Return the OpenAPI description."""
        return json_response(self.description())

    def page(self, request: Request) -> Response:
        """Return the page that lists the operations."""
        body = self.desk.templates.get_template("api.html").render(
            desk=self.desk, here="api", operations=tuple(_operations(self.description()))
        )
        return Response(body, media_type="text/html")

    def description(self) -> dict[str, Any]:
        """Return the OpenAPI description as a value."""
        document = get_openapi(
            title=self.app.title,
            version=self.app.version,
            description=self.app.description,
            routes=self.app.routes,
            license_info=self.app.license_info,
        )
        document["components"].setdefault("securitySchemes", {})["token"] = {"type": "http", "scheme": "bearer"}
        return document


def _operations(description: dict[str, Any]) -> Iterator[Operation]:
    for path, methods in description["paths"].items():
        for method in _METHODS:
            if method in methods:
                yield Operation(method.upper(), path, methods[method].get("summary", ""))


def describing_routes(desk: Desk, app: FastAPI) -> APIRouter:
    """Return the routes of the description."""
    describing, router = Describing(desk, app), APIRouter(include_in_schema=False)
    router.add_api_route("/v1/openapi.json", describing.openapi)
    router.add_api_route("/api", describing.page)
    return router
