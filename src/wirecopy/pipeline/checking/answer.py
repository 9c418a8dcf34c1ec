"""The answer: how many origins, which groups, which events, what could not be compared; the same at every door."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from wirecopy.serve.views import Json

Verdict = Literal[
    "not_shown_dependent", "same_text", "retold", "one_release", "one_interview_or_statement", "translated",
    "different_events", "not_comparable",
]  # fmt: skip
PrimaryKind = Literal["agency", "outlet", "release", "interview", "statement", "report", "unknown"]
_MOST_REASONS, _REASON_CHARS = 3, 160
_COMPACT_REASONS, _COMPACT_CHARS = 2, 110
_LONG_LIST = 12  # groups from which a compact answer gives one reason each


@dataclass(frozen=True, slots=True)
class OriginBounds:
    """At least and at most so many origins, of the event that most sources tell; and of each event, in their order."""

    least: int
    most: int
    by_event: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupOrigin:
    """What a group rests on: its name where the sources give one, what that is, how sure it is."""

    name: str | None
    kind: PrimaryKind
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcePassage:
    """Words that two sources share: where they stand in each text as it was given."""

    member: int
    other: int
    start: int
    end: int
    other_start: int
    other_end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceGroup:
    """Sources that count as one, by their places in the list given, and what they depend on."""

    members: tuple[int, ...]
    verdict: Verdict
    origin: GroupOrigin
    reasons: tuple[str, ...]
    depends_on: tuple[int, ...] = ()
    passages: tuple[SourcePassage, ...] = ()


@dataclass(frozen=True, slots=True)
class NotCompared:
    """A source of which something could not be compared, and why."""

    member: int
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimCarrier:
    """A source that carries a claim: in which words, and to whom it ascribes them."""

    member: int
    text: str
    attributed_to: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedClaim:
    """One claim: who carries it, through how many origins, and what sources say otherwise of its figures."""

    claim: str
    carriers: tuple[ClaimCarrier, ...]
    least: int
    most: int
    figures: tuple[tuple[str, tuple[int, ...]], ...]
    """Each figure that sources give where the claim has one, with the sources that give it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceCheck:
    """How many origins stand behind some sources, and why; `sentence` says it in words."""

    sentence: str
    origins: OriginBounds
    groups: tuple[SourceGroup, ...]
    events: tuple[tuple[int, ...], ...]
    not_compared: tuple[NotCompared, ...]
    claims: tuple[CheckedClaim, ...]
    names: tuple[str, ...]
    """What each source is called in the sentence."""
    urls: tuple[str | None, ...]
    how: tuple[str, ...] = ()
    """How the bounds came about, a line for each event."""
    in_base: tuple[tuple[int, str], ...] = ()
    """Sources that share text with an article of the base, and its id."""


def check_json(answer: SourceCheck, *, detail: bool = False) -> dict[str, Json]:
    """Return the answer as plain values: compact, or with every reason and passage."""
    fields: dict[str, Json] = {
        "sentence": answer.sentence,
        "origins": {"least": answer.origins.least, "most": answer.origins.most},
        "groups": [_group(group, answer, detail=detail) for group in answer.groups],
        "events": [list(event) for event in answer.events],
        "not_compared": [{"member": source.member, "why": source.why} for source in answer.not_compared],
        "claims": [_claim(claim) for claim in answer.claims],
    }
    if len(answer.events) > 1:
        fields["origins_by_event"] = [list(bounds) for bounds in answer.origins.by_event]
    if answer.in_base:
        fields["in_base"] = [{"member": member, "article_id": name} for member, name in answer.in_base]
    if detail:
        fields["how"] = list(answer.how)
        fields["sources"] = [
            {"member": number, "name": name, "url": url}
            for number, (name, url) in enumerate(zip(answer.names, answer.urls, strict=True))
        ]
    return fields


def before_json(answer: SourceCheck) -> dict[str, Json]:
    """Return the keys by which `check_independence` and `/v1/independence` told the bounds before this answer."""
    return {
        "texts": len(answer.groups),
        "origins_low": answer.origins.least,
        "origins_high": answer.origins.most,
        "said": answer.sentence,
    }


def _group(group: SourceGroup, answer: SourceCheck, *, detail: bool) -> Json:
    few = 1 if len(answer.groups) > _LONG_LIST else _COMPACT_REASONS
    reasons = group.reasons if detail else tuple(_shortened(text, _COMPACT_CHARS) for text in group.reasons[:few])
    fields: dict[str, Json] = {
        "members": list(group.members),
        "verdict": group.verdict,
        "origin": {
            "name": group.origin.name,
            "kind": group.origin.kind,
            "confidence": group.origin.confidence,
        },
        "reasons": list(reasons),
        "depends_on": list(group.depends_on),
    }
    if detail:
        fields["urls"] = [answer.urls[member] for member in group.members]
        fields["passages"] = [
            {
                "member": p.member, "other": p.other, "start": p.start, "end": p.end,
                "other_start": p.other_start, "other_end": p.other_end, "text": p.text,
            }
            for p in group.passages
        ]  # fmt: skip
    return fields


def _claim(claim: CheckedClaim) -> Json:
    return {
        "claim": claim.claim,
        "carried_by": [
            {
                "member": carrier.member, "text": carrier.text, "attributed_to": carrier.attributed_to,
                "start": carrier.start, "end": carrier.end,
            }
            for carrier in claim.carriers
        ],
        "origins": {"least": claim.least, "most": claim.most},
        "figures": [{"figure": figure, "members": list(members)} for figure, members in claim.figures],
    }  # fmt: skip


def _shortened(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 2].rsplit(" ", 1)[0] + " …"
