"""Direct and mixed quotations, each with the speaker that its surroundings settle, or none.

Rule ids read `quote:WAY:HOW`. WAY is where the attribution stands: `cue-after` ("...," Ryder said),
`cue-before` (Ryder said: "..."), `frame` (the quoted words are part of a reported clause), `trailing` (a
clause at the sentence's end), `as` (sees him as "..."), `noun` (his claim that "..."), `shared` (with a
neighbour in the sentence), `signed` ("..." - Jane Roe), `colon` (the line above ends with it), `continued`
(nothing but quotation, behind one that is attributed), `alone` (nothing attributes it). HOW is what settled
the speaker: `name`, `surname`, `organisation`, `role`, `pronoun`, `undecided`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from wirecopy.facts.asides import RELATIVE
from wirecopy.facts.contract import Facts, merge, raw_mentions
from wirecopy.facts.intervals import StretchIndex
from wirecopy.facts.knowledge.lexicon import Lexicon
from wirecopy.facts.quotes.clause_worth import stance_of
from wirecopy.facts.quotes.noun_phrases import Phrase
from wirecopy.facts.quotes.said import Said
from wirecopy.facts.quotes.speaker_mentions import mentions_of
from wirecopy.facts.quotes.speaker_resolution import How, Speaker
from wirecopy.facts.quotes.speech_time import venue
from wirecopy.facts.reading import Reading
from wirecopy.facts.style_key import style_key
from wirecopy.ids import content_id
from wirecopy.text.quotation import Quotation
from wirecopy.types import Entity, EntityKind, Quote, Stretch

# How often the speaker was right of 690 quotations of the learn halves (PolNeAR, articles by hand, openings marked by
# hand; what was known of the first 374 weighs as 15 in each cell): with words of saying beside the quotation, in a
# sentence around it, carried over from a quotation before.
_CONFIDENCE: Mapping[How, tuple[float, float, float]] = {
    "name": (0.94, 0.87, 0.8), "surname": (0.98, 0.97, 0.96), "organisation": (0.53, 0.61, 0.75),
    "role": (0.66, 0.9, 0.67), "pronoun": (0.72, 0.72, 0.72), "undecided": (0.5, 0.475, 0.475),
}  # fmt: skip
_ROLE_OF_A_NAME = 0.93  # "the governor", of "Gov. Roe": 8 of 8
_SPEAKS_ON = 0.86  # a pronoun of whoever spoke last: 31 of 37, of somebody else 13 of 22
_DESCRIBED = 0.9  # somebody speaks, whoever it is
_NAMED = {"person": 0.65, "organisation": 0.3}
"""How often a name is one of its kind that nothing but its place beside a quotation tells (`names_read`)."""
_BESIDE, _CARRIED = ("cue-after", "cue-before", "signed", "colon"), "continued"


@dataclass(slots=True)
class SpeakerNames:
    """A speaker while an article is read: what it calls them and where (dicts as ordered sets)."""

    entity_id: str
    speaker: Speaker
    named: StretchIndex[Stretch]
    bodies: frozenset[str] = frozenset()
    roles: dict[str, None] = field(default_factory=dict)
    places: dict[Stretch, None] = field(default_factory=dict)

    @property
    def role(self) -> str | None:
        """The first role the article gives them."""
        return next(iter(self.roles), None)

    def add(self, quotation: Said) -> None:
        """Take in the role and phrase that stand beside one quotation."""
        if quotation.speaker is not None and quotation.speaker.role and quotation.speaker.kind == "person":
            self.roles[quotation.speaker.role] = None
        phrase = quotation.attribution.speaker if quotation.attribution else None
        if phrase is None or phrase.kind not in ("person", "organisation", "role") or self.speaker.key in self.bodies:
            return
        if phrase.kind != "person" or not any(self.named.touching(phrase.start, phrase.start + 1)):
            self.places[Stretch(phrase.start, phrase.end)] = None


def extract(reading: Reading) -> Facts:
    """Return the quotations of an article, their speakers, and where both stand."""
    if not reading.quotations:
        return Facts()
    voices = _voices(reading, reading.spoken)
    named_voices = [voice for voice in voices.values() if not voice.speaker.lone]
    return merge([_quotes(reading, reading.spoken, voices), *(_entity(reading, voice) for voice in named_voices)])


def _quotes(reading: Reading, spoken: Sequence[Said], voices: Mapping[str, SpeakerNames]) -> Facts:
    quotes, mentions = [], []
    seen: Counter[str] = Counter()
    last: Speaker | None = None
    for one in spoken:
        text = quotation_text(reading.view.text, one.quotation)
        key = style_key(text, reading.lexicon.counts_as)
        quote_id = content_id("q", reading.story_id, key, str(seen[key]))
        seen[key] += 1
        quotes.append(_quote(reading, one, quote_id, voices, last))
        last = one.speaker or last
        place = Stretch(one.quotation.start, _trimmed(reading.view.text, one.quotation))
        mentions += raw_mentions(reading.article, quote_id, reading.view.raw(place))
    return Facts(tuple(quotes), (), tuple(mentions))


def _trimmed(text: str, quotation: Quotation) -> int:
    return quotation.start + len(text[quotation.start : quotation.end].rstrip())


def quotation_text(text: str, quotation: Quotation) -> str:
    """Return what is quoted, without its marks and the comma that belongs to the sentence around it."""
    return text[quotation.inner.start : quotation.inner.end].strip().removesuffix(",")


def _sure(quotation: Said, last: Speaker | None) -> float:
    """Return how sure a speaker is; `last` spoke before."""
    speaker, how = quotation.speaker, quotation.how
    if speaker is not None and how == "role" and not speaker.unnamed:
        return _ROLE_OF_A_NAME
    if speaker is not None and how == "pronoun" and last is not None and last.identity == speaker.identity:
        return _SPEAKS_ON
    return _CONFIDENCE[how][0 if quotation.way in _BESIDE else 2 if quotation.way == _CARRIED else 1]


def _quote(
    reading: Reading, quotation: Said, quote_id: str, voices: Mapping[str, SpeakerNames], last: Speaker | None
) -> Quote:
    speaker, attribution = quotation.speaker, quotation.attribution
    voice = voices[speaker.identity] if speaker else None
    return Quote(
        story_id=reading.story_id,
        quote_id=quote_id,
        kind=quotation.kind,
        text=quotation_text(reading.view.text, quotation.quotation),
        speaker_id=voice.entity_id if voice and speaker and not speaker.lone else None,
        speaker=speaker.name if speaker else None,
        speaker_role=(speaker.role or voice.role) if speaker and voice and speaker.kind == "person" else None,
        cue=attribution.cue if attribution else None,
        said_when=quotation.when,
        rule=quotation.rule,
        venue=venue(reading.view.text, attribution),
        confidence=_sure(quotation, last),
        stance=stance_of(attribution.cue if attribution else None, reading.lexicon),
    )


def _voices(reading: Reading, spoken: Sequence[Said]) -> dict[str, SpeakerNames]:
    """Return everyone who speaks, each once, with every place that surely names them."""
    voices: dict[str, SpeakerNames] = {}
    for one in spoken:
        if one.speaker is None:
            continue
        if one.speaker.identity not in voices:
            places = list(mentions_of(one.speaker, reading.called))
            voices[one.speaker.identity] = _voice(reading, one.speaker, places)
        voices[one.speaker.identity].add(one)
    return voices


def _voice(reading: Reading, speaker: Speaker, places: Sequence[tuple[Stretch, str | None]]) -> SpeakerNames:
    entity_id = content_id("e", reading.story_id, speaker.kind, speaker.key)
    voice = SpeakerNames(
        entity_id, speaker, StretchIndex.of((place for place, _ in places), lambda place: place), reading.bodies.keys
    )
    for place, role in places:
        voice.places[place] = None
        if role is not None:
            voice.roles[role] = None
    return voice


def entity_of(reading: Reading, speaker: Speaker, phrase: Phrase | None) -> Facts:
    """Return a speaker as an entity, with the phrase that names them beside a quotation."""
    voice = _voice(reading, speaker, ())
    if speaker.role and speaker.kind == "person":
        voice.roles[speaker.role] = None
    if phrase is not None and phrase.kind in ("person", "organisation", "role") and speaker.key not in voice.bodies:
        voice.places[Stretch(phrase.start, phrase.end)] = None
    if speaker.kind == "person" and not speaker.unnamed and phrase is not None and phrase.kind != "role":
        voice.places = dict.fromkeys(p for p, _ in mentions_of(speaker, reading.called)) or voice.places
    return _entity(reading, voice)


def _entity(reading: Reading, voice: SpeakerNames) -> Facts:
    speaker = voice.speaker
    several = speaker.kind == "person" and speaker.unnamed and _are_several(speaker.name, reading.lexicon)
    several = several or (speaker.kind == "organisation" and _are_adherents(speaker.name, reading.lexicon))
    kind: EntityKind = "group" if several else speaker.kind
    entity = Entity(
        story_id=reading.story_id, entity_id=voice.entity_id, kind=kind, name=speaker.name, value=None,
        roles=tuple(sorted(voice.roles)), rule=f"{speaker.kind}:speaker",
        confidence=_DESCRIBED if speaker.unnamed else _NAMED[speaker.kind],
    )  # fmt: skip
    pieces = [piece for place in voice.places for piece in reading.view.raw(place)]
    return Facts((), (entity,), tuple(raw_mentions(reading.article, voice.entity_id, pieces)))


def _are_adherents(name: str, lexicon: Lexicon) -> bool:
    """Tell members of a party, who are no organisation: "Several Republicans"."""
    last = name.lower().split()[-1:]
    return bool(last) and last[0] in lexicon.organisation_names and lexicon.are_people(last[0])


def _are_several(described: str, lexicon: Lexicon) -> bool:
    """Tell whether words that describe who speaks mean several people: "Western experts", "34 percent of voters"."""
    words = described.lower().split()
    cut = next(
        (n for n, word in enumerate(words) if n and (word in lexicon.prepositions or word in RELATIVE)), len(words)
    )
    head = words[cut - 1].rstrip(",") if cut else ""
    counted = head in lexicon.counts or any(word[:1].isdigit() for word in words[:cut])
    return counted or head.endswith(("people", "men")) or (head.endswith("s") and not head.endswith(("ss", "'s", "’s")))
