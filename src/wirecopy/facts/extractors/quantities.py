"""Quantities with what they count and their bounds: "over a dozen requests", "nearly ten", "$2.5 million", "12 people".

Rule ids read `quantity:HOW`: `counted` (a number and what it counts), `bounded` (with a word that bounds it), `money`,
`percent`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wirecopy.facts.contract import Facts, merge, raw_mentions
from wirecopy.facts.reading import Reading
from wirecopy.facts.style_key import style_key
from wirecopy.ids import content_id
from wirecopy.types import Entity, Stretch

_WORDS = {
    word: n
    for n, word in enumerate(
        [
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty",
        ],
        1,
    )
} | {
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
    "a dozen": 12,
    "half a dozen": 6,
    "a hundred": 100,
    "a thousand": 1000,
    "a million": 1_000_000,
    "dozens": 24,
    "tens": 20,
    "hundreds": 200,
    "thousands": 2000,
    "scores": 40,
}
_OPEN = frozenset(("tens", "dozens", "hundreds", "thousands", "scores"))
_SCALE = {
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
    "crore": 1e7,
    "lakh": 1e5,
    "m": 1e6,
    "bn": 1e9,
}
_AT_LEAST = frozenset(("more than", "over", "at least", "no fewer than", "no less than", "upwards of", "above"))
_AT_MOST = frozenset(
    (
        "fewer than",
        "less than",
        "under",
        "nearly",
        "almost",
        "up to",
        "at most",
        "as many as",
        "no more than",
        "close to",
        "below",
    )
)
_ABOUT = frozenset(("about", "around", "some", "roughly", "approximately", "an estimated"))
_BOUND = "|".join(sorted(_AT_LEAST | _AT_MOST | _ABOUT, key=lambda w: (-len(w), w)))
_NUMBER = "|".join(sorted(_WORDS, key=lambda w: (-len(w), w)))
_FIGURES = r"\d{1,3}(?:,\d{2,3}){1,4}(?:\.\d{1,3})?|\d{1,9}(?:\.\d{1,3})?"
_FORM = re.compile(
    rf"(?<![\w.,$£€₹/-])(?:(?P<between>[Bb]etween) )?(?:(?P<bound>(?i:{_BOUND})) (?:an? (?=\d))?)?"
    r"(?P<money>(?:US|A|C|HK)?[$£€₹¥]|Rs\.? ?)?"
    rf"(?P<number>{_FIGURES}|\b(?i:{_NUMBER}))\b"
    rf"(?:(?(between) and |(?: ?[-–—] ?| to ))(?:[$£€₹¥])?(?P<upper>{_FIGURES})\b)?"
    r"(?:[ -](?P<scale>hundred|thousand|million|billion|trillion|crore|lakh|bn|m)\b"
    r"| of (?P<scales>thousands|millions|billions)\b)?"
    r"(?P<percent> ?%| (?:percent|per cent)\b)?(?![\d/:]|,\d|\.\d)"
    r"(?: (?:of )?(?P<noun>(?:[a-z][a-z-]{1,20} ){0,1}[a-z][a-z-]{2,20}))?"
)
_CONFIDENCE = 0.95  # right .98 of 58, smoothed: evals/voices.py, learn half
_NAME_REACH = 40  # characters in which the word before a number and the one before that are looked for
_NAME_BEFORE = re.compile(r"(?P<opening>[\w,;:.!?)”\"]+)\s+(?P<name>[A-Z][\w&.’'-]*(?<![.,]))\s\Z")
_OPENINGS = frozenset(("in", "In", "at", "At", "near", "Near", "from", "From", "outside", "Outside", "on", "On"))
_PLURALS = frozenset(("people", "men", "women", "children", "police", "percent"))
_NO_NOUN = frozenset(
    [
        "and",
        "or",
        "to",
        "in",
        "on",
        "at",
        "for",
        "from",
        "with",
        "by",
        "as",
        "but",
        "than",
        "was",
        "were",
        "is",
        "are",
        "has",
        "had",
        "have",
        "that",
        "who",
        "which",
        "when",
        "where",
        "after",
        "before",
        "while",
        "because",
        "said",
        "of",
        "the",
        "a",
        "an",
        "this",
        "his",
        "her",
        "its",
        "their",
        "would",
        "will",
        "could",
        "not",
        "over",
        "under",
        "between",
        "during",
        "since",
        "until",
        "about",
        "against",
        "more",
        "less",
        "people's",
        "into",
        "out",
        "up",
        "down",
        "off",
        "per",
        "around",
        "near",
        "across",
        "along",
        "among",
        "through",
        "within",
        "without",
        "above",
        "below",
        "behind",
        "if",
        "so",
        "then",
        "also",
        "be",
        "been",
        "can",
        "may",
        "might",
        "should",
        "did",
        "does",
        "do",
        "apart",
        "back",
        "away",
        "again",
        "ago",
        "each",
        "together",
    ]
)


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with bounds, as written."""

    stretch: Stretch
    text: str
    least: float | None
    most: float | None
    unit: str
    how: str


def extract(reading: Reading) -> Facts:
    """Return the quantities of an article and where each stands."""
    text = reading.view.text
    dates = [Stretch(e.start, e.end) for e in reading.times]
    return merge(_quantity(reading, amount) for amount in amounts(text, dates))


def amounts(text: str, dates: Sequence[Stretch] = ()) -> Iterator[Amount]:
    """Yield the quantities of a text outside `dates`, in order.

    >>> [(a.text, a.least, a.most) for a in amounts("It sent over a dozen requests and nearly ten notes.")]
    [('over a dozen requests', 12.0, None), ('nearly ten notes', None, 10.0)]
    >>> [(a.text, a.least) for a in amounts("Tens of thousands of sailors own over a 25% share.")]
    [('Tens of thousands of sailors', 20000.0), ('over a 25%', 25.0)]
    """
    at = 0
    for match in _FORM.finditer(text):
        while at < len(dates) and dates[at].end <= match.start():
            at += 1
        if at < len(dates) and dates[at].start < match.end("number"):
            continue
        amount = _amount(match)
        if amount is not None:
            yield amount


def _amount(match: re.Match[str]) -> Amount | None:
    number, bound = match["number"].lower(), (match["bound"] or "").lower()
    value = float(_WORDS[number]) if number in _WORDS else float(number.replace(",", ""))
    scale = _SCALE.get((match["scale"] or match["scales"] or "").lower().removesuffix("s"), 1.0)
    noun, end = _noun(match)
    unit_text = match["money"] or match["percent"] or bound
    if not (noun or unit_text or match["scale"] or match["scales"] or "," in number) or (number == "one" and not bound):
        return None
    if not unit_text and _is_of_a_name(match.string, match.start()):
        return None
    least: float | None = value * scale
    most: float | None = value * scale
    if match["upper"]:
        most = float(match["upper"].replace(",", "")) * scale
        if value * scale >= most:
            return None  # a score, not a range
    elif bound in _AT_LEAST or number in _OPEN:
        most = None
    elif bound in _AT_MOST:
        least = None
    how = "money" if match["money"] else "percent" if match["percent"] else "bounded" if bound else "counted"
    unit = match["money"] or ("%" if match["percent"] else noun)
    start = match.end("between") + 1 if match["between"] else match.start()
    return Amount(Stretch(start, end), match.string[start:end], least, most, unit.strip(), how)


def _noun(match: re.Match[str]) -> tuple[str, int]:
    """Return what is counted and where it ends; a word of grammar is none."""
    last = next(name for name in ("percent", "scale", "scales", "upper", "number") if match[name])
    end = match.end(last)
    if match["noun"] is None or match["percent"] or match["money"]:
        return "", end
    words = match["noun"].split(" ")
    if words[0] in _NO_NOUN:
        return "", end
    if len(words) > 1 and (words[1] in _NO_NOUN or _is_plural(words[0])):
        return words[0], match.start("noun") + len(words[0])
    return match["noun"], match.end("noun")


def _is_of_a_name(text: str, at: int) -> bool:
    """Tell a number that ends a name ("the S&P 500", "a Boeing 737") from one behind the place of a sentence."""
    before = _NAME_BEFORE.search(text, max(0, at - _NAME_REACH), at)
    return before is not None and before["opening"] not in _OPENINGS


def _is_plural(word: str) -> bool:
    """Tell "boats" from "basis" and "business", which go on to the noun that is counted."""
    return word in _PLURALS or (word.endswith("s") and not word.endswith(("ss", "is", "us")))


def _quantity(reading: Reading, amount: Amount) -> Facts:
    shown = [
        f"{bound:g}" if bound is not None and abs(bound) < 1e6 else str(int(bound)) if bound is not None else ""
        for bound in (amount.least, amount.most)
    ]
    value = shown[0] if shown[0] == shown[1] else f"{shown[0]}.." + shown[1]
    unit = style_key(amount.unit, reading.lexicon.counts_as) or amount.unit
    entity_id = content_id("e", reading.story_id, "quantity", f"{value}|{unit}")
    entity = Entity(
        story_id=reading.story_id, entity_id=entity_id, kind="quantity", name=amount.text, value=value,
        roles=(unit,) if unit else (), start=shown[0] or None, end=shown[1] or None, rule=f"quantity:{amount.how}",
        confidence=_CONFIDENCE,
    )  # fmt: skip
    return Facts((), (entity,), tuple(raw_mentions(reading.article, entity_id, reading.view.raw(amount.stretch))))
