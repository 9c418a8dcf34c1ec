from __future__ import annotations

from pathlib import Path

import pytest

from wirecopy.engine.contract import write_stage
from wirecopy.engine.duck import DuckEngine
from wirecopy.options import Options, StoryOptions
from wirecopy.pipeline.batch.stories.headline_times import LISTED
from wirecopy.pipeline.batch.stories.story_tables import name_stories
from wirecopy.pipeline.progress import quiet
from wirecopy.pipeline.steps import Steps
from wirecopy.stories.heading import epoch_days
from wirecopy.tables import SCHEMAS

DAYS = {"a": "2026-01-01", "b": "2026-01-03", "c": "2026-02-01", "d": "2026-02-02", "e": None}
STORIES = {"a": "a", "b": "a", "c": "c", "d": "c", "e": "e"}


def told(folder: Path, more: dict[str, str] | None = None, story: str = "", quiet_days: int = 14) -> dict[str, object]:
    """Return the last time of the story of each first article, and whether it is archived."""
    days, first = DAYS | (more or {}), STORIES | dict.fromkeys(more or {}, story)
    steps = Steps(DuckEngine(folder), Options(stories=StoryOptions(quiet_days=quiet_days)), quiet)
    rows = [
        {
            "article_id": name,
            "label": "label",
            "published": day,
            "is_unit": False,
            "headline": "",
            "time": epoch_days(day),
        }
        for name, day in days.items()
    ]
    listed = steps.whole("listed", "", lambda: LISTED.empty_table().from_pylist(rows, LISTED))
    groups = [{"article_id": name, "first_article_id": of} for name, of in first.items()]
    grouped = steps.whole("grouped", "", lambda: LISTED.empty_table().from_pylist(groups))
    families = write_stage(folder, "families", SCHEMAS["families"], [])
    found = name_stories(steps, listed, families, grouped).read().to_pylist()
    return {first[row["article_id"]]: (row["last_published"], row["archived"]) for row in found}


def test_a_story_that_has_been_quiet_is_archived(tmp_path: Path) -> None:
    assert told(tmp_path) == {"a": ("2026-01-03", True), "c": ("2026-02-02", False), "e": (None, False)}


def test_a_late_article_revives_its_story(tmp_path: Path) -> None:
    assert told(tmp_path, {"f": "2026-01-25"}, "a")["a"] == ("2026-01-25", False)


def test_archiving_goes_by_the_days_of_the_option(tmp_path: Path) -> None:
    assert told(tmp_path, quiet_days=60)["a"] == ("2026-01-03", False)


@pytest.mark.parametrize("year", [2062, 9999])
def test_archiving_is_not_misled_by_one_misread_year(tmp_path: Path, year: int) -> None:
    assert told(tmp_path, {"x": f"{year}-01-01"}, "x")["c"] == ("2026-02-02", False)
