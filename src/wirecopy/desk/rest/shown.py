"""The tables behind the pages, whole, as files: `/v1/shown/NAME` with the page's own query."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Query
from fastapi import Path as Segment
from starlette.responses import Response

from wirecopy.desk.desk import Desk
from wirecopy.desk.finding import tables_shown as tables
from wirecopy.desk.finding.story_query import QueryFields, asked_for, find
from wirecopy.desk.finding.tables_shown import Asking
from wirecopy.desk.http_errors import Refusal
from wirecopy.desk.rest.reading import failures, file_response
from wirecopy.export import write_table
from wirecopy.tables import SCHEMAS

Format = Annotated[Literal["csv", "jsonl", "parquet", "geojson"], Query()]
TYPES = {
    "csv": "text/csv; charset=utf-8", "jsonl": "application/x-ndjson", "parquet": "application/vnd.apache.parquet",
    "geojson": "application/geo+json",
}  # fmt: skip
PLACED = ("events", "named")
"""Tables whose rows lie on a map."""
_Text = Annotated[str, Query(max_length=300)]
Table = Literal["articles", "copies", "edits", "origins", "quotes", "entities", "events", "spans", "families"]
Name = Literal["stories", "quotes", "events", "named", "outlets", "agencies", "reach", "dyads"]
Kind = Literal["person", "organisation", "place", ""]
Id = Annotated[str, Segment(min_length=1, max_length=100)]


@dataclass(frozen=True, slots=True)
class ShownTables:
    """The files of one desk."""

    desk: Desk

    def table(
        self,
        name: Name,
        asked: Annotated[QueryFields, Depends(asked_for)],
        kind: Kind = "",
        key: _Text = "",
        format: Format = "csv",
    ) -> Response:
        """Give a table that pages show, whole, as a file.

        `stories` takes the query of the story list; `quotes` and `events` whose they are (`kind` and `key`), `events`
        a `dyad` too; `named` a `kind` and words (`q`); `reach` an `agency`.
        """
        if format == "geojson" and name not in PLACED:
            raise Refusal(404, "not_found", f"geojson goes with {' and '.join(PLACED)}: other rows lie on no map.")
        table = self._asking(name, asked, kind, key.lower()).whole(self.desk.shelf.opened().finder)
        return file_response(f"{name}.{format}", TYPES[format], lambda file: write_table(table, format, file))

    def of_story(self, story_id: Id, table: Table, format: Format = "csv") -> Response:
        """Give the rows of a table that belong to one story, as a file."""
        lookup = self.desk.shelf.opened().lookup
        article_ids = lookup.rows("stories", "story_id", [story_id])["article_id"].to_pylist()
        if not article_ids:
            raise Refusal(404, "not_found", "There is no story of that id in this base.")
        if format == "geojson" and table != "entities":
            raise Refusal(404, "not_found", "geojson goes with entities: other rows of a story lie on no map.")
        column = next(name for name in ("story_id", "article_id", "article_a") if name in SCHEMAS[table].names)
        rows = lookup.rows(table, column, [story_id] if column == "story_id" else article_ids)
        name = f"{story_id}-{table}.{format}"
        return file_response(name, TYPES[format], lambda file: write_table(rows, format, file))

    def _asking(self, name: str, asked: QueryFields, kind: str, key: str) -> Asking:
        if name == "stories":
            opened = self.desk.shelf.opened()
            among = find(self.desk.base, opened, asked, 1).among if asked.q.strip() else None
            return tables.stories(asked.filter(), among)
        if name == "quotes":
            return tables.quotes(kind, key)
        if name == "events":
            return tables.dyad_events(*asked.sides) if asked.dyad else tables.events(kind, key)
        if name == "named":
            return tables.entities_question(kind, asked.q)
        if name == "reach":
            return tables.reach(asked.agency)
        return {"outlets": tables.outlets, "agencies": tables.agencies, "dyads": tables.dyads}[name]()


def shown_routes(desk: Desk) -> APIRouter:
    """Return the routes of the files."""
    shown, router = ShownTables(desk), APIRouter(prefix="/v1", tags=["read"])
    good: dict[int | str, dict[str, Any]] = {
        200: {"description": "The file.", "content": {kind: {} for kind in sorted(TYPES.values())}}
    }
    for path, endpoint in (("/shown/{name}", shown.table), ("/stories/{story_id}/tables/{table}", shown.of_story)):
        router.add_api_route(
            path,
            endpoint,
            methods=["GET"],
            summary=(endpoint.__doc__ or "").split("\n")[0],
            responses=good | failures(404),
            response_class=Response,
        )
    return router
