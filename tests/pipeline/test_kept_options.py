"""A base keeps the options of its last run until others are given."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

import wirecopy
from wirecopy.cli import main
from wirecopy.options import CopyOptions, FactsOptions, Options
from wirecopy.pipeline.batch import generation
from wirecopy.pipeline.batch.run_options import asked_options, keep_options, note_options, settled_options

FERRY = "\n\n".join(
    f"The ferry to quay {number} was late because the harbour pilots of that morning shift had {number} ships to lead."
    for number in range(1, 12)
)


def command(given: list[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(given)
    assert left.value.code == 0


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    """A base made with options of its own by the command line."""
    folder = tmp_path_factory.mktemp("kept")
    owners = folder / "owners.csv"
    owners.write_text("outlet,owner\na.example,Roe Media\n", "utf-8")
    given = ["--within-days", "3", "--all-pairs", "--owners", str(owners), "-q"]
    command(["run", str(folder / "base"), str(root / "examples" / "founding"), *given])
    return folder / "base"


@pytest.fixture
def base(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "base"))


def run(base: Path, *given: str) -> str | None:
    command(["run", str(base), *given, "-q"])
    return wirecopy.open(base).tables.layout.generation()


def test_a_run_without_options_changes_no_table_and_says_which_it_keeps(
    base: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = wirecopy.open(base).tables.layout.generation()
    capsys.readouterr()
    assert run(base) == before
    kept = "within-days 3, all-pairs on, owners 1 given"
    assert capsys.readouterr().err == f"{base} is run as before: {kept} (--defaults: as a new base)\n"


def test_one_option_given_leaves_the_others(base: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    run(base, "--within-days", "7")
    copies = asked_options(wirecopy.open(base).tables.layout).copies
    assert (copies.within_days, copies.all_pairs) == (7, True)
    assert capsys.readouterr().err.splitlines()[1] == f"{base} is run with other options: within-days 7 (was 3)"


def test_defaults_are_asked_for_by_name(base: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    run(base, "--defaults")
    told = "within-days none (was 3), all-pairs off (was on), owners none (was 1 given)"
    assert capsys.readouterr().err == f"{base} is run with other options: {told}\n"
    assert asked_options(wirecopy.open(base).tables.layout) == Options()


def test_python_keeps_them_too_and_takes_the_defaults_where_they_are_given(base: Path) -> None:
    opened = wirecopy.open(base)
    before = opened.tables.layout.generation()
    opened.run([])
    assert opened.tables.layout.generation() == before
    opened.run([], Options())
    assert asked_options(opened.tables.layout) == Options()


def test_a_killed_run_is_gone_on_with_as_it_was_asked_for(base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    opened = wirecopy.open(base)
    with monkeypatch.context() as patch:
        patch.setattr(generation, "keep_sums", killed)
        with pytest.raises(KeyboardInterrupt):
            opened.run([], Options(copies=CopyOptions(within_days=5)))
    layout = opened.tables.layout
    assert settled_options(layout).copies.within_days == 3  # of the tables that stand
    assert opened.run([]).kept_stages > 0
    assert settled_options(layout).copies.within_days == 5


def test_the_folder_of_a_plugins_answers_is_kept_unless_it_is_the_bases_own(base: Path, tmp_path: Path) -> None:
    layout = wirecopy.open(base).tables.layout
    elsewhere = FactsOptions(plugin="http://localhost:1/v1", cache=str(tmp_path / "answers"))
    note_options(layout, Options(facts=elsewhere))
    assert asked_options(layout).facts == elsewhere
    own = FactsOptions(plugin=elsewhere.plugin, cache=str(layout.answers))
    keep_options(layout, str(layout.generation()), Options(facts=own))
    assert settled_options(layout).facts.cache is None  # the base may be moved
    assert not settled_options(layout).facts.ask


def test_a_page_added_by_the_command_line_is_compared_with_the_bases_options(
    base: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = []
    for folder in (base, tmp_path / "unbound"):
        rows = [{"text": FERRY, "outlet": year, "published": f"{year}-01-05T00:00:00Z"} for year in ("2024", "1999")]
        inputs = [tmp_path / f"{row['outlet']}.jsonl" for row in rows]
        for path, row in zip(inputs, rows, strict=True):
            path.write_text(json.dumps(row) + "\n", "utf-8")
        run(folder, str(inputs[0]))
        capsys.readouterr()
        command(["add", str(folder), str(inputs[1]), "--json"])
        told.append(len(json.loads(capsys.readouterr().out)[0]["copies"]))
    assert told == [0, 1]  # years away, where three days are allowed, and where nothing is said of days
