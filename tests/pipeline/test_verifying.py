"""What is wrong with a base is found, told in a line each, and mended where it can be made again."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

import wirecopy
from twins import twin
from wirecopy.cli import main
from wirecopy.store.lookup import LOOKUP_FOLDER
from wirecopy.store.sums import keep_sums
from wirecopy.tables import SCHEMAS


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("verified")
    rows = folder / "rows.jsonl"
    rows.write_text("".join(json.dumps(row) + "\n" for row in twin(3).rows()), "utf-8")
    base = wirecopy.open(folder / "base", create=True)
    base.run([rows])
    base.story(base.stories()[0].story_id)
    return folder / "base"


@pytest.fixture
def base(made: Path, tmp_path: Path) -> Path:
    shutil.copytree(made, tmp_path / "base")
    return tmp_path / "base"


def generation(base: Path) -> Path:
    return base / "stages" / (base / "CURRENT").read_text("ascii")


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-100])


def flip(path: Path) -> None:
    column = pq.read_metadata(path).row_group(0).column(0)
    content = bytearray(path.read_bytes())
    content[column.data_page_offset + column.total_compressed_size // 2] ^= 1
    path.write_bytes(bytes(content))


def shift_spans(base: Path) -> None:
    (path,) = (generation(base) / "spans").glob("*.parquet")
    table = pq.read_table(path)
    place = table.schema.get_field_index("end")
    pq.write_table(table.set_column(place, "end", pc.subtract(table["end"], 1)).cast(table.schema), path)
    keep_sums(wirecopy.open(base).tables.layout, generation(base).name)


def tables(base: Path) -> None:
    """Cut one table, turn a bit of another, lose a third."""
    cut(next((generation(base) / "edits").glob("*.parquet")))
    flip(next((generation(base) / "words").glob("*.parquet")))
    shutil.rmtree(generation(base) / "quotes")


def beside(base: Path) -> None:
    cut(generation(base) / LOOKUP_FOLDER / "articles.arrow")
    with closing(sqlite3.connect(base / "live.sqlite")) as connection, connection:
        connection.execute("UPDATE meta SET value = 'other' WHERE key = 'generation'")


DAMAGES: dict[str, tuple[Callable[[Path], object], set[str]]] = {
    "tables": (tables, {"edits", "words", "table quotes: it is missing"}),
    "spans with gaps": (shift_spans, {"the spans of an article partition"}),
    "search index and layout": (beside, {"the search index is not that of the tables", LOOKUP_FOLDER}),
    "a database cut short": (lambda base: cut(base / "live.sqlite"), {"the database is damaged"}),
}


def test_a_sound_base_has_nothing_wrong(base: Path) -> None:
    assert wirecopy.open(base).verify() == ()


@pytest.mark.parametrize("damage", DAMAGES)
def test_damage_is_found_and_mended(damage: str, base: Path, made: Path) -> None:
    do, said = DAMAGES[damage]
    do(base)
    found = wirecopy.open(base).verify()
    assert all(any(words in finding.line for finding in found) for words in said)
    assert wirecopy.open(base).verify(repair=True) == found
    mended, sound = wirecopy.open(base), wirecopy.open(made)
    assert mended.verify() == ()
    assert all(mended.table(name).to_arrow() == sound.table(name).to_arrow() for name in SCHEMAS)
    assert mended.search("the")
    assert mended.story(mended.stories()[0].story_id)


NOTES = ("wirecopy.json", "options.json", "history.jsonl", "rejected.parquet", "fetches.parquet", "ids.npy")
ASKED = (["show"], ["search", "the"], ["history"], ["stages"], ["export", "rejected"], ["run", "-q"], ["verify", "-q"])


@pytest.mark.parametrize("name", NOTES)
@pytest.mark.parametrize("content", [b"", b"PAR1junk" * 20], ids=["empty", "junk"])
def test_a_damaged_file_beside_the_tables_is_a_line_and_mended(
    name: str, content: bytes, base: Path, made: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    folder = generation(base) / LOOKUP_FOLDER
    (folder / "stories.story_id.ids.npy" if name == "ids.npy" else base / name).write_bytes(content)
    for command, *more in ASKED:
        with pytest.raises(SystemExit):
            main([command, str(base), *more])
        assert len(capfd.readouterr().err.splitlines()) <= 1, command
    wirecopy.open(base).verify(repair=True)
    mended, sound = wirecopy.open(base), wirecopy.open(made)
    assert mended.verify() == ()
    assert all(mended.table(name).to_arrow() == sound.table(name).to_arrow() for name in SCHEMAS)
    assert mended.story(mended.stories()[0].story_id)


def test_a_takedown_leaves_no_file_that_was_set_aside(base: Path) -> None:
    flip(next((base / "pages").glob("part-*")))
    opened = wirecopy.open(base)
    opened.verify(repair=True)
    assert list((base / "pages").glob("damaged-*"))
    opened.add("The harbour ferry sails again after a month of repairs.", outlet="Harbour Times")
    opened.forget(outlet="Harbour Times")
    assert not list(base.rglob("*damaged*"))


def test_a_damaged_part_is_one_clear_line_and_then_a_rejected_row(
    base: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (part,) = (base / "pages").glob("part-*")
    flip(part)
    (finding,) = wirecopy.open(base).verify()
    assert finding.place == f"pages/{part.name}"
    cut(part)
    for command in (["export", str(base), "pages"], ["run", str(base), "-q"]):
        with pytest.raises(SystemExit) as left:
            main(command)
        err = capfd.readouterr().err
        assert left.value.code == 1
        assert len(err.splitlines()) == 1
        assert f"wirecopy verify {base}" in err
    with pytest.raises(SystemExit):
        main(["verify", str(base), "--repair", "-q"])
    assert "give its pages again" in capfd.readouterr().out
    mended = wirecopy.open(base)
    assert mended.verify() == ()
    (told,) = mended.table("rejected").to_arrow().to_pylist()
    assert part.name in told["uri"]
    assert mended.stories() == ()


def test_the_command_says_where_a_text_is_left(base: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "page.txt").write_text(twin(3).a.raw, "utf-8")
    (tmp_path / "other.txt").write_text("Words of a text that no page of this base has ever had, not eight.", "utf-8")
    for name, code, said in (("page.txt", 1, "hold eight words in a row"), ("other.txt", 0, "nothing of it is left")):
        with pytest.raises(SystemExit) as left:
            main(["verify", str(base), "--text", str(tmp_path / name)])
        assert (left.value.code or 0, said in capfd.readouterr().out) == (code, True)
