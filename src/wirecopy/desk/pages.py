"""The pages for readers: list, story, raw page, pair, outlets, and how to read them."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi import Path as Segment
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from wirecopy.desk import etags
from wirecopy.desk import page_views as telling
from wirecopy.desk.catalogue import Order
from wirecopy.desk.desk import Desk
from wirecopy.desk.http_errors import Refusal
from wirecopy.desk.prerender import Ahead
from wirecopy.desk.story_query import LONGEST_QUERY, Asked, find
from wirecopy.serve.views.style_profile import outlet_counts, style_profile

ARRIVED = 20
MOST_ROWS = 10_000_000
_Words = Annotated[str, Query(max_length=LONGEST_QUERY)]
_Name = Annotated[str, Query(max_length=300)]
_Day = Annotated[str, Query(max_length=10)]
Id = Annotated[str, Segment(min_length=1, max_length=100)]
Least = Annotated[float | None, Query(ge=0, le=1)]


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages of one desk."""

    desk: Desk
    ahead: Ahead

    def stories(
        self,
        request: Request,
        q: _Words = "",
        outlet: _Name = "",
        agency: _Name = "",
        language: _Name = "",
        since: _Day = "",
        until: _Day = "",
        order: Order = "recent",
        substantive: bool = False,
        several: bool = False,
        start: Annotated[int, Query(ge=0, le=MOST_ROWS)] = 0,
    ) -> Response:
        """Return the story list."""
        opened = self.desk.shelf.opened()
        asked = Asked(q, outlet, agency, language, since, until, order, substantive, several, start)
        front = not (start or q or asked.narrowed)
        return self._page(
            request,
            "list.html",
            lambda: {
                "here": "stories",
                "asked": asked,
                "choice": opened.catalogue.choice,
                "found": find(self.desk.base, opened, asked),
                "arrived": self.desk.shelf.incoming(limit=ARRIVED) if front else (),
                "waiting": self.desk.waiting if front else 0,
            },
            str(self.desk.waiting) if front else "",
        )

    def story(self, request: Request, story_id: Id, least: Least = None) -> Response:
        """Return a story's page, of its facts those of at least a confidence."""
        opened = self.desk.shelf.opened()

        def made() -> bytes:
            ahead = self.ahead.get(opened, story_id) if least is None else None
            return ahead or self.desk.story_page(opened, story_id, least)

        return self._sent(request, made, "")

    def raw(self, request: Request, article_id: Id) -> Response:
        """Return an article's raw page with its spans."""
        return self._raw(request, article_id, None)

    def span(self, request: Request, article_id: Id, start: int, end: int) -> Response:
        """Return an article's raw page with one stretch of it marked."""
        if not 0 <= start < end:
            raise Refusal(404, "not_found", "There is no such stretch: it must begin before it ends.")
        return self._raw(request, article_id, (start, end))

    def pair(self, request: Request, left: Id, right: Id) -> Response:
        """Return two articles of one story side by side."""
        opened = self.desk.shelf.opened()

        def shown() -> dict[str, object]:
            found = telling.pair_page(self.desk.story_with(opened, left), left, right)
            if found is None:
                raise Refusal(404, "not_found", "These two articles are not of one story.")
            return {"page": found}

        return self._page(request, "pair.html", shown)

    def outlets(self, request: Request) -> Response:
        """Return the outlets that ran copies."""
        lookup = self.desk.shelf.opened().lookup
        return self._page(
            request, "outlets.html", lambda: {"here": "outlets", "profile": None, "outlets": outlet_counts(lookup)}
        )

    def outlet(self, request: Request, outlet: Annotated[str, Segment(max_length=300)]) -> Response:
        """Return an outlet's house style."""
        lookup = self.desk.shelf.opened().lookup

        def shown() -> dict[str, object]:
            profile = style_profile(lookup, outlet)
            if profile is None:
                raise Refusal(404, "not_found", "No copies of an outlet of that name are in this base.")
            return {"here": "outlets", "profile": profile, "outlets": ()}

        return self._page(request, "outlets.html", shown)

    def about(self, request: Request) -> Response:
        """Return how to read the pages."""
        return self._page(request, "about.html", lambda: {"here": "about"})

    def _raw(self, request: Request, article_id: str, stretch: tuple[int, int] | None) -> Response:
        opened = self.desk.shelf.opened()

        def shown() -> dict[str, object]:
            found = telling.raw_page(self.desk.story_with(opened, article_id), article_id, stretch)
            assert found is not None
            if stretch and stretch[0] >= len(found.raw.member.page.raw):
                raise Refusal(404, "not_found", "The page ends before that stretch begins.")
            return {"page": found}

        return self._page(request, "raw.html", shown)

    def _page(
        self, request: Request, template: str, shown: Callable[[], dict[str, object]], state: str = ""
    ) -> Response:
        """Return a page, what it shows worked out only where it is needed."""
        return self._sent(request, lambda: self.desk.made(template, shown()), state)

    def _sent(self, request: Request, made: Callable[[], bytes], state: str) -> Response:
        """Return a page, or word that the browser has it already; only then is it made.

        `state` names what besides the generation and the address the page depends on.
        """
        desk = self.desk
        mark = etags.etag(request, desk.shelf.opened().generation, state)
        same = etags.unchanged(request, mark)
        if same is not None:
            return same
        body = desk.rendered.get(mark)
        if body is None:
            body = made()
            desk.rendered.keep(mark, body)
        headers = {"etag": mark, "cache-control": "no-cache", "vary": "accept-encoding"}
        if "gzip" not in request.headers.get("accept-encoding", ""):
            return HTMLResponse(gzip.decompress(body), headers=headers)
        return HTMLResponse(body, headers=headers | {"content-encoding": "gzip"})


def page_routes(desk: Desk) -> APIRouter:
    """Return the routes of the pages for readers."""
    pages, router = Pages(desk, Ahead(desk)), APIRouter(include_in_schema=False)
    for path, endpoint in (
        ("/", pages.stories), ("/story/{story_id}", pages.story), ("/raw/{article_id}", pages.raw),
        ("/raw/{article_id}/{start:int}-{end:int}", pages.span), ("/pair/{left}/{right}", pages.pair),
        ("/outlets", pages.outlets), ("/outlets/{outlet:path}", pages.outlet), ("/about", pages.about),
    ):  # fmt: skip
        router.add_api_route(path, endpoint, response_class=HTMLResponse)
    return router
