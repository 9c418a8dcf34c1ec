"""Every answer on an article judged once by its gold, so that figures at any confidence follow."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from fact_scores.answers import NAMES, Act, Answers, Named, Party, Speech, Spot
from fact_scores.coded import is_type
from fact_scores.gold import Gold, meets, same_words, shorter_share, union_share

SAME_QUOTE = 0.8  # intersection over union from which a quotation is the gold's
SAME_CLAUSE = 0.5  # of the shorter clause: where indirect speech begins and ends, readers differ
SURELY_WHOLE = "events whole, said so"
"""As `events whole`, at how surely type, sides and status are all right instead of the type alone."""
STATUSES = {"tentative": ("planned", "hypothetical"), "declined": ("denied",)}  # ours that the gold's cover
Attributes = Mapping[str, bool]


@dataclass(frozen=True, slots=True)
class Given:
    """An answer that counts: right or wrong."""

    confidence: float
    right: bool
    note: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """A gold mention that counts, with the answers that find it, the nearest first."""

    note: str
    found: tuple[tuple[float, Attributes], ...]

    def best(self, least: float) -> Attributes | None:
        """Return what the nearest answer of enough confidence says; None: not found."""
        return next((attributes for confidence, attributes in self.found if confidence >= least), None)


@dataclass(frozen=True, slots=True)
class Judged:
    """The answers and the gold of one kind in one article."""

    given: tuple[Given, ...]
    wanted: tuple[Wanted, ...]


def judge(gold: Gold, answers: Answers) -> dict[str, Judged]:
    """Return the judged answers of an article by kind."""
    found = {kind: _names(gold, answers.named, kind) for kind in NAMES}
    found["quotations"] = _quotations(gold, answers.speeches)
    found["speakers"] = _speakers(gold, answers.speeches)
    indirect = [one for one in answers.speeches if one.indirect]
    found["indirect speech"] = _indirect(gold, indirect, whole=False)
    found["indirect speech with speaker and cue"] = _indirect(gold, indirect, whole=True)
    found["dates"] = _valued(gold, answers.named, "dates", _date_right)
    found["quantities"] = _valued(gold, answers.named, "quantities", _quantity_right)
    found["events by type"] = _events(gold, answers.acts, whole=False)
    found["events whole"] = _events(gold, answers.acts, whole=True)
    surely = [replace(act, confidence=act.whole) for act in answers.acts]
    found[SURELY_WHOLE] = _events(gold, surely, whole=True)
    return found


def _note(gold: Gold, spot: Spot, more: str = "") -> str:
    words = gold.text[spot[0] : spot[1]].split()
    return f"{gold.key} {spot[0]}-{spot[1]} {more} {' '.join(words[:12])!r}"


def _span(one: Named | Speech) -> Spot:
    return one.start, one.end


def _nearest(spot: Spot, answers: Iterable[tuple[Spot, float, Attributes]]) -> tuple[tuple[float, Attributes], ...]:
    ordered = sorted(answers, key=lambda a: (-union_share(spot, a[0]), -a[1]))
    return tuple((confidence, attributes) for _, confidence, attributes in ordered)


def _names(gold: Gold, named: Sequence[Named], kind: str) -> Judged:
    mentions = [(entry, spot) for entry, spot in gold.mentions(kind)]
    lands = gold.acting() if kind == "organisations" else []
    neither = [*gold.unsure(kind), *lands]
    ours = [one for one in named if one.kind == kind]
    spots = [spot for _, spot in mentions]
    given = [
        Given(one.confidence, meets(_span(one), spots), _note(gold, _span(one), f"{kind} {one.name}"))
        for one in ours
        if meets(_span(one), spots) or not meets(_span(one), neither)
    ]
    wanted = []
    for entry, spot in mentions:
        finders = [one for one in ours if meets(spot, [_span(one)])]
        if kind == "places" and entry.get("metonym"):
            finders += [one for one in named if one.kind == "organisations" and meets(spot, [_span(one)])]
        found = _nearest(spot, ((_span(one), one.confidence, _country(entry, one)) for one in finders))
        wanted.append(Wanted(_note(gold, spot, kind), found))
    return Judged(tuple(given), tuple(wanted))


def _country(entry: Mapping[str, Any], one: Named) -> Attributes:
    return {"country right": one.country == entry["country"]} if entry.get("country") else {}


def _quotations(gold: Gold, speeches: Sequence[Speech]) -> Judged:
    mentions = list(gold.mentions("quotes"))
    ours = [one for one in speeches if not one.indirect]
    given = []
    for one in ours:
        right = any(union_share(_span(one), spot) >= SAME_QUOTE for _, spot in mentions)
        if right or not meets(_span(one), gold.unsure("quotes")):
            given.append(Given(one.confidence, right, _note(gold, _span(one), "quotation")))
    wanted = [
        Wanted(
            _note(gold, spot, f"quotation of {entry['speaker']}"),
            _nearest(
                spot,
                (
                    (_span(one), one.confidence, _spoken(gold, entry, one.speaker))
                    for one in ours
                    if union_share(_span(one), spot) >= SAME_QUOTE
                ),
            ),
        )
        for entry, spot in mentions
    ]
    return Judged(tuple(given), tuple(wanted))


def _spoken(gold: Gold, entry: Mapping[str, Any], speaker: Party | None) -> Attributes:
    if entry["speaker"] is None:
        return {}
    right = speaker is not None and gold.is_party(entry["speaker"], speaker)
    return {"speaker right": right} | ({"speaker right where one is named": right} if speaker else {})


def _speakers(gold: Gold, speeches: Sequence[Speech]) -> Judged:
    """The speakers named of quotations that are in the gold; found where the right one is named."""
    given, wanted = [], []
    for entry, spot in gold.mentions("quotes"):
        if not entry["speaker"]:
            continue
        named = [one for one in speeches if not one.indirect and union_share(_span(one), spot) >= SAME_QUOTE]
        right = []
        for one in named:
            if one.speaker is None:
                continue
            if gold.is_party(entry["speaker"], one.speaker):
                right.append((one.confidence, {}))
            note = f"speaker {one.speaker.name}, not {entry['speaker']}"
            given.append(Given(one.confidence, bool(right), _note(gold, spot, note)))
        wanted.append(Wanted(_note(gold, spot, f"speaker {entry['speaker']}"), tuple(right)))
    return Judged(tuple(given), tuple(wanted))


def _indirect(gold: Gold, ours: Sequence[Speech], *, whole: bool) -> Judged:
    mentions = list(gold.mentions("indirect"))

    def fits(entry: Mapping[str, Any], spot: Spot, one: Speech) -> bool:
        if shorter_share(_span(one), spot) < SAME_CLAUSE:
            return False
        speaker = entry["speaker"] is None or (one.speaker is not None and gold.is_party(entry["speaker"], one.speaker))
        return not whole or (speaker and same_cue(entry["cue"], one.cue))

    given = []
    for one in ours:
        right = any(fits(entry, spot, one) for entry, spot in mentions)
        if right or not meets(_span(one), gold.unsure("indirect")):
            said = f"indirect, {one.speaker.name if one.speaker else None} {one.cue}"
            given.append(Given(one.confidence, right, _note(gold, _span(one), said)))
    wanted = [
        Wanted(
            _note(gold, spot, f"indirect, {entry['speaker']} {entry['cue']}"),
            _nearest(spot, ((_span(one), one.confidence, {}) for one in ours if fits(entry, spot, one))),
        )
        for entry, spot in mentions
    ]
    return Judged(tuple(given), tuple(wanted))


def same_cue(one: str | None, other: str | None) -> bool:
    """Tell whether two cues have forms of one word: they begin alike ("later said" has one of "says").

    >>> same_cue("says", "later said"), same_cue("denied", "deny"), same_cue("said", "asked")
    (True, True, False)
    """
    if not one or not other:
        return one == other
    return any(_begin_alike(a, b) for a in one.lower().split() for b in other.lower().split())


def _begin_alike(a: str, b: str) -> bool:
    shared = max(2, min(len(a), len(b)) - 2)
    return a[:shared] == b[:shared]


Valued = Callable[[Mapping[str, Any], Named], Attributes]


def _valued(gold: Gold, named: Sequence[Named], kind: str, attributes: Valued) -> Judged:
    mentions = list(gold.mentions(kind))
    spots = [spot for _, spot in mentions]
    ours = [one for one in named if one.kind == kind]
    given = []
    for one in ours:
        right = meets(_span(one), spots)
        if right or not meets(_span(one), gold.unsure(kind)):
            given.append(Given(one.confidence, right, _note(gold, _span(one), f"{kind} {one.value}")))
    wanted = [
        Wanted(
            _note(gold, spot, f"{kind} {entry['value']}"),
            _nearest(
                spot,
                ((_span(one), one.confidence, attributes(entry, one)) for one in ours if meets(spot, [_span(one)])),
            ),
        )
        for entry, spot in mentions
    ]
    return Judged(tuple(given), tuple(wanted))


def _date_right(entry: Mapping[str, Any], one: Named) -> Attributes:
    return {"value right": one.value == entry["value"]}


def _quantity_right(entry: Mapping[str, Any], one: Named) -> Attributes:
    wanted = numbers(str(entry["value"]))
    told = numbers(one.value or ""), numbers(" ".join(bound for bound in one.bounds if bound))
    return {
        "value right": any(_equal(wanted, one) for one in told),
        "unit right": same_unit(entry["unit"], one.unit),
    }


def numbers(text: str) -> list[float]:
    """Return the numbers of a text; a hyphen between two is a range.

    >>> numbers("11000-22000"), numbers("-0.13"), numbers("8 out of 10")
    ([11000.0, 22000.0], [-0.13], [8.0, 10.0])
    """
    return [float(one) for one in re.findall(r"(?<![\d.])-?\d+(?:\.\d+)?", text.replace("..", " "))]


def _equal(a: Sequence[float], b: Sequence[float]) -> bool:
    return len(a) == len(b) and all(math.isclose(abs(x), abs(y), rel_tol=1e-6) for x, y in zip(a, b, strict=True))


_UNITS = {"$": "usd", "%": "percent", "£": "gbp", "€": "eur", "dollars": "usd", "cent": "percent", "per": "percent"}


def same_unit(one: str | None, other: str) -> bool:
    """Tell whether two units are the same, or the last word of one is the other's.

    >>> same_unit("percent", "%"), same_unit("people", "dead people"), same_unit("USD", "jobs")
    (True, True, False)
    """
    a, b = ({_UNITS.get(w, w) for w in re.findall(r"[\w]+|[$%£€]", (u or "").lower())} for u in (one, other))
    return bool(a & b) or same_words(one or "", other)


def _events(gold: Gold, acts: Sequence[Act], *, whole: bool) -> Judged:
    mentions = list(gold.mentions("events"))

    def fits(entry: Mapping[str, Any], spot: Spot, act: Act) -> bool:
        return (
            is_type(act.type, entry["type"])
            and meets(spot, act.spots)
            and (not whole or all(_event_right(gold, entry, act).values()))
        )

    given = []
    for act in acts:
        right = any(fits(entry, spot, act) for entry, spot in mentions)
        if right or not any(meets(spot, gold.unsure("events")) for spot in act.spots):
            who = f"{act.type} {act.status} {[p.name for p in act.actors]} {[p.name for p in act.recipients]}"
            given.append(Given(act.confidence, right, _note(gold, (act.spots or ((0, 0),))[0], who)))
    wanted = []
    for entry, spot in mentions:
        found = (
            (max(act.spots, key=lambda s: union_share(spot, s)), act.confidence, _event_right(gold, entry, act))
            for act in acts
            if fits(entry, spot, act)
        )
        who = f"{entry['type']} {entry['status']} {entry['actor']} -> {entry['recipient']}"
        wanted.append(Wanted(_note(gold, spot, who), _nearest(spot, found)))
    return Judged(tuple(given), tuple(wanted))


def _event_right(gold: Gold, entry: Mapping[str, Any], act: Act) -> Attributes:
    status = entry["status"] in (act.status, *STATUSES.get(act.status, ()))
    return {
        "actor right": _side(gold, entry["actor"], act.actors),
        "recipient right": _side(gold, entry["recipient"], act.recipients),
        "status right": status or (act.denied and entry["status"] == "denied"),
    }


def _side(gold: Gold, name: str | None, parties: Sequence[Party]) -> bool:
    if name is None or not parties:
        return name is None and not parties
    return any(gold.is_party(name, party) for party in parties)
