"""The write-thrus of one report are versions of one family, whatever the order in which the pages come."""

from __future__ import annotations

import io
import json
import random
from pathlib import Path

import pytest
from rich.console import Console

import wirecopy
from wirecopy.serve.terminal.story import full_story

OPENING = "OSTROW (AP) — A dam above the town of Ostrow gave way on Monday, and two villages are under water."
LEAD = "OSTROW (AP) — Rescuers searched flooded cellars by torchlight on Monday after a burst dam drowned two villages."
BODY = (
    "The regional office said forty houses were gone by noon, and that more stood open to the river.",
    "Soldiers carried the oldest people out in boats that they had borrowed from anglers.",
    "A railway bridge four miles down the valley is closed until it has been inspected.",
    "The company that owns the dam did not answer questions about the state of its wall.",
    "Rain had fallen for nine days before the wall broke, more than in any spring since the war.",
    "The road to the coast is open for lorries with food, and for nobody else.",
)
GROWN = (
    "Schools in the valley opened their halls for the night, and bakers sent up four hundred loaves.",
    "Two nurses reached the lower village on skis and stayed there with a woman in labour.",
    "The mayor asked for blankets, lamps and dry wood.",
)
LATEST = (
    "By morning the water stood a metre lower in the market square of the lower village.",
    "Engineers blamed a drain that had been blocked since the autumn before last.",
    "Parliament will hear the owner of the dam on Friday.",
)
REPLACED = "Officials counted seventy houses lost by evening, and feared for the mill below the church."
CHAIN = (
    (OPENING, *BODY),
    (OPENING, BODY[0], *GROWN, *BODY[1:]),
    (LEAD, REPLACED, *GROWN, BODY[1], BODY[2], "The owner of the dam promised to pay for every roof.", *BODY[4:]),
    (
        LEAD,
        REPLACED,
        *LATEST,
        *GROWN,
        BODY[1],
        BODY[2],
        "The owner of the dam promised to pay for every roof.",
        *BODY[4:],
    ),
)
HOURS = (2, 7, 12, 18)


def rows() -> list[dict[str, str]]:
    return [
        {
            "id": f"v{number}-{late}",
            "outlet": f"paper{number}{late}.example",
            "published": f"2024-03-04T{HOURS[number - 1] + late:02}:00:00Z",
            "text": "\n\n".join(text),
        }
        for number, text in enumerate(CHAIN, 1)
        for late in range(3)
    ]


def run(folder: Path, pages: list[dict[str, str]]) -> wirecopy.NewsBase:
    folder.mkdir()
    (folder / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in pages), "utf-8")
    base = wirecopy.open(folder / "base", create=True)
    base.run([folder / "rows.jsonl"])
    return base


def told(base: wirecopy.NewsBase) -> tuple[dict[str, tuple[int, str]], dict[tuple[str, str], str]]:
    """The version and role of each page, and the relation of each pair."""
    external = {page["page_id"]: page["external_id"] for page in base.table("pages").to_arrow().to_pylist()}
    names = {row["article_id"]: external[row["page_id"]] for row in base.table("articles").to_arrow().to_pylist()}
    families = base.table("families").to_arrow().to_pylist()
    assert len({row["family_id"] for row in families}) == 1
    pairs = base.table("copies").to_arrow().to_pylist()
    relations = {tuple(sorted((names[p["article_a"]], names[p["article_b"]]))): p["relation"] for p in pairs}
    return {names[row["article_id"]]: (row["version"], row["role"]) for row in families}, relations


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> wirecopy.NewsBase:
    return run(tmp_path_factory.mktemp("chain") / "in-order", rows())


def test_versions_of_a_chain_agree_in_families_and_copies(base: wirecopy.NewsBase) -> None:
    places, relations = told(base)
    assert {name: version for name, (version, _) in places.items()} == {row["id"]: int(row["id"][1]) for row in rows()}
    head = next(version for version, role in places.values() if role == "canonical")
    assert all(role != "version" for version, role in places.values() if version == head)
    assert all(role == "version" for version, role in places.values() if version != head)
    assert len(relations) == 66
    assert all(said == ("copy" if a[1] == b[1] else "version") for (a, b), said in relations.items())


def test_versions_are_the_same_in_any_order_of_the_pages(base: wirecopy.NewsBase, tmp_path: Path) -> None:
    shuffled = rows()
    random.Random(5).shuffle(shuffled)
    assert told(run(tmp_path / "shuffled", shuffled)) == told(base)


def test_versions_are_shown_with_who_carries_each(base: wirecopy.NewsBase) -> None:
    shown = io.StringIO()
    Console(file=shown, width=100).print(
        full_story(base.story(base.table("stories").to_arrow()["story_id"][0].as_py()))
    )
    assert "The text ran in 4 versions. 1: " in shown.getvalue()
