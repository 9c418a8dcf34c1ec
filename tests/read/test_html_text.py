from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wirecopy.read.html_lines import VisibleLines
from wirecopy.read.html_scan import scan
from wirecopy.read.html_text import visible_text


def scanned(html: str) -> str:
    lines = VisibleLines()
    scan(html, lines)
    return lines.text()


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One<p>Two", "One\n\nTwo"),
        ("<div>a<div>b</div>c</div>", "a\nb\nc"),
        ("w<b>or</b><i>d</i>", "word"),
        ("a<br>b<br><br>c", "a\nb\n\nc"),
        ("<ul><li>a<li>b</ul>", "a\nb"),
        ("<table><tr><td>a<td>b<tr><td>c</table>", "a\tb\nc"),
        ("  a \n\t b&nbsp;<b> c</b>", "a b c"),
        ("<p>\n</p><p>&nbsp;</p>x", "x"),
        ("AT&amp;T &mdash; &#8220;x&#8221;", "AT&T — “x”"),
        ("<pre>\nBULLETIN\n  STORM\n\nEND</pre>x", "BULLETIN\n  STORM\n\nEND\n\nx"),
        ("<a href=1>Home</a><a href=2>News</a>", "Home News"),
        ("<a href=1>Wash</a><a href=1>ington</a>", "Washington"),
        ("<button>Share</button><button>Tweet</button>", "Share Tweet"),
        ("<img alt='Picture'>x<x-icon>y</x-icon>z", "x y z"),
    ],
)
def test_visible_text_lays_out_like_a_browser(html: str, text: str) -> None:
    assert visible_text(html).text == text
    assert scanned(html) == text


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>if (a < b) '</p>'</script>", "<style>p {}</style>", "<template><p>no</p></template>",
        "<!-- no -->",
        "<noscript><img src=x>no</noscript>", "<title>no</title>", "<svg><title>no</title></svg>",
        "<div hidden>no<div>no</div>no</div>", "<p style='color:red; DISPLAY : none'>no</p>",
        "<p hidden>no<p>",
    ],
)  # fmt: skip
def test_visible_text_leaves_out_what_does_not_show(hidden: str) -> None:
    assert visible_text(f"<p>before</p>{hidden}<p>after</p>").text == "before\n\nafter"


def test_visible_text_keeps_what_only_a_screen_reader_skips() -> None:
    assert visible_text("<p aria-hidden=true>shown</p>").text == "shown"


def test_visible_text_keeps_a_page_that_scripts_show_later() -> None:
    assert visible_text("<body style='display:none'><p>shown</p>").text == "shown"


def test_visible_text_reads_the_head() -> None:
    page = visible_text(
        "<title>T &amp;\n t</title><meta property='og:title' content='Storm &amp; flood'>"
        "<link rel=canonical href='https://www.first.example/a'><meta property=og:url content=https://b.example/a>"
    )
    assert (page.title, page.url, page.site_url) == (
        "Storm & flood", "https://www.first.example/a", "https://b.example/a",
    )  # fmt: skip


def test_visible_text_takes_the_title_element_and_no_relative_address() -> None:
    page = visible_text("<title>T &amp;\n t</title><link rel=canonical href='story.html'><p>x")
    assert (page.title, page.url) == ("T & t", None)


def test_visible_text_reads_where_a_browser_saved_it_from() -> None:
    page = visible_text("<!-- saved from url=(0023)https://news.example/a -->\n<p>x")
    assert page.url == "https://news.example/a"


def test_visible_text_rescues_a_page_swallowed_by_an_xml_tag() -> None:
    assert visible_text("<html><head><title/></head><p>all of it</p></html>").text == "all of it"


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 100_000 + "deep", "<b>" * 100_000 + "deep", "<p><b>" * 50_000 + "deep", "<a " * 200_000,
        "<table><tr><td>" * 30_000 + "deep", "&" * 500_000, "<" * 300_000, "<!--" * 200_000, "</b>" * 200_000,
        '<a x="' * 200_000, "<b>" * 500 + "</i>x" * 100_000, "<pre>\n\n" * 100_000,
        "&#" + "9" * 500_000 + ";",
        '<meta name="a="b="' * 50_000, "<textarea>" * 100_000,
    ],
    ids=lambda html: html[:12],
)  # fmt: skip
def test_visible_text_takes_time_linear_in_hostile_pages(html: str) -> None:
    started = time.perf_counter()
    visible_text(html)
    scanned(html)
    assert time.perf_counter() - started < 10


def test_visible_text_survives_deep_nesting_with_its_text() -> None:
    assert visible_text("<div>" * 100_000 + "deep").text == "deep"


def test_visible_text_keeps_what_stands_behind_a_nul() -> None:
    assert visible_text("<p>be\0fore</p><p>after</p>").text.endswith("after")


TAGS = "<p> </p> <b> </b> <pre> </pre> <a> </a> <svg> <title> </title> <script> </script> <!-- --> <br/>"
PIECES = st.sampled_from([*TAGS.split(), "<div hidden>", "</div>", "<![CDATA[", "text ", " ", "\n", "&amp;", "<", '"'])


@given(st.lists(PIECES | st.text(max_size=5), max_size=60))
def test_visible_text_takes_any_string(pieces: list[str]) -> None:
    html = "".join(pieces)
    text = visible_text(html).text
    assert text == text.strip("\n")
    text.encode("utf-8")
    scanned(html)


@given(st.lists(st.text("abcdefg", min_size=1, max_size=8), min_size=1, max_size=300))
def test_visible_text_keeps_every_word_in_page_order(words: list[str]) -> None:
    tags = ["<p>", "<div>", " <b>", " </b>", "<li>", "<br>", "<td>", " "]
    html = "".join(tags[len(word) % len(tags)] + " " + word for word in words)
    assert visible_text(html).text.split() == words
