"""Texts that came with markup, references or wrongly decoded letters."""

import html
import random
import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wirecopy.read.text_repair import degarbled, mended, mended_line
from wirecopy.types import Page, Rejected

Read = Callable[..., list[Page | Rejected]]
PARAGRAPHS = (
    "The harbour board of Eastmere voted to close the old ferry terminal.",
    "“We have run out of money,” said Anna Keller – the chair of the board’s committee…",
    "It costs £40 million & serves cafés from São to Malmö.",
)
PLAIN = "\n\n".join(PARAGRAPHS)
MARKED: dict[str, Callable[[list[str]], str]] = {
    "paragraphs": lambda ps: "".join(f"<p>{p}</p>" for p in ps),
    "paragraphs on lines": lambda ps: "\n".join(f'<p class="x">{p}</p>' for p in ps),
    "never closed": lambda ps: "<p>" + "<p>".join(ps),
    "breaks": lambda ps: "<br/><br/>".join(ps),
    "boxes": lambda ps: "".join(f"<div><div>{p}</div></div><p></p>" for p in ps),
    "inline only": lambda ps: "\n\n".join(f"<em>{p}</em>" for p in ps),
    "links in it": lambda ps: "".join(f"<p><a href='x'>{p[:9]}</a>{p[9:]}</p>" for p in ps),
    "script in it": lambda ps: "".join(f"<p>{p}</p>" for p in ps) + "<script>var x = '<p>no</p>';</script>",
    "capitals": lambda ps: "".join(f"<P>{p}</P>" for p in ps),
}


@pytest.mark.parametrize("times", [0, 1])
@pytest.mark.parametrize("form", MARKED)
def test_mended_takes_markup_out_of_a_text(form: str, times: int) -> None:
    marked = MARKED[form]([html.escape(paragraph, quote=False) for paragraph in PARAGRAPHS])
    found = mended(html.escape(marked) if times else marked)
    assert found.text.split() == PLAIN.split()
    assert "tags" in found.what
    assert found.text.count("\n\n") >= 2


@pytest.mark.parametrize("times", [1, 2])
def test_mended_reads_references(times: int) -> None:
    text = PLAIN
    for _ in range(times):
        text = html.escape(text).replace("“", "&ldquo;").replace("’", "&#8217;")
    assert mended(text) == (PLAIN, ("references",))


@pytest.mark.parametrize("codec", ["cp1252", "latin-1"])
@pytest.mark.parametrize("times", [1, 2])
def test_mended_reads_letters_that_were_decoded_wrongly(codec: str, times: int) -> None:
    table = {byte: bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(256)}
    text = PLAIN
    for _ in range(times):
        wrong = text.encode("utf-8")
        text = "".join(table[byte] for byte in wrong) if codec == "cp1252" else wrong.decode("latin-1")
    assert degarbled(text) == PLAIN


def test_mended_parts_lines_that_were_written_out() -> None:
    assert mended(PLAIN.replace("\n", "\\n")) == (PLAIN, ("line ends",))


@pytest.mark.parametrize(
    "text",
    [
        PLAIN,
        "Costs rose 3 < 4 and 5 > 2; R&D and Q&A; AT&T.",
        "„Das macht Spaß“, sagte er. CAFÉ» — Ähnlich: «Ô».",
        "Привет, мир! Ça va? ÉTÉ…",
        "Visit https://a.example/?a=1&copy=2 today",
        "C:\\new folder",
    ],
)
def test_mended_leaves_a_text_alone_that_needs_nothing(text: str) -> None:
    assert mended(text) == (text, ())


@given(st.text())
def test_mended_takes_any_text(text: str) -> None:
    assert isinstance(mended(text).text, str)


def test_mended_takes_linear_time() -> None:
    for piece in ("<p", "&amp", "&amp;amp;", "â€", "Ã©", "</p>", "\\n", "<em>a</em>"):
        started = time.perf_counter()
        mended(piece * (200_000 // len(piece)))
        assert time.perf_counter() - started < 20, piece


def test_title_and_author_are_text(read: Read) -> None:
    [page] = read("a.csv", 'title,author,text\n"AT&amp;amp;T&#8217;s <b>ferry</b>",R&eacute;mi,Body\n')
    assert isinstance(page, Page)
    assert (page.title, page.author) == ("AT&T’s ferry", "Rémi")
    assert mended_line(" a \n b ") == "a b"


@pytest.mark.parametrize("name", ["a.txt", "a.csv", "a.jsonl"])
def test_markup_in_a_text_is_mended_and_said(read: Read, name: str) -> None:
    text = "<p>One.</p><p>Two.</p>"
    content = {"a.txt": text, "a.csv": f"text\n{text}\n", "a.jsonl": f'{{"text": "{text}"}}'}[name]
    [page] = read(name, content)
    assert isinstance(page, Page)
    assert (page.raw, page.mended, page.media_type, page.source) == ("One.\n\nTwo.", "tags", "text/plain", None)


def test_a_whole_page_in_a_text_column_is_a_page(read: Read) -> None:
    [page] = read("a.jsonl", '{"text": "<!DOCTYPE html><html><title>T</title><p>One.</p></html>"}')
    assert isinstance(page, Page)
    assert (page.raw, page.title, page.media_type) == ("One.", "T", "text/html")


def test_degarbled_of_what_was_garbled_in_places_is_whole() -> None:
    chance = random.Random(1)
    words = [word if chance.random() < 0.5 else word.encode().decode("latin-1") for word in PLAIN.split(" ")]
    assert degarbled(" ".join(words)) == PLAIN
