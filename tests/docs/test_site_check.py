"""What looks the built site through sees what is wrong with it."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from docs.printed import ROOT

sys.path.append(str(ROOT / "tools"))

from site_check import far, missing, unread


def test_page_that_loads_from_another_host_is_seen(tmp_path: Path) -> None:
    page = '<script src="//cdn.example/a.js"></script><a href="https://b.example">b</a>'
    (tmp_path / "a.html").write_text(page, "utf-8")
    (tmp_path / "a.css").write_text("@import url(https://fonts.example/x)", "utf-8")
    assert [one.rpartition(" ")[2] for one in far(tmp_path)] == ["//cdn.example/a.js", "https://fonts.example/x"]


def test_name_that_the_search_has_not_got_is_seen(tmp_path: Path) -> None:
    (tmp_path / "search").mkdir()
    index = {"docs": [{"title": "run", "text": "<code>--engine</code>"}]}
    (tmp_path / "search" / "search_index.json").write_text(json.dumps(index), "utf-8")
    (tmp_path / "commands.md").write_text("## run\n\n| `--engine X` | a |\n| `--lost` | b |\n", "utf-8")
    assert list(missing(tmp_path, tmp_path)) == ["search does not find --lost"]


def test_list_without_a_blank_line_before_it_is_seen(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<p>These:\n- one\n- two</p>", "utf-8")
    (tmp_path / "b.html").write_text("<p>These:</p><ul><li>one</li></ul>", "utf-8")
    assert [one.split()[0] for one in unread(tmp_path)] == ["a.html"]
