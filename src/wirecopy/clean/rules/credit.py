"""Credits: the agency that stands behind a report ("— AFP") and who worked on it ("(Reporting by ...)")."""

from __future__ import annotations

import re
from collections.abc import Sequence

from wirecopy.clean.language.language_pack import Rules
from wirecopy.clean.lines import Line
from wirecopy.clean.rules.marks import CERTAIN, FAIR, STRONG, Mark, Sheet, touched

TAIL = 420  # a Reuters trailer with six reporters and three editors has under 400 characters
CREDIT_TAIL = 60
MAX_WORDS = 60
MAX_LONE_WORDS = 14
_TEXTS = ("report", "story", "article")
_SENTENCE_END = re.compile(r"[.!?…][\"”'’)\]]{0,2}\s{0,3}$")
_TRAILER = re.compile(
    r"(?:(?<=[.!?\"”)\]])\s{0,3}|^)(?P<credit>[(\[]?(?:Additional |Further )?"
    r"(?:Reporting|Writing|Editing|Compiled|Reported)(?: and (?:writing|editing))? by "
    r"[A-Z][^()\n]{3,380})[)\]]?\.?$"
)
_CONTRIBUTED = re.compile(
    r"(?<=[.!?\"”])\s(?P<credit>[A-Z][^!?\n]{5,260}"
    r"\bcontributed (?:to this (?:report|story|article)|reporting|from [A-Z][^.!?\n]{2,60}))\.?$"
)
_INITIALS = re.compile(r"(?:\s[A-Z]{2,4}){0,6}")  # the desk's initials behind an agency ("PTI JR JD")


def credit_marks(sheet: Sheet, marks: Sequence[Mark]) -> list[Mark]:
    """Return marks for agency credits and reporting credits, on lines of their own or ending a paragraph."""
    if not sheet.leads.credits:
        return []
    kinds = touched(sheet, marks)
    prose = (line.number for line in reversed(sheet.lines) if line.prose and kinds[line.number] in (None, "dateline"))
    last = next(prose, -1)
    result = []
    for line in sheet.leads.credits:
        if kinds[line.number] not in (None, "dateline"):
            continue
        mark = _line_credit(line, sheet.rules, after=line.number > last) or _reporting(line, sheet)
        if mark is None and line.number >= last - 1 and line.words > 5:
            mark = _closing_agency(line, sheet)
        if mark is not None:
            result.append(mark)
    return result


def _may_credit(line: Line, rules: Rules) -> bool:
    words = line.bag
    return not rules.byline_words.isdisjoint(words) or "agencies" in words or "inputs" in words or "wires" in words


def _line_credit(line: Line, rules: Rules, *, after: bool) -> Mark | None:
    if line.words > MAX_LONE_WORDS or not line.key or not _may_credit(line, rules):
        return None
    text = line.text.strip(" ()[]—–-./*")
    dashed = line.text[:1] in "—–-(["
    if rules.agencies.named(text) and (dashed or after):
        return Mark("agency_credit", line.start, line.end, STRONG, "rule: agency line", line.number)
    lowered = text.lower()
    for opener in rules.words["credit.inputs"]:
        if lowered.startswith(opener):
            rest = text[len(opener) :].strip()
            if rules.agencies.pattern.search(rest) or rest.lower() in (
                "agencies",
                "agency",
                "wires",
                "wire services",
                "",
            ):
                return Mark("agency_credit", line.start, line.end, STRONG, "rule: inputs line", line.number)
    return None


def _reporting(line: Line, sheet: Sheet) -> Mark | None:
    lowered = line.low[:60].lstrip("•*—–- ")
    if line.words <= MAX_LONE_WORDS and lowered.startswith(sheet.rules.words["credit.reports"]):
        return Mark("reporting_credit", line.start, line.end, STRONG, "rule: rests on other reports", line.number)
    if line.words <= MAX_WORDS and lowered.startswith(sheet.rules.words["credit.reporting"]):
        return Mark("reporting_credit", line.start, line.end, STRONG, "rule: reporting credit", line.number)
    if line.words <= MAX_WORDS and _contributed(line, sheet.rules):
        return Mark("reporting_credit", line.start, line.end, STRONG, "rule: contributed to this report", line.number)
    return _at_end(line, sheet)


def _contributed(line: Line, rules: Rules) -> bool:
    if "contribut" not in line.low and "report" not in line.low:
        return False
    bare = line.low.rstrip(" .)*")
    for form in rules.words["credit.contributed"]:
        rest = bare.rpartition(form)[2] if form.endswith(_TEXTS) and form in bare else None
        if rest is not None and (
            not rest or (len(rest) <= CREDIT_TAIL and rest.startswith(rules.words["credit.behind"]))
        ):
            return True
    if not bare.endswith(rules.words["credit.contributed"]):
        return False
    named = sum(word[:1].isupper() for word in line.text.split()) >= 2
    return named and line.words <= 25 and (" in " in bare or rules.agencies.pattern.search(line.text) is not None)


def _at_end(line: Line, sheet: Sheet) -> Mark | None:
    """Return a mark over a trailer that shares its line with the end of the report."""
    offset = max(0, len(line.text) - TAIL)
    tail = line.text[offset:]
    match = _TRAILER.search(tail) if " by " in tail else None
    match = match or (_CONTRIBUTED.search(tail) if "contributed " in tail else None)
    if match is None:
        return None
    start = line.at(sheet.raw, offset + match.start("credit"))
    return Mark("reporting_credit", start, line.end, STRONG, "rule: reporting credit", line.number)


def _closing_agency(line: Line, sheet: Sheet) -> Mark | None:
    """Return a mark over the agency that closes the last paragraph ("he said. — AFP")."""
    offset = max(0, len(line.text) - CREDIT_TAIL)
    tail = line.text[offset:].rstrip(" .)]/")
    for match in sheet.rules.agencies.pattern.finditer(tail):
        before = tail[: match.start()]
        opener = before.rstrip(" —–-([/")
        if not _INITIALS.fullmatch(tail, match.end()) or not _SENTENCE_END.search(opener) or opener == before:
            continue
        joint = before[len(opener) :]
        start = line.at(sheet.raw, offset + len(opener) + len(joint) - len(joint.lstrip()))
        score = CERTAIN if joint.strip() else FAIR
        return Mark("agency_credit", start, line.end, score, "rule: closing agency", line.number)
    return None
