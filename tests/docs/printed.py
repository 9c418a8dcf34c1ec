"""The pages of the docs as programs: what they print is run, and what they say it prints is compared.

A page is read from top to bottom, in a folder of its own:

- a block of any language with `title="NAME"` is written to that file;
- a `console` block has commands behind `$ ` and what they print; `wirecopy` and `python` are run, all else is not;
- a `python` block without a title is run, all of a page in one namespace; a `text` block right behind is what it
  prints.

`...` on a line of its own stands for any lines. `<!-- not run: why -->` over a block leaves it out.
"""

from __future__ import annotations

import io
import os
import re
import runpy
import shlex
import subprocess
import sys
from contextlib import redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import pytest

from wirecopy.cli import main

ROOT = Path(__file__).resolve().parents[2]
STAYING = ("serve", "watch", "mcp")
"""Commands that run until they are stopped: they are not run."""
_FENCE = re.compile(
    r"(?P<skip><!-- not run: [^\n]*-->\n+)?^(?P<indent> *)```(?P<language>\w+)(?P<more>[^\n]*)\n"
    r"(?P<body>.*?)^(?P=indent)```$",
    re.MULTILINE | re.DOTALL,
)
_TITLE = re.compile(r'title="([^"]+)"')
_PIPE = re.compile(r"[|<>;&]")


@dataclass(frozen=True)
class Block:
    """One block of code of a page, with where its body stands in the text."""

    language: str
    title: str | None
    body: str
    start: int
    end: int
    skipped: bool


def pages() -> list[Path]:
    """The pages whose commands are looked at: the README and all of the docs but what is made from the code."""
    return [ROOT / "README.md", *sorted(p for p in (ROOT / "docs").rglob("*.md") if p.parent.name != "reference")]


def blocks(text: str) -> list[Block]:
    """The blocks of a page, in order."""
    return [
        Block(
            found["language"], (named := _TITLE.search(found["more"])) and named[1], found["body"],
            found.start("body"), found.end("body"), bool(found["skip"]),
        )
        for found in _FENCE.finditer(text)
    ]  # fmt: skip


@dataclass
class Runner:
    """Runs the blocks of one page in the current folder."""

    text: str
    names: dict[str, object]

    def wrong(self) -> list[tuple[Block, str]]:
        """Run everything; return the blocks whose printed output differs, with what they should be."""
        found, before = list[tuple[Block, str]](), ""
        for block in blocks(self.text):
            if block.skipped:
                continue
            if block.title:
                Path(block.title).parent.mkdir(parents=True, exist_ok=True)
                Path(block.title).write_text(block.body, "utf-8")
            elif block.language == "console":
                if not same(block.body, now := _console(block.body)):
                    found.append((block, now))
            elif block.language == "python":
                before = self._python(block)
                continue
            elif block.language == "text" and before and not same(block.body, before):
                found.append((block, before))
            before = ""
        return found

    def _python(self, block: Block) -> str:
        said = io.StringIO()
        with redirect_stdout(said):
            exec(compile(block.body, "page", "exec"), self.names)
        return _plain(said.getvalue())


def updated(text: str, wrong: list[tuple[Block, str]]) -> str:
    """The text with the output that is right."""
    for block, now in sorted(wrong, key=lambda one: -one[0].start):
        text = text[: block.start] + now + text[block.end :]
    return text


def same(shown: str, now: str) -> bool:
    """Whether what is shown is what was printed, but for what `...` stands for."""
    parts = re.split(r"^ *\.\.\.\n", shown, flags=re.MULTILINE)
    pattern = r"(?:.*\n)*?".join(re.escape(part) for part in parts)
    return re.fullmatch(pattern, now) is not None


def _console(body: str) -> str:
    """The body of a block of commands as it is when they are run now."""
    told = list[str]()
    for part in re.split(r"^(?=\$ )", body, flags=re.MULTILINE):
        command = re.match(r"\$ (?:.*\\\n)*.*\n", part)
        if command is None:
            told.append(part)
            continue
        shown, line = part[command.end() :], command[0][2:].replace("\\\n", " ").strip()
        now = _run(line)
        now = shown if now is None else now.rstrip() + "\n" * bool(now.strip())
        told.append(command[0] + (shown if same(shown, now) else now))
    return "".join(told)


def _run(line: str) -> str | None:
    words = shlex.split(line, comments=True)
    if words[0] not in ("wirecopy", "python") or words[1] in STAYING:
        return None
    if _PIPE.search(re.sub(r"'[^']*'|\"[^\"]*\"|#.*", "", line)):
        return _shell(line)
    said = io.StringIO()
    with redirect_stdout(said):
        if words[0] == "python":
            runpy.run_path(words[1], run_name="__main__")
        else:
            with pytest.raises(SystemExit, match="0"):
                main(words[1:])
    return _plain(said.getvalue())


def _shell(line: str) -> str:
    """What a line with pipes prints, in a shell that finds this wirecopy."""
    source = Path(sys.modules["wirecopy"].__file__ or "").resolve().parent.parent
    this = shlex.quote(sys.executable)
    begin = f'wirecopy() {{ {this} -m wirecopy "$@"; }}; python() {{ {this} "$@"; }}; '
    environment = {**os.environ, "PYTHONPATH": str(source)}
    done = subprocess.run(["bash", "-c", begin + line], capture_output=True, text=True, check=True, env=environment)
    return _plain(done.stdout)


def _plain(text: str) -> str:
    """The text without white space at the ends of lines, which no page keeps."""
    return "".join(line.rstrip() + "\n" for line in text.splitlines())


def commands(text: str) -> list[str]:
    """Every `wirecopy` command that a page prints in a block, of whatever form."""
    inside = [block.body for block in blocks(text) if block.language in ("console", "sh", "bash", "text")]
    indented = re.findall(r"^ {4}(?=\$? ?(?:\.venv/bin/)?wirecopy )(.*)$", _FENCE.sub("", text), re.MULTILINE)
    lines = re.sub(r" *\\\n *", " ", "\n".join([*inside, *indented])).splitlines()
    found = (re.match(r"\s*(?:\$ )?(?:\.venv/bin/)?wirecopy (.*)", line) for line in lines)
    return [re.split(r"\s[|>&]\s?|\s{2,}", one[1])[0] for one in found if one]
