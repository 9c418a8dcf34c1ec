"""Which names of a text are lands and towns, known to the gazetteer or not: by what stands around them."""

from __future__ import annotations

import re

from wirecopy.facts.knowledge.lexicon import Lexicon

_WORD = re.compile(r"[A-Z][\w’-]{1,30}")
_AT = frozenset(("in", "near", "across", "throughout", "outside", "into", "off"))
_BESIDE = ("neighboring", "neighbouring", "Neighboring", "Neighbouring")
_REACH = 32  # characters before a name in which its preposition stands
_GOES_ON = re.compile(r"[’']s|,? [A-Z0-9]")
_OWNS = re.compile(
    r"[’']s? (?:[A-Z]\w+ |\w+ )?(?:[Ff]oreign [Mm]inist(?:ry|er)|[Mm]inistry|[Ee]mbassy|[Pp]arliament|"
    r"capital|[Nn]avy|border|coast|[Cc]entral [Bb]ank|ambassador|territory|airspace|waters|shares|earnings|profits?)\b"
)
_OWNER = re.compile(r"[’']s?\Z")
_CALLED = ("an", "en", "in", "on", "un")  # "Kestrian" beside "Kestria"
_SHORTEST_CALLED = 5


def lands_of(text: str) -> frozenset[str]:
    """Return the single words that a text treats as names of lands or towns, lower-case.

    Of a word that may be a land's adjective, the land is among them too, named by the text or not.

    >>> sorted(lands_of("Kestria's embassy in Orrin wrote to neighboring Lowmark."))
    ['kestria', 'lowmark', 'orri', 'orrin']
    >>> sorted(lands_of("A Kestrian ship sank."))
    ['kestria']
    """
    lands = set()
    for match in _WORD.finditer(text):
        start = match.start()
        if start and (text[start - 1].isalnum() or text[start - 1] == "_"):
            continue
        word = match.group()
        if not word.isalpha():
            word = _OWNER.sub("", word.rstrip("-’"))
        end = start + len(word)
        if word.endswith(_CALLED) and len(word) >= _SHORTEST_CALLED:
            lands.add(word[:-1].lower())
        owns = text[end : end + 1] in ("'", "’") and _OWNS.match(text, end) is not None
        if owns or _is_placed(text, start, end):
            lands.add(word.lower())
    return frozenset(lands)


def _is_placed(text: str, start: int, end: int) -> bool:
    """Tell whether a preposition of place, or "neighbouring", stands before a name that is one word."""
    words = text[max(0, start - _REACH) : start].split() if text[start - 1 : start] == " " else []
    if not words:
        return False
    before = words[-1].lstrip("(\"'“‘[—–-")
    if before in _BESIDE:
        return True
    return before in _AT and _GOES_ON.match(text, end) is None


def is_land(name: str, lexicon: Lexicon) -> bool:
    """Tell the name of a piece of land or water, a street or a ground: "Cape Orrin", "Varn River", "Mill Lane"."""
    words = name.lower().split(" ")
    if len(words) < 2 or words[0] in lexicon.given_gender:
        return False
    return words[0] in lexicon.land_heads or words[-1] in lexicon.land_ends
