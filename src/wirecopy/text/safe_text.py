"""Text from the web made safe to show: what would hide, reorder or end the text around it is spelled out."""

from __future__ import annotations

import re

# Controls (not tab, line feed), bidirectional overrides and isolates, separators, surrogates, non-characters.
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
_NEAR = 16  # characters from a cut in which a blank is looked for: most words are shorter
_LINE_ENDS = {
    "\r\n": "\n",
    "\r": "\n",
    "\u2028": "\n",
    "\u2029": "\n",
    "\x0b": " ",
    "\x0c": " ",
    "\x85": "\n",
}


def visible(text: str) -> str:
    r"""Return the text with every hidden or reordering character spelled out, line ends made `\n`.

    >>> visible("a\x00b\x1b[31m \u202egpj.exe")
    'a⟦U+0000⟧b⟦U+001B⟧[31m ⟦U+202E⟧gpj.exe'
    """
    if text.isprintable():  # none of those is: most of what a page shows needs no look at each character
        return text
    return _UNSAFE.sub(_spelled_out, text.replace("\r\n", "\n"))


def in_line(text: str) -> str:
    r"""Return a short stretch of text on one line, its line ends and lone spaces shown.

    >>> in_line("one\n two"), in_line(" ")
    ('one↵ two', '␣')
    """
    shown = visible(text)
    if shown.isprintable() and shown[:1] != " " != shown[-1:]:
        return shown
    if shown and not shown.strip():
        return shown.replace("\n", "↵").replace("\t", "⇥").replace(" ", "␣").replace("\xa0", "⍽")
    return shown.strip().replace("\n", "↵").replace("\t", " ")


def clipped(text: str, limit: int) -> str:
    """Return the text, or its two ends with the number of characters left out between them.

    No fewer are left out than what stands in their place, and no word is cut where a blank is near.

    >>> clipped("abcdefghij" * 10, 20)
    'abcdefghij … (80 more) … abcdefghij'
    >>> clipped("abcdefghij" * 3, 20)
    'abcdefghijabcdefghijabcdefghij'
    >>> clipped("The ferry sailed at dawn and nobody saw it leave the harbour of Brandt.", 30)
    'The ferry … (52 more) … of Brandt.'
    """
    half = max(1, limit // 2)
    if len(text) <= max(limit, 2 * half + len(_left_out(len(text) - 2 * half))):
        return text
    head, tail = text[:half], text[-half:]
    blank = head.rfind(" ", max(1, half - _NEAR))
    head = head[:blank] if blank > 0 and text[half] != " " else head.rstrip(" ")
    blank = tail.find(" ", 0, min(_NEAR, half - 1))
    tail = tail[blank + 1 :] if blank >= 0 and text[-half - 1] != " " else tail.lstrip(" ")
    return f"{head}{_left_out(len(text) - len(head) - len(tail))}{tail}"


def _left_out(count: int) -> str:
    return f" … ({count:,} more) … "


def _spelled_out(match: re.Match[str]) -> str:
    character = match.group()
    if character in _LINE_ENDS:
        return _LINE_ENDS[character]
    return f"⟦U+{ord(character):04X}⟧"
