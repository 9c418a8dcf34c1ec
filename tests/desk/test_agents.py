from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

import wirecopy

pytest.importorskip("mcp", reason="wirecopy[mcp] is not installed")

from mcp import Client, StdioServerParameters

from wirecopy.pipeline.checking.answer import check_json

SENTENCE = "The ferry between Brandt and Lund was late on Friday because of fog, and forty people waited on the quay."


def over_stdio(base: wirecopy.NewsBase | None, ask: Callable[[Client], Awaitable[Any]]) -> Any:
    """What a client is told by `wirecopy mcp [BASE]` as a process of its own."""
    command = ["-m", "wirecopy", "mcp", *([str(base.tables.layout.root)] if base else [])]
    server = StdioServerParameters(command=sys.executable, args=command, env={"PYTHONPATH": str(SOURCE)})

    async def session() -> Any:
        async with Client(server) as client:
            return await ask(client)

    return asyncio.run(asyncio.wait_for(session(), 120))


SOURCE = Path(wirecopy.__file__).resolve().parent.parent


def told(result: Any) -> Any:
    assert not result.is_error, result
    return json.loads(result.content[0].text)


def test_agent_uses_every_tool_over_stdio(
    desk_base: wirecopy.NewsBase, founding_raw: tuple[str, str], founding_story: str
) -> None:
    async def ask(client: Client) -> list[Any]:
        tools = (await client.list_tools()).tools
        names = {tool.name for tool in tools}
        arguments = [(tool.name, *one) for tool in tools for one in tool.input_schema["properties"].items()]
        assert [(tool, name) for tool, name, about in arguments if len(about.get("description", "")) < 20] == []
        assert names == {
            "source_diversity_check",
            "check_independence",
            "find_copies",
            "get_story",
            "diff_copies",
            "search",
        }
        texts = [*founding_raw, SENTENCE]
        independence = told(await client.call_tool("check_independence", {"texts": texts}))
        copies = told(await client.call_tool("find_copies", {"text": founding_raw[1]}))
        story = told(await client.call_tool("get_story", {"story_id": founding_story}))
        ids = [row["article_id"] for row in story["article_list"]]
        diff = told(await client.call_tool("diff_copies", {"base_article_id": ids[0], "article_id": ids[1]}))
        by_id = told(await client.call_tool("check_independence", {"article_ids": ids}))
        found = told(await client.call_tool("search", {"words": "Shangri"}))
        wrong = await client.call_tool("get_story", {"story_id": "s_none"})
        return [independence, copies, story, diff, by_id, found, wrong]

    independence, copies, story, diff, by_id, found, wrong = over_stdio(desk_base, ask)
    assert [group["verdict"] for group in independence["groups"]] == ["same_text", "different_events"]
    assert (independence["origins_low"], independence["origins_high"]) == (1, 1)
    assert copies["copies"][0]["story_id"] == founding_story
    assert story["counts"] == "2 articles / 1 text / 1 origin"
    assert (diff["substantive_edits"], diff["style_edits"]) == (0, 47)
    assert (by_id["origins_low"], by_id["origins_high"]) == (1, 1)
    assert [one["story_id"] for one in found["stories"]] == [founding_story]
    assert wrong.is_error
    assert "no story of that id" in wrong.content[0].text


def test_agent_checks_a_list_without_a_base(founding_raw: tuple[str, str]) -> None:
    async def ask(client: Client) -> Any:
        (tool,) = (await client.list_tools()).tools
        assert tool.name == "source_diversity_check"
        assert "is a hint" in (tool.description or "")
        assert not any(line.startswith(" ") for line in (tool.description or "").splitlines())
        sources = [*founding_raw, {"title": "Ferry late again", "url": "https://lund.example/1"}]
        return told(
            await client.call_tool("source_diversity_check", {"sources": sources, "claims": ["The ferry is late"]})
        )

    answer = over_stdio(None, ask)
    assert answer == check_json(
        wirecopy.check(
            [*founding_raw, {"title": "Ferry late again", "url": "https://lund.example/1"}], ["The ferry is late"]
        )
    )


def test_answers_of_tools_are_compact(desk_base: wirecopy.NewsBase, ferry_story: str) -> None:
    from wirecopy.desk.agents import AgentTools
    from wirecopy.desk.index_refresh import Index
    from wirecopy.desk.snapshot import SnapshotShelf

    tools = AgentTools(SnapshotShelf(desk_base), Index(desk_base))
    raw = desk_base.story(ferry_story).canonical.page.raw
    for answer in (tools.get_story(ferry_story), tools.find_copies(raw)):
        assert len(json.dumps(answer)) < 30_000
