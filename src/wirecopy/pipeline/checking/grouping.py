"""Texts, ties, headlines and events to groups: what counts as one, what depends on what, and the bounds."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from wirecopy.pipeline.checking.answer import GroupOrigin, OriginBounds, SourceGroup, Verdict
from wirecopy.pipeline.checking.one_event import chain_leaders
from wirecopy.pipeline.checking.text_node import TextNode, Tie

_WORD_FOR_WORD = 0.99
_MERGING = ("release", "interview", "excerpt")
_DEPENDING = ("retold", "translated")
STATED, INFERRED, TITLE_ONLY, NOTHING = 0.9, 0.7, 0.5, 0.3
"""Confidence in the origin of a group: credited by its sources, told by the texts, by headlines, by nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TitleGroup:
    """Sources with a headline alone that are nearly equal (or one), the text they go with, if any, and the event."""

    members: tuple[int, ...]
    text: int | None
    agency: str | None
    apart: bool
    """Whether the headlines say that it is another event than any other."""
    near: int | None = None
    """A source whose event it is, as far as headlines tell."""


@dataclass(frozen=True, slots=True)
class SourceGroups:
    """The groups in order, the events that they tell, and the bounds."""

    groups: tuple[SourceGroup, ...]
    events: tuple[tuple[int, ...], ...]
    origins: OriginBounds
    how: tuple[str, ...]


def group_sources(
    nodes: Sequence[TextNode],
    ties: Sequence[Tie],
    events: Sequence[int],
    titles: Sequence[TitleGroup],
    *,
    asked: int,
    unread: Collection[int],
    unsure: Mapping[int, str],
) -> SourceGroups:
    """Return the groups of the sources asked about (the first `asked`), with their events and bounds.

    `events` gives each text the first text of its event, `unsure` says of which texts that cannot be told, and why,
    `unread` are sources of which nothing can be said.
    """
    firm = [tie for tie in _of_one_interview(ties) if tie.kind in _MERGING]
    merged = chain_leaders(len(nodes), [(tie.a, tie.b) for tie in (*firm, *_of_primary_source(ties, firm))])
    owed = _owed(merged, ties)
    of_text: dict[int, list[TitleGroup]] = defaultdict(list)
    for title in titles:
        if title.text is not None:
            of_text[title.text].append(title)
    drafts: list[tuple[SourceGroup, int | None, bool]] = []
    for leader in sorted(set(merged)):
        members = [node for node in nodes if merged[node.number] == leader]
        more = [m for node in members for title in of_text[node.number] for m in title.members]
        tie = owed.get(leader)
        draft = _group(members, more, ties, merged, tie, nodes, asked)
        if draft.members and leader in unsure:
            drafts.append((_not_comparable(draft, unsure[leader]), None, False))
        elif draft.members:
            drafts.append((draft, events[leader], tie is not None and tie.certain))
    place: dict[int, int | None] = {member: key for draft, key, _ in drafts for member in draft.members}
    for number, title in enumerate(titles):
        if title.text is None:
            near = place.get(title.near) if title.near is not None else None
            key = -2 - number if title.apart and near is None else near
            drafts.append((_of_titles(title), key, False))
            place |= dict.fromkeys(title.members, key)
    drafts += [(_unread(number), None, False) for number in sorted(unread)]
    return _groups_by_event(drafts)


def _of_one_interview(ties: Sequence[Tie]) -> list[Tie]:
    """Return the ties without those by which texts that rest on several interviews would chain them together.

    Each text counts with the interview, statement or paper that most of the others name.
    """
    spoken = [tie for tie in ties if tie.kind == "interview" and tie.source]
    often = Counter(tie.source for tie in spoken)
    own: dict[int, str | None] = {}
    for tie in sorted(spoken, key=lambda tie: (-often[tie.source], str(tie.source))):
        for number in (tie.a, tie.b):
            own.setdefault(number, tie.source)
    return [tie for tie in ties if tie not in spoken or own[tie.a] == own[tie.b] == tie.source]


def _of_primary_source(ties: Sequence[Tie], firm: Sequence[Tie]) -> list[Tie]:
    """Return the ties of texts that retell or translate what rests on a release or interview: they rest on it too."""
    resting = {number for tie in firm if tie.kind in ("release", "interview") for number in (tie.a, tie.b)}
    depending = [tie for tie in ties if tie.kind in _DEPENDING and tie.one_event]
    ties_found: list[Tie] = []
    while more := [tie for tie in depending if tie.a in resting and tie.b not in resting]:
        ties_found += more
        resting |= {tie.b for tie in more}
    return ties_found


def _owed(merged: Sequence[int], ties: Sequence[Tie]) -> dict[int, Tie]:
    """Return for each group the tie by which it may depend on another, the surest first; never in a ring."""
    owed: dict[int, Tie] = {}
    for tie in sorted(ties, key=lambda t: not t.certain):
        on, of = merged[tie.a], merged[tie.b]
        if tie.kind not in _DEPENDING or on == of or of in owed:
            continue
        at = on
        while at in owed and at != of:
            at = merged[owed[at].a]
        if at != of:
            owed[of] = tie
    return owed


def _group(
    members: Sequence[TextNode],
    more: Sequence[int],
    ties: Sequence[Tie],
    merged: Sequence[int],
    tie: Tie | None,
    nodes: Sequence[TextNode],
    asked: int,
) -> SourceGroup:
    numbers = sorted({s.number for node in members for s in node.sources if s.number < asked} | set(more))
    inner = [t for t in ties if t.kind in _MERGING and merged[t.a] == merged[members[0].number]]
    released = next((node.release for node in members if node.release), None)
    several = sum(len(node.sources) for node in members) + len(more) > 1
    verdict: Verdict = "same_text" if several else "not_shown_dependent"
    if tie is not None:
        verdict = "translated" if tie.kind == "translated" else "retold"
    if any(t.kind == "release" for t in inner) or (released and several):
        verdict = "one_release"
    elif any(t.kind == "interview" for t in inner):
        verdict = "one_interview_or_statement"
    depends: tuple[int, ...] = ()
    reasons = [t.reason for t in inner]
    if tie is not None:
        depends = tuple(sorted(s.number for s in nodes[tie.a].sources if s.number < asked))
        reasons.insert(0, tie.reason)
    if released and several and not inner:
        reasons.append(f"It shows a release (“{released[0]}”).")
    if several and not inner and len(members) == 1:
        stored = sum(source.stored for source in members[0].sources)
        also = f"; {stored} of the base have it too" if stored and len(numbers) < len(members[0].sources) else ""
        least = min(members[0].shares, key=lambda row: row[1], default=None)
        whole = least is not None and least[1] >= _WORD_FOR_WORD
        much = f", of each at least {round(100 * least[1])} % in the fullest" if least and not whole else ""
        much = ", word for word" if whole else much
        reasons.append(f"One text stands on {len(numbers)} page{'s' if len(numbers) > 1 else ''}{much}{also}.")
    reasons += _credits(members)
    own = [t for t in ties if t is not tie and t not in inner and merged[t.b] == merged[members[0].number]]
    reasons += [t.reason for t in own if merged[t.a] != merged[t.b]]
    origin = _origin(members, inner, released if verdict == "one_release" else None)
    return SourceGroup(
        members=tuple(numbers),
        verdict=verdict,
        origin=origin,
        reasons=tuple(dict.fromkeys(reasons)),
        depends_on=depends,
    )


def _credits(members: Sequence[TextNode]) -> list[str]:
    reasons = []
    for source in (source for node in members for source in node.sources):
        if source.agency:
            words = f" (“{source.credit_words}”)" if source.credit_words else ""
            reasons.append(f"{source.agency} is credited{words}.")
        if source.helped:
            reasons.append(f"It names {source.helped} for part of the reporting.")
        if source.site is not None and source.site.kind == "aggregator":
            reasons.append(f"{source.site.name} shows what others wrote.")
    return reasons


def _origin(members: Sequence[TextNode], inner: Sequence[Tie], released: tuple[str, str | None] | None) -> GroupOrigin:
    if released is not None or any(tie.kind == "release" for tie in inner):
        name = released[1] if released else next((t.source for t in inner if t.source), None)
        return GroupOrigin(name=name, kind="release", confidence=STATED if name else INFERRED)
    if any(tie.kind == "interview" for tie in inner):
        spoken = next((tie for tie in inner if tie.kind == "interview" and not tie.statement), None)
        return GroupOrigin(
            name=spoken.source if spoken else None, kind=spoken.primary if spoken else "statement", confidence=INFERRED
        )
    agencies = [node.agency for node in members if node.agency]
    if agencies:
        return GroupOrigin(name=agencies[0], kind="agency", confidence=STATED)
    outlets = {source.outlet for node in members for source in node.sources}
    name = next(iter(outlets))
    site = members[0].sources[0].site
    if len(outlets) == 1 and name and not (site and site.kind == "aggregator"):
        return GroupOrigin(name=name, kind="outlet", confidence=INFERRED)
    return GroupOrigin(name=None, kind="unknown", confidence=NOTHING)


def _of_titles(title: TitleGroup) -> SourceGroup:
    several = len(title.members) > 1
    reason = (
        "Their headlines are nearly equal; no text could be compared." if several else "Only its headline is known."
    )
    kind = "agency" if title.agency else "unknown"
    return SourceGroup(
        members=title.members,
        verdict="same_text" if several else "not_comparable",
        origin=GroupOrigin(name=title.agency, kind=kind, confidence=TITLE_ONLY if several or title.agency else NOTHING),  # type: ignore[arg-type]
        reasons=(reason, *([f"{title.agency} is credited in a headline or byline."] if title.agency else [])),
    )


def _not_comparable(group: SourceGroup, reason: str) -> SourceGroup:
    return replace(group, verdict="not_comparable", reasons=(reason, *group.reasons))


def _unread(number: int) -> SourceGroup:
    return SourceGroup(
        members=(number,),
        verdict="not_comparable",
        origin=GroupOrigin(name=None, kind="unknown", confidence=NOTHING),
        reasons=("Nothing of it could be compared.",),
    )


def _groups_by_event(drafts: Sequence[tuple[SourceGroup, int | None, bool]]) -> SourceGroups:
    """Return the groups by event, that of most sources first; groups of no known event are put with it."""
    by_event: dict[int, list[tuple[SourceGroup, bool]]] = defaultdict(list)
    loose = [draft for draft, key, _ in drafts if key is None]
    for draft, key, certain in drafts:
        if key is not None:
            by_event[key].append((draft, certain))

    def size(rows: list[tuple[SourceGroup, bool]]) -> int:
        return sum(len(group.members) for group, _ in rows)

    ordered = sorted(by_event.values(), key=lambda rows: (-size(rows), min(g.members[0] for g, _ in rows)))
    groups: list[SourceGroup] = []
    bounds, events, how = [], [], []
    apart = len(ordered) > 1
    for number, rows in enumerate(ordered):
        own_groups = [_renamed(group, alone=apart and len(rows) == 1) for group, _ in rows]
        unknown = sum(group.verdict == "not_comparable" for group in own_groups) + (len(loose) if number == 0 else 0)
        surely = sum(sure for _, sure in rows)
        dependent = sum(bool(group.depends_on) or _in_base_only(group) for group in own_groups)
        firm = len(own_groups) - sum(group.verdict == "not_comparable" for group in own_groups)
        least, most = max(1, firm - dependent), max(1, firm - surely + unknown)
        bounds.append((least, most))
        event_groups = [*own_groups, *loose] if number == 0 else own_groups
        events.append(tuple(sorted(m for group in event_groups for m in group.members)))
        how.append(_count_sentence(len(event_groups), dependent, surely, unknown, least, most))
        groups += sorted(own_groups, key=_place)
    if not ordered and loose:
        bounds, how = [(1, len(loose))], [_count_sentence(len(loose), 0, 0, len(loose), 1, len(loose))]
        events = [tuple(sorted(m for group in loose for m in group.members))]
    least, most = bounds[0] if bounds else (0, 0)
    return SourceGroups((*groups, *loose), tuple(events), OriginBounds(least, most, tuple(bounds)), tuple(how))


def _place(group: SourceGroup) -> tuple[bool, bool, int, int]:
    """Return where a group stands in the answer: what depends on others behind them, what is not known last."""
    return group.verdict == "not_comparable", bool(group.depends_on), -len(group.members), group.members[0]


def _in_base_only(group: SourceGroup) -> bool:
    """Tell whether a group depends on what only the base has."""
    return group.verdict in ("retold", "translated") and not group.depends_on


def _renamed(group: SourceGroup, *, alone: bool) -> SourceGroup:
    if alone and len(group.members) == 1 and group.verdict in ("not_shown_dependent", "not_comparable"):
        reason = "It tells of another event than the other sources."
        return replace(group, verdict="different_events", reasons=(reason, *group.reasons))
    return group


def _count_sentence(groups: int, dependent: int, certain: int, unknown: int, least: int, most: int) -> str:
    parts = [f"{groups} group{'' if groups == 1 else 's'}"]
    if dependent:
        parts.append(f"{dependent} may depend on another ({certain} of them for certain)")
    if unknown:
        parts.append(f"{unknown} could not be compared")
    return f"{', '.join(parts)}: at least {least}, at most {most}."
