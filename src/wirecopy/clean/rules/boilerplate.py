"""Lines known by their words: buttons, boxes, notices and headings, looked up in the language pack."""

from __future__ import annotations

import re
from collections.abc import Sequence

from wirecopy.clean.language.language_pack import Rules
from wirecopy.clean.lines import Line, number_key, word_key
from wirecopy.clean.rules.marks import FAIR, STRONG, Mark, Sheet, whole
from wirecopy.page_kinds import SpanKind

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_COUNTER = re.compile(r"^(?:image\s|photo\s|slide\s)?\d{1,3}\s{0,2}(?:/|of/?)\s{0,2}\d{1,3}$", re.IGNORECASE)
_FOLLOW = re.compile(
    r"^[•*\s]{0,3}follow (?:[A-Z@][\w.'’-]{0,20}\s){1,5}on (?:Twitter|X|Facebook|Instagram)\b", re.IGNORECASE
)
_HANDLE = re.compile(r"\b(?:follow|reach|e-?mail|contact) (?:him|her|them|me)\b.{0,40}?@\w", re.IGNORECASE)
_NOTICE = re.compile(r"^(?:copyright|©|\(c\))\W.{0,80}?\ball rights reserved\b", re.IGNORECASE)
_SCRIPT = re.compile(
    r"^(?:window\.|var\s\w|let\s\w|const\s\w|\(?function\b|\$\(|document\.|googletag\.|<[!/a-z]|/\*|\}\)?;|@media\b|if\s?\(typeof)"
    r"|_taboola|googletag\.cmd|function\s?\(\w{0,10}\)\s?\{"
)
_EMAIL = re.compile(r"[\w.+\-]{1,60}@[\w\-]{1,60}(?:\.[\w\-]{1,30}){1,4}")
_CELL_HINT = re.compile(r"[|•·›»\t]| / |  ")
_CELLS = re.compile(r"\s{0,3}[|•·›»/]\s{0,3}|\s{2,}|\t")
_JOINT = re.compile(r"[.!?][\"”'’)]{0,2}\s{1,4}(?=Follow\s)")
MIN_TEXT_WORDS = 20  # a note on the writer that opens with no name is shorter
MAX_CONTACT_WORDS = 16
MAX_BIO_WORDS = 70
MIN_CELLS = 3
MAX_CELL_WORDS = 3
MIN_SECTIONS = 0.5
_BUTTON = re.compile(r"[^\W_]{1,40}(?:-[^\W_]{1,40})?")
MAX_BUTTON_CHARS = 90
_SCRIPT_SIGNS = re.compile("[{};=<$@]")


def phrase_marks(sheet: Sheet, marks: Sequence[Mark]) -> list[Mark]:
    """Return a mark for every line that the pack's phrases, or its form alone, show to be furniture."""
    result = []
    for line in sheet.leads.phrases:
        mark = _by_form(line) or (_by_phrase(line, sheet.rules) if line.key else None)
        if mark is not None:
            result.append(mark)
    return result


def is_button_row(text: str, rules: Rules) -> bool:
    """Whether a line is nothing but the names of buttons, run together or not.

    >>> from wirecopy.clean.language.language_pack import load_rules
    >>> is_button_row("CONNECT TWEET LINKEDIN COMMENTEMAILMORE", load_rules())
    True
    """
    if len(text) > MAX_BUTTON_CHARS:
        return False
    pieces: list[str] = []
    for word in _BUTTON.findall(text):
        split = _buttons(word, rules.buttons)
        if not split:
            return False
        pieces += split
    return len(pieces) >= 2 and not rules.buttons_needed.isdisjoint(pieces)


def is_section_row(text: str, rules: Rules) -> bool:
    """Whether a line is a menu: short cells set apart, half of them names of sections.

    >>> from wirecopy.clean.language.language_pack import load_rules
    >>> is_section_row("Home | World | Business | The Coast", load_rules())
    True
    """
    cells = [cell for cell in _CELLS.split(text.strip(" |•·»/")) if cell]
    if len(cells) < MIN_CELLS or any(len(cell.split()) > MAX_CELL_WORDS for cell in cells):
        return False
    named = sum(word_key(cell)[0] in rules.sections for cell in cells)
    return named >= max(2, MIN_SECTIONS * len(cells))


def is_contact(text: str, rules: Rules) -> bool:
    """Whether a line is an e-mail address, or ends in one behind words that invite to write.

    >>> from wirecopy.clean.language.language_pack import load_rules
    >>> is_contact("Write to the newsdesk: desk@example.org", load_rules())
    True
    """
    match = _EMAIL.search(text)
    if match is None or len(text) - match.end() > 2:
        return False
    before = text[: match.start()].rstrip()
    return not before or before.endswith(":") or before.lower().startswith(rules.words["contact.openers"])


def _buttons(word: str, vocabulary: frozenset[str]) -> list[str]:
    """Return the button names a word is made of; none if it is not."""
    if word.lower() in vocabulary:
        return [word.lower()]
    parts = _CAMEL.sub(" ", word).lower().split()
    return parts if vocabulary.issuperset(parts) else _glued(word.lower(), vocabulary)


def _glued(word: str, vocabulary: frozenset[str]) -> list[str]:
    """Return the button names a word is run together from, longest first; none if it is not."""
    pieces: list[str] = []
    while word:
        size = next((n for n in range(min(len(word), 10), 2, -1) if word[:n] in vocabulary), 0)
        if not size:
            return []
        pieces.append(word[:size])
        word = word[size:]
    return pieces


def _by_form(line: Line) -> Mark | None:
    text = line.text
    if not line.words and len(text) < 200:
        return whole(line, "unknown_furniture", STRONG, "rule: ruler")
    if line.words <= 4 and _COUNTER.match(text):
        return whole(line, "nav", STRONG, "rule: gallery counter")
    if line.words <= 14 and "follow" in line.low[:12] and _FOLLOW.match(text):
        return whole(line, "bio", STRONG, "rule: follow the writer")
    if "@" in text and line.words <= MAX_BIO_WORDS and _HANDLE.search(text):
        return whole(line, "bio", STRONG, "rule: follow the writer")
    if _NOTICE.match(text):  # whatever else such a footer says, and however long
        return whole(line, "copyright", STRONG, "rule: copyright notice")
    if _SCRIPT_SIGNS.search(text, 0, 200) and _SCRIPT.search(text[:200]):
        return whole(line, "unknown_furniture", STRONG, "rule: script")
    return None


def _by_phrase(line: Line, rules: Rules) -> Mark | None:
    table = rules.phrases
    if line.words <= 14:
        kind = table.lines.get(line.key) or table.lines.get(number_key(line.key))
        if kind is not None:
            return whole(line, kind, STRONG, f"rule: {kind} line")
        if (
            line.words <= 12
            and not line.closed
            and rules.button_hint.search(line.key)
            and is_button_row(line.text, rules)
        ):
            return whole(line, "share", STRONG, "rule: row of buttons")
    if line.words <= MAX_CONTACT_WORDS and "@" in line.text and is_contact(line.text, rules):
        return whole(line, "contact", STRONG, "rule: address to write to")
    if (
        line.words >= MIN_CELLS
        and not line.closed
        and _CELL_HINT.search(line.text)
        and is_section_row(line.text, rules)
    ):
        return whole(line, "nav", STRONG, "rule: row of sections")
    lowered = line.low
    starts = table.starts.get(lowered[:1], ())
    if lowered.startswith(starts):
        start = next(phrase for phrase in starts if lowered.startswith(phrase))
        kind = table.start_kinds[start]
        loose = line.closed and start in table.loose
        if line.words <= table.most_words[kind] and not loose and not _sentence_after(line, kind, start):
            return whole(line, kind, STRONG, f"rule: {kind} opening")
    return _phrase_mark(line, rules) or _ending(line, lowered, rules)


def _sentence_after(line: Line, kind: SpanKind, start: str) -> bool:
    """Whether what opens like a promo goes on as a full sentence ("More on that later, he said.")."""
    if kind not in ("promo", "nav") or start.endswith((":", "|", "-", "–", "—")):
        return False
    return line.closed and line.words > 2 * len(start.split()) + 10


def _phrase_mark(line: Line, rules: Rules) -> Mark | None:
    table = rules.phrases.holds
    if line.words > rules.phrases.longest:
        return None
    held = rules.phrases.hold_words.intersection(line.key.split())
    if not held:
        return None
    padded = f" {line.key} "
    for word in sorted(held):
        for phrase, kind in table.get(word, ()):
            if f" {phrase} " in padded and line.words <= rules.phrases.most_words[kind] and not _has_quotation(line):
                mark = whole(line, kind, STRONG, f"rule: {kind} words")
                return _behind_text(line, mark) if kind == "bio" else mark
    return None


def _behind_text(line: Line, mark: Mark) -> Mark:
    """Return the mark over "Follow her on Twitter" alone where a paragraph of the text stands before it on its line."""
    joint = next(_JOINT.finditer(line.text), None)
    if joint is None or len(line.text) != line.end - line.start:
        return mark
    words = line.text[: joint.start()].split()
    if len(words) < MIN_TEXT_WORDS or all(word[:1].isupper() for word in words[:2]):
        return mark
    return mark._replace(start=mark.start + joint.end())


def _ending(line: Line, lowered: str, rules: Rules) -> Mark | None:
    bare = lowered.rstrip(" .!")
    ends = rules.phrases.ends.get(bare[-1:], ())
    if not bare.endswith(ends) or _has_quotation(line):
        return None
    end = next(phrase for phrase in ends if bare.endswith(phrase))
    kind = rules.phrases.end_kinds[end]
    return whole(line, kind, FAIR, f"rule: {kind} ending") if line.words <= rules.phrases.most_words[kind] else None


def _has_quotation(line: Line) -> bool:
    """Whether somebody is quoted in it: reports quote, boxes do not."""
    return line.text[:1] in '"“' or "” " in line.text or '," ' in line.text or '" said' in line.text
