"""When a page was published and by whom, where only what it shows says so, in any language."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from wirecopy.clean import Cleaned
from wirecopy.clean.html.printed_times import printed_times
from wirecopy.types import Article

Clean = Callable[..., Cleaned]
PROSE = f"<p>{'The council closed the old bridge on Tuesday after engineers found loose bolts. ' * 4}</p>"


def article(clean: Clean, html: str) -> Article:
    lines = [line for line in re.sub(r"<[^<>]*>", "\n", html).splitlines() if line.strip()]
    return clean("\n".join(lines), source=html.encode(), media_type="text/html").article


def page(box: str, language: str = "en") -> str:
    return f'<html lang="{language}"><body><article><h1>Old bridge closed</h1>{box}{PROSE * 3}</article></body></html>'


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("12.03.2024 | 08:30 Uhr", "de"), ("Stand: 12. März 2024, 8.30 Uhr", "de"), ("12 mars 2024 à 08h30", "fr"),
        ("12 de marzo de 2024 - 08:30", "es"), ("Pubblicato il 12 marzo 2024 alle 08:30", "it"),
        ("12/03/2024 às 08h30", "pt"), ("12 maart 2024, 08:30", "nl"), ("12. mar. 2024 kl. 08:30", "da"),
        ("12 marca 2024, 08:30", "pl"), ("12 Mart 2024 - 08:30", "tr"), ("12 марта 2024, 08:30", "ru"),
        ("2024年3月12日 8時30分", "ja"), ("2024.03.12 08:30", "ko"),
    ],
)  # fmt: skip
def test_a_time_is_read_in_the_months_of_the_language(line: str, language: str) -> None:
    assert printed_times(["Karlsund", line], language) == ("2024-03-12T08:30",)


@pytest.mark.parametrize(
    "line",
    [
        "Der Unfall vom 12.03.2019 hat die ganze Stadt Karlsund und alle ihre Bewohner lange sehr beschäftigt",
        "2024", "99.99.2024", "1.12.03.2024",
    ],
)  # fmt: skip
def test_what_is_no_time_line_is_none(line: str) -> None:
    assert printed_times([line], "de") == ()


def test_a_page_without_stated_time_is_of_the_time_behind_its_headline(clean: Clean) -> None:
    shown = page('<p class="datum">12.03.2024 | 08:30 Uhr</p>', "de")
    assert article(clean, shown).published == "2024-03-12T08:30"


def test_of_two_time_tags_the_later_is_the_change(clean: Clean) -> None:
    tags = (
        '<p>Updated <time datetime="2024-03-13T09:00+01:00">x</time> '
        'Published <time datetime="2024-03-12T08:30+01:00">y</time></p>'
    )
    found = article(clean, page(tags))
    assert (found.published, found.updated) == ("2024-03-12T08:30+01:00", "2024-03-13T09:00+01:00")


@pytest.mark.parametrize(
    ("box", "language"),
    [
        ('<p class="autor">Von Jane Roe</p>', "de"), ('<p class="auteur">Par Jane Roe</p>', "fr"),
        ('<div data-testid="byline">Jane Roe</div>', "en"),
        ('<div class="byline"><span>Jane Roe</span><span>Political editor</span></div>', "en"),
    ],
)  # fmt: skip
def test_a_byline_box_names_its_author(clean: Clean, box: str, language: str) -> None:
    assert article(clean, page(box, language)).byline == "Jane Roe"
