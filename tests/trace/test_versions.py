from __future__ import annotations

import pytest
from trace_articles import descents_of

from wirecopy.trace import Descent, StyleTables

FIRST = [
    "A dam above the town of Ostrow gave way on Monday, and two villages are under water.",
    "The regional office said forty houses were gone by noon.",
    "Soldiers carried the oldest people out in boats borrowed from anglers.",
    "A railway bridge four miles down the valley is closed until it has been inspected.",
    "The company that owns the dam did not answer questions.",
    "Rain had fallen for nine days before the wall broke.",
]
NEW_LEAD = (
    "Rescuers searched flooded cellars by torchlight on Monday after a burst dam drowned two villages near Ostrow."
)
SECOND = [
    *FIRST[:2],
    "Schools in the valley opened their halls for the night.",
    "Two nurses reached the lower village on skis.",
    "Bakers sent up four hundred loaves.",
    *FIRST[2:],
]
THIRD = [NEW_LEAD, "Officials counted seventy houses lost by evening and feared for more.", *SECOND[2:6],
         "The owner of the dam promised to pay for every roof.", *SECOND[7:]]  # fmt: skip
FOURTH = [*THIRD[:3], "By morning the water stood a metre lower in the market square.",
          "Engineers blamed a drain that had been blocked since autumn.", "Parliament will hear them on Friday.",
          *THIRD[3:]]  # fmt: skip
CHAIN = (FIRST, SECOND, THIRD, FOURTH)


def told(
    tables: StyleTables, texts: dict[str, list[str]], zone: str = "+00:00", outlet: str | None = None
) -> dict[str, Descent]:
    """What is told of copies named by their hour: "a09" ran at nine."""
    published = {name: f"2024-03-04T{name[1:3]}:00:00{zone}" for name in texts if name[1:3].isdigit()}
    return descents_of(tables, texts, outlet=outlet, published=published)


def numbers(found: dict[str, Descent]) -> dict[str, int | None]:
    return {name: descent.version for name, descent in found.items()}


def chain(*hours: int) -> dict[str, list[str]]:
    """Three outlets for each version, an hour apart."""
    return {f"{'abcd'[n]}{hour + late:02}": CHAIN[n] for n, hour in enumerate(hours) for late in range(3)}


def test_versions_of_four_write_thrus_are_in_order_and_each_copy_has_its_own(tables: StyleTables) -> None:
    found = told(tables, chain(2, 7, 12, 18))
    assert numbers(found) == {name: "abcd".index(name[0]) + 1 for name in found}
    parents = {name: found[name].parent_article_id for name in found}
    assert all(parent is None or parent[0] == name[0] for name, parent in parents.items())


def test_versions_are_not_moved_by_cuts_and_changes_of_single_outlets(tables: StyleTables) -> None:
    texts = chain(2, 7, 12, 18)
    texts["c14"] = [THIRD[0].replace("torchlight", "lamplight"), *THIRD[1:-2]]
    texts["d20"] = [*FOURTH[:5], "Readers of the Westmoor Courier gave two lorries of blankets.", *FOURTH[5:]]
    assert numbers(told(tables, texts)) == {name: "abcd".index(name[0]) + 1 for name in texts}


def test_versions_that_grow_at_the_end_show_where_outlets_ended_before(tables: StyleTables) -> None:
    grown = [*FIRST, "The valley road will stay shut all week.", "Divers go down to the sluice on Wednesday."]
    found = told(tables, {"a02": FIRST, "a03": FIRST, "a04": FIRST, "b08": grown, "b09": grown, "b10": grown})
    assert numbers(found) == {name: "ab".index(name[0]) + 1 for name in found}


@pytest.mark.parametrize("zone", ["", None])
def test_versions_are_not_told_where_times_do_not_settle_the_order(tables: StyleTables, zone: str | None) -> None:
    # Two pages of the first two versions: without zones, three with each would settle it.
    texts = {name: text for name, text in chain(2, 7, 12, 18).items() if zone is None or name[1:] not in ("02", "08")}
    if zone is None:
        texts = {name[0] + "x" + name[1:]: text for name, text in texts.items()}
    assert set(numbers(told(tables, texts, zone or "")).values()) == {None}


def test_versions_are_not_told_where_each_text_runs_before_and_after_the_other(tables: StyleTables) -> None:
    texts = {f"a{hour:02}": FIRST for hour in (2, 8, 9, 10)} | {f"b{hour:02}": SECOND for hour in (3, 4, 5, 6)}
    assert set(numbers(told(tables, texts)).values()) == {None}


def test_versions_are_not_made_of_one_outlets_cut_or_addition(tables: StyleTables) -> None:
    own = [*FIRST[:3], "Our reader in the lower village lost his hens.", "He found one of them in a tree.", *FIRST[3:]]
    cut = [FIRST[0], *FIRST[4:]]
    texts = {"a02": FIRST, "a03": FIRST, "a04": FIRST, "b08": own, "c10": cut, "c11": cut}
    assert set(numbers(told(tables, texts)).values()) == {None}


def test_versions_of_one_outlets_two_pages_are_told(tables: StyleTables) -> None:
    assert numbers(told(tables, {"a02": FIRST, "b07": SECOND}, outlet="The Courier")) == {"a02": 1, "b07": 2}
    assert set(numbers(told(tables, {"a02": FIRST, "b07": SECOND})).values()) == {None}
