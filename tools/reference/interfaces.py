"""The pages of the doors for programs and agents: REST and MCP, as the desk describes them itself."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from starlette.testclient import TestClient

import wirecopy
from reference.markdown import code, page, table
from wirecopy.desk.agents import agent_server
from wirecopy.desk.app import desk_app
from wirecopy.desk.options import DeskOptions

REST_ABOUT = """
`wirecopy serve BASE` answers these at `http://127.0.0.1:8017`. A running desk describes itself at `/v1/openapi.json`,
and lists the same at `/api`. Rows have the columns of the [tables](tables.md); [the desk](../explanation/desk.md)
says how lists are paged, what `ETag` saves, and how it is kept safe. Every error is `{"error": {"code": ...,
"message": ...}}`.
"""
MCP_ABOUT = """
`wirecopy mcp BASE` answers agents over the Model Context Protocol (standard input and output) with these tools;
without a base there is `source_diversity_check` alone. All of them only read. [How to connect an
agent](../howto/agents.md).
"""


def rest() -> str:
    """Return the page of the REST interface."""
    with tempfile.TemporaryDirectory() as folder:
        base = _small_base(Path(folder))
        with TestClient(desk_app(base, DeskOptions()), base_url="http://localhost") as client:
            told = client.get("/v1/openapi.json").json()
    calls = [
        (method.upper(), path, operation)
        for path, methods in told["paths"].items() for method, operation in methods.items()
    ]  # fmt: skip
    listed = table(["call", "what it gives"], ((code(f"{m} {path}"), one.get("summary", "")) for m, path, one in calls))
    shown = [_call(*call) for call in calls]
    answers = [_schema(name, one) for name, one in told["components"]["schemas"].items() if "properties" in one]
    return page("REST", REST_ABOUT, listed, *shown, "## What is sent and answered", *answers)


def _call(method: str, path: str, told: dict[str, Any]) -> str:
    parts = [f"## {method} {path}", told.get("description") or told.get("summary", "")]
    rows = [
        (
            code(one["name"]),
            one["in"],
            _kind(one["schema"]),
            one.get("description", ""),
        )
        for one in told.get("parameters", ())
    ]
    if rows:
        parts.append(table(["parameter", "where", "type", "what it says"], rows))
    sent = [_kind(one["schema"]) for one in told.get("requestBody", {}).get("content", {}).values() if "schema" in one]
    if sent:
        parts.append(f"Sent: {', '.join(sent)}.")
    good = told["responses"].get("200", told["responses"].get("201", {}))
    answer = [_kind(one["schema"]) for one in good.get("content", {}).values() if one.get("schema")]
    if answer:
        parts.append(f"Answer: {', '.join(answer)}.")
    return "\n\n".join(parts)


def _schema(name: str, told: dict[str, Any]) -> str:
    rows = [
        (code(field), _kind(one), "" if field in told.get("required", ()) else "yes", one.get("description", ""))
        for field, one in told["properties"].items()
    ]
    about = f"{told['description']}\n\n" if told.get("description") else ""
    return f"### {name}\n\n{about}{table(['key', 'type', 'may be left out', 'what it says'], rows)}"


def _kind(schema: dict[str, Any]) -> str:
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return f"[{name}](#{name.lower()})"
    for several in ("anyOf", "oneOf"):
        if several in schema:
            return " or ".join(dict.fromkeys(_kind(one) for one in schema[several]))
    if "enum" in schema:
        return ", ".join(code(value) for value in schema["enum"])
    if schema.get("type") == "array":
        return f"list of {_kind(schema.get('items', {}))}"
    return str(schema.get("type", "anything")) + _bounds(schema)


def _bounds(schema: dict[str, Any]) -> str:
    low, high = schema.get("minimum"), schema.get("maximum")
    return f" ({low} to {high})" if low is not None and high is not None else ""


def mcp() -> str:
    """Return the page of the tools for agents."""
    with tempfile.TemporaryDirectory() as folder:
        tools = asyncio.run(agent_server(_small_base(Path(folder))).list_tools())
    return page("MCP", MCP_ABOUT, *_tools(tools))


def _tools(tools: Any) -> Iterator[str]:
    for tool in tools:
        schema = tool.input_schema
        rows = [
            (code(name), _kind(one), "" if name in schema.get("required", ()) else "yes")
            for name, one in schema["properties"].items()
        ]
        yield f"## {tool.name}\n\n{tool.description}\n\n{table(['argument', 'type', 'may be left out'], rows)}"


def _small_base(folder: Path) -> wirecopy.NewsBase:
    (folder / "page.txt").write_text("The ferry sails again.\n", "utf-8")
    base = wirecopy.open(folder / "base", create=True)
    base.run([folder / "page.txt"])
    return base
