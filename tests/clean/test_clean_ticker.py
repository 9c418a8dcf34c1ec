from collections.abc import Callable

import pytest
from clean_pages import MORE, PROSE, sheet

from wirecopy.clean import Cleaned, Rules
from wirecopy.clean.rules.ticker import line_rows

Clean = Callable[..., Cleaned]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("KEL 4.35 Increased By ▲ 0.12 (2.84%)", ("KEL", 4.35, 0.12, 2.84)),
        ("HBL 112.40 Decreased By ▼ -0.36 (-0.32%)", ("HBL", 112.4, -0.36, -0.32)),
        ("UNITY 25.10 Decreased By 0.03 (0.12%)", ("UNITY", 25.1, -0.03, -0.12)),
        ("SSGC 10.54 No Change 0.00 (0%)", ("SSGC", 10.54, 0.0, 0.0)),
        ("KSE100 71,902 Increased By 1235.2 (1.75%)", ("KSE100", 71902.0, 1235.2, 1.75)),
        ("ABC 12.34 +0.56%", ("ABC", 12.34, None, 0.56)),
        ("ABC 12.34 -0.07 (-0.56%)", ("ABC", 12.34, -0.07, -0.56)),
        ("BRK.B 412.10 ▲ 3.20 0.78%", ("BRK.B", 412.1, 3.2, 0.78)),
        ("M&M 1,540.05 ▼ 12.40 (0.80%)", ("M&M", 1540.05, -12.4, -0.8)),
        ("BAJAJ-AUTO 4,102.00 +15.35 +0.38%", ("BAJAJ-AUTO", 4102.0, 15.35, 0.38)),
        ("AAPL $189.20 +1.12 (+0.60%)", ("AAPL", 189.2, 1.12, 0.6)),
        ("S&P 500 4,500.21 +12.30 (0.27%)", ("S&P 500", 4500.21, 12.3, 0.27)),
        ("Dow Jones | 34,500.10 | ▼ 172.50 | 0.50%", ("Dow Jones", 34500.1, -172.5, -0.5)),
        ("FTSE 100 ▲ 7,250.00 +31.10 +0.43%", ("FTSE 100", 7250.0, 31.1, 0.43)),
        ("USD/INR 82.71 −0.10 (−0.12%)", ("USD/INR", 82.71, -0.1, -0.12)),
        ("KSE30\t23,595\tIncreased By\t371 (1.6%)", ("KSE30", 23595.0, 371.0, 1.6)),
        ("Nasdaq +0.28%", ("Nasdaq", None, None, 0.28)),
    ],
)
def test_line_rows_reads_a_row(rules: Rules, text: str, row: tuple[object, ...]) -> None:
    (found,) = line_rows(sheet(text, rules).lines[0], rules)
    assert (found.symbol, found.price, found.change, found.percent) == row


@pytest.mark.parametrize(
    "text",
    [
        "Sales rose 12.34 to 56.7, up 3.4%",
        "The index fell 1.75% on Monday",
        "WASHINGTON: 12 held",
        "Chapter 4.35",
        "2018 2019 2020",
        "Profit rose 4.5%",
        "ABC 12.34",
        "Flight BA117 landed at 10.35",
        "COVID-19 cases up 4.2%",
        "Page 1 of 2",
        "A 4-3 win",
        "Trump 48.1%",
        "ABC won 3-2 (+1)",
    ],
)
def test_line_rows_leaves_other_lines(rules: Rules, text: str) -> None:
    assert line_rows(sheet(text, rules).lines[0], rules) == ()


def test_line_rows_reads_many_rows_on_one_line(rules: Rules) -> None:
    rows = line_rows(
        sheet("KEL 4.35 ▲ 0.12 (2.84%) HBL 112.40 ▼ 0.36 (0.32%) BOP 4.99 ▲ 0.09 (1.84%)", rules).lines[0],
        rules,
    )
    assert [(row.symbol, row.percent) for row in rows] == [("KEL", 2.84), ("HBL", -0.32), ("BOP", 1.84)]


def test_ticker_lone_plain_row_in_prose_stays_body(clean: Clean) -> None:
    cleaned = clean(f"{PROSE}\n\nABC 12.34 +0.56%\n\n{MORE}")
    assert cleaned.tickers == ()
    assert {span.kind for span in cleaned.spans} == {"body"}


def test_ticker_plain_rows_side_by_side_are_rows(clean: Clean) -> None:
    cleaned = clean(f"ABC 12.34 +0.56%\nDEF 1.20 -1.10%\n\n{PROSE}")
    assert [row.symbol for row in cleaned.tickers] == ["ABC", "DEF"]


def test_ticker_lone_row_with_an_arrow_is_a_row(clean: Clean) -> None:
    assert len(clean(f"{PROSE}\n\nKEL 4.35 ▲ 0.12 (2.84%)\n\n{MORE}").tickers) == 1


def test_ticker_never_dates_the_article(clean: Clean) -> None:
    article = clean(
        f"KSE100 20,180 Increased By 12.07 (1.2018%)\nBR30 2018 Increased By 7.16 (0.1%)\n\n{PROSE}"
    ).article
    assert article.published is None
