"""Language packs: the words the rules go by, read from one data file per language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from wirecopy.clean.credit.forms import CreditRules, load_credit_rules
from wirecopy.clean.labels.weights import LineWeights, load_line_weights
from wirecopy.clean.language.rule_triggers import Leads
from wirecopy.clean.lines import word_key
from wirecopy.languages import language_pack, languages_with
from wirecopy.page_kinds import SpanKind

PHRASE_KINDS: tuple[SpanKind, ...] = (
    "embedded_post", "correction", "share", "subscribe", "comments", "advertisement", "copyright", "contact", "bio",
    "nav", "promo",
)  # fmt: skip
"""The sections of a pack that are tables of phrases; where two match, the earlier stands."""


CREDIT_WORDS = (
    "contributed", "contributing", "contribution", "inputs", "agencies", "wires", "reporting", "writing", "editing",
    "compiled", "reported", "provided", "assisted",
)  # fmt: skip
"""What a credit behind a report shows by a word of its own."""


@dataclass(frozen=True, slots=True)
class Phrases:
    """The phrases of all kinds, laid out for looking up."""

    lines: Mapping[str, SpanKind]
    starts: Mapping[str, tuple[str, ...]]
    """By their first character."""
    start_kinds: Mapping[str, SpanKind]
    ends: Mapping[str, tuple[str, ...]]
    """By their last character."""
    end_kinds: Mapping[str, SpanKind]
    holds: Mapping[str, tuple[tuple[str, SpanKind], ...]]
    """The longest word of a phrase, no stop word -> the phrases it stands in: a line without it is not searched."""
    hold_words: frozenset[str]
    loose: frozenset[str]
    """Starts that may also open a sentence: a line closed like one is left alone."""
    most_words: Mapping[SpanKind, int]
    longest: int
    """The most words that a line of any kind has."""


@dataclass(frozen=True, slots=True)
class Zone:
    """One meaning of a zone's abbreviation."""

    offset: str | None
    country: str | None
    name: str | None
    sure: str | None
    standard: str | None
    summer: str | None
    clock: str | None
    plain: str | None
    """Set where no reader of English news would think of another meaning."""


@dataclass(frozen=True, slots=True)
class Agencies:
    """News agencies by every name they go by."""

    names: Mapping[str, str]
    """An alias's word key -> the agency's short name."""
    pattern: re.Pattern[str]
    """Any alias as it is written, longest first."""
    ends: frozenset[str]
    """The last two characters of every alias: a text that ends otherwise ends in no agency."""
    houses: frozenset[str]
    """Word keys of picture houses and agencies, the names that stand in photo credits."""

    def named(self, text: str) -> str | None:
        """Return the short name of the agency that `text` is a name of."""
        return self.names.get(word_key(text)[0])


@dataclass(frozen=True, slots=True)
class Rules:
    """A language pack, compiled. Made by `load_rules`."""

    language: str
    stop_words: frozenset[str]
    phrases: Phrases
    headings: frozenset[str]
    buttons: frozenset[str]
    buttons_needed: frozenset[str]
    button_hint: re.Pattern[str]
    """Any needed button, run together with others or not."""
    sections: frozenset[str]
    """Names of a site's sections, the cells of its menus."""
    agencies: Agencies
    months: Mapping[str, int]
    days: frozenset[str]
    labels: Mapping[str, str]
    unit_minutes: Mapping[str, int]
    """How many minutes a unit of time has."""
    moment: re.Pattern[str]
    """Every token that a timestamp line may be made of, by named group."""
    zones: Mapping[str, tuple[Zone, ...]]
    clocks: Mapping[str, str]
    countries: Mapping[str, frozenset[str]]
    renamed_countries: Mapping[str, str]
    link_label: re.Pattern[str]
    """What a page says of a link to those who cannot see it."""
    card: re.Pattern[str]
    """A card on a person, glued into a sentence behind the name."""
    caption_count: re.Pattern[str]
    """The button of a picture's text with its place in the gallery."""
    quote_row: re.Pattern[str]
    """One row of a market ticker."""
    ticker_words: Mapping[str, int]
    """A direction phrase of a ticker -> its sign."""
    ticker_names: frozenset[str]
    byline_words: frozenset[str]
    """Words one of which stands in every byline that does not open with "By"."""
    house_words: frozenset[str]
    """Words one of which stands in every picture credit."""
    given_names: frozenset[str]
    """Usual given names, in lower case."""
    places: Mapping[str, str]
    """A place's word key -> the place as it is written."""
    place_words: frozenset[str]
    not_places: frozenset[str]
    leads: Leads
    """What a line must hold for any rule to take it."""
    credits: CreditRules
    """How pages say who wrote them."""
    line_weights: LineWeights | None
    """What the labeller of lines goes by; null for a language without."""
    words: Mapping[str, tuple[str, ...]]
    """Smaller word lists by `section.name`, as the pack gives them."""


def load_rules(language: str = "en") -> Rules:
    """Return the rules of a language, compiled from its pack.

    >>> load_rules("en").agencies.named("Agence France-Presse")
    'AFP'
    """
    return _compiled(language_pack(language).table("clean.toml"))


def languages() -> tuple[str, ...]:
    """Return the languages whose pages have rules."""
    return languages_with("clean.toml")


def _compiled(pack: dict[str, Any]) -> Rules:
    from wirecopy.clean.language.patterns import (
        card_pattern,
        count_pattern,
        label_pattern,
        moment_pattern,
        quote_row_pattern,
    )

    calendar, ticker, line = pack["calendar"], pack["ticker"], pack["dateline"]
    months = {name: number for number, names in enumerate(calendar["months"], 1) for name in names}
    labels = {name: kind for kind in ("published", "updated", "neutral") for name in calendar[f"{kind}_labels"]}
    places = {word_key(place)[0]: place for place in "".join(line["places"].split("\n")).split("|")}
    lists = ("byline", "credit", "caption", "dateline", "bio", "contact", "link", "promo")
    return Rules(
        language=pack["language"],
        stop_words=frozenset(pack["stop_words"]),
        phrases=_phrases(pack),
        headings=frozenset(pack["promo"]["headings"]),
        buttons=frozenset(pack["buttons"]["words"]),
        buttons_needed=frozenset(pack["buttons"]["needed"]),
        button_hint=re.compile("|".join(re.escape(word) for word in sorted(pack["buttons"]["needed"]))),
        sections=frozenset(pack["nav"]["sections"]),
        agencies=_agencies(pack),
        months=months,
        days=frozenset(calendar["days"]),
        labels=labels,
        unit_minutes=calendar["units"],
        moment=moment_pattern(calendar, list(pack["zones"])),
        zones={name: tuple(_zone(meaning) for meaning in meanings) for name, meanings in pack["zones"].items()},
        clocks=pack["clocks"],
        countries={name: frozenset(codes) for name, codes in pack["countries"].items() if isinstance(codes, list)},
        renamed_countries=pack["countries"]["renamed"],
        link_label=label_pattern(pack["link"]["labels"]),
        card=card_pattern(pack["link"]["card_ends"]),
        caption_count=count_pattern(pack["caption"]["counted"]),
        quote_row=quote_row_pattern(ticker),
        ticker_words={w: sign for name, sign in (("up", 1), ("down", -1), ("flat", 0)) for w in ticker[name]},
        ticker_names=frozenset(ticker["names"]),
        byline_words=_byline_words(pack),
        house_words=frozenset(_telling(_agencies(pack).houses)),
        given_names=_given_names(pack["language"]),
        places=places,
        place_words=frozenset(line["small"]),
        not_places=frozenset(line["not_places"]),
        leads=_leads(pack),
        credits=load_credit_rules(pack["language"]),
        line_weights=load_line_weights(pack["language"]),
        words={
            f"{section}.{name}": tuple(values)
            for section in lists
            for name, values in pack[section].items()
            if isinstance(values, list)
        },
    )


def _given_names(language: str) -> frozenset[str]:
    pack = language_pack(language)
    people = pack.table("facts.toml")["people"]["gender"] if pack.has("facts.toml") else {}
    return frozenset(name.lower() for key in ("given_he", "given_she") for name in people.get(key, ()))


def _leads(pack: Mapping[str, Any]) -> Leads:
    phrases, credit, caption = _phrases(pack), pack["credit"], pack["caption"]
    starts = [*phrases.start_kinds, *pack["contact"]["openers"], "follow", "•follow", "* follow", "• follow"]
    places = "".join(pack["dateline"]["places"].split("\n")).split("|")
    phrase_words = phrases.hold_words | frozenset(pack["buttons"]["needed"])
    credit_words = frozenset({*_byline_words(pack), *CREDIT_WORDS})
    caption_words = frozenset({*_telling(_agencies(pack).houses), "orig", "org"})
    when = frozenset({pack["calendar"]["ago"], "now"})
    credit_starts = [*credit["inputs"], *credit["reporting"], *credit["reports"], "(", "*", "—", "–"]
    caption_starts = [*caption["starts"], *caption["file"], *caption["buttons"]]
    return Leads(
        any_word=phrase_words | credit_words | caption_words | when,
        any_start=_phrases_by_word([*starts, *credit_starts, *caption_starts, *pack["byline"]["openers"]], 0),
        any_end=("m.", *caption["ends"]),
        phrase_words=phrase_words,
        phrase_starts=_phrases_by_word(starts, 0),
        phrase_ends=tuple(phrases.end_kinds),
        phrase_lines=frozenset(phrases.lines),
        credit_words=credit_words,
        credit_starts=_phrases_by_word(credit_starts, 0),
        byline_words=_byline_words(pack),
        byline_starts=tuple(pack["byline"]["openers"]),
        caption_words=caption_words,
        caption_starts=_phrases_by_word(caption_starts, 0),
        caption_ends=tuple(caption["ends"]),
        when=when,
        places=frozenset(word_key(place)[0].split()[0] for place in places),
    )


def _zone(meaning: Mapping[str, str]) -> Zone:
    return Zone(*(meaning.get(name) for name in Zone.__slots__))


def _agencies(pack: Mapping[str, Any]) -> Agencies:
    names = {word_key(alias)[0]: name for name, aliases in pack["agencies"].items() for alias in aliases}
    written = {alias for aliases in pack["agencies"].values() for alias in aliases}
    pattern = "|".join(re.escape(alias) for alias in sorted(written, key=lambda a: (-len(a), a)))
    houses = {word_key(house)[0] for house in pack["caption"]["houses"]}
    ends = frozenset(alias[-2:] for alias in written)
    return Agencies(names, re.compile(rf"\b(?:{pattern})(?!\w)"), ends, frozenset(houses | set(names)))


def _telling(names: Iterable[str]) -> set[str]:
    """Return for each name the word to look for first: one that is a name alone ("AP News"), else the longest."""
    keys = {word_key(name)[0] for name in names}
    return {max(key.split(), key=lambda word: (word in keys, len(word), word)) for key in keys}


def _byline_words(pack: Mapping[str, Any]) -> frozenset[str]:
    agencies = _telling(alias for aliases in pack["agencies"].values() for alias in aliases)
    desks = {word_key(phrase)[0].split()[-1] for name in ("roles", "desks") for phrase in pack["byline"][name]}
    return frozenset(agencies | desks)


def _phrases(pack: Mapping[str, Any]) -> Phrases:
    lines: dict[str, SpanKind] = {}
    starts: dict[str, SpanKind] = {}
    ends: dict[str, SpanKind] = {}
    holds: dict[str, list[tuple[str, SpanKind]]] = {}
    stop_words = frozenset(pack["stop_words"])
    for kind in PHRASE_KINDS:
        section = pack[kind]
        _add(lines, section.get("lines", ()), kind)
        _add(starts, [*section.get("starts", ()), *section.get("loose_starts", ())], kind)
        _add(ends, section.get("ends", ()), kind)
        for phrase in section.get("holds", ()):
            holds.setdefault(max(phrase.split(), key=lambda word: (word not in stop_words, len(word))), []).append(
                (phrase, kind)
            )
    return Phrases(
        lines, _phrases_by_word(starts, 0), starts, _phrases_by_word(ends, -1), ends,
        {word: tuple(phrases) for word, phrases in holds.items()},
        frozenset(holds),
        frozenset(phrase for kind in PHRASE_KINDS for phrase in pack[kind].get("loose_starts", ())),
        {kind: pack[kind].get("max_words", 30) for kind in PHRASE_KINDS},
        max(pack[kind].get("max_words", 30) for kind in PHRASE_KINDS),
    )  # fmt: skip


def _phrases_by_word(phrases: Iterable[str], at: int) -> dict[str, tuple[str, ...]]:
    groups: dict[str, list[str]] = {}
    for phrase in phrases:
        groups.setdefault(phrase[at], []).append(phrase)
    return {character: tuple(group) for character, group in groups.items()}


def _add(table: dict[str, SpanKind], phrases: Iterable[str], kind: SpanKind) -> None:
    for phrase in phrases:
        table.setdefault(phrase, kind)
