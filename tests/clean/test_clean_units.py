"""Pages of several items, tables, and the boxes of an HTML page."""

from collections.abc import Callable

import pytest
from clean_pages import MORE, PROSE, page, sheet
from hypothesis import given, settings
from hypothesis import strategies as st

from wirecopy.clean import Cleaned, Rules, clean_page, load_rules, page_units
from wirecopy.clean.rules.table import table_marks
from wirecopy.options import CleanOptions

Clean = Callable[..., Cleaned]
Kinds = Callable[..., list[tuple[str, str]]]
RULES = load_rules()
STAMPS = [
    "9 p.m.",
    "6:50 p.m.",
    "25:99",
    "00:00",
    "12 a.m.",
    "Jane Roe2 March 2024 21:15",
    "\u066312:30",
    "12:3\u00b20",
    "2024",
]
ODD = [
    "\x00",
    "\ud800",
    "\u202e9 p.m.",
    "9\u200b p.m.",
    "\r",
    "\u2028",
    "",
    "Report on the ports",
    f"LONDON (AP) — {PROSE}",
]


def entries(stamps: list[str]) -> str:
    return "\n\n".join(f"{stamp}\n\n{PROSE if i % 2 else MORE} Entry {i}." for i, stamp in enumerate(stamps))


@pytest.mark.parametrize(
    "stamps",
    [
        ["9 p.m.", "6:50 p.m.", "6 p.m.", "4:15 p.m.", "noon", "3:40 p.m."],
        ["11:56", "11:35", "11:22", "11:12"],
        ["9 min ago", "50 min ago", "1 hr 2 min ago", "3 hours ago"],
    ],
)
def test_units_times_over_entries_make_a_live_page(clean: Clean, stamps: list[str]) -> None:
    raw = f"{PROSE}\n\n{entries(stamps)}"
    units = page_units(clean(raw), raw)
    assert units.form == "live"
    assert raw[units.items[0].start :].startswith(stamps[0])
    assert units.items[-1].end == len(raw)


def test_units_times_under_entries_make_a_live_page(clean: Clean) -> None:
    raw = "\n\n".join(f"{PROSE} Entry {i}.\n\nJane Roe2 March 2024 2{i}:15" for i in range(4))
    assert page_units(clean(raw), raw).form == "live"


@pytest.mark.parametrize(
    "raw",
    [
        f"{PROSE}\n\n{MORE}",
        f"{PROSE}\n\n9 p.m.\n\n{MORE}",
        f"{PROSE}\n\n9 p.m.\n\nHe left\n\n6 p.m.\n\nHe came\n\n5 p.m.\n\nHe sat\n\n4 p.m.\n\nHe ran",
    ],
)
def test_units_a_report_has_none(clean: Clean, raw: str) -> None:
    units = page_units(clean(raw), raw)
    assert (units.form, units.items) == ("report", ())


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from([*STAMPS, *ODD, PROSE, MORE]), max_size=40), st.sampled_from(["\n", "\n\n", "\r\n"]))
def test_units_of_any_page_stand_apart_in_order(lines: list[str], between: str) -> None:
    raw = between.join(lines)
    units = page_units(clean_page(page(raw), RULES, CleanOptions()), raw)
    edges = [edge for item in units.items for edge in (item.start, item.end)]
    assert edges == sorted(edges)
    assert all(0 <= edge <= len(raw) for edge in edges)
    assert all(s.start < s.end for s in units.standing)
    assert units.form == "gallery" or not units.items or all(s.end <= units.items[0].start for s in units.standing)
    assert units.form != "report" or not units.items


def test_units_headlines_over_datelines_make_a_digest(clean: Clean) -> None:
    raw = "\n\n".join(f"Report number {n} on the ports\n\nLONDON (AP) — {PROSE}\n\n{MORE}" for n in "1234")
    units = page_units(clean(raw), raw)
    assert (units.form, len(units.items) >= 3) == ("digest", True)


def test_table_rows_are_no_body(kinds: Kinds) -> None:
    rows = "Port\tShips\tDays\nKestria\tfour\ttwo\nLowmark\tnine\tthree"
    assert [kind for kind, _ in kinds(f"{PROSE}\n\n{rows}\n\n{MORE}")][1:4] == ["unknown_furniture"] * 3


def test_table_lone_tab_stays_body(kinds: Kinds) -> None:
    assert ("body", "Port\tShips") in kinds(f"{PROSE}\n\nPort\tShips\n\n{MORE}")


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        ("promo", "Ports open again after the long strike Ports open again after the long strike"),
        ("promo", "PORTS IN THE EAST TO OPEN AGAIN AFTER A LONG STRIKE"),
        ("bio", "Jane Roe covers ports and shipping for the Example Times."),
        ("byline", "Jane Roe"),
        ("caption", "Ships wait at the quay. REUTERS/Jane Roe/File Photo Purchase Licensing Rights"),
    ],
)
def test_rules_of_whole_pages_are_typed(kinds: Kinds, kind: str, line: str) -> None:
    raw = f"By Jane Roe\n\n{PROSE}\n\n{MORE}\n\n{line}\n\n{MORE} Again.\n\n{PROSE} Again."
    assert (kind, line) in kinds(raw)


@pytest.mark.parametrize(
    ("url", "published"),
    [
        ("https://example.org/2019/11/18/ports-open", "2019-11-18"),
        ("https://example.org/news/2012/oct/09/ports", "2012-10-09"),
        ("https://example.org/2019/13/45/ports", None),
        ("https://example.org/2019/11/ports", None),
        ("https://example.org/item-20191118", None),
    ],
)
def test_published_from_the_address_alone(clean: Clean, url: str, published: str | None) -> None:
    article = clean(f"{PROSE}\n\n{MORE}", url=url).article
    assert (article.published, article.published_source) == (published, "url" if published else None)


def test_url_tracking_marks_are_left_out(clean: Clean) -> None:
    assert clean(PROSE, url="https://example.org/a?utm_source=x#top").article.url == "https://example.org/a"


def test_table_rows_are_told_on_pages_of_the_fast_extractor(rules: Rules) -> None:
    laid = sheet("Port\tShips\nKestria\tfour\nLowmark\tnine", rules)
    told = [len(table_marks(laid._replace(extractor=name), [])) for name in (None, "resiliparse", "trafilatura")]
    assert told == [3, 3, 0]


def test_units_ages_of_what_readers_say_make_no_live_page(clean: Clean) -> None:
    article = "\n\n".join(f"{PROSE} {MORE} Part {i}." for i in range(4))
    said = "\n\n".join(
        f"Ann Velt {i}\n\n{i} hours ago\n\nWho would ever pay for that with money of their own." for i in range(2, 7)
    )
    raw = f"{article}\n\n{said}"
    assert page_units(clean(raw), raw).form == "report"
