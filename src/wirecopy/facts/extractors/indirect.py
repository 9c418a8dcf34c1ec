"""Indirect quotations: what somebody is reported to have said, without marks, with speaker, cue and said-when.

Rule ids read `quote:WAY:HOW` as those of direct quotations; WAY is `reported` (the clause a verb of saying governs),
`trailing` (the clause before ", Ryder said"), `according` ("according to Ryder"), `view` (what somebody thinks,
judges or shows: "criticised the plan") or `plan` ("refused to ..."); a refusal to say ("would not
confirm that ...") ends in `:refused`.
"""

from __future__ import annotations

from collections import Counter

from wirecopy.facts.contract import Facts, merge, raw_mentions
from wirecopy.facts.extractors.quotations import entity_of
from wirecopy.facts.knowledge.lexicon import Lexicon
from wirecopy.facts.quotes.clause_worth import clause_features, stance_of, worth
from wirecopy.facts.quotes.indirect_speech import Reported, sentence_frames
from wirecopy.facts.quotes.quote_sentences import QuoteSentence
from wirecopy.facts.quotes.speaker_resolution import How, Speaker, SpeakerHistory
from wirecopy.facts.quotes.speech_time import said_when, venue
from wirecopy.facts.quotes.stances import attributions
from wirecopy.facts.quotes.tokens import tokenise
from wirecopy.facts.reading import Reading, inside
from wirecopy.facts.style_key import style_key
from wirecopy.ids import content_id
from wirecopy.types import Quote

_NO_NAME = 0.5  # what is left of the confidence of words whose speaker is no name
_NAME = 0.5  # chance from which a learned name is one
_FEW = 3
_AROUND = 160  # characters around a cue in which the day of saying may stand


Attributed = tuple[Reported, Speaker | None, How, list[str]]
"""A reported clause, who says it, how that was settled, and what the clause shows."""


def extract(reading: Reading) -> Facts:
    """Return what an article attributes without marks, and the speakers it settles."""
    seen: Counter[str] = Counter()
    parts: list[Facts] = []
    known: set[tuple[str, int]] = set()
    for one, speaker, how, features in attributed(reading):
        phrase = one.attribution.speaker
        sure = worth(features, reading.lexicon.indirect_worth) * (_NO_NAME if _is_no_name(reading, one, speaker) else 1)
        parts.append(_quote(reading, one, speaker, how, seen, sure))
        if speaker is not None and not speaker.lone:
            at = phrase.start if phrase is not None and speaker.unnamed else 0
            if (speaker.identity, at) not in known:
                parts.append(entity_of(reading, speaker, phrase))
                known.add((speaker.identity, at))
    return merge(parts)


def attributed(reading: Reading) -> list[Attributed]:
    """Return every clause that an article attributes without marks, by where its cue stands."""
    stage = SpeakerHistory(reading.view.text, reading.cast, reading.lexicon, reading.bodies, inside(reading.quotations))
    text, lexicon, tagger = reading.view.text, reading.lexicon, reading.knowledge.tagger
    frames = sentence_frames(text, reading.sentences, reading.quotations, lexicon)
    clauses = [
        clause for clause in attributions(text, frames, lexicon, tagger) if not _is_attribution(text, clause, lexicon)
    ]
    settled = []
    for clause in clauses:
        phrase = clause.attribution.speaker
        settled.append(stage.resolve(phrase, phrase.start if phrase else clause.content.start))
    attributions_told = [(clause, how) for clause, (_, how) in zip(clauses, settled, strict=True)]
    shows = clause_features(text, attributions_told, lexicon, tagger)
    return [
        (clause, speaker, how, features)
        for clause, (speaker, how), features in zip(clauses, settled, shows, strict=True)
    ]


def _is_attribution(text: str, clause: Reported, lexicon: Lexicon) -> bool:
    """Tell who says something from what is said: "said Lund" of `"No," said Lund, the Post reported`."""
    words = text[clause.content.start : clause.content.end].lower().split(None, _FEW)
    cues = [word in lexicon.verbs and lexicon.verbs[word].cue == "speech" for word in words]
    return bool(words) and (
        (cues[0] and lexicon.verbs[words[0]].form == "finite")
        or (len(words) < _FEW and cues[-1] and words[0] in lexicon.pronouns)
    )


def _is_no_name(reading: Reading, clause: Reported, speaker: Speaker | None) -> bool:
    """Tell a lone word that opens a sentence and is nobody's name ("Typically, asking people ...")."""
    phrase = clause.attribution.speaker
    if speaker is None or not speaker.lone or phrase is None or not reading.names.read or " " in speaker.name:
        return False
    return not any(name.chance >= _NAME for name in reading.names.touching(phrase.start, phrase.end))


def _role(reading: Reading, clause: Reported, speaker: Speaker | None) -> str | None:
    """Return the speaker's role; for one who is no entity ("the slide"), the words the text has for it."""
    if speaker is not None:
        return speaker.role if speaker.kind == "person" else None
    phrase = clause.attribution.speaker
    named = phrase is not None and phrase.kind in ("other", "role")
    return reading.view.text[phrase.start : phrase.end] if named and phrase is not None else None


def _quote(
    reading: Reading, clause: Reported, speaker: Speaker | None, how: How, seen: Counter[str], sure: float
) -> Facts:
    text = reading.view.text[clause.content.start : clause.content.end]
    key = style_key(text, reading.lexicon.counts_as)
    quote_id = content_id("q", reading.story_id, "indirect", key, str(seen[key]))
    seen[key] += 1
    quote = Quote(
        story_id=reading.story_id,
        quote_id=quote_id,
        kind="indirect",
        text=text,
        speaker_id=_speaker_id(reading, speaker),
        speaker=speaker.name if speaker else None,
        speaker_role=_role(reading, clause, speaker),
        cue=clause.attribution.cue,
        said_when=_when(reading, clause),
        rule=f"{clause.attribution.rule}:{how}" + (":refused" if clause.denied else ""),
        venue=venue(reading.view.text, clause.attribution),
        confidence=round(sure, 3),
        stance=None if clause.denied else stance_of(clause.attribution.cue, reading.lexicon),
    )
    return Facts((quote,), (), tuple(raw_mentions(reading.article, quote_id, reading.view.raw(clause.content))))


def _speaker_id(reading: Reading, speaker: Speaker | None) -> str | None:
    known = speaker is not None and not speaker.lone
    return content_id("e", reading.story_id, speaker.kind, speaker.key) if known and speaker else None


def _when(reading: Reading, clause: Reported) -> str | None:
    """Return the day that stands right behind the cue, outside what is reported."""
    text, at = reading.view.text, clause.attribution.cue_at
    end = min(clause.content.start, at + _AROUND) if clause.content.start > at else min(len(text), at + _AROUND)
    line = text.find("\n", at, end)
    tokens = tokenise(text, at, end if line < 0 else line, reading.lexicon)
    frame = QuoteSentence(tuple(tokens), (), ())
    return said_when(text, frame, clause.attribution, reading.lexicon)
