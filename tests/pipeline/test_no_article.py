"""Galleries, lists and transcripts: kept and told for what they are, in no count, origin or family of articles."""

from __future__ import annotations

import json

import pytest

import wirecopy
from wirecopy.cli.commands.run import run_summary

SAID = (
    "We could not wait any longer, since the old terminal lets in water at every tide and nobody can say what holds it",
    "Two hundred people fear for their jobs, and not one of them has been told what the board means to do for them",
    "The harbour will close on the first of May, and whoever wants another ferry has to come to us before then",
)
REPORT = "\n\n".join(
    (
        "The harbour board of Eastmere voted on Tuesday to close the old ferry terminal after a long debate.",
        *(f"“{said},” the board's chair, Jane Roe, told Radio Eastmere on Sunday." for said in SAID),
        "The town hall will hear the workers of the ferry terminal next week, the harbour board of Eastmere said.",
    )
)
ASKED = "And what comes next for the ferry terminal of Eastmere, now that the harbour board has to vote on it?"
TURNS = "\n".join(f"OLE VELT: {ASKED} You are number {n}.\nJANE ROE: {said}." for n, said in enumerate(SAID))
PROGRAMME = f"OLE VELT, HOST: Good morning, this is the harbour show of Radio Eastmere.\n{TURNS}\nJANE ROE: Thank you."
SHOT = "Workers of the ferry terminal of Eastmere wait for the harbour board on Tuesday, March {}, 2026, in the rain."
GALLERY = "\n\n".join(f"{SHOT.format(day)}\n\nJane Roe, AP" for day in (3, 10, 17, 24))
SNIPPETS = "\n".join(
    f"The harbour board of Eastmere voted to close the terminal, and paper {n} writes ..." for n in range(9)
)
PAGES = {"report": REPORT, "transcript": PROGRAMME, "gallery": GALLERY, "list": SNIPPETS}


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> tuple[wirecopy.NewsBase, str]:
    folder = tmp_path_factory.mktemp("no_article")
    rows = [
        {"id": f"{form}-{outlet}", "outlet": f"{outlet}.example", "text": text, "published": "2026-03-03"}
        for form, text in PAGES.items()
        for outlet in ("one", "two")
    ]
    (folder / "pages.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    base = wirecopy.open(folder / "base", create=True)
    return base, run_summary(base.run([str(folder / "pages.jsonl")]), "base")


def by_form(base: wirecopy.NewsBase, table: str) -> dict[str, list[dict[str, object]]]:
    form_of = {row["article_id"]: row["form"] for row in base.table("articles").to_arrow().to_pylist()}
    found: dict[str, list[dict[str, object]]] = {form: [] for form in PAGES}
    for row in base.table(table).to_arrow().to_pylist():
        found[form_of[row["article_id"]]].append(row)
    return found


def test_each_page_is_told_for_what_it_is(run: tuple[wirecopy.NewsBase, str]) -> None:
    base, said = run
    assert {form: len(rows) for form, rows in by_form(base, "articles").items()} == dict.fromkeys(PAGES, 2)
    assert "2 articles / 1 text" in said
    assert "no article and not counted (galleries, lists, transcripts): 6 pages" in said


def test_a_page_that_is_no_article_is_no_copy_of_one(run: tuple[wirecopy.NewsBase, str]) -> None:
    base, _ = run
    families = {form: {row["family_id"] for row in rows} for form, rows in by_form(base, "families").items()}
    assert all(len(named) == 1 for named in families.values())
    assert len(set.union(*families.values())) == len(PAGES)


def test_a_page_that_is_no_article_is_no_origin_and_in_no_count(run: tuple[wirecopy.NewsBase, str]) -> None:
    base, _ = run
    assert [form for form, rows in by_form(base, "origins").items() if rows] == ["report"]
    assert sum(line.articles for line in base.stories()) == 2
    assert sum(line.texts for line in base.stories()) == 1
    assert sum(line.no_article for line in base.stories()) == 6


def test_a_page_that_is_no_article_gives_a_story_no_label(run: tuple[wirecopy.NewsBase, str]) -> None:
    base, _ = run
    (line,) = [line for line in base.stories() if line.articles]
    assert line.label.startswith("The harbour board of Eastmere voted on Tuesday")
