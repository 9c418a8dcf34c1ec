"""Which stretches of text are expressions of time, and of what form: one pattern, tried form by form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from wirecopy.facts.dates.words import (
    COUNT,
    DAYS,
    MONTH,
    MONTHS,
    PART,
    PARTS,
    SEASON,
    SEASONS,
    UNIT,
    UNITS,
    WEEKDAY,
    YEAR,
)

_WHEN = r"(?i:early|late|mid|earlier|later|(?:the )?(?:end|beginning|start|middle) of|around)"
_WHICH = (
    r"(?i:last|next|this coming|this past|this|the past|the last|the next|the previous|the following|the coming"
    r"|the current|the same|that same|that|the upcoming|previous|following)"
)
_PERIOD = (
    rf"(?i:fiscal year|calendar year|year|quarter|month|weekend|week|decade|century|day|hour|minute|{SEASON}|{PART})"
)
_ZONE = r"(?: (?:[A-Z]{2,4}T|GMT|UTC|EST|IST|local time|Eastern|Pacific|Central)\b)?"
_CLOCK = (
    r"(?:(?:about |around )?\d{1,2}(?:[:.]\d\d)? ?(?:[aApP]\.?[mM]\b\.?)|\b\d{1,2}:\d\d(?: hours)?\b|"
    r"(?i:noon|midnight))"
)
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_ORDINAL = r"(?i:first|second|third|fourth|1st|2nd|3rd|4th|latest|current|final|opening)"
_BACK = r"(?i:year-?(?:ago|earlier)|year earlier|corresponding|comparable|same|prior-year)"
_NOUN = r"(?i:quarter|half|period)"
_TO = r" ?(?:[-–—]|to|through|thru) ?"
_RANGE = (
    # "October 9-11, 2023", "Oct. 30 to Nov. 2", "between May 5 and 7"; a lone day behind "to" must not count things
    rf"\b{MONTH} {_DAY}(?:{_TO}{MONTH} {_DAY}| ?[-–—] ?{_DAY}|(?: to | through ){_DAY}(?! [a-z]{{3}}))\b"
    rf"(?:,? {YEAR}\b)?"
    rf"(?! (?i:percent|per cent))|(?<=(?i:between) ){MONTH} {_DAY} and (?:{MONTH} )?{_DAY}\b(?:,? {YEAR}\b)?"
    rf"|\b{_DAY}(?: {MONTH})?{_TO}{_DAY} {MONTH}(?![a-z])(?:,? {YEAR}\b)?"
    rf"|\b{MONTH} ?[-–—] ?{MONTH},? {YEAR}\b|(?<![\d,.$£€/:#-])\b{YEAR} ?[-–] ?(?:{YEAR}|\d\d)\b(?![\w%/-]|,\d|\.\d)"
)
_FORMS = (
    ("stamp", r"\b\d{4}-[01]\d-[0-3]\d(?:T\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)?)?\b"),
    ("range", _RANGE),
    ("slashed", r"\b[01]?\d/[0-3]?\d/(?:\d{4}|\d\d)\b"),
    ("weekend", rf"\b(?:{_WHICH} |over the |the )?(?i:weekend)\b"),
    ("clock",
        rf"\b{_CLOCK}{_ZONE}(?:,? (?:on |in the )?(?:{WEEKDAY}|(?i:yesterday|today|tomorrow|{PART})|{MONTH} "
        rf"{_DAY}\b))?"),
    ("full",
        rf"(?:{WEEKDAY},? (?:the )?)?\b(?:{_WHEN}[ -])?{MONTH} {_DAY}\b(?:,? {YEAR}\b)?(?! (?i:percent|"
        rf"per cent))"),
    ("british", rf"(?:{WEEKDAY},? (?:the )?)?\b(?:the )?{_DAY}(?: of)? {MONTH}(?![a-z])(?:,? {YEAR}\b)?"),
    ("monthyear", rf"\b(?:{_WHEN}[ -])?{MONTH},?(?: of)? (?:{YEAR}\b|(?i:last year|this year|next year))"),
    ("month", rf"\b(?:{_WHEN}[ -])?(?:(?i:last|next|this|this past|this coming|each|every) )?{MONTH}(?![A-Za-z])"),
    ("weekday",
        rf"\b(?:(?i:early|late|earlier|later)(?: on)? )?(?:(?i:each|every) |{_WHICH} )?{WEEKDAY}s?(?: (?i:{PART})"
        rf"s?)?(?![A-Za-z])"),
    ("owned", rf"(?:(?i:this|last|next)) (?i:year)['’]s (?:(?i:fiscal) )?(?:{_ORDINAL}[- ])?{_NOUN}\b"),
    ("quarter",
        rf"\b(?:(?i:the|a) )?(?:{_BACK} )?(?:(?i:fiscal) )?(?:{YEAR} )?(?:(?i:fiscal) )?{_ORDINAL}(?: (?i:fiscal)"
        rf")?[- ]{_NOUN}\b(?:,? (?i:of |in )?(?:fiscal )?(?:{YEAR}\b|(?i:last year|this year|next year|"
        rf"a year ago|a year earlier)))?"),
    ("back",
        rf"\b(?:(?i:the|in the|a) )?(?:{_BACK}) {_NOUN}\b(?: (?i:last year|a year ago|a year earlier|of "
        rf"{YEAR}))?|\b(?i:last year['’]s) {_NOUN}\b|\byear-?(?:ago|earlier)\b|\bthe {YEAR} {_NOUN}\b"),
    ("ago",
        rf"\b(?:(?i:about|almost|nearly|some|more than|over|less than|just|only|at least) )?{COUNT}(?: "
        rf"or (?:so|more|two))? {UNIT}(?: or (?:so|two))? (?i:ago|earlier|later|from now|hence)\b"),
    ("span",
        rf"\b(?i:the (?:past|last|next|first|previous|final|coming|recent|following|preceding|initial)|"
        rf"(?:past|last|next|first)) (?:{COUNT}(?: (?i:or|to) {COUNT})? )(?:(?i:trading|business|fiscal|"
        rf"calendar|full|consecutive) )?{UNIT}(?: or so)?\b"),
    ("recent",
        r"\b(?:(?i:in|over) )?(?i:recent|coming|past|future|the (?:coming|recent)) (?i:years|months|weeks|"
        r"days|decades|quarters|hours|centuries|times)\b"),
    ("which", rf"\b(?:{_WHEN}(?: in)? )?{_WHICH} {_PERIOD}\b(?!-)(?!['’]s (?:{_ORDINAL}|{_NOUN}))(?: or so)?"),
    ("season", rf"\bthe {SEASON} of {YEAR}\b|\b{SEASON} {YEAR}\b"),
    ("every", rf"\b(?i:each|every)(?: {COUNT})? {UNIT}\b"),
    ("decade",
        r"\b(?:(?i:the )?(?i:early|late|mid)[ -])?(?:(?i:the) )?(?:(?:1[5-9]|20)\d0s|['’][1-9]0s|(?i:twenties|"
        r"thirties|forties|fifties|sixties|seventies|eighties|nineties))\b"),
    ("century",
        r"\b(?:(?i:the|early|late|mid) )?\d{1,2}(?:st|nd|rd|th)[- ]century\b|\b(?:(?i:the) )?(?i:eighteenth|"
        r"nineteenth|twentieth|twenty-first)[- ]century\b"),
    ("yearend", r"\b(?i:year[- ]end)\b"),
    ("endof",
        r"\b(?i:the (?:end|beginning|start|middle) of|the rest of|the remainder of) (?i:(?:the|this|next|"
        r"last) (?:year|month|week|day|decade|century|quarter))\b"),
    ("duration",
        rf"\b(?:(?i:about|almost|nearly|more than|over|less than|at least|up to|another|as many as|no more "
        rf"than|the) )?(?!(?i:a) (?:second|quarter)\b){COUNT}(?: (?i:more|full|additional|trading|business|consecutive|"
        rf"straight|fiscal))?(?:[- ](?i:to|or)[- ]{COUNT})?(?:[- ](?!quarter){UNIT}| quarters)"
        r"(?: and a half)?\b(?!['’]|-old)"),
    ("fiscal", rf"\b(?i:fiscal|the year) (?:{YEAR})\b"),
    ("year",
        rf"(?<![\d,.$£€/:#-])\b(?:(?:the )?{_WHEN}[ -]|the )?(?:{YEAR})(?:[-–/]\d\d\b)?(?![\w%]|,\d|\.\d|"
        rf"-\w|:\d|/\d)(?! (?i:people|miles|feet|dollars|percent|tons|acres|pounds|points|shares|jobs|workers|"
        rf"meters|metres|votes|troops|square|kilometers))"),
    ("short", r"(?<=\b[iI]n )['’]\d\d\b|(?<=\b[oO]f )['’]\d\d\b"),
    ("now",
        r"\b(?i:right now|just now|nowadays|these days|at present|at the moment|now|currently|presently|"
        r"the present)\b"),
    ("past",
        r"\b(?i:(?:more |most )?recently|in the past|the past|long ago|not long ago|a while ago|lately|at the time)\b"
        r"(?! \w+ (?:years|months|weeks|days))"),
    ("future",
        r"\b(?i:in the (?:near )?future|the near future|the near term|the short term|the long term|"
        r"as soon as possible|very shortly|very soon|shortly)\b(?! (?:before|after))"),
    ("day",
        rf"\b(?:(?i:early|late|earlier|later|by|mid) )?(?i:today|yesterday|tomorrow|tonight|overnight|last "
        rf"night|this {PART})(?: (?i:{PART}))?\b"),
    ("wholeyear",
        r"\b(?i:the (?:full |whole |entire )?(?:year|quarter|week|day|month|decade|morning|afternoon|evening)"
        r")\b(?!-)"),
)  # fmt: skip
# No form begins inside a word or at a space: the look before and behind spares most places all the forms.
_ANY = re.compile(r"(?<![^\W\d_])(?=[\w'’])(?:" + "|".join(f"(?P<{name}>{form})" for name, form in _FORMS) + ")")
# Every form holds a number or one of these words: only their surroundings are searched.
_TRIGGERS = frozenset(MONTHS) | frozenset(DAYS) | frozenset(f"{day}s" for day in DAYS if day.endswith("day"))
_TRIGGERS |= frozenset(f"{unit}{s}" for unit in UNITS for s in ("", "s")) | frozenset(SEASONS)
_TRIGGERS |= frozenset(f"{part}{s}" for part in PARTS for s in ("", "s"))
_TRIGGERS |= frozenset(
    [
        "weekend",
        "century",
        "centuries",
        "noon",
        "midnight",
        "today",
        "yesterday",
        "tomorrow",
        "tonight",
        "overnight",
        "half",
        "period",
        "fiscal",
        "now",
        "nowadays",
        "currently",
        "presently",
        "present",
        "moment",
        "recent",
        "recently",
        "past",
        "lately",
        "ago",
        "time",
        "times",
        "future",
        "term",
        "possible",
        "shortly",
        "twenties",
        "thirties",
        "forties",
        "fifties",
        "sixties",
        "seventies",
        "eighties",
        "nineties",
    ]
)
_TRIGGER_WORD = re.compile(r"[A-Za-z]+|\d+")
_BEFORE, _AFTER = 45, 60  # characters around such a word that an expression may take


@dataclass(frozen=True, slots=True)
class Expression:
    """One expression of time: its form, its words and where they stand."""

    form: str
    start: int
    end: int
    text: str


def expressions(text: str, start: int, end: int) -> Iterator[Expression]:
    """Yield the expressions of time in `text[start:end]`, in order.

    >>> [e.text for e in expressions("He met Li last June, not in May 2022.", 0, 37)]
    ['last June', 'May 2022']
    """
    for first, last in _windows(text, start, end):
        for match in _ANY.finditer(text, first, last):
            form = match.lastgroup or ""
            if (form == "month" and not _is_month(text, match)) or _is_age(text, match):
                continue
            yield Expression(form, match.start(), match.end(), match.group())


def _windows(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the stretches around words of time, grown to whole words and joined where they touch."""
    first, last = start, start
    for match in _TRIGGER_WORD.finditer(text, start, end):
        word = match.group()
        if word.lower() not in _TRIGGERS and not word[0].isdigit():
            continue
        opening = max(start, match.start() - _BEFORE)
        while opening > start and opening > match.start() - 2 * _BEFORE and text[opening - 1].isalnum():
            opening -= 1
        if opening > last:
            if last > first:
                yield first, last
            first = opening
        last = min(end, match.end() + _AFTER)
    if last > first:
        yield first, last


def _is_age(text: str, match: re.Match[str]) -> bool:
    """Tell "37 years old", which says nothing of when."""
    return match.lastgroup == "duration" and text[match.end() : match.end() + 4] == " old"


_LEADS = re.compile(
    r"(?i)\b(?:in|on|of|by|since|until|till|through|during|from|for|to|last|next|this|every|each|early|"
    r"late|mid|before|after|between|and|end|into|our|\d{1,2}),?[ -]\Z"
)


def _is_month(text: str, match: re.Match[str]) -> bool:
    """Tell the month from the verb, the march and the given name: "May" and its like need a word of time before."""
    word = match.group()
    if (
        " " in word
        or "-" in word
        or word.rstrip(".").lower()
        not in ("may", "march", "april", "june", "august", "mar", "jun", "jan", "dec", "sep")
    ):
        return True
    if word in ("May", "March", "MAY", "MARCH", "Mar", "Mar.", "Jan", "Dec", "Sep", "Jun"):
        return _LEADS.search(text, max(0, match.start() - 12), match.start()) is not None
    follows = text[match.end() : match.end() + 2]
    return word[0].isupper() and not (follows[:1] == " " and follows[1:].isupper())
