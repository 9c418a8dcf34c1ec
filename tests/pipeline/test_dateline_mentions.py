"""The dateline that cleaning cuts off is where a story's place and agency are mentioned first."""

from __future__ import annotations

from pathlib import Path

import pytest

import wirecopy
from wirecopy.options import Options
from wirecopy.pipeline.text_quotations import quotations_of

TEXT = """{head}A ferry sank off the coast on Monday and 12 people drowned, Mayor Jane Roe said on the quay.

The ship had left the harbour at dawn with a load of timber and sailed into the worst storm of the season.

"We will find out what went wrong on that ship and we will tell every family," Roe told a news conference.
"""


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> wirecopy.NewsBase:
    folder: Path = tmp_path_factory.mktemp("ferry")
    (folder / "in").mkdir()
    for name, head in (("one", "LISBON, Portugal (AP) — "), ("two", "LISBON, May 30 (AP) - "), ("three", "")):
        (folder / "in" / f"{name}.txt").write_text(TEXT.format(head=head), "utf-8")
    made = wirecopy.open(folder / "base", create=True)
    made.run([folder / "in"])
    return made


def test_each_copy_mentions_place_and_agency_in_its_own_dateline(base: wirecopy.NewsBase) -> None:
    raw = {row["page_id"]: row["raw"] for row in base.table("pages").to_arrow().to_pylist()}
    pages = {row["article_id"]: raw[row["page_id"]] for row in base.table("articles").to_arrow().to_pylist()}
    names = {row["entity_id"]: row["name"] for row in base.table("entities").to_arrow().to_pylist()}
    rows = [m for m in base.table("mentions").to_arrow().to_pylist() if m["function"] == "dateline"]
    found = [(names[m["fact_id"]], pages[m["article_id"]][m["start"] : m["end"]]) for m in rows]
    assert sorted(found) == [("AP", "AP")] * 2 + [("Lisbon", "LISBON")] * 2 + [("Portugal", "Portugal")]


def test_text_without_a_base_has_its_dateline_read_too() -> None:
    (one,) = quotations_of('LISBON (AP) — "We are done," said Jane Roe.', Options())
    names = {e.entity_id: e.name for e in one.facts.entities}
    assert {names[m.fact_id] for m in one.facts.mentions if m.function == "dateline"} == {"Lisbon", "AP"}
    assert not one.article.body.startswith("LISBON")
