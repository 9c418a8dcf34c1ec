from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wirecopy import tables
from wirecopy.errors import BadOption, UnknownColumn, UnreadableInput
from wirecopy.options import ReadOptions
from wirecopy.read import read_pages
from wirecopy.types import Page, Rejected

Read = Callable[..., list[Page | Rejected]]


def write(path: Path, content: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, "utf-8")
    return path


def the_page(path: Path, **options: object) -> Page:
    (page,) = read_pages([path], ReadOptions(**options))  # type: ignore[arg-type]
    assert isinstance(page, Page)
    return page


def test_read_pages_walks_in_name_order(tmp_path: Path) -> None:
    for name in ("b/2.txt", "b/10.txt", "a.txt", "c.TXT"):
        write(tmp_path / name, name)
    uris = [os.path.relpath(page.uri, tmp_path) for page in read_pages([tmp_path])]
    assert uris == ["a.txt", "b/10.txt", "b/2.txt", "c.TXT"]


def test_read_pages_rejects_what_it_does_not_read(tmp_path: Path) -> None:
    write(tmp_path / "a.pdf", "x")
    write(tmp_path / "b.txt", "x")
    write(tmp_path / "LICENSE", "x")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    os.mkfifo(tmp_path / "pipe.txt")
    found = list(read_pages([tmp_path]))
    reasons = {os.path.basename(r.uri): r.reason for r in found if isinstance(r, Rejected)}
    assert set(reasons) == {"a.pdf", "LICENSE", "gone.txt", "pipe.txt"}
    assert reasons["a.pdf"].startswith("not read: .pdf is not a known format")
    assert len(found) == 5


def test_read_pages_passes_over_hidden_names_and_bases(tmp_path: Path) -> None:
    write(tmp_path / ".git/a.txt", "x")
    write(tmp_path / "base/wirecopy.json", "{}")
    write(tmp_path / "base/pages/a.txt", "x")
    write(tmp_path / "a.txt", "x")
    assert len(list(read_pages([tmp_path]))) == 1


def test_read_pages_ends_in_a_loop_of_links(tmp_path: Path) -> None:
    write(tmp_path / "a/1.txt", "x")
    (tmp_path / "a/again").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "z").symlink_to(tmp_path / "a", target_is_directory=True)
    assert len(list(read_pages([tmp_path]))) == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_read_pages_rejects_what_may_not_be_opened(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", "x").chmod(0)
    (found,) = read_pages([tmp_path])
    assert isinstance(found, Rejected)


def test_read_pages_rejects_a_file_that_vanishes(tmp_path: Path) -> None:
    gone = write(tmp_path / "a.txt", "x")
    write(tmp_path / "b.txt", "y")
    pages = read_pages([tmp_path / "a.txt", tmp_path / "b.txt"])
    gone.unlink()
    first, second = pages
    assert isinstance(first, Rejected)
    assert isinstance(second, Page)


@pytest.mark.parametrize("name", ["missing.txt", "a.pdf", "base"])
def test_read_pages_raises_for_an_input_named_wrongly(tmp_path: Path, name: str) -> None:
    write(tmp_path / "a.pdf", "x")
    write(tmp_path / "base/wirecopy.json", "{}")
    with pytest.raises(UnreadableInput):
        read_pages([tmp_path / name])


def test_read_pages_tells_a_table_without_text_how_to_map(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", "id,inhalt\n1,Body\n")
    with pytest.raises(UnreadableInput, match=r"it has: id, inhalt\. .*--columns text=COLUMN"):
        read_pages([path])
    (found,) = read_pages([tmp_path])
    assert isinstance(found, Rejected)
    assert "id, inhalt" in found.reason


@pytest.mark.parametrize("content", ['{"key": 1, "content": "Body", "source": "A"}', "key,content,source\n1,Body,A"])
def test_read_pages_maps_columns(tmp_path: Path, content: str) -> None:
    path = write(tmp_path / ("a.jsonl" if content[0] == "{" else "a.csv"), content)
    page = the_page(path, columns={"id": "key", "text": "content", "outlet": "source"})
    assert (page.external_id, page.raw, page.outlet) == ("1", "Body", "A")


def test_read_pages_takes_columns_by_their_usual_names(tmp_path: Path) -> None:
    row = {
        "content": "Body",
        "source": {"id": "a", "name": "A"},
        "headline": "T",
        "date": 5,
        "authors": ["J", "M"],
        "x": 1,
    }
    told: list[str] = []
    path = write(tmp_path / "a.jsonl", json.dumps(row))
    page = the_page(path, columns_told=lambda _, line: told.append(line))
    assert (page.outlet, page.title, page.published, page.author) == ("A", "T", "5", "J, M")
    assert told == [
        "read: content as text, source as outlet, headline as title, date as published, authors as author; left: x"
    ]
    assert json.loads(page.columns or "") == {name: value for name, value in row.items() if name != "content"}


def test_read_pages_raises_for_a_mapped_column_that_is_not_there(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", "id,content\n1,Body\n")
    for given_input in (path, tmp_path):
        with pytest.raises(UnknownColumn, match=r"no column 'contnt'\. It has: id, content"):
            read_pages([given_input], ReadOptions(columns={"text": "contnt"}))


def test_read_pages_raises_for_a_mapping_of_an_unknown_name(tmp_path: Path) -> None:
    with pytest.raises(BadOption, match="txt"):
        read_pages([tmp_path], ReadOptions(columns={"txt": "content"}))


def test_read_pages_prefers_the_text_column_that_was_mapped(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", json.dumps({"text": "short", "page": "<p>whole"}))
    assert the_page(path, columns={"html": "page"}).raw == "whole"


def test_read_pages_rejects_a_file_beyond_the_limit(read: Read) -> None:
    for name in ("a.txt", "a.html"):
        for length in (11, 100):
            (found,) = read(name, "x" * length, max_page_chars=10)
            assert isinstance(found, Rejected)
            assert "max_page_chars" in found.reason


def test_page_id_depends_on_outlet_name_and_text_alone(tmp_path: Path) -> None:
    first = the_page(write(tmp_path / "x/a.txt", "Body"))
    assert the_page(write(tmp_path / "y/a.txt", "Body")).page_id == first.page_id
    assert the_page(tmp_path / "y/a.txt", outlet="A").page_id != first.page_id
    assert the_page(write(tmp_path / "x/b.txt", "Body")).page_id != first.page_id
    assert the_page(write(tmp_path / "z/a.txt", "Body.")).page_id != first.page_id


def test_page_id_tells_rows_of_one_id_and_two_texts_apart(read: Read) -> None:
    ids = [page.page_id for page in read("a.csv", "id,text\n1,a\n1,b\n1,a\n") if isinstance(page, Page)]
    assert ids[0] == ids[2] != ids[1]


def test_page_id_of_a_row_without_id_does_not_depend_on_the_order_of_rows(read: Read) -> None:
    rows = ["a", "b", "a", "c"]
    forth = read("a.csv", "text\n" + "\n".join(rows))
    back = read("a.csv", "text\n" + "\n".join(reversed(rows)))
    assert len({page.page_id for page in forth if isinstance(page, Page)}) == 4  # alike, yet two places
    assert {p.page_id for p in forth if isinstance(p, Page)} == {p.page_id for p in back if isinstance(p, Page)}


def test_page_id_of_a_row_without_id_uses_its_url(read: Read) -> None:
    found = read("a.csv", "text,url,outlet\na,https://x.example/1,X\na,https://x.example/2,X\n")
    assert len({page.page_id for page in found if isinstance(page, Page)}) == 2


def test_external_id_is_null_for_files(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", "Body")
    assert (the_page(path).external_id, the_page(path).uri) == (None, str(path))


@pytest.mark.skipif(sys.platform == "darwin", reason="its file system refuses such names")
def test_uri_of_an_undecodable_name_can_be_stored(tmp_path: Path) -> None:
    with open(os.fsencode(tmp_path) + b"/caf\xe9.txt", "wb") as file:
        file.write(b"Body")
    (page,) = read_pages([tmp_path])
    assert page.uri.endswith("caf\ufffd.txt")


NAMES = ["a.txt", "a.html", "a.jsonl", "a.csv", "a.tsv", "a.parquet", "a.jsonl.gz", "a.txt.gz"]
PIECES = st.sampled_from(
    [b"{", b'"text": ', b'"a"', b"}", b"\n", b"\r\n", b",", b"text,id\n", b'"', b"\t", b"<p>", b"<b", b">",
     b"&#", b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\xe9", b"\\ud800", b"PAR1", b"\x1f\x8b\x08", b"word "]
)  # fmt: skip


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=300)
@given(st.sampled_from(NAMES), st.lists(PIECES | st.binary(max_size=8), max_size=30).map(b"".join))
def test_read_pages_gives_pages_or_rejected_whatever_the_bytes(tmp_path: Path, name: str, content: bytes) -> None:
    folder = tmp_path / "in"
    folder.mkdir(exist_ok=True)
    (folder / name).write_bytes(content)
    try:
        found = list(read_pages([folder]))
    finally:
        (folder / name).unlink()
    assert found
    pages = [page for page in found if isinstance(page, Page)]
    assert all(page.raw.strip() for page in pages)
    assert not any(r.reason.startswith("the reader failed") for r in found if isinstance(r, Rejected))
    assert tables.to_table("pages", pages)["raw"].to_pylist() == [page.raw for page in pages]


def test_read_imports_no_other_room_and_nothing_heavy() -> None:
    code = "import sys, wirecopy.read.reader; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not {"pyarrow", "lxml", "charset_normalizer", "wirecopy.clean", "wirecopy.store"} & set(loaded)
