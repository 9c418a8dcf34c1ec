"""The scores of pages against values worked out by hand, on invented pages."""

from datetime import datetime

import pytest
from pages import scraped
from pages.folding import letters, people, source, sources
from pages.scraped import Scraped
from pages.times import printed

OUTLET = "bangordailynews.com"  # any outlet that the split knows
GOLD = {"id": "p", "source": "AP", "source_kind": "agency", "source_words": "(AP)", "title": "Rain falls in Oslo",
        "first_body": "Rain fell in “Oslo” on Monday", "last_body": "and it is over.", "published": None}  # fmt: skip


def page(gold: dict[str, object] | None = None, **row: object) -> Scraped:
    return Scraped({**GOLD, **(gold or {})}, OUTLET, row)


def figures(measures: list[object]) -> list[float]:
    return [measure.of("learn") for measure in measures]  # type: ignore[attr-defined]


def test_one_source_under_its_names_is_one() -> None:
    assert source("AP") == source("The Associated Press") == source("www.apnews.com")
    assert source("nytimes.com") == source("The New York Times") != source("New York Post")
    assert sources("AP; The Washington Post") == {"ap", "washingtonpost"}


def test_bylines_are_sets_of_names() -> None:
    assert people("Ann VELT, Ole Brand and Mia Roe") == people("Mia Roe; Ole Brand; Ann Velt")
    assert people("Ann Velt, Norden Herald") != people("Ann Velt")


def test_letters_leave_punctuation_and_case_aside() -> None:
    assert letters("It’s a “U.S.” plan") == letters("its a US plan")


@pytest.mark.parametrize(
    ("text", "day", "timed"),
    [("July 16, 2018 at  6:57 AM", datetime(2018, 7, 16, 6, 57), True), ("July 16, 2018", None, False)],
)
def test_printed_times(text: str, day: datetime | None, timed: bool) -> None:
    told = printed(text)
    assert told is not None
    assert told[1] == timed
    assert told[0].date() == datetime(2018, 7, 16).date()
    assert day is None or told[0] == day
    assert printed("2 hours ago") is None


def test_credit_counts_sources_other_than_the_outlet() -> None:
    pages = [
        page(credit="Associated Press"),
        page(credit="Reuters"),
        page(),
        page({"source": None, "source_kind": "none"}, credit="AFP"),
        page({"source": "Bangor Daily News", "source_kind": "own"}, credit="Bangor Daily News"),
    ]
    precision, recall, _ = figures(scraped.credit(pages))
    assert (precision, recall) == (pytest.approx(1 / 3), pytest.approx(1 / 3))


def test_agency_stands_in_where_no_credit_is_told() -> None:
    assert figures(scraped.credit([page(agency="AP", credit=None)])) == [1.0, 1.0, 1.0]


def test_edges_are_six_words_punctuation_aside() -> None:
    whole = page(body='Rain fell in "Oslo" on Monday, a lot. It fell, and it is over')
    late = page(body="OSLO Rain fell in Oslo on Monday, and it is over. Share this")
    assert figures(scraped.edges([whole, late])) == [0.5, 0.5]


def test_a_title_told_where_the_page_has_none_is_wrong() -> None:
    pages = [page(title="RAIN falls in Oslo"), page({"title": None}, title="Weather")]
    assert figures(scraped.title(pages)) == [0.5, 1.0]
