"""English words of time as numbers, and the pieces of pattern built from them."""

from __future__ import annotations

import re

MONTHS = {
    name: n
    for n, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
            "september sept sep", "october oct", "november nov", "december dec",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
DAYS = {
    name: n
    for n, names in enumerate(
        ("monday mon", "tuesday tues tue", "wednesday wed", "thursday thurs thu", "friday fri", "saturday sat",
         "sunday sun"),
        1,
    )
    for name in names.split()
}  # fmt: skip
ORDINALS = {
    word: n
    for n, words in enumerate(("first 1st", "second 2nd", "third 3rd", "fourth 4th"), 1)
    for word in words.split()
}
UNITS = {
    "second": "S", "minute": "M", "hour": "H", "day": "D", "night": "D", "week": "W", "fortnight": "F", "month": "M",
    "quarter": "Q", "year": "Y", "decade": "E", "century": "C", "centurie": "C", "summer": "Y", "winter": "Y",
}  # fmt: skip
CLOCK_UNITS = frozenset(("second", "minute", "hour"))
PARTS = {"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI"}
SEASONS = {"spring": "SP", "summer": "SU", "fall": "FA", "autumn": "FA", "winter": "WI"}
_ONES = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
NUMBERS = {word: n for n, word in enumerate(_ONES.split(), 1)} | {
    word: 10 * n for n, word in enumerate(_TENS.split(), 2)
}
NUMBERS |= {f"{ten}-{one}": NUMBERS[ten] + n for ten in _TENS.split() for n, one in enumerate(_ONES.split()[:9], 1)}
NUMBERS |= {"a": 1, "an": 1, "a couple of": 2, "a dozen": 12, "a hundred": 100, "half a dozen": 6, "another": 1}
VAGUE = frozenset(("several", "a few", "few", "some", "many", "a number of", "dozens of", "hundreds of", "couple of"))

_MONTH_LONG = "January|February|March|April|May|June|July|August|September|October|November|December"
_MONTH_SHORT = r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?"
_SHOUTED = _MONTH_LONG.upper()
MONTH = rf"(?:{_MONTH_LONG}|{_SHOUTED}|{_MONTH_SHORT})"
WEEKDAY = (
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:MON|TUES|WEDNES|THURS|FRI|SATUR|SUN)DAY|(?:Mon|"
    r"Tues|Tue|Wed|Thurs|Thu|Fri|Sat|Sun)\.)"
)
_TEN_ONE = rf"(?:{_TENS.replace(' ', '|')})[- ](?:{'|'.join(_ONES.split()[:9])})"
COUNT = (
    rf"(?:\d{{1,3}}(?:,\d{{3}}|\.\d{{1,2}})?(?: 1/2)?|half a dozen|a couple of|a dozen|a hundred|a "
    rf"few|a number of|dozens of|hundreds of"
    rf"|{_TEN_ONE}|{_TENS.replace(' ', '|')}|{'|'.join(sorted(_ONES.split(), key=len, reverse=True))}|"
    rf"several|few|some|many|an?|another)"
)
UNIT = (
    r"(?:seconds?|minutes?|hours?|days?|nights?|weeks?|fortnights?|months?|quarters?|years?|decades?|century|centuries)"
)
YEAR = r"(?:1[5-9]|20)\d\d"
PART = r"(?:morning|afternoon|evening|night)"
SEASON = r"(?:spring|summer|fall|autumn|winter)"
TIGHT = re.compile(r"\s+")


def plain(text: str) -> str:
    """Return a phrase lower-case with single spaces.

    >>> plain("Last  June")
    'last june'
    """
    return TIGHT.sub(" ", text.strip().lower())


def number(text: str) -> float | None:
    """Return the number that words or figures give; None for a vague one ("several").

    >>> number("twenty-one"), number("1,200"), number("2 1/2"), number("several")
    (21.0, 1200.0, 2.5, None)
    """
    text = plain(text)
    if text in VAGUE:
        return None
    if text in NUMBERS:
        return float(NUMBERS[text])
    if text.replace(" ", "-") in NUMBERS:
        return float(NUMBERS[text.replace(" ", "-")])
    half = text.endswith(" 1/2")
    figures = text.removesuffix(" 1/2").replace(",", "")
    try:
        return float(figures) + 0.5 * half
    except ValueError:
        return None


def month(text: str) -> int:
    """Return the number of a month, in full or short."""
    return MONTHS[text.lower().rstrip(".")]


def weekday(text: str) -> int:
    """Return the ISO number of a weekday: Monday is 1."""
    return DAYS[text.lower().rstrip(".")]


def unit(text: str) -> str:
    """Return the singular of a unit of time."""
    low = text.lower()
    return "century" if low.startswith("centur") else low.removesuffix("s")
