"""The names of a user's dictionary of actors, where an article has them."""

from __future__ import annotations

from collections.abc import Sequence

from wirecopy.facts.events.signs import Party, Sign
from wirecopy.facts.events.words import SentenceWords
from wirecopy.facts.knowledge.event_lexicon import Deeds
from wirecopy.facts.reading import Reading

_COUNTRY = 3  # letters of a code that tell the country or body


def dictionary_signs(sentences: Sequence[SentenceWords], reading: Reading, deeds: Deeds) -> list[Sign]:
    """Return every place where an article has a name of the dictionary; the longest name goes first."""
    if not deeds.actors:
        return []
    found = []
    for words in sentences:
        i = 0
        while i < len(words):
            length, code = _longest(words, i, deeds)
            if length:
                start, end = words.starts[i], words.ends[i + length - 1]
                name = reading.view.text[start:end]
                party = Party("organisation", name.lower(), name, code[:_COUNTRY], code[_COUNTRY:] or None, start, end)
                found.append(Sign(start, end, party))
            i += length or 1
    return found


def _longest(words: SentenceWords, i: int, deeds: Deeds) -> tuple[int, str]:
    if not words.shown[i][0].isupper():
        return 0, ""
    for name, code in deeds.actors.get(words.low[i], ()):
        if words.low[i : i + len(name)] == name:
            return len(name), code
    return 0, ""
