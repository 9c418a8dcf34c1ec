"""The organisations a text names, each one body under all its names: "the Pentagon", "the Defense Department"."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from wirecopy.facts.dates.words import MONTHS
from wirecopy.facts.entities.people import Cast
from wirecopy.facts.entities.place_mentions import Site, sites_of
from wirecopy.facts.intervals import StretchIndex
from wirecopy.facts.knowledge.knowledge import Knowledge
from wirecopy.facts.knowledge.lexicon import Lexicon
from wirecopy.facts.names.names import NO_NAMES, Names
from wirecopy.facts.style_key import style_key
from wirecopy.types import Stretch

_CAP = r"(?:[A-Z][\w’'.&-]{0,30}\w|[A-Z]{1,3}\b)"
_RUN = re.compile(rf"{_CAP}(?: (?:(?:of|for|on) (?:the )?)?{_CAP}){{0,8}}")
_LOWER = re.compile(
    r"(?:['’]s)? ((?:(?:foreign|defen[cs]e|interior|finance|health|justice|trade|commerce|energy|education|"
    r"transport|culture|state|central|federal|national|naval) ){0,2}"
    r"(?:ministry|government|army|military|navy|air force|parliament|embassy|central bank|bank|police|"
    r"authorities|administration|regime|cabinet))\b",
    re.IGNORECASE,
)
_OFFICE = re.compile(
    r"\b(?:Minister|Secretary) (?:of|for) (?:the )?((?:National |Foreign |Home )?[A-Z]\w{2,20}(?: and [A-Z]\w{2,20})?)"
)
_SHORT = re.compile(r" ?\(([A-Z][A-Z.&]{1,7})s?\)|,? (?:or|known as|called) the ([A-Z]{2,6})\b")
_ACRONYM = re.compile(r"\b(?:the |The )([A-Z]{3,6})\b(?!['’]s? [A-Z][a-z]+ [A-Z])")
_KNOWN = frozenset(
    (
        "NATO",
        "UNESCO",
        "UNICEF",
        "OPEC",
        "ASEAN",
        "FIFA",
        "UEFA",
        "NASA",
        "FBI",
        "CIA",
        "NSA",
        "IMF",
        "WHO",
        "WTO",
        "IAEA",
        "OSCE",
        "BBC",
        "CNN",
        "NBC",
        "CBS",
        "ABC",
        "AFP",
    )
)
_OF_HEADS = frozenset(("department", "ministry", "office", "bureau"))
_SYNONYMS = {"foreign affairs": "foreign", "national defense": "defense", "dept": "department"}
_PLURALS = {
    "the government": "government",
    "regime": "government",
    "authorities": "government",
    "administration": "government",
    "cabinet": "government",
}
_ARTICLE = re.compile(r"(?:the|a|an) ", re.IGNORECASE)
_TITLE_BEHIND = re.compile(r" (\w{3,20})\b")
_PERSON = 0.5  # mean chance from which whoever the rules know is no body
_PERSON_FIRST = 0.6  # chance from which a name that opens a run of words is a person's
_OF_BODY = re.compile(r" (?:of|at|from) (?:the )?(?=\w)")
_DENIED = 0.7  # chance of another kind from which a run of words is no body


@dataclass(frozen=True, slots=True)
class Organisation:
    """One organisation: its identity in the story, how it is shown, its two-letter country where the text says it."""

    key: str
    name: str
    country: str | None = None


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """A place of the text that names a body, and by what: `name`, `learned`, `metonym`, `adjective`, `office` ..."""

    stretch: Stretch
    body: Organisation
    way: str


@dataclass(frozen=True, slots=True)
class Organisations:
    """The bodies of a text, where it names them, and its mentions of places."""

    named: tuple[NamedPlace, ...]
    sites: tuple[Site, ...]
    by_name: Mapping[str, Organisation]
    keys: frozenset[str]
    knowledge: Knowledge

    def identify(self, name: str) -> Organisation:
        """Return the body that a name or noun phrase means."""
        bare = _ARTICLE.sub("", name, count=1) if _ARTICLE.match(name) else name
        organisation = self.by_name.get(bare.casefold())
        if organisation is not None:
            return organisation
        country, kind = _country_and_kind(bare, self.knowledge)
        if country is not None and kind == "government":
            return _government(country, self.knowledge)
        key = kind if country is None else f"{country.lower()} {kind}"
        shown = bare if not bare.islower() else name
        return Organisation(key, shown, country)


def bodies_of(text: str, cast: Cast, knowledge: Knowledge, names: Names = NO_NAMES) -> Organisations:
    """Return the organisations of a text."""
    people = [Stretch(at, end) for at, end, p in zip(cast.named_at, cast.named_to, cast.named, strict=True) if p.sure]
    sites = tuple(sites_of(text, people, knowledge, names))
    organisations = list(_organisations_at(text, people, sites, knowledge))
    raw = _spelled_out(list(_learned(text, organisations, cast, knowledge, names)))
    by_kind: dict[str, set[str]] = defaultdict(set)
    for _, _, country, kind, _ in raw:
        if country is not None:
            by_kind[kind].add(country)
    called: dict[str, str] = {}
    for _, name, country, kind, way in raw:
        owner = country or _sole_country(by_kind.get(kind))
        if way in ("name", "metonym", "learned"):
            called.setdefault(_key(owner, kind), name)
    acting = {c for _, _, c, kind, way in raw if kind == "government" and way in ("name", "metonym")}
    named: list[NamedPlace] = []
    by_name: dict[str, Organisation] = {}
    for stretch, name, country, kind, way in raw:
        if kind == "government" and country not in acting:
            continue  # only named as a place, or an adjective: nobody acts
        owner = country or _sole_country(by_kind.get(kind))
        body = _body(owner, kind, called.get(_key(owner, kind), name), knowledge)
        named.append(NamedPlace(stretch, body, way))
        if way in ("name", "metonym", "abbreviation", "learned"):
            by_name.setdefault(name.casefold(), body)
    apart = {(n.stretch, n.body.key): n for n in named}
    ordered = sorted(apart.values(), key=lambda n: (n.stretch.start, n.stretch.end, n.body.key))
    return Organisations(tuple(ordered), sites, by_name, frozenset(n.body.key for n in ordered), knowledge)


def no_bodies(knowledge: Knowledge) -> Organisations:
    """Return the bodies of a text that was not searched: names still parse."""
    return Organisations((), (), {}, frozenset(), knowledge)


Raw = tuple[Stretch, str, str | None, str, str]


def _learned(text: str, raw: Sequence[Raw], cast: Cast, knowledge: Knowledge, names: Names) -> Iterator[Raw]:
    """Yield what the rules found and the model does not take for something else, and what the model finds besides."""
    people = [places for places in cast.places().values() if names.mean("person", places) >= _PERSON]
    taken = [place for places in people for place in places]
    persons = StretchIndex.of([n.stretch for n in names.kind("person", _PERSON_FIRST)], lambda stretch: stretch)
    for one in raw:
        one = _behind_person(text, one, persons, knowledge)
        stretch, way = one[0], one[4]
        if way in ("name", "abbreviation", "office") and names.denies(
            "organisation", stretch.start, stretch.end, _DENIED
        ):
            continue
        taken.append(stretch)
        yield one
    held = StretchIndex.of(taken, lambda stretch: stretch)
    for name in names.kind("organisation"):
        stretch = name.stretch
        if any(True for _ in held.touching(stretch.start, stretch.end)):
            continue
        shown = text[stretch.start : stretch.end]
        land = country_code(shown.replace("’", "'").split("-")[0], knowledge)
        if land is None and not _is_part_of_title(text, stretch.end, knowledge.lexicon):
            country, kind = _country_and_kind(shown, knowledge)
            yield stretch, shown, country, kind, "learned"


def _spelled_out(raw: Sequence[Raw]) -> list[Raw]:
    """Return the bodies with those named by the first letters of another one's name as that one: "FAA"."""
    longer: dict[str, set[tuple[str | None, str]]] = defaultdict(set)
    for _, name, country, kind, way in raw:
        capitals = [word[0] for word in name.split() if word[:1].isupper()]
        if way in ("name", "learned") and len(capitals) > 1:
            longer["".join(capitals)].add((country, kind))
    names: list[Raw] = []
    for stretch, name, country, kind, way in raw:
        short = name.replace(".", "")
        full_names = longer.get(short, ()) if short.isupper() and " " not in short else ()
        if len(full_names) == 1:
            country, kind = next(iter(full_names))
            way = "abbreviation"
        names.append((stretch, name, country, kind, way))
    return names


def _behind_person(text: str, one: Raw, persons: StretchIndex[Stretch], knowledge: Knowledge) -> Raw:
    """Return a body without the person before it: "Ann Roe of the Harbour Society"."""
    stretch, _, _, _, way = one
    first = next(iter(persons.beginning(stretch.start, stretch.start + 1)), None) if way == "name" else None
    link = _OF_BODY.match(text, first.end, stretch.end) if first is not None and first.end < stretch.end else None
    if link is None:
        return one
    name = text[link.end() : stretch.end]
    country, kind = _country_and_kind(name, knowledge)
    return Stretch(link.end(), stretch.end), name, country, kind, way


def _is_part_of_title(text: str, end: int, lexicon: Lexicon) -> bool:
    """Tell whether a title goes on behind a name: "Defense" of "Defense Secretary Roe"."""
    behind = _TITLE_BEHIND.match(text, end)
    word = behind.group(1).lower() if behind is not None else ""
    return word in lexicon.titles or word in lexicon.roles


def _organisations_at(
    text: str, people: Sequence[Stretch], sites: Sequence[Site], knowledge: Knowledge
) -> Iterator[Raw]:
    covered = [(s.start, s.end) for s in people]
    yield from _by_word(text, covered, knowledge)
    for site in sites:
        seat = knowledge.gazetteer.seats.get(site.name)
        if seat is not None:
            yield site.stretch, site.name, seat[0], canonical(seat[1], knowledge), "metonym"
        elif site.country is not None and site.kind in ("country", "people", "capital"):
            yield from _of_country(text, site, knowledge)
    for office in _OFFICE.finditer(text):
        yield (
            Stretch(office.start(), office.end()),
            f"Ministry of {office.group(1)}",
            _owner(text, office.start(), sites),
            canonical(f"Ministry of {office.group(1)}", knowledge),
            "office",
        )


def _of_country(text: str, site: Site, knowledge: Knowledge) -> Iterator[Raw]:
    lower = _LOWER.match(text, site.stretch.end)
    if lower is not None and site.kind != "capital":
        stretch = Stretch(site.stretch.start, lower.end())
        yield stretch, text[stretch.start : stretch.end], site.country, canonical(lower.group(1), knowledge), "name"
        if canonical(lower.group(1), knowledge) != "government":
            yield site.stretch, site.name, site.country, "government", "adjective"
    elif site.kind == "people":
        yield site.stretch, site.name, site.country, "government", "adjective"
    elif site.kind == "country" and site.function in ("party", "topic"):
        yield site.stretch, site.name, site.country, "government", "name" if site.function == "party" else "topic"
    elif site.function == "metonym":
        yield site.stretch, site.name, site.country, "government", "metonym"


def _by_word(text: str, covered: Sequence[tuple[int, int]], knowledge: Knowledge) -> Iterator[Raw]:
    """Yield runs of capitalised words that hold a word for an organisation, and their abbreviations."""
    lexicon, at = knowledge.lexicon, 0
    shorts: dict[str, str] = {}
    for run in _RUN.finditer(text):
        while at < len(covered) and covered[at][1] <= run.start():
            at += 1
        if at < len(covered) and covered[at][0] < run.end():
            continue
        shown = re.sub(r"['’]s?\Z", "", _undated(run.group(), lexicon))
        words = shown.split(" ")
        start, end = run.start(), run.start() + len(shown)
        while len(words) > 1 and _is_before_name(words, text[max(0, start - 2) : start], lexicon):
            start += len(words.pop(0)) + 1
        low = [word.lower().rstrip(".'’") for word in words]
        if len(words) < 2 and low[0] not in lexicon.organisation_names:
            continue
        if not (
            low[-1] in lexicon.organisation_words
            or low[0] in lexicon.organisation_words
            or low[-1] in lexicon.organisation_names
        ) and not any(word in lexicon.organisation_words for word in low):
            continue
        name = " ".join(words)
        if len(words) == 1 and (knowledge.gazetteer.candidates(name) or name in knowledge.gazetteer.seats):
            continue  # a country or a capital: what it stands for is decided with the places
        if country_code(name.replace("’", "'"), knowledge) is not None:
            continue
        country, kind = _country_and_kind(name, knowledge)
        yield Stretch(start, end), name, country, kind, "name"
        short = _SHORT.match(text, end)
        if short is not None:
            shorts[(short.group(1) or short.group(2)).replace(".", "")] = name
    yield from _acronyms(text, shorts, knowledge)


def _undated(name: str, lexicon: Lexicon) -> str:
    """Return a name without the day behind it: "Budget Committee on Feb" of "Budget Committee on Feb. 28"."""
    head, joint, last = name.rpartition(" on ")
    day = last.split(" ")[0].lower()
    return head if joint and (day in lexicon.days or day in MONTHS) else name


def _is_before_name(words: Sequence[str], before: str, lexicon: Lexicon) -> bool:
    """Tell a sentence's first word or a person's title from the first word of a body's name ("Defense Department")."""
    first, second = words[0].lower(), words[1].lower()
    if first == "first" and before[:1].isalnum() and before[1:] == " ":
        return False  # "at First Valley Bank"
    a_title = first in lexicon.titles and first in lexicon.roles
    return first in lexicon.openers or (a_title and second not in lexicon.organisation_words)


def _acronyms(text: str, shorts: Mapping[str, str], knowledge: Knowledge) -> Iterator[Raw]:
    for match in re.finditer(r"\b[A-Z]{2,7}\b", text):
        word = match.group()
        long = shorts.get(word)
        if long is not None:
            country, kind = _country_and_kind(long, knowledge)
            yield Stretch(match.start(), match.end()), word, country, kind, "abbreviation"
        elif word in _KNOWN:
            yield Stretch(match.start(), match.end()), word, None, word.lower(), "name"


def _country_and_kind(name: str, knowledge: Knowledge) -> tuple[str | None, str]:
    """Return the country a body's name begins with, if any, and its kind: ("CN", "foreign ministry")."""
    gazetteer = knowledge.gazetteer
    bare = _ARTICLE.sub("", name, count=1) if _ARTICLE.match(name) else name
    seat = gazetteer.seats.get(bare)
    if seat is not None:
        return seat[0], canonical(seat[1], knowledge)
    words = bare.split(" ")
    for n in range(min(4, len(words)), 0, -1):
        lead = re.sub(r"['’]s?\Z", "", " ".join(words[:n]))
        code = country_code(lead, knowledge)
        if code is not None:
            rest = " ".join(words[n:])
            return code, canonical(rest, knowledge) if rest else "government"
    return None, canonical(bare, knowledge)


def country_code(name: str, knowledge: Knowledge) -> str | None:
    """Return the country that a name, an adjective or a capital means."""
    gazetteer = knowledge.gazetteer
    if name in gazetteer.people:
        return gazetteer.people[name]
    if name in gazetteer.capitals:
        return gazetteer.capitals[name]
    return next((p.country for p in gazetteer.candidates(name) if p.kind == "country"), None)


def canonical(name: str, knowledge: Knowledge) -> str:
    """Return what every order of words makes of a body: "Department of Defence" is "defense department".

    >>> from wirecopy.facts.knowledge.knowledge import load_knowledge
    >>> canonical("Ministry of Foreign Affairs", load_knowledge())
    'foreign ministry'
    """
    key = style_key(name, knowledge.lexicon.counts_as)
    head, _, rest = key.partition(" of ")
    if rest and head in _OF_HEADS:
        key = f"{rest.removeprefix('the ')} {head}"
    for long, short in _SYNONYMS.items():
        key = key.replace(long, short)
    return _PLURALS.get(key, key)


def _sole_country(countries: set[str] | None) -> str | None:
    return next(iter(countries)) if countries and len(countries) == 1 else None


def _key(country: str | None, kind: str) -> str:
    return kind if country is None else f"{country.lower()} {kind}"


def _body(country: str | None, kind: str, name: str, knowledge: Knowledge) -> Organisation:
    if country is not None and kind == "government":
        return _government(country, knowledge)
    return Organisation(_key(country, kind), name, country)


def _government(country: str, knowledge: Knowledge) -> Organisation:
    shown = knowledge.gazetteer.country_names.get(country, country)
    return Organisation(f"{country.lower()} government", f"Government of {shown}", country)


def _owner(text: str, at: int, sites: Sequence[Site]) -> str | None:
    """Return the country whose name or adjective stands right before an offset."""
    n = bisect_right(sites, at, key=lambda site: site.stretch.end) - 1
    if n < 0 or text[sites[n].stretch.end : at].strip(" ’'s"):
        return None
    return sites[n].country if sites[n].kind in ("country", "people") else None
