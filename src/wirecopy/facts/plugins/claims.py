"""Facts that a model outside wirecopy claims: kept only where their words stand in the text, as they stand there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, Protocol, get_args

from wirecopy.facts.contract import Facts, merge, raw_mentions
from wirecopy.facts.knowledge.knowledge import Knowledge
from wirecopy.facts.plugins.event_claims import FIELDS, TYPES, claimed_event, names_of
from wirecopy.facts.style_key import style_key
from wirecopy.ids import content_id
from wirecopy.text.view import View
from wirecopy.types import Article, Entity, Quote, Stretch

ClaimKind = Literal["quote", "person", "organisation", "place", "date", "quantity", "event"]
_MOST_PLACES = 200  # of one claim's words in a text
_CONFIDENCE = 0.5  # a model's word weighs less than a rule's
_WORDS = ("name", "speaker", "value", "type", "status")
QUOTED = ("“", "”", '"', "«", "»", "‘", "’", "'")


@dataclass(frozen=True, slots=True)
class Claim:
    """One fact that a model claims; `evidence` are the words of the text that carry it.

    An event has a PLOVER type, a status, and its actors and recipients as the text names them.
    """

    kind: ClaimKind
    evidence: str
    name: str | None = None
    speaker: str | None = None
    value: str | None = None
    type: str | None = None
    status: str | None = None
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()


class Plugin(Protocol):
    """Anything that reads a text and claims facts of it; `name` goes into the rule id of each."""

    @property
    def name(self) -> str:
        """What the plug-in is called, with its model and version: a part of the cache's key."""

    def claims(self, text: str) -> list[Claim]:
        """Return what the plug-in claims of a text."""


@dataclass(frozen=True, slots=True)
class CheckedClaims:
    """The claims whose words stand in the text, as facts; and how many were dropped."""

    facts: Facts
    dropped: int


CLAIM_SCHEMA: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["facts"],
    "properties": {
        "facts": {
            "type": "array",
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["kind", "evidence", "name", "speaker", "value", *FIELDS],
                "properties": {
                    "kind": {"type": "string", "enum": list(get_args(ClaimKind))},
                    "evidence": {"type": "string", "description": "words copied from the text, unchanged"},
                    "name": {"type": ["string", "null"]},
                    "speaker": {"type": ["string", "null"], "description": "who says a quote, as the text names them"},
                    "value": {"type": ["string", "null"]},
                    **FIELDS,
                },
            },
        }
    },
}
"""What a model has to answer with, as JSON Schema."""


def parsed_claims(answer: Any) -> list[Claim]:
    """Return the well-formed claims of an answer in the form of `CLAIM_SCHEMA`; what is malformed is left out.

    >>> answer = {"facts": [{"kind": "person", "evidence": "Jane Roe"}, {"kind": "x"}, 3]}
    >>> [claim.evidence for claim in parsed_claims(answer)]
    ['Jane Roe']
    """
    rows = answer.get("facts") if isinstance(answer, Mapping) else None
    return [_claim(row) for row in rows or () if _is_claim(row)] if isinstance(rows, list) else []


def _is_claim(row: Any) -> bool:
    known = isinstance(row, Mapping) and row.get("kind") in get_args(ClaimKind)
    return known and isinstance(row.get("evidence"), str) and bool(row["evidence"].strip())


def _claim(row: Mapping[str, Any]) -> Claim:
    extra = {key: row.get(key) if isinstance(row.get(key), str) else None for key in _WORDS}
    sides = {key: names_of(row.get(key)) for key in ("actors", "recipients")}
    return Claim(row["kind"], row["evidence"], **extra, **sides)  # type: ignore[arg-type]


def checked_claims(
    story_id: str, article: Article, claims: Iterable[Claim], *, plugin: str, knowledge: Knowledge
) -> CheckedClaims:
    """Return the claims as facts of an article; a claim whose evidence is not in the text is dropped and counted.

    A speaker who is not named in the text is dropped too, and the quotation kept; an event that has no type of PLOVER's
    or no actor the text names is dropped and counted.
    """
    view = View.joined(article.body, article.body_spans)
    parts, dropped = [], 0
    for claim in claims:
        places = _places(article.body, claim.evidence)
        if not places or (claim.kind == "event" and not _is_told(article.body, claim)):
            dropped += 1
            continue
        if claim.kind == "event":
            parts.append(_happened(story_id, article, claim, places[0], plugin, knowledge))
            continue
        fact = _quote_facts if claim.kind == "quote" else _entity_facts
        parts.append(fact(story_id, article, claim, places, view, plugin, knowledge))
    return CheckedClaims(merge(parts), dropped)


def _is_told(text: str, claim: Claim) -> bool:
    return claim.type in TYPES and bool(_standing(text, claim.actors))


def _standing(text: str, names: Iterable[str]) -> list[Stretch]:
    """Return where each name first stands in a text; names that do not are left out."""
    return [places[0] for name in names if (places := _places(text, name))]


def _happened(
    story_id: str, article: Article, claim: Claim, place: Stretch, plugin: str, knowledge: Knowledge
) -> Facts:
    sides = (_standing(article.body, claim.actors), _standing(article.body, claim.recipients))
    return claimed_event(
        story_id, article, kind=claim.type or "", status=claim.status, sides=sides, place=place, plugin=plugin,
        knowledge=knowledge, confidence=_CONFIDENCE,
    )  # fmt: skip


def _places(text: str, evidence: str) -> list[Stretch]:
    """Return where the words stand, whole words only."""
    words, at = evidence.strip(), 0
    stretches: list[Stretch] = []
    while len(stretches) < _MOST_PLACES:
        start = text.find(words, at)
        if start < 0:
            return stretches
        end = start + len(words)
        cut = (start and words[0].isalnum() and text[start - 1].isalnum()) or (
            end < len(text) and words[-1].isalnum() and text[end].isalnum()
        )
        if not cut:
            stretches.append(Stretch(start, end))
        at = end
    return stretches


def _entity_facts(
    story_id: str, article: Article, claim: Claim, places: list[Stretch], view: View, plugin: str, knowledge: Knowledge
) -> Facts:
    name = claim.name or claim.evidence.strip()
    key = name.lower() if claim.kind == "person" else style_key(name, knowledge.lexicon.counts_as)
    entity_id = content_id("e", story_id, claim.kind, key)
    entity = Entity(
        story_id=story_id, entity_id=entity_id, kind=claim.kind, name=name, value=claim.value, roles=(),  # type: ignore[arg-type]
        rule=f"plugin:{plugin}", confidence=_CONFIDENCE,
    )  # fmt: skip
    pieces = [piece for place in places for piece in view.raw(place)]
    return Facts((), (entity,), tuple(raw_mentions(article, entity_id, pieces)))


def _quote_facts(
    story_id: str, article: Article, claim: Claim, places: list[Stretch], view: View, plugin: str, knowledge: Knowledge
) -> Facts:
    text, place = claim.evidence.strip(), places[0]
    speaker = claim.speaker.strip() if claim.speaker and _places(article.body, claim.speaker) else None
    marked = text.startswith(QUOTED) or article.body[: place.start].endswith(QUOTED)
    quote_id = content_id("q", story_id, plugin, style_key(text, knowledge.lexicon.counts_as))
    speaker_id = content_id("e", story_id, "person", speaker.lower()) if speaker else None
    quote = Quote(
        story_id=story_id, quote_id=quote_id, kind="direct" if marked else "indirect", text=text.strip("".join(QUOTED)),
        speaker_id=speaker_id, speaker=speaker, speaker_role=None, cue=None, said_when=None, rule=f"plugin:{plugin}",
        confidence=_CONFIDENCE,
    )  # fmt: skip
    own = Facts((quote,), (), tuple(raw_mentions(article, quote_id, view.raw(place))))
    if speaker is None:
        return own
    named = _entity_facts(
        story_id, article, Claim("person", speaker), _places(article.body, speaker), view, plugin, knowledge
    )
    return merge([own, named])
