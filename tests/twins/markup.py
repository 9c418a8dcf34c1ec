"""An event text printed by two houses at once, so that every difference is known as it arises.

The marks of an event text:
- style: `{.US}` an abbreviation, `{~defence}` a spelling, `{^Ministry}` a capital, `{on} ` a preposition and
  `{Mr p1} ` an honorific that may go, `{%}` percent, `{#ten|10}` a number form, `[` and `]` brackets,
  apostrophes, and quotation marks, the closing one with its speaker: `”@p1` direct, `”~p1` mixed;
- substance: `{number:14|12}`, `{name:Dolan|Keller}`, `{neg:not} `, and a sentence in `⟦...⟧ `.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from twins.house import House, spelt
from twins.model import Place, TwinEdit, TwinQuote

TOKEN = re.compile(
    r"\{\.(?P<abbreviation>[A-Z]{2})\}|\{~(?P<spelling>\w+)\}|\{\^(?P<capitalisation>\w+)\}"
    r"|\{(?P<preposition>on)\} |\{Mr (?P<honorific>p\d)\} |(?P<percent_form>\{%\})"
    r"|\{#(?P<number_form>[^}]*)\}|(?P<bracket>[\[\]])|(?P<apostrophe>’)"
    r"|(?P<open>“)|(?P<close>”)(?P<quoted>[@~])(?P<speaker>\w+)"
    r"|\{number:(?P<number>[^}]*)\}|\{name:(?P<name>[^}]*)\}|\{neg:(?P<negation>\w+)\} "
    r"|(?P<sentence>⟦[^⟧]*⟧ )"
)
SUBSTANCE = ("number", "name", "negation", "sentence")
SUBSTANCE_MARKS = {"number": "{number:", "name": "{name:", "negation": "{neg:", "sentence": "⟦"}


@dataclass(frozen=True, slots=True)
class Substance:
    """What differs beyond style: its kind, and whether page a is the one that is changed."""

    kind: str
    on_a: bool


@dataclass(frozen=True, slots=True)
class Printing:
    """How an event text is printed: two houses, the cast's words, and what differs in substance."""

    houses: tuple[House, House]
    words: Mapping[str, str]
    substance: Substance | None

    def changes(self, kind: str) -> bool:
        return self.substance is not None and self.substance.kind == kind


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph as the two houses print it; places count from its first character."""

    a: str
    b: str
    edits: tuple[TwinEdit, ...]
    quotes: tuple[TwinQuote, ...]


@dataclass(slots=True)
class _Writer:
    """The two texts as they grow."""

    a: str = ""
    b: str = ""
    edits: list[TwinEdit] = field(default_factory=list)
    quotes: list[TwinQuote] = field(default_factory=list)
    opened: tuple[int, int] | None = None

    def both(self, text: str) -> None:
        self.a += text
        self.b += text

    def choice(self, kind: str, ways: tuple[str, str], *, glue: str = "", mark: bool = False) -> None:
        """Write each side its way: an edit where they differ. An empty way takes its white space along."""
        in_quote = self.opened is not None and not mark
        places = (
            Place(len(self.a), len(self.a) + len(ways[0]), ways[0]),
            Place(len(self.b), len(self.b) + len(ways[1]), ways[1]),
        )
        if ways[0] != ways[1]:
            self.edits.append(TwinEdit(_kind(kind, ways), kind in SUBSTANCE, in_quote, *places))
        self.a += ways[0] + (glue if ways[0] else "")
        self.b += ways[1] + (glue if ways[1] else "")

    def close(self, kind: str, speaker: str | None) -> None:
        assert self.opened is not None
        start_a, start_b = self.opened
        self.opened = None
        place_a = Place(start_a, len(self.a), self.a[start_a:])
        place_b = Place(start_b, len(self.b), self.b[start_b:])
        self.quotes.append(TwinQuote(kind, speaker, place_a, place_b))


def paragraph(text: str, printing: Printing) -> Paragraph:
    """The paragraph as both houses print it, with all that differs and all that is quoted."""
    writer = _Writer()
    _write(writer, text, printing)
    return Paragraph(writer.a, writer.b, tuple(writer.edits), tuple(writer.quotes))


def _write(writer: _Writer, text: str, printing: Printing) -> None:
    at = 0
    for found in TOKEN.finditer(text):
        writer.both(text[at : found.start()])
        at = found.end()
        kind, value = next((kind, value) for kind, value in found.groupdict().items() if value is not None)
        if kind == "open":
            opened = len(writer.a), len(writer.b)
            writer.choice("quotation_mark", _marks(printing, "“"), mark=True)
            writer.opened = opened
        elif kind == "close":
            writer.choice("quotation_mark", _marks(printing, "”"), mark=True)
            writer.close("direct" if found["quoted"] == "@" else "mixed", printing.words.get(found["speaker"]))
        elif kind == "sentence" and not printing.changes(kind):
            _write(writer, value[1:-2] + " ", printing)
        else:
            glue = " " if kind in ("preposition", "honorific", "negation", "sentence") else ""
            writer.choice(kind, _ways(kind, value, printing), glue=glue)
    writer.both(text[at:])


def _ways(kind: str, value: str, printing: Printing) -> tuple[str, str]:
    """How each page writes it."""
    if kind in SUBSTANCE:
        return _substance(kind, value, printing)
    first, second = (_style(kind, value, house) for house in printing.houses)
    if kind == "honorific":
        title = printing.words[f"{value}_mr"]
        return first and title, second and title
    return first, second


def _kind(kind: str, ways: tuple[str, str]) -> str:
    if kind == "sentence":
        return "sentence_dropped" if ways[0] else "sentence_added"
    return kind


def _marks(printing: Printing, mark: str) -> tuple[str, str]:
    first, second = (mark if house.curly_marks else '"' for house in printing.houses)
    return first, second


def _style(kind: str, value: str, house: House) -> str:
    match kind:
        case "abbreviation":
            return "".join(f"{letter}." for letter in value) if house.dotted else value
        case "spelling":
            return spelt(house, value)
        case "capitalisation":
            return value if house.capital_ministry else value.lower()
        case "preposition":
            return value if house.preposition else ""
        case "honorific":
            return value if house.honorific else ""
        case "percent_form":
            return "percent" if house.one_word_percent else "per cent"
        case "number_form":
            return value.split("|")[house.figures]
        case "bracket":
            return value if house.square_brackets else {"[": "(", "]": ")"}[value]
        case _:
            return "’" if house.curly_apostrophe else "'"


def _substance(kind: str, value: str, printing: Printing) -> tuple[str, str]:
    """Both pages as written first, or one of them changed."""
    plain, _, changed = value.partition("|")
    if not printing.changes(kind) or printing.substance is None:
        return plain, plain
    on_a = printing.substance.on_a
    if kind == "sentence":
        printed = paragraph(value[1:-2], printing)
        return ("", printed.b) if on_a else (printed.a, "")
    return (changed, plain) if on_a else (plain, changed)
