"""The answer in one sentence, and what its sources are called there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from wirecopy.pipeline.checking.answer import OriginBounds, SourceGroup
from wirecopy.pipeline.checking.grouping import TITLE_ONLY
from wirecopy.pipeline.checking.source import CheckedSource

_LISTED = 5
_PRIMARY = ("interview", "release", "report")
_HOST = re.compile(r"[a-z]+://(?:www\.)?([\w.-]{1,100})", re.IGNORECASE)
_ONE_HEADLINE = "have nearly the same headline, and no text that could be compared"
_NAME_CHARS = 32
_SENTENCE_CHARS = 700


def names_of_sources(sources: Sequence[CheckedSource]) -> tuple[str, ...]:
    """Return what each source is called: its outlet, else its site, else its number; a second one with its number."""
    names = [_name(source) for source in sources]
    often = Counter(names)
    return tuple(name if often[name] == 1 else f"{name} [{number}]" for number, name in enumerate(names))


def _name(source: CheckedSource) -> str:
    url = source.url or ""
    site = _HOST.match(url)
    host = site[1].lower() if site else url.rpartition("/")[2]
    bare = f"article {source.article.article_id}" if source.stored and source.article else f"source {source.number}"
    titled = f"“{source.title}”" if source.title else bare
    name = " ".join((source.outlet or host or titled).split())
    return name if len(name) <= _NAME_CHARS else name[: _NAME_CHARS - 1] + "…"


def bounds_words(least: int, most: int) -> str:
    """Return bounds as they are read.

    >>> bounds_words(1, 1), bounds_words(1, 2), bounds_words(2, 2)
    ('1 origin', '1-2 origins', '2 origins')
    """
    if least == most:
        return f"{most} origin{'' if most == 1 else 's'}"
    return f"{least}-{most} origins"


def sentence_of(
    groups: Sequence[SourceGroup], events: Sequence[Sequence[int]], origins: OriginBounds, names: Sequence[str]
) -> str:
    """Return the answer in one sentence, the event that most sources tell first."""
    count = f"{len(names)} source{'' if len(names) == 1 else 's'}"
    event_of = {member: number for number, event in enumerate(events) for member in event}
    if len(events) > 1 and len(events) == len(names):
        return (
            f"{count} on {len(events)} different events: none has more than one source here, so none confirms another."
        )
    bounds = bounds_words(origins.least, origins.most)
    main = [group for group in groups if event_of.get(group.members[0], 0) == 0]
    others = [group for group in groups if group not in main]
    clauses = list(_clauses(main, names))
    if len(clauses) == 1 and len(events) <= 1:
        return f"{count}, {bounds}: {clauses[0]}."
    further = _other_events(others, events, origins, names)
    size = sum(len(group.members) for group in main if group.verdict != "not_comparable")
    head = f"{count}, {bounds}" + (f" for the event that {size} of them tell{'s' * (size == 1)}" if further else "")
    return _bounded(f"{head}: {'; '.join([*clauses, *further])}.")


def _other_events(
    groups: Sequence[SourceGroup], events: Sequence[Sequence[int]], origins: OriginBounds, names: Sequence[str]
) -> list[str]:
    if not groups:
        return []
    clauses = []
    single = [names[event[0]] for number, event in enumerate(events) if number and len(event) == 1]
    if len(single) > 1:
        clauses.append(f"{name_list(single)} report different events")
    for number, event in enumerate(events):
        if number == 0 or (len(event) == 1 and len(single) > 1):
            continue
        who = name_list([names[member] for member in event])
        bounds = f" ({bounds_words(*origins.by_event[number])})" if len(event) > 1 else ""
        clauses.append(f"{who} report{'s' if len(event) == 1 else ''} a different event{bounds}")
    return clauses


def _clauses(groups: Sequence[SourceGroup], names: Sequence[str]) -> Iterator[str]:
    """Yield a clause for each group; groups of one that are told alike share one."""
    before: SourceGroup | None = None
    for verdict, some in groupby(groups, key=lambda one: one.verdict if _is_plain(one, names) else one.members):
        same_kind = list(some)
        if isinstance(verdict, str) and len(same_kind) > 1:
            who = name_list([names[group.members[0]] for group in same_kind])
            alike = verdict == "not_comparable"
            yield f"{who} {'could not be compared' if alike else 'are not shown to depend on one another'}"
        else:
            yield _clause(same_kind[0], before, names)
        before = same_kind[-1]


def _is_plain(group: SourceGroup, names: Sequence[str]) -> bool:
    """Tell whether a group is one source of which no more is said than its verdict."""
    own = group.verdict == "not_shown_dependent" and not _is_of_agency(group, names[group.members[0]])
    return len(group.members) == 1 and (own or group.verdict == "not_comparable")


def _clause(group: SourceGroup, before: SourceGroup | None, names: Sequence[str]) -> str:
    who = name_list([names[member] for member in group.members])
    single = len(group.members) == 1
    on = name_list([names[member] for member in group.depends_on]) or "a text of the base"
    it = before is not None and group.depends_on == before.members
    text = f"one {group.origin.name} text" if group.origin.name and group.origin.kind == "agency" else "one text"
    if group.origin.kind == "outlet" and group.origin.name and len(group.members) > 1:
        text = f"one text, by {group.origin.name}"
    named = (
        f" ({group.origin.name})"
        if group.origin.name and group.origin.kind in ("interview", "release", "report")
        else ""
    )
    verb = {
        "same_text": "carries a text" if single else f"carry {text}" if _has_text(group) else _ONE_HEADLINE,
        "retold": f"{'retells' if single else 'retell'} {'it' if it else 'the text of ' + on}",
        "one_release": f"rest{'s' if single else ''} on one press release{named}",
        "one_interview_or_statement": f"rest{'s' if single else ''} on one {group.origin.kind}{named}"
        if group.origin.kind in ("interview", "statement", "report")
        else "rest on one interview or statement",
        "translated": f"{'has' if single else 'have'} {'it' if it else 'the text of ' + on} in another language",
        "different_events": f"report{'s' if single else ''} a different event",
        "not_comparable": f"could not be compared ({'its' if single else 'their'} origin is not known)",
        "not_shown_dependent": _own(group, who),
    }[group.verdict]
    return f"{who} {verb}"


def _is_of_agency(group: SourceGroup, who: str) -> bool:
    """Tell whether a group is an agency's text that somebody else printed."""
    return group.origin.kind == "agency" and bool(group.origin.name) and not who.startswith(group.origin.name or "")


def _has_text(group: SourceGroup) -> bool:
    return group.origin.confidence != TITLE_ONLY


def _own(group: SourceGroup, who: str) -> str:
    if _is_of_agency(group, who):
        return f"has the text of {group.origin.name}"
    return "is not shown to depend on another"


def name_list(names: Sequence[str]) -> str:
    """Return names as a list that is read; of many, the first ones and how many more.

    >>> name_list(["A", "B", "C"]), name_list(["A"])
    ('A, B and C', 'A')
    """
    if len(names) > _LISTED:
        return f"{', '.join(names[: _LISTED - 1])} and {len(names) - _LISTED + 1} more"
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def _bounded(sentence: str) -> str:
    if len(sentence) <= _SENTENCE_CHARS:
        return sentence
    return sentence[: _SENTENCE_CHARS - 30].rsplit(";", 1)[0] + "; the rest is in the groups."
