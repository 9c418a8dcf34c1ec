"""A page that comes alone is told the story it joins; the next run settles it as a run over all pages does."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

import wirecopy
from stories.written import BUDGET, FERRY, WHALES
from wirecopy.pipeline.live.add_page import Added

TEXTS = {"ferry0": FERRY[0], "ferry1": FERRY[1], "ferry2": FERRY[2], "budget0": BUDGET[0], "budget1": BUDGET[1]}
DAYS = {"ferry": "2026-03-03", "budget": "2026-03-05", "whales": "2026-03-04"}


def add(base: wirecopy.NewsBase, name: str, text: str | None = None) -> Added:
    stated = {"outlet": f"{name}.example", "published": DAYS[name.rstrip("0123456789")], "external_id": name}
    return base.add(text or TEXTS[name], **stated)


def told(added: Added) -> tuple[str, str]:
    assert added.story is not None
    return added.story.story_id, added.story.how


def batch(folder: Path, names: list[str]) -> wirecopy.NewsBase:
    rows = [
        {"id": n, "outlet": f"{n}.example", "text": TEXTS[n], "published": DAYS[n.rstrip("0123456789")]} for n in names
    ]
    (folder / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    base = wirecopy.open(folder / "base", create=True)
    base.run([folder / "rows.jsonl"])
    return base


def stories(base: wirecopy.NewsBase) -> dict[str, str]:
    return {row["article_id"]: row["story_id"] for row in base.table("stories").to_arrow().to_pylist()}


def test_add_names_the_story_a_page_joins_by_its_words(tmp_path: Path) -> None:
    base = batch(tmp_path, ["ferry0", "budget0"])
    (ferry,) = [one.story_id for one in base.stories() if "Varnes" in one.label]
    added = add(base, "ferry1")
    assert told(added) == (ferry, "words")
    assert added.story is not None
    assert "Varnes" in added.story.label
    base.run([])
    assert stories(base)[added.article_id] in (ferry, *(change.became for change in base.history()))


def test_add_says_that_a_page_is_a_story_of_its_own(tmp_path: Path) -> None:
    base = batch(tmp_path, ["ferry0", "budget0"])
    added = add(base, "whales0", WHALES[0])
    story, how = told(added)
    assert how == "own"
    base.run([])
    assert stories(base)[added.article_id] == story


def test_add_joins_pages_that_wait_one_open_base_after_another(tmp_path: Path) -> None:
    base = wirecopy.open(tmp_path / "base", create=True)
    first = told(add(base, "ferry0"))
    assert first[1] == "own"
    assert told(add(base, "ferry1")) == (first[0], "words")
    assert told(add(base, "ferry2", FERRY[1])) == (first[0], "copy")
    assert told(add(base, "budget0"))[1] == "own"


def test_add_joins_within_one_open_base(tmp_path: Path) -> None:
    from wirecopy.options import Options
    from wirecopy.pipeline.live.add_page import as_page

    base = wirecopy.open(tmp_path / "base", create=True)
    with base.live() as opened:
        pages = [as_page(TEXTS[name], {"outlet": name, "published": "2026-03-03"}, Options()) for name in TEXTS]
        found = [opened.add(page) for page in pages]
        again = opened.add(pages[1])
    ferry = {told(added)[0] for added in found[:3]}
    assert len(ferry) == 1
    assert told(again)[0] in ferry
    assert told(found[3])[0] == told(found[4])[0]
    assert told(found[3])[0] not in ferry


def test_add_takes_a_late_page_to_its_old_story(tmp_path: Path) -> None:
    base = batch(tmp_path, ["ferry0", "ferry1", "budget0"])
    for number, town in enumerate(("Kestria", "Lowmark", "Ostrow")):
        text = f"{town} opened its {town} library and the mayor of {town} cut a ribbon before {number + 3} guests."
        base.add(text, outlet=f"{town}.example", published=f"2026-06-0{number + 1}")
    base.run([])
    (ferry,) = [one for one in base.stories() if one.articles == 2]
    assert ferry.archived
    assert told(add(base, "ferry2")) == (ferry.story_id, "words")


@pytest.mark.parametrize("seed", [3])
def test_add_and_run_tell_the_stories_of_one_run_over_all(tmp_path: Path, seed: int) -> None:
    names = list(TEXTS)
    random.Random(seed).shuffle(names)
    base = wirecopy.open(tmp_path / "base", create=True)
    for number, name in enumerate(names):
        add(base, name)
        if number == 2:
            base.run([])
    base.run([])
    whole = batch(tmp_path, list(TEXTS))
    labelled = [
        {(row["label"], row["first_published"], row["archived"]) for row in one.table("stories").to_arrow().to_pylist()}
        for one in (base, whole)
    ]
    assert labelled[0] == labelled[1]
    assert sorted(one.articles for one in base.stories()) == sorted(one.articles for one in whole.stories()) == [2, 3]
