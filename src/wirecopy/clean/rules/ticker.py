"""Market tickers: rows of symbol, price, change and percent, recognised among prose and read as numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from wirecopy.clean.language.language_pack import Rules
from wirecopy.clean.language.patterns import ARROWS_DOWN, ARROWS_UP
from wirecopy.clean.lines import Line
from wirecopy.clean.rules.marks import CERTAIN, STRONG, Mark, Sheet
from wirecopy.types import Ticker

_MARKED = re.compile(f"[{ARROWS_UP}{ARROWS_DOWN}]")
MAX_ROW = 110  # the longest row seen with a company's full name is under 80 characters
MAX_LINE = 600  # several rows on one line
MIN_BLOCK = 2  # rows without an arrow or a direction word count from two neighbours on


class TickerRow(NamedTuple):
    """One quote of a line: `text[start:end]`, and how sure its form alone makes it."""

    symbol: str
    price: float | None
    change: float | None
    percent: float | None
    start: int
    end: int
    strong: bool


def ticker_marks(sheet: Sheet, marks: Sequence[Mark]) -> list[Mark]:
    """Return a mark for every row of a market ticker; a lone line that merely looks like one has none."""
    rows_of = {line.number: line_rows(line, sheet.rules) for line in sheet.leads.rows if _may_be(line)}
    result: list[Mark] = []
    for index, rows in rows_of.items():
        if not rows:
            continue
        neighbours = len(rows) + sum(len(rows_of.get(near, ())) for near in (index - 1, index + 1))
        strong = any(row.strong for row in rows)
        if strong or neighbours >= MIN_BLOCK:
            result += _row_marks(sheet, sheet.lines[index], rows, CERTAIN if strong else STRONG)
    return result


def read_tickers(sheet: Sheet, article_id: str, marks: Sequence[Mark]) -> tuple[Ticker, ...]:
    """Return the rows that the ticker marks cover, as numbers."""
    tickers = []
    starts = {mark.start for mark in marks if mark.kind == "ticker"}
    for index in sorted({mark.line for mark in marks if mark.kind == "ticker"}):
        line = sheet.lines[index]
        for row in line_rows(line, sheet.rules):
            start, end = line.at(sheet.raw, row.start), line.at(sheet.raw, row.end - 1) + 1
            if start in starts:
                tickers.append(
                    Ticker(
                        article_id=article_id,
                        symbol=row.symbol,
                        price=row.price,
                        change=row.change,
                        percent=row.percent,
                        start=start,
                        end=end,
                    )
                )
    return tuple(tickers)


def line_rows(line: Line, rules: Rules) -> tuple[TickerRow, ...]:
    """Return the ticker rows a line is made of, or none when any part of it is something else."""
    rows: list[TickerRow] = []
    at, text = 0, line.text
    single = rules.quote_row.fullmatch(text) if len(text) <= MAX_ROW else None
    if single:
        row = _row(single, rules)
        return (row,) if row else ()
    while at < len(text):
        match = rules.quote_row.match(text, at)
        row = _row(match, rules) if match else None
        if match is None or row is None:
            return ()
        rows.append(row)
        at = match.end()
        while at < len(text) and text[at] in " \t|;,":
            at += 1
    return tuple(rows)


def _may_be(line: Line) -> bool:
    text = line.text
    if not line.digit or len(text) > MAX_LINE or (line.closed and line.prose and not _MARKED.search(text)):
        return False
    return "%" in text or "." in text or "," in text or _MARKED.search(text) is not None


def _row(match: re.Match[str], rules: Rules) -> TickerRow | None:
    symbol = match["symbol"].strip()
    named = " ".join(symbol.lower().split()) in rules.ticker_names
    sign = _direction(match, rules)
    change_text, percent_text = match["change1"] or match["change2"], match["percent1"] or match["percent2"]
    full = bool(match["price"] and percent_text and _MARKED.search(match[0]))
    if not (named or full or _is_symbol(symbol)):
        return None
    if sign is None and not (_has_sign(change_text) or _has_sign(percent_text)):
        return None
    if percent_text is None and (sign is None or match["price"] is None):
        return None
    direction = sign if sign is not None else _written_sign(change_text, percent_text)
    return TickerRow(
        symbol, _number(match["price"]), _signed(change_text, direction), _signed(percent_text, direction),
        match.start("symbol"), match.start() + len(match[0].rstrip()),
        sign is not None and (match["price"] is not None or named),
    )  # fmt: skip


def _row_marks(sheet: Sheet, line: Line, rows: Sequence[TickerRow], score: float) -> Iterator[Mark]:
    for row in rows:
        start, end = line.at(sheet.raw, row.start), line.at(sheet.raw, row.end - 1) + 1
        yield Mark("ticker", start, end, score, "rule: ticker row", line.number)


def _is_symbol(text: str) -> bool:
    """Whether it is written as exchanges write symbols: capitals, digits and signs, in few words."""
    return text == text.upper() and any(c.isalpha() for c in text)


def _direction(match: re.Match[str], rules: Rules) -> int | None:
    words = match["words"]
    if words:
        sign = rules.ticker_words[" ".join(words.lower().split())]
        return sign
    arrow = match["arrow0"] or match["arrow1"] or match["arrow2"]
    if arrow:
        return 1 if arrow in ARROWS_UP else -1
    return None


def _has_sign(number: str | None) -> bool:
    return number is not None and number.lstrip("$€£₹¥ ")[:1] in "+-−–"


def _written_sign(*numbers: str | None) -> int:
    return -1 if any(_has_sign(n) and n is not None and n.lstrip("$€£₹¥ ")[0] != "+" for n in numbers) else 1


def _number(text: str | None) -> float | None:
    return None if text is None else float(text.replace(",", ""))


def _signed(text: str | None, direction: int) -> float | None:
    if text is None:
        return None
    value = float(re.sub(r"[^\d.]", "", text.replace("Rs.", "")))
    negative = direction < 0 if not _has_sign(text) else text.lstrip("$€£₹¥ ")[0] != "+"
    return -value if negative and value else value
