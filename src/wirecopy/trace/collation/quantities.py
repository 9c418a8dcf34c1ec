"""Tokens that say one thing together: numbers in words, sums, percentages, times of day, dates, long forms.

Each becomes one token whose key is its value, so that "12" meets "twelve", "5%" meets "five per cent" and
"3 May" meets "May 3". Keys: `n:` number, `o:` ordinal, `p:` percentage, `c:` money, `t:` time of day, `d:`
date, `^` long or short form.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from wirecopy.trace.collation.style_tables import StyleTables
from wirecopy.trace.collation.tokens import Merge

_MAX_DIGITS = 18  # a longer row of digits is no quantity of news; it keeps its own text as key
_CLOCK = re.compile(r"(\d{1,2})[:.](\d\d)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_DAY = re.compile(r"[0-3]?\d")
_HALVES = ("am", "pm", "^AM", "^PM")


@dataclass(frozen=True, slots=True)
class TokenRow:
    """The tokens of one text, as far as the grammars need them."""

    surfaces: Sequence[str]
    keys: Sequence[str]
    spaced: Sequence[bool]
    tables: StyleTables

    def key(self, i: int) -> str:
        """Return the key at `i`, empty beyond the end."""
        return self.keys[i] if 0 <= i < len(self.keys) else ""

    def surface(self, i: int) -> str:
        """Return the token at `i`, empty beyond the end."""
        return self.surfaces[i] if 0 <= i < len(self.surfaces) else ""

    def glued(self, i: int) -> bool:
        """Tell whether token `i` stands close to the one before it."""
        return i < len(self.spaced) and not self.spaced[i]


def quantity_merges(row: TokenRow) -> list[Merge]:
    """Return the tokens that make up one quantity, date or long form, in order and apart."""
    triggers = row.tables.triggers
    merges: list[Merge] = []
    reached = 0
    for i, key in enumerate(row.keys):
        if i < reached or not (key in triggers or key[0].isdigit() or row.surfaces[i] in ("a", "A")):
            continue
        merge = next((m for grammar in _GRAMMARS if (m := grammar(row, i)) is not None), None)
        if merge is not None:
            merges.append(merge)
            reached = merge[1]
    return merges


def _phrase(row: TokenRow, i: int) -> Merge | None:
    for words, key in row.tables.phrases.get(row.keys[i], ()):
        if tuple(row.keys[i : i + len(words)]) == words:
            return i, i + len(words), key
    return None


def _zone(row: TokenRow, i: int) -> Merge | None:
    """Read "ET" and "Eastern time" behind a time of day."""
    zone = row.tables.zones.get(row.key(i))
    if zone is None or row.key(i - 1) not in _HALVES:
        return None
    end = i + 1
    while row.key(end) in row.tables.zone_words:
        end += 1
    return i, end, f"^{zone}"


def _date(row: TokenRow, i: int) -> Merge | None:
    """Read "May 3", "May 3, 2018", "3 May", "3rd May 2018", "the third of May" and "May 2018"."""
    if _is_month(row, i):
        day = _day(row, i + 1)
        if day is None:
            return (i, i + 2, _date_key(row, i, "?", row.surface(i + 1))) if _is_year(row, i + 1) else None
        end = i + 1 + day[1]
        year = end + (row.surface(end) == ",")
        if _is_year(row, year):
            return i, year + 1, _date_key(row, i, day[0], row.surface(year))
        return i, end, _date_key(row, i, day[0], "?")
    day = _day(row, i) or _worded_day(row, i)
    month = i + day[1] if day else i
    month += row.key(month) == "of"
    if day is None or not _is_month(row, month):
        return None
    first = i - (row.key(i - 1) == "the")
    year = month + 1 + (row.surface(month + 1) == ",")
    if _is_year(row, year):
        return first, year + 1, _date_key(row, month, day[0], row.surface(year))
    return first, month + 1, _date_key(row, month, day[0], "?")


def _is_month(row: TokenRow, i: int) -> bool:
    return row.key(i) in row.tables.months and row.surface(i)[0].isupper()


def _is_year(row: TokenRow, i: int) -> bool:
    return _YEAR.fullmatch(row.surface(i)) is not None


def _day(row: TokenRow, i: int) -> tuple[str, int] | None:
    """Return the day of the month at `i` and how many tokens it takes."""
    surface = row.surface(i)
    if not _DAY.fullmatch(surface) or not 1 <= int(surface) <= 31:
        return None
    suffixed = row.glued(i + 1) and row.key(i + 1) in row.tables.numbers.ordinal_suffixes
    return str(int(surface)), 1 + suffixed


def _worded_day(row: TokenRow, i: int) -> tuple[str, int] | None:
    number = _worded(row, i) if row.key(i)[0].isalpha() else None
    return (number[0], number[1] - i) if number and number[2] and int(number[0]) <= 31 else None


def _date_key(row: TokenRow, month: int, day: str, year: str) -> str:
    return f"d:{year}-{row.tables.months[row.key(month)]}-{day}"


def _money(row: TokenRow, i: int) -> Merge | None:
    currency = row.tables.numbers.currency_before.get(row.surfaces[i])
    if currency is None:
        return None
    at = i + 1 + (row.surface(i + 1) == "." and row.surfaces[i] == "Rs")
    number = _number(row, at, money=True)
    return None if number is None else (i, number[1], f"c:{currency}:{number[0]}")


def _amount(row: TokenRow, i: int) -> Merge | None:
    """Read a number and what makes it a percentage, a sum, a time of day or an ordinal."""
    clock = _clock(row, i)
    if clock is not None:
        return clock
    number = _number(row, i)
    if number is None:
        return None
    value, end, ordinal = number
    numbers = row.tables.numbers
    if ordinal:
        return i, end, f"o:{value}"
    if row.key(end) in numbers.percent:
        return i, end + 1, f"p:{value}"
    if row.key(end) == "per" and row.key(end + 1) == "cent":
        return i, end + 2, f"p:{value}"
    currency = numbers.currency_after.get(row.key(end))
    if currency is not None:
        return i, end + 1, f"c:{currency}:{value}"
    return i, end, f"n:{value}"


def _clock(row: TokenRow, i: int) -> Merge | None:
    surface = row.surfaces[i]
    match = _CLOCK.fullmatch(surface)
    hour, minute = (match[1], match[2]) if match else (surface, "00")
    if not hour.isdecimal() or len(hour) > 2:
        return None
    half = row.key(i + 1)
    if half in _HALVES and 1 <= int(hour) <= 12:
        return i, i + 2, f"t:{int(hour) % 12 + 12 * half.upper().endswith('PM')}:{minute}"
    return (i, i + 1, f"t:{int(hour)}:{minute}") if ":" in surface and match else None


def _number(row: TokenRow, i: int, *, money: bool = False) -> tuple[str, int, bool] | None:
    """Return the value of the number at `i`, where it ends, and whether it is an ordinal."""
    surface = row.surface(i)
    if surface[:1].isdecimal():
        return _digits(row, i, money)
    if surface in ("a", "A"):
        scale = row.tables.numbers.scales.get(row.key(i + 1))
        return (_plain(Decimal(scale)), i + 2, False) if scale and len(row.key(i + 1)) > 1 else None
    return _worded(row, i)


def _digits(row: TokenRow, i: int, money: bool) -> tuple[str, int, bool]:
    numbers = row.tables.numbers
    value = _decimal(row.surfaces[i])
    if value is None:
        return row.surfaces[i].replace(",", "")[:64], i + 1, False
    following = row.key(i + 1)
    if row.glued(i + 1) and following in numbers.ordinal_suffixes:
        return _plain(value), i + 2, True
    scale = numbers.scales.get(following)
    if scale is not None and (len(following) > 1 or (money and row.glued(i + 1))):
        return _plain(value * scale), i + 2, False
    return _plain(value), i + 1, False


def _worded(row: TokenRow, i: int) -> tuple[str, int, bool] | None:
    """Read a number in words: "twenty-five", "two hundred and six", "1.5 million" is not one of them."""
    numbers = row.tables.numbers
    total = current = 0
    at, end, smallest, largest = i, i, 1_000, 10**_MAX_DIGITS
    while True:
        word = row.key(at)
        value = numbers.units.get(word, numbers.tens.get(word))
        size = 10 if word in numbers.units else 100
        if value is not None and size <= smallest:
            current += value
            smallest = 0 if size == 10 else 10
        elif word in numbers.ordinals and at > i and numbers.ordinals[word] < smallest:
            return _plain(Decimal(total + current + numbers.ordinals[word])), at + 1, True
        elif len(word) > 1 and at > i and (current or 1) < numbers.scales.get(word, 0) < largest:
            scale = numbers.scales[word]
            total, current, smallest = _scaled(total, current, scale)
            largest = largest if scale == 100 else scale
        else:
            break
        at = end = at + 1
        at += _joins(row, at, smallest)
    if end == i:
        ordinal = numbers.ordinals.get(row.key(i))
        return (str(ordinal), i + 1, True) if ordinal is not None else None
    return _plain(Decimal(total + current)), end, False


def _joins(row: TokenRow, at: int, smallest: int) -> int:
    """Return how many tokens join two parts of a number here: a hyphen, the "and" behind "hundred"."""
    if row.key(at) == "-" and row.glued(at) and row.glued(at + 1) and smallest == 10:
        return 1
    return int(row.key(at) == "and" and smallest == 100)


def _scaled(total: int, current: int, scale: int) -> tuple[int, int, int]:
    if scale == 100:
        return total, (current or 1) * 100, 100
    return total + (current or 1) * scale, 0, 1_000


def _decimal(surface: str) -> Decimal | None:
    if len(surface) > _MAX_DIGITS:
        return None
    try:
        return Decimal("".join(surface.replace(",", "").split()))
    except InvalidOperation:
        return None


def _plain(value: Decimal) -> str:
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


_GRAMMARS: tuple[Callable[[TokenRow, int], Merge | None], ...] = (_phrase, _zone, _date, _money, _amount)
