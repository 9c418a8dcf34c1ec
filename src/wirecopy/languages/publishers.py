"""Who publishes news: agencies, outlets, sites that print what others wrote, picture houses; and one name for each."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Literal, NamedTuple

SourceKind = Literal["agency", "outlet", "aggregator", "picture", "owner"]
_WORD = re.compile(r"[^\W_]+")
_START = re.compile(r"(?<![^\W_])(?:[A-Z0-9][^\W_]*|the (?=[A-Z]))")
_SITE = re.compile(r"(?:[a-z]+://)?(?:www\.)?((?:[a-z0-9\-]{1,63}\.)+[a-z]{2,12})(?![\w@])", re.IGNORECASE)
_SUFFIX = re.compile(r"\.(?:com|co|org|net|gov|edu|info|news|ac|or|go)?(?:\.[a-z]{2})?$|\.[a-z]{2,12}$")
SEAM = re.compile(r"[a-z]{2}(?=[A-Z])")
_APOSTROPHE = re.compile(r"['’]")
_SHORT = 5  # letters: a name up to this long in one case is a name only where it is written so
MAX_SITE = 120
MAX_SEAMED = 160  # code points of a line that may have lost a line's end before a name
MAX_NAME = 80


class NewsSource(NamedTuple):
    """One publisher of news."""

    name: str
    kind: SourceKind
    sites: tuple[str, ...]
    names: tuple[str, ...]
    """Every other name it goes by."""
    key: str
    """Its name folded: one for all its names."""
    own: frozenset[str]
    """Every key that may be meant where its own pages name it, short forms too ("The Times")."""
    releases: bool = False
    """Whether it hands out the releases of others."""
    lists: bool = False
    """Whether its pages list what many wrote."""


class NamedSource(NamedTuple):
    """A name of a source in a text: `text[start:end]`."""

    source: NewsSource
    start: int
    end: int
    common: bool
    """Whether it is also a common word."""


class _Name(NamedTuple):
    source: NewsSource
    common: bool
    written: str | None
    """How it must be written; null where any capital will do."""


@dataclass(frozen=True, slots=True)
class Sources:
    """The table of publishers, laid out for looking up. Made by `load_sources`."""

    names: Mapping[str, NewsSource]
    """A folded name -> its source."""
    sites: Mapping[str, NewsSource]
    """A site -> the source whose pages stand there."""
    telling: frozenset[str]
    """Words one of which stands in every name: of each name the one that the fewest have, no short one. Folded too."""
    _sizes: Mapping[str, tuple[int, ...]]
    """The first word of a name -> how many words the names have that begin so, the most first."""
    _written: Mapping[tuple[str, ...], _Name]

    def named(self, text: str) -> NewsSource | None:
        """Return the source that `text` is a name or a site of.

        >>> load_sources().named("The Washington Post").name, load_sources().named("www.nytimes.com/section").name
        ('Washington Post', 'New York Times')
        """
        return self.names.get(fold_source(text)) or self.at_site(text)

    def is_whole(self, text: str) -> bool:
        """Tell whether a text is long enough for a name: a word alone only where it is all of one ("News": no).

        A word cut short is a place's or a title's ("Pa.").

        >>> sources = load_sources()
        >>> [sources.is_whole(text) for text in ("The National", "National", "Reuters", "PA", "Pa.")]
        [True, False, True, True, False]
        """
        words = tuple(_WORD.findall(_flat(text)))
        return len(words) > 1 or (words in self._written and not (text.endswith(".") and text.istitle()))

    def section(self, name: str, *, in_full: bool = False) -> NewsSource | None:
        """Return the source that a section of a site is called after: an agency's name, or a short one in capitals.

        `in_full`: only after an agency's site, without its ending, that is too long to stand for something else.

        >>> sources = load_sources()
        >>> sources.section("cnn").name, sources.section("people"), sources.section("theconversation").name
        ('CNN', None, 'The Conversation')
        """
        whole = self.sites.get(f"{name.lower().replace('-', '')}.com")
        if whole is not None and whole.kind == "agency" and len(whole.key) > _SHORT:
            return whole
        if in_full:
            return None
        source = self._written.get(tuple(_WORD.findall(name.lower())))
        if source is None or source.common or not (source.written or source.source.kind == "agency"):
            return None
        return source.source

    def at_site(self, address: str) -> NewsSource | None:
        """Return the source of a web site, the nearest one for a host below it."""
        match = _SITE.match(address.strip()[:MAX_SITE])
        host = match[1].lower() if match else ""
        while "." in host:
            if host in self.sites:
                return self.sites[host]
            host = host.partition(".")[2]
        return None

    def key(self, text: str) -> str:
        """Return one key for all names of a source; for a name in no table, the name folded.

        >>> sources = load_sources()
        >>> sources.key("Associated Press") == sources.key("apnews.com"), sources.key("The Norden Herald")
        (True, 'nordenherald')
        """
        source = self.named(text)
        return source.key if source else fold_source(text)

    def find(self, text: str) -> Iterator[NamedSource]:
        """Yield every name of a source in a text, the longest at each place; linear in the text.

        >>> [(named.source.name, named.start) for named in load_sources().find("(AP) - CBS News told Reuters")]
        [('AP', 1), ('CBS News', 7), ('Reuters', 21)]
        """
        first = self._sizes
        starts = [
            (match.start(), word) for match in _START.finditer(text) if (word := match[0].lower().rstrip()) in first
        ]
        if len(text) <= MAX_SEAMED and SEAM.search(text):
            glued = [(match.end(), _word_at(text, match.end())) for match in SEAM.finditer(text)]
            starts = sorted([*starts, *((at, word) for at, word in glued if word in self.telling and word in first)])
        done = 0
        for start, word in starts:
            if start < done:
                continue
            words = list(_WORD.finditer(_flat(text[start : start + MAX_NAME])))
            bare = [word[0] for word in words]
            for size in first[word]:
                name = self._written.get(tuple(bare[:size]))
                end = start + words[min(size, len(words)) - 1].end()
                if name is not None and _is_written(text[start:end], name.written):
                    yield NamedSource(name.source, start, end, name.common)
                    done = end
                    break


@functools.cache
def load_sources() -> Sources:
    """Return the table of publishers.

    >>> load_sources().named("latimes.com").name
    'Los Angeles Times'
    """
    listed = (resources.files("wirecopy.languages") / "publishers.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in listed if line and not line.startswith("#")]
    names: dict[str, NewsSource] = {}
    sites: dict[str, NewsSource] = {}
    written: dict[tuple[str, ...], _Name] = {}
    for name, kind, hosts, others in rows[1:]:
        common = {other[1:] for other in others.split(";") if other[:1] == "~"}
        aliases = dict.fromkeys([name, *(other.lstrip("~") for other in others.split(";") if other)])
        others_of = tuple([alias for alias in aliases if alias != name])
        own = frozenset(
            fold_source(form) for alias in (*aliases, *hosts.split()) for form in (alias, alias.split()[-1])
        )
        releases = kind == "release"
        of = {"release": "agency", "list": "aggregator"}.get(kind, kind)
        source = NewsSource(name, of, tuple(hosts.split()), others_of, fold_source(name), own, releases, kind == "list")  # type: ignore[arg-type]
        sites |= {host: sites.get(host, source) for host in source.sites}
        for alias in aliases:
            names.setdefault(fold_source(alias), source)
            words = tuple(_WORD.findall(_flat(alias)))
            one_case = alias in (alias.upper(), alias.lower()) and len(alias) <= _SHORT
            told = _Name(source, alias in common, alias if one_case else None)
            written.setdefault(words, told)
            if len(words) > 2 and words[0] == "the":
                written.setdefault(words[1:], told)
    sizes: dict[str, set[int]] = {}
    for words in written:
        sizes.setdefault(words[0], set()).add(len(words))
    held = Counter(word for words in written for word in set(words))
    telling = {min(words, key=lambda word: (len(word) < 5, held[word], -len(word), word)) for words in written}
    telling |= {fold_source(f"{word}'s") for word in telling}
    longest = {first: tuple(sorted(found, reverse=True)) for first, found in sizes.items()}
    return Sources(names, sites, frozenset(telling), longest, written)


def in_person(text: str, name: NamedSource) -> bool:
    """Tell whether a name of one word is part of a person's, another name beside it; one in capitals is not.

    >>> sources = load_sources()
    >>> [in_person(text, next(sources.find(text))) for text in ("Petra Noll", "Jane Roe, Reuters", "Jane Roe AP")]
    [True, False, False]
    """
    written = text[name.start : name.end]
    before, after = text[: name.start].split(" "), text[name.end :].split(" ")
    beside = [*(before[-2:-1] if before[-1] == "" else ()), *(after[1:2] if after[0] == "" else ())]
    return written.istitle() and " " not in written and any(word[:1].isupper() and word.isalpha() for word in beside)


def fold_source(name: str) -> str:
    """Return a source's name without article, web ending, spaces and case.

    >>> fold_source("The Norden Herald"), fold_source("www.nordenherald.com"), fold_source("Norden Herald.com")
    ('nordenherald', 'nordenherald', 'nordenherald')
    """
    text = name.strip().lower()
    text = text.removeprefix("www.").removeprefix("the ")
    if "." in text:
        text = _SUFFIX.sub("", text.partition("/")[0])
    return "".join(_WORD.findall(_APOSTROPHE.sub("", text)))


def _flat(text: str) -> str:
    """Return a text in lower case, of the same length, without the endings of possessives."""
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return lowered.replace("’", "'").replace("'s", "  ") if "'" in text or "’" in text else lowered


def _word_at(text: str, at: int) -> str:
    """Return the word that begins at a place, in lower case."""
    match = _WORD.match(text, at)
    return match[0].lower() if match else ""


def _is_written(shown: str, written: str | None) -> bool:
    """Tell whether a name is written as it should be: short capitals in capitals, any other with a capital."""
    return shown == written if written else not shown.islower()
