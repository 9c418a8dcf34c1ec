"""The addresses of the feeds: every story list has one of each form, by the same query."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import Response

from wirecopy.desk import etags
from wirecopy.desk.desk import Desk
from wirecopy.desk.feeds.writing import Feed, atom, json_feed, rss
from wirecopy.desk.finding.panel import chosen
from wirecopy.desk.finding.story_query import QueryFields, asked_for, find

STORIES = 50
"""Stories of a feed, the first of the list."""
FORMS: dict[str, tuple[Callable[[Feed], bytes], str]] = {
    "atom": (atom, "application/atom+xml; charset=utf-8"), "rss": (rss, "application/rss+xml; charset=utf-8"),
    "json": (json_feed, "application/feed+json; charset=utf-8"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class FeedPages:
    """The feeds of one desk."""

    desk: Desk

    def of(self, form: str) -> Callable[..., Response]:
        """Return what answers with feeds of a form."""
        write, kind = FORMS[form]

        def feed(request: Request, asked: Annotated[QueryFields, Depends(asked_for)]) -> Response:
            mark = etags.etag(request, self.desk.shelf.opened().generation)
            same = etags.unchanged(request, mark)
            return same or Response(
                write(self._feed(request, asked)), media_type=kind, headers={"etag": mark, "cache-control": "no-cache"}
            )

        return feed

    def _feed(self, request: Request, asked: QueryFields) -> Feed:
        opened = self.desk.shelf.opened()
        root = str(request.base_url).rstrip("/")
        narrowed = ", ".join(step.name for step in chosen(opened.catalogue, asked))
        return Feed(
            title=f"{self.desk.name}: {narrowed}" if narrowed else f"{self.desk.name}: stories",
            address=str(request.url),
            page=f"{root}/?{asked.address()}".rstrip("?"),
            root=root,
            stories=[row.headline for row in find(self.desk.base, opened, asked, STORIES).rows],
        )


def feed_routes(desk: Desk) -> APIRouter:
    """Return the routes of the feeds."""
    feeds, router = FeedPages(desk), APIRouter(include_in_schema=False)
    for form in FORMS:
        router.add_api_route(f"/feed.{form}", feeds.of(form), response_class=Response)
    return router
