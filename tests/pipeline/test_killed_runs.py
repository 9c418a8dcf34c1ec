"""A run killed as soon as its tables stand: the next command, whichever it is, finds all of it."""

from __future__ import annotations

import json
import multiprocessing
import os
from pathlib import Path

import wirecopy
from twins import twin
from wirecopy.store.layout import Layout


def _killed_behind_publishing(base: Path, rows: Path) -> None:
    publish = Layout.publish

    def published(self: Layout, name: str) -> None:
        publish(self, name)
        os._exit(9)

    Layout.publish = published  # type: ignore[method-assign]
    wirecopy.open(base, create=True).run([rows])


def test_search_and_history_work_after_a_kill(tmp_path: Path) -> None:
    first, second, base = tmp_path / "first.jsonl", tmp_path / "second.jsonl", tmp_path / "base"
    rows = twin(5).rows()
    first.write_text("".join(json.dumps(row | {"published": "2015-02-12T09:00:00Z"}) + "\n" for row in rows), "utf-8")
    later = [row | {"id": row["id"] + "z", "published": "2014-01-01T00:00:00Z"} for row in twin(6).rows()]
    second.write_text("".join(json.dumps(row) + "\n" for row in later), "utf-8")
    wirecopy.open(base, create=True).run([first])
    child = multiprocessing.get_context("fork").Process(target=_killed_behind_publishing, args=(base, second))
    child.start()
    child.join()
    assert child.exitcode == 9
    opened = wirecopy.open(base)
    assert {hit.story_id for hit in opened.search("the")} == {story.story_id for story in opened.stories()}
    assert not opened.tables.is_half_published()
    told = opened.history()
    assert told
    opened.run([])
    assert opened.history() == told


def test_a_new_base_is_searched_before_its_first_run(tmp_path: Path) -> None:
    base = wirecopy.open(tmp_path / "base", create=True)
    base.add("The ferry to the islands sails again after a month of repairs.", outlet="Harbour Times")
    assert base.search("ferry") == []
    assert base.history() == []
