"""Events of the founding pair once for two copies, and the files other tools read."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest

import wirecopy
from wirecopy.cli import main
from wirecopy.errors import BadOption
from wirecopy.export.events import dyads, root_code

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> wirecopy.NewsBase:
    made = wirecopy.open(tmp_path_factory.mktemp("news") / "base", create=True)
    made.run([ROOT / "examples" / "founding"])
    return made


def written(base: wirecopy.NewsBase, table: str, name: str) -> str:
    target = io.BytesIO()
    base.export(table, name, target)
    return target.getvalue().decode("utf-8")


def test_events_of_two_copies_stand_in_both(base: wirecopy.NewsBase) -> None:
    mentions = base.table("mentions").to_arrow().to_pylist()
    for event in base.table("events").to_arrow().to_pylist():
        assert len({m["article_id"] for m in mentions if m["fact_id"] == event["event_id"]}) == 2


def test_ledger_has_each_engagement_once_with_its_state(base: wirecopy.NewsBase) -> None:
    told = [(line.state, line.place) for line in base.ledger() if not line.several]
    assert sorted(told, key=str) == [
        ("declined", "Singapore"),
        ("held", "Cambodia"),
        ("held", "Singapore"),
        ("held", "Vienna"),
        ("planned", "Singapore"),
    ]


def test_ledger_joins_an_invitation_to_its_answer(base: wirecopy.NewsBase) -> None:
    (line,) = [one for one in base.ledger() if one.state == "declined" and not one.several]
    assert (line.asked_on, line.response, len(line.event_ids)) == ("2023-05-01", "not confirmed", 2)


def test_gdelt_has_61_columns_and_one_row_a_dyad(base: wirecopy.NewsBase) -> None:
    rows = [line.split("\t") for line in written(base, "events", "gdelt").splitlines()]
    events = base.table("events").to_arrow().to_pylist()
    assert {len(row) for row in rows} == {61}
    assert len(rows) == sum(len(dyads(event)) for event in events)
    assert {row[33] for row in rows} == {"2"}  # NumArticles: two copies, one event


def test_gdelt_mentions_have_16_columns_and_a_row_a_place(base: wirecopy.NewsBase) -> None:
    rows = [line.split("\t") for line in written(base, "event_mentions", "gdelt_mentions").splitlines()]
    ids = {event["event_id"] for event in base.table("events").to_arrow().to_pylist()}
    places = [m for m in base.table("mentions").to_arrow().to_pylist() if m["fact_id"] in ids]
    assert {len(row) for row in rows} == {16}
    assert len(rows) == len(places)


def test_plover_json_has_the_keys_of_gold_records(base: wirecopy.NewsBase) -> None:
    records = [json.loads(line) for line in written(base, "events", "plover").splitlines()]
    wanted = {"id", "date", "source", "target", "event", "eventText", "mode", "context", "text", "language"}
    assert all(wanted <= set(record) for record in records)
    assert {"actorText", "code"} <= set(records[0]["source"][0])


def test_event_formats_refuse_other_tables(base: wirecopy.NewsBase) -> None:
    for name in ("gdelt", "plover", "gdelt_mentions"):
        with pytest.raises(BadOption):
            written(base, "quotes", name)


def test_every_type_has_a_code_and_a_quad_class() -> None:
    from wirecopy.facts.knowledge.event_frames import load_frames

    assert {root_code(frame.type)[1] for frame in load_frames().frames} == {1, 2, 3, 4}


def test_dyad_month_count_of_the_docs(base: wirecopy.NewsBase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pandas")
    monkeypatch.chdir(tmp_path)
    for table, name in (("events", "events.csv"), ("event_mentions", "mentions.csv")):
        (tmp_path / name).write_text(written(base, table, "csv"), "utf-8")
    code = re.search(r"```python\n(.*?)```", (ROOT / "docs" / "events.md").read_text("utf-8"), re.DOTALL)
    assert code is not None
    names: dict[str, object] = {}
    exec(code.group(1), names)
    counts = names["counts"]
    row = counts.loc[("CHN", "USA", "2023-05")]  # type: ignore[attr-defined]
    told = [
        event["event_id"]
        for event in base.table("events").to_arrow().to_pylist()
        if "CHN" in event["actor_countries"] and "USA" in event["recipient_countries"]
    ]
    assert (int(row["events"]), int(row["reports"])) == (len(told), 2 * len(told))


def test_csv_of_mentions_has_a_header(base: wirecopy.NewsBase) -> None:
    assert next(csv.reader(io.StringIO(written(base, "event_mentions", "csv"))))[0] == "event_id"


def test_mentions_of_events_go_to_a_file_as_the_docs_say(base: wirecopy.NewsBase, tmp_path: Path) -> None:
    folder, target = str(base.tables.layout.root), tmp_path / "mentions.csv"
    with pytest.raises(SystemExit, match="0"):
        main(["export", folder, "event_mentions", "--format", "csv", "-o", str(target)])
    assert target.read_bytes().decode() == written(base, "event_mentions", "csv")
