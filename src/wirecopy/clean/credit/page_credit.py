"""Who a page itself says wrote its text: the candidates weighed, the surest kept."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from wirecopy.clean.credit.candidates import CreditCandidate, find_candidates, layout
from wirecopy.clean.credit.features import Surroundings, features, is_own, own_keys
from wirecopy.clean.credit.forms import CALL_SIGN, CreditRules
from wirecopy.clean.lines import Line
from wirecopy.languages.publishers import NewsSource, in_person
from wirecopy.types import CreditKind, Span

LEAST = 0.5  # the probability from which a credit is told
SIGNED = 0.6  # the least probability of an agency behind a person, alone on the line over an otherwise unsigned text
WRITERS = ("agency", "outlet", "publisher", "call_sign", "unknown")  # kinds of sources that write texts
_WORD = re.compile(r"[^\W_]+")
_OF_LISTS = (None, "and", "the", "at")  # cues of words that stand between the names of a list
_HEADLINE = 3  # hyphens of a part of an address from which on it is a headline
MAX_PATH = 200  # code points of an address that are looked at
STATED = 0.9  # how often an author that a page's source states is who wrote it


class PageCredit(NamedTuple):
    """Who wrote a text by its page: `raw[start:end]` are the words that tell it."""

    names: tuple[str, ...]
    """In printed order; "The Washington Post", "washingtonpost.com" and "WaPo" are one name."""
    kind: CreditKind
    agency: str | None
    """The agency among the names; null where there are several."""
    start: int | None
    end: int | None
    score: float
    form: str
    """The form of the place that tells it."""


class Credits(NamedTuple):
    """Who wrote a text by its page, and which other houses the page says added to it."""

    credit: PageCredit | None
    added: tuple[str, ...] = ()


class Weighed(NamedTuple):
    """A candidate and the probability that it wrote the text."""

    candidate: CreditCandidate
    score: float


def read_credit(
    raw: str, lines: Sequence[Line], spans: Sequence[Span], rules: CreditRules, *,
    own: Sequence[str] = (), stated: Sequence[str] = (),
) -> Credits:  # fmt: skip
    """Return whom a page credits with its text, null where that is not plain, and who it says added to it.

    `own` are the names the page's outlet goes by, `stated` the authors that the page's source states. Another house
    goes before the outlet itself; names on the line of the surest one are credited with it where they are as plain.

    >>> from wirecopy.clean.credit.forms import load_credit_rules
    >>> from wirecopy.clean.lines import split_lines
    >>> raw = "LONDON (Reuters) - The ferry to the island will not sail on Monday, its owner said after a long night."
    >>> told = read_credit(raw, split_lines(raw), (), load_credit_rules(), own=["nordenherald.com"])
    >>> told.credit.names, told.added
    (('Reuters',), ())
    """
    keys = _keys(own, rules)
    authors = {
        source.key: source for name in stated for source in _author_sources(name, rules) if source.key not in keys
    }
    weighed = weigh(lines, spans, rules, own=keys, stated=frozenset(authors))
    ours = [one for one in weighed if _is_own(one.candidate, keys)]
    adding = [one for one in weighed if one not in ours and _only_added(one.candidate, lines, rules)]
    others = [one for one in weighed if one.score >= LEAST and one not in ours and one not in adding]
    credit = _of_source(tuple(authors.values())) if authors else None
    if not authors or any(one.candidate.key in authors for one in others):
        likely = others or [one for one in ours if one.score >= LEAST]
        credit = _best(raw, lines, likely, rules, own=not others) if likely else None
    names = dict.fromkeys(one.candidate.name for one in adding if one.candidate.kind in ("agency", "outlet"))
    return Credits(credit, tuple(name for name in names if credit is None or name not in credit.names))


def _best(raw: str, lines: Sequence[Line], likely: Sequence[Weighed], rules: CreditRules, *, own: bool) -> PageCredit:
    best = max(likely, key=lambda weighed: weighed.score)
    return _with_neighbours(raw, lines, best, [weighed.candidate for weighed in likely], rules, own=own)


def tag_credit(tag: str, own: Sequence[str], rules: CreditRules) -> PageCredit | None:
    """Return the credit that a dateline's tag of no table gives; null for the outlet's own and for a station's.

    >>> from wirecopy.clean.credit.forms import load_credit_rules
    >>> tag_credit("QXW", ["nordenherald.com"], load_credit_rules()).agency, tag_credit("KMIZ", [], load_credit_rules())
    ('QXW', None)
    """
    if CALL_SIGN.fullmatch(tag) or rules.sources.named(tag) or rules.sources.key(tag) in _keys(own, rules):
        return None
    return PageCredit((tag,), "agency", tag, None, None, STATED, "tag")


def section_credit(
    url: str | None, own: Sequence[str], rules: CreditRules, *, signed: bool = False
) -> PageCredit | None:
    """Return the credit that a section of an address gives: the agency, or the short name, that it is called after.

    Of a page with a byline only an agency's name in full tells: "ap" may hold what an outlet's own people add. A part
    of many words is a headline, and names whom it is about.

    >>> from wirecopy.clean.credit.forms import load_credit_rules
    >>> rules = load_credit_rules()
    >>> section_credit("https://nordenherald.com/ap/ap-world/ferry", [], rules).names
    ('AP',)
    >>> section_credit("https://nordenherald.com/people/ferry-sails", [], rules)
    >>> section_credit("https://nordenherald.com/tv/cnn-hosts-speak-out/", [], rules)
    >>> section_credit("https://nordenherald.com/ap/ap-world/ferry", [], rules, signed=True)
    >>> section_credit("https://nordenherald.com/theconversation/ferry", [], rules, signed=True).names
    ('The Conversation',)
    """
    path = (url or "").partition("://")[2][:MAX_PATH].partition("?")[0]
    keys = _keys(own, rules)
    for section in path.rstrip("/").split("/")[1:-1]:
        if section.count("-") >= _HEADLINE:
            continue
        for name in dict.fromkeys((section, section.partition("-")[0])):
            source = rules.sources.section(name, in_full=signed) if name.lower() not in rules.cues else None
            if source is not None and source.key not in keys and source.kind in WRITERS:
                return _of_source((source,))
    return None


def staff_credit(outlet: str, words: tuple[int, int] | None, rules: CreditRules) -> PageCredit | None:
    """Return the credit of a page with a byline and no other credit: its outlet's own; null where that prints others'.

    >>> from wirecopy.clean.credit.forms import load_credit_rules
    >>> rules = load_credit_rules()
    >>> staff_credit("nytimes.com", (4, 15), rules).names, staff_credit("msn.com", None, rules)
    (('New York Times',), None)
    """
    source = rules.sources.named(outlet)
    if source is not None and source.kind not in WRITERS:
        return None
    name = source.name if source else outlet
    agency = name if source and source.kind == "agency" else None
    start, end = words or (None, None)
    return PageCredit((name,), "agency" if agency else "own", agency, start, end, STATED, "byline_tail")


def _only_added(candidate: CreditCandidate, lines: Sequence[Line], rules: CreditRules) -> bool:
    """Tell whether a page says of a name only that it added to the text ("The AP contributed to this report").

    An agency's own texts say so of its writers, others' of the agency or of somebody there.

    >>> from wirecopy.clean.credit.forms import load_credit_rules
    >>> from wirecopy.clean.lines import split_lines
    >>> rules = load_credit_rules()
    >>> lines = split_lines("Reuters and AP contributed.\\nAP writer Ann Velt contributed.\\nContributing: AP")
    >>> [_only_added(weighed.candidate, lines, rules) for weighed in weigh(lines, (), rules)]
    [True, True, False, True]
    """
    text = lines[candidate.line].text
    behind, before = text[candidate.end :].partition(". ")[0], text[: candidate.start].rpartition(". ")[2]
    return _leads_to_added(_WORD.findall(behind), rules) or _leads_to_added(reversed(_WORD.findall(before)), rules)


def _leads_to_added(words: Iterable[str], rules: CreditRules) -> bool:
    """Tell whether nothing but names, and what joins and places them, stands before a word for adding to a text."""
    for word in words:
        low = word.lower()
        if low in rules.added:
            return True
        cue = rules.cues.get(low)
        if cue not in _OF_LISTS or not (cue or word[0].isupper() or len(word) == 1):
            return False
    return False


def _keys(own: Sequence[str], rules: CreditRules) -> frozenset[str]:
    return frozenset[str]().union(*[own_keys(name, rules) for name in own])


def _author_sources(author: str, rules: CreditRules) -> Iterator[NewsSource]:
    """Yield the sources that a stated author is or names: "Jane Roe, Reuters"; a name like a common word only alone.

    >>> from wirecopy.clean.credit.forms import load_credit_rules
    >>> rules = load_credit_rules()
    >>> names = "Jane Roe, Reuters", "Jane De Vogue", "Jane Roe AP"
    >>> [[source.name for source in _author_sources(name, rules)] for name in names]
    [['Reuters'], [], ['AP']]
    """
    whole = rules.sources.named(author)
    if whole:
        yield whole
    else:
        for name in rules.sources.find(author):
            if not name.common and name.source.kind in WRITERS and not in_person(author, name):
                yield name.source


def _of_source(authors: Sequence[NewsSource]) -> PageCredit:
    agencies = [source.name for source in authors if source.kind == "agency"]
    agency = agencies[0] if len(agencies) == 1 else None
    names = tuple([source.name for source in authors])
    return PageCredit(names, "agency" if agencies else "outlet", agency, None, None, STATED, "stated")


def weigh(
    lines: Sequence[Line], spans: Sequence[Span], rules: CreditRules, *, own: frozenset[str] = frozenset(),
    stated: frozenset[str] = frozenset(),
) -> list[Weighed]:  # fmt: skip
    """Return every candidate of a page, in printed order, with the probability that it wrote the text."""
    spread = layout(lines, spans)
    candidates = find_candidates(spread, rules)
    setting = Surroundings(spread, candidates, own, stated)
    weight = rules.weights.get
    weighed = []
    for candidate in candidates:
        if candidate.kind in WRITERS:
            score = 1 / (1 + math.exp(-sum([weight(name, 0.0) for name in features(candidate, setting, rules)])))
            least = SIGNED if setting.is_signature(candidate, rules) else 0.0
            weighed.append(Weighed(candidate, max(score, least)))
    return weighed


def _with_neighbours(
    raw: str, lines: Sequence[Line], best: Weighed, plain: Sequence[CreditCandidate], rules: CreditRules, *, own: bool
) -> PageCredit:
    line = lines[best.candidate.line]
    first = {candidate.key: candidate for candidate in reversed(plain) if candidate.line == line.number}
    credited = sorted(first.values(), key=lambda candidate: candidate.start)
    agencies = [candidate.name for candidate in credited if _is_agency(candidate, rules)]
    listed, agency = best.candidate.kind in ("agency", "outlet"), _is_agency(credited[0], rules)
    return PageCredit(
        names=tuple([candidate.name for candidate in credited]),
        kind="agency" if agency else "own" if own else "outlet",
        agency=agencies[0] if len(agencies) == 1 else None,
        start=line.at(raw, credited[0].start),
        end=line.at(raw, credited[-1].end - 1) + 1,
        score=round(best.score, 4),
        form="tag" if best.candidate.form == "dateline" and not listed else best.candidate.form,
    )


def _is_agency(candidate: CreditCandidate, rules: CreditRules) -> bool:
    return candidate.kind == "agency" or (
        candidate.kind == "publisher" and candidate.name.lower().split()[-1] in rules.agency_words
    )


def _is_own(candidate: CreditCandidate, own: frozenset[str]) -> bool:
    """Tell whether a name is the outlet's, or a station's tag in its own dateline ("COLUMBIA, Mo. (KMIZ)")."""
    return is_own(candidate, own) or (candidate.kind == "call_sign" and candidate.form == "dateline")
