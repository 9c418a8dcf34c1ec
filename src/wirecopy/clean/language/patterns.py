"""The patterns made from a language pack: what a timestamp line is made of, a ticker's row, a label of a link."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

_YEAR = r"(?:19|20)\d\d(?!\d(?!\d?:))"  # "Jul.13.201802:19": a clock may be glued to the year
_SEPARATOR = r"[\s|:;,.·•/@\-–—()\[\]►▶»*]{1,40}"

ARROWS_UP, ARROWS_DOWN = "▲△↑⬆🔺⯅⇧", "▼▽↓⬇🔻⯆⇩"
_NUMBER = r"(?:\d{1,3}(?:,\d{2,3}){1,4}(?:\.\d{1,6})?|\d{1,9}(?:\.\d{1,6})?|\.\d{1,6})(?!\.?\d)(?!,\d{3})"
_SIGNED = rf"[+\-−–]?\s?{_NUMBER}"
_MONEY = r"(?:(?:Rs\.?|US\$|[$€£₹¥])\s?)?"


def _alternatives(words: Iterable[str]) -> str:
    return "|".join(re.escape(word).replace(r"\ ", r"\s") for word in sorted(words, key=lambda w: (-len(w), w)))


def moment_pattern(calendar: Mapping[str, Sequence[str]], zones: Iterable[str]) -> re.Pattern[str]:
    """Return the pattern whose named groups are the tokens of a timestamp line; `word` is anything else."""
    month = rf"(?:{_alternatives(name for names in calendar['months'] for name in names)})"
    labels = _alternatives(w for kind in ("published", "updated", "neutral") for w in calendar[f"{kind}_labels"])
    named = _alternatives(zone for zone in zones if zone != "Z")
    unit = rf"(?:{_alternatives(calendar['units'])})s?\.?"
    count = rf"(?:\d{{1,4}}|{_alternatives(calendar['counts'])})"
    tokens = {
        "iso": rf"(?<!\d){_YEAR}[-/.]\d{{1,2}}[-/.]\d{{1,2}}(?!\d)(?:T(?=\d\d:))?",
        "mdy": rf"(?:\b|(?<=[ap]m)){month}\b[.\s\-]{{0,3}}\d{{1,2}}(?:st|nd|rd|th)?[,.\s\-]{{1,3}}{_YEAR}",
        "dmy": rf"(?<!\d)\d{{1,2}}(?:st|nd|rd|th)?(?:\sof)?[.\s\-/]{{0,2}}{month}\b[.,\s\-/]{{0,3}}{_YEAR}",
        "num": rf"(?<!\d)\d{{1,2}}(?P<mark>[/.\-])\d{{1,2}}(?P=mark)(?:{_YEAR}|\d\d(?![\d:]))",
        "md": rf"\b{month}\b[.\s]{{1,2}}\d{{1,2}}(?:st|nd|rd|th)?(?![\d:])",
        "dm": rf"(?<!\d)\d{{1,2}}(?:st|nd|rd|th)?\s{month}\b\.?",
        "time": r"(?<!\d)\d{1,2}(?:[:.]\d\d(?::\d\d)?)?\s?[ap]\.?\s?m(?!(?-i:[a-z]))\.?",
        "clock": r"\d{1,2}:\d\d(?::\d\d(?:[.,]\d{1,9})?)?(?!\d)"
        rf"|(?<![\d.])\d{{1,2}}\.\d\d(?=\s?(?-i:{_alternatives(zones)})\b)",
        "four": rf"(?<!\d)\d{{4}}(?=\s?(?:hrs|hours|(?-i:{_alternatives(zones)})\b))",
        "offset": r"(?:GMT|UTC)\s?[+\-−]\s?\d{1,2}(?::?\d\d)?|(?:\+|(?<=[\dm.])-|(?<=:\d\d\s)-)\d\d:?\d\d(?!\d)",
        "zone": rf"(?:(?<=\d)Z|(?-i:\b(?:{named})(?:\b|(?=[A-Z][a-z]))))(?:\s(?:standard\s|daylight\s)?time\b)?",
        "ago": rf"\b(?:{count}\+?\s?{unit}[,\s]{{1,2}}){{1,3}}{calendar['ago']}\b|\bjust\snow\b",
        "reading": rf"\b\d{{1,3}}[\s\-](?:{_alternatives(calendar['reading'])})\b(?:\sread\b)?",
        "day": rf"\b(?:{_alternatives(calendar['days'])})\b",
        "label": rf"(?:\b|(?<=[\dm]))(?:{labels})(?:\b|(?=\d))",
        "sep": _SEPARATOR,
        # a date may be glued to the name before it
        "word": rf"[^\s|;,()\[\]\d]{{1,80}}(?=\d{{1,2}}\s{month}\b)|[^\s|;,()\[\]]{{1,80}}",
    }
    return re.compile("|".join(f"(?P<{name}>{token})" for name, token in tokens.items()), re.IGNORECASE)


def quote_row_pattern(ticker: Mapping[str, Sequence[str]]) -> re.Pattern[str]:
    """Return the pattern of a ticker row: symbol, price, direction, change, percent in any usual layout."""
    words = _alternatives(word for name in ("up", "down", "flat") for word in ticker[name])
    arrow = f"[{ARROWS_UP}{ARROWS_DOWN}]"
    gap = r"[\s:|,]{1,6}"
    percent = rf"[(\[]?\s?(?P<percentN>{_SIGNED})\s?%\s?[)\]]?"
    change = rf"[(\[]?{_MONEY}(?P<changeN>[+\-−–]?\s?{_MONEY}{_NUMBER})(?!\s?%)[)\]]?"
    return re.compile(
        r"\s{0,4}(?P<symbol>(?=[\w.&\-^/'=]{0,14}[^\W\d_])[\w^][\w.&\-^/'=]{0,14}(?:\s[\w&./\-]{1,12}){0,3}?)"
        rf"{gap}(?:(?P<arrow0>{arrow})\s?)?"
        rf"(?:{_MONEY}(?P<price>{_NUMBER})(?!\s?%){gap})?"
        rf"(?:(?P<words>{words})\s{{0,3}})?(?:(?P<arrow1>{arrow})\s{{0,3}})?"
        rf"(?:{change.replace('N>', '1>')}(?:[\s|/,]{{0,4}}{percent.replace('N>', '1>')})?"
        rf"|{percent.replace('N>', '2>')}(?:[\s|/,]{{0,4}}{change.replace('N>', '2>')})?)"
        rf"\s{{0,3}}(?P<arrow2>{arrow})?(?=[\s|;,]|$)",
        re.IGNORECASE,
    )


def card_pattern(ends: Sequence[str]) -> re.Pattern[str]:
    """Return the pattern of a card on a person behind the name: the full name, stories glued to it, a link to more.

    >>> card_pattern(["MORE"]).search("Sen. Ann Velt Ann Marie VeltFerry to close MORE (D) voted.")["card"]
    ' Ann Marie VeltFerry to close MORE'
    >>> card_pattern(["MORE"]).search("Sen. Ann VeltAnn Marie VeltFerry to close MORE (D) voted.")["card"]
    'Ann Marie VeltFerry to close MORE'
    """
    last = "|".join(re.escape(end) for end in sorted(ends, key=len, reverse=True))
    word = r"(?:[^\W\d_a-z][\w.'’-]{0,24}|\([^\W\d_a-z][\w.'’]{0,24}\)|[a-z]{2,3})"
    glued = rf"(?:{word} ){{1,5}}?(?P=name)(?=[^\W_a-z]|['\"“‘])"
    again = rf"(?P=given) (?:{word} ){{0,3}}?(?P=name) (?=[^\W_a-z]|['\"“‘])"
    misspelt = rf"(?P=given) (?:{word} ){{0,3}}?[^\W\d_a-z][a-z'’-]{{2,24}}(?=[^\W\d_a-z][a-z])"
    return re.compile(
        r"(?<![\w'’-])(?:(?P<given>[^\W\d_a-z][\w.'’-]{1,24}) )?"
        r"(?P<name>[^\W\d_a-z](?=[\w'’-]{0,24}[a-z])[\w'’-]{1,24})"
        r"(?:(?![\w'’-])(?:,? (?:Jr|Sr)\.)?(?= )|(?<=[a-z])(?=(?P=given) ))"
        rf"(?P<card> ?(?:{glued}|{again}|{misspelt})[^\n]{{1,900}}? (?:{last}))(?![\w-])"
    )


def count_pattern(forms: Sequence[str]) -> re.Pattern[str]:
    """Return the pattern of a picture's button with its place in the gallery; # is any number.

    >>> count_pattern(["hide caption # of #"]).sub("", "Ships wait. Hide Caption 3 of 12")
    'Ships wait. '
    """
    written = (re.escape(form).replace(r"\#", r"\d{1,4}").replace(r"\ ", r"\s{1,3}") for form in forms)
    return re.compile(rf"\b(?:{'|'.join(written)})\b", re.IGNORECASE)


def label_pattern(labels: Sequence[str]) -> re.Pattern[str]:
    """Return the pattern of the labels of links.

    >>> label_pattern(["opens new tab"]).sub("", "Shares of Kel (KEL) , opens new tab rose.")
    'Shares of Kel (KEL)  rose.'
    """
    phrases = "|".join(re.escape(label) for label in sorted(labels, key=len, reverse=True))
    # the space before stays with the body: the words on both sides are never run together
    return re.compile(rf"(?<=\s)(?:,\s?(?:{phrases})\b|\((?:{phrases})\))|(?<=,\s)(?:{phrases})\b", re.IGNORECASE)
