from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from wirecopy.desk.pages.cache import LARGEST_SHARE, Rendered


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
