"""Items of a live page or a digest are matched as texts of their own, and never make families one."""

from __future__ import annotations

import json
import random

import pytest

import wirecopy

TOWNS = ("Kestria", "Lowmark", "Varden", "Ostrow")
SUBJECTS = ("The harbour office", "A pilot", "The owner", "Each fisherman", "The council", "Nobody", "A clerk")
DEEDS = ("measured", "borrowed", "painted", "weighed", "counted", "sold", "repaired", "forgot", "wanted", "carried")
THINGS = ("cranes", "lamps", "buoys", "nets", "ledgers", "barrels", "ropes", "sails", "anchors", "charts", "bells")


def report(town: str) -> str:
    """Sentences of which no two towns share five words in a row."""
    chosen = random.Random(town)
    return " ".join(
        f"{chosen.choice(SUBJECTS)} of {town} {chosen.choice(DEEDS)} {chosen.choice(THINGS)} and"
        f" {chosen.choice(DEEDS)} {town}'s {chosen.choice(THINGS)}."
        for _ in range(18)
    )


REPORTS = {town: f"{town.upper()} (AP) — {report(town)}" for town in TOWNS}
DIGEST = "\n\n".join(f"{town} waits for its cranes after a long delay\n\n{REPORTS[town][:700]}." for town in TOWNS)
ENTRIES = (
    f"{report('Kestria')[:330]} and nobody on the quay had heard of it before this evening.",
    "The mayor walked home through the rain with two of his guards behind him, and said nothing at all to us.",
    "A column of lorries is standing before the northern gate, and its drivers have lit fires by the road.",
    "The first of the ferries has left for the islands with some forty people and their beasts on board.",
)
LIVE = "\n\n".join(f"{hour} p.m.\n\n{text}" for hour, text in zip((9, 8, 7, 6), ENTRIES, strict=True))


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> wirecopy.NewsBase:
    folder = tmp_path_factory.mktemp("units")
    texts = {**REPORTS, "Kestria again": REPORTS["Kestria"], "digest": DIGEST, "live": LIVE}
    rows = [{"id": name, "outlet": f"{i}.example", "text": text} for i, (name, text) in enumerate(texts.items())]
    (folder / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    base = wirecopy.open(folder / "base", create=True)
    base.run([folder / "rows.jsonl"])
    return base


def rows(base: wirecopy.NewsBase, table: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = base.table(table).to_arrow().to_pylist()
    return found


def names(base: wirecopy.NewsBase) -> dict[object, object]:
    external = {page["page_id"]: page["external_id"] for page in rows(base, "pages")}
    return {article["article_id"]: external[article["page_id"]] for article in rows(base, "articles")}


def test_units_of_a_digest_are_linked_to_the_reports_they_run(base: wirecopy.NewsBase) -> None:
    name = names(base)
    units = [unit for unit in rows(base, "units") if name[unit["article_id"]] == "digest"]
    assert [str(name[unit["match_article_id"]]).split()[0] for unit in units] == list(TOWNS)
    assert {unit["form"] for unit in units} == {"digest"}
    assert units[0]["match_family_id"] is not None
    assert units[1]["match_family_id"] is None


def test_units_of_a_live_page_are_linked_where_they_copy(base: wirecopy.NewsBase) -> None:
    name = names(base)
    units = [unit for unit in rows(base, "units") if name[unit["article_id"]] == "live"]
    assert [unit["match_article_id"] is not None for unit in units] == [True, False, False, False]
    assert units[0]["relation"] == "excerpt"


def test_units_never_make_families_one(base: wirecopy.NewsBase) -> None:
    name = names(base)
    assert {str(name[row["article_id"]]) for row in rows(base, "families")} == {"Kestria", "Kestria again"}


def test_units_stand_where_they_say(base: wirecopy.NewsBase) -> None:
    raw = {page["external_id"]: str(page["raw"]) for page in rows(base, "pages")}
    name = names(base)
    for unit in rows(base, "units"):
        text = raw[name[unit["article_id"]]][int(str(unit["start"])) : int(str(unit["end"]))]
        assert " ".join(str(unit["label"]).split()) in " ".join(text.split())
