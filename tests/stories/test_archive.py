from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from wirecopy.stories.grouping import Listed
from wirecopy.stories.quiet_stories import archived, newest_day
from wirecopy.types import Story


def told(days: dict[str, str | None], stories: dict[str, str], quiet_days: int = 14) -> dict[str, tuple[object, bool]]:
    listed = [Listed(name, "label", day) for name, day in days.items()]
    rows = [
        Story(story_id=story, article_id=name, family_id=None, label="label", first_published=None)
        for name, story in stories.items()
    ]
    return {row.story_id: (row.last_published, row.archived) for row in archived(rows, listed, quiet_days)}


DAYS = {"a": "2026-01-01", "b": "2026-01-03", "c": "2026-02-01", "d": "2026-02-02", "e": None}
STORIES = {"a": "old", "b": "old", "c": "new", "d": "new", "e": "undated"}


def test_archived_marks_the_story_that_has_been_quiet() -> None:
    found = told(DAYS, STORIES)
    assert found == {"old": ("2026-01-03", True), "new": ("2026-02-02", False), "undated": (None, False)}


def test_archived_revives_a_story_by_a_late_article() -> None:
    assert told(DAYS | {"f": "2026-01-25"}, STORIES | {"f": "old"})["old"] == ("2026-01-25", False)


def test_archived_goes_by_the_days_of_the_option() -> None:
    assert told(DAYS, STORIES, quiet_days=60)["old"] == ("2026-01-03", False)


def test_archived_is_not_misled_by_one_misread_year() -> None:
    assert told(DAYS | {"x": "2062-01-01"}, STORIES | {"x": "far"})["new"] == ("2026-02-02", False)


@given(st.lists(st.floats(0, 40_000), max_size=20), st.integers(1, 60))
def test_newest_day_is_one_of_the_days_told(times: list[float], apart: int) -> None:
    assert newest_day(sorted(times), apart) in (times or [0.0])
