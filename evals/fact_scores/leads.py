"""Events in openings of news of our own, by construction: whether what is told has its type, sides and status right."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from fact_scores.answers import Act, Party, Reader
from fact_scores.coded import is_type
from fact_scores.figures import Counted, Marked, rows
from fact_scores.gold import same_words
from fact_scores.run import Part
from wirecopy.facts import Knowledge
from wirecopy.facts.entities.organisations import country_code

PATH = Path(__file__).parents[1] / "leads" / "leads.tsv"
LEAST = 0.7
"""The confidence from which events are told to those who ask for events."""
_MARK = re.compile(r"\[[ar] |[\]{}]")
_AS_PLANNED = {"CONSULT": "AGREE", "SUPPORT": "AGREE", "COOPERATE": "AGREE", "AID": "AGREE", "RETREAT": "CONCEDE"}
_NO_THREAT = frozenset((*_AS_PLANNED, "AGREE", "REQUEST", "CONCEDE", "REJECT"))
Spans = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Lead:
    """A sentence with its one act marked, or with a trigger that tells none (`type` is NONE)."""

    construction: str
    half: str
    type: str
    status: str
    text: str
    actors: Spans
    recipients: Spans


def leads() -> Iterator[Lead]:
    """Yield the sentences; of each construction every other one is learned from."""
    for n, line in enumerate(PATH.read_text("utf-8").splitlines()):
        construction, kind, status, marked = line.split("\t")
        text, sides = _unmarked(marked)
        half = "held" if n % 2 else "learn"
        yield Lead(construction, half, kind, status, text, sides["a"], sides["r"])


def score(reader: Reader) -> Part:
    """Return precision and recall of events whole, over all and by construction."""
    return Part("Openings of our own, confidence 0.7 and more", rows([_marked(one, reader) for one in leads()]))


def _unmarked(marked: str) -> tuple[str, dict[str, Spans]]:
    text, sides, at, opened = "", {"a": [], "r": []}, 0, ("", 0)
    for mark in _MARK.finditer(marked):
        text += marked[at : mark.start()]
        at = mark.end()
        if mark[0].startswith("["):
            opened = mark[0][1], len(text)
        elif mark[0] == "]":
            sides[opened[0]].append((opened[1], len(text)))
    return text + marked[at:], sides


def _marked(one: Lead, reader: Reader) -> Marked:
    counted = Counted()
    acts = [act for act in reader(one.text).acts if act.confidence >= LEAST]
    told = [_right(one, act, reader.knowledge) for act in acts]
    whole = [all(right.values()) for right in told]
    for right in told:
        counted.add("events whole: P", all(right.values()))
        counted.add(f"{one.construction}: P", all(right.values()))
        for name in ("actor", "recipient", "status") if right["type"] else ():
            counted.add(f"{name} right where the type is", right[name])
    if one.type != "NONE":
        counted.add("events whole: R", any(whole))
    return Marked(one.text, one.half, counted.shares)


def _type(one: Lead) -> str:
    """Return the type as the codebook has it of what is planned: talks are an agreement, a raid a threat."""
    if one.status != "planned" or one.type == "NONE":
        return one.type
    return _AS_PLANNED.get(one.type, one.type if one.type in _NO_THREAT else "THREATEN")


def _right(one: Lead, act: Act, knowledge: Knowledge) -> dict[str, bool]:
    return {
        "type": is_type(act.type, _type(one)),
        "actor": _side(one.text, one.actors, act.actors, knowledge),
        "recipient": _side(one.text, one.recipients, act.recipients, knowledge),
        "status": act.status == one.status,
    }


def _side(text: str, wanted: Spans, told: Sequence[Party], knowledge: Knowledge) -> bool:
    if not wanted or not told:
        return not wanted and not told
    return any(_is_one(text, spot, party, knowledge) for party in told for spot in wanted)


def _is_one(text: str, spot: tuple[int, int], party: Party, knowledge: Knowledge) -> bool:
    """Tell whether a party is the marked one: its words, its place, or a government by its land or its capital."""
    name = text[spot[0] : spot[1]]
    if same_words(name, party.name) or any(spot[0] < end and start < spot[1] for start, end in party.spots):
        return True
    gazetteer = knowledge.gazetteer
    code = country_code(name, knowledge) or gazetteer.seats.get(name, (None, ""))[0]
    return party.name.startswith("Government of ") and gazetteer.iso3.get(code or "") == party.country
