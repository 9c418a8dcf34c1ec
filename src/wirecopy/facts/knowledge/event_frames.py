"""The frames: which words tell of which kind of event, and where its parties stand. Read from `data/frames/*.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from operator import itemgetter
from pathlib import Path
from typing import Any, Literal

from wirecopy.facts.knowledge.inflection import noun_forms, verb_forms
from wirecopy.languages import language_pack

Way = Literal["verb", "noun", "adjective"]
Shape = Literal["directed", "mutual", "alone", "visit", "hosted"]
_DEFAULT_TO = (
    "on",
    "against",
    "with",
    "to",
    "at",
    "from",
    "for",
    "of",
    "over",
    "in",
    "into",
    "toward",
    "towards",
    "by",
)
UNFRAMED = ".unframed"
"""How the name of a frame ends whose verb the model alone knows."""
_SMALL = frozenset(_DEFAULT_TO) | {"up", "down", "out", "off", "that", "away", "between", "back"}
_WAYS: tuple[tuple[Way, str], ...] = (("verb", "verbs"), ("noun", "nouns"), ("adjective", "adjectives"))


@dataclass(frozen=True, slots=True)
class Frame:
    """One kind of act: its PLOVER type and mode, and how its words take their parties.

    `shape`: directed (one acts on another), mutual (both act), alone (nobody is acted on), visit (to whom one goes),
    hosted (who comes is the object). `over`: what it governs is not told as an event of its own. `strict`: the party
    acted on must be named.
    """

    name: str
    type: str
    mode: str | None
    shape: Shape
    to: tuple[str, ...]
    contexts: tuple[str, ...]
    over: bool
    strict: bool
    example: str
    gives: str


@dataclass(frozen=True, slots=True)
class Pattern:
    """The words of one trigger: its first one's forms lead to it, the others must follow."""

    frame: Frame
    way: Way
    lead: str
    rest: tuple[frozenset[str], ...]
    shown: str

    @property
    def weight(self) -> int:
        """How much the words tell: a noun or verb more than a preposition."""
        return sum(1 if element & _SMALL else 2 for element in self.rest)


@dataclass(frozen=True, slots=True)
class Frames:
    """All frames, with their patterns by every form of their first word (and part of speech)."""

    frames: tuple[Frame, ...]
    leads: Mapping[str, tuple[Pattern, ...]] = field(repr=False)
    verbs: frozenset[str] = field(repr=False)
    pasts: frozenset[str] = field(repr=False)

    def of(self, low: str) -> tuple[Pattern, ...]:
        """Return the patterns that a word may lead to, the longest first."""
        return self.leads.get(low, ())

    def named(self, name: str) -> Frame:
        """Return the frame of a name ("consult.meet")."""
        return next(frame for frame in self.frames if frame.name == name)


@dataclass(frozen=True, slots=True)
class Irregular:
    """Forms no rule makes: past forms of verbs, plurals of nouns."""

    verbs: Mapping[str, str]
    nouns: Mapping[str, str]


def unframed(kind: str) -> Frame:
    """Return the frame of a verb that no frame has: of a type, with no words of its own.

    >>> unframed("ACCUSE").name
    'accuse.unframed'
    """
    return Frame(
        name=f"{kind.lower()}{UNFRAMED}", type=kind, mode=None, shape="directed", to=_DEFAULT_TO, contexts=(),
        over=False, strict=False, example="", gives="",
    )  # fmt: skip


def load_frames(more: Iterable[Path | str] = ()) -> Frames:
    """Return the frames that ship with the package and those of further files or texts; a later goes before an earlier.

    >>> load_frames().of("met")[-1].frame.type
    'CONSULT'
    """
    packs = language_pack("en").tables("frames")
    irregular = Irregular(*(next(p for p in packs if "irregular" in p)["irregular"][k] for k in ("verbs", "nouns")))
    own = [(entry, 0) for pack in packs for entry in pack.get("frame", ())]
    added = [(e, n) for n, pack in enumerate(more, 1) for e in tomllib.loads(_text(pack)).get("frame", ())]
    frames: list[Frame] = []
    leads: dict[str, list[tuple[int, int, Pattern]]] = {}
    for entry, rank in (*own, *added):
        frame = _frame(entry)
        frames.append(frame)
        for way, key in _WAYS:
            for shown in _split_list(entry.get(key, "")):
                pattern = _pattern(frame, way, shown, irregular)
                weight = pattern.weight
                for form in _forms(pattern.lead, way, irregular):
                    leads.setdefault(form, []).append((-rank, -weight, pattern))
    ordered = {form: tuple(p for *_, p in sorted(found, key=itemgetter(0, 1))) for form, found in leads.items()}
    verbs = frozenset(p.lead for found in ordered.values() for p in found if p.way == "verb")
    nouns = {form for form, found in ordered.items() if any(p.way == "noun" for p in found)}
    present = verbs | nouns
    pasts = frozenset(f for f in ordered if f not in present and not f.endswith(("s", "ing")))
    return Frames(tuple(frames), ordered, verbs, pasts)


def _text(pack: Path | str) -> str:
    return pack if isinstance(pack, str) else pack.read_text("utf-8")


def _frame(entry: Mapping[str, Any]) -> Frame:
    return Frame(
        name=f"{entry['type'].lower()}.{entry['name']}", type=entry["type"], mode=entry.get("mode"),
        shape=entry.get("shape", "directed"), to=tuple(entry["to"].split()) if "to" in entry else _DEFAULT_TO,
        contexts=tuple(entry.get("contexts", "").split()), over=entry.get("over", False),
        strict=entry.get("strict", False), example=entry["example"], gives=entry["gives"],
    )  # fmt: skip


def _split_list(text: str) -> list[str]:
    return [" ".join(shown.split()) for shown in text.split(";") if shown.strip()]


def _pattern(frame: Frame, way: Way, shown: str, irregular: Irregular) -> Pattern:
    first, *others = shown.split(" ")
    rest = tuple(
        frozenset(form for word in element.split("|") for form in (*_all_forms(word, irregular), word))
        for element in others
    )
    return Pattern(frame, way, first, rest, shown)


def _forms(word: str, way: Way, irregular: Irregular) -> frozenset[str]:
    if way == "adjective":
        return frozenset({word})
    return verb_forms(word, irregular.verbs) if way == "verb" else noun_forms(word, irregular.nouns)


def _all_forms(word: str, irregular: Irregular) -> frozenset[str]:
    if len(word) < 3 or word in _SMALL:
        return frozenset({word})
    return noun_forms(word, irregular.nouns) | verb_forms(word, irregular.verbs)
