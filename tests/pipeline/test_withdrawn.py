"""Items that their source took back: kept and shown, in no count, origin or fact."""

from __future__ import annotations

import json
from io import StringIO

import pytest
from rich.console import Console

import wirecopy
from wirecopy.cli.commands.run import run_summary
from wirecopy.serve.terminal.story import full_story

TEXT = (
    "The harbour board of Eastmere voted on Tuesday to close the old ferry terminal after a long debate.\n\n"
    "“We could not wait any longer,” said the board's chair, Jane Roe, after the meeting in the town hall.\n\n"
    "Two hundred people had come to the hall, most of them workers who feared for their jobs at the terminal."
)
OTHER = (
    "Farmers in the valley of Lowdale lost a third of their apples to a late frost, a survey of growers found.\n\n"
    "“It is the worst spring that I remember,” said Tom Marsh, who grows pears and apples on forty acres.\n\n"
    "Insurers expect claims in the millions once orchards have been counted, a spokeswoman told growers by letter."
)


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> tuple[wirecopy.NewsBase, str]:
    folder = tmp_path_factory.mktemp("withdrawn")
    for number, (outlet, status, text) in enumerate(
        [("Mail", "canceled", TEXT), ("Post", "usable", TEXT), ("Wire", "canceled", OTHER)]
    ):
        stated = {"uri": f"urn:{number}", "source": outlet, "pubstatus": status, "headline": text[:40]}
        (folder / f"{number}.ninjs").write_text(json.dumps({**stated, "body_text": text}), "utf-8")
    base = wirecopy.open(folder / "base", create=True)
    return base, run_summary(base.run(sorted(map(str, folder.glob("*.ninjs")))), "base")


def shown(base: wirecopy.NewsBase, story_id: str) -> str:
    console = Console(width=120, record=True, file=StringIO())
    console.print(full_story(base.story(story_id)))
    return console.export_text()


def test_withdrawn_articles_are_in_no_count(run: tuple[wirecopy.NewsBase, str]) -> None:
    base, said = run
    counts = {(line.counts, line.withdrawn, line.outlets) for line in base.stories()}
    assert counts == {
        ("1 article / 1 text / 1 origin", 1, ("Post",)),
        ("0 articles / 0 texts / 0 origins", 1, ()),
    }
    assert "1 article / 1 text / 1 story\nwithdrawn by their source and not counted: 2 articles" in said


def test_withdrawn_articles_are_shown_and_rest_on_no_origin(run: tuple[wirecopy.NewsBase, str]) -> None:
    base, _ = run
    articles = {row["article_id"]: row for row in base.table("articles").to_arrow().to_pylist()}
    assert sorted((row["outlet"], row["withdrawn"]) for row in articles.values()) == [
        ("Mail", True),
        ("Post", False),
        ("Wire", True),
    ]
    assert [articles[i]["outlet"] for i in base.table("origins").to_arrow()["article_id"].to_pylist()] == ["Post"]
    for line in base.stories():
        assert "1 article withdrawn, not counted" in shown(base, line.story_id)


def test_withdrawn_text_tells_no_fact_and_stands_for_no_other(run: tuple[wirecopy.NewsBase, str]) -> None:
    base, _ = run
    (standing,) = [line.story_id for line in base.stories() if line.articles]
    assert set(base.table("quotes").to_arrow()["story_id"].to_pylist()) == {standing}
    assert base.story(standing).canonical.article.outlet == "Post"
