"""A base of an earlier wirecopy: every door says in one line that it is run again, and a run loses nothing."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pyarrow.parquet as pq
import pytest

import wirecopy
from wirecopy.cli import main
from wirecopy.errors import OlderBase
from wirecopy.options import CopyOptions, Options
from wirecopy.pipeline.batch.run_options import settled_options
from wirecopy.tables import SCHEMAS

CHOSEN = Options(copies=CopyOptions(within_days=9))
LOST = {"articles": ["credit", "withdrawn"], "stories": ["last_published", "archived"], "quotes": ["stance"]}
"""Columns that the tables of the earlier base do not have."""


def strip(path: Path, columns: list[str]) -> None:
    pq.write_table(pq.read_table(path).drop_columns(columns), path)


def age(root: Path) -> None:
    """Make a base what an earlier wirecopy left: another name and fewer columns in every place that pages lie in."""
    generation = (root / "CURRENT").read_text("ascii")
    stage = (root / "stages" / generation).rename(root / "stages" / "g_earlier")
    (root / "CURRENT").write_text("g_earlier")
    (root / "wirecopy.json").write_text(json.dumps({"format": 1}))
    kept = json.loads((stage / "options.json").read_text("utf-8"))
    kept["copies"]["gone_since"] = 1
    (stage / "options.json").write_text(json.dumps(kept))
    for table, columns in LOST.items():
        for path in (stage / table).glob("*.parquet"):
            strip(path, columns)
    for path in (root / "pages").glob("*.parquet"):
        strip(path, ["published"])
    with closing(sqlite3.connect(root / "live.sqlite")) as connection:
        connection.execute("ALTER TABLE incoming DROP COLUMN published")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    folder = tmp_path_factory.mktemp("older")
    base = wirecopy.open(folder / "now", create=True)
    base.run([root / "examples" / "founding"], CHOSEN)
    base.add("The harbour ferry sails again after a month of repairs.", outlet="Harbour Times")
    shutil.copytree(folder / "now", folder / "earlier")
    age(folder / "earlier")
    base.run([], CHOSEN)
    return folder


COMMANDS = [
    ["show", "BASE"], ["show", "BASE", "--json"], ["search", "BASE", "minister"], ["export", "BASE", "articles"],
    ["export", "BASE", "s_1", "--format", "tei"], ["style", "BASE"], ["ledger", "BASE"], ["stages", "BASE"],
    ["report", "BASE"], ["diff", "BASE", "a_1", "a_2"], ["forget", "BASE", "PAGE"], ["serve", "BASE"], ["mcp", "BASE"],
    ["add", "BASE", "FILE"], ["watch", "BASE", "FOLDER", "--once"],
]  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_says_that_the_base_is_run_again(
    command: list[str], made: Path, root: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    folder = root / "examples" / "founding"
    page = wirecopy.open(made / "earlier").table("pages").to_arrow()["page_id"][0].as_py()
    places = {"PAGE": page, "BASE": str(made / "earlier"), "FOLDER": str(folder), "FILE": str(min(folder.iterdir()))}
    with pytest.raises(SystemExit) as left:
        main([places.get(word, word) for word in command])
    out, err = capfd.readouterr()
    assert left.value.code == 1
    assert out == ""
    assert err.splitlines() == [f"wirecopy: {OlderBase(places['BASE'])}"]


def test_every_table_but_those_of_the_input_says_that_the_base_is_run_again(made: Path) -> None:
    base = wirecopy.open(made / "earlier")
    for name in SCHEMAS.keys() - {"pages", "fetches"}:
        with pytest.raises(OlderBase):
            base.table(name).to_arrow()
    assert base.table("pages").to_arrow().schema == SCHEMAS["pages"]


def test_a_run_brings_an_older_base_up_with_nothing_lost(made: Path, tmp_path: Path) -> None:
    root = tmp_path / "base"
    shutil.copytree(made / "earlier", root)
    base = wirecopy.open(root)
    summary = base.run([])
    assert (summary.new, summary.articles) == (1, 3)  # the page that waited, and all that were there
    assert settled_options(base.tables.layout).copies.within_days == 9
    same = wirecopy.open(made / "now")
    for name in SCHEMAS.keys() - {"pages"}:
        assert base.table(name).to_arrow().equals(same.table(name).to_arrow()), name
    assert all(pq.read_schema(path).equals(SCHEMAS["pages"]) for path in (root / "pages").glob("*.parquet"))
    assert json.loads((root / "wirecopy.json").read_text("ascii"))["format"] > 1
