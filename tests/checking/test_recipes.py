"""The recipes of docs/explanation/check.md, run as they are printed."""

from __future__ import annotations

import io
import json
import re
import shlex
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import pytest

import wirecopy
from wirecopy.cli import main
from wirecopy.pipeline.checking.answer import check_json

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "explanation" / "check.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)


def test_console_prints_what_the_page_shows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "sources.json").write_text(blocks("json")[0], encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    command, *shown = blocks("console")[0].strip().splitlines()
    said = io.StringIO()
    with redirect_stdout(said), pytest.raises(SystemExit, match="0"):
        main(shlex.split(command.removeprefix("$ wirecopy ")))
    assert said.getvalue().splitlines()[: len(shown)] == shown


def test_python_recipes_print_what_their_comments_say() -> None:
    pytest.importorskip("mcp", reason="wirecopy[mcp] is not installed")
    env = {"PYTHONPATH": str(Path(wirecopy.__file__).resolve().parent.parent)}
    names: dict[str, Any] = {}
    said = io.StringIO()
    with redirect_stdout(said):
        for block in blocks("python"):
            exec(compile(block.replace('"mcp"])', f'"mcp"], env={env!r})'), "docs/explanation/check.md", "exec"), names)
    wanted = re.findall(r"print\(.*\)  # (.*)", PAGE)
    assert said.getvalue().splitlines()[: len(wanted)] == wanted
    agent = json.loads(said.getvalue().split("\n", len(wanted))[-1])
    assert agent["sentence"] == wanted[0]


def test_body_of_the_request_is_a_question() -> None:
    (command,) = blocks("sh")
    words = shlex.split(command)
    sources = json.loads(words[words.index("-d") + 1])["sources"]
    assert wirecopy.check(sources).sentence.startswith("2 sources, 1-2 origins")


def test_command_line_gives_the_same_answer_as_the_call(tmp_path: Path) -> None:
    sources = json.loads(blocks("json")[0])
    lines = tmp_path / "sources.jsonl"
    lines.write_text("\n".join(json.dumps(one) for one in sources), encoding="utf-8")
    said = io.StringIO()
    with redirect_stdout(said), pytest.raises(SystemExit, match="0"):
        main(["check", str(lines), "--json", "--detail", "--claim", "The ship carries 21,000 tonnes of wheat"])
    answer = wirecopy.check(sources, ["The ship carries 21,000 tonnes of wheat"])
    assert json.loads(said.getvalue()) == check_json(answer, detail=True)
    (claim,) = answer.claims
    assert [(one.member, claim.least, claim.most) for one in claim.carriers] == [(0, 1, 2), (1, 1, 2), (2, 1, 2)]
