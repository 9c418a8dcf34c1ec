"""Words by which texts name where they come from: those of the language pack, compiled once a call."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from wirecopy.languages import language_pack
from wirecopy.languages.publishers import Sources, in_person, load_sources
from wirecopy.languages.releases import Release, ReleaseWords, load_release_words
from wirecopy.pipeline.checking.one_event import content_words

_NAME_WORD = r"[A-Z0-9](?:[\w&’'-]|\.(?=\w)){0,30}"
_NAME = rf"({_NAME_WORD}(?: (?:of |the )?{_NAME_WORD}){{0,4}})"
_LAST_LINES = 4
_FIRST_CHARS = 200
_OPENING_TAG = re.compile(r"\(([^()\n]{2,40})\) ?[-–—]")
_LAST_CHARS = 600
_CREDIT_WORDS = 14  # of a line that credits: more is a sentence of the text
_TAG = re.compile(r"[(\[]([^()\[\]]{2,40})[)\]]\s*$|^([A-Z][\w .]{1,24})[:|]\s|\s[-–—|]\s([^-–—|]{2,40})$")


class ClosingCredit(NamedTuple):
    """The agency that the end of a text credits, and the line that does."""

    name: str
    words: str


_AMBIGUOUS = 2  # letters of an agency's name that may be a word of a headline: "ap-exam-results"
_OWNED = re.compile(r"[’']s\b")


@dataclass(frozen=True, slots=True)
class CheckCues:
    """The words of `check.toml`, as patterns; made by `load_cues`."""

    sources: Sources
    stub_words: int
    _stub: re.Pattern[str]
    releases: ReleaseWords
    _spoken: re.Pattern[str]
    _cited: re.Pattern[str]
    _outlet_words: frozenset[str]
    _broadcasters: frozenset[str]
    _station: re.Pattern[str]
    _posted: re.Pattern[str]
    _announced: re.Pattern[str]
    _sayer: re.Pattern[str]
    _pronouns: frozenset[str]
    _translated: re.Pattern[str]
    _worked: re.Pattern[str]
    _place: re.Pattern[str]
    _satire: frozenset[str]
    alike: dict[str, str]
    """Stems of words that say one thing in news, each with the first of its kind."""
    numbers: dict[str, int]
    scales: dict[str, int]
    languages: dict[str, str]

    def is_stub(self, text: str) -> bool:
        """Tell whether a page says that it keeps its text back."""
        return self._stub.search(text.lower()) is not None

    def closing_credit(self, raw: str) -> tuple[ClosingCredit | None, str | None]:
        """Return whom the tag at a text's beginning or its last lines credit with it, and who only helped.

        >>> load_cues().closing_credit("The ferry sails again.\\n\\nWith Associated Press")
        (ClosingCredit(name='AP', words='With Associated Press'), None)
        """
        helped = None
        opening = _OPENING_TAG.search(raw[:_FIRST_CHARS])
        if opening and (tagged := self.agency_in(opening[1])):
            return ClosingCredit(tagged, opening[0].strip(" -–—\n")), None
        lines = [line.strip() for line in raw[-_LAST_CHARS:].splitlines() if line.strip()]
        for line in reversed(lines[-_LAST_LINES:]):
            if len(line.split()) > _CREDIT_WORDS:
                continue
            name = self.agency_in(line)
            if name and self._worked.search(line.lower()):
                helped = helped or name
            elif name and not line.endswith(("?", "!")) and not _is_sentence(line):
                return ClosingCredit(name, line), helped
        return None, helped

    def agency_in(self, text: str) -> str | None:
        """Return the first agency named in a short text.

        >>> load_cues().agency_in("Jane Roe, Associated Press"), load_cues().agency_in("Petra Noll")
        ('AP', None)
        """
        short = text[:200]
        whole = self.sources.named(short)
        agencies = (named for named in self.sources.find(short) if not named.common and not in_person(short, named))
        candidates = [whole] if whole else [named.source for named in agencies]
        return next((source.name for source in candidates if source.kind == "agency" and not source.releases), None)

    def agency_tag(self, title: str) -> str | None:
        """Return the agency a headline is tagged with.

        >>> load_cues().agency_tag("Ferry sails again (Reuters)"), load_cues().agency_tag("Reuters moves its desk")
        ('Reuters', None)
        """
        for tag in _TAG.finditer(title[:400]):
            named = self.sources.named(next(filter(None, tag.groups())))
            if named and named.kind == "agency" and not named.releases:
                return named.name
        return None

    def agency_of_address(self, url: str) -> str | None:
        """Return the agency that an address names: a folder of its path, or a word at either end of its page's name.

        >>> load_cues().agency_of_address("https://a.example/news/ferry-sails-again-dpa-1.2211")
        'dpa'
        >>> load_cues().agency_of_address("https://a.example/ap-exam-results-are-out")
        """
        folders = [part for part in url.partition("//")[2].split("?")[0].split("/")[1:] if part]
        words = [word for word in re.split(r"[^a-z]+", folders[-1].lower()) if word] if folders else []
        first = [word for word in words[:1] if len(word) > _AMBIGUOUS]
        named = (self.sources.named(name) for name in (*folders[:-1], *words[-1:], *first))
        return next((one.name for one in named if one and one.kind == "agency" and not one.releases), None)

    def is_press_office(self, author: str | None) -> bool:
        """Tell whether who signs a page is a press office."""
        return bool(author) and self.releases.names_office(str(author))

    def release_words(self, raw: str) -> Release | None:
        """Return the words that show a text to be a release, and who hands it out where that is told."""
        return self.releases.shown(raw)

    def spoken_to(self, body: str) -> Iterator[tuple[str, str]]:
        """Yield the outlets that a text says somebody spoke to, folded, each with the words; of a show, whose it is.

        >>> list(load_cues().spoken_to("The mayor told Radio Norte that she would stay."))
        [('Radio Norte', 'told Radio Norte')]
        """
        for match in self._spoken.finditer(body[:60_000]):
            name = _OWNED.split(match[1], maxsplit=1)[0].rstrip(".’'-,")
            words = {word.casefold().strip(".") for word in name.split()}
            publisher = self.sources.named(name)
            if words & self._outlet_words or (publisher is not None and publisher.kind in ("agency", "outlet")):
                yield name, " ".join(match[0].split())

    def stations(self, body: str) -> Iterator[tuple[str, str]]:
        """Yield the broadcasters and papers that a text names by what they are, each with the word before.

        >>> list(load_cues().stations("Over on Coastal FM, the minister said that he slept well."))
        [('Coastal FM', 'on Coastal FM')]
        """
        for match in self._station.finditer(body[:60_000]):
            name = match[2].rstrip(".’'-,")
            if " " in name and {word.casefold() for word in name.split()} & self._broadcasters:
                yield name, f"{match[1] or ''} {name}".strip()

    def networks(self, body: str) -> dict[str, str]:
        """Return the networks on which a text says that somebody wrote, each with the words.

        >>> load_cues().networks("She wrote on Mastodon that the score is silent.")
        {'mastodon': 'on Mastodon'}
        """
        return {match[1].casefold(): match[0] for match in self._posted.finditer(body[:60_000])}

    def announced(self, body: str) -> str | None:
        """Return the words by which a text says that it has its news from a release.

        >>> load_cues().announced("Three were held, the police said in a communiqué on Monday.")
        'communiqué'
        """
        match = self._announced.search(body[:60_000])
        return match[0] if match else None

    def sayers(self, body: str) -> dict[str, str]:
        """Return those who say what a text has: the last word of each name, folded, and as it stands; no pronouns.

        >>> load_cues().sayers("The agency AFAD said so. It said more. But doctors have said no, said Ida.")
        {'afad': 'AFAD', 'doctors': 'doctors', 'ida': 'Ida'}
        """
        named = (match[1] or match[2] or "" for match in self._sayer.finditer(body[:60_000]))
        words = (name.split()[-1].strip(".,") if name else "" for name in named)
        return {word.casefold(): word for word in words if word.casefold() not in self._pronouns}

    def cited(self, body: str) -> Iterator[tuple[str, str]]:
        """Yield the papers that a text cites, by the name of who published them, each with the words.

        >>> list(load_cues().cited("That is what a study published in Nature Medicine says."))
        [('Nature Medicine', 'published in Nature Medicine')]
        """
        for match in self._cited.finditer(body[:60_000]):
            yield match[1].rstrip(".’'-,"), " ".join(match[0].split())

    def translation_words(self, raw: str) -> str | None:
        """Return the words by which a text says that it is a translation."""
        for line in (raw[:600] + "\n" + raw[-600:]).splitlines():
            if self._translated.search(line.lower()):
                return line.strip()[:120]
        return None

    def place_names(self, text: str) -> set[str]:
        """Return the words of a text that name places, as far as the small words before them tell."""
        return {word for match in self._place.finditer(text[:20_000]) for word in match[1].split()}

    def makes_fun(self, outlet: str | None, url: str | None) -> bool:
        """Tell whether an outlet is known for satire."""
        host = (url or "").partition("//")[2].partition("/")[0].removeprefix("www.").lower()
        return (outlet or "").strip().lower() in self._satire or host in self._satire

    def language(self, code: str | None) -> str:
        """Return what a language is called."""
        return self.languages.get(code or "", code or "an unknown language")


def load_cues(language: str = "en") -> CheckCues:
    """Return the cues of a language's pack."""
    pack = language_pack(language)
    table = pack.table("check.toml")
    credit = pack.table("credit.toml")
    spoken = table["interview"]
    return CheckCues(
        sources=load_sources(),
        stub_words=table["stub"]["words"],
        _stub=_phrase_pattern(table["stub"]["phrases"]),
        releases=load_release_words(language),
        _spoken=re.compile(rf"\b(?i:{_alternatives(spoken['before'])}) (?:the )?" + _NAME),
        _cited=re.compile(rf"\b(?i:{_alternatives(table['cited']['before'])}) (?:the |journal )*" + _NAME),
        _broadcasters=frozenset(spoken["outlets"]),
        _outlet_words=frozenset((*spoken["outlets"], *_publishers(credit))),
        _station=re.compile(rf"(?:(\w+) )?\b{_NAME}"),
        _posted=re.compile(
            rf"\b(?:{_alternatives(table['posted']['before'])})(?: [a-z]+)?"
            rf" ({_alternatives(table['posted']['networks'])})\b"
        ),
        _announced=re.compile(rf"\b(?:{_alternatives(table['release']['mentions'])})\b", re.IGNORECASE),
        _sayer=re.compile(
            rf"(?:\b([\w’'.-]+) (?:(?:{_alternatives(table['said']['helpers'])}) )?)?"
            rf"\b(?:{_alternatives(table['said']['behind'])})\b(?: (?:the )?{_NAME})?"
        ),
        _pronouns=frozenset(table["said"]["pronouns"]),
        _translated=_phrase_pattern(table["translation"]["phrases"]),
        _worked=_phrase_pattern(credit["cues"]["worked"]),
        _place=re.compile(
            rf"\b(?:{_alternatives(table['places']['before'])})\s+(?:the\s+)?((?:[A-Z][\w'’-]+ ?){{1,4}})"
        ),
        _satire=frozenset(table["satire"]["outlets"]),
        alike={stem: words[0] for words in table["claims"]["alike"] for stem in content_words(" ".join(words), ())},
        numbers=table["numbers"],
        scales=table["scales"],
        languages=table["languages"],
    )


def _publishers(credit: dict[str, Any]) -> Iterable[str]:
    return (word for word in credit["publisher"]["last"] if word not in ("call", "item", "light", "page", "world"))


def _is_sentence(line: str) -> bool:
    """Tell whether a line is a sentence of the text and no credit: long, with a full stop."""
    return line.endswith(".") and len(line.split()) > 8


def _alternatives(phrases: Sequence[str]) -> str:
    return "|".join(re.escape(phrase) for phrase in sorted(phrases, key=len, reverse=True))


def _phrase_pattern(phrases: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(phrase) for phrase in phrases))
