"""The places where pages print who wrote a text, whatever name stands in them: stamps, copyrights, lists."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from wirecopy.clean.page_words import words_of
from wirecopy.languages import language_pack
from wirecopy.languages.publishers import Sources, load_sources
from wirecopy.languages.releases import ReleaseWords, load_release_words

_ADDRESS = re.compile(
    r"(?<![\w.])(?:[\w.+\-]{1,40}@)?(?:www\.)?(?:[a-z0-9\-]{1,40}\.){1,3}[a-z]{2,6}\b(?:/\w*)?", re.IGNORECASE
)
_WORDS = re.compile(r"[\w/\-]+")
CALL_SIGN = re.compile(r"(?:the )?[KW][A-Z]{2,3}(?:[- ]?(?:TV|FM|AM|DT|LD|HD))?(?:[- ]?\d{1,2}(?:\.\d)?)?")
_DOTTED = re.compile(r"\w\.[a-zA-Z]{2}")
MAX_NAME = 60
MAX_BYLINE = 240
MAX_NAME_WORDS = 7


class CreditPlace(NamedTuple):
    """A stretch of a line's text that names who wrote it, and the form that says so."""

    form: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class CreditRules:
    """How a language says who wrote a text, and the table of those who do. Made by `load_credit_rules`."""

    sources: Sources
    cues: Mapping[str, str]
    """A word -> what it tells."""
    original: re.Pattern[str]
    material: re.Pattern[str]
    triggers: frozenset[str]
    """Words one of which stands in every phrase of `original` and `material`."""
    releases: ReleaseWords
    added: frozenset[str]
    """What a house does that adds to another's text."""
    stamp: re.Pattern[str]
    copyright: re.Pattern[str]
    copyright_words: frozenset[str]
    tagged: re.Pattern[str]
    """The start of a line with a tag in brackets."""
    parts: re.Pattern[str]
    """What parts the names of a byline."""
    name: re.Pattern[str]
    listed: re.Pattern[str]
    """A name in a list: its end is where the list goes on."""
    joints: tuple[str, ...]
    """Words between the names of a list, and before one."""
    stamp_words: frozenset[str]
    telling: frozenset[str]
    """Words one of which stands in every place that is told by words."""
    openers: tuple[str, ...]
    last_words: frozenset[str]
    agency_words: frozenset[str]
    """The last word of the name of one who writes for others to print."""
    not_names: frozenset[str]
    suffixes: frozenset[str]
    weights: Mapping[str, float]


def load_credit_rules(language: str = "en") -> CreditRules:
    """Return the credit rules of a language.

    >>> load_credit_rules("en").cues["via"]
    'via'
    """
    pack = language_pack(language)
    table = pack.table("credit.toml")
    sources = load_sources()
    last_words = frozenset(table["publisher"]["last"])
    stamps = frozenset(phrase.split()[0] for phrase in table["stamp"]["words"])
    phrases = [*table["original"]["phrases"], *table["material"]["phrases"]]
    joined, last, article = (_alternatives(table["names"][part]) for part in ("inside", "between", "before"))
    name = rf"[A-Z0-9][\w&'’.\-/]*(?:[ ](?:[A-Z0-9&][\w&'’.\-/]*|{joined}|\+))*"
    triggers = frozenset(words_of(max(phrase.split(), key=len))[0] for phrase in phrases)
    return CreditRules(
        sources=sources,
        cues={word: cue for cue, words in table["cues"].items() for word in words},
        original=_word_behind(table["original"]["phrases"]),
        material=_word_behind(table["material"]["phrases"]),
        triggers=triggers,
        releases=load_release_words(language),
        added=frozenset(table["added"]["words"]),
        copyright=re.compile(
            rf"(?i:©|\(c\)|\b(?:{_alternatives(table['copyright']['words'])})\b)[\s:]*(?i:©|\(c\)|{_alternatives(table['copyright']['words'])})?[\s:]*"
            rf"(?:(?:19|20)\d\d(?:\s?[-–]\s?(?:19|20)?\d\d)?)?,?\s*(?i:(?:{_alternatives(table['copyright']['by'])})\s)?"
            rf"(?i:(?:{article})\s)?(?P<name>{name})"
        ),
        copyright_words=frozenset(table["copyright"]["words"]),
        tagged=re.compile(
            rf"(?:[A-Z][^()\n]{{2,70}}?)?\s?[(/](?P<name>[A-Z][^()\n]{{1,38}}|{_alternatives(table['names']['small'])})[)/]\s?"
            rf"(?:[—–:_-]|\s[A-Z“\"])"
        ),
        parts=re.compile(rf"\s?[,;|•·]\s?|\s[/–—\-]\s|\s\(|\)|\s(?:{last})\s(?=[A-Z])|\s{{3,}}"),
        name=re.compile(name),
        listed=re.compile(
            rf"[A-Z][\w&'’.\-/]*(?:[ ](?:[A-Z0-9&][\w&'’.\-/]*|{_alternatives(table['names']['listed'])}))*"
        ),
        joints=tuple(
            f"{word} " for key in ("between", "before") for form in table["names"][key] for word in (form, form.title())
        ),
        stamp=re.compile(rf"^(?P<name>{name}?)[\s,|•·\-–—]+(?i:{_alternatives(table['stamp']['words'])})\b[:\s]"),
        stamp_words=stamps,
        telling=triggers | stamps | frozenset(table["copyright"]["words"]),
        openers=tuple(table["byline"]["openers"]),
        last_words=last_words,
        agency_words=frozenset(table["publisher"]["agency"]),
        not_names=frozenset(table["publisher"]["not_names"]),
        suffixes=frozenset(table["publisher"]["suffixes"]),
        weights=dict(_weights(pack.text("credit_weights.tsv"))) if pack.has("credit_weights.tsv") else {},
    )


def places(text: str, words: frozenset[str], rules: CreditRules, *, opening: bool = True) -> Iterator[CreditPlace]:
    """Yield the places of a short text, or of one end of a long one, that name who wrote it; `words` are its words.

    >>> line = "© 2018 Norden Herald. All rights"
    >>> [(p.form, line[p.start : p.end]) for p in places(line, frozenset(line.lower().split()), load_credit_rules())]
    [('copyright', 'Norden Herald')]
    """
    if opening and ("(" in text[:80] or "/" in text[:80]) and (match := rules.tagged.match(text)):
        yield CreditPlace("dateline", *match.span("name"))
    if "©" in text or "c" in words or not words.isdisjoint(rules.copyright_words):
        yield from (
            CreditPlace("copyright", *_trimmed(text, m.span("name"), rules)) for m in rules.copyright.finditer(text)
        )
    if not words.isdisjoint(rules.triggers):
        for form, pattern in (("original", rules.original), ("material", rules.material)):
            for match in pattern.finditer(text):
                yield from _list_names(form, text, match.end(), rules)
    if not words.isdisjoint(rules.stamp_words) and (match := rules.stamp.match(text)) and _is_short(match["name"]):
        yield CreditPlace("stamp", *match.span("name"))
    if "•" in text[-3:]:
        bare = text.rstrip()[:-1].rstrip()
        if bare[:1].isalnum() and _is_short(bare):
            yield CreditPlace("provider", 0, len(bare))
    if len(text) <= MAX_BYLINE:
        yield from _byline_tail(text, rules)
    if _DOTTED.search(text):
        yield from (CreditPlace("address", *m.span()) for m in _ADDRESS.finditer(text))


def is_publisher(name: str, rules: CreditRules) -> bool:
    """Tell whether a name on no list is written like a publisher's: by its last word, or a station's call sign."""
    words = name.lower().replace(".com", "").split()
    return bool(words) and (words[-1].strip(".") in rules.last_words or CALL_SIGN.fullmatch(name) is not None)


def _byline_tail(text: str, rules: CreditRules) -> Iterator[CreditPlace]:
    """Yield what stands behind the first part of a line cut by commas, bars or dashes ("By Ann Velt, The X")."""
    lowered = text[:24].lower()
    opened = lowered.startswith(rules.openers)
    if not opened and text.rstrip().endswith((".", "!", "?", "”", '"')):
        return  # a sentence
    at = 0
    for number, cut in enumerate([*rules.parts.finditer(text), None]):
        start, end = at, cut.start() if cut else len(text)
        at = cut.end() if cut else end
        if number == 0 and not opened:
            continue
        part = text[start:end]
        if number == 0:
            opener = next((o for o in rules.openers if lowered.startswith(o + " ")), "")
            start, part = start + len(opener), part[len(opener) :]
        match = rules.name.match(part.lstrip())
        if match and match.end() == len(part.strip()) and _is_short(part.strip()):
            start += len(part) - len(part.lstrip())
            yield CreditPlace("byline_tail" if opened else "tail", start, start + match.end())


def _list_names(form: str, text: str, at: int, rules: CreditRules) -> Iterator[CreditPlace]:
    """Yield each name of a list of names that begins at `at`."""
    for _ in range(6):
        while text[at : at + 1] in (" ", ":", ",", '"', "“"):
            at += 1
        for joint in rules.joints:
            if text.startswith(joint, at):
                at += len(joint)
        match = rules.listed.match(text, at)
        if match is None:
            break
        start, end = _trimmed(text, match.span(), rules)
        if end > start and _is_short(text[start:end]):
            yield CreditPlace(form, start, end)
        at = match.end()
        if text[at : at + 1] != "," and not text.startswith((" & ", *[f" {joint}" for joint in rules.joints]), at):
            break
        at += 1


def _trimmed(text: str, span: tuple[int, int], rules: CreditRules) -> tuple[int, int]:
    """Return a name's span without the sentence behind it and the firm's legal form."""
    start, end = span
    joint = next((joint for joint in rules.joints if text.startswith(joint, start)), "")
    start += len(joint)
    match = re.match(r"(?:[^.]|\.(?=\w)|(?<=\b[A-Z])\.)*", text[start : min(end, start + MAX_NAME)])
    name = match[0].rstrip(" .,-") if match else ""
    while " " in name and name.rpartition(" ")[2].strip(".,").lower() in rules.suffixes | rules.not_names:
        name = name.rpartition(" ")[0].rstrip(" ,.")
    return start, start + len(name)


def _is_short(name: str) -> bool:
    return 3 <= len(name) <= MAX_NAME and len(name.split()) <= MAX_NAME_WORDS


def _alternatives(phrases: Sequence[str]) -> str:
    return "|".join(re.escape(phrase) for phrase in sorted(phrases, key=lambda each: -len(each)))


def _word_behind(phrases: Sequence[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w])(?:{_alternatives(phrases)})(?=[\s:])", re.IGNORECASE)


def _weights(text: str) -> Iterator[tuple[str, float]]:
    for line in text.splitlines():
        if line and not line.startswith("#"):
            name, _, weight = line.partition("\t")
            yield name, float(weight)
