"""A takedown leaves nothing of a page in any file of the base, whenever it is cut off, and can be asked for again."""

from __future__ import annotations

import json
import multiprocessing
import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

import wirecopy
from twins import twin
from wirecopy.cli import main
from wirecopy.desk.watch.archive import Archive
from wirecopy.desk.watch.feeds import FeedEntry
from wirecopy.desk.watch.fetch import Fetched
from wirecopy.desk.watch.state import open_state
from wirecopy.errors import NotFound
from wirecopy.options import CopyOptions, Options
from wirecopy.pipeline import takedown
from wirecopy.pipeline.batch.run_options import settled_options
from wirecopy.read.formats.warc import pages as warc_pages
from wirecopy.store import search
from wirecopy.store.text_traces import traces
from wirecopy.store.watch_archive import archive_files
from wirecopy.text.words_in_a_row import WordRows
from wirecopy.types import Page

GONE = {
    "id": "gone-1",
    "outlet": "gone.example",
    "url": "https://gone.example/a?id=7",
    "title": "Harbour master Ottoline Vex names the price of the new quay at Brandt",
    "published": "2024-05-05T10:00:00Z",
    "text": "BRANDT (Reuters) - Nobody had reckoned with the seventeen lanterns that hung above the quay on Monday.\n\n"
    "“We counted every one of those lanterns twice before breakfast,” said Ottoline Vex, the harbour master.",
}
CHOSEN = Options(copies=CopyOptions(within_days=9))
WORDS = WordRows.of([GONE["text"], GONE["title"]])


def left(base: Path) -> set[str]:
    return {trace.path for trace in traces(wirecopy.open(base).tables.layout, WORDS)}


def page_id(base: Path) -> str:
    pages = wirecopy.open(base).table("pages").to_arrow().to_pylist()
    return next(str(page["page_id"]) for page in pages if page["external_id"] == GONE["id"])


def write(path: Path, rows: list[dict[str, str]]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return path


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A base of three pages, run twice, with its search index, its index of texts and its layout for reading."""
    folder = tmp_path_factory.mktemp("taken-down")
    pairs = twin(1).rows()
    base = wirecopy.open(folder / "base", create=True)
    base.run([write(folder / "rows.jsonl", [*pairs, GONE])], CHOSEN)
    base.add("The ferry to the islands sails again after a month of repairs.", outlet="Harbour Times")
    base.story(base.search("lanterns")[0].story_id)
    return folder / "base"


@pytest.fixture
def base(made: Path, tmp_path: Path) -> Path:
    shutil.copytree(made, tmp_path / "base")
    return tmp_path / "base"


def test_nothing_is_left_in_any_file_and_the_rest_stays(base: Path) -> None:
    assert len(left(base)) > 5
    opened = wirecopy.open(base)
    layout = opened.tables.layout
    part = next(layout.pages.glob("part-*"))
    shutil.copy(part, layout.pages / f".{part.name}.partial")
    shutil.copytree(layout.stages / str(layout.generation()), layout.stages / "g_begun")
    search.rebuild(layout.live, "other", ())  # the index before lies in free pages of the file
    opened.forget(page_id(base))
    assert left(base) == set()
    assert opened.table("pages").to_arrow().num_rows == 3  # the page that waited was taken in
    assert settled_options(opened.tables.layout).copies.within_days == 9
    assert opened.search("lanterns") == []
    assert opened.search("the")


def test_pages_are_named_by_address_and_outlet_and_stay_out(base: Path, tmp_path: Path) -> None:
    opened = wirecopy.open(base)
    other = GONE["text"].replace("seventeen", "eighteen")
    opened.forget(url=f"{GONE['url']}&utm_source=x")
    assert left(base) == set()
    assert opened.add(other, url=GONE["url"]).reason == "taken down: it was forgotten on request"
    added = opened.add(other, url="https://elsewhere.example/a", outlet=GONE["outlet"])  # it waits, and goes too
    opened.forget(outlet="Gone.Example")
    assert left(base) == set()
    assert opened.add(other, outlet=GONE["outlet"]).state == "rejected"
    opened.run([write(tmp_path / "again.jsonl", [GONE])])
    assert left(base) == set()
    assert "taken down" in opened.table("rejected").to_arrow()["reason"][0].as_py()
    with pytest.raises(SystemExit) as ended:
        main(["forget", str(base), added.page_id, "-q"])  # once more is no mistake
    assert not ended.value.code


def test_what_is_not_there_cannot_be_forgotten(base: Path) -> None:
    for named in ({"page_id": "p_nothing"}, {"url": "https://nowhere.example/"}, {"outlet": "nobody.example"}):
        with pytest.raises(NotFound):
            wirecopy.open(base).forget(**named)


STEPS = ("keep_out", "forget_waiting", "_forget_archived", "forget_rejected", "purge", "add_pages", "clear_waiting",
         "drop_index", "settle", "_wipe_index", "ended")  # fmt: skip


def _killed_before(base: Path, step: str, wanted: str) -> None:
    setattr(takedown, step, lambda *_: os._exit(9))
    wirecopy.open(base).forget(wanted)


# Each step costs a second or two. All of them: WIRECOPY_KILLS=1 make test
@pytest.mark.parametrize("step", STEPS if os.environ.get("WIRECOPY_KILLS") else ("_forget_archived", "settle"))
def test_a_takedown_that_was_killed_is_ended_by_whatever_comes_next(step: str, base: Path) -> None:
    child = multiprocessing.get_context("fork").Process(target=_killed_before, args=(base, step, page_id(base)))
    child.start()
    child.join()
    assert child.exitcode == 9
    stories = wirecopy.open(base).stories()  # opening it ends the takedown
    assert stories
    assert left(base) == set()
    assert not (base / "takedown.json").exists()
    layout = wirecopy.open(base).tables.layout
    assert settled_options(layout).copies.within_days == 9


def test_archived_answers_go_and_the_others_keep_their_numbers(tmp_path: Path) -> None:
    base = tmp_path / "base"
    opened = wirecopy.open(base, create=True)
    html = "<html><head><title>T</title></head><body><p>{}</p></body></html>"
    texts = ["The first page tells of rain.", GONE["text"].replace("\n\n", "</p><p>"), "The last tells of snow."]
    with open_state(base / "watch.sqlite") as state:
        archive = Archive(base / "warc", state)
        for number, text in enumerate(texts):
            entry = FeedEntry(f"https://feed.example/{number}", None, "Ann Roe")
            state.want_pages([entry], 0.0)
            fetched = Fetched(entry.url, 200, "text/html; charset=utf-8", html.format(text).encode())
            archive.keep(fetched, "2024-05-06T00:00:00Z", entry)
    opened.run([base / "warc"])
    assert f"warc/{archive_files(opened.tables.layout)[0].name}" in left(base)
    opened.forget(url="https://feed.example/1")
    assert left(base) == set()
    (path,) = archive_files(opened.tables.layout)
    found = [page for page in warc_pages(str(path), Options().read) if isinstance(page, Page)]
    assert [page.uri.rpartition("#")[2] for page in found] == ["1", "3"]
    with open_state(base / "watch.sqlite") as state:
        assert state.archived(path.name) == (path.stat().st_size, 3)
        kept = Archive(base / "warc", state).keep(
            Fetched("https://feed.example/9", 200, "text/html", html.format("More of it.").encode()),
            "2024-05-07T00:00:00Z", FeedEntry("https://feed.example/9"),
        )  # fmt: skip
    assert kept.record.number == 4
    with closing(sqlite3.connect(base / "watch.sqlite")) as connection:
        assert "https://feed.example/1" not in {row[0] for row in connection.execute("SELECT url FROM tasks")}
