"""The page on which a text is pasted or a saved page uploaded: its copies, origins and edits, without keeping it."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, File, Form, UploadFile
from starlette.responses import HTMLResponse, Response

from wirecopy.desk.checks import TextQuestion
from wirecopy.desk.desk import Desk
from wirecopy.desk.http_errors import Refusal, refusal_of
from wirecopy.desk.rest.comparing import Comparing
from wirecopy.errors import WirecopyError
from wirecopy.options import ReadOptions
from wirecopy.pipeline.live.check import NO_COPIES, Compared
from wirecopy.read import read_pages
from wirecopy.serve.views import Headline, PairRow, Source, side_by_side, wording
from wirecopy.types import Edit, Page

MOST_FILES = 10
_MARKUP = re.compile(r"\s{0,200}<(?:!doctype|html|head|body|article|div|p)\b", re.IGNORECASE)
_Field = Annotated[str, Form(max_length=2_000)]


@dataclass(frozen=True, slots=True)
class Answer:
    """What is shown of one text that was given."""

    label: str
    compared: Compared
    stories: tuple[tuple[Headline, tuple[Source, ...]], ...]
    rows: tuple[PairRow, ...]
    edits: tuple[Edit, ...]
    style: int
    added: str | None
    said: str

    @property
    def substance(self) -> int:
        """Return how many edits change what is said."""
        return len(self.edits) - self.style


@dataclass(frozen=True, slots=True)
class Pasting:
    """The page of one desk."""

    desk: Desk
    comparing: Comparing

    def form(self) -> Response:
        """Return the empty form."""
        return self._page(TextQuestion(""))

    def answer(
        self,
        text: Annotated[str, Form()] = "",
        outlet: _Field = "",
        published: _Field = "",
        url: _Field = "",
        title: _Field = "",
        token: Annotated[str, Form(max_length=300)] = "",
        file: Annotated[list[UploadFile] | None, File()] = None,
    ) -> Response:
        """Return the form with what was found of the text and of every file."""
        given = TextQuestion(text, outlet, url, title, published)
        try:
            if token:
                self.comparing.allow(token)
            asked = [one for one in (_from_text(given) if text.strip() else None,) if one] + _from_files(file, given)
            if not asked:
                raise Refusal(422, "invalid", "Paste a text or choose a file first.")
            return self._page(given, [self._answered(one, keep=bool(token)) for one in asked[:MOST_FILES]])
        except (Refusal, WirecopyError) as error:
            refusal = refusal_of(error)
            return self._page(given, problem=refusal.message, status=refusal.status)

    def _answered(self, asked: TextQuestion, keep: bool) -> Answer:
        compared = self.comparing.compared(asked)
        opened = self.desk.shelf.opened()
        ids = dict.fromkeys(match.story_id for match in compared.matches if match.story_id)
        headlines = opened.catalogue.of(ids)
        return Answer(
            label=compared.article.label,
            compared=compared,
            stories=tuple(
                (headlines[i], wording.sources(o for o in compared.origins if o.story_id == i))
                for i in ids
                if i in headlines
            ),
            rows=self._rows(compared),
            edits=compared.edits,
            style=sum(not edit.substantive for edit in compared.edits),
            added=str(self.comparing.added(asked)["state"]) if keep else None,
            said=_comparison_line(compared),
        )

    def _rows(self, compared: Compared) -> tuple[PairRow, ...]:
        if compared.base is None:
            return ()
        pages = self.desk.shelf.opened().lookup.rows("pages", "page_id", [compared.base.page_id])["raw"].to_pylist()
        return (
            side_by_side(
                (pages[0], compared.base.body_spans),
                (compared.page.raw, compared.article.body_spans),
                edits=compared.edits,
                blocks=compared.blocks,
            )
            if pages
            else ()
        )

    def _page(
        self, given: TextQuestion, found: Sequence[Answer] = (), problem: str = "", status: int = 200
    ) -> Response:
        body = self.desk.templates.get_template("paste.html").render(
            desk=self.desk,
            here="paste",
            given=given,
            answers=found,
            problem=problem,
            can_add=self.desk.options.token is not None,
            limit=f"{self.desk.options.body_bytes / 1e6:g} MB",
        )
        return HTMLResponse(body, status, {"cache-control": "no-store"})


def _from_text(given: TextQuestion) -> TextQuestion:
    """Return a pasted text; pasted markup is read as the page it is."""
    if not _MARKUP.match(given.text):
        return given
    return _pages_of("pasted.html", given.text.encode("utf-8", "replace"), given)[0]


def _from_files(files: Sequence[UploadFile] | None, given: TextQuestion) -> list[TextQuestion]:
    text_questions: list[TextQuestion] = []
    for one in (files or ())[:MOST_FILES]:
        content = one.file.read()
        if content:
            text_questions += _pages_of(one.filename or "page.txt", content, given)
    return text_questions


def _pages_of(name: str, content: bytes, given: TextQuestion) -> list[TextQuestion]:
    """Return the pages a saved file holds, read as `wirecopy run` reads them."""
    ending = ".html" if Path(name).suffix.lower() in (".html", ".htm") else ".txt"
    with tempfile.TemporaryDirectory(prefix="wirecopy-desk-") as folder:
        path = os.path.join(folder, f"page{ending}")
        Path(path).write_bytes(content)
        pages = list(read_pages([path], ReadOptions()))
    page = pages[0]
    if not isinstance(page, Page):
        raise Refusal(422, "unusable", f"{name[:100]}: {page.reason}")
    return [TextQuestion(page.raw, given.outlet, given.url or page.url or "", given.title, given.published)]


def _comparison_line(compared: Compared) -> str:
    same = [m for m in compared.matches if m.copy.relation in ("copy", "version")]
    if not compared.matches:
        return NO_COPIES
    if not same:
        return "It shares words with what is in the base, but is no copy of any text there."
    best = same[0]
    return (
        f"A copy of {wording.count(len(same), 'article')} in the base:"
        f" {wording.share(best.share_of_text)} of its words stand in the nearest one."
    )


def pasting_routes(pasting: Pasting) -> APIRouter:
    """Return the routes of the page."""
    router = APIRouter(include_in_schema=False)
    router.add_api_route("/paste", pasting.form, methods=["GET"], response_class=HTMLResponse)
    router.add_api_route("/paste", pasting.answer, methods=["POST"], response_class=HTMLResponse)
    return router
