"""Indirect quotations: what somebody is reported to have said, without marks, with speaker, cue and said-when.

Rule ids read `quote:WAY:HOW` as those of direct quotations; WAY is `reported` (the clause a verb of saying governs),
`trailing` (the clause before ", Ryder said") or `according` ("according to Ryder"); a refusal to say ("would not
confirm that ...") ends in `:refused`.
"""

from __future__ import annotations

from collections import Counter

from wirecopy.facts.contract import Facts, merge, raw_mentions
from wirecopy.facts.extractors.quotations import entity_of
from wirecopy.facts.frames import Frame
from wirecopy.facts.keys import style_key
from wirecopy.facts.reading import Reading
from wirecopy.facts.reported import Reported, reported
from wirecopy.facts.saidwhen import said_when, venue
from wirecopy.facts.speakers import How, Speaker, Stage
from wirecopy.facts.tokens import tokenise
from wirecopy.ids import content_id
from wirecopy.types import Quote

_AROUND = 160  # characters around a cue in which the day of saying may stand
_SURE, _UNSURE = 0.85, 0.6


def extract(reading: Reading) -> Facts:
    """Return the indirect quotations of an article whose speaker the text settles, and those speakers."""
    stage = Stage(reading.view.text, reading.cast, reading.lexicon, reading.bodies)
    seen: Counter[str] = Counter()
    parts: list[Facts] = []
    known: set[tuple[str, int]] = set()
    for one in reported(reading.view.text, reading.sentences, reading.quotations, reading.lexicon):
        phrase = one.attribution.speaker
        speaker, how = stage.resolve(phrase, phrase.start if phrase else one.content.start)
        if speaker is not None:
            parts.append(_quote(reading, one, speaker, how, seen))
            at = phrase.start if phrase is not None and speaker.unnamed else 0
            if (speaker.identity, at) not in known:
                parts.append(entity_of(reading, speaker, phrase))
                known.add((speaker.identity, at))
    return merge(parts)


def _quote(reading: Reading, one: Reported, speaker: Speaker, how: How, seen: Counter[str]) -> Facts:
    text = reading.view.text[one.content.start : one.content.end]
    key = style_key(text, reading.lexicon.counts_as)
    quote_id = content_id("q", reading.story_id, "indirect", key, str(seen[key]))
    seen[key] += 1
    quote = Quote(
        story_id=reading.story_id,
        quote_id=quote_id,
        kind="indirect",
        text=text,
        speaker_id=content_id("e", reading.story_id, speaker.kind, speaker.key),
        speaker=speaker.name,
        speaker_role=speaker.role if speaker.kind == "person" else None,
        cue=one.attribution.cue,
        said_when=_when(reading, one),
        rule=f"{one.attribution.rule}:{how}" + (":refused" if one.denied else ""),
        venue=venue(reading.view.text, one.attribution),
        confidence=_SURE if how in ("name", "surname", "organisation", "role") else _UNSURE,
    )
    return Facts((quote,), (), tuple(raw_mentions(reading.article, quote_id, reading.view.raw(one.content))))


def _when(reading: Reading, one: Reported) -> str | None:
    """Return the day that stands right behind the cue, outside what is reported."""
    text, at = reading.view.text, one.attribution.cue_at
    end = min(one.content.start, at + _AROUND) if one.content.start > at else min(len(text), at + _AROUND)
    line = text.find("\n", at, end)
    tokens = tokenise(text, at, end if line < 0 else line, reading.lexicon)
    frame = Frame(tuple(tokens), (), ())
    return said_when(text, frame, one.attribution, reading.lexicon)
