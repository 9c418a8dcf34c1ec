"""How many sources stand behind a story that are not shown to depend on one another, and why.

A text (a family of copies, or a lone article) rests on one origin: the agency or outlet its pages credit, else the
outlet that runs it under a byline of its own or plainly ran it first, else an unknown one. Two texts credited to one
source, and those of its own pages beside them, are one source told twice and share an origin.
Other texts are two origins as far as nothing shows that one may depend on the other (`origins_dependence`).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from wirecopy.corrections import Correction
from wirecopy.ids import content_id
from wirecopy.languages.publishers import load_sources
from wirecopy.page_kinds import NO_ARTICLE
from wirecopy.stories.origins_dependence import Dependence, OriginText, credit_names, dependences
from wirecopy.stories.origins_signals import Signals
from wirecopy.stories.text_credit import (
    Credit,
    Credited,
    Owner,
    contributors_of,
    corrected,
    credited_by,
    gathers,
    names_of_credit,
    outlet_key,
    owners_of,
    release_of,
    settled_by_correction,
    staff_of,
)  # fmt: skip
from wirecopy.times import instant
from wirecopy.types import Copy, Origin, OriginKind, Reason, Story

HEAD_START_SECONDS = 1800  # an outlet is first only when it leads by more than clocks and delays of posting explain

# As right as each was on credited pages of the learning half, a text counted once (evals/origins, calibration).
CREDITED_BY_MOST, CREDITED_BY_FEW, CREDIT_DISPUTED = 0.97, 0.9, 0.6
PUT_RIGHT = 1.0  # by whoever keeps the base
FIRST_OUTLET, CONTRIBUTED, ONLY_OUTLET, ONE_OWNER, NOTHING_KNOWN = 0.6, 0.6, 0.85, 0.7, 0.3
MOST_REASONS = 6  # of a dependence; further texts that show the same add nothing


@dataclass(frozen=True, slots=True)
class _Finding:
    kind: OriginKind
    name: str | None
    confidence: float
    reasons: tuple[Reason, ...]
    key: str = ""
    """One for all texts of a source, where pages credit it or it ran the text alone."""
    credited: bool = False
    claims: frozenset[str] = frozenset()
    """Of a text whose pages disagree, the sources they credit."""
    primary_source: str | None = None


def find_origins(
    stories: Iterable[Story],
    credits: Iterable[Credit],
    *,
    signals: Iterable[Signals] = (),
    copies: Iterable[Copy] = (),
    owners: Mapping[str, str] | None = None,
    corrections: Sequence[Correction] = (),
) -> list[Origin]:
    """Return a row per article: the origin it rests on, with the reasons; sorted by story and article.

    What its source took back is no source, nor is a page that is no article; they have no row.

    `signals` are those of canonical and lone articles, `copies` the links between texts, `owners` the owner of
    each outlet, `corrections` what the user knows better. Where nothing but the credits is given, no dependence
    between texts is looked for.
    """
    settled_credits = corrected(credits, corrections)
    credit_of = {credit.article_id: credit for credit in settled_credits}
    belonging = owners_of(owners or {}, corrections)
    signals_of = {one.article_id: one for one in signals}
    texts: dict[str, dict[str, list[Credit]]] = defaultdict(lambda: defaultdict(list))
    story_of = {}
    for story in stories:
        if credit_of[story.article_id].withdrawn or credit_of[story.article_id].form in NO_ARTICLE:
            continue
        texts[story.story_id][story.family_id or story.article_id].append(credit_of[story.article_id])
        story_of[story.article_id] = story.story_id
    links: dict[str, list[Copy]] = defaultdict(list)
    for copy in copies:
        if story_of.get(copy.article_a, "") == story_of.get(copy.article_b):
            links[story_of[copy.article_a]].append(copy)
    rows = [
        row
        for story_id, found in texts.items()
        for row in _story(story_id, found, signals_of, links[story_id], belonging, settled_credits)
    ]
    return sorted(rows, key=lambda row: (row.story_id, row.article_id))


def _story(
    story_id: str,
    members_of: Mapping[str, list[Credit]],
    told: Mapping[str, Signals],
    links: Sequence[Copy],
    owners: Mapping[str, Owner],
    words: Mapping[Credit, tuple[str, ...]],
) -> Iterator[Origin]:
    findings: dict[str, _Finding] = {}
    texts = []
    for text_id, members in members_of.items():
        members.sort(key=lambda credit: credit.article_id)
        finding = _with_contributors(_one_text(members, owners), members)
        findings[text_id] = _with_corrections(finding, members, words)
    sources = {found.key: found for found in findings.values() if found.credited}
    for text_id, members in members_of.items():
        found = findings[text_id]
        shared = sources.get(found.key, found) if found.key else found
        of = shared.name if shared.kind == "agency" else shared.key if shared.credited else text_id
        origin_id = content_id("o", story_id, shared.kind, of)
        texts.append(_as_text(text_id, origin_id, found, members, told))
    texts.sort(key=lambda text: text.rank)
    leaning = list(dependences(texts, links)) if len(texts) > 1 else []
    owed, primary = _owed(leaning), _primary_sources(leaning, findings)
    for text in texts:
        if text.origin_id not in owed and (may := _may_share(findings[text.text_id], texts, findings)):
            owed[text.origin_id] = may
    for text in texts:
        found = findings[text.text_id]
        on, reasons = owed.get(text.origin_id, (None, ()))
        rests_on = primary.get(text.text_id, found.primary_source)
        if rests_on and rests_on != found.primary_source:
            reasons = (Reason("primary_source", f"It quotes {rests_on}, as another text of the story does."), *reasons)
        for member in members_of[text.text_id]:
            yield Origin(
                story_id=story_id, origin_id=text.origin_id, article_id=member.article_id, kind=found.kind,
                name=found.name, confidence=found.confidence, depends_on=on, reasons=(*found.reasons, *reasons),
                primary_source=rests_on,
            )  # fmt: skip


def _as_text(
    text_id: str, origin_id: str, finding: _Finding, members: Sequence[Credit], told: Mapping[str, Signals]
) -> OriginText:
    times = [time for member in members if (time := instant(member.published)) is not None]
    names = credit_names(finding.name)
    if len(members) == 1:
        names |= credit_names(members[0].outlet)
    return OriginText(
        text_id=text_id,
        origin_id=origin_id,
        label=finding.name or _runner(members),
        names=names,
        rank=(
            finding.kind != "agency",
            -len(members) if len(members) > 1 else 0,
            min(times, default=float("inf")),
            text_id,
        ),
        article_ids=frozenset(member.article_id for member in members),
        added=frozenset(form for name in contributors_of(members) for form in credit_names(name)),
        signals=next((told[member.article_id] for member in members if member.article_id in told), None),
    )


def _runner(members: Sequence[Credit]) -> str:
    """Return what to call a text without a source: the outlet that is known to have run it first."""
    first = min(members, key=lambda member: (instant(member.published) or float("inf"), member.article_id))
    return f"the text in {first.outlet}" if first.outlet else "another text"


def _primary_sources(leaning: Iterable[Dependence], findings: Mapping[str, _Finding]) -> dict[str, str]:
    """Return for each text that shares a statement with another what both rest on: a release, else the statement."""
    source_of: dict[str, str] = {}
    for found in leaning:
        if found.statement:
            known = (findings[text].primary_source or source_of.get(text) for text in found.texts)
            both = next(filter(None, known), f"a statement (“{found.statement} …”)")
            source_of |= {text: findings[text].primary_source or both for text in found.texts}
    return source_of


def _owed(leaning: Iterable[Dependence]) -> dict[str, tuple[str | None, tuple[Reason, ...]]]:
    """Return for each origin what it may depend on, and the reasons; no two depend on each other in a ring."""
    owed: dict[str, tuple[str | None, tuple[Reason, ...]]] = {}
    for found in leaning:
        on, reasons = owed.get(found.origin_id, (None, ()))
        if found.counts and on is None and not _leads_to(found.on, found.origin_id, owed):
            on = found.on
        if len(reasons) < MOST_REASONS and (on == found.on or not found.counts):
            owed[found.origin_id] = on, tuple(dict.fromkeys((*reasons, found.reason)))
    return owed


def _may_share(
    finding: _Finding, texts: Sequence[OriginText], findings: Mapping[str, _Finding]
) -> tuple[str, tuple[Reason, ...]] | None:
    """Return the origin that a text may rest on too, as some of its pages credit it."""
    for text in texts:
        other = findings[text.text_id]
        if other.key in finding.claims and other.name:
            return text.origin_id, (Reason("may_share_source", f"Some of its pages credit {other.name}."),)
    return None


def _leads_to(origin: str, wanted: str, owed: Mapping[str, tuple[str | None, tuple[Reason, ...]]]) -> bool:
    at: str | None = origin
    while at is not None and at != wanted:
        at = owed.get(at, (None, ()))[0]
    return at == wanted


def _with_contributors(finding: _Finding, members: Sequence[Credit]) -> _Finding:
    """Return what is found with who added to the text, by its pages: that is no origin of it."""
    added = [(name, page) for name, page in contributors_of(members).items() if name != finding.name]
    reasons = [
        Reason("contributed", f"{page.outlet or 'A page'} says that {name} contributed to it.") for name, page in added
    ]
    return replace(finding, reasons=(*finding.reasons, *reasons))


def _with_corrections(
    finding: _Finding, members: Sequence[Credit], words: Mapping[Credit, tuple[str, ...]]
) -> _Finding:
    sentences = dict.fromkeys(said for member in members for said in words[member])
    return replace(finding, reasons=(*finding.reasons, *[Reason("corrected", said) for said in sentences]))


def _one_text(members: Sequence[Credit], owners: Mapping[str, Owner]) -> _Finding:
    shared = _shared_text(members)
    settled = settled_by_correction(members)
    if settled and settled.credit:
        kind: OriginKind = "agency" if settled.credit_kind == "agency" else "outlet"
        return _Finding(kind, settled.credit, PUT_RIGHT, shared, outlet_key(settled.credit), credited=True)
    credited = credited_by([member for member in members if not lists(member.outlet)])
    release = release_of(members, credited)
    if release and release[1]:
        shared = (*shared, Reason("release", release[1]))
    if credited:
        return replace(_credited(members, credited, shared), primary_source=release and release[0])
    no_credit = _no_credit(members)
    if release:
        return _Finding("unknown", None, NOTHING_KNOWN, (*shared, no_credit), primary_source=release[0])
    outlets = {member.outlet for member in members}
    if all(gathers(outlet) for outlet in outlets):
        gathered = Reason("aggregator", f"{', '.join(sorted(map(str, outlets)))} shows what others wrote.")
        return _Finding("unknown", None, NOTHING_KNOWN, (*shared, no_credit, gathered))
    keys = {outlet_key(outlet) for outlet in outlets}
    if len(keys) == 1 and None not in outlets:
        outlet = min(map(str, outlets))
        only = Reason("only_outlet", f"Only {' and '.join(sorted(map(str, outlets)))} ran it.")
        return _Finding("outlet", outlet_label(outlet), ONLY_OUTLET, (*shared, no_credit, only), key=keys.pop())
    if len(members) == 1:
        unnamed = Reason("outlet_unknown", "The page does not say which outlet it is from.")
        return _Finding("unknown", None, NOTHING_KNOWN, (no_credit, unnamed))
    owned = [owners.get(outlet or "") for outlet in sorted(map(str, outlets))]
    names = {owner.name if owner else None for owner in owned}
    if len(names) == 1 and None not in names:
        reason = Reason("one_owner", f"All {len(outlets)} outlets that ran it belong to {min(map(str, names))}.")
        reasons = [Reason("corrected", owner.words) for owner in owned if owner and owner.words]
        return _Finding("outlet", min(map(str, names)), ONE_OWNER, (*shared, no_credit, reason, *reasons))
    behind = _behind_several(members)
    if behind:
        kind, name, confidence, why = behind
        return _Finding(kind, name, confidence, (*shared, no_credit, why), key=outlet_key(name))
    staff = [outlet for outlet in staff_of(members) if not gathers(outlet)]
    if len(staff) == 1:
        own = Reason("own_byline", f"Of its outlets only {staff[0]} signs it, with a name that may be a guest's.")
        return _Finding("unknown", None, NOTHING_KNOWN, (*shared, no_credit, own))
    first, why = _first_outlet(members)
    if first:
        return _Finding("outlet", outlet_label(first), FIRST_OUTLET, (*shared, no_credit, why))
    return _Finding("unknown", None, NOTHING_KNOWN, (*shared, no_credit, why))


def _behind_several(members: Sequence[Credit]) -> tuple[OriginKind, str, float, Reason] | None:
    """Return who is behind a text of several outlets that credit nobody else: one whom all give for their own house,
    else the one agency that some of them say added to it: what the others have too is not theirs."""
    houses = {member.credit if member.credit_kind == "own" else None for member in members}
    if len(houses) == 1 and (house := houses.pop()):
        return "outlet", house, ONLY_OUTLET, Reason("one_house", f"All its pages give {house} for their own house.")
    agencies = [
        name for name in contributors_of(members) if (told := load_sources().named(name)) and told.kind == "agency"
    ]
    silent = {outlet_key(member.outlet) for member in members if not member.contributors}
    if len(agencies) != 1 or silent <= {outlet_key(member.outlet) for member in members if member.contributors}:
        return None
    sentence = f"It stands at several outlets, and some of them say that {agencies[0]} contributed to it."
    return "agency", agencies[0], CONTRIBUTED, Reason("contributed_text", sentence)


def lists(outlet: str | None) -> bool:
    """Tell whether an outlet's pages list what many wrote: an agency named there is that of one item of the list."""
    source = load_sources().named(outlet) if outlet else None
    return source is not None and source.lists


def outlet_label(outlet: str) -> str:
    """Return the name of an origin that is an outlet: one for all its sites, and for those that credit it.

    >>> outlet_label("cnn.com"), outlet_label("nordenherald.example")
    ('CNN', 'nordenherald.example')
    """
    source = load_sources().named(outlet)
    return source.name if source else outlet


def _no_credit(members: Sequence[Credit]) -> Reason:
    listed = sorted({m.outlet for m in members if m.agency and m.outlet})
    if listed:
        sentence = f"{', '.join(listed)} lists what many wrote: the agency named there is that of one item."
        return Reason("credit_of_list", sentence)
    return Reason("no_credit", "No page credits an agency." if len(members) > 1 else "The page credits no agency.")


def _shared_text(members: Sequence[Credit]) -> tuple[Reason, ...]:
    if len(members) == 1:
        return ()
    return (Reason("one_text", f"One text stands on {len(members)} pages."),)


def _credited(members: Sequence[Credit], credited: Sequence[Credited], shared: tuple[Reason, ...]) -> _Finding:
    best, others = credited[0], [one.name for one in credited[1:] if not _is_with(one, credited[0])]
    reasons = [*shared, *_credit_reasons(best, len(members))]
    if best.own:
        sites = ", ".join(sorted({str(member.outlet) for member in best.own}))
        reasons.append(Reason("own_page", f"{sites} runs it and credits nobody else."))
    together = [one.name for one in credited[1:] if _is_with(one, best)]
    if together:
        reasons.append(Reason("credited_together", f"Beside {best.name} they name {', '.join(together)}."))
    if best.votes <= sum(one.votes for one in credited if one.name in others):
        sentence = f"Pages credit {', '.join(sorted([best.name, *others]))}, none of them most of all."
        claims = frozenset([one.key for one in credited])
        return _Finding("unknown", None, NOTHING_KNOWN, (*shared, Reason("agencies_differ", sentence)), claims=claims)
    rivals = [outlet for outlet in staff_of(members) if outlet_key(outlet) not in {one.key for one in credited}]
    if best.kind == "outlet" and not best.own and best.votes <= len(rivals):
        sentence = f"Pages credit {best.name}; {', '.join(rivals)} runs it under a byline of its own."
        claims = frozenset([best.key, *map(outlet_key, rivals)])
        return _Finding("unknown", None, NOTHING_KNOWN, (*shared, Reason("agencies_differ", sentence)), claims=claims)
    if others:
        reasons.append(Reason("agencies_differ", f"Other pages credit {', '.join(sorted(others))}."))
        return _Finding(best.kind, best.name, CREDIT_DISPUTED, tuple(reasons), best.key, credited=True)
    sure = CREDITED_BY_MOST if 2 * best.votes > len(members) else CREDITED_BY_FEW
    return _Finding(best.kind, best.name, sure, tuple(reasons), best.key, credited=True)


def _is_with(one: Credited, best: Credited) -> bool:
    """Tell whether a source is only named by pages that name the other as well ("Los Angeles Times (TNS)")."""
    return set(one.pages) <= set(best.pages)


def _credit_reasons(best: Credited, count: int) -> Iterator[Reason]:
    """Yield how its pages credit a source: by name, and by the address of a copy."""
    named = [member for member in best.pages if names_of_credit(member)]
    pages = f"{len(named)} of {count} pages credit" if count > 1 else "The page credits"
    if named and best.kind == "agency":
        sources = Counter(m.agency_source if m.agency and m.agency_source else "credit" for m in named)
        where = ", ".join(f"{source} ({times})" for source, times in sorted(sources.items()))
        yield Reason("agency_credited", f"{pages} {best.name}: {where}.")
    elif named:
        yield Reason("outlet_credited", f"{pages} {best.name}: {_outlets(named)}.")
    if linked := [member for member in best.pages if member not in named]:
        gives = "gives" if len(linked) == 1 else "give"
        yield Reason("copy_linked", f"{_outlets(linked)} {gives} the address of a copy by {best.name}.")


def _outlets(members: Sequence[Credit]) -> str:
    return ", ".join(sorted({str(member.outlet) for member in members if member.outlet})) or "outlet not known"


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
    if first.outlet is None or gathers(first.outlet) or lead < HEAD_START_SECONDS:
        return None, Reason("order_undecided", "Which page came first is undecided: the times lie too close together.")
    ahead = f"{first.outlet} ran it {round(lead / 60)} minutes before any other."
    return first.outlet, Reason("first_published", ahead)
