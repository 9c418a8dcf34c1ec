"""The command line as a newcomer meets it: what it prints, what it says when something is wrong."""

from __future__ import annotations

import csv
import io
import json
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pyarrow.parquet as pq
import pytest

import wirecopy
from wirecopy.cli import main
from wirecopy.cli.commands.serve import _is_own_machine
from wirecopy.tables import SCHEMAS


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory, root: Path) -> str:
    folder = str(tmp_path_factory.mktemp("cli") / "base")
    with pytest.raises(SystemExit):
        main(["run", folder, str(root / "examples" / "founding")])
    return folder


def call(capfdbinary: pytest.CaptureFixture[bytes], *arguments: str) -> tuple[int, bytes, str]:
    with pytest.raises(SystemExit) as left:
        main(arguments)
    out, err = capfdbinary.readouterr()
    return int(left.value.code or 0), out, err.decode("utf-8")


Capture = pytest.CaptureFixture[bytes]


def test_show_heads_the_list_with_the_three_counts(base: str, capfdbinary: Capture) -> None:
    code, out, _ = call(capfdbinary, "show", base)
    assert code == 0
    assert b"2 articles / 1 text / 1 origin" in out


def test_show_loads_only_what_it_needs(base: str) -> None:
    code = f"""
import contextlib, io, sys
from wirecopy.cli import main
with contextlib.suppress(SystemExit), contextlib.redirect_stdout(io.StringIO()):
    main(["show", {base!r}])
print(*sys.modules)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    heavy = {"duckdb", "lxml", "networkx", "numba", "pandas", "pyarrow.dataset", "trafilatura"}
    assert "wirecopy.serve.terminal.story" in done.stdout.split()
    assert not heavy & set(done.stdout.split())


def test_show_takes_the_beginning_of_an_id(base: str, capfdbinary: Capture) -> None:
    _, listed, _ = call(capfdbinary, "show", base, "--json")
    (story,) = json.loads(listed)
    code, out, _ = call(capfdbinary, "show", base, story["story_id"][:8])
    assert code == 0
    assert "Pat Ryder" in out.decode("utf-8")


def test_run_again_adds_nothing(base: str, root: Path, capfdbinary: Capture) -> None:
    code, out, _ = call(capfdbinary, "run", base, str(root / "examples" / "founding"), "--json")
    assert code == 0
    assert json.loads(out)["new"] == 0


@pytest.mark.parametrize("table", sorted(SCHEMAS))
def test_export_writes_every_table_to_standard_output_and_nothing_else(
    table: str, base: str, capfdbinary: Capture
) -> None:
    code, out, err = call(capfdbinary, "export", base, table)
    assert (code, err) == (0, "")
    for line in out.splitlines():
        assert list(json.loads(line)) == SCHEMAS[table].names


def test_export_csv_reads_back(base: str, capfdbinary: Capture) -> None:
    _, out, _ = call(capfdbinary, "export", base, "tickers", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(out.decode("utf-8"))))
    assert len(rows) == 34
    assert rows[0].keys() == set(SCHEMAS["tickers"].names)


def test_export_parquet_reads_back(base: str, tmp_path: Path, capfdbinary: Capture) -> None:
    target = tmp_path / "edits.parquet"
    call(capfdbinary, "export", base, "edits", "--format", "parquet", "-o", str(target))
    assert pq.read_table(target).num_rows == 47


def test_search_finds_the_story(base: str, capfdbinary: Capture) -> None:
    code, out, _ = call(capfdbinary, "search", base, "Shangri-La", "--json")
    assert code == 0
    assert len(json.loads(out)) == 1


def test_search_that_finds_nothing_ends_with_one(base: str, capfdbinary: Capture) -> None:
    assert call(capfdbinary, "search", base, "unheard-of")[0] == 1


def test_report_is_one_file(base: str, tmp_path: Path, capfdbinary: Capture) -> None:
    target = tmp_path / "report.html"
    assert call(capfdbinary, "report", base, "-o", str(target))[0] == 0
    assert "2 articles / 1 text / 1 origin" in target.read_text("utf-8")


@pytest.mark.parametrize("command", [["report", "{}"], ["export", "{}", "no_such_table"]])
def test_what_fails_leaves_the_file_that_was_there(
    command: list[str], tmp_path: Path, base: str, capfdbinary: Capture
) -> None:
    target = tmp_path / "kept.html"
    target.write_text("before", "utf-8")
    broken = shutil.copytree(base, tmp_path / "base")
    (broken / "CURRENT").write_text("g_of_an_earlier_one", "ascii")
    code, _, err = call(capfdbinary, *(word.format(broken) for word in command), "-o", str(target))
    assert code != 0
    assert len(err.splitlines()) == 1
    assert target.read_text("utf-8") == "before"
    assert {path.name for path in tmp_path.iterdir()} == {"base", "kept.html"}


def test_output_into_a_folder_that_is_not_there_is_one_line(tmp_path: Path, base: str, capfdbinary: Capture) -> None:
    target = tmp_path / "none" / "stories.csv"
    code, out, err = call(capfdbinary, "export", base, "stories", "--format", "csv", "-o", str(target))
    assert (code, out) == (1, b"")
    assert err.startswith(f"wirecopy: {target.parent}")
    assert len(err.splitlines()) == 1


def test_diff_needs_no_base(founding: Path, capfdbinary: Capture) -> None:
    code, out, _ = call(capfdbinary, "diff", *map(str, sorted(founding.glob("*.txt"))))
    assert code == 0
    assert b"47" in out


@pytest.mark.parametrize(
    ("words", "wanted", "unwanted"),
    [
        (["wirecopy", "sho"], {"show"}, {"run"}),
        (["wirecopy", "show", "base", "--"], {"--all", "--json"}, {"--all-pairs"}),
        (["wirecopy", "completion", ""], {"bash", "zsh", "fish"}, {"show"}),
    ],
)
def test_bash_completes_commands_options_and_values(
    words: list[str], wanted: set[str], unwanted: set[str], capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    code, script, _ = call(capfdbinary, "completion", "bash")
    asked = f"COMP_WORDS=({' '.join(map(shlex.quote, words))}); COMP_CWORD={len(words) - 1}; _wirecopy"
    line = f'{script.decode()}\n{asked}; echo "${{COMPREPLY[@]}}"'
    told = subprocess.run(["bash", "-c", line], capture_output=True, text=True, check=True)
    offered = set(told.stdout.split())
    assert code == 0
    assert wanted <= offered
    assert not offered & unwanted


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_other_shells_are_told_of_every_command(shell: str, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    script = call(capfdbinary, "completion", shell)[1]
    assert all(name.encode() in script for name in ("show", "watch", "completion", "within-days"))


def test_demo_shows_a_story(capfdbinary: Capture) -> None:
    code, out, _ = call(capfdbinary, "demo")
    assert code == 0
    assert b"3 articles / 1 text / 1 origin" in out


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["show", "{tmp}/nowhere"], "is not a news base. Make one: wirecopy run"),
        (["run", "{tmp}/nowhere"], "is not a news base. Make one: wirecopy run"),
        (["run", "{tmp}/new", "{tmp}/missing.txt"], "missing.txt"),
        (["run", "{tmp}/new", "{tmp}", "--columns", "text"], "--columns cannot be 'text'"),
        (["run", "{tmp}/new", "{tmp}", "--workers", "0"], "--workers cannot be 0"),
        (["show", "{base}", "s_nothing"], "No story 's_nothing'"),
        (["export", "{base}", "unheard"], "There is no table 'unheard'"),
        (["export", "{base}", "edits", "--format", "xls"], "--format cannot be 'xls'"),
        (["forget", "{base}", "p_nothing"], "No page 'p_nothing'"),
        (["correct", "{base}", "credit", "p_nothing", "Reuters"], "No page 'p_nothing'"),
        (["correct", "{base}", "owner", "unheard.example", "Roe"], "No outlet 'unheard.example'"),
        (
            ["correct", "{base}", "owner", "unheard.example"],
            "give more, as in: wirecopy correct BASE owner OUTLET OWNER",
        ),
        (
            ["correct", "{base}", "owner", "a.example", "Roe", "Media"],
            "a name of several words stands in quotation marks",
        ),
        (["correct", "{base}", "owner", "--drop"], "give OUTLET, as in: wirecopy correct BASE owner OUTLET --drop"),
        (["correct", "{base}", "ownr", "a.example", "Roe"], "KIND cannot be 'ownr': give owner?"),
        (["correct", "{base}", "owner", "a.example", "--drop", "Roe"], "No correction 'owner a.example'"),
        (["correct", "{base}", "--drop", "one_text", "p_1"], "wirecopy correct BASE one_text PAGE PAGE"),
        (["correct", "{base}", "--list", "--drop"], "--list cannot be"),
    ],
)
def test_a_mistake_gets_one_clear_line(
    arguments: list[str], says: str, base: str, tmp_path: Path, capfdbinary: Capture
) -> None:
    code, _, err = call(capfdbinary, *(a.format(tmp=tmp_path, base=base) for a in arguments))
    assert code == 1
    assert says in err
    assert err.count("\n") == 1
    assert err.startswith("wirecopy: ")


def test_no_command_prints_the_help(capfdbinary: Capture) -> None:
    code, out, _ = call(capfdbinary)
    assert code == 2
    assert b"first steps" in out


def test_run_says_which_columns_were_read_as_what(tmp_path: Path, capfdbinary: Capture) -> None:
    table = tmp_path / "rows.csv"
    table.write_text("headline,content,likes\nHarbour shut,The harbour was shut on Monday.,3\n", encoding="utf-8")
    with pytest.raises(SystemExit) as ended:
        main(["run", str(tmp_path / "base"), str(table)])
    assert ended.value.code == 0
    assert b"read: content as text, headline as title; left: likes" in capfdbinary.readouterr().err


def test_run_without_a_usable_page_ends_with_one(tmp_path: Path, capfdbinary: Capture) -> None:
    (tmp_path / "empty.txt").write_text("")
    code, out, _ = call(capfdbinary, "run", str(tmp_path / "base"), str(tmp_path / "empty.txt"))
    assert code == 1
    assert b"1 rejected" in out


def test_stages_tells_of_each_what_it_holds(base: str, capfdbinary: Capture) -> None:
    code, out, _ = call(capfdbinary, "stages", base, "--json")
    stages = {stage["name"]: stage for stage in json.loads(out)}
    assert code == 0
    assert all(stage["holds"].endswith(".") and stage["bytes"] > 0 and stage["columns"] for stage in stages.values())
    assert {name for name in SCHEMAS if name in stages} == SCHEMAS.keys() - {"pages", "fetches", "rejected"}
    assert list(stages).index("cleaned") < list(stages).index("articles") < list(stages).index("stories")
    assert (stages["articles"]["rows"], stages["articles"]["columns"]) == (2, SCHEMAS["articles"].names)


def test_stages_tells_what_the_tables_were_made_with(base: str, capfdbinary: Capture) -> None:
    code, out, _ = call(capfdbinary, "stages", base, "--manifest")
    told = json.loads(out)
    assert code == 0
    assert told["wirecopy"] == wirecopy.__version__
    assert told["rows"]["pages"] == told["rows"]["articles"] == 2
    assert all(len(digest) == 64 for digest in told["data"].values())
    assert {"wirecopy/languages/en/facts.toml", "wirecopy/facts/data/places.npz"} <= told["data"].keys()
    assert told["options"]["copies"]["min_containment"] > 0


def test_run_tells_the_time_of_every_stage_and_that_it_goes_on_from_what_a_killed_one_kept(
    tmp_path: Path, capfdbinary: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "page.txt").write_text("Harbour shut\n\nThe harbour of Lund was shut on Monday after a storm.\n")
    arguments = "run", str(tmp_path / "base"), str(tmp_path / "page.txt"), "--timings"
    with monkeypatch.context() as patched:
        patched.setattr("wirecopy.pipeline.batch.generation.tell_stories", raise_interrupt)
        code, _, err = call(capfdbinary, *arguments)
    assert code == 130
    assert "every finished step are kept" in err
    code, out, _ = call(capfdbinary, *arguments)
    lines = out.decode().splitlines()
    assert code == 0
    assert lines[0].startswith("went on behind an interrupted run, which had kept")
    assert [line.split()[0] for line in lines if line.startswith(("cleaned ", "told "))] == ["cleaned", "told"]
    assert all(line.split()[2] != "-" for line in lines if line.startswith(("cleaned ", "told ")))


def raise_interrupt(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


def test_stages_before_the_first_run_says_what_to_do(tmp_path: Path, capfdbinary: Capture) -> None:
    folder = str(tmp_path / "base")
    wirecopy.open(folder, create=True)
    code, out, _ = call(capfdbinary, "stages", folder)
    assert code == 1
    assert b"wirecopy run" in out


def test_check_says_on_how_many_origins_pages_rest(founding: Path, tmp_path: Path, capfdbinary: Capture) -> None:
    (tmp_path / "other.txt").write_text("Six boats will be built at Lund next year, said the yard.\n", "utf-8")
    code, out, _ = call(capfdbinary, "check", str(founding), str(tmp_path / "other.txt"))
    said = out.decode("utf-8")
    assert code == 0
    assert said.startswith("3 sources, 1 origin for the event that 2 of them tell: ")
    assert "other.txt reports a different event" in said
    _, told, _ = call(capfdbinary, "check", "--json", str(founding))
    assert json.loads(told)["origins"] == {"least": 1, "most": 1}


def test_compare_prints_copies_and_what_was_changed(
    base: str, founding_raw: tuple[str, str], tmp_path: Path, capfdbinary: Capture
) -> None:
    page = tmp_path / "page.txt"
    page.write_text(founding_raw[0].replace("over a dozen requests", "over 40 requests"), "utf-8")
    code, out, _ = call(capfdbinary, "compare", base, str(page))
    assert code == 0
    assert "copy of a_" in out.decode("utf-8")
    assert "number: a dozen -> 40" in out.decode("utf-8")
    assert call(capfdbinary, "compare", base, "Six boats will be built at Lund next year.")[0] == 1


def test_history_prints_what_became_of_stories(base: str, capfdbinary: Capture) -> None:
    assert call(capfdbinary, "history", base, "--json")[:2] == (0, b"[]\n")


def test_quotes_of_a_file_that_is_not_there_says_so(tmp_path: Path, capfdbinary: Capture) -> None:
    code, out, err = call(capfdbinary, "quotes", str(tmp_path / "none.txt"))
    assert (code, out) == (1, b"")
    assert "there is no such file" in err


def test_an_empty_base_is_told_of_once(tmp_path: Path, capfdbinary: Capture) -> None:
    wirecopy.open(tmp_path / "base", create=True)
    _, out, _ = call(capfdbinary, "show", str(tmp_path / "base"))
    assert out.decode().count("No stories yet") == 1


@pytest.mark.parametrize(
    ("host", "own"),
    [("127.0.0.1", True), ("::1", True), ("localhost", True), ("0.0.0.0", False), ("desk.example", False)],
)
def test_serve_knows_an_address_that_only_this_machine_reaches(host: str, own: bool) -> None:
    assert _is_own_machine(host) is own
