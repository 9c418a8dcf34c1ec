"""The words around a quotation as tokens: what the grammar of attribution looks at."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from wirecopy.facts.knowledge.lexicon import Lexicon

Kind = Literal["cap", "low", "number", "quote", "comma", "colon", "stop", "ask", "open", "close", "dash", "s", "other"]

# One branch per token, each bounded: a line of a million letters is cut into pieces, never searched twice.
_TOKEN = re.compile(
    r"(?P<word>(?:[^\W\d_]\.){2,8}|[^\W\d_]{1,40}(?:[-’'](?!s\b)[^\W\d_]{1,40}){0,6})"
    r"|(?P<s>['’]s?\b|['’](?=\s))"
    r"|(?P<number>\d(?:[\w.,:%/-]{0,20}[\w%])?)"
    r"|(?P<mark>-{2,3}|[^\w\s])"
)
_MARKS: dict[str, Kind] = {
    ",": "comma", ";": "comma", ":": "colon", ".": "stop", "…": "stop", "!": "ask", "?": "ask", "(": "open",
    "[": "open", ")": "close", "]": "close", "–": "dash", "―": "dash", "—": "dash", "-": "dash", "--": "dash",
    "---": "dash",
}  # fmt: skip


class Token(NamedTuple):
    """A word, a mark, or a whole quotation (`kind` quote, `low` empty)."""

    low: str
    kind: Kind
    start: int
    end: int


def tokenise(text: str, start: int, end: int, lexicon: Lexicon) -> list[Token]:
    """Return the tokens of `text[start:end]` with their offsets in `text`.

    The full stop of a title or an initial belongs to its word ("Gen.", "G.").
    """
    tokens: list[Token] = []
    made = tuple.__new__  # half the time of calling the class, for every word of a text
    for found in _TOKEN.finditer(text, start, end):
        word, group = found.group(), found.lastgroup
        first, last = found.span()
        if group == "word":
            kind: Kind = "low"
            if not (word.islower() and word.isalpha()):
                kind = "cap" if word[0].isupper() or word[0].istitle() else "low"
                word = word.lower().replace("’", "'")
        elif group == "mark":
            kind = _MARKS.get(word, "other")
        else:
            kind = "number" if group == "number" else "s"
        if word == "." and tokens and _abbreviates(tokens[-1], first, lexicon):
            tokens[-1] = tokens[-1]._replace(end=last)
        else:
            tokens.append(made(Token, (word, kind, first, last)))
    return tokens


def _abbreviates(word: Token, stop: int, lexicon: Lexicon) -> bool:
    touches = word.kind == "cap" and word.end == stop
    return touches and (word.end - word.start == 1 or word.low in lexicon.titles or word.low in lexicon.suffixes)
