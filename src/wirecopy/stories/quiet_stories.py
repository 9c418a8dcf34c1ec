"""Which stories have gone quiet: a mark on their rows, by the days the base itself states and never by today's."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace

from wirecopy.stories.grouping import Listed, time_of
from wirecopy.types import Story


def archived(stories: Iterable[Story], articles: Iterable[Listed], quiet_days: int) -> list[Story]:
    """Return the rows with the last time of each story, and whether it was quiet for `quiet_days` since.

    A story no article of which states a day is never archived. A late article that is new enough revives its story.
    """
    rows = list(stories)
    stated = {one.article_id: one.published for one in articles}
    times = {name: time for name, published in stated.items() if (time := time_of(published)) is not None}
    newest = newest_day(sorted(times.values()), quiet_days)
    last: dict[str, str] = {}
    for row in rows:
        held = last.get(row.story_id)
        if row.article_id in times and (held is None or _key(row.article_id, times) > _key(held, times)):
            last[row.story_id] = row.article_id
    return [
        replace(row, last_published=stated[latest], archived=times[latest] < newest - quiet_days)
        if (latest := last.get(row.story_id))
        else row
        for row in rows
    ]


def newest_day(times: Sequence[float], apart: float) -> float:
    """Return the newest time (of times in order) that is not alone: another lies within so many days of it.

    One page with a year misread would otherwise archive the whole base. Where all are alone, the newest of all.

    >>> newest_day([10.0, 12.0, 13.0, 900.0], apart=14)
    13.0
    """
    for time in reversed(times):
        if bisect_right(times, time + apart) - bisect_left(times, time - apart) > 1:
            return time
    return times[-1] if times else 0.0


def _key(article_id: str, times: dict[str, float]) -> tuple[float, str]:
    return times[article_id], article_id
