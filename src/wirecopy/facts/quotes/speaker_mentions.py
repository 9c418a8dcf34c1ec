"""Where else an article names a speaker: full name, or surname where it can be nobody else's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from wirecopy.facts.knowledge.lexicon import Lexicon
from wirecopy.facts.quotes.speaker_resolution import Speaker
from wirecopy.facts.quotes.tokens import Token, tokenise
from wirecopy.types import Stretch

_LEFT = 70  # characters before a name that its titles and roles may take


Calling = tuple[Stretch, str | None]
"""A place that names somebody, titles and name, and those titles."""


def callings(text: str, places: Mapping[str, Sequence[Stretch]], lexicon: Lexicon) -> dict[str, list[Calling]]:
    """Return every place that surely names each person of `places` (`Cast.places`), by lower-case name."""
    return {key: [_calling(text, place, lexicon) for place in named] for key, named in places.items()}


def mentions_of(speaker: Speaker, called: Mapping[str, Sequence[Calling]]) -> Sequence[Calling]:
    """Return every place that surely names the speaker; none for one who has no name."""
    return called.get(speaker.key, ()) if speaker.kind == "person" and not speaker.unnamed else ()


def _calling(text: str, place: Stretch, lexicon: Lexicon) -> Calling:
    phrase = _with_titles(text, place, lexicon)
    title = text[phrase.start : place.start].strip()
    words = {word.strip(".").lower() for word in title.split()} - lexicon.honorifics
    return phrase, title if (words & lexicon.titles or words & lexicon.roles) else None


def _with_titles(text: str, place: Stretch, lexicon: Lexicon) -> Stretch:
    end = place.end
    while end < len(text) and text[end].isalnum():
        end += 1  # a full stop dropped from a middle initial leaves the name one letter short
    start = max(0, place.start - _LEFT)
    tokens = tokenise(text, max(start, text.rfind("\n", start, place.start) + 1), end, lexicon)
    first = next((i for i, token in enumerate(tokens) if token.start >= place.start), len(tokens))
    while first > 0 and _belongs(tokens, first - 1, lexicon):
        first -= 1
    while first < len(tokens) and tokens[first].kind == "s":
        first += 1
    return Stretch(tokens[first].start if first < len(tokens) else place.start, end)


def _belongs(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """Tell whether the token before a name is part of its title: "PRC Minister of National Defense"."""
    token = tokens[at]
    if token.kind == "cap":
        return not any(
            token.low in words for words in (lexicon.openers, lexicon.links, lexicon.prepositions, lexicon.days)
        )
    if token.kind == "s":
        return at > 0 and tokens[at - 1].kind == "cap"
    if token.low in ("of", "for"):
        return at > 0 and tokens[at - 1].kind == "cap" and tokens[at - 1].low in lexicon.titles
    return token.kind == "low" and (token.low in lexicon.roles or token.low in lexicon.modifiers)
