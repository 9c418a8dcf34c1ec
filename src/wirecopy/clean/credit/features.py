"""Features of a name on a page, by which is learned who wrote the text: its place, its neighbours, its lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from wirecopy.clean.credit.candidates import HEAD, INSIDE_WORDS, BodyLines, CreditCandidate
from wirecopy.clean.credit.forms import CreditRules
from wirecopy.languages.publishers import fold_source

_TOKEN = re.compile(r"[^\W_]+(?:['’.][^\W_]+)*|[^\w\s]")
_DATE = re.compile(r"\b(?:19|20)\d\d\b|\b\d{1,2}:\d\d\b|\b\d{1,2}/\d{1,2}/")
_PERSONS = re.compile(r"(?:[^\W\d_][\w.'’\-]*[\s,]{1,3}){1,14}[|/–—\-(]?\s{0,3}(?i:the\s)?")
_GROUPS = {
    "body": "body", "standfirst": "body", "dateline": "dateline", "own_title": "title", "timestamp": "time",
    "byline": "byline", "agency_credit": "credit", "reporting_credit": "credit", "caption": "caption",
    "copyright": "copyright", "bio": "bio", "contact": "bio",
}  # fmt: skip
_STEPS = (0, 1, 2, 3, 6, 12, 30)
_STEP = [sum(number > step for step in _STEPS) for number in range(_STEPS[-1] + 2)]
_REACH, _FAR = 40, 120  # code points beside a name in which its neighbours, what is said of it are read
MOST_WORDS = 5  # of an outlet's name of which a part may be the name it goes by ("Fox Online News")
LEAST_HOST = 6  # letters of an outlet's name by which longer addresses are its own
_STRONG = ("dateline", "byline_tail", "copyright", "provider", "stamp")
_ALONE = (
    "zone", "prose", "edge", "top", "kind", "form", "shape", "left", "left2", "right", "words", "others", "span",
    "line",
)  # fmt: skip
_PAIRED = (
    ("prose", "shape"), ("prose", "form"), ("shape", "top"), ("form", "zone"), ("shape", "zone"), ("left", "zone"),
    ("left", "right"), ("words", "zone"), ("kind", "zone"), ("kind", "form"), ("left2", "left"), ("span", "form"),
)  # fmt: skip
"""What is told alone, and what together."""


class Surroundings:
    """What is asked of every candidate of one page, worked out once."""

    def __init__(
        self,
        layout: BodyLines,
        candidates: Sequence[CreditCandidate],
        own: frozenset[str],
        stated: frozenset[str] = frozenset(),
    ) -> None:
        self.layout = layout
        self.stated = stated
        self.own_lines = {c.line for c in candidates if is_own(c, own)}
        self.pictures = {c.line for c in candidates if c.kind == "picture"}
        self.others = len({c.key for c in candidates if not is_own(c, own)})
        self.formed = {c.key for c in candidates if c.form in _STRONG}
        body = [number for number, kind in enumerate(layout.kinds) if kind == "body" and layout.lines[number].prose]
        self.opening = body[0] if body else layout.prose
        self.bylines = {number for number, kind in enumerate(layout.kinds[: self.opening]) if kind == "byline"}
        self._around: dict[int, tuple[list[str], list[str]]] = {}

    def around(self, number: int, rules: CreditRules) -> tuple[list[str], list[str]]:
        """Return what the lines over and under a line show, and what of it matters together with a name's shape."""
        if number not in self._around:
            self._around[number] = _around(self.layout, number, rules)
        return self._around[number]

    def is_signature(self, candidate: CreditCandidate, rules: CreditRules) -> bool:
        """Tell whether a person and an agency alone stand on the line over the text, and no other line is a byline."""
        text = self.layout.lines[candidate.line].text
        before, behind = text[: candidate.start], text[candidate.end :].strip()
        return (
            candidate.kind == "agency"
            and candidate.form == "tail"
            and candidate.line + 1 == self.opening
            and not behind
            and not self.bylines - {candidate.line}
            and _PERSONS.fullmatch(before) is not None
            and _are_names(before, rules)
        )


def features(candidate: CreditCandidate, page: Surroundings, rules: CreditRules) -> list[str]:
    """Return the features of a candidate: each is there or not."""
    line = page.layout.lines[candidate.line]
    before, after = line.text[: candidate.start], line.text[candidate.end :]
    traits = _traits(candidate, page, before, after, rules)
    names = ["bias", *[f"{name}={traits[name]}" for name in _ALONE]]
    names += [f"{first}={traits[first]}&{second}={traits[second]}" for first, second in _PAIRED]
    names += _flags(candidate, page, before, after, rules)
    if candidate.form != "dateline":  # what the first sentence goes on to say tells nothing
        names += _cues(before, after, traits["zone"], rules)
    alone, shaped = page.around(candidate.line, rules)
    names += alone
    names += [f"{name}&shape={traits['shape']}" for name in shaped]
    return names


def _traits(
    candidate: CreditCandidate, page: Surroundings, before: str, after: str, rules: CreditRules
) -> dict[str, str]:
    """Return the value of everything that has one: where a name stands, how, and what stands beside it."""
    layout, number = page.layout, candidate.line
    zone = "in" if layout.first <= number <= layout.last else "above" if number < layout.first else "below"
    edge = number - layout.first if zone != "below" else number - layout.last
    if zone == "in":
        zone = "head" if edge <= 2 and candidate.start < HEAD else "tail" if layout.last - number <= 3 else "in"
    left, right = _TOKEN.findall(before[-_REACH:]), _TOKEN.findall(after[:_REACH])
    lone = not any(c.isalnum() for c in before) and not any(c.isalnum() for c in after)
    return {
        "zone": zone,
        "prose": "above" if number < layout.prose else "below" if number > layout.last_prose else "among",
        "edge": f"{zone}{_step(abs(edge))}",
        "top": _step(number),
        "kind": candidate.kind,
        "form": candidate.form,
        "shape": "alone" if lone else _shape(before, after),
        "left": _cue_words(left[-1:], rules),
        "left2": _cue_words(left[-2:-1], rules),
        "right": _cue_words(right[:1], rules),
        "words": _step(layout.lines[number].words),
        "others": str(min(3, page.others)),
        "span": layout.covering(candidate),
        "line": _group(layout, number),
    }


def _shape(before: str, after: str) -> str:
    return "opens" if not before.strip() else "closes" if not after.strip(" •|.)") else "within"


def _flags(
    candidate: CreditCandidate, page: Surroundings, before: str, after: str, rules: CreditRules
) -> Iterator[str]:
    line = page.layout.lines[candidate.line]
    if candidate.common:
        yield "common"
        yield f"common&form={candidate.form}"
    if candidate.line in page.pictures and candidate.kind != "picture":
        yield "beside picture house"
        yield f"beside picture house&kind={candidate.kind}"
    if (
        candidate.form != "dateline"
        and 0 < len(before) < _FAR
        and _PERSONS.fullmatch(before)
        and _are_names(before, rules)
    ):
        behind = "nothing" if not after.strip() else "date" if _DATE.search(after) else "more"
        yield "persons before"
        yield f"persons before&{behind} after"
        yield f"persons before&top={_step(candidate.line)}"
        yield f"persons before&{'above' if candidate.line < page.layout.prose else 'below'} prose"
    if candidate.form == "dateline":
        yield f"dateline&{'first' if candidate.line in (page.layout.first, page.layout.prose) else 'later'}"
        yield f"dateline&{'capitals' if before[:3].isupper() else 'small' if before[:3].isalpha() else 'nothing'}"
    flags = (
        ("bracketed", before[-1:] == "(" and after[:1] == ")"),
        ("stated", candidate.key in page.stated),
        ("beside own", candidate.line in page.own_lines),
        ("formed elsewhere", candidate.key in page.formed and candidate.form == "name"),
        ("opened", line.low.startswith(rules.openers)),
        ("closed line", line.closed),
        ("capitals", line.text.isupper()),
        ("possessive", after[:2] in ("'s", "’s")),
    )
    yield from (name for name, there in flags if there)


def _are_names(text: str, rules: CreditRules) -> bool:
    """Tell whether all words are written like names, or join names, or open a byline."""
    words = [word for word in _TOKEN.findall(text) if word[0].isalpha()]
    cues = [(word, rules.cues.get(word.lower())) for word in words]
    names = [(word, cue) for word, cue in cues if cue not in ("by", "and", "from", "the")]
    return bool(names) and all(cue is None and word[0].isupper() for word, cue in names)


def _cues(before: str, after: str, zone: str, rules: CreditRules) -> Iterator[str]:
    for cue in _cues_of(_TOKEN.findall(before[-_FAR:].lower()), rules):
        yield f"before~{cue}"
        yield f"before~{cue}&zone={zone}"
    yield from (f"after~{cue}" for cue in _cues_of(_TOKEN.findall(after[:_FAR].lower()), rules))


def _cues_of(words: Sequence[str], rules: CreditRules) -> set[str]:
    return {rules.cues[word] for word in words if word in rules.cues}


def _around(layout: BodyLines, number: int, rules: CreditRules) -> tuple[list[str], list[str]]:
    alone: list[str] = []
    shaped: list[str] = []
    for name, there in (("prev", number - 1), ("next", number + 1)):
        if not 0 <= there < len(layout.lines):
            alone.append(f"{name}=none")
            continue
        line = layout.lines[there]
        shaped.append(f"{name}={_group(layout, there)}")
        alone.append(f"{name} words={_step(line.words)}")
        if line.words <= INSIDE_WORDS and _DATE.search(line.text):
            shaped.append(f"{name} dated")
        if line.closed:
            shaped.append(f"{name} closed")
        if not line.key:
            alone.append(f"{name} bare")
        if line.words <= INSIDE_WORDS:
            alone += [f"{name}~{cue}" for cue in _cues_of(line.key.split(), rules)]
    return alone + shaped, shaped


def own_keys(outlet: str | None, rules: CreditRules) -> frozenset[str]:
    """Return the keys of the names an outlet gives itself ("nytimes.com": New York Times, The Times).

    >>> from wirecopy.clean.credit.forms import load_credit_rules
    >>> "times" in own_keys("nytimes.com", load_credit_rules())
    True
    >>> "foxnews" in own_keys("Fox Online News", load_credit_rules())
    True
    """
    if not outlet:
        return frozenset()
    words = outlet.split()
    named = frozenset({fold_source(outlet), fold_source(words[-1])})
    source = rules.sources.named(outlet)
    if source:
        return named | source.own
    parts = [part for size in range(2, len(words)) for part in combinations(words[:MOST_WORDS], size)]
    named |= {fold_source(" ".join(part)) for part in parts}
    return named.union(*[name.source.own for name in rules.sources.find(outlet)])


def is_own(candidate: CreditCandidate, own: frozenset[str]) -> bool:
    """Tell whether a name is one of an outlet's: as it stands in the table, as written, or one that holds it.

    "dailycallernewsfoundation.org" is the Daily Caller's, "thedispatch.com" The Dispatch's.
    """
    written = fold_source(candidate.written)
    if candidate.key in own or written in own:
        return True
    return candidate.form in ("address", "email") and any(len(key) >= LEAST_HOST and key in written for key in own)


def _group(layout: BodyLines, number: int) -> str:
    return _GROUPS.get(layout.kinds[number], "other")


def _cue_words(tokens: Sequence[str], rules: CreditRules) -> str:
    """Return what a neighbouring word contributes: its cue, its sign, or how it is written."""
    if not tokens:
        return "none"
    token = tokens[0]
    cue = rules.cues.get(token.lower())
    if cue:
        return cue
    if token.isdigit():
        return "number"
    if not token[:1].isalnum():
        return token
    return "Capital" if token[:1].isupper() else "small"


def _step(number: int) -> str:
    return str(_STEP[min(number, len(_STEP) - 1)])
