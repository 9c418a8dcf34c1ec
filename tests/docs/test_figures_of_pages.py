"""A table of figures shows what the dated result says that its rows link, or that the text over it links alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from docs.printed import ROOT, pages

_LINK = re.compile(r"\]\(([^)]*(?:evals|benchmarks)/results/[^)]+\.md)\)")
_NUMBER = re.compile(r"(?<![\w.])\d*\.?\d+")


def rows() -> Iterator[object]:
    """Each row of a table that links one result, of any page."""
    for page in pages():
        for number, line in enumerate(page.read_text("utf-8").splitlines(), 1):
            if line.startswith("|") and _LINK.search(line):
                yield pytest.param(page, line, id=f"{page.stem}-{number}")


@pytest.mark.parametrize(("page", "line"), list(rows()))
def test_figures_of_a_row_stand_in_its_dated_result(page: Path, line: str) -> None:
    (target,) = _LINK.findall(line)
    result = (page.parent / target).resolve()
    told = {float(number) for number in numbers(result.read_text("utf-8"))}
    shown = [cell for cell in line.split("|")[2:-2] if _NUMBER.search(cell)]
    assert shown
    assert result.is_relative_to(ROOT)
    for figure in numbers(" ".join(shown)):
        places = len(figure.partition(".")[2])
        assert any(round(one, places) == float(figure) for one in told), figure


def tables() -> Iterator[object]:
    """Each table without links of its own under a paragraph of its section that links one result."""
    for page in pages():
        for section in re.split(r"^## ", page.read_text("utf-8"), flags=re.MULTILINE):
            for found in re.finditer(r"^\|.*\n\|[-|]+\n((?:\|.*\n)+)", section, re.MULTILINE):
                above = _LINK.findall(section[: found.start()])
                if len(set(above)) == 1 and not _LINK.search(found[0]):
                    yield pytest.param(page, above[0], found[1], id=f"{page.stem}-{section.split(chr(10))[0]}")


@pytest.mark.parametrize(("page", "target", "table"), list(tables()))
def test_figures_of_a_table_stand_in_the_result_over_it(page: Path, target: str, table: str) -> None:
    told = {float(number) for number in numbers((page.parent / target).resolve().read_text("utf-8"))}
    for line in table.splitlines():
        for figure in numbers(" ".join(line.split("|")[2:])):
            places = len(figure.partition(".")[2])
            assert any(round(one, places) == float(figure) for one in told), f"{figure} of {line}"


def numbers(text: str) -> list[str]:
    """The numbers of a text, without the separators of thousands."""
    return _NUMBER.findall(re.sub(r"(?<=\d),(?=\d{3})", "", text))
