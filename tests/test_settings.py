from __future__ import annotations

from pathlib import Path

import pytest

from wirecopy.cli.parser import parse


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def keep(folder: Path, text: str) -> None:
    (folder / "wirecopy.toml").write_text(text, encoding="utf-8")


def test_settings_are_options_of_their_command(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    keep(folder, '[run]\nworkers = 3\ncolumns = ["text=inhalt", "outlet=blatt"]\nquiet = true\n[serve]\nport = 9\n')
    chosen = parse(["run", "news", "pages"])
    assert (chosen.workers, chosen.columns, chosen.quiet) == (3, ["text=inhalt", "outlet=blatt"], True)
    assert (chosen.base, chosen.inputs) == ("news", ["pages"])
    assert "wirecopy.toml, [run]: --workers=3" in capsys.readouterr().err


def test_settings_give_way_to_the_command_line(folder: Path) -> None:
    keep(folder, "[run]\nworkers = 3\n")
    assert parse(["run", "--workers", "2", "news"]).workers == 2
    assert parse(["show", "news"]).command == "show"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[rnu]\nworkers = 3\n", "wirecopy.toml: there is no command 'rnu'"),
        ("[run]\nworker = 3\n", "wirecopy.toml, [run]: there is no option 'worker'"),
        ('[run]\nworkers = "many"\n', "wirecopy.toml, [run]: workers cannot be 'many'"),
        ('[run]\nengine = "dask"\n', "wirecopy.toml, [run]: engine is one of duckdb, spark, not 'dask'"),
        ("[run]\nquiet = 3\n", "wirecopy.toml, [run]: quiet is true or false, not 3"),
        ("[run]\nworkers = true\n", "wirecopy.toml, [run]: workers takes a value, not True"),
        ("workers = 3\n", "wirecopy.toml: there is no command 'workers'"),
        ("run = 3\n", "wirecopy.toml: 'run' stands alone"),
        ("[run\n", "wirecopy.toml: Expected"),
    ],
)
def test_settings_that_cannot_be_are_told_with_their_place(
    folder: Path, capsys: pytest.CaptureFixture[str], text: str, said: str
) -> None:
    keep(folder, text)
    with pytest.raises(SystemExit) as ended:
        parse(["run", "news"])
    assert ended.value.code == 2
    assert said in capsys.readouterr().err
