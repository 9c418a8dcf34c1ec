"""What is written from the code is up to date, and no page promises what does not exist."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from docs.printed import ROOT, pages

sys.path.append(str(ROOT / "tools"))


@pytest.mark.parametrize("name", sorted(path.stem for path in (ROOT / "docs" / "reference").glob("*.md")))
def test_page_of_the_reference_is_what_the_code_says(name: str) -> None:
    for module in ("fastapi", "mcp"):
        pytest.importorskip(module)
    from reference.__main__ import PAGES

    if name in PAGES:
        written = (ROOT / "docs" / "reference" / f"{name}.md").read_text("utf-8")
        assert PAGES[name]().rstrip() + "\n" == written, "run: make reference"
    else:
        assert name == "index"


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.relative_to(ROOT).as_posix())
def test_page_installs_nothing_from_an_index_that_has_it_not(page: Path) -> None:
    text = page.read_text("utf-8")
    assert "install wirecopy" not in text
    assert "install 'wirecopy" not in text
