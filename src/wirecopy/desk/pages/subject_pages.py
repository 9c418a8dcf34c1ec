"""The pages of what stories are about: people, organisations, places, outlets, agencies, pairs of countries, events."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Query
from fastapi import Path as Segment
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from wirecopy.desk.desk import Desk
from wirecopy.desk.finding import tables_shown as tables
from wirecopy.desk.finding.catalogue import Filter, Narrowing
from wirecopy.desk.finding.days import bars
from wirecopy.desk.finding.subjects import alike, outlet_figures, roles, subject
from wirecopy.desk.finding.tables_shown import Asking
from wirecopy.desk.http_errors import Refusal
from wirecopy.desk.pages.charts import BarChart, bar_chart
from wirecopy.desk.pages.page_response import send_page
from wirecopy.desk.pages.templates import subject_at
from wirecopy.desk.pages.worldmap import TOWN, MapSpot, WorldMap, spot_of, world_map
from wirecopy.desk.snapshot import OpenGeneration
from wirecopy.export import coded_countries, conflict_types
from wirecopy.serve.views import style_profile

STORIES, QUOTES, EVENTS, LISTED = 12, 15, 15, 300
"""Rows shown of each table of a page; the file of it has all."""
SILENT = 8
"""Outlets named on whose pages no credit of an agency was found."""
MAPPED = 300
"""Places drawn on the map of events, those of most events."""
HEADINGS = {"person": "People", "organisation": "Organisations", "place": "Places"}
_OF_NO_COUNTRY = {"IGO": "international bodies", "NGO": "private organisations", "MNC": "companies of many countries"}
_Key = Annotated[str, Segment(min_length=1, max_length=300)]
_Code = Annotated[str, Segment(pattern=r"^[A-Za-z]{2,4}$")]
_Words = Annotated[str, Query(max_length=200)]
Kind = Literal["person", "organisation", "place"]
KINDS: tuple[tuple[Kind, str], ...] = (("person", "people"), ("organisation", "organisations"), ("place", "places"))


@dataclass(frozen=True, slots=True)
class TablePart:
    """A stretch of a table as a page shows it, how many rows there are, and the address of its files."""

    rows: list[dict[str, object]]
    number: int
    files: str


@dataclass(frozen=True, slots=True)
class SubjectPages:
    """These pages of one desk."""

    desk: Desk

    def listed(self, kind: Kind) -> Callable[..., Response]:
        """Return the page that lists the people, organisations or places."""

        def page(request: Request, q: _Words = "") -> Response:
            opened = self.desk.shelf.opened()

            def shown() -> dict[str, object]:
                part = _part(opened, tables.entities_question(kind, q), LISTED, f"named?kind={kind}")
                return {"here": kind, "kind": kind, "heading": HEADINGS[kind], "q": q, "part": part}

            return send_page(self.desk, request, "subjects/named_list.html", shown)

        return page

    def named(self, kind: Kind) -> Callable[..., Response]:
        """Return the page of a person, an organisation or a place."""

        def page(request: Request, key: _Key) -> Response:
            opened = self.desk.shelf.opened()
            return send_page(self.desk, request, "subjects/subject.html", lambda: self._named(opened, kind, key))

        return page

    def outlets(self, request: Request) -> Response:
        """Return the outlets of the base."""
        opened = self.desk.shelf.opened()
        return send_page(
            self.desk, request, "subjects/outlets.html",
            lambda: {"here": "outlets", "part": _part(opened, tables.outlets(), LISTED, "outlets?")},
        )  # fmt: skip

    def outlet(self, request: Request, outlet: _Key) -> Response:
        """Return an outlet: its figures, whom it takes from and credits, its style, its stories."""
        opened = self.desk.shelf.opened()

        def shown() -> dict[str, object]:
            figures = outlet_figures(opened.finder, outlet)
            if figures is None:
                raise Refusal(404, "not_found", "No article of an outlet of that name is in this base.")
            return _about(opened, "outlet", outlet) | {
                "name": outlet, "figures": figures, "profile": style_profile(opened.lookup, outlet),
                "copying": _part(opened, tables.copying(outlet), LISTED, ""),
                "credits": _part(opened, tables.credits(outlet), LISTED, ""),
            }  # fmt: skip

        return send_page(self.desk, request, "subjects/outlet.html", shown)

    def agencies(self, request: Request) -> Response:
        """Return the agencies that are credited, and those that texts are traced to."""
        opened = self.desk.shelf.opened()
        return send_page(
            self.desk, request, "subjects/agencies.html",
            lambda: {"here": "agencies", "part": _part(opened, tables.agencies(), LISTED, "agencies?")},
        )  # fmt: skip

    def agency(self, request: Request, name: _Key) -> Response:
        """Return an agency's reach: which outlets ran its texts, and whether they say so."""
        opened = self.desk.shelf.opened()

        def shown() -> dict[str, object]:
            part = _part(opened, tables.reach(name), LISTED, f"reach?{_query(agency=name)}")
            if not part.number:
                raise Refusal(404, "not_found", "No article credits an agency of that name, and none is traced to it.")
            facet = "origin" if opened.catalogue.listed(Filter((("origin", name),)), "recent", 0, 1)[1] else "agency"
            silent = _part(opened, tables.reach(name, silent=True), SILENT, "")
            return _about(opened, facet, name) | {"name": name, "reach": part, "silent": silent}

        return send_page(self.desk, request, "subjects/agency.html", shown)

    def dyads(self, request: Request) -> Response:
        """Return the pairs of countries that did something to or with each other."""
        opened = self.desk.shelf.opened()
        return send_page(
            self.desk, request, "subjects/dyads.html",
            lambda: {
                "here": "events", "part": _part(opened, tables.dyads(), LISTED, "dyads?"), "country": _country,
            },
        )  # fmt: skip

    def dyad(self, request: Request, a: _Code, b: _Code) -> Response:
        """Return what two countries did to or with each other, by day."""
        opened = self.desk.shelf.opened()

        def shown() -> dict[str, object]:
            asking = tables.dyad_events(a.upper(), b.upper())
            part = _part(opened, asking, 4 * EVENTS, f"events?{_query(dyad=f'{a}-{b}'.upper())}")
            sides = sorted((a.upper(), b.upper()))
            if not part.number and not set(sides) <= set(coded_countries()) | set(_OF_NO_COUNTRY):
                raise Refusal(404, "not_found", "There is no country of one of these codes.")
            names, code = [_country(side) for side in sides], "-".join(sides)
            others = [] if part.number else [_part(opened, tables.dyads(side), 12, "") for side in sides]
            stories, number = opened.catalogue.listed(Filter(dyad=code), "recent", 0, STORIES)
            return {
                "here": "events", "names": names, "code": code, "events": part, "chart": _events_chart(opened, asking),
                "map": _events_map(opened, asking), "stories": stories, "number": number,
                "others": others, "country": _country,
            }  # fmt: skip

        return send_page(self.desk, request, "subjects/dyad.html", shown)

    def events(self, request: Request) -> Response:
        """Return the events of the base: where, when, and the latest."""
        opened = self.desk.shelf.opened()
        asking = tables.events()

        def shown() -> dict[str, object]:
            return {
                "here": "events", "events": _part(opened, asking, 4 * EVENTS, "events?"), "country": _country,
                "map": _events_map(opened, asking), "chart": _events_chart(opened, asking),
                "dyads": _part(opened, tables.dyads(), 12, "dyads?"),
            }  # fmt: skip

        return send_page(self.desk, request, "subjects/events_page.html", shown)

    def _named(self, opened: OpenGeneration, kind: Kind, key: str) -> dict[str, object]:
        entry = subject(opened.finder, kind, key)
        if entry is None:
            raise Refusal(404, "not_found", "Nothing of that name is sure enough to have a page in this base.")
        asking = tables.events(kind, entry.key)
        where = spot_of(entry.name, entry.value, entry.rule, entry.stories) if kind == "place" else None
        query = _query(kind=kind, key=entry.key)
        return _about(opened, kind, entry.key) | {
            "subject": entry,
            "roles": roles(opened.finder, entry) if kind == "person" else (),
            "alike": alike(opened.finder, entry) if kind == "person" else (),
            "quotes": _part(opened, tables.quotes(kind, entry.key), QUOTES, f"quotes?{query}"),
            "events": _part(opened, asking, EVENTS, f"events?{query}"),
            "map": world_map([where]) if where else None,
            "heading": HEADINGS[kind],
        }


def _about(opened: OpenGeneration, facet: str, value: str) -> dict[str, object]:
    """Return the stories of a subject, the chart of their days, and what else they are about."""
    wanted = Filter(((facet, value),))
    narrowing: Narrowing = opened.catalogue.narrowing(wanted)
    stories, number = opened.catalogue.listed(wanted, "recent", 0, STORIES)
    return {
        "here": facet, "stories": stories, "number": number, "facet": facet, "value": value,
        "chart": bar_chart(narrowing.days, "story"),
        "beside": [
            (kind, title, [one for one in narrowing.facets.get(kind, ()) if (kind, one.value) != (facet, value)])
            for kind, title in (HEADINGS | {"outlet": "Outlets"}).items()
            if (kind, facet) != ("outlet", "outlet")
        ],
    }  # fmt: skip


def _part(opened: OpenGeneration, asking: Asking, most: int, files: str) -> TablePart:
    rows = asking.first(opened.finder, most + 1)
    number = len(rows) if len(rows) <= most else asking.number(opened.finder)
    return TablePart(rows[:most], number, files)


def _events_chart(opened: OpenGeneration, asking: Asking) -> BarChart | None:
    conflicts = ", ".join(f"'{kind}'" for kind in conflict_types())
    dated = f"SELECT day, type IN ({conflicts}) AS apart FROM ({asking.query})"
    return bar_chart(bars(opened.finder, dated, asking.values), "event", apart="conflict")


def _events_map(opened: OpenGeneration, asking: Asking) -> WorldMap | None:
    rows = opened.finder.rows(
        f"SELECT place, place_key, place_rule, latitude, longitude, count(*) AS n FROM ({asking.query})"
        f" WHERE latitude IS NOT NULL AND longitude IS NOT NULL GROUP BY ALL ORDER BY n DESC, place LIMIT {MAPPED}",
        asking.values,
    )
    return world_map(
        MapSpot(name, latitude, longitude, number, rule != TOWN, subject_at("place", key))
        for name, key, rule, latitude, longitude, number in rows
    )


def _country(code: str) -> str:
    """Return the name of a country, or of what stands in its place where an actor is of none."""
    country = coded_countries().get(code)
    return country.name if country else _OF_NO_COUNTRY.get(code, code)


def _query(**fields: str) -> str:
    return urlencode(fields)


def subject_routes(desk: Desk) -> APIRouter:
    """Return the routes of these pages."""
    pages, router = SubjectPages(desk), APIRouter(include_in_schema=False)
    routes: list[tuple[str, Callable[..., Response]]] = [
        ("/outlets", pages.outlets), ("/outlets/{outlet:path}", pages.outlet), ("/agencies", pages.agencies),
        ("/agency/{name:path}", pages.agency), ("/dyads", pages.dyads), ("/dyad/{a}/{b}", pages.dyad),
        ("/events", pages.events),
    ]  # fmt: skip
    for kind, plural in KINDS:
        routes += [(f"/{plural}", pages.listed(kind)), (f"/{kind}/{{key:path}}", pages.named(kind))]
    for path, endpoint in routes:
        router.add_api_route(path, endpoint, response_class=HTMLResponse)
    return router
