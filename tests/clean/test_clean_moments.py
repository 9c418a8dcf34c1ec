from collections.abc import Callable

import pytest
from clean_pages import MORE, PROSE

from wirecopy.clean import Cleaned

Clean = Callable[..., Cleaned]
Kinds = Callable[..., list[tuple[str, str]]]


@pytest.mark.parametrize(
    ("line", "published", "updated"),
    [
        (
            "date 2023-05-30 May 30, 2023 08:01 pm | Updated 08:15 pm IST",
            "2023-05-30T20:01+05:30",
            "2023-05-30T20:15+05:30",
        ),
        ("Updated: 30 May 2023, 20:01 IST", None, "2023-05-30T20:01+05:30"),
        (
            "Published 12:33 p.m. ET July 16, 2018 | Updated 3:15 p.m. ET July 16, 2018",
            "2018-07-16T12:33-04:00",
            "2018-07-16T15:15-04:00",
        ),
        ("July 16, 2018 at 7:08 AM", "2018-07-16T07:08", None),
        ("Posted: Jul 16, 2018 06:25 AM EDT", "2018-07-16T06:25-04:00", None),
        ("16 July 2018", "2018-07-16", None),
        ("2018-07-16T10:19:40Z", "2018-07-16T10:19+00:00", None),
        ("2018-07-16T10:19:40.123+05:30", "2018-07-16T10:19+05:30", None),
        ("Jul.16.2018 / 8:02 AM ET", "2018-07-16T08:02-04:00", None),
        ("Monday, 16 July 2018 09:45 AM", "2018-07-16T09:45", None),
        ("2:09 PM 07/06/2018", None, None),
        ("2:09 PM 07/16/2018", "2018-07-16T14:09", None),
        ("31/12/2018 10:30", "2018-12-31T10:30", None),
        ("Published: Wed, Jan 3rd 2024, 12:00 PM GMT+5:30", "2024-01-03T12:00+05:30", None),
        ("January 3, 2024 10.30am ET", "2024-01-03T10:30-05:00", None),
        ("Posted at 2:00 pm on July 15, 2018", "2018-07-15T14:00", None),
        ("16th July, 2018 | 1745 GMT", "2018-07-16T17:45+00:00", None),
        ("12:05 am PDT, Monday, July 16, 2018", "2018-07-16T00:05-07:00", None),
        ("Last updated on May 30, 2023 at 23:59 (UTC+8)", None, "2023-05-30T23:59+08:00"),
        ("Saturday 23 December 2023 05:39, UK", "2023-12-23T05:39+00:00", None),
        ("Monday 3 June 2024 05:39, UK", "2024-06-03T05:39+01:00", None),
        ("3 hours ago", None, None),
        ("Updated 4 minutes ago", None, None),
        ("Published February 30, 2018 10:00 am", None, None),
    ],
)
def test_timestamp_line_is_read(clean: Clean, line: str, published: str | None, updated: str | None) -> None:
    cleaned = clean(f"{line}\n\n{PROSE}\n\n{MORE}")
    assert [span.kind for span in cleaned.spans] == ["timestamp", "body", "body"]
    assert (cleaned.article.published, cleaned.article.updated) == (published, updated)


@pytest.mark.parametrize(
    "line",
    [
        "9 p.m.",
        "1:10 p.m.",
        "THURSDAY",
        "Monday, July 16",
        "The vote is on July 16, 2018.",
        "He was born on May 3, 1950 in Lagos",
        "Today",
        "In 2018",
        "July 16, 2018, is the day the treaty ends",
        "2018 budget: 12.5 billion",
        "May",
        "Yesterday he left",
        "24 hours",
    ],
)
def test_timestamp_other_lines_stay_body(kinds: Kinds, line: str) -> None:
    assert ("body", line) in kinds(f"{PROSE}\n\n{line}\n\n{MORE}")


@pytest.mark.parametrize(
    ("url", "expected", "source"),
    [
        (None, "2023-05-30T20:01+05:30", "zone assumed India"),
        ("https://www.example.in/a", "2023-05-30T20:01+05:30", "zone of IN"),
        ("https://www.example.ie/a", "2023-05-30T20:01+01:00", "zone of IE"),
        ("https://www.example.co.il/a", "2023-05-30T20:01+02:00", "zone of IL"),
    ],
)
def test_timestamp_zone_goes_by_the_outlets_country(clean: Clean, url: str | None, expected: str, source: str) -> None:
    article = clean(f"May 30, 2023 8:01 pm IST\n\n{PROSE}", url=url).article
    assert (article.published, article.published_source) == (expected, f"page: timestamp line, {source}")


@pytest.mark.parametrize(
    ("outlet", "expected"),
    [("example.com", None), ("example.co.uk", "2018-04-03"), ("example.us", "2018-03-04")],
)
def test_timestamp_numeric_day_goes_by_the_outlets_country(clean: Clean, outlet: str, expected: str | None) -> None:
    published = clean(f"Published 03/04/2018\n\n{PROSE}", outlet=outlet).article.published
    assert (published or "")[:10] == (expected or "")


@pytest.mark.parametrize(
    ("day", "offset"),
    [
        ("March 10, 2018", "-05:00"),
        ("March 11, 2018", "-04:00"),
        ("November 3, 2018", "-04:00"),
        ("November 4, 2018", "-05:00"),
    ],
)
def test_timestamp_us_clock_changes_on_its_sundays(clean: Clean, day: str, offset: str) -> None:
    assert clean(f"Published {day} 5:00 PM ET\n\n{PROSE}").article.published == (
        f"2018-{'03' if 'March' in day else '11'}-{int(day.split()[1].strip(',')):02d}T17:00{offset}"
    )


def test_timestamp_label_and_time_on_lines_of_their_own(clean: Clean) -> None:
    raw = f"Updated\nJuly 16, 2018 at  6:49 AM\n; Posted\nJuly 16, 2018 at  6:45 AM\n{PROSE}"
    article = clean(raw).article
    assert (article.published, article.updated) == ("2018-07-16T06:45", "2018-07-16T06:49")


def test_timestamp_of_another_story_is_not_taken(clean: Clean) -> None:
    others = "\n".join(f"Port strike talks go on in town {n}\nJuly {n}, 2018 5:0{n} pm\n" for n in (3, 5, 7))
    assert clean(f"{PROSE}\n\n{MORE}\n\n{others}").article.published is None


def test_timestamp_chronicle_dates_are_crossheads(kinds: Kinds) -> None:
    raw = f"{PROSE}\n\nJuly 16, 2018\n\n{MORE}\n\nJuly 18, 2018\n\n{PROSE}"
    assert ("timestamp", "July 16, 2018") not in kinds(raw)


def test_timestamp_row_goes_before_the_page(clean: Clean) -> None:
    article = clean(f"July 16, 2018 5:00 pm\n\n{PROSE}", published="2018-07-15T08:00:00Z").article
    assert (article.published, article.published_source) == ("2018-07-15T08:00+00:00", "row")


def test_timestamp_line_splits_off_its_byline(kinds: Kinds) -> None:
    line = "Jane Roe and John Doe, Associated Press Published 6:23 a.m. ET July 16, 2018"
    raw = f"Ports open again after strike\n{line}\n{PROSE}"
    assert kinds(raw)[1:3] == [
        ("byline", "Jane Roe and John Doe, Associated Press"),
        ("timestamp", "Published 6:23 a.m. ET July 16, 2018"),
    ]


@pytest.mark.parametrize(
    ("line", "published", "byline"),
    [
        ("Region/State 07/15/2018, 11:06am", "2018-07-15T11:06", None),
        ("Posted 6:08 am, July 16, 2018, by Jane Roe", "2018-07-16T06:08", "Jane Roe"),
        ("By: Jane Roe | July 14, 2018 10:16 am ET Follow @janeroe", "2018-07-14T10:16-04:00", "Jane Roe"),
        (
            "Jane Roe and Max Low , COAST NEWS Published 3:55 a.m. ET July 16, 2018",
            "2018-07-16T03:55-04:00",
            "Jane Roe and Max Low",
        ),
        ("06/01/2018 02:57 pm ET", "2018-06-01T14:57-04:00", None),
        ("06/01/2018 02:57 pm GMT", None, None),
    ],
)
def test_timestamp_beside_other_parts_of_a_head(
    clean: Clean, kinds: Kinds, line: str, published: str | None, byline: str | None
) -> None:
    cleaned = clean(f"Ferry terminal to close\n{line}\n{PROSE}\n{MORE}\n")
    assert (cleaned.article.published, cleaned.article.byline) == (published, byline)
    assert cleaned.article.body.startswith(PROSE[:20])


def test_section_and_time_inside_a_text_are_no_time_of_the_page(clean: Clean) -> None:
    cleaned = clean(f"Ferry terminal to close\n{PROSE}\nEastmere 07/15/2018, 11:06am\n{MORE}\n")
    assert cleaned.article.published is None
    assert "timestamp" not in {span.kind for span in cleaned.spans}
