"""What copies state differently, and what only one of them says."""

from __future__ import annotations

from pathlib import Path

import pytest

import wirecopy

TEXT = """A ferry sank off Lund on Monday and {n} people drowned, Mayor Jane Roe said.

The ship had left the harbour at dawn with a load of timber and sailed into the worst storm of the season.

"We will find out what went wrong on that ship and we will tell every family," Roe told a news conference.

The owners of the ferry said that it had passed every inspection and that its crew knew the strait well.

Divers are to go down to the wreck as soon as the wind allows, and the coast guard has closed the strait.
"""


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> wirecopy.NewsBase:
    folder: Path = tmp_path_factory.mktemp("ferry")
    (folder / "in").mkdir()
    (folder / "in" / "one.txt").write_text(TEXT.format(n="12"), "utf-8")
    own = "\nKing Olav Berg of Norway sent his sympathy to the families from Oslo, where he is meeting lawmakers.\n"
    (folder / "in" / "two.txt").write_text(TEXT.format(n="more than a dozen") + own, "utf-8")
    made = wirecopy.open(folder / "base", create=True)
    made.run([folder / "in"])
    return made


def test_number_that_copies_state_differently_is_one_fact_with_a_variant(base: wirecopy.NewsBase) -> None:
    rows = base.table("entities").to_arrow().to_pylist()
    people = {row["value"]: row for row in rows if row["kind"] == "quantity" and "people" in row["name"]}
    assert set(people) == {"12", "12.."}
    first, second = people["12"], people["12.."]
    assert {first["variant_of"], second["variant_of"]} - {None} <= {first["entity_id"], second["entity_id"]}
    assert (first["variant_of"] is None) != (second["variant_of"] is None)


def test_facts_of_one_copy_alone_say_which(base: wirecopy.NewsBase) -> None:
    rows = base.table("entities").to_arrow().to_pylist()
    mentions = base.table("mentions").to_arrow().to_pylist()
    (oslo,) = (row["entity_id"] for row in rows if row["name"] == "Oslo")
    (roe,) = (row["entity_id"] for row in rows if row["name"] == "Jane Roe")
    assert len({m["article_id"] for m in mentions if m["fact_id"] == oslo}) == 1
    assert len({m["article_id"] for m in mentions if m["fact_id"] == roe}) == 2


def test_quotation_of_two_copies_is_counted_once(base: wirecopy.NewsBase) -> None:
    quotes = base.table("quotes").to_arrow().to_pylist()
    assert len([q for q in quotes if q["kind"] == "direct"]) == 1


def test_quantity_in_another_house_style_is_the_same_and_no_variant(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    told = "The owners lost {n} of oil and officials said that the loss was the largest in ten years.\n\n"
    for name, n in (("one", "300 million barrels"), ("two", "300 mln barrels")):
        (tmp_path / "in" / f"{name}.txt").write_text(told.format(n=n) + TEXT.format(n="12"), "utf-8")
    made = wirecopy.open(tmp_path / "base", create=True)
    made.run([tmp_path / "in"])
    barrels = [e for e in made.table("entities").to_arrow().to_pylist() if "barrels" in e["name"]]
    assert [e["variant_of"] for e in barrels] == [None]
    mentions = made.table("mentions").to_arrow().to_pylist()
    assert len({m["article_id"] for m in mentions if m["fact_id"] == barrels[0]["entity_id"]}) == 2
