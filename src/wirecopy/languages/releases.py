"""Releases: texts that say by a line at their beginning or end that they were handed out, and whose they are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from wirecopy.languages import language_pack
from wirecopy.languages.publishers import load_sources

_EDGE = 1_500  # code points at each end of a page in which such a line is looked for
_LONGEST = 14  # words: more is a sentence of the text


class Release(NamedTuple):
    """The line that shows a text to be a release, and whose it is where that is told."""

    words: str
    issuer: str | None


@dataclass(frozen=True, slots=True)
class ReleaseWords:
    """The lines that only releases have, as patterns. Made by `load_release_words`."""

    _line: re.Pattern[str]
    _contact: re.Pattern[str]
    _held: re.Pattern[str]
    _source: re.Pattern[str]
    _about: re.Pattern[str]

    def shown(self, raw: str, *, alone: bool = True) -> Release | None:
        """Return by what a text shows a release.

        `alone`: it stands without the page it is on, so that whom to ask and what somebody is are its own lines too.

        >>> words = load_release_words()
        >>> words.shown("For immediate release\\n\\nLund Yard won an order.\\n\\nAbout Lund Yard")
        Release(words='For immediate release', issuer='Lund Yard')
        >>> words.shown("Hostages: news release is late"), words.shown("Ferry sails\\nPress office", alone=False)
        (None, None)
        """
        edges = f"{raw[:_EDGE]}\n{raw[-_EDGE:]}" if len(raw) > 2 * _EDGE else raw
        short = [line for line in map(str.strip, edges.splitlines()) if line and len(line.split()) <= _LONGEST]
        held = self._held.search(edges.lower())
        words = next((line for line in short if self._shows(line.lower(), alone=alone)), held and held[0])
        told = next((line for line in short if self._about.fullmatch(line)), None)
        if words is None and not (alone and told):
            return None
        stated = next((match[1].strip() for line in short if (match := self._source.match(line))), None)
        issuer = stated if stated and not _agency(stated) else told.partition(" ")[2].strip(": ") if told else None
        return Release(words or told or "", issuer)

    def names_office(self, author: str) -> bool:
        """Tell whether who signs a page is a press office, or the page is signed as a release.

        >>> load_release_words().names_office("Press Office, Lund Yard"), load_release_words().names_office("Jane Roe")
        (True, False)
        """
        return any(pattern.match(author.lower()) for pattern in (self._contact, self._line))

    def _shows(self, line: str, *, alone: bool) -> bool:
        contact = self._contact.match(line)
        asked = contact is not None and (alone or ":" in line[contact.end() : contact.end() + 2])
        return asked or self._line.match(line) is not None or self._held.search(line) is not None


def load_release_words(language: str = "en") -> ReleaseWords:
    """Return the words of a language's pack."""
    table = language_pack(language).table("release.toml")
    return ReleaseWords(
        _line=re.compile(
            rf"\W*(?:{_alternatives(table['openings'])})\s*(?:$|[^\w\s]|\d)"
        ),  # "News release of hostages" is none
        _contact=re.compile(rf"\W*(?:{_alternatives(table['contacts'])})\b"),
        _held=re.compile(_alternatives(table["holding"])),
        _source=re.compile(rf"(?i:{_alternatives(table['source'])})[: ]+([^\s\d].{{1,80}})"),
        _about=re.compile(rf"(?i:{_alternatives(table['about'])}) [A-Z][\w&.’' -]{{2,60}}:?"),
    )


def _agency(name: str) -> bool:
    return any(found.source.kind == "agency" for found in load_sources().find(name[:200]))


def _alternatives(phrases: Sequence[str]) -> str:
    return "|".join(re.escape(phrase) for phrase in sorted(phrases, key=len, reverse=True))
