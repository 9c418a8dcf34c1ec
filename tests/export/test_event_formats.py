"""Events of the founding pair once for two copies, and the files other tools read."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

import wirecopy
from wirecopy.cli import main
from wirecopy.errors import BadOption
from wirecopy.export.dyads import closeness
from wirecopy.export.events import dyads, root_code
from wirecopy.thresholds import EVENTS_FROM

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> wirecopy.NewsBase:
    made = wirecopy.open(tmp_path_factory.mktemp("news") / "base", create=True)
    made.run([ROOT / "examples" / "founding"])
    return made


def written(base: wirecopy.NewsBase, table: str, name: str, least: float | None = None, *, header: bool = False) -> str:
    target = io.BytesIO()
    base.export(table, name, target, least=least, header=header)
    return target.getvalue().decode("utf-8")


def listed(base: wirecopy.NewsBase, table: str, least: float | None = None) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(written(base, table, "csv", least))))


def gdelt(base: wirecopy.NewsBase, least: float | None = None) -> list[dict[str, str]]:
    lines = written(base, "events", "gdelt", least, header=True).splitlines()
    return list(csv.DictReader(lines, delimiter="\t"))


def test_events_of_two_copies_stand_in_both(base: wirecopy.NewsBase) -> None:
    mentions = base.table("mentions").to_arrow().to_pylist()
    for event in base.table("events").to_arrow().to_pylist():
        assert len({m["article_id"] for m in mentions if m["fact_id"] == event["event_id"]}) == 2


def test_ledger_has_each_engagement_once_with_its_state(base: wirecopy.NewsBase) -> None:
    told = [(line.state, line.place) for line in base.ledger(least=0) if not line.several]
    assert sorted(told, key=str) == [
        ("declined", "Singapore"),
        ("held", "Cambodia"),
        ("held", "Singapore"),
        ("held", "Vienna"),
        ("planned", "Singapore"),
    ]


def test_ledger_joins_an_invitation_to_its_answer(base: wirecopy.NewsBase) -> None:
    (line,) = [one for one in base.ledger(least=0) if one.state == "declined" and not one.several]
    assert (line.asked_on, line.response, len(line.event_ids)) == ("2023-05-01", "not confirmed", 2)


def test_ledger_leaves_out_what_is_less_sure_than_asked(base: wirecopy.NewsBase) -> None:
    counts = [len(base.ledger(least=least)) for least in (1, 0.9, 0)]
    assert counts[0] < counts[1] < counts[2]
    assert base.ledger() == base.ledger(least=EVENTS_FROM)


def test_gdelt_has_61_columns_and_one_row_a_dyad(base: wirecopy.NewsBase) -> None:
    rows = [line.split("\t") for line in written(base, "events", "gdelt", 0).splitlines()]
    events = base.table("events").to_arrow().to_pylist()
    assert {len(row) for row in rows} == {61}
    assert len(rows) == sum(len(dyads(event)) for event in events)
    assert {row[33] for row in rows} == {"2"}  # NumArticles: two copies, one event


def test_gdelt_mentions_have_16_columns_and_a_row_a_place(base: wirecopy.NewsBase) -> None:
    rows = [line.split("\t") for line in written(base, "event_mentions", "gdelt_mentions", 0).splitlines()]
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


def test_what_two_sides_do_together_is_a_dyad_each_way() -> None:
    def pairs(kind: str, rule: str) -> list[tuple[str, str]]:
        row = {"type": kind, "rule": rule}
        for side, name in (("actor", "Peru"), ("recipient", "Chile")):
            row |= {f"{side}_names": [name], f"{side}_countries": [name[:1]], f"{side}_sectors": ["GOV"]}  # type: ignore[dict-item]
        return [(a[0], b[0]) for a, b in dyads(row)]

    assert pairs("CONSULT", "event:consult.meet") == [("Peru", "Chile"), ("Chile", "Peru")]
    assert pairs("ACCUSE", "event:accuse.blame") == [("Peru", "Chile")]


def test_every_type_has_a_code_and_a_quad_class() -> None:
    from wirecopy.facts.knowledge.event_frames import load_frames

    assert {root_code(frame.type)[1] for frame in load_frames().frames} == {1, 2, 3, 4}


def test_csv_of_mentions_has_a_header(base: wirecopy.NewsBase) -> None:
    assert next(csv.reader(io.StringIO(written(base, "event_mentions", "csv"))))[0] == "event_id"


def test_mentions_of_events_go_to_a_file_as_the_docs_say(base: wirecopy.NewsBase, tmp_path: Path) -> None:
    folder, target = str(base.tables.layout.root), tmp_path / "mentions.csv"
    with pytest.raises(SystemExit, match="0"):
        main(["export", folder, "event_mentions", "--format", "csv", "-o", str(target)])
    assert target.read_bytes().decode() == written(base, "event_mentions", "csv")


def surely_whole(event: Mapping[str, Any]) -> bool:
    """Tell whether type, sides and status are surely right; by the type where nothing was learned of the frame."""
    return bool(event["confidence"] >= 0.7 if event["whole"] is None else event["whole"] >= 0.5)


def test_files_for_other_tools_have_what_is_sure_enough(base: wirecopy.NewsBase) -> None:
    events = base.table("events").to_arrow().to_pylist()
    sure = {event["event_id"] for event in events if surely_whole(event)}
    assert sure
    assert sure < {event["event_id"] for event in events}
    assert {row["GLOBALEVENTID"].split("-")[0] for row in gdelt(base)} == sure
    assert {event for row in listed(base, "dyads") for event in row["event_ids"].split()} == sure


def test_least_leaves_out_facts_and_where_they_stand(base: wirecopy.NewsBase) -> None:
    quotes = {q["quote_id"] for q in base.table("quotes").to_arrow().to_pylist() if q["confidence"] < 0.95}
    assert quotes
    assert not quotes & {row["quote_id"] for row in listed(base, "quotes", 0.95)}
    assert not quotes & {row["fact_id"] for row in listed(base, "mentions", 0.95)}
    assert len(listed(base, "mentions", 0)) == len(listed(base, "mentions"))


def test_least_is_refused_for_tables_without_confidence(base: wirecopy.NewsBase) -> None:
    for table in ("families", "articles"):
        with pytest.raises(BadOption, match="has no confidence"):
            written(base, table, "csv", 0.9)


def test_header_is_refused_where_a_format_has_none(base: wirecopy.NewsBase) -> None:
    with pytest.raises(BadOption, match="gdelt"):
        written(base, "events", "jsonl", header=True)


def test_gdelt_places_events_and_actors_by_fips_codes(base: wirecopy.NewsBase) -> None:
    rows = gdelt(base, 0)
    china = next(row for row in rows if row["Actor1CountryCode"] == "CHN")
    assert (china["Actor1Geo_CountryCode"], china["Actor1Geo_Type"], china["Actor1Geo_FeatureID"]) == ("CH", "1", "CH")
    vienna = next(row for row in rows if row["ActionGeo_FullName"].startswith("Vienna"))
    assert (vienna["ActionGeo_FullName"], vienna["ActionGeo_CountryCode"]) == ("Vienna, Austria", "AU")
    assert (vienna["ActionGeo_Type"], vienna["ActionGeo_FeatureID"]) == ("4", "2761369")
    assert (round(float(vienna["ActionGeo_Lat"])), round(float(vienna["ActionGeo_Long"]))) == (48, 16)


def test_every_exported_event_has_a_day_and_says_where_it_is_from(base: wirecopy.NewsBase) -> None:
    assert all(len(row["SQLDATE"]) == 8 for row in gdelt(base, 0))
    assert {row["day_from"] for row in listed(base, "dyads", 0)} <= {"text", "publication"}


def test_dyads_count_copies_and_origins_once(base: wirecopy.NewsBase) -> None:
    for row in listed(base, "dyads", 0):
        assert (row["stories"], row["articles"], row["origins_low"]) == ("1", "2", "1")


@pytest.mark.parametrize(
    ("start", "end", "precision"),
    [
        ("2018-07-16", "2018-07-16", "day"),
        ("2018-07-16", None, "day"),
        ("2018-07-01", "2018-07-31", "month"),
        ("2016-01-01", "2016-12-31", "year"),
        ("1990-01-01", "1999-12-31", "longer"),
    ],
)
def test_a_dyad_says_how_closely_the_text_tells_when(start: str, end: str | None, precision: str) -> None:
    event = {"day": start, "day_from": "text", "start": start, "end": end}
    assert closeness(event) == precision
    assert closeness(event | {"day_from": "publication"}) == "report"
