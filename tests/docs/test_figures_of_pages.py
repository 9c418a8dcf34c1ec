"""A table of figures with a dated result in each row shows what that result says."""

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


def numbers(text: str) -> list[str]:
    """The numbers of a text, without the separators of thousands."""
    return _NUMBER.findall(re.sub(r"(?<=\d),(?=\d{3})", "", text))
