"""Reports of one event by outlets in words of their own: one story, however they come in."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import wirecopy
from wirecopy.errors import NotFound
from wirecopy.ids import content_id
from wirecopy.options import CopyOptions, Options

ROWS = [
    {
        "id": f"{event}{number}",
        "outlet": f"Outlet {number}",
        "published": f"2022-01-{day:02}T1{number}:00:00Z",
        "title": text.split(".")[0],
        "text": text,
    }
    for event, day, texts in (
        (
            "ferry",
            4,
            (
                "The ferry Halden Star ran aground off Varnes on Tuesday with 212 people aboard, the coast guard said."
                " Captain Ida Moen ordered everyone into the boats after water entered the engine room. Helicopters"
                " from Varnes and Tromvik lifted 40 passengers to safety. No one was badly hurt, the hospital said.",
                "All 212 people on the Halden Star were brought to safety on Tuesday after the ferry struck rocks near"
                " Varnes. Ida Moen, its captain, told the coast guard that the engine room was flooding. Rescue"
                " helicopters flew from Tromvik, and the Varnes hospital treated nine passengers for cold.",
            ),
        ),
        (
            "whales",
            5,
            (
                "A pod of forty pilot whales was seen in the harbour of Skarvik on Monday, the first in two decades."
                " Biologist Nora Flem of the marine institute said warm water had brought the herring close to shore.",
            ),
        ),
    )
    for number, text in enumerate(texts)
]
PLAIN = Options(copies=CopyOptions(backend="reference"))


def filled(folder: Path, *batches: list[dict[str, str]]) -> wirecopy.NewsBase:
    base = wirecopy.open(folder / "base", create=True)
    for number, rows in enumerate(batches):
        path = folder / f"{number}.jsonl"
        path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
        base.run([path], PLAIN)
    return base


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> wirecopy.NewsBase:
    return filled(tmp_path_factory.mktemp("events"), ROWS)


def test_reports_of_one_event_are_one_story_of_two_texts(base: wirecopy.NewsBase) -> None:
    first, second = base.stories()
    assert (first.articles, first.texts) == (2, 2)
    assert (second.articles, second.texts) == (1, 1)


def test_story_tells_what_only_one_text_reports(base: wirecopy.NewsBase) -> None:
    found = base.story(base.stories()[0].story_id)
    told = [sentence for member in found.members for sentence in found.only_in(member)]
    assert told == ["Captain Ida Moen ordered everyone into the boats after water entered the engine room."]


def test_stories_are_the_same_when_pages_come_one_run_after_another(base: wirecopy.NewsBase, tmp_path: Path) -> None:
    later = filled(tmp_path, ROWS[1:], ROWS[:1])
    assert later.table("stories").to_arrow() == base.table("stories").to_arrow()


def test_story_that_got_an_earlier_report_is_found_by_its_old_id(tmp_path: Path) -> None:
    opened = filled(tmp_path, ROWS[1:2])
    (old,) = opened.stories()
    path = tmp_path / "more.jsonl"
    path.write_text(json.dumps(ROWS[0]) + "\n", "utf-8")
    opened.run([path], PLAIN)
    assert opened.story(old.story_id).headline.articles == 2
    assert [(change.story_id, change.kind) for change in opened.history()] == [(old.story_id, "renamed")]


def test_story_of_no_base_is_not_found(base: wirecopy.NewsBase) -> None:
    with pytest.raises(NotFound):
        base.story(content_id("s", "nothing"))
