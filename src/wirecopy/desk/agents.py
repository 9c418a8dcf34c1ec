"""The base for agents: a few tools over the Model Context Protocol, answers compact, with ids, reasons and bounds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from inspect import cleandoc
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import Field

import wirecopy
from wirecopy.desk.finding.story_query import QueryFields, find
from wirecopy.desk.http_errors import Refusal
from wirecopy.desk.index_refresh import Index
from wirecopy.desk.pages import views as telling
from wirecopy.desk.snapshot import SnapshotShelf
from wirecopy.errors import MissingExtra, WirecopyError
from wirecopy.pipeline.article_pairs import paired
from wirecopy.pipeline.batch.lazy import LazyValue
from wirecopy.pipeline.checking.answer import before_json, check_json
from wirecopy.pipeline.checking.check import SourceChecker, load_checker
from wirecopy.pipeline.checking.in_base import LookedInto
from wirecopy.pipeline.checking.source import GivenSource
from wirecopy.pipeline.live.check import (
    SAID,
    articles_of,
    compare_text,
    compared_json,
    given_texts,
)
from wirecopy.serve.views import Dossier, Json, headline_json, plain_columns, sayings, wording
from wirecopy.text.safe_text import clipped

if TYPE_CHECKING:
    from mcp.server.mcpserver import MCPServer

    from wirecopy.api import NewsBase

ABOUT = (
    "A news base: stories told once, with the copies, edits and origins of every article. Ask source_diversity_check"
    " before you take several reports for several sources: copies of one text are one source. Counts of origins are"
    " bounds; 'not shown dependent' is never proof of independence. What is not in this base cannot be seen."
)
ABOUT_LISTS = (
    "Tells how many origins stand behind a list of sources: ask source_diversity_check before you take several reports"
    " for several confirmations. Counts are bounds; 'not shown dependent' is never proof of independence."
)
LONGEST_TEXT = 200_000
LISTED = 20
SHOWN_EDITS = 40
READING = 300
_Text = Annotated[str, Field(min_length=1, max_length=LONGEST_TEXT, description="A text, whole or a passage of it.")]
_Texts = Annotated[list[_Text] | None, Field(max_length=20, description="Texts as they stand, one an article.")]
_Id = Annotated[str, Field(min_length=1, max_length=100, description="The article_id of an article, from get_story.")]
_StoryId = Annotated[str, Field(min_length=1, max_length=100, description="The story_id of a story, from search.")]
_Ids = Annotated[list[_Id] | None, Field(max_length=20, description="Ids of articles of this base, beside the texts.")]
_SOURCES = (
    "The sources to compare, in any order. Each is a text, an address (not fetched), or an object with any of url,"
    " title, author, outlet, published_at (ISO 8601), text, html. Give texts where you have them; headlines say little."
)
_Sources = Annotated[list[_Text | dict[str, Any]], Field(min_length=1, max_length=500, description=_SOURCES)]
_CLAIMS = "Sentences to look up in the sources: who carries each, in which words, and which figures differ."
_Claim = Annotated[str, Field(min_length=1, max_length=1_000)]
_Claims = Annotated[list[_Claim] | None, Field(max_length=20, description=_CLAIMS)]
_Detail = Annotated[bool, Field(description="Whether to give every reason in full; without it a short answer.")]
_LEAST = "Give facts and events from this confidence on, 0 to 1; without it those of which nine in ten are right."
_Least = Annotated[float | None, Field(ge=0, le=1, description=_LEAST)]
_Words = Annotated[str, Field(min_length=1, max_length=400, description="Words that a story must hold, all of them.")]
_Limit = Annotated[int, Field(ge=1, le=LISTED, description="How many stories to give at most.")]
Answer = dict[str, Any]


@dataclass(frozen=True, slots=True)
class AgentTools:
    """The tools of one base."""

    shelf: SnapshotShelf
    index: Index

    def source_diversity_check(self, sources: _Sources, claims: _Claims = None, detail: _Detail = False) -> Answer:
        """Tell how many origins stand behind a list of sources before you take several for several confirmations.

        A source is a text, an address, or an object with whatever you have: url, title, author, outlet, published_at,
        text (content and snippet too), html. Read `sentence` first. `groups` tell which sources (by their places in
        your list, from 0) carry one text, retell, translate, rest on one release or interview, or tell of another
        event; `claims` are looked up.
        'Different event' is a hint: an own report with few words in common may be called so. 'Not comparable' is an
        answer: it may be one more origin or none. Read such a source yourself before you discard it.
        """
        self.index.beside.do()
        return check_json(self.index.checker().check(sources, claims or (), self._base()), detail=detail)

    def check_independence(self, texts: _Texts = None, article_ids: _Ids = None) -> Answer:
        """Answer as source_diversity_check does, for texts and ids of articles; its older name, soon to be dropped."""
        self.index.beside.do()
        sources: list[GivenSource] = [*(texts or ()), *({"article_id": name} for name in article_ids or ())]
        check = self.index.checker().check(sources, (), self._base())
        return check_json(check) | before_json(check)

    def _base(self) -> LookedInto:
        return LookedInto(self.shelf.base.tables, self.shelf.opened().lookup)

    def find_copies(self, text: _Text) -> Answer:
        """Find the articles of the base that share words with a text: how much, in which story, from which origin.

        Nothing is kept. No copy found says nothing of what is not in this base.
        """
        self.index.beside.do()
        comparer = self.index.comparer()
        (given,) = given_texts(comparer, [text])
        compared = compare_text(comparer, self.shelf.opened().lookup, given)
        answer = compared_json(compared)
        answer["edits"] = list[Json](_edit(edit) for edit in compared.edits if edit.substantive)[:SHOWN_EDITS]
        answer["style_edits"] = sum(not edit.substantive for edit in compared.edits)
        answer["origins"] = _origins(compared.origins)
        return answer

    def get_story(self, story_id: _StoryId, least: _Least = None) -> Answer:
        """Give a story: counts, origins with reasons, articles with what each changed, quotations with speakers.

        Each kind of fact is given from where nine in ten are right, or from `least`; events only with `least`.
        """
        dossier = self._dossier(story_id, least)
        late = telling.lags(dossier.members)
        return {
            **headline_json(dossier.headline),
            "origins": _origins(dossier.origins),
            "article_list": [
                {
                    "article_id": m.article.article_id,
                    "name": m.name,
                    "agency": m.article.agency,
                    "published": m.article.published,
                    "lag_seconds": telling.exact_lag(late.get(m.article.article_id)),
                    "role": m.family.role if m.family else "lone",
                    "share_of_text": m.containment,
                    "substantive_edits": sum(edit.substantive for edit in m.edits),
                }
                for m in dossier.members[: 3 * LISTED]
            ],
            "articles_left_out": max(0, len(dossier.members) - 3 * LISTED),
            "quotes": [
                {
                    "quote_id": saying.quote.quote_id,
                    "text": clipped(saying.quote.text, READING),
                    "kind": saying.quote.kind,
                    "speaker": saying.quote.speaker,
                    "speaker_role": saying.quote.speaker_role,
                    "confidence": saying.quote.confidence,
                    "articles": len(saying.article_ids),
                }
                for saying in sayings(dossier)[: 2 * LISTED]
            ],
            "said": SAID,
        }

    def diff_copies(self, base_article_id: _Id, article_id: _Id) -> Answer:
        """Tell what one article says otherwise than another: every substantive edit with its place, style counted."""
        base, other = articles_of(self.shelf.opened().lookup, [base_article_id, article_id])
        edits = paired(base, other).edits
        changed = [edit for edit in edits if edit.substantive]
        return {
            "base_article_id": base_article_id,
            "article_id": article_id,
            "substantive_edits": len(changed),
            "style_edits": len(edits) - len(changed),
            "edits": [_edit(edit) for edit in changed[:SHOWN_EDITS]],
            "edits_left_out": max(0, len(changed) - SHOWN_EDITS),
            "said": "Readings differ; who changed what is known only where the story settles the parent.",
        }

    def search(self, words: _Words, limit: _Limit = 10) -> Answer:
        """Find stories whose text holds every word, newest first; a "quoted phrase" counts as one word."""
        result = find(self.shelf.base, self.shelf.opened(), QueryFields(q=words), limit)
        rows: list[Json] = [
            {
                **{name: value for name, value in headline_json(row.headline).items() if name in _LISTED_COLUMNS},
                "excerpt": "".join(text for text, _ in row.excerpt),
            }
            for row in result.rows
        ]
        return {"stories": rows, "total": result.total, "total_is_bound": result.more_hits}

    def _dossier(self, story_id: str, least: float | None) -> Dossier:
        dossier = self.shelf.opened().dossier(story_id, least)
        if dossier is None:
            raise Refusal(404, "not_found", "There is no story of that id in this base; search gives ids.")
        return dossier


@dataclass(frozen=True, slots=True)
class ListTools:
    """The one tool where there is no base."""

    loaded: LazyValue[SourceChecker]

    def source_diversity_check(self, sources: _Sources, claims: _Claims = None, detail: _Detail = False) -> Answer:
        """See `AgentTools.source_diversity_check`, whose words an agent is told."""
        return check_json(self.loaded().check(sources, claims or ()), detail=detail)


_LISTED_COLUMNS = ("story_id", "label", "counts", "first_published", "substantive_edits", "agencies")


def agent_server(base: NewsBase | None) -> MCPServer[Any]:
    """Return the server of a base, or of lists of sources alone; raise MissingExtra where the MCP SDK is missing."""
    try:
        from mcp.server.mcpserver import MCPServer
        from mcp_types import ToolAnnotations
    except ImportError as error:
        raise MissingExtra("mcp", "mcp") from error
    server: MCPServer[Any] = MCPServer(
        "wirecopy", instructions=ABOUT if base else ABOUT_LISTS, version=wirecopy.__version__, log_level="WARNING"
    )
    reads = ToolAnnotations(read_only_hint=True, open_world_hint=False, idempotent_hint=True)
    for tool in _tools(base):
        about = AgentTools.source_diversity_check.__doc__ if tool.__name__ == "source_diversity_check" else tool.__doc__
        server.add_tool(_with_refusals(tool), name=tool.__name__, description=cleandoc(about or ""), annotations=reads)
    return server


def _tools(base: NewsBase | None) -> tuple[Callable[..., Answer], ...]:
    if base is None:
        return (ListTools(LazyValue(load_checker)).source_diversity_check,)
    tools = AgentTools(SnapshotShelf(base), Index(base))
    lists = (tools.source_diversity_check, tools.check_independence)
    return (*lists, tools.find_copies, tools.get_story, tools.diff_copies, tools.search)


def _with_refusals(tool: Callable[..., Answer]) -> Callable[..., Answer]:
    """Return a tool whose refusals reach the agent as the sentence they are."""
    from functools import wraps

    from mcp.server.mcpserver.exceptions import ToolError

    @wraps(tool)
    def told(*given: Any, **named: Any) -> Answer:
        try:
            return tool(*given, **named)
        except (Refusal, WirecopyError) as error:
            raise ToolError(str(error)) from error

    return told


def _origins(origins: Any) -> list[Json]:
    return [
        {
            "origin_id": source.origin_id,
            "kind": source.kind,
            "name": source.name,
            "confidence": source.confidence,
            "depends_on": source.depends_on,
            "article_ids": list(source.article_ids[:LISTED]),
            "reasons": [reason.text for reason in source.reasons[:8]],
        }
        for source in wording.sources(origins)
    ]


def _edit(edit: Any) -> dict[str, Json]:
    values = plain_columns(edit)
    names = ("kind", "in_quote", "base_start", "base_end", "base_text", "start", "end", "text")
    return {name: clipped(value, READING) if isinstance(value := values[name], str) else value for name in names}
