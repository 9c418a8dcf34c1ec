"""Captions and picture credits between the paragraphs of a page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from wirecopy.clean.byline_parts import is_name
from wirecopy.clean.language.language_pack import Rules
from wirecopy.clean.lines import LONG_WORDS, Line, word_key
from wirecopy.clean.rules.dateline import is_shot, parse_dateline
from wirecopy.clean.rules.marks import FAIR, STRONG, Mark, Sheet, touched, whole

MAX_CREDIT_WORDS = 12
MAX_CAPTION_WORDS = 130
MAX_UNCLOSED_WORDS = 45
TAIL = 140  # a credit with two names and two houses stays under 120 characters
MIN_TITLE, TITLE_SHARE, MAX_TITLE_CREDIT = 4, 0.6, 6  # words of a headline behind its picture's credit, and of that
TWIN_CHARS = 80  # a picture's text stands on some pages both with and without its credit
_CLOSING = re.compile(
    r"[(\[](?P<credit>[^()\[\]\n]{2,90})[)\]]\s{0,2}(?:[A-Z][\w.]+\s){0,4}(?:less|more|AP|\w{0,20})\.?$"
)
_FILE_ID = re.compile(r"\b(?:ORIG FILE ID|ORG XMIT)\b")
_BREAK = re.compile(r"\s?[|/•]\s?|,\s|\s[–—-]\s|\svia\s")
_HANDLE = re.compile(r"^(?:twitter|instagram|facebook|youtube)?/?@?\w{2,30}(?:\svia\s[\w ]{2,20})?$", re.IGNORECASE)
_CUT = re.compile(r"(?:\.\.\.|…|\.)\s{1,3}(?:more|less)$")
_CUTS = ("more", "less")
_SLASHED = re.compile(r"[.!?)”\"]\s?(?P<credit>[A-Z][^.!?\n]{3,60}/[^.!?/\n]{2,30})$")
_LABEL = re.compile(r"(?:^|[.!?)”\"]\s{1,3})(?P<label>[A-Z][a-z]{2,12}):\s(?P<names>[A-Z][^.!?:\n]{1,70})$")
_INSIDE = re.compile(r"\(([^()\n]{1,20})\)")
_DATED = re.compile(r"[.!?]\s{1,3}\([A-Z][a-z]{2,8}\.?\s\d{1,2}\)\s{0,3}(?:[A-Z][\w ]{1,20})?$")
_BARRED = re.compile(r"\s\|\s(?P<credit>[^|\n]{2,60})$")
_LONG_GAP = re.compile(r"\S\s{6,}\([^()\n]{2,60}\)$")


def caption_marks(sheet: Sheet, marks: Sequence[Mark]) -> list[Mark]:
    """Return a mark for each line that is a picture's caption or credit."""
    kinds = touched(sheet, marks)
    captions: list[Mark] = []
    for line in sheet.leads.captions:
        if kinds[line.number] is not None or not line.key or line.words > MAX_CAPTION_WORDS:
            continue
        if _signs_report(sheet, kinds, line):
            continue
        reason = _credit(line, sheet.rules) or _caption(line, sheet.rules) or _over_title(line, sheet)
        if reason is not None:
            score = STRONG if reason != "name and picture house" else FAIR
            captions.append(whole(line, "caption", score, f"rule: {reason}"))
    taken = {mark.line for mark in captions}
    captions += [
        whole(line, "caption", STRONG, "rule: place and day of a picture")
        for line in sheet.lines
        if line.number in sheet.leads.datelines and line.number not in taken and is_shot(line.text)
    ]
    return captions + _gallery(sheet, kinds, captions)


def _over_title(line: Line, sheet: Sheet) -> str | None:
    """Return why a page's first line is a caption: behind a bar stand the picture's credit and the headline."""
    text, bar, behind = line.text.partition(" | ")
    words = behind.split()
    credits = (" ".join(words[:size]) for size in range(1, 1 + MAX_TITLE_CREDIT))
    title = frozenset(word_key(sheet.page.title or "")[0].split())
    if not bar or len(text.split()) < MIN_TITLE or any(other.words for other in sheet.lines[: line.number]):
        return None
    shared = len(title & frozenset(word_key(behind)[0].split()))
    if shared < max(MIN_TITLE, TITLE_SHARE * len(title)) or not any(_credits_picture(c, sheet.rules) for c in credits):
        return None
    return "caption and headline in one"


def _signs_report(sheet: Sheet, kinds: Sequence[str | None], line: Line) -> bool:
    """Whether an agency's name alone stands below the last paragraph: it credits the text and no picture."""
    if line.words > 3 or sheet.rules.agencies.named(line.text.strip(" ()[]")) is None:
        return False
    at = line.number - 1
    while at > 0 and not sheet.lines[at].words:
        at -= 1
    closes = at >= 0 and sheet.lines[at].prose and kinds[at] in (None, "dateline")
    return closes and not any(sheet.lines[n].prose for n in range(line.number + 1, len(sheet.lines)))


def caption_text(line: Line, rules: Rules) -> tuple[int, int]:
    """Return where a caption's own words stand in its line, without the credit behind them.

    >>> from wirecopy.clean.lines import split_lines
    >>> from wirecopy.clean.language.language_pack import load_rules
    >>> line = split_lines("Ships wait outside the port. (AP Photo/Jane Roe)")[0]
    >>> line.text[slice(*caption_text(line, load_rules()))]
    'Ships wait outside the port.'
    """
    text = line.text
    offset = max(0, len(text) - TAIL)
    tail = text[offset:]
    closing = _CLOSING.search(tail)
    slashed = _SLASHED.search(tail) if closing is None else None
    end = len(text)
    if closing and _credits_picture(closing["credit"], rules):
        end = offset + closing.start()
    elif slashed and is_picture_credit(slashed["credit"], rules):
        end = offset + slashed.start("credit")
    elif (label := _labelled(tail, rules)) is not None:
        end = offset + label
    elif cut := _CUT.search(tail):
        end = offset + cut.start() + (text[offset + cut.start()] == ".")
    end = len(text[:end].rstrip())
    return (0, end) if end else (0, len(text))


def _gallery(sheet: Sheet, kinds: Sequence[str | None], captions: Sequence[Mark]) -> list[Mark]:
    """Return marks for picture texts: cut by "more", under a gallery's button, or there twice."""
    around = {mark.line for mark in captions}
    if not around and not any(line.text.endswith(_CUTS) for line in sheet.lines):
        return []
    caption_keys = {line.key[:TWIN_CHARS] for line in sheet.lines if line.number in around and line.words >= 8}
    counted = Counter(line.key for line in sheet.lines if line.words >= 8)
    result: list[Mark] = []
    for line in sheet.lines:
        if (
            kinds[line.number] is not None
            or line.number in around
            or not 5 <= line.words <= MAX_CAPTION_WORDS
            or line.text[0] in '"“‘'
        ):
            continue
        before = kinds[line.number - 1] if line.number else None
        credited = line.number + 1 in around
        if _CUT.search(line.text) and (
            before in ("nav", "caption") or counted[line.key] > 1 or line.number - 1 in around or result
        ):
            result.append(whole(line, "caption", STRONG, "rule: cut text of a picture"))
        elif credited and (before == "nav" or counted[line.key] > 1) and not _opens_report(sheet, line):
            result.append(whole(line, "caption", FAIR, "rule: over a picture credit"))
        elif line.words >= 8 and line.key[:TWIN_CHARS] in caption_keys:
            result.append(whole(line, "caption", FAIR, "rule: begins like a caption of the page"))
        elif counted[line.key] > 1 and any(sheet.lines[i].key == line.key for i in _caption_lines(sheet, line, around)):
            result.append(whole(line, "caption", FAIR, "rule: stands twice beside a picture credit"))
    return result


def _opens_report(sheet: Sheet, line: Line) -> bool:
    """Whether a line is a report's first, by its dateline, with the picture below it and no caption."""
    return line.number in sheet.leads.datelines and parse_dateline(line.text, sheet.rules) is not None


def _caption_lines(sheet: Sheet, line: Line, around: set[int]) -> list[int]:
    """Return the lines within three of a line, when a picture credit stands among them."""
    near = [i for i in range(line.number - 3, line.number + 4) if 0 <= i < len(sheet.lines) and i != line.number]
    return near if not around.isdisjoint(near) else []


def is_picture_credit(text: str, rules: Rules) -> bool:
    """Whether a short text is a photographer and a picture house, or the house alone.

    >>> from wirecopy.clean.language.language_pack import load_rules
    >>> is_picture_credit("WILL OLIVER, EPA-EFE", load_rules())
    True
    """
    bare = text.strip(" ()[].-–/")
    parts = [part.strip(" .") for part in _BREAK.split(bare) if part.strip(" .")]
    houses = [part for part in parts if word_key(part)[0] in rules.agencies.houses]
    others = [part for part in parts if part not in houses]
    if houses and all(_credited(part, rules) for part in others):
        return True
    house = next((m for m in rules.agencies.pattern.finditer(bare) if m.end() == len(bare) and m.start()), None)
    return (
        house is not None
        and len(parts) == 1
        and 2 <= len(bare[: house.start()].split()) <= 4
        and is_name(bare.split(), rules)
    )


def _may_credit(line: Line, rules: Rules) -> bool:
    return not rules.house_words.isdisjoint(line.bag)


def _credited(part: str, rules: Rules) -> bool:
    """Whether it can stand beside a picture house: a photographer, a collection or an event."""
    words = part.split()
    return (
        len(words) <= 5 and all(word[:1].isupper() for word in words) and (words[0] == "The" or is_name(words, rules))
    )


def _credit(line: Line, rules: Rules) -> str | None:
    signed = line.text[0] in "—–-" and rules.agencies.named(line.text) is not None
    if line.words > MAX_CREDIT_WORDS or not line.words or signed:
        return None
    if (not line.closed or line.words <= 6) and _may_credit(line, rules) and is_picture_credit(line.text, rules):
        return "name and picture house"
    if (
        "/" in line.low[:10]
        and line.low.startswith(("twitter/", "instagram/", "facebook/", "youtube/"))
        and _HANDLE.match(line.text)
    ):
        return "picture credit"
    return None


def _caption(line: Line, rules: Rules) -> str | None:
    lowered = line.low
    if lowered.startswith(rules.words["caption.starts"]) and (not line.closed or line.words <= 30):
        return "caption opening"
    if lowered.startswith(rules.words["caption.buttons"]):
        button, following = line.text.split(None, 2)[:2]
        if button.isupper() and following[:1].isupper() and not following.isupper():
            return "button before a caption"
    if lowered.startswith(rules.words["caption.file"]) and (
        "photo" in lowered or "image" in lowered or lowered.startswith("file")
    ):
        return "file picture"
    if (line.low if line.words < LONG_WORDS else line.text[-60:].lower()).endswith(rules.words["caption.ends"]):
        return "caption button"
    return _at_end(line, rules)


def _at_end(line: Line, rules: Rules) -> str | None:
    """Return why the brackets in a line show it to be a caption, or its end."""
    tail = line.text[-TAIL:]
    if "(" in line.signs and line.words <= MAX_UNCLOSED_WORDS and _sided(line.text, rules):
        return "sides of a picture"
    if "OR" in tail and _FILE_ID.search(line.text):
        return "picture file number"
    if " | " in tail and (bar := _BARRED.search(tail)) and _credits_picture(bar["credit"], rules):
        return "picture credit behind a bar"
    if ": " in tail and _labelled(tail, rules) is not None:
        return "picture credit behind the last sentence"
    if ")" not in tail and "/" not in tail and "]" not in tail and "redit: " not in line.text:
        return None
    closing = _CLOSING.search(tail)
    if closing and _is_photo_credit(closing["credit"], rules):
        return "picture credit at the end"
    slashed = _SLASHED.search(line.text[-110:]) if line.words >= 8 else None
    if slashed and is_picture_credit(slashed["credit"], rules):
        return "picture credit behind the last sentence"
    if _DATED.search(line.text[-60:]) or " photo credit: " in line.low:
        return "picture credit at the end"
    if _LONG_GAP.search(line.text[-160:]):
        return "credit set apart"
    return _unclosed(line, closing["credit"] if closing else None, rules)


def _credits_picture(credit: str, rules: Rules) -> bool:
    return _is_photo_credit(credit, rules) or is_picture_credit(credit, rules)


def _sided(text: str, rules: Rules) -> bool:
    """Whether brackets in a text say where in a picture somebody stands."""
    return any(inside.strip().lower() in rules.words["caption.sides"] for inside in _INSIDE.findall(text))


def _labelled(tail: str, rules: Rules) -> int | None:
    """Return where a credit with its label ("Picture: Jane Roe/Example Times") closes a text."""
    match = _LABEL.search(tail)
    if match is None or match["label"].lower() not in rules.words["caption.labels"]:
        return None
    names = re.split(r"[\s/|,]{1,3}", match["names"])
    return match.start("label") if all(w[:1].isupper() or w in ("via", "of", "for") for w in names if w) else None


def _is_photo_credit(credit: str, rules: Rules) -> bool:
    lowered = f" {credit.lower()}"
    return any(mark in lowered for mark in rules.words["caption.marks"])


def _unclosed(line: Line, credit: str | None, rules: Rules) -> str | None:
    """A line with no sentence end before a bracket that names a picture house ("... gathering (AP)")."""
    if credit is None or line.words > MAX_UNCLOSED_WORDS:
        return None
    before = line.text[: line.text.rfind(credit) - 1].rstrip()
    if before.endswith((".", "!", "?", '"', "”")):
        return None
    return "picture house at the end" if is_picture_credit(credit, rules) and line.text.endswith((")", "]")) else None
