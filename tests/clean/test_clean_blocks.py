"""The lines of an HTML article: those of its boxes are put back, its summary is its standfirst."""

from __future__ import annotations

import pytest
from clean_pages import MORE, PROSE, page
from lxml.html import fromstring

from wirecopy.clean import Rules, clean_page
from wirecopy.clean.html.blocks import Blocks
from wirecopy.clean.html.own_lines import rescued
from wirecopy.clean.lines import split_lines
from wirecopy.options import CleanOptions
from wirecopy.read.html_text import visible_text

LINES = split_lines(f"{PROSE}\n{MORE}\n{PROSE} Again.")
STANDFIRST = "The old terminal shuts in June, and nobody knows what becomes of it."


@pytest.mark.parametrize(("last", "found"), [("article", {2}), ("comments", set()), ("notes", set())])
def test_blocks_of_the_articles_box_are_put_back(last: str, found: set[int]) -> None:
    boxes = "".join(f"<div class={'article' if line.number < 2 else last}><p>{line.text}</p></div>" for line in LINES)
    assert rescued(LINES, frozenset({0, 1}), Blocks(fromstring(f"<main>{boxes}</main>"))) == found


def test_block_tells_its_links_and_the_boxes_around() -> None:
    tree = fromstring("<aside id=moreNews><ul><li><a>Old pier</a></li></ul><p>A <a>word</a> more of it</p></aside>")
    blocks = Blocks(tree)
    teaser, text = blocks.of("Old pier"), blocks.of("A word more of it")
    assert teaser is not None
    assert text is not None
    assert blocks.of("Another") is None
    assert (teaser.linked, text.linked) == (2, 1)
    assert teaser.around.boxes == ("ul", "aside")
    assert text.around.names == ("more", "news")


def cleaned(rules: Rules, body: str) -> list[tuple[str, str]]:
    source = f'<html lang=en><meta property="og:description" content="{STANDFIRST}"><body>{body}</body></html>'
    saved = page(visible_text(source).text, media_type="text/html", source=source.encode())
    spans = clean_page(saved, rules, CleanOptions()).spans
    return [(span.kind, saved.raw[span.start : span.end].strip()) for span in spans]


def test_stated_summary_over_the_text_is_its_standfirst(rules: Rules) -> None:
    text = "".join(f"<p>{line}</p>" for line in (PROSE, MORE) * 3)
    head = f"<header><h1>Ferry terminal to close</h1><p class=lead>{STANDFIRST}</p></header>"
    found = cleaned(rules, f"<main><article>{head}<div class=text>{text}</div></article></main>")
    assert ("standfirst", STANDFIRST) in found


@pytest.mark.parametrize(("form", "kind"), [("<h2>{}</h2>", "standfirst"), ("<p>{}</p>", "body")])
def test_kept_summary_is_the_standfirst_in_a_form_of_its_own(rules: Rules, form: str, kind: str) -> None:
    text = "".join(f"<p>{line}</p>" for line in (PROSE, MORE) * 3)
    found = cleaned(rules, f"<article><h1>Ferry terminal to close</h1>{form.format(STANDFIRST)}{text}</article>")
    assert {said: told for told, said in found}[STANDFIRST] == kind


def test_a_page_of_a_script_without_spaces_keeps_its_text_alone(rules: Rules) -> None:
    said = "港の新しい桟橋は六月に開き、船は一日に三便になると港湾局が月曜に述べた。"
    menu = "".join(f"<li><a href=/{n}>{n}県の記事</a></li>" for n in range(60))
    text = "".join(f"<p>{said}{n}回目の会見。</p>" for n in range(4))
    source = f"<html lang=ja><body><nav><ul>{menu}</ul></nav><article><h1>桟橋</h1>{text}</article></body></html>"
    saved = page(visible_text(source).text, media_type="text/html", source=source.encode())
    body = clean_page(saved, rules, CleanOptions()).article.body
    assert said in body
    assert "県の記事" not in body


@pytest.mark.parametrize(("item", "kind"), [("{}", "body"), ("<a href=/a>{}</a>", "unknown_furniture")])
def test_list_that_the_text_announces_is_its_own(rules: Rules, item: str, kind: str) -> None:
    items = ["The pier needs new steel.", "The bridge opens soon.", "Few people come."]
    listed = "".join(f"<li>{item.format(said)}</li>" for said in items)
    found = cleaned(rules, f"<p>{PROSE}</p><p>The board gave these reasons:</p><ul>{listed}</ul><p>{MORE}</p>")
    assert [told for told, said in found if said in items] == [kind] * 3
