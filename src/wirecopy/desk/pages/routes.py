"""The pages for readers: list, story, raw page, pair, outlets, and how to read them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Query
from fastapi import Path as Segment
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from wirecopy.desk.desk import Desk
from wirecopy.desk.finding.days import Bar
from wirecopy.desk.finding.panel import panel
from wirecopy.desk.finding.story_query import MOST_ROWS, QueryFields, StoryAnswerPage, asked_for, find
from wirecopy.desk.finding.subjects import country_pair, reporters_called, subjects_called, versions
from wirecopy.desk.finding.tables_shown import quotations_question
from wirecopy.desk.http_errors import Refusal
from wirecopy.desk.pages import views as telling
from wirecopy.desk.pages.charts import bar_chart
from wirecopy.desk.pages.page_response import send, send_page
from wirecopy.desk.pages.page_versions import version_steps
from wirecopy.desk.pages.templates import segment
from wirecopy.desk.snapshot import OpenGeneration
from wirecopy.pipeline.batch.stories.history import today_of

ARRIVED = 20
SAYINGS, MOST_WORDS = 6, 8
"""Quotations that a search shows, and its words that they are to hold."""
_ASKED = re.compile(r'"([^"]+)"|([\w\'’-]+)')
Id = Annotated[str, Segment(min_length=1, max_length=100)]
_Open = Annotated[str, Query(max_length=100)]
Least = Annotated[float | None, Query(ge=0, le=1)]


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages of one desk."""

    desk: Desk

    def stories(
        self,
        request: Request,
        asked: Annotated[QueryFields, Depends(asked_for)],
        start: Annotated[int, Query(ge=0, le=MOST_ROWS)] = 0,
    ) -> Response:
        """Return the story list."""
        opened, asked = self.desk.shelf.opened(), asked.at(start)
        front = not (start or asked.q or asked.narrowed)

        def shown() -> dict[str, object]:
            result = find(self.desk.base, opened, asked)
            beside = panel(opened.catalogue, asked, result)
            return {
                "here": "stories",
                "asked": asked,
                "found": result,
                "panel": beside,
                "chart": bar_chart(beside.days, "story", lambda bar: _days(asked, bar)),
                "named": (*reporters_called(opened.finder, asked.q), *subjects_called(opened.finder, asked.q)),
                "between": country_pair(opened.finder, asked.q),
                "sayings": _sayings(opened, asked, result),
                "MOST_SAYINGS": SAYINGS,
                "arrived": self.desk.shelf.incoming(limit=ARRIVED) if front else (),
                "waiting": self.desk.waiting if front else 0,
            }

        return send_page(self.desk, request, "list.html", shown, str(self.desk.waiting) if front else "")

    def story(self, request: Request, story_id: Id, least: Least = None, open: _Open = "") -> Response:
        """Return a story's page, of its facts those of at least a confidence; `open` is a text of it, or `all`."""
        opened = self.desk.shelf.opened()
        today = self._today(opened, story_id)
        if today:
            return RedirectResponse(f"/story/{segment(today)}", 307)

        return send(self.desk, request, lambda: self.desk.story_page(opened, story_id, least, open))

    def _today(self, opened: OpenGeneration, story_id: str) -> str | None:
        """Return the story that is meant by the beginning of its id or by one of an earlier run: the largest it became.

        Null where the id is one of today, or means nothing or several.
        """
        near = opened.lookup.ids("stories", "story_id", story_id)
        if story_id in near or len(near) == 1:
            return None if story_id in near else near[0]
        became = opened.catalogue.of(today_of(self.desk.base.tables.layout, story_id, opened.catalogue.newest()))
        return max(became, key=lambda one: (became[one].articles, one), default=None)

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
            pair_page = telling.pair_page(self.desk.story_with(opened, left), left, right)
            if pair_page is None:
                raise Refusal(404, "not_found", "These two articles are not of one story.")
            return {"page": pair_page}

        return send_page(self.desk, request, "pair.html", shown)

    def versions(self, request: Request, url: Annotated[str, Query(min_length=1, max_length=4_000)]) -> Response:
        """Return what the page at an address said, state by state, with what was changed."""
        opened = self.desk.shelf.opened()

        def shown() -> dict[str, object]:
            page_versions = versions(opened.finder, url)
            if not page_versions:
                raise Refusal(404, "not_found", "No page of that address is in this base.")
            return {"url": url, "steps": version_steps(opened.lookup, page_versions)}

        return send_page(self.desk, request, "versions.html", shown)

    def about(self, request: Request) -> Response:
        """Return how to read the pages."""
        return send_page(self.desk, request, "about.html", lambda: {"here": "about"})

    def _raw(self, request: Request, article_id: str, stretch: tuple[int, int] | None) -> Response:
        opened = self.desk.shelf.opened()

        def shown() -> dict[str, object]:
            page = telling.raw_page(self.desk.story_with(opened, article_id), article_id, stretch)
            assert page is not None
            url = page.raw.member.article.url
            if stretch and stretch[0] >= len(page.raw.member.page.raw):
                raise Refusal(404, "not_found", "The page ends before that stretch begins.")
            return {"page": page, "states": len(versions(opened.finder, url)) if url else 1}

        return send_page(self.desk, request, "raw.html", shown)


def _sayings(opened: OpenGeneration, asked: QueryFields, answer: StoryAnswerPage) -> list[dict[str, object]]:
    """Return the quotations that hold what was asked for, word for word: a phrase, or every word."""
    words = [phrase or word for phrase, word in _ASKED.findall(asked.q.replace("“", '"').replace("”", '"'))]
    if not words or not answer.among or asked.start:
        return []
    return quotations_question(words[:MOST_WORDS], answer.among).first(opened.finder, SAYINGS)


def _days(asked: QueryFields, bar: Bar) -> str:
    """Return the address of the list narrowed to the days of a bar."""
    return f"/?{asked.otherwise(since=bar.first, until=bar.last)}"


def page_routes(desk: Desk) -> APIRouter:
    """Return the routes of the pages for readers."""
    pages, router = Pages(desk), APIRouter(include_in_schema=False)
    for path, endpoint in (
        ("/", pages.stories), ("/story/{story_id}", pages.story), ("/raw/{article_id}", pages.raw),
        ("/raw/{article_id}/{start:int}-{end:int}", pages.span), ("/pair/{left}/{right}", pages.pair),
        ("/versions", pages.versions),
        ("/about", pages.about),
    ):  # fmt: skip
        router.add_api_route(path, endpoint, response_class=HTMLResponse)
    return router
