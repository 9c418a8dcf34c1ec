"""Bases that earlier forms of wirecopy made, kept in `past/`: told in one line, brought up by a run, nothing lost.

Each was made by the code of its day: `wirecopy run past in --within-days 9` over the three texts of the demo and one
on salt, which was then taken down, and one text added that waits. Of its tables a few are kept. When the form of the
tables changes, a base of the form before comes here.
"""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path

import pyarrow as pa
import pytest

import wirecopy
from wirecopy.errors import OlderBase
from wirecopy.options import CopyOptions, Options
from wirecopy.pipeline.batch.run_options import settled_options
from wirecopy.store.layout import FORM, FORMAT
from wirecopy.tables import SCHEMAS

PAST = sorted((Path(__file__).parent / "past").glob("*.zip"))
SALT = """Salt dearer on the coast

By Ann Velt

The price of salt rose by a tenth in the towns of the coast this week, traders at the market of Brandt said on Tuesday.

The mayor of Brandt asked the traders to hold their prices until the end of the month.
"""
LATE = "The harbour ferry to Lund sails again after a month of repairs, the harbour master said on Monday.\n"


@pytest.fixture
def past(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """One of the bases, in a folder of its own that is the current one, as it was when it was made."""
    with zipfile.ZipFile(request.param) as packed:
        packed.extractall(tmp_path / "past")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "past"


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory, root: Path) -> dict[str, pa.Table]:
    """The tables of a base that the code of today makes of the same texts."""
    folder = tmp_path_factory.mktemp("fresh")
    shutil.copytree(root / "src" / "wirecopy" / "demo", folder / "in")
    (folder / "late.txt").write_text(LATE, "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        base = wirecopy.open("base", create=True)
        base.run(["in", "late.txt"], Options(copies=CopyOptions(within_days=9)))
        return tables(base)


def tables(base: wirecopy.NewsBase) -> dict[str, pa.Table]:
    return {name: base.table(name).to_arrow() for name in SCHEMAS if name not in ("rejected", "fetches")}


@pytest.mark.parametrize("past", PAST, indirect=True, ids=lambda path: path.stem)
def test_a_run_makes_a_past_base_what_the_code_of_today_would_have_made(past: Path, fresh: dict[str, pa.Table]) -> None:
    base = wirecopy.open(past)
    with pytest.raises(OlderBase):
        base.stories()
    assert len(base.table("pages").to_arrow()) == 3
    base.run([])
    assert settled_options(base.tables.layout).copies.within_days == 9
    for name, table in tables(base).items():
        assert table.equals(fresh[name]), name
    assert base.verify() == ()
    assert [hit.story_id for hit in base.search("harbour ferry Lund")]


@pytest.mark.parametrize("past", PAST, indirect=True, ids=lambda path: path.stem)
def test_what_was_taken_down_from_a_past_base_stays_out_and_leaves_nothing(past: Path, tmp_path: Path) -> None:
    base = wirecopy.open(past)
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "salt.txt").write_text(SALT, "utf-8")
    assert base.run(["in/salt.txt"]).rejected == 1
    assert list(base.traces([SALT])) == []


def test_past_bases_are_of_other_forms_and_the_oldest_of_another_format() -> None:
    made = []
    for path in PAST:
        with zipfile.ZipFile(path) as packed:
            assert packed.read("CURRENT").decode().rpartition("_")[0] != FORM
            made.append(json.loads(packed.read("wirecopy.json"))["format"])
    assert made == sorted(made)
    assert made[0] < FORMAT
    assert {*range(1, FORMAT + 1)} == {*made}, (
        "a base of every past format is kept, and of the last form before today's"
    )
