from __future__ import annotations

from dataclasses import replace

from wirecopy.serve.notebook import notebook
from wirecopy.serve.views.spread import HEIGHT, WIDTH, spread
from wirecopy.serve.views.story import Dossier, Member


def at(member: Member, published: str | None) -> Member:
    return replace(member, article=replace(member.article, published=published))


def told(ferry: Dossier, *times: str | None) -> list[Member]:
    return [at(ferry.members[n % len(ferry.members)], time) for n, time in enumerate(times)]


def test_spread_counts_copies_up_in_the_order_of_their_hours(ferry: Dossier) -> None:
    times = ("2024-03-05T12:00:00+01:00", "2024-03-05T10:00:00Z", "2024-03-05T15:30:00Z", "2024-03-05")
    chart = spread(told(ferry, *times))
    assert chart is not None
    assert chart.said == "3 copies from 2024-03-05 10:00 UTC on, within 5 h 30 min; 1 more copy without an hour"
    assert [step.said.split(", ", 2)[2] for step in chart.steps] == [
        "0 min after the first", "1 h after the first", "5 h 30 min after the first",
    ]  # fmt: skip
    assert [label for _, label in chart.ticks] == ["+1 h", "+2 h", "+3 h", "+4 h", "+5 h"]
    assert all(0 <= step.x <= WIDTH and 0 <= step.y <= HEIGHT for step in chart.steps)
    assert [step.y for step in chart.steps] == sorted((step.y for step in chart.steps), reverse=True)


def test_spread_is_not_drawn_where_hours_tell_nothing(ferry: Dossier) -> None:
    assert spread(told(ferry, "2024-03-05", "2024-03-06", "2024-03-07")) is None
    assert spread(told(ferry, *["2024-03-05T10:00:00Z"] * 3)) is None
    assert spread(told(ferry, "2024-03-05T10:00:00Z", "2024-03-05T11:00:00Z", None)) is None


def test_spread_displays_itself_in_a_notebook(ferry: Dossier) -> None:
    times = ("2024-03-05T10:00:00Z", "2024-03-05T11:00:00Z", "2024-03-05T12:00:00Z")
    members = tuple(at(member, time) for member, time in zip(ferry.members, times, strict=True))
    assert notebook.spread(replace(ferry, members=members)).html.count("<circle") == 3
