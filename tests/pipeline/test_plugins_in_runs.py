"""Plug-ins in a run: asked once per text, carried to every copy, answers kept in the base."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import wirecopy
from pipeline.standin import StandIn, answer
from wirecopy.options import FactsOptions, Options
from wirecopy.pipeline.plugins import kept_answers, plugin_name

WIRE = (
    "The harbour of Brightwater was closed on Monday after the lock gates jammed, the port authority said.\n\n"
    "Crews from Lowmarsh worked through the night to free them, and forty boats waited outside the breakwater.\n\n"
    "The Zephyrine left for the north with grain before the gates shut, and no other ship has moved since.\n"
)


@pytest.fixture
def stand_in() -> Iterator[StandIn]:
    server = StandIn(answer(("organisation", "The Zephyrine"), ("person", "Nobody There")))
    yield server
    server.server.shutdown()


def base_of(folder: Path) -> tuple[wirecopy.Base, list[str]]:
    for outlet in ("one", "two"):
        (folder / f"{outlet}.txt").write_text(f"Lock gates jam\n\n{WIRE}", "utf-8")
    (folder / "other.txt").write_text(
        "A quiet day\n\nNothing at all was heard of the Zephyrine in the hills today.\n", "utf-8"
    )
    return wirecopy.open(folder / "base", create=True), [str(folder / f"{n}.txt") for n in ("one", "two", "other")]


def claimed(base: wirecopy.Base) -> set[tuple[str, str]]:
    rows = base.table("entities").to_arrow().to_pylist()
    ids = {row["entity_id"] for row in rows if row["rule"].startswith("plugin:")}
    mentions = base.table("mentions").to_arrow().to_pylist()
    return {(m["fact_id"], m["article_id"]) for m in mentions if m["fact_id"] in ids}


def test_plugin_is_asked_once_per_text_and_reaches_every_copy(stand_in: StandIn, tmp_path: Path) -> None:
    base, inputs = base_of(tmp_path)
    summary = base.run(inputs, Options(facts=FactsOptions(plugin=stand_in.url, model="small")))
    assert len(stand_in.asked) == summary.texts == 2
    assert len(claimed(base)) == 2  # the wire's two copies; "the Zephyrine" of the other text is spelt otherwise
    assert summary.dropped_claims == 3


def test_plugin_answers_are_kept_so_that_a_new_run_asks_for_new_texts_alone(stand_in: StandIn, tmp_path: Path) -> None:
    base, inputs = base_of(tmp_path)
    options = Options(facts=FactsOptions(plugin=stand_in.url, model="small"))
    base.run(inputs[:2], options)
    base.run(inputs, options)
    assert len(stand_in.asked) == 2


def test_takedown_needs_no_plugin_and_deletes_what_it_answered(stand_in: StandIn, tmp_path: Path) -> None:
    base, inputs = base_of(tmp_path)
    base.run(inputs, Options(facts=FactsOptions(plugin=stand_in.url, model="small")))
    stand_in.server.shutdown()
    kept = len(list((tmp_path / "base" / "answers").iterdir()))
    [page_id] = [page["page_id"] for page in base.table("pages").to_arrow().to_pylist() if "other" in page["uri"]]
    base.forget(page_id)
    assert len(list((tmp_path / "base" / "answers").iterdir())) == kept - 1
    assert len(claimed(base)) == 2


def test_answer_to_another_question_is_asked_anew_and_goes_with_its_page(stand_in: StandIn, tmp_path: Path) -> None:
    base, inputs = base_of(tmp_path)
    answers = tmp_path / "answers"
    options = Options(facts=FactsOptions(plugin=stand_in.url, model="small", cache=str(answers)))
    base.run(inputs[2:], options)
    (kept,) = answers.iterdir()
    older = kept.with_name(f"{kept.name.partition('.')[0]}.json")
    kept.rename(older)
    base.run(inputs[1:], options)
    assert len(stand_in.asked) == 3
    assert older.exists()
    text = next(r["body"] for r in base.table("articles").to_arrow().to_pylist() if "quiet" in r["body"].lower())
    assert kept_answers(answers, plugin_name(options.facts), text) == sorted([older, kept])


def test_event_of_a_plugin_is_one_row_with_a_mention_in_every_copy_and_unborne_ones_are_counted(tmp_path: Path) -> None:
    told = {
        "evidence": "worked through the night to free them",
        "type": "AID",
        "actors": ["Crews from Lowmarsh", "Ogre"],
    }
    false = [told | {"evidence": "sank the boats"}, told | {"type": "PLUNDER"}, told | {"actors": ["Nobody There"]}]
    server = StandIn(
        answer(events=(told | {"recipients": ["The harbour of Brightwater"], "status": "ongoing"}, *false))
    )
    base, inputs = base_of(tmp_path)
    summary = base.run(inputs[:2], Options(facts=FactsOptions(plugin=server.url, model="small")))
    server.server.shutdown()
    [event] = [e for e in base.table("events").to_arrow().to_pylist() if e["rule"].startswith("plugin:")]
    assert (event["type"], event["status"], summary.dropped_claims) == ("AID", "ongoing", 3)
    assert (event["actor_names"], event["recipient_names"]) == (["Crews from Lowmarsh"], ["The harbour of Brightwater"])
    mentions = [m for m in base.table("mentions").to_arrow().to_pylist() if m["fact_id"] == event["event_id"]]
    assert len({m["article_id"] for m in mentions}) == 2
    schema = server.asked[0]["response_format"]["json_schema"]["schema"]["properties"]["facts"]["items"]
    assert set(schema["required"]) == set(schema["properties"])
