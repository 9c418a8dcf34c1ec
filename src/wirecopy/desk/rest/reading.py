"""Stories, articles, edits, searches and tables for programs."""

from __future__ import annotations

import json
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, BinaryIO, Literal

from fastapi import APIRouter, Depends, Query
from fastapi import Path as Segment
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from wirecopy.desk import etags
from wirecopy.desk.desk import Desk
from wirecopy.desk.finding.story_query import LONGEST_QUERY, QueryFields, asked_for, find
from wirecopy.desk.http_errors import Refusal
from wirecopy.desk.pages.views import exact_lag, lags
from wirecopy.desk.rest import models
from wirecopy.export import family_format_names, write_family
from wirecopy.pipeline.export_tables import gathered
from wirecopy.pipeline.live.check import SAID
from wirecopy.serve.views import Json, dossier_json, headline_json, outlet_counts, plain_columns, style_profile, wording
from wirecopy.tables import SCHEMAS, from_table
from wirecopy.types import Span

MOST = 200
LONGEST_SLICE = 1_000_000
CHUNK = 1 << 18
Id = Annotated[str, Segment(min_length=1, max_length=100)]
Least = Annotated[float | None, Query(ge=0, le=1)]
Limit = Annotated[int, Query(ge=1, le=MOST, description="Rows to give at once.")]
Cursor = Annotated[
    str, Query(max_length=80, description="`next` of the answer before.", pattern=r"^(g[0-9a-z_-]{1,60}\.[0-9]{1,9})?$")
]
_Words = Annotated[str, Query(max_length=LONGEST_QUERY)]
_Name = Annotated[str, Query(max_length=300)]
_Day = Annotated[str, Query(max_length=10, pattern=r"^(\d{4}-\d{2}-\d{2})?$", examples=["2023-05-30"])]
TableFormat = Literal["jsonl", "csv", "parquet"]
FamilyFormat = Literal["tei", "collatex", "graphml", "edgelist"]
TYPES = {
    "jsonl": "application/x-ndjson", "csv": "text/csv; charset=utf-8", "parquet": "application/vnd.apache.parquet",
    "tei": "application/tei+xml", "collatex": "application/json", "graphml": "application/graphml+xml",
    "edgelist": "text/csv; charset=utf-8",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class StoryAnswers:
    """What programs can read of one desk."""

    desk: Desk

    def stories(
        self,
        request: Request,
        asked: Annotated[QueryFields, Depends(asked_for)],
        limit: Limit = 25,
        cursor: Cursor = "",
    ) -> Response:
        """List the stories: those that hold the words of `q` and fit every filter."""
        opened = self.desk.shelf.opened()

        def told() -> Json:
            start = self._start(cursor)
            result = find(self.desk.base, opened, asked.at(start), limit)
            return {
                "stories": [headline_json(row.headline) for row in result.rows],
                "total": result.total,
                "total_is_bound": result.more_hits,
                "next": self._next(start + limit, result.total),
            }

        return self._answer(request, told)

    def story(self, request: Request, story_id: Id, least: Least = None) -> Response:
        """Give a story with all its evidence; `least` leaves out less sure facts; events are given with it alone."""
        opened = self.desk.shelf.opened()

        def told() -> Json:
            return dossier_json(self.desk.story(opened, story_id, least))

        return self._answer(request, told)

    def origins(self, request: Request, story_id: Id) -> Response:
        """Give the origins of a story with their reasons, and their number as bounds."""
        opened = self.desk.shelf.opened()

        def told() -> Json:
            dossier = self.desk.story(opened, story_id)
            line = headline_json(dossier.headline)
            shown = {name: line[name] for name in ("story_id", "counts", "origins_low", "origins_high")}
            return shown | {"origins": [plain_columns(origin) for origin in dossier.origins], "said": SAID}

        return self._answer(request, told)

    def edits(
        self,
        request: Request,
        story_id: Id,
        substantive: bool | None = None,
        kind: Annotated[str, Query(max_length=40)] = "",
        article_id: Annotated[str, Query(max_length=100)] = "",
        limit: Limit = 100,
        cursor: Cursor = "",
    ) -> Response:
        """List the edits of a story's copies against their canonical articles."""
        opened = self.desk.shelf.opened()

        def told() -> Json:
            start = self._start(cursor)
            edits = [
                edit
                for member in self.desk.story(opened, story_id).members
                for edit in member.edits
                if (substantive is None or edit.substantive == substantive)
                and kind in ("", edit.kind)
                and article_id in ("", edit.article_id)
            ]
            shown = edits[start : start + limit]
            following = self._next(start + limit, len(edits))
            return {"edits": [plain_columns(edit) for edit in shown], "total": len(edits), "next": following}

        return self._answer(request, told)

    def copies(self, request: Request, story_id: Id) -> Response:
        """Give a story's articles as copies: lag, share kept, edits by kind; and the proved pairs among them."""
        opened = self.desk.shelf.opened()

        def told() -> Json:
            dossier = self.desk.story(opened, story_id)
            late = lags(dossier.members)
            rows: list[Json] = []
            for member in dossier.members:
                article, family = member.article, member.family
                counts = Counter(edit.kind for edit in member.edits)
                substantive = sum(edit.substantive for edit in member.edits)
                rows.append(
                    {name: getattr(article, name) for name in ("article_id", "outlet", "agency", "published")}
                    | {"lag_seconds": exact_lag(late.get(article.article_id))}
                    | {name: getattr(family, name) if family else None for name in _OF_FAMILY}
                    | {
                        "containment": member.containment,
                        "words": wording.words(article),
                        "substantive_edits": substantive,
                    }
                    | {"style_edits": len(member.edits) - substantive, "edits_by_kind": dict(sorted(counts.items()))}
                )
            return {"articles": rows, "copies": [plain_columns(copy) for copy in dossier.copies]}

        return self._answer(request, told)

    def article(self, request: Request, article_id: Id) -> Response:
        """Give one article with its page, spans, family and edits."""
        opened = self.desk.shelf.opened()

        def told() -> Json:
            story = dossier_json(self.desk.story_with(opened, article_id))
            articles = story["articles"]
            assert isinstance(articles, list)
            return next(one for one in articles if isinstance(one, dict) and one["article_id"] == article_id)

        return self._answer(request, told)

    def page(
        self,
        request: Request,
        article_id: Id,
        start: Annotated[int, Query(ge=0, le=100_000_000)] = 0,
        end: Annotated[int | None, Query(ge=0, le=100_000_000)] = None,
    ) -> Response:
        """Give an article's raw page, or the stretch from `start` to `end` in code points: a million at most."""
        opened = self.desk.shelf.opened()

        def told() -> Json:
            page_ids = opened.lookup.rows("articles", "article_id", [article_id])["page_id"].to_pylist()
            rows = opened.lookup.rows("pages", "page_id", page_ids).to_pylist() if page_ids else []
            if not rows:
                raise Refusal(404, "not_found", "There is no article of that id in this base.")
            raw = rows[0]["raw"]
            low = min(start, len(raw))
            high = min(len(raw) if end is None else max(end, low), low + LONGEST_SLICE, len(raw))
            spans = from_table(opened.lookup.rows("spans", "article_id", [article_id]), Span)
            return {
                "page_id": rows[0]["page_id"],
                "article_id": article_id,
                "media_type": rows[0]["media_type"],
                "characters": len(raw),
                "start": low,
                "end": high,
                "raw": raw[low:high],
                "spans": [plain_columns(span) for span in spans if span.start < high and span.end > low],
            }

        return self._answer(request, told)

    def search(
        self,
        request: Request,
        q: Annotated[str, Query(min_length=1, max_length=LONGEST_QUERY, examples=['talks "in Vienna"'])],
        limit: Limit = 20,
        cursor: Cursor = "",
    ) -> Response:
        """Find the stories whose text holds every word, newest first; a "quoted phrase" counts as one word."""
        opened = self.desk.shelf.opened()

        def told() -> Json:
            start = self._start(cursor)
            result = find(self.desk.base, opened, QueryFields(q=q, start=start), limit)
            hits: list[Json] = [
                {
                    "story_id": row.headline.story_id,
                    "counts": row.headline.counts,
                    "label": row.headline.label,
                    "first_published": row.headline.first_published,
                    "excerpt": "".join(text for text, _ in row.excerpt),
                }
                for row in result.rows
            ]
            following = self._next(start + limit, result.total)
            return {"hits": hits, "total": result.total, "total_is_bound": result.more_hits, "next": following}

        return self._answer(request, told)

    def outlets(self, request: Request) -> Response:
        """List the outlets that ran copies."""
        lookup = self.desk.shelf.opened().lookup
        return self._answer(request, lambda: {"outlets": [plain_columns(row) for row in outlet_counts(lookup)]})

    def outlet(self, request: Request, outlet: Annotated[str, Segment(max_length=300)]) -> Response:
        """Give an outlet's house style, counted in all its copies."""
        lookup = self.desk.shelf.opened().lookup

        def told() -> Json:
            profile = style_profile(lookup, outlet)
            if profile is None:
                raise Refusal(404, "not_found", "No copies of an outlet of that name are in this base.")
            return plain_columns(profile)

        return self._answer(request, told)

    def tables(self, request: Request) -> Response:
        """List the tables and their columns."""
        rows: list[Json] = [
            {"table": name, "columns": [{"name": f.name, "type": str(f.type), "nullable": f.nullable} for f in schema]}
            for name, schema in SCHEMAS.items()
        ]
        return self._answer(request, lambda: {"tables": rows})

    def table(
        self, table: Annotated[str, Segment(max_length=40)], format: Annotated[TableFormat, Query()] = "jsonl"
    ) -> Response:
        """Give a whole table as a file."""
        if table not in SCHEMAS:
            raise Refusal(404, "not_found", f"There is no table of that name. There are: {', '.join(sorted(SCHEMAS))}.")
        return file_response(
            f"{table}.{format}", TYPES[format], lambda file: self.desk.base.export(table, format, file)
        )

    def family(self, story_id: Id, format: Annotated[FamilyFormat, Query()] = "tei") -> Response:
        """Give the largest family of a story for scholarly tools: apparatus, alignment table, tree."""
        dossier = self.desk.story(self.desk.shelf.opened(), story_id)
        family = dossier.canonical.family
        if family is None:
            raise Refusal(404, "not_found", "This story has one article only: there is nothing to compare.")
        text = gathered(dossier, family.family_id)
        assert format in family_format_names()
        return file_response(f"{story_id}.{format}", TYPES[format], lambda file: write_family(text, format, file))

    def _start(self, cursor: str) -> int:
        if not cursor:
            return 0
        generation, _, start = cursor.rpartition(".")
        if not start.isdigit() or len(start) > 9:
            raise Refusal(422, "invalid", "cursor: give `next` of the answer before, as it is.")
        if generation != self.desk.shelf.opened().generation:
            raise Refusal(409, "base_changed", "A run has changed the base since: begin again without a cursor.")
        return int(start)

    def _next(self, start: int, total: int) -> str | None:
        return f"{self.desk.shelf.opened().generation}.{start}" if start < total else None

    def _answer(self, request: Request, told: Callable[[], Json]) -> Response:
        mark = etags.etag(request, self.desk.shelf.opened().generation)
        same = etags.unchanged(request, mark)
        return same or json_response(told(), {"etag": mark, "cache-control": "no-cache"})


_OF_FAMILY = ("family_id", "role", "parent_article_id", "parent_confidence", "version")


def json_response(value: Json | Mapping[str, Json], headers: Mapping[str, str] | None = None) -> Response:
    """Return an answer as JSON; lone surrogates, which no page holds but a request may, become U+FFFD."""
    body = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
    return Response(body, media_type="application/json", headers=dict(headers or {}))


def file_response(name: str, kind: str, write: Callable[[BinaryIO], None]) -> Response:
    """Return a file to keep, written by `write`: in memory while it is small, else on disk until it is sent."""
    file = tempfile.SpooledTemporaryFile(max_size=8_000_000)  # noqa: SIM115 - closed when the last piece is sent
    write(file)  # type: ignore[arg-type]
    file.seek(0)

    def pieces() -> Iterator[bytes]:
        with file:
            while piece := file.read(CHUNK):
                yield piece

    safe = "".join(c if c.isascii() and (c.isalnum() or c in "._-") else "_" for c in name)
    return StreamingResponse(
        pieces(), media_type=kind, headers={"content-disposition": f'attachment; filename="{safe}"'}
    )


_FAILURES: dict[int | str, dict[str, Any]] = {
    code: {"model": models.Failure, "description": said}
    for code, said in (
        (404, "There is none of that id."), (409, "The base has changed since."), (413, "The request is too long."),
        (421, "The desk does not go by that name."), (422, "The request cannot be used."),
        (429, "Too many requests."), (503, "Not now; try again."),
    )
}  # fmt: skip


_GOOD: dict[int | str, dict[str, Any]] = {304: {"description": "The same as the ETag says."}}


def failures(*codes: int) -> dict[int | str, dict[str, Any]]:
    """Return the errors an operation may answer with, besides those any may."""
    return {code: _FAILURES[code] for code in (*codes, 421, 422, 429, 503)}


def reading_routes(desk: Desk) -> APIRouter:
    """Return the routes that read."""
    reading, router = StoryAnswers(desk), APIRouter(prefix="/v1", tags=["read"])
    answers: tuple[tuple[str, Callable[..., Response], type | None], ...] = (
        ("/stories", reading.stories, models.Stories),
        ("/stories/{story_id}", reading.story, models.StoryAnswer),
        ("/stories/{story_id}/origins", reading.origins, models.Origins),
        ("/stories/{story_id}/edits", reading.edits, models.Edits),
        ("/stories/{story_id}/copies", reading.copies, models.Copies),
        ("/stories/{story_id}/export", reading.family, None),
        ("/articles/{article_id}", reading.article, models.MemberAnswer),
        ("/articles/{article_id}/page", reading.page, models.RawPage),
        ("/search", reading.search, models.Hits),
        ("/outlets", reading.outlets, models.Outlets),
        ("/outlets/{outlet}", reading.outlet, models.Profile),
        ("/tables", reading.tables, models.Tables),
        ("/tables/{table}", reading.table, None),
    )
    for path, endpoint, model in answers:
        good: dict[str, Any] = {"model": model} if model else {"content": {kind: {} for kind in _kinds(path)}}
        good |= {"description": "The answer."}
        router.add_api_route(
            path,
            endpoint,
            methods=["GET"],
            summary=(endpoint.__doc__ or "").split("\n")[0],
            responses=_GOOD | {200: good} | failures(404, 409),
            response_class=Response,
        )
    return router


def _kinds(path: str) -> list[str]:
    names = ("jsonl", "csv", "parquet") if "tables" in path else ("tei", "collatex", "graphml", "edgelist")
    return sorted({TYPES[name] for name in names})
