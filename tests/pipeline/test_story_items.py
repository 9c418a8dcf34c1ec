"""Items of a digest stand in stories of their own; quiet stories are archived and come back; meaning is an extra."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from rich.console import Console

import wirecopy
from stories.written import BUDGET, FERRY, WHALES
from wirecopy.errors import BadOption, MissingExtra
from wirecopy.options import Options, StoryOptions
from wirecopy.serve.terminal.story import full_story

CALM = (
    "Bakers in the old town of Tromvik have agreed on one price for rye bread, ending a quarrel of three years. The"
    " guild's Marta Eik said every loaf would cost 31 crowns from Friday, and that nobody was happy with it."
)
DIGEST = "\n\n".join(
    f"{head}\n\n{place} (AP) — {text}"
    for head, place, text in (
        ("Ferry on the rocks off Varnes", "VARNES", FERRY[2]),
        ("Lunde gets his budget through", "ORDAL", BUDGET[1]),
        ("Bread costs the same everywhere", "TROMVIK", CALM),
        ("Whales seen in the harbour", "SKARVIK", WHALES[0]),
    )
)


def page(name: str, text: str, day: str) -> dict[str, str]:
    return {"id": name, "outlet": f"{name}.example", "text": text, "published": day}


PAGES = [
    page("ferry0", FERRY[0], "2026-03-03"),
    page("ferry1", FERRY[1], "2026-03-03"),
    page("budget0", BUDGET[0], "2026-03-05"),
    page("digest", DIGEST, "2026-03-05"),
]


def run(folder: Path, pages: list[dict[str, str]], options: Options | None = None) -> wirecopy.NewsBase:
    (folder / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in pages), "utf-8")
    base = wirecopy.open(folder / "base", create=True)
    base.run([folder / "rows.jsonl"], options)
    return base


def rows(base: wirecopy.NewsBase, table: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = base.table(table).to_arrow().to_pylist()
    return found


def story_of(base: wirecopy.NewsBase) -> dict[str, str]:
    external = {row["page_id"]: row["external_id"] for row in rows(base, "pages")}
    named = {row["article_id"]: external[row["page_id"]] for row in rows(base, "articles")}
    return {named[row["article_id"]]: row["story_id"] for row in rows(base, "stories")}


def shown(base: wirecopy.NewsBase, story_id: str) -> str:
    screen = Console(width=100, record=True, file=io.StringIO())
    screen.print(full_story(base.story(story_id)))
    return screen.export_text()


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> wirecopy.NewsBase:
    return run(tmp_path_factory.mktemp("items"), PAGES)


def test_items_of_a_digest_stand_in_the_stories_they_tell(base: wirecopy.NewsBase) -> None:
    found = story_of(base)
    items = {row["label"][:10]: row["story_id"] for row in rows(base, "units")}
    assert items["Passengers"] == found["ferry0"] == found["ferry1"]
    assert items["Finance Mi"] == found["budget0"]


def test_items_nobody_else_reports_have_stories_of_their_own(base: wirecopy.NewsBase) -> None:
    alone = [row["story_id"] for row in rows(base, "units") if row["label"].startswith(("Bakers", "A pod"))]
    assert len(set(alone)) == 2
    assert not set(alone) & set(story_of(base).values())


def test_a_digest_as_a_whole_stands_in_none_of_the_stories_it_tells(base: wirecopy.NewsBase) -> None:
    found = story_of(base)
    assert list(found.values()).count(found["digest"]) == 1


def test_a_report_that_stands_in_a_digest_joins_what_its_words_tell(base: wirecopy.NewsBase) -> None:
    added = base.add(FERRY[2], outlet="late.example", published="2026-03-04")
    assert [copy.relation for copy in added.copies] == ["copy"]
    assert added.story is not None
    assert (added.story.story_id, added.story.how) == (story_of(base)["ferry0"], "words")


def test_show_names_the_items_of_a_story_and_of_a_digest(base: wirecopy.NewsBase) -> None:
    found = story_of(base)
    assert "Told in an item of other pages too" in shown(base, found["ferry0"])
    digest = shown(base, found["digest"])
    assert found["budget0"] in digest
    assert digest.count("no article tells of it") == 2


def test_quiet_stories_are_archived_and_revived_by_a_late_article(tmp_path: Path) -> None:
    weekly = Options(stories=StoryOptions(quiet_days=7))
    later = [page("bread", CALM, "2026-03-11"), page("whales", WHALES[0], "2026-03-12")]
    base = run(tmp_path, PAGES[:2] + later, weekly)
    quiet = story_of(base)["ferry0"]
    assert base.story(quiet).headline.archived
    assert [one.headline.story_id for one in base.dossiers() if one.headline.archived] == [quiet]
    base = run(tmp_path, [page("ferry2", FERRY[2], "2026-03-05")], weekly)
    assert not base.story(quiet).headline.archived
    assert [(one.kind, one.story_id) for one in base.history()] == [("archived", quiet), ("revived", quiet)]


def test_semantic_needs_its_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    with pytest.raises(MissingExtra, match=r"\.\[semantic\]"):
        run(tmp_path, PAGES, Options(stories=StoryOptions(semantic=str(tmp_path))))


def test_semantic_takes_a_folder_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sentence_transformers", SimpleNamespace(SentenceTransformer=None))
    with pytest.raises(BadOption, match="folder"):
        run(tmp_path, PAGES, Options(stories=StoryOptions(semantic="some/model-on-a-hub")))


def test_semantic_joins_headlines_in_two_languages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Model:
        def __init__(self, folder: str, **named: object) -> None:
            self.folder = folder

        def encode(self, texts: list[str], **named: object) -> np.ndarray[Any, Any]:
            return np.array([[float("erry" in t or "ähre" in t), float("udget" in t), 0.1] for t in texts])

    monkeypatch.setitem(sys.modules, "sentence_transformers", SimpleNamespace(SentenceTransformer=Model))
    pages = [page("en", "Ferry runs aground", "2026-03-03"), page("de", "Fähre lief auf Grund", "2026-03-03")]
    base = run(tmp_path, [*pages, *PAGES[2:3]], Options(stories=StoryOptions(semantic=str(tmp_path))))
    found = story_of(base)
    assert found["en"] == found["de"] != found["budget0"]
