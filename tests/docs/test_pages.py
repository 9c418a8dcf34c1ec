"""Every command a page prints parses; tutorial and how-tos are run, and print what they show."""

from __future__ import annotations

import shlex
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import wirecopy
from docs.printed import ROOT, Runner, commands, pages, same, updated
from wirecopy.cli.parser import parse

RUN = [ROOT / "docs" / "tutorial.md", *sorted((ROOT / "docs" / "howto").glob("*.md"))]
RUN.remove(ROOT / "docs" / "howto" / "events.md")  # tests/export has tests of its own for it


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The base that the tutorial makes, for the how-tos, which begin with it."""
    folder = tmp_path_factory.mktemp("docs") / "news"
    base = wirecopy.open(folder, create=True)
    base.run([ROOT / "examples" / "strait"], wirecopy.Options(read=wirecopy.ReadOptions(outlet_from_folder=True)))
    return folder


@pytest.mark.parametrize("page", RUN, ids=lambda page: page.stem)
def test_page_prints_what_it_shows(
    page: Path, news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, update: bool
) -> None:
    for module in ("pandas", "polars", "altair", "fastapi", "mcp"):
        pytest.importorskip(module)
    if page.stem != "tutorial":
        shutil.copytree(news, tmp_path / "news")
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    text = page.read_text("utf-8")
    wrong = Runner(text, {"__name__": "page"}).wrong()
    if update and wrong:
        page.write_text(updated(text, wrong), "utf-8")
    else:
        assert [now for _, now in wrong] == []


@contextmanager
def unended(line: str, capsys: pytest.CaptureFixture[str]) -> Iterator[None]:
    """Fail with what the command line says where it ends the program."""
    try:
        yield
    except SystemExit:
        pytest.fail(f"{line}\n{capsys.readouterr().err}")


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_command_of_a_page_parses(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for line in commands(page.read_text("utf-8")):
        words = shlex.split(line, comments=True)
        if {"--help", "--version"} & set(words):
            continue
        with unended(line, capsys):
            parse(words)


def test_what_dots_stand_for_is_left_out() -> None:
    assert same("a\n...\nc\n", "a\nb\nb\nc\n")
    assert not same("a\n...\nd\n", "a\nb\nc\n")
