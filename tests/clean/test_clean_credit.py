"""Who a page itself says wrote it, in the many forms pages have for it, and what credits nobody."""

from __future__ import annotations

import pytest

from wirecopy.clean import clean_page, load_rules
from wirecopy.languages.publishers import load_sources
from wirecopy.options import CleanOptions
from wirecopy.types import Article, Page

RULES = load_rules()
REPORT = (
    "The ferry to the island will not sail on Monday, its owner said after a long night of talks with the crew.",
    "Passengers who had booked for the weekend were told to wait for word from the company, which gave no date.",
    "The harbour office said that two boats lay ready and that neither of them had been cleared by the inspectors.",
)
TITLE = "Ferry to the island stays in harbour"
PICTURE = "Boats lie in the harbour on Monday, July 9, 2018, as the storm passes. (Dan Low, Pool Photo via AP)"
OFFERS = ("Subscribe for unlimited digital access.", "Try one month for $1!", "Subscribe", "Print subscriber?")


def told(
    *lines: str, outlet: str | None = "nordenherald.com", author: str | None = None, url: str | None = None
) -> Article:
    page = Page(
        page_id="p", uri="x.txt", external_id=None, outlet=outlet, fetched_at=None, media_type="text/plain",
        raw="\n".join(lines), author=author, url=url,
    )  # fmt: skip
    return clean_page(page, RULES, CleanOptions()).article


@pytest.mark.parametrize(
    ("line", "credit", "kind"),
    [
        ("By The Associated Press", "AP", "agency"),
        ("By Ann Velt, Los Angeles Times", "Los Angeles Times", "outlet"),
        ("By Ann Velt | Associated Press", "AP", "agency"),
        ("Ann Velt, Los Angeles Times (TNS)", "Los Angeles Times; Tribune News Service", "outlet"),
        ("Norden Chronicle•", "Norden Chronicle", "outlet"),
        ("Hot Air Posted at 9:40 am on July 16, 2018", "Hot Air", "outlet"),
        ("By Ann Velt, Riverton Gazette", "Riverton Gazette", "outlet"),
        ("By Ann Velt, Riverton Herald", "Riverton Herald", "outlet"),
        ("By Meridian News Agency", "Meridian News Agency", "agency"),
    ],
)
def test_credit_over_the_text(line: str, credit: str, kind: str) -> None:
    article = told(TITLE, line, *REPORT)
    assert (article.credit, article.credit_kind) == (credit, kind)


@pytest.mark.parametrize(
    "lines",
    [
        ("Elections 07/14/2018, 03:30pm", TITLE, PICTURE, *OFFERS, "Ann Velt | Associated Press"),
        (TITLE, *OFFERS, "Ann Velt | Associated Press"),
        (TITLE, "July 14, 2018", *OFFERS, "Ann Velt | Associated Press"),
        (TITLE, "The Associated Press"),
        ("Harbour", TITLE, "The Associated Press", "July 15, 2018 10:20 AM"),
    ],
)
def test_an_agency_over_the_text_signs_it(lines: tuple[str, ...]) -> None:
    assert told(*lines, *REPORT).agency == "AP"


def test_an_agency_under_a_picture_of_a_signed_text_took_the_picture() -> None:
    picture = "A person walks along the harbour on Monday as the storm passes over the town."
    assert told(TITLE, "By Ann Velt", picture, "Dan Low | Associated Press", *REPORT).agency is None


@pytest.mark.parametrize(
    ("line", "credit"),
    [
        ("© 2018 Thomson/Reuters.  All rights reserved.", "Reuters"),
        ("This story was originally published by Riverton Gazette.", "Riverton Gazette"),
        ("This story was originally published by the Riverton Herald.", "Riverton Herald"),
        ("This report contains material from Bloomberg News, Reuters, and the AP.", "Bloomberg; Reuters; AP"),
        ("Associated Press writers Ann Velt and Tom Roe contributed to this report.", "AP"),
    ],
)
def test_credit_below_the_text(line: str, credit: str) -> None:
    assert told(TITLE, *REPORT, line).credit == credit


@pytest.mark.parametrize(
    "lines",
    [
        (TITLE, "By Ann Velt", *REPORT),
        (TITLE, *REPORT, "Podcasts", "App", "Tip Us"),
        (TITLE, "Boats lie in the harbour on Monday. (AP Photo/Ann Velt)", *REPORT),
        (TITLE, "Ann Velt/Reuters/Getty Images", *REPORT),
        (TITLE, *REPORT, "A man who saw the boats told Reuters that he would wait."),
        (TITLE, f"COLUMBIA, Mo. (KMIZ) — {REPORT[0]}", *REPORT[1:]),
        (TITLE, *REPORT, "© 2018 Norden Herald. All rights reserved."),
    ],
)
def test_what_credits_no_other_house(lines: tuple[str, ...]) -> None:
    article = told(*lines)
    assert article.agency is None
    assert article.credit is None or article.credit_kind == "own"


@pytest.mark.parametrize(
    ("line", "added"),
    [
        ("The Associated Press contributed to this report.", "AP"),
        ("Ann Velt of Reuters and The Associated Press contributed to this story.", "Reuters; AP"),
        ("Contributing: Tom Roe and The Associated Press", "AP"),
    ],
)
def test_who_added_to_a_text_did_not_write_it(line: str, added: str) -> None:
    article = told(TITLE, "By Ida Lie", *REPORT, line)
    assert (article.credit_kind, article.agency, article.contributors) == ("own", None, added)
    assert told(TITLE, *REPORT, line).credit is None


def test_an_agency_whose_writers_added_to_a_text_wrote_it() -> None:
    article = told(TITLE, "By Ida Lie", *REPORT, "Associated Press writer Tom Roe in Oslo contributed to this report.")
    assert (article.agency, article.contributors) == ("AP", None)


def test_credit_points_at_the_words_that_tell_it() -> None:
    raw = "\n".join((TITLE, "By Ann Velt, Riverton Gazette", *REPORT))
    article = told(*raw.split("\n"))
    assert raw[article.credit_start : article.credit_end] == "Riverton Gazette"


def test_credit_of_a_stated_author_needs_no_words_on_the_page() -> None:
    article = told(TITLE, *REPORT, author="Agence France-Presse")
    assert (article.credit, article.agency, article.credit_start) == ("AFP", "AFP", None)


@pytest.mark.parametrize(
    "names",
    [
        ("AP", "The Associated Press", "apnews.com", "A.P."),
        ("BBC", "bbc.co.uk", "bbc.com", "BBC News"),
        ("New York Times", "nytimes.com", "The New York Times", "NYT"),
        ("The Norden Herald", "nordenherald.com", "Norden Herald"),
    ],
)
def test_sources_names_are_one(names: tuple[str, ...]) -> None:
    sources = load_sources()
    assert len({sources.key(name) for name in names}) == 1


def test_sources_names_are_found_as_they_are_written() -> None:
    found = load_sources().find("Tom RoeAssociated Press; the App and CNN's man; the app of AP")
    assert [named.source.name for named in found] == ["AP", "CNN", "AP"]


@pytest.mark.parametrize(
    ("url", "credit"),
    [
        ("https://nordenherald.com/ap/ap-world/ferry-sails", "AP"),
        ("https://nordenherald.com/stacker-money/ferry-sails", "Stacker"),
        ("https://nordenherald.com/science/ferry-sails", None),
        ("https://nordenherald.com/news/ap-ferry-sails", None),
    ],
)
def test_credit_of_a_section_called_after_an_agency(url: str, credit: str | None) -> None:
    assert told(TITLE, *REPORT, url=url).credit == credit


def test_who_signs_a_text_goes_before_the_section_it_stands_in() -> None:
    article = told(TITLE, "By Ann Velt", *REPORT, url="https://nordenherald.com/ap/ferry-sails")
    assert (article.credit, article.credit_kind) == ("nordenherald.com", "own")


ADDRESS = "latimes.com/world/la-fg-ferry-to-the-island-stays-in-harbour-20180716-story.html"


def test_the_address_of_another_house_s_article_under_the_text_credits_it() -> None:
    article = told(TITLE, *REPORT, "", ADDRESS)
    assert (article.credit, article.credit_kind, ADDRESS in article.body) == ("Los Angeles Times", "outlet", False)


@pytest.mark.parametrize(
    "lines",
    [
        (*REPORT, "", ADDRESS, "cnn.com/2018/07/16/europe/ferry-strike-goes-on-and-on/index.html"),
        (*REPORT, "", f"More on the ferry strike in the harbour of Norden is to be read at {ADDRESS} this week."),
    ],
)
def test_two_addresses_and_a_link_in_a_sentence_credit_nobody(lines: tuple[str, ...]) -> None:
    assert told(TITLE, *lines).credit is None


def test_the_address_of_the_page_s_own_house_credits_nobody() -> None:
    assert told(TITLE, *REPORT, "", ADDRESS, outlet="latimes.com").credit_kind != "outlet"


@pytest.mark.parametrize(
    ("first", "last", "credit"),
    [
        ("Nordhafen (dpa) - Die Fähre bleibt am Montag im Hafen, sagte die Reederei.", "", "dpa"),
        ("La traversée est annulée lundi, a annoncé la compagnie dans la soirée.", "(AFP)", "AFP"),
        ("【1月4日 AFP】フェリーは月曜日に運航されない。", "", "AFP"),
        ("新华社北京1月4日电 渡轮星期一停航。", "", "Xinhua"),
        ("Die Fähre (dpa nannte sie alt) bleibt am Montag im Hafen, sagte die Reederei am Abend.", "", None),
        ("Nordhafen (dpa) - Die Fähre bleibt am Montag im Hafen, sagte die Reederei.", "(AFP)", None),
    ],
)
def test_credit_of_an_agency_s_mark_in_any_language(first: str, last: str, credit: str | None) -> None:
    raw = "\n".join([first, "Mehr war am Abend nicht zu erfahren, die Reederei schwieg zu allen Fragen.", last])
    page = Page(
        page_id="p", uri="p", external_id=None, outlet="nordblatt.example", fetched_at=None, media_type="text/plain",
        raw=raw, language="de",
    )  # fmt: skip
    assert clean_page(page, load_rules(), CleanOptions()).article.credit == credit


@pytest.mark.parametrize("line", ["Via Reuters", "VIA: CNN", "Hat tip to CNN", "REUTERS/Ann Velt"])
def test_a_tip_and_who_took_a_picture_credit_nobody(line: str) -> None:
    assert told(*REPORT, line).credit is None


def test_a_surname_is_no_publisher() -> None:
    article = told(TITLE, *REPORT, author="Ann Velt, Ariane De Vogue, Jen Harper")
    assert (article.credit, article.credit_kind) == ("nordenherald.com", "own")


def test_who_had_the_news_first_wrote_no_text() -> None:
    assert told(TITLE, *REPORT, "The meeting was first reported by Politico.").credit != "Politico"


def test_a_state_in_brackets_is_no_agency() -> None:
    assert told(TITLE, *REPORT, "The last to speak was Tom Roe (Pa.)").agency is None


@pytest.mark.parametrize("path", ["tv/cnn-and-reuters-hosts-speak-out/", "blog/2026/reuters-hosts-speak-out/19668"])
def test_a_headline_in_an_address_credits_nobody(path: str) -> None:
    assert told(TITLE, *REPORT, url=f"https://nordenherald.com/{path}").credit is None


def test_a_day_published_nothing() -> None:
    assert told(TITLE, *REPORT, "This story was originally published on October 21, 2019.").credit is None


def test_a_release_shows_itself_beside_its_text_and_not_in_a_site_s_links() -> None:
    shown = told("FOR IMMEDIATE RELEASE", TITLE, *REPORT, "Media contact: Ida Lie", "About Lund Yard")
    assert (shown.release, shown.issuer) == ("FOR IMMEDIATE RELEASE", "Lund Yard")
    site = told("News release of hostages is delayed", *REPORT, "Press Office", "Media inquiries", "About Us")
    assert (site.release, site.issuer) == (None, None)
