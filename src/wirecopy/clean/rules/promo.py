"""Promos: links to other stories, told by what stands above them or how they end; and notes on the writer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from wirecopy.clean.language.language_pack import Rules
from wirecopy.clean.lines import Line
from wirecopy.clean.rules.marks import FAIR, STRONG, WEAK, Mark, Sheet, strongest, touched, whole

MAX_HEADLINE_WORDS = 20
MIN_HEADLINE_WORDS = 3
MIN_CAPITALS = 8  # a crosshead in capitals is shorter
POINTS = "rule: points over the text"
LINKS_HEADING = "rule: heading of links"
TWICE = "rule: a headline twice on its line"
_LENGTH_TWICE = re.compile(r"\b(\d{1,2}:\d\d)\s\1$")
MAX_TEASER_LINES = 3  # a sentence, a name and a day
MAX_TEASER_WORDS = 40
MIN_TEASED = 2  # links with another soon behind them: links in the text have more of it between them
MAX_LABEL = 20
MAX_LIST = 12  # links under one heading
MIN_POINT_WORDS, MAX_POINT_WORDS = 5, 30  # a crosshead is shorter
_MORE = ("»", "›", "→", ">>", "[more]", "(video)", "[video]", "(photos)", "- video", "– video")
_BULLETS = "•·*-–—▪‣●"


def headline_like(line: Line) -> bool:
    """Whether a line could be a headline: a few words, none of the ends of a sentence, no bullet."""
    text = line.text
    if (
        not MIN_HEADLINE_WORDS <= line.words <= MAX_HEADLINE_WORDS
        or text[0] in _BULLETS
        or text.endswith((":", ",", ";"))
    ):
        return False
    return not line.closed or text.endswith(("?", "…", "?'", "?’", "U.S.", "...", "!"))


def promo_marks(sheet: Sheet, marks: Sequence[Mark]) -> list[Mark]:
    """Return marks for headings of link lists, the headlines under them, and lines that end like a link."""
    kinds = touched(sheet, marks)
    result: list[Mark] = []
    for line in sheet.lines:
        if (
            kinds[line.number] in (None, "nav", "promo")
            and line.key in sheet.rules.headings
            and _is_heading(line, sheet)
        ):
            result.append(whole(line, "promo", STRONG, LINKS_HEADING))
            result += _list(sheet, line, kinds)
        elif kinds[line.number] is None and line.words <= 2 * MAX_HEADLINE_WORDS and (links := _link(line)):
            result += links
        elif kinds[line.number] in (None, "dateline") and line.text.endswith(")"):
            result += _in_brackets(sheet, line)
    return result + _teasers(sheet, kinds, result)


def summary_marks(sheet: Sheet, marks: Sequence[Mark]) -> list[Mark]:
    """Return marks for a box of points over the text ("Story highlights"), the heading on its first or over it."""
    openings = sheet.rules.words["promo.summaries"]
    opening = next((line for line in sheet.lines if line.low.startswith(openings)), None)
    if opening is None or opening.closed:
        return []
    kinds = touched(sheet, marks)
    points = []
    for line in sheet.lines[opening.number + 1 : opening.number + 1 + MAX_LIST]:
        if line.closed or not MIN_POINT_WORDS <= line.words <= MAX_POINT_WORDS or kinds[line.number] is not None:
            break
        points.append(line)
    return [whole(line, "unknown_furniture", STRONG, POINTS) for line in (opening, *points)]


def _link(line: Line) -> list[Mark]:
    if line.text.endswith(_MORE):
        return [whole(line, "promo", STRONG, "rule: ends like a link")]
    if line.text[-2:].isdigit() and _LENGTH_TWICE.search(line.text[-12:]):
        return [whole(line, "promo", STRONG, "rule: a recording with its length twice")]
    if is_doubled(line):
        return [whole(line, "promo", STRONG, TWICE)]
    # flashes of a wire are quoted in capitals too, behind their stars
    if line.words >= MIN_CAPITALS and not line.closed and line.text.isupper() and line.text[0] not in _BULLETS:
        return [whole(line, "promo", FAIR, "rule: a headline in capitals")]
    return []


def _in_brackets(sheet: Sheet, line: Line) -> list[Mark]:
    """Return a mark for a link to another story in brackets behind a paragraph ("(RELATED: Ferry to close)")."""
    start = line.text.rfind("(")
    label, colon, _ = line.text[start + 1 : start + 1 + MAX_LABEL].partition(":")
    if not colon or label.strip().lower() not in sheet.rules.words["promo.labels"]:
        return []
    return [Mark("promo", line.at(sheet.raw, start), line.end, STRONG, "rule: link in brackets", line.number)]


def _teasers(sheet: Sheet, kinds: Sequence[str | None], promos: Sequence[Mark]) -> list[Mark]:
    """Return marks for the few short lines under each link of a list in which every headline stands twice."""
    links = [mark.line for mark in promos if mark.evidence == TWICE]
    run = [line for line, after in pairwise(links) if after - line <= MAX_TEASER_LINES + 1]
    if len(run) < MIN_TEASED:
        return []
    least = min(after - line for line, after in pairwise(links) if line in run)
    ends = {line: after for line, after in pairwise(links) if line in run} | {links[-1]: links[-1] + least}
    under = [number for line, end in ends.items() for number in range(line + 1, min(end, len(kinds)))]
    lines = [sheet.lines[number] for number in under if kinds[number] is None]
    marked = {mark.line for mark in promos}
    return [
        whole(line, "promo", FAIR, "rule: under a link of a list")
        for line in lines
        if line.number not in marked and line.words <= MAX_TEASER_WORDS
    ]


def is_doubled(line: Line) -> bool:
    """Whether a line is one headline two times over: a link's picture and its words."""
    key, half = line.key, len(line.key) // 2
    return line.words >= 2 * MIN_HEADLINE_WORDS and key[:half] == key[half + 1 :] and key[half] == " "


def tail_marks(sheet: Sheet, marks: Sequence[Mark]) -> list[Mark]:
    """Return weak marks for short unfinished lines behind the page's closing furniture."""
    best = strongest(sheet, marks)
    last = max((line.number for line in sheet.lines if line.prose and best[line.number] is None), default=len(best))
    closing = next(
        (
            m.line
            for m in best[last + 1 :]
            if m and m.kind in ("comments", "copyright", "share", "promo", "subscribe", "nav")
        ),
        None,
    )
    if closing is None:
        return []
    return [
        whole(line, "unknown_furniture", WEAK, "rule: behind the closing furniture")
        for line in sheet.lines[closing + 1 :]
        if best[line.number] is None and not line.prose and not line.closed and line.words <= MAX_HEADLINE_WORDS
    ]


def bio_marks(sheet: Sheet, marks: Sequence[Mark]) -> list[Mark]:
    """Return marks for paragraphs that say who the writer is: closing ones, and late ones that open with the byline."""
    best = strongest(sheet, marks)
    prose = [line for line in sheet.lines if best[line.number] is None and line.words >= 5]
    writers = [sheet.raw[m.start : m.end].lower() for m in marks if m.kind == "byline"]
    result = []
    closing = {line.number for line in prose[-2:]}
    first = len(prose) // 2 if writers else len(prose) - 2  # with no byline only the last two can be one
    for line in prose[first:] if len(prose) >= 4 else []:
        head = line.text.lstrip("•—–- ")[:120]
        if writers and _of_the_writer(head, writers, sheet.rules):
            result.append(whole(line, "bio", STRONG, "rule: begins with the writer's name"))
            continue
        name, role = _introduced(head, sheet.rules)
        if name is None or len(name) < 5:
            continue
        by_name = f"{name} is " in head and any(name.lower() in writer for writer in writers)
        in_text = sheet.raw.count(name) > 1 + by_name
        ended = line.text.endswith((".", ".”", '."')) and line.words <= 70
        at_end = line.number in closing
        if (by_name and (at_end or role)) or (at_end and role and not in_text and ended):
            result.append(whole(line, "bio", STRONG if by_name else FAIR, "rule: says who the writer is"))
    return result


def _of_the_writer(head: str, writers: Sequence[str], rules: Rules) -> bool:
    """Whether a line begins with a name of the byline and what a note on a writer says of it ("covers", "is a")."""
    words = head.split()
    for size in (2, 3):
        name = " ".join(words[:size]).lower()
        rest = " ".join(words[size : size + 3]).lower() + " "
        if len(name) > 5 and any(name in writer for writer in writers):
            return rest.startswith(rules.words["bio.verbs"])
    return False


def noted_writer(text: str, rules: Rules) -> str | None:
    """Return whom a note on the writer is about, where it opens with a name and the role behind it.

    >>> from wirecopy.clean.language.language_pack import load_rules
    >>> noted_writer("Ann Velt is a reporter for the Herald. Follow her at @annvelt.", load_rules())
    'Ann Velt'
    """
    head = text.lstrip("•—–- ")[:120]
    name, role = _introduced(head, rules)
    return name if role else _doing(head, rules)


def _doing(head: str, rules: Rules) -> str | None:
    """Return the name that a text opens with, where what a note on a writer says comes next ("covers transport")."""
    words = head.split()
    for size in (2, 3):
        named = len(words) > size and all(word[:1].isupper() for word in words[:size])
        if named and f"{' '.join(words[size : size + 3])} ".startswith(rules.words["bio.verbs"]):
            return " ".join(words[:size])
    return None


def _introduced(head: str, rules: Rules) -> tuple[str | None, bool]:
    """Return the name before " is " or ", ", and whether a writer's role follows."""
    for joint in (" is ", ", "):
        name, separator, rest = head.partition(joint)
        words = name.split()
        if separator and 2 <= len(words) <= 4 and all(word[:1].isupper() for word in words):
            if rules.credits.sources.named(name):
                return None, False
            role = rest.lower().startswith(rules.words["bio.roles"])
            return name, role and (joint == " is " or ", is " in rest)
    return None, False


def _is_heading(line: Line, sheet: Sheet) -> bool:
    """A heading is a line apart; "Watch" or "Popular" inside wrapped prose is not."""
    return (
        line.words >= 2
        or (not line.text.endswith((".", ",")) and line.text[:1].isupper())
        or (line.text == line.text.lower() and line.words >= 2)
    )


def _list(sheet: Sheet, heading: Line, kinds: Sequence[str | None]) -> list[Mark]:
    result: list[Mark] = []
    for line in sheet.lines[heading.number + 1 : heading.number + 1 + MAX_LIST]:
        if kinds[line.number] == "timestamp":
            continue
        if kinds[line.number] is not None or not headline_like(line):
            break
        following = sheet.lines[line.number + 1] if line.number + 1 < len(sheet.lines) else None
        if result and following is not None and following.prose:
            break  # the last short line over a paragraph may be the paragraph's own crosshead
        result.append(whole(line, "promo", FAIR, "rule: under a heading of links"))
    return result
