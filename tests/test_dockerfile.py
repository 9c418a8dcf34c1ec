from __future__ import annotations

import re
import tomllib
from pathlib import Path

from wirecopy.cli.parser import parse

ROOT = Path(__file__).resolve().parent.parent
LINES = [line for line in (ROOT / "Dockerfile").read_text("utf-8").splitlines() if line and line[0] != "#"]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


def told(word: str) -> list[str]:
    return [line.removeprefix(word).strip() for line in LINES if line.startswith(f"{word} ")]


def test_image_copies_what_is_there_and_is_let_through() -> None:
    let_through = {line[1:] for line in (ROOT / ".dockerignore").read_text("utf-8").split() if line.startswith("!")}
    copied = {source for line in told("COPY") for source in line.split()[:-1]}
    assert copied == let_through
    assert all((ROOT / source).exists() for source in copied)
    assert {PROJECT["readme"], *PROJECT["license-files"]} <= copied


def test_image_installs_extras_that_there_are() -> None:
    (extras,) = re.findall(r'"\.\[([a-z,]+)\]"', " ".join(told("RUN")))
    assert set(extras.split(",")) <= set(PROJECT["optional-dependencies"])


def test_image_has_a_python_that_will_do_and_runs_the_command_as_no_root() -> None:
    (version,) = re.findall(r"python:(\d+\.\d+)", told("FROM")[0])
    assert PROJECT["requires-python"] == f">={version}"
    assert told("ENTRYPOINT") == ['["wirecopy"]']
    assert "wirecopy" in PROJECT["scripts"]
    assert told("USER") not in ([], ["root"])
    assert told("EXPOSE") == [str(parse(["serve", "news"]).port)]
