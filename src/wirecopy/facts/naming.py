"""Where else an article names a speaker: full name, or surname where it can be nobody else's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from wirecopy.facts.lexicon import Lexicon
from wirecopy.facts.speakers import Speaker
from wirecopy.facts.tokens import Token, tokenise
from wirecopy.types import Stretch

_LEFT = 70  # characters before a name that its titles and roles may take


def mentions_of(
    text: str, speaker: Speaker, places: Mapping[str, Sequence[Stretch]], lexicon: Lexicon
) -> Iterator[tuple[Stretch, str | None]]:
    """Yield every place that surely names the speaker (titles and name), and those titles.

    `places` says where each person is named, by lower-case name (`Cast.places`).
    """
    if speaker.unnamed or speaker.kind != "person":
        return
    for place in places.get(speaker.key, ()):
        phrase = _with_titles(text, place, lexicon)
        title = text[phrase.start : place.start].strip()
        words = {word.strip(".").lower() for word in title.split()} - lexicon.honorifics
        yield phrase, title if words & (lexicon.titles | lexicon.roles) else None


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
