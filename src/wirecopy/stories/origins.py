"""How many sources stand behind a story that are not shown to depend on one another, and why.

A text (a family of copies, or a lone article) rests on one origin: the agency its pages credit, else the outlet
that plainly ran it first, else an unknown one. Two texts that credit the same agency still are two origins only as
far as nothing shows otherwise; one agency's two texts are one source told twice, so they share an origin.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from wirecopy.ids import content_id
from wirecopy.times import instant
from wirecopy.types import Origin, OriginKind, Reason, Story

HEAD_START_SECONDS = 1800  # an outlet is first only when it leads by more than clocks and delays of posting explain

CREDITED_BY_MOST, CREDITED_BY_FEW, CREDIT_DISPUTED = 0.95, 0.9, 0.6
FIRST_OUTLET, ONLY_OUTLET, NOTHING_KNOWN = 0.6, 0.7, 0.3


@dataclass(frozen=True, slots=True)
class Credit:
    """What an article says of where it comes from."""

    article_id: str
    outlet: str | None
    agency: str | None
    agency_source: str | None
    published: str | None


@dataclass(frozen=True, slots=True)
class _Finding:
    kind: OriginKind
    name: str | None
    confidence: float
    reasons: tuple[Reason, ...]


def find_origins(stories: Iterable[Story], credits: Iterable[Credit]) -> list[Origin]:
    """Return a row per article: the origin it rests on, with the reasons; sorted by story and article."""
    credit_of = {credit.article_id: credit for credit in credits}
    texts: dict[tuple[str, str], list[Credit]] = defaultdict(list)
    for story in stories:
        texts[story.story_id, story.family_id or story.article_id].append(credit_of[story.article_id])
    rows = []
    for (story_id, text_id), members in texts.items():
        members.sort(key=lambda credit: credit.article_id)
        found = _one_text(members)
        named = found.name if found.kind == "agency" else text_id
        origin_id = content_id("o", story_id, found.kind, named)
        what = found.kind, found.name, found.confidence, None, found.reasons
        rows += [Origin(story_id, origin_id, member.article_id, *what) for member in members]
    return sorted(rows, key=lambda row: (row.story_id, row.article_id))


def _one_text(members: Sequence[Credit]) -> _Finding:
    shared = _shared_text(members)
    credited = Counter(member.agency for member in members if member.agency)
    if credited:
        return _agency(members, credited, shared)
    no_credit = Reason("no_credit", "No page credits an agency." if len(members) > 1 else "The page credits no agency.")
    outlets = {member.outlet for member in members}
    if len(outlets) == 1 and None not in outlets:
        (outlet,) = outlets
        only = Reason("only_outlet", f"Only {outlet} ran it.")
        return _Finding("outlet", outlet, ONLY_OUTLET, (*shared, no_credit, only))
    if len(members) == 1:
        unnamed = Reason("outlet_unknown", "The page does not say which outlet it is from.")
        return _Finding("unknown", None, NOTHING_KNOWN, (no_credit, unnamed))
    first, why = _first_outlet(members)
    if first:
        return _Finding("outlet", first, FIRST_OUTLET, (*shared, no_credit, why))
    return _Finding("unknown", None, NOTHING_KNOWN, (*shared, no_credit, why))


def _shared_text(members: Sequence[Credit]) -> tuple[Reason, ...]:
    if len(members) == 1:
        return ()
    return (Reason("one_text", f"One text stands on {len(members)} pages."),)


def _agency(members: Sequence[Credit], credited: Counter[str], shared: tuple[Reason, ...]) -> _Finding:
    agency, votes = min(credited.items(), key=lambda row: (-row[1], row[0]))
    sources = Counter(m.agency_source or "page" for m in members if m.agency == agency)
    where = ", ".join(f"{source} ({count})" for source, count in sorted(sources.items()))
    pages = f"{votes} of {len(members)} pages credit" if len(members) > 1 else "The page credits"
    reasons = [*shared, Reason("agency_credited", f"{pages} {agency}: {where}.")]
    others = sorted(set(credited) - {agency})
    if others:
        reasons.append(Reason("agencies_differ", f"Other pages credit {', '.join(others)}."))
        return _Finding("agency", agency, CREDIT_DISPUTED, tuple(reasons))
    sure = CREDITED_BY_MOST if 2 * votes > len(members) else CREDITED_BY_FEW
    return _Finding("agency", agency, sure, tuple(reasons))


def _first_outlet(members: Sequence[Credit]) -> tuple[str | None, Reason]:
    """Return the outlet that ran the text plainly before all others, if one did, and what settles or unsettles it."""
    times = [(instant(member.published), member) for member in members]
    undated = sum(time is None for time, _ in times)
    if undated:
        which = "one page states" if undated == 1 else f"{undated} pages state"
        return None, Reason("order_undecided", f"Which page came first is undecided: {which} no time of publication.")
    if any("T" not in (member.published or "") for member in members):
        return None, Reason("order_undecided", "Which page came first is undecided: some state a day without a time.")
    ordered = sorted(times, key=lambda row: (row[0] or 0.0, row[1].article_id))
    (earliest, first), (following, _) = ordered[0], ordered[1]
    lead = (following or 0.0) - (earliest or 0.0)
    if first.outlet is None or lead < HEAD_START_SECONDS:
        return None, Reason("order_undecided", "Which page came first is undecided: the times lie too close together.")
    ahead = f"{first.outlet} ran it {round(lead / 60)} minutes before any other."
    return first.outlet, Reason("first_published", ahead)
