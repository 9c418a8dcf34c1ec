"""The telling tags are read off hostile sources: nothing breaks, nothing is given out twice, and in linear time."""

import time

from hypothesis import given, settings
from hypothesis import strategies as st

from wirecopy.clean.html.head import read_tags
from wirecopy.clean.html.linked_data import script_values
from wirecopy.clean.html.metadata import page_facts

PIECES = [
    "<meta ", "<META\n", "<time ", "<time datetime='2024-05-14'>", "</time>", "<h1>", "<p>", "</p>", "<!--", "-->",
    "<script ", "<script type='application/ld+json'>", "</script", "</script>", "<html lang=", "<style>", "<template>",
    ">", "<", 'name="author"', "property=og:title ", "content='", '"', "'", "=", " itemprop=author ", "class='byline'",
    "&#x110000;", "&amp;", "&#0;", "\x00", "\ufeff", "\u200bé\u202e", "{}", '{"@type": "NewsArticle"}', " ", "en",
    '{"@type":"NewsArticle","author":', '"@id"', "/*", "//", ",", "]", "İ",
]  # fmt: skip
SOURCES = st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=60).map("".join)


@settings(max_examples=300, deadline=None)
@given(SOURCES)
def test_tags_of_any_source_are_read(source: str) -> None:
    tags = read_tags(source)
    assert all(name and isinstance(content, str) for name, content in tags.metas)
    assert sum(map(len, tags.scripts)) <= len(source)
    assert not any("</script" in script.lower() for script in tags.scripts)
    page_facts(source, "https://a.example/b")


def test_scripts_that_never_close_are_none() -> None:
    assert read_tags("<script type='application/ld+json'>{" * 50_000).scripts == []


def test_a_script_inside_a_script_is_none() -> None:
    source = "<script type='application/ld+json'>" * 3 + "{}</script><script type='application/ld+json'>[]</script>"
    first, second = read_tags(source).scripts
    assert (first.count("<script"), second) == (2, "[]")


def test_what_is_commented_out_states_nothing() -> None:
    assert page_facts("<!-- <meta name=author content='Jane Roe'> --><p>text</p>").authors == ()


def test_reading_tags_takes_linear_time() -> None:
    for piece in (
        "<!--",
        "<script>",
        "<time ",
        "<p ",
        "<h1><p>",
        " itemprop",
        "<a class='byline'>",
        "uthor ",
        "<meta ",
    ):
        started = time.perf_counter()
        page_facts("<h1>a</h1>" + piece * (600_000 // len(piece)))
        assert time.perf_counter() - started < 5, piece


def test_reading_broken_linked_data_takes_linear_time() -> None:
    for piece in ("/*", "//", '"', ", ", "[", "{", '{"a":', "\\", "&quot;", "{} ", "*/ /*"):
        started = time.perf_counter()
        script_values("{" + piece * (600_000 // len(piece)))
        assert time.perf_counter() - started < 5, piece
