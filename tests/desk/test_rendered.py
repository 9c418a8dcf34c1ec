from __future__ import annotations

import gzip
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

import wirecopy
from wirecopy.desk.desk import Desk
from wirecopy.desk.options import DeskOptions
from wirecopy.desk.pages.cache import LARGEST_SHARE, Rendered
from wirecopy.desk.pages.templates import FEW_ORIGINS
from wirecopy.desk.snapshot import SnapshotShelf


def test_rendered_lets_go_of_what_was_longest_not_asked_for() -> None:
    kept = Rendered(most_bytes=160)
    for name in "abcdefghijklmnop":
        kept.keep(name, bytes(10))
    assert kept.get("a") == bytes(10)
    kept.keep("q", bytes(10))
    assert kept.get("b") is None
    assert kept.get("a") is not None


def test_rendered_keeps_no_page_that_would_push_out_all_others() -> None:
    kept = Rendered(most_bytes=160)
    kept.keep("long", bytes(160 // LARGEST_SHARE + 1))
    assert kept.get("long") is None


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.integers(0, 12))))
def test_rendered_never_holds_more_than_it_may(asked: list[tuple[str, int]]) -> None:
    kept = Rendered(most_bytes=40)
    for name, size in asked:
        kept.keep(name, bytes(size))
        held = [found for one in "abcdef" if (found := kept.get(one)) is not None]
        assert kept.held == sum(map(len, held)) <= 40


def test_rendered_page_is_the_page(client: TestClient, founding_story: str) -> None:
    first, again = (client.get(f"/story/{founding_story}") for _ in range(2))
    assert first.content == again.content
    other = client.get(f"/story/{founding_story}?style=1")
    assert other.headers["etag"] != first.headers["etag"]


@pytest.mark.parametrize("number", [FEW_ORIGINS, FEW_ORIGINS + 1])
def test_reasons_of_many_origins_are_folded_behind_a_bar(
    desk_base: wirecopy.NewsBase, ferry_story: str, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk(desk_base, DeskOptions(), SnapshotShelf(desk_base))
    opened = desk.shelf.opened()
    story = desk.story(opened, ferry_story)
    origins = tuple(replace(story.origins[0], origin_id=f"o_{n}") for n in range(number))
    monkeypatch.setattr(Desk, "story", lambda *_: replace(story, origins=origins))
    page = gzip.decompress(desk.story_page(opened, ferry_story)).decode()
    told = page[page.index('<section id="origins"') : page.index('id="text-')]
    assert told.count("<details>") == told.count("<meter") == (number if number > FEW_ORIGINS else 0)
