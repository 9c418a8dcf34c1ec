"""The headline as the page shows it: what titles carry of their site and section is none of it."""

from __future__ import annotations

import pytest
from clean_pages import MORE, PROSE, page

from wirecopy.clean import Rules, clean_page
from wirecopy.clean.headline import as_shown
from wirecopy.clean.html.metadata import page_facts
from wirecopy.clean.html.titles import PageTitle, candidates, likeliest
from wirecopy.clean.site_names import site_names, without_site
from wirecopy.options import CleanOptions

HEADLINE = "Ferry terminal to close"
NAMES = site_names("The Harbour Times", None, "https://www.harbour.example/a/1")


@pytest.mark.parametrize(
    ("title", "wanted"),
    [
        (f"{HEADLINE} - The Harbour Times", HEADLINE),
        (f"{HEADLINE} | Harbour Times | harbour.example", HEADLINE),
        (f"{HEADLINE} – HARBOUR.EXAMPLE", HEADLINE),
        (f"{HEADLINE}：Harbour Times", HEADLINE),
        (f"Harbour Times | {HEADLINE}", HEADLINE),
        ("Harbour: ferry terminal to close", "Harbour: ferry terminal to close"),
        ("Ferry to close - and then to open", "Ferry to close - and then to open"),
        ("The Harbour Times", "The Harbour Times"),
        (" | Harbour Times", " | Harbour Times"),
        ("", ""),
    ],
)
def test_headline_is_without_the_names_of_the_site(title: str, wanted: str) -> None:
    assert without_site(title, NAMES) == wanted


@pytest.mark.parametrize(
    ("title", "headings", "wanted"),
    [
        (f"{HEADLINE} | South Coast - Herald", [HEADLINE], HEADLINE),
        (f"Ferries: {HEADLINE}", ["Herald", HEADLINE], HEADLINE),
        (f"{HEADLINE} soon - Herald", [HEADLINE], f"{HEADLINE} soon - Herald"),
        ("Old pier - new pier", ["New pier opens"], "Old pier - new pier"),
        (f"A | {HEADLINE}", ["A"], f"A | {HEADLINE}"),
        (HEADLINE, [], HEADLINE),
    ],
)
def test_headline_is_what_the_page_shows_of_its_title(title: str, headings: list[str], wanted: str) -> None:
    assert as_shown(title, headings) == wanted


@pytest.mark.parametrize(
    "told",
    [
        {"heading": "Harbour Times", "shared": HEADLINE, "card": HEADLINE},
        {"heading": f"Harbour {HEADLINE}", "linked": HEADLINE, "shared": HEADLINE},
        {"shared": f"{HEADLINE} | Harbour Times", "document": "Ferries: all news of the harbour"},
        {"document": f"{HEADLINE} - Harbour Times"},
    ],
)
def test_headline_is_the_title_that_most_speaks_for(told: dict[str, str]) -> None:
    assert likeliest([PageTitle(place, text) for place, text in told.items()], NAMES) == HEADLINE


def test_headline_is_none_where_no_title_is() -> None:
    assert likeliest([], NAMES) is None
    assert likeliest([PageTitle("document", " | ")], NAMES) is None


def test_headline_candidates_are_each_told_once() -> None:
    titles = [
        PageTitle("heading", HEADLINE),
        PageTitle("heading", "More"),
        PageTitle("shared", f"{HEADLINE} - Harbour Times"),
    ]
    found = {one.text: one.traits for one in candidates(titles, NAMES)}
    assert set(found) == {HEADLINE, "More", f"{HEADLINE} - Harbour Times"}
    assert "heading = shared" in found[HEADLINE]
    assert "has the site's name" in found[f"{HEADLINE} - Harbour Times"]
    assert "later heading" in found["More"]


def html(head: str) -> str:
    text = f"<h1>{HEADLINE}</h1><p>{PROSE}</p><p>{MORE}</p>"
    return f"<html lang=en><head>{head}</head><body><article>{text}</article></body></html>"


@pytest.mark.parametrize("site", ["The Harbour Times", "Another name"])
def test_headline_of_a_saved_page_is_its_own_furniture(rules: Rules, site: str) -> None:
    title = f"{HEADLINE} - The Harbour Times"
    source = html(f'<meta property="og:site_name" content="{site}">').encode()
    saved = page(f"{HEADLINE}\n{PROSE}\n{MORE}", media_type="text/html", source=source, title=title)
    cleaned = clean_page(saved, rules, CleanOptions())
    assert cleaned.article.title == HEADLINE
    assert cleaned.spans[0].kind == "own_title"


def test_headline_printed_with_its_site_is_told_without(rules: Rules) -> None:
    printed = page(f"{HEADLINE} on Friday | Harbour Times\nBy Jane Roe\n{PROSE}\n\n{MORE}", outlet="harbour.example")
    assert clean_page(printed, rules, CleanOptions()).article.title == f"{HEADLINE} on Friday | Harbour Times"
    named = page(printed.raw, outlet="Harbour Times")
    assert clean_page(named, rules, CleanOptions()).article.title == f"{HEADLINE} on Friday"


def test_headline_of_a_row_is_without_its_outlet(rules: Rules) -> None:
    stated = page(PROSE, title=f"{HEADLINE} | The Harbour Times", outlet="The Harbour Times")
    assert clean_page(stated, rules, CleanOptions()).article.title == HEADLINE


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        (
            "<title>Ferry to close – The Port Paper</title><h1>Port Paper</h1><h2>Ferry to close</h2>",
            "Ferry to close",
        ),
        ("<title>Ferry to close – Island desk</title><h3>Ferry to close</h3>", "Ferry to close"),
        ("<title>Ferry to close</title><h1>News of today</h1><h1>Ferry to close</h1>", "Ferry to close"),
        ("<title>The Port Paper</title><h1>Ferry to close</h1><h2>Bridge to open</h2>", "Ferry to close"),
    ],
)
def test_headline_is_the_heading_that_the_page_s_title_agrees_with(source: str, wanted: str) -> None:
    assert likeliest(page_facts(source).titles, site_names("The Port Paper")) == wanted
