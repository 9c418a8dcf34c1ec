"""Texts against the base for programs: copies, origins, lists of sources; and adding, for those who show the token."""

from __future__ import annotations

import secrets
import threading
from dataclasses import dataclass, field
from typing import Annotated

from fastapi import APIRouter, Header
from starlette.responses import Response

from wirecopy.desk import checks as answers
from wirecopy.desk.desk import Desk
from wirecopy.desk.http_errors import Refusal
from wirecopy.desk.index_refresh import Index
from wirecopy.desk.rest import models
from wirecopy.desk.rest.reading import failures, json_response
from wirecopy.pipeline.checking.answer import SourceCheck, before_json, check_json
from wirecopy.pipeline.checking.in_base import LookedInto
from wirecopy.pipeline.checking.source import GivenSource
from wirecopy.pipeline.live.check import Compared, compare_text, compared_json, given_texts
from wirecopy.serve.views import Json

WAIT_SECONDS = 15.0
_NO_TOKEN = "This desk only reads: it was started without a token."
_WRONG = "Adding needs the token this desk was started with."


@dataclass(frozen=True, slots=True)
class Comparing:
    """Comparisons with one base, a few at a time."""

    desk: Desk
    index: Index
    turns: threading.BoundedSemaphore = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "turns", threading.BoundedSemaphore(self.desk.options.comparisons))

    def compare(self, text: models.Text) -> Response:
        """Find a text's copies in the base, the origins behind them and its edits against them; nothing is kept."""
        return json_response(compared_json(self.compared(as_asked(text))))

    def check(self, question: models.SourceQuestion) -> Response:
        """Tell how many origins stand behind a list of sources, in a sentence and by groups; nothing is kept."""
        answer = self._checked(list(question.sources), question.claims)
        return json_response(check_json(answer, detail=question.detail))

    def independence(self, question: models.Question) -> Response:
        """Answer as `/v1/check` does, under its older name and with the older keys too; the next release drops it."""
        sources: list[GivenSource] = [as_asked(text).source for text in question.texts]
        check = self._checked([*sources, *({"article_id": name} for name in question.article_ids)], [])
        return json_response(check_json(check) | before_json(check))

    def _checked(self, sources: list[GivenSource], claims: list[str]) -> SourceCheck:
        if not self.turns.acquire(timeout=WAIT_SECONDS):
            raise _busy()
        try:
            base = LookedInto(self.desk.base.tables, self.desk.shelf.opened().lookup)
            return self.index.checker().check(sources, claims, base)
        finally:
            self.turns.release()

    def add(self, text: models.Text, authorization: Annotated[str, Header(max_length=300)] = "") -> Response:
        """Keep a page in the base (the next run settles it); needs the token: `Authorization: Bearer TOKEN`."""
        scheme, _, token = authorization.partition(" ")
        self.allow(token.strip() if scheme.lower() == "bearer" else "")
        return json_response(self.added(as_asked(text)))

    def compared(self, asked: answers.TextQuestion) -> Compared:
        """Return the comparison of one text."""
        if not self.turns.acquire(timeout=WAIT_SECONDS):
            raise _busy()
        try:
            comparer = self.index.comparer()
            (given,) = given_texts(comparer, [asked.source])
            return compare_text(comparer, self.desk.shelf.opened().lookup, given)
        finally:
            self.turns.release()

    def added(self, asked: answers.TextQuestion) -> dict[str, Json]:
        """Keep one text; whoever calls has shown the token."""
        return answers.add(self.desk.base, asked, self.index.comparer())

    def allow(self, token: str) -> None:
        """Raise a refusal unless the token is the desk's."""
        wanted = self.desk.options.token
        if wanted is None:
            raise Refusal(403, "read_only", _NO_TOKEN)
        if not secrets.compare_digest(token.encode("utf-8", "replace"), wanted.encode()):
            raise Refusal(401, "unauthorised", _WRONG, (("www-authenticate", "Bearer"),))


def as_asked(text: models.Text) -> answers.TextQuestion:
    """Return a text as the answers take it."""
    return answers.TextQuestion(text.text, text.outlet, text.url, text.title, text.published)


def _busy() -> Refusal:
    return Refusal(503, "busy", "Other texts are being compared; try again in a moment.", (("retry-after", "5"),))


def comparing_routes(comparing: Comparing) -> APIRouter:
    """Return the routes that compare, and the one that adds."""
    router = APIRouter(prefix="/v1", tags=["compare"])
    refusing = {
        code: {"model": models.Failure, "description": said} for code, said in ((401, _WRONG), (403, _NO_TOKEN))
    }
    for path, endpoint, model, more in (
        ("/compare", comparing.compare, models.Check, {}),
        ("/check", comparing.check, models.CheckedSources, failures(404)),
        ("/independence", comparing.independence, models.CheckedSources, failures(404)),
        ("/pages", comparing.add, models.AddedAnswer, refusing),
    ):
        router.add_api_route(
            path,
            endpoint,
            methods=["POST"],
            summary=(endpoint.__doc__ or "").split("\n")[0],
            responses={200: {"model": model, "description": "The answer."}} | failures(413) | more,  # type: ignore[operator]
            response_class=Response,
        )
    return router
