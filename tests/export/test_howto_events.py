"""What the how-to for event data tells its reader to run, run."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from wirecopy.cli import main

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "howto" / "events.md").read_text("utf-8")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the commands of the page were run on the founding pages."""
    here = tmp_path_factory.mktemp("howto")
    (here / "pages").symlink_to(ROOT / "examples" / "founding")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(here)
        for command in re.findall(r"^    wirecopy (.*)$", PAGE, re.MULTILINE):
            every = ["--least", "0"] if " dyads " in command else []  # of two pages few events are sure
            with pytest.raises(SystemExit, match="0"):
                main(shlex.split(command) + every)
    return here


@pytest.fixture
def names(folder: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    """What the Python of the page leaves behind."""
    pytest.importorskip("pandas")
    pytest.importorskip("altair")
    monkeypatch.chdir(folder)
    told: dict[str, object] = {}
    for code in re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL):
        exec(code, told)
    return told


def test_commands_of_the_page_write_their_files(folder: Path) -> None:
    assert (folder / "events.tsv").read_text("utf-8").startswith("GLOBALEVENTID\tSQLDATE\t")
    assert (folder / "mentions.tsv").read_text("utf-8").startswith("GLOBALEVENTID\tEventTimeDate\t")
    assert (folder / "events.jsonl").read_text("utf-8").count("\n") > 2


def test_counts_of_the_page_have_each_event_once(names: dict[str, object]) -> None:
    dyads, counts = names["dyads"], names["counts"]
    told = dyads[(dyads.source_country == "CHN") & (dyads.target_country == "USA")]  # type: ignore[index,attr-defined]
    done = told[told.status.isin(["occurred", "ongoing"]) & ~told.background & (told.day.str[:7] == "2023-05")]
    wanted = {event for row in done.event_ids for event in row.split()}
    assert wanted
    assert counts.loc[("CHN", "USA", "2023-05")].events == len(wanted)  # type: ignore[attr-defined]


def test_map_of_the_page_has_the_places(names: dict[str, object], folder: Path) -> None:
    assert "Singapore" in set(names["placed"].place)  # type: ignore[attr-defined]
    assert "equalEarth" in (folder / "map.html").read_text("utf-8")


def test_page_names_every_column_of_the_table(names: dict[str, object]) -> None:
    missing = [column for column in names["dyads"].columns if f"`{column}`" not in PAGE]  # type: ignore[attr-defined]
    assert missing == []
