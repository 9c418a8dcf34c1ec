"""What sites say for themselves: consent, paywalls, scripts, footers; and reports that speak of the same."""

from __future__ import annotations

import pytest

from wirecopy.clean import clean_page, load_rules
from wirecopy.options import CleanOptions
from wirecopy.types import Article, Page

RULES = load_rules()
REPORT = (
    "The ferry between the two islands will sail again on Monday after the owners and the union agreed on a timetable.",
    "Some 400 passengers had been stranded since Friday, when crews walked out over pay and rest days on the route.",
    "The union's leader said the agreement would cost about two million dollars a year, which the company disputed.",
)


def kinds_of(line: str) -> set[str]:
    raw = "\n".join([*REPORT[:2], line, *REPORT[2:]])
    at = raw.index(line)
    page = Page(
        page_id="p", uri="x.txt", external_id=None, outlet=None, fetched_at=None, media_type="text/plain", raw=raw
    )
    spans = clean_page(page, RULES, CleanOptions()).spans
    return {span.kind for span in spans if span.start < at + len(line) and span.end > at}


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("We use cookies to improve your experience on our site. By continuing to browse you agree to them.", "nav"),
        ("This website uses cookies to ensure you get the best experience.", "nav"),
        ("Reject all", "nav"),
        ("4 min read", "nav"),
        ("Terms of use | Privacy policy | Contact us", "nav"),
        ("Please enable JavaScript to see the map.", "nav"),
        ("You have reached your limit of free articles this month.", "subscribe"),
        ("Subscribe now to continue reading", "subscribe"),
        ("By signing up, you agree to our terms and our privacy policy.", "subscribe"),
        (
            "Letters Sign Up Please verify you're not a robot by clicking the box. Invalid email address. You must"
            " select a newsletter to subscribe to. You may opt-out at any time. " + "Thank you. " * 20,
            "subscribe",
        ),
        ("Want more like this delivered straight to your inbox? Sign up for The Star's newsletter here.", "subscribe"),
        ("Related Ten facts on the ferry between the islands", "promo"),
        ("Coast Crews Walk Out Over Rest Days Crews Walk Out Over Rest Days Listen · 4:16 4:16", "promo"),
        ("This article is more than 3 years old", "nav"),
        ("--This report was updated at 2:00 p.m.", "correction"),
        ("Subscribe to the ferry show on Kel Radio, or wherever you listen to podcasts.", "subscribe"),
        ("Click for more from the Evening Star.", "promo"),
        ("Don't see the map above? Click here.", "promo"),
        ("( PHOTOS: The ferry through the years)", "promo"),
        ("Ann Poe and Bo Hale contributed to this report, which was updated at 7:29 a.m.", "reporting_credit"),
        ("Evening Star writer Ann Poe contributed to this report from Kel, Norden.", "reporting_credit"),
        ("The ferry lies at the quay of Kel in the first snow of the winter. | Jane Roe/AP Photo", "caption"),
        ("The ferry lies at the quay of Kel in the first snow of the winter. Jane Roe | Getty Images", "caption"),
        ("View comments (12)", "comments"),
        ("Ann Poe writes on ships. Follow her @annpoe", "bio"),
        ("Copyright The Evening Star. All rights reserved. " + "A trust of its readers owns it. " * 20, "copyright"),
    ],
)  # fmt: skip
def test_notices_of_the_site_are_furniture(line: str, kind: str) -> None:
    assert kinds_of(line) == {kind}


@pytest.mark.parametrize(
    "line",
    [
        "Websites use cookies to follow readers across the web, the regulator said on Tuesday.",
        "The newspaper will ask readers to subscribe after five articles a month, it said.",
        "You have reached your limit as a player when the knees go, Doe told reporters.",
        "In this article of the constitution, the drafters set out the powers of the courts.",
        "She asked supporters to reach her at the town hall on Friday.",
        "Related charges were dropped in May, the court said, for want of a witness.",
        "The firm contributed to this report on the island’s ferries, from which the council learned in May.",
        "The bill may not be in its final form, and the ferry left at 4:16 and 4:16.",
        "Copyright law protects the songs for seventy years, the judge wrote, and the family owns all rights.",
        "“We use cookies because we have to,” said Ann Poe, the firm's chief executive.",
    ],
)
def test_reports_that_speak_of_such_things_stay(line: str) -> None:
    assert kinds_of(line) == {"body"}


def test_report_that_opens_under_a_notice_over_a_picture_is_no_caption() -> None:
    lead = "NEW YORK (Reuters) - Oil fell on Tuesday as stocks of the world rose for a seventh day, traders said."
    raw = "\n".join(["Ann Poe", "5 Min Read", lead, "FILE PHOTO: A pump at dawn. REUTERS/Jane Roe", *REPORT])
    article = clean_page(
        Page(
            page_id="p", uri="x.txt", external_id=None, outlet=None, fetched_at=None, media_type="text/plain", raw=raw
        ),
        RULES,
        CleanOptions(),
    ).article
    assert "Oil fell on Tuesday" in article.body


def told(*lines: str) -> Article:
    page = Page(
        page_id="p",
        uri="x.txt",
        external_id=None,
        outlet=None,
        fetched_at=None,
        media_type="text/plain",
        raw="\n".join(lines),
    )
    return clean_page(page, RULES, CleanOptions()).article


@pytest.mark.parametrize(
    ("opening", "place", "agency"),
    [
        ("May 30 (UPI) -- ", None, "UPI"),
        ("UNITED NATIONS (AP) _ ", "United Nations", "AP"),
        ("SRINAGAR, MAY 30: ", "Srinagar", None),
        ("DUBAI // ", "Dubai", None),
    ],
)
def test_datelines_of_agencies_and_papers(opening: str, place: str | None, agency: str | None) -> None:
    article = told(opening + REPORT[0], *REPORT[1:])
    assert (article.dateline_place, article.agency) == (place, agency)
    assert article.body.startswith("The ferry")


@pytest.mark.parametrize("line", ["(AFP)", "AFP", "Published by arrangement with AFP"])
def test_agency_alone_below_the_text_is_its_credit(line: str) -> None:
    assert told(*REPORT, line).agency == "AFP"


def test_agency_alone_between_paragraphs_is_a_pictures() -> None:
    assert told(REPORT[0], "AFP", *REPORT[1:]).agency is None


def test_clock_with_a_dot_is_read_before_a_zone() -> None:
    assert told("Ferry to sail again", "Tue 30 May 2023 15.01 BST", *REPORT).published == "2023-05-30T15:01+01:00"


TITLE = "Ferry to sail again between the two islands"


@pytest.mark.parametrize(
    "line",
    [
        f"The ferry lies at the quay of Kel. | Jane Roe/Getty Images Transport {TITLE}",
        f"The ferry lies at the quay of Kel. | AP Photo {TITLE} The owners and the union agree.",
    ],
)
def test_picture_s_text_and_headline_in_one_line_are_no_body(line: str) -> None:
    assert opened("\n".join([line, *REPORT])).body == "\n".join(REPORT)


def test_first_line_with_a_bar_and_no_credit_is_body() -> None:
    raw = "\n".join([f"The ferry, said the owners, | {TITLE} |, was the name of the film shown on Monday.", *REPORT])
    assert opened(raw).body == raw


@pytest.mark.parametrize("heading", ["Story highlights ", "Story highlights\n"])
def test_points_over_a_text_are_no_body_and_no_headline(heading: str) -> None:
    points = "The crews walked out over pay and rest days\nThe owners dispute what the agreement costs"
    text = "\n".join(REPORT)
    article = opened(f"{heading}{points}\n{text}", title=None)
    assert (article.title, article.body) == (None, text)


def opened(raw: str, title: str | None = TITLE) -> Article:
    page = Page(
        page_id="p", uri="x.txt", external_id=None, outlet=None, fetched_at=None, media_type="text/plain", raw=raw,
        title=title,
    )  # fmt: skip
    return clean_page(page, RULES, CleanOptions()).article
