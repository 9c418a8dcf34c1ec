"""Text with house style folded away, so that copies that differ in style only give one id."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

_DOTTED = re.compile(r"\b(?:[a-z]\.){2,8}")
_WORD = re.compile(r"\w+")
_APOSTROPHE = re.compile(r"(?<=\w)['’](?=\w)")


def style_key(text: str, counts_as: Mapping[str, str | None]) -> str:
    """Return the words of a text as every outlet would have them.

    `counts_as` gives the word that a word counts as, or None for one that counts as no word.

    >>> style_key("A U.S. defence official", {"defence": "defense"})
    'a us defense official'
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    folded = _DOTTED.sub(lambda m: m.group().replace(".", ""), folded)
    folded = _APOSTROPHE.sub("", folded)
    words = (counts_as.get(word, word) for word in _WORD.findall(folded))
    return " ".join(word for word in words if word)
