"""Teasers of other stories under an article on an HTML page."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from clean_pages import MORE, PROSE, page
from lxml.html import fromstring

from wirecopy.clean import Cleaned, load_rules
from wirecopy.clean.html.blocks import Blocks
from wirecopy.clean.html.own_lines import others_lines
from wirecopy.clean.lines import split_lines
from wirecopy.clean.rules.marks import Sheet

Clean = Callable[..., Cleaned]
THIRD = "Port workers in the north said that they would vote on the offer on Friday, and most were for it."
TEASERS = (
    "WHALE SEEN: A humpback swam into the inner harbour on Sunday morning, and two hundred people watched it leave.",
    "LONG NIGHT: The council sat until four in the morning before it took a vote on the new bridge over the river.",
    "NEW DEAL: The bakery chain takes over eleven shops in the old town and says it will keep all of their staff.",
)


def body(clean: Clean, box: str, heading: str = "Most Popular", behind: str = "") -> str:
    text = f"<p>{PROSE}</p><p>{MORE}</p><p>{THIRD}</p>"
    boxes = "".join(box.format(text=teaser) for teaser in TEASERS)
    html = (
        f"<html><body><div><h1>Two ports to open again</h1>{text}<h2>{heading}</h2>{boxes}{behind}</div></body></html>"
    )
    raw = "\n".join(["Two ports to open again", PROSE, MORE, THIRD, heading, *TEASERS])
    return clean(raw, source=html.encode(), media_type="text/html").article.body


@pytest.mark.parametrize(
    "box",
    [
        '<div class="more"><p>{text}</p></div>',
        '<div class="more">{text}</div>',
        '<section class="tease"><p>{text}</p></section>',
    ],
)
def test_boxes_of_one_form_under_a_heading_of_links_are_teasers(clean: Clean, box: str) -> None:
    assert body(clean, box).split("\n") == [PROSE, MORE, THIRD, ""]


def test_paragraphs_like_those_over_the_heading_stay(clean: Clean) -> None:
    told = body(clean, "<p>{text}</p>")
    assert {TEASERS[0], TEASERS[-1]} <= set(told.split("\n"))


def test_paragraphs_of_one_box_stay(clean: Clean) -> None:
    """An article may go on in a box of another name."""
    html = "".join(f"<p>{teaser}</p>" for teaser in TEASERS)
    raw = "\n".join(["Two ports to open again", PROSE, MORE, THIRD, "Most Popular", *TEASERS])
    source = (
        f"<html><body><h1>Two ports to open again</h1><div class=a><p>{PROSE}</p><p>{MORE}</p><p>{THIRD}</p></div>"
        f"<h2>Most Popular</h2><div class=b>{html}</div></body></html>"
    )
    body = clean(raw, source=source.encode(), media_type="text/html").article.body
    assert {TEASERS[0], TEASERS[-1]} <= set(body.split("\n"))


def test_article_behind_the_page_s_own_is_another() -> None:
    """An endless page shows further articles, each with a heading of the first level."""
    lines = [PROSE, MORE, THIRD, *TEASERS]
    box = '<article class="a"><h1>{head}</h1>{text}</article>'
    own, later = ("".join(f"<p>{line}</p>" for line in part) for part in (lines[:3], TEASERS))
    html = f"<main>{box.format(head='Two ports', text=own)}{box.format(head='Whale seen', text=later)}</main>"
    shown = page("\n".join(["Two ports", *lines[:3], "Whale seen", *TEASERS]))
    sheet = Sheet(replace(shown, title="Two ports"), split_lines(shown.raw), load_rules(), None)
    kept = frozenset(range(1, len(sheet.lines)))
    assert others_lines(sheet, kept, Blocks(fromstring(html))) == {4, 5, 6, 7}
    assert others_lines(sheet, kept, Blocks(fromstring(html.replace("h1", "h2")))) == frozenset()
