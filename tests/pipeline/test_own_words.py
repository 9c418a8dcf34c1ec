"""A user's dictionary of actors and frames reach the events of a run; mistakes are said with their line."""

from __future__ import annotations

from pathlib import Path

import pytest

import wirecopy
from wirecopy.cli import main
from wirecopy.options import FactsOptions, Options

NEWS = (
    "Ties cut\n\nMinas Tirith expelled two Haradrim diplomats on Monday after a week of quarrels over the salt road.\n"
)
NEWS += (
    "\nThe Haradrim outfoxed Minas Tirith at the salt market of the coast on Tuesday, the wardens of the road said.\n"
)
ACTORS = "name,code\nMinas Tirith,GONGOV\nHaradrim,HARGOV\n"
FRAMES = """[[frame]]
type = "COERCE"
name = "outfox"
verbs = "outfox"
example = "Poland outfoxed Russia."
gives = "POL>RUS"
"""


def ran(folder: Path, *more: str) -> tuple[int, set[tuple[str, str, str]]]:
    (folder / "page.txt").write_text(NEWS, "utf-8")
    with pytest.raises(SystemExit) as left:
        main(["run", str(folder / "base"), str(folder / "page.txt"), *more, "--quiet"])
    code = int(left.value.code or 0)
    rows = wirecopy.open(folder / "base").table("events").to_arrow().to_pylist() if not code else []
    return code, {(e["type"], *e["actor_countries"], *e["recipient_countries"]) for e in rows}  # type: ignore[misc]


def written(path: Path, text: str) -> str:
    path.write_text(text, "utf-8")
    return str(path)


def test_actors_and_frames_of_a_run_are_told_and_kept_until_a_run_with_the_defaults(tmp_path: Path) -> None:
    own = ["--actors", written(tmp_path / "a.csv", ACTORS), "--frames", written(tmp_path / "f.toml", FRAMES)]
    _, told = ran(tmp_path, *own)
    assert {("SANCTION", "GON", "HAR"), ("COERCE", "HAR", "GON")} <= told
    assert ran(tmp_path)[1] == told
    assert not any("GON" in row for row in ran(tmp_path, "--defaults")[1])


def test_takedown_tells_again_with_the_actors_of_the_run(tmp_path: Path) -> None:
    other = written(tmp_path / "other.txt", "Salt\n\nThe price of salt rose by a tenth in the towns of the coast.\n")
    ran(tmp_path, other, "--actors", written(tmp_path / "a.csv", ACTORS))
    base = wirecopy.open(tmp_path / "base")
    [page] = [p["page_id"] for p in base.table("pages").to_arrow().to_pylist() if "other" in p["uri"]]
    base.forget(page)
    assert "GON" in {code for e in base.table("events").to_arrow().to_pylist() for code in e["actor_countries"]}


def test_merge_is_undone_by_the_id_of_a_report_and_its_mentions_go_with_it(tmp_path: Path) -> None:
    text = "Poland expelled two Russian diplomats on Monday, a minister in Warsaw said.\n\n"
    text += "Officials in Oslo were not surprised.\n\n"
    text += "Poland expelled the Russian diplomats, a spokesman said, after a long quarrel over the salt trade.\n"
    page = written(tmp_path / "p.txt", f"Two diplomats must leave Warsaw within a week\n\n{text}")
    base = wirecopy.open(tmp_path / "base", create=True)
    base.run([page])
    [merged] = [e for e in base.table("events").to_arrow().to_pylist() if e["type"] == "SANCTION"]
    [reason] = merged["reasons"]
    assert "it told: occurred" in reason["text"]
    base.run([page], Options(facts=FactsOptions(apart=(reason["code"],))))
    parted = {e["event_id"] for e in base.table("events").to_arrow().to_pylist() if e["type"] == "SANCTION"}
    assert parted == {merged["event_id"], reason["code"]}
    assert parted <= {m["fact_id"] for m in base.table("mentions").to_arrow().to_pylist()}


@pytest.mark.parametrize(
    ("actors", "said"),
    [
        ("name,code\nMinas Tirith,GONGOV\nHarad,har\n", "line 3: the code 'har' of Harad is none"),
        ("name,code\n,GON\n", "line 2: no name"),
        ("actor,code\nX,GON\n", "has no column 'name'"),
    ],
)
def test_mistake_in_a_dictionary_is_said_with_file_and_line(
    actors: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(tmp_path / "a.csv", actors)
    code, _ = ran(tmp_path, "--actors", path)
    told = capsys.readouterr().err
    assert code != 0
    assert said in told
    assert path in told


def test_mistake_in_frames_is_said_with_the_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = written(tmp_path / "f.toml", FRAMES.replace('type = "COERCE"\n', ""))
    assert ran(tmp_path, "--frames", path)[0] != 0
    assert f"{path}: a frame has no 'type'" in capsys.readouterr().err
