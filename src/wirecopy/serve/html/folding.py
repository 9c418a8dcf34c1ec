"""What a report folds away: the insides of its stories, deflated, in the one file; `report.js` unfolds them."""

from __future__ import annotations

import base64
import re
import zlib
from dataclasses import dataclass, field

GATHERED = 12_000_000
"""Characters of HTML that are deflated together: stories alike cost less so, and a browser inflates them at once."""
ENDS_TAGS, ENDS_STORY, REFERS = "\x01", "\x02", "\x03"
"""Characters that no page shows: the views spell them out."""
LEAST = 40
"""Characters said before that become a reference: of 14 to 56, these make the report on 391 pages smallest."""
_BEYOND = re.compile("[\U00010000-\U0010ffff]")
_TAG = re.compile(r"(<[^>]*>)")
_ANCHOR = re.compile(r'<span class="at" id="([^"]*)"></span>')
_LINK = re.compile(r'href="#([^"]*)"')
_FIND = re.compile(r'data-find="([^"]*)"')
_LIT = re.compile(r'<span((?: class="[^"]*")?) data-names="([^"]*)">([^<]*)</span>')
_NAMING = re.compile(r' (?:id|href|data-names|data-find|for|aria-labelledby)="[^"]*"')
_ID = re.compile(r"\b([a-z]{1,3}_)([0-9a-z]{16})\b")


@dataclass(slots=True)
class Folding:
    """Gathers the insides of stories until there is enough for one parcel.

    >>> folding = Folding()
    >>> folding.take("s_1", "<p>It sails.</p>"), folding.rest()[:45]
    ('', '<script type="text/plain" data-stories="s_1">')
    >>> unfold_pieces(fold_pieces(["<p>It sails.</p>", "<p>It <b>stays</b>.</p>"]))
    ['<p>It sails.</p>', '<p>It <b>stays</b>.</p>']
    """

    stories: list[str] = field(default_factory=list)
    insides: list[str] = field(default_factory=list)
    numbers: dict[str, str] = field(default_factory=dict)

    def take(self, story_id: str, inside: str) -> str:
        """Take one inside; return a parcel once enough has been gathered, else nothing."""
        self.stories.append(story_id)
        self.insides.append(self._lean(inside, story_id))
        return self.rest() if sum(map(len, self.insides)) >= GATHERED else ""

    def rest(self) -> str:
        """Return what has been gathered as a parcel."""
        if not self.stories:
            return ""
        named, text = " ".join(self.stories), fold_pieces(self.insides)
        self.stories, self.insides = [], []
        return f'<script type="text/plain" data-stories="{named}">{text}</script>\n'

    def _lean(self, inside: str, story_id: str) -> str:
        """Return the inside without places and names that nothing leads to, its ids in few letters.

        Hashes do not deflate.
        """
        wanted, asked = set(_LINK.findall(inside)), set(_FIND.findall(inside))
        inside = _ANCHOR.sub(lambda match: match[0] if match[1] in wanted else "", inside)
        inside = _LIT.sub(lambda match: _lit(match, asked), inside)

        def short(match: re.Match[str]) -> str:
            if match[0] == story_id:
                return match[0]
            return self.numbers.setdefault(match[0], f"{match[1]}{len(self.numbers):x}")

        return _NAMING.sub(lambda match: _ID.sub(short, match[0]), inside)


def _lit(match: re.Match[str], asked: set[str]) -> str:
    """Return a stretch with those of its names that some link lights up."""
    hue, names, words = match.groups()
    names = " ".join(name for name in names.split() if name in asked)
    attributes = hue + (f' data-names="{names}"' if names else "")
    return f"<span{attributes}>{words}</span>" if attributes else words


def fold_pieces(insides: list[str]) -> str:
    """Return pieces of HTML as one text: the tags, then what stands between them, deflated, in base 64.

    What stands between them refers back to what was said before, which deflating, that looks back 32 KB, would miss.
    """
    pieces = _TAG.split(ENDS_STORY.join(insides))
    words = "\0".join(pieces[::2])
    # A browser counts in units of 16 bits, in which a character beyond them is two.
    words = _BEYOND.sub(lambda found: f"&#{ord(found[0])};", words)
    tail = "\0".join(pieces[1::2]) + ENDS_TAGS + referring(words)
    return base64.b64encode(zlib.compress(tail.encode("utf-8", "replace"), 9)).decode("ascii")


def unfold_pieces(text: str) -> list[str]:
    """Return the pieces that were folded, as `report.js` does."""
    tags, words = zlib.decompress(base64.b64decode(text)).decode().split(ENDS_TAGS)
    between = zip(referred(words).split("\0"), [*tags.split("\0"), ""], strict=True)
    return "".join(word + tag for word, tag in between).split(ENDS_STORY)


def referring(text: str) -> str:
    """Return the text in which what was said before is a reference: how far back, and how long.

    >>> said = "The ferry to the islands sails at noon today. "
    >>> told = referring(said + said)
    >>> told.replace(REFERS, "<"), referred(told) == said + said
    ('The ferry to the islands sails at noon today. <2e,2e;', True)
    """
    known: dict[str, int] = {}
    found, at, said, end = [], 0, 0, len(text)
    while at <= end - LEAST:
        before = known.setdefault(text[at : at + LEAST], at)
        if before == at:
            at += 1
            continue
        stop, other = at + LEAST, before + LEAST
        while stop < end and text[stop] == text[other]:
            stop, other = stop + 1, other + 1
        found.append(f"{text[said:at]}{REFERS}{at - before:x},{stop - at:x};")
        at = said = stop
    return "".join((*found, text[said:]))


def referred(text: str) -> str:
    """Return the text with what its references stand for."""
    first, *later = text.split(REFERS)
    told = list(first)
    for piece in later:
        reference, _, words = piece.partition(";")
        back, length = (int(number, 16) for number in reference.split(","))
        for _ in range(length):
            told.append(told[-back])
        told += words
    return "".join(told)
