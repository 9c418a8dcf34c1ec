"""Pages one at a time: answered at once, on disk at once, and after the next run as if they had come together."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import wirecopy
from twins import twin
from wirecopy.options import CopyOptions, Options
from wirecopy.pipeline.live.add_page import as_page, live, rebuild
from wirecopy.store.live import waiting_pages
from wirecopy.tables import SCHEMAS

PLAIN = Options(copies=CopyOptions(backend="reference"))
WIRE = "The ferry will sail again on Monday, the port authority said on Friday after two days of talks with both crews."


def base_at(folder: Path) -> wirecopy.NewsBase:
    return wirecopy.open(folder / "base", create=True)


def rows() -> list[dict[str, str]]:
    return [row for seed in range(4) for row in twin(seed).rows()]


def write(path: Path, some: list[dict[str, str]]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in some), "utf-8")
    return path


def tables(base: wirecopy.NewsBase) -> dict[str, object]:
    return {
        name: base.table(name).to_arrow().drop_columns([c for c in ("uri",) if c in SCHEMAS[name].names])
        for name in SCHEMAS
    }


def add_all(base: wirecopy.NewsBase, some: list[dict[str, str]], folder: Path) -> list[object]:
    from wirecopy.read import read_pages

    with base.live(PLAIN) as opened:
        return [opened.add(page) for page in read_pages([write(folder / "rows.jsonl", some)])]  # type: ignore[arg-type]


def test_add_answers_with_the_copy_and_its_runs(tmp_path: Path) -> None:
    base = base_at(tmp_path)
    first = base.add(WIRE, outlet="One")
    second = base.add("Harbour news\n" + WIRE, outlet="Two")
    (copy,) = second.copies
    assert (first.copies, copy.relation) == ((), "copy")
    pages = {first.article_id: WIRE, second.article_id: "Harbour news\n" + WIRE}
    for run in copy.runs:
        assert pages[copy.article_a][run.a_start : run.a_end] == pages[copy.article_b][run.b_start : run.b_end] != ""


def test_add_knows_a_page_that_is_in_the_base(tmp_path: Path) -> None:
    base = base_at(tmp_path)
    assert base.add(WIRE, outlet="One").state == "new"
    assert base.add(WIRE, outlet="One").state == "known"
    assert len(list(waiting_pages(base.tables.layout.live))) == 1


def test_add_finds_copies_among_settled_pages(tmp_path: Path) -> None:
    base = base_at(tmp_path)
    base.run([write(tmp_path / "rows.jsonl", [{"text": WIRE, "outlet": "One"}])])
    assert [copy.relation for copy in base.add(WIRE, outlet="Two").copies] == ["copy"]


def test_settling_gives_what_one_batch_gives(tmp_path: Path) -> None:
    together, apart = tmp_path / "together", tmp_path / "apart"
    together.mkdir()
    apart.mkdir()
    batch = base_at(together)
    batch.run([write(together / "rows.jsonl", rows())])
    base = base_at(apart)
    base.run([write(apart / "rows.jsonl", rows()[:3])])
    add_all(base, rows()[3:], apart)
    base.run([])
    assert tables(base) == tables(batch)
    assert not list(waiting_pages(base.tables.layout.live))


def test_index_equals_a_rebuild_from_its_pages(tmp_path: Path) -> None:
    base = base_at(tmp_path)
    base.run([write(tmp_path / "rows.jsonl", rows()[:3])])
    add_all(base, rows()[3:], tmp_path)
    with live(base.tables.layout, PLAIN) as opened:
        before = opened.index.contents()
        rebuild(opened, base.tables.layout)
        assert opened.index.contents() == before


def test_search_still_answers_while_pages_wait(tmp_path: Path) -> None:
    base = base_at(tmp_path)
    base.run([write(tmp_path / "rows.jsonl", [{"text": WIRE, "outlet": "One"}])])
    base.add("Something else entirely happened in the hills above the town that morning.", outlet="Two")
    assert len(base.search("ferry")) == 1


def test_forgetting_takes_the_words_out_of_the_index(tmp_path: Path) -> None:
    base = base_at(tmp_path)
    added = base.add(WIRE, outlet="One")
    base.run([])
    base.forget(added.page_id)
    assert base.add(WIRE, outlet="Two").copies == ()
    assert base.add(WIRE, outlet="One").state == "rejected"


def test_old_articles_leave_the_index_but_not_the_base(tmp_path: Path) -> None:
    base = base_at(tmp_path)
    with base.live(PLAIN, keep_days=30) as opened:
        opened.add(as_page(WIRE, {"outlet": "One", "published": "2024-01-01T00:00:00Z"}, PLAIN))
        opened.add(
            as_page("Some other news of the day.", {"outlet": "One", "published": "2024-06-01T00:00:00Z"}, PLAIN)
        )
        late = opened.add(as_page(WIRE, {"outlet": "Two", "published": "2024-06-02T00:00:00Z"}, PLAIN))
    assert late.copies == ()
    assert len(list(waiting_pages(base.tables.layout.live))) == 3


def test_a_page_from_the_future_expires_nothing(tmp_path: Path) -> None:
    base = base_at(tmp_path)
    now = time.strftime("%Y-%m-%dT00:00:00Z")
    with base.live(PLAIN, keep_days=30) as opened:
        opened.add(as_page(WIRE, {"outlet": "One", "published": now}, PLAIN))
        opened.add(as_page("Some other news.", {"outlet": "One", "published": "2199-06-01T00:00:00Z"}, PLAIN))
        assert opened.add(as_page(WIRE, {"outlet": "Two", "published": now}, PLAIN)).copies


WRITER = """
import sys, wirecopy
from wirecopy.options import CopyOptions, Options
from wirecopy.pipeline.live.add_page import as_page
options = Options(copies=CopyOptions(backend="reference"))
wire = "the ferry will sail again on monday the port authority said on friday after two days of talks"
with wirecopy.open(sys.argv[1]).live(options) as opened:
    for i in range(int(sys.argv[2]), 10 ** 6):
        text = wire + " " + " ".join(f"w{i // 2}x{k}" for k in range(120))
        print(opened.add(as_page(text, {"outlet": f"o{i}"}, options)).page_id, flush=True)
"""


@pytest.mark.parametrize("seed", range(4))
def test_a_killed_writer_loses_no_committed_page(seed: int, tmp_path: Path) -> None:
    base = base_at(tmp_path)
    said: list[str] = []
    for turn in range(2):
        command = [sys.executable, "-c", WRITER, str(tmp_path / "base"), str(turn * 100_000)]
        environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
            assert process.stdout is not None
            said.append(process.stdout.readline().strip())
            time.sleep(random.Random(seed * 10 + turn).uniform(0.0, 0.4))
            process.send_signal(signal.SIGKILL)
            said += [line.strip() for line in process.stdout if line.endswith("\n")]
    assert set(said) <= {page.page_id for page in waiting_pages(base.tables.layout.live)}
    with live(base.tables.layout, PLAIN) as opened:
        before = opened.index.contents()
        rebuild(opened, base.tables.layout)
        assert opened.index.contents() == before


def test_a_base_with_a_window_of_days_compares_within_it(tmp_path: Path) -> None:
    rows = [
        {"external_id": str(n), "outlet": f"o{n}", "published": day}
        for n, day in enumerate(["2024-01-01", "2024-01-05", "2024-06-01"])
    ]
    options = Options(copies=CopyOptions(within_days=30, backend="reference"))
    base = base_at(tmp_path)
    text = f"{WIRE} {WIRE}"
    base.run([write(tmp_path / "two.jsonl", [{**row, "text": text} for row in rows[:2]])], options)
    with base.live() as opened:
        (late,) = [opened.add(as_page(text, rows[2], options))]
    assert late.copies == ()
    base.run([], options)
    assert len(base.table("copies").to_arrow()) == 1
