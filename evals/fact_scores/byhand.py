"""Score a reader on the articles annotated by hand: every kind of fact, at any confidence, on both halves."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from halves import HALVES

from fact_scores import confidence
from fact_scores.answers import NAMES, Answers
from fact_scores.events_read import load_read
from fact_scores.figures import Counted, Marked, Row, number, rows, share
from fact_scores.gold import Gold, load
from fact_scores.judging import SURELY_WHOLE, Judged, judge
from fact_scores.run import Chosen, Part, needed
from wirecopy.thresholds import SHOWN_FROM

BY_HAND = "Articles annotated by hand"
SHOWN = 0.5  # what is said with less is kept and not shown
EVENTS = ("events by type", "events whole", SURELY_WHOLE)
VOICES = (
    *NAMES, "quotations", "speakers", "indirect speech", "indirect speech with speaker and cue", "dates", "quantities",
)  # fmt: skip
ASKED = {
    "persons: P": 0.94, "persons: R": 0.86, "organisations: P": 0.87, "organisations: R": 0.85, "places: P": 0.93,
    "places: R": 0.93, "quotations: speaker right": 0.82, "indirect speech: P": 0.85, "indirect speech: R": 0.50,
    "dates: value right": 0.88, "events by type: P": 0.75, "events by type: R": 0.35, "events whole: P": 0.60,
    f"{SURELY_WHOLE}: P": 0.60,
}  # fmt: skip
ASKED_OF_CONFIDENCE = {
    "names: AUROC of right against wrong": 0.80, "events by type: AUROC of right against wrong": 0.80,
}  # fmt: skip
ROOM_KINDS = {
    "persons": "person", "organisations": "organisation", "places": "place", "speakers": "direct",
    "indirect speech": "indirect", "indirect speech with speaker and cue": "indirect", "dates": "date",
    "quantities": "quantity", "events by type": "event", "events whole": "event", SURELY_WHOLE: "event",
}  # fmt: skip
Ask = Callable[[str, str | None], Answers]


@dataclass(frozen=True, slots=True)
class Read:
    """One article of the gold with a reader's answers judged."""

    key: str
    half: str
    judged: Mapping[str, Judged]


def read_all(articles: Sequence[Gold], reader: Ask) -> list[Read]:
    """Return every annotated article as a reader answers it."""
    return [judged(gold, reader(gold.text, gold.published)) for gold in articles]


def judged(gold: Gold, answers: Answers) -> Read:
    """Return one article judged."""
    return Read(gold.key, gold.half, judge(gold, answers))


def figures(articles: Sequence[Read], kinds: Sequence[str], least: float = SHOWN) -> list[Row]:
    """Return precision, recall and what is right of the found, of answers of enough confidence."""
    return rows([Marked(a.key, a.half, _shares(a, kinds, least)) for a in articles])


def _shares(article: Read, kinds: Sequence[str], least: float) -> Mapping[str, tuple[float, float]]:
    counted = Counted()
    for kind in kinds:
        for given in article.judged[kind].given:
            if given.confidence >= least:
                counted.add(f"{kind}: P", given.right)
        for wanted in article.judged[kind].wanted:
            best = wanted.best(least)
            counted.add(f"{kind}: R", best is not None)
            if kind not in ("events whole", SURELY_WHOLE):
                for name, right in (best or {}).items():
                    counted.add(f"{kind}: {name}", right)
    return counted.shares


def sure(articles: Sequence[Read], kinds: Sequence[str]) -> dict[str, list[list[confidence.Sure]]]:
    """Return what was said and whether it was right, by half and article."""
    return {
        half: [
            [(g.confidence, g.right) for kind in kinds for g in a.judged[kind].given]
            for a in articles
            if a.half == half
        ]
        for half in HALVES
    }


def confidences(articles: Sequence[Read], groups: Mapping[str, Sequence[str]]) -> tuple[list[Row], list[str]]:
    """Return AUROC and calibration error of groups of kinds, and the table of said against right."""
    found, lines = [], ["| kind | said | right, learn | n | right, held | n |", "|---|---|---|---|---|---|"]
    for name, kinds in groups.items():
        cases = sure(articles, kinds)
        found += confidence.rows(name, cases)
        lines += confidence.said_and_right(name, cases)
    return found, lines


def shown_from(articles: Sequence[Read], kinds: Sequence[str]) -> list[str]:
    """Return, per kind, the lowest confidence that is right .9 of the time on the learn half, and both halves there."""
    lines = [
        f"| kind | from (by learn) | P learn | R learn | P held | R held | lowest for {confidence.WELL:g} on held |",
        "|---|---|---|---|---|---|---|",
    ]
    for kind in kinds:
        cases = {half: [c for group in sure(articles, [kind])[half] for c in group] for half in HALVES}
        least, own = (confidence.right_from(cases[half]) for half in HALVES)
        cells = ["", "", "", ""]
        if least is not None:
            cells = [number(v) for half in HALVES for v in _at(articles, kind, half, least)]
        lines.append(f"| {kind} | {_or_none(least)} | {' | '.join(cells)} | {_or_none(own)} |")
    return lines


def shown_unasked(articles: Sequence[Read], kinds: Sequence[str]) -> list[str]:
    """Return, per kind, the confidence from which it is shown unasked, and both halves there."""
    lines = ["| kind | shown from | P learn | R learn | P held | R held |", "|---|---|---|---|---|---|"]
    for kind, least in ((kind, SHOWN_FROM[ROOM_KINDS[kind]]) for kind in kinds if kind in ROOM_KINDS):
        if least > 1:
            lines.append(f"| {kind} | not shown |  |  |  |  |")
            continue
        cells = " | ".join(number(value) for half in HALVES for value in _at(articles, kind, half, least))
        lines.append(f"| {kind} | {least:g} | {cells} |")
    return lines


def _or_none(value: float | None) -> str:
    return "none" if value is None else f"{value:.3f}"


def _at(articles: Sequence[Read], kind: str, half: str, least: float) -> tuple[float, float]:
    shares = [_shares(a, [kind], least) for a in articles if a.half == half]
    p, r = ([s[f"{kind}: {side}"] for s in shares if f"{kind}: {side}" in s] for side in "PR")
    return share(p), share(r)


def errors(articles: Sequence[Read], kinds: Sequence[str], least: float = SHOWN) -> list[str]:
    """Return what was wrong or missed on the learn half; the held half is never listed."""
    lines = []
    for facts in (a.judged[kind] for a in articles if a.half == "learn" for kind in kinds):
        lines += [f"wrong {g.confidence:.2f} {g.note}" for g in facts.given if not g.right and g.confidence >= least]
        for wanted in facts.wanted:
            best = wanted.best(least)
            if best is None:
                lines.append(f"missed {wanted.note}")
            elif not all(best.values()):
                lines.append(f"found {wanted.note}, but not {', '.join(k for k, v in best.items() if not v)}")
    return lines


def parts(chosen: Chosen, kinds: Sequence[str], groups: Mapping[str, Sequence[str]]) -> list[Part]:
    """Return the tables of these kinds of the articles annotated by hand."""
    return tables(
        load(needed(chosen.data / "gold/facts_gold.jsonl")), "Articles annotated by hand", chosen, kinds, groups
    )


def openings(chosen: Chosen, kinds: Sequence[str], groups: Mapping[str, Sequence[str]]) -> list[Part]:
    """Return the tables of the openings whose events were coded by hand."""
    stream = needed(chosen.data.parent / "stories/allsides_stream.jsonl.gz")
    return tables(load_read(stream), "Openings coded by hand", chosen, kinds, groups)


def tables(
    gold: Sequence[Gold], name: str, chosen: Chosen, kinds: Sequence[str], groups: Mapping[str, Sequence[str]]
) -> list[Part]:
    """Return the tables of these kinds of annotated articles: right and found, confidence, what is shown."""
    articles = read_all(gold, chosen.reader)
    of = "" if name == BY_HAND else f" ({name.lower()})"
    found = [
        Part(f"{name}, confidence {least:g} and more", figures(articles, kinds, least), asked=ASKED)
        for least in chosen.leasts
    ]
    sorts, said = confidences(articles, groups)
    found.append(
        Part(f"Confidence: does it sort, does it say what it means{of}", sorts, said, asked=ASKED_OF_CONFIDENCE)
    )
    found.append(Part(f"Lowest confidence that is right{of}", (), shown_from(articles, kinds)))
    found.append(Part(f"What is shown unasked{of}", (), shown_unasked(articles, kinds)))
    return [replace(found[0], errors=errors(articles, kinds)), *found[1:]]
