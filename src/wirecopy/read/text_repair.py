"""Texts that came with markup, character references or wrongly decoded letters, as they were meant to be read."""

from __future__ import annotations

import html
import re
from typing import NamedTuple

_TAGS = (
    "a|abbr|article|aside|b|blockquote|body|br|center|cite|code|dd|div|dl|dt|em|figcaption|figure|font|footer|h[1-6]|header"
    "|hr|html|i|iframe|img|li|main|mark|ol|p|picture|pre|q|s|script|section|small|span|strike|strong|style|sub|sup|table"
    "|tbody|td|th|thead|time|tr|u|ul|video"
)
_TAG = re.compile(rf"</(?:{_TAGS})\s{{0,9}}>|<(?:p|br|hr|img|div|li)(?:\s[^<>]{{0,500}})?/?>", re.IGNORECASE)
_BLOCK = re.compile(r"<(?:p|div|br|li|h[1-6]|tr|article|section|blockquote|pre|html|body)[\s/>]", re.IGNORECASE)
_REFERENCE = re.compile(r"&(?:#\d{2,7}|#[xX][0-9a-fA-F]{2,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_ROUNDS = 3  # as often as software is known to have escaped a text again

# The signs that a byte comes out as: in Windows-1252, and in Latin-1, where the low ones are control characters.
_BYTES = {chr(byte): byte for byte in range(0x80, 0x100)}
_BYTES |= {sign: byte for byte in range(0x80, 0xA0) if (sign := bytes([byte]).decode("cp1252", "ignore"))}


def _signs(first: int, last: int) -> str:
    return f"[{''.join(re.escape(sign) for sign, byte in _BYTES.items() if first <= byte <= last)}]"


_NEXT = _signs(0x80, 0xBF)
_RUN = f"(?:{_signs(0xC2, 0xDF)}{_NEXT}|{_signs(0xE0, 0xEF)}{_NEXT}{{2}}|ð{_NEXT}{{3}}){{3,}}"
# What UTF-8 makes of Latin letters, of marks, of emoji and of a run in another script, read as Windows-1252.
_GARBLED = re.compile(f"{_RUN}|[ÂÃ]{_NEXT}|[âï]{_NEXT}{{2}}|ð{_NEXT}{{3}}")
_SURE = re.compile(f"{_RUN}|â{_NEXT}{{2}}|ð{_NEXT}{{3}}|(?<=[a-z])Ã{_NEXT}")
_LEADS = re.compile("[ÂÃâðÐÑÎÏØÙ×àïãäåæçèé]")
_FEW = 2  # "CAFÃ”" may end in a capital and a quotation mark; two such are no chance


class Mended(NamedTuple):
    """A text as it was meant, and what had to be mended for it."""

    text: str
    what: tuple[str, ...]


def mended(text: str, markup: bool = True) -> Mended:
    """Return a text without markup, with its character references and its letters read as they were meant.

    `markup` false leaves tags and references alone: they are text. Text that needs nothing comes back as it is.

    >>> mended("<p>Ferry &amp; rail</p><p>Itâ€™s late</p>")
    Mended(text='Ferry & rail\\n\\nIt’s late', what=('tags', 'letters'))
    """
    what: list[str] = []
    if markup:
        text = _unmarked(text, what)
        if "\\n" in text and "\n" not in text and text.count("\\n") >= _FEW:
            what.append("line ends")
            text = text.replace("\\r", "").replace("\\n", "\n").replace("\\t", "\t")
    if not text.isascii():
        read = degarbled(text)
        if read != text:
            what.append("letters")
            text = read
    return Mended(text, tuple(what))


def mended_line(text: str) -> str:
    """Return a title or a name without markup, in one line.

    >>> mended_line("AT&amp;amp;T&#8217;s <b>ferry</b>")
    'AT&T’s ferry'
    """
    text_only = mended(text).text if "<" in text or "&" in text or not text.isascii() else text
    return " ".join(text_only.split())


def has_markup(text: str) -> bool:
    """Return whether a text holds tags of HTML.

    >>> has_markup("<p>One.</p>"), has_markup("3 < 4 and 5 > 2")
    (True, False)
    """
    return "<" in text and _TAG.search(text) is not None


def degarbled(text: str) -> str:
    """Return a text whose UTF-8 was read as Windows-1252 somewhere, once or twice, as it was written.

    >>> degarbled("â€œWeâ€™re closed,â€\\x9d she said. CafÃ© and “cafés”."), degarbled("„Spaß“, CAFÉ»")
    ('“We’re closed,” she said. Café and “cafés”.', '„Spaß“, CAFÉ»')
    """
    for _ in range(_ROUNDS):
        if not _LEADS.search(text) or (not _SURE.search(text) and len(_GARBLED.findall(text)) < _FEW):
            return text
        read = _GARBLED.sub(_decoded, text)
        if read == text:
            return text
        text = read
    return text


def _decoded(match: re.Match[str]) -> str:
    try:
        return bytes(_BYTES[sign] for sign in match[0]).decode("utf-8")
    except UnicodeDecodeError:
        return match[0]


def _unmarked(text: str, what: list[str]) -> str:
    """Return a text without tags and references; tags that only show once references are read are tags all the same."""
    from wirecopy.read.html_text import visible_text

    shown = False
    for _ in range(_ROUNDS):
        if not shown and has_markup(text):
            what.append("tags")
            laid = text if _BLOCK.search(text) else text.replace("\n", "<br>")  # its line ends are all the lines it has
            text, shown = visible_text(laid).text, True
        elif "&" in text and _REFERENCE.search(text):
            read = html.unescape(text)
            if read == text:
                break
            if "references" not in what and not shown:
                what.append("references")
            text = read.replace("\xa0", " ")
        else:
            break
    return text
