"""The cases answered and scored, beside simple baselines; false merges and false splits told apart."""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from echo.cases import Case, Source, events
from echo.worlds import world

DEPENDENT = ("same_text", "retold", "one_release", "one_interview_or_statement", "translated")
APART = ("not_shown_dependent", "different_events")


@dataclass(frozen=True)
class Answered:
    """What was answered: groups as (members, verdict, what they depend on), bounds, events."""

    groups: tuple[tuple[frozenset[int], str, frozenset[int]], ...]
    events: tuple[frozenset[int], ...]
    least: int
    most: int

    def pair(self, a: int, b: int) -> str:
        """What the answer says of two sources."""
        of = {member: group for group in self.groups for member in group[0]}
        if of[a] is of[b]:
            return of[a][1]
        for one, other in ((of[a], of[b]), (of[b], of[a])):
            if one[2] & other[0]:
                return one[1]
        if not any({a, b} <= event for event in self.events):
            return "not_comparable" if "not_comparable" in (of[a][1], of[b][1]) else "different_events"
        return "not_comparable" if "not_comparable" in (of[a][1], of[b][1]) else "not_shown_dependent"


def wanted(case: Case) -> Answered:
    """The right answer in the same form; what is retold or translated depends on the first group of its event."""
    first = next((g for g, v in case.groups if v in ("same_text", "not_shown_dependent")), frozenset())
    groups = tuple((g, v, first if v in ("retold", "translated") else frozenset()) for g, v in case.groups)
    return Answered(groups, case.events, case.least, case.most)


def cases(half: str) -> list[Case]:
    """Every case of one half."""
    if half == "held":
        from echo.held.kinds import cases as made
    else:
        from echo.learn.kinds import cases as made
    return [
        case
        for number in (0, 1)
        for event in events(half, world(half, number))
        for case in made(event, world(half, number), number)
    ]


def of_json(told: dict[str, Any]) -> Answered:
    """An answer of `wirecopy check` as it is scored."""
    groups = tuple((frozenset(g["members"]), g["verdict"], frozenset(g["depends_on"])) for g in told["groups"])
    bounds = told["origins"]
    return Answered(groups, tuple(frozenset(event) for event in told["events"]), bounds["least"], bounds["most"])


def ours() -> Callable[[Sequence[Source]], Answered]:
    """`wirecopy check`, as a program would ask it."""
    from wirecopy.pipeline.checking.answer import check_json
    from wirecopy.pipeline.checking.check import load_checker

    checker = load_checker()
    return lambda sources: of_json(check_json(checker.check(sources)))


def right(case: Case, answer: Answered) -> bool:
    """Whether members and verdicts are those of the case."""
    return {(g, v) for g, v, _ in answer.groups} == set(case.groups)


def scores(pairs: Iterable[tuple[Case, Answered]]) -> dict[str, float]:
    """The figures of the answers to some cases."""
    rows = list(pairs)
    told = {"dependent": 0, "split": 0, "apart": 0, "kept": 0, "merged": 0}
    for case, answer in rows:
        truth = wanted(case)
        for a, b in combinations(range(len(case.sources)), 2):
            is_, said = truth.pair(a, b), answer.pair(a, b)
            if is_ in DEPENDENT:
                told["dependent"] += 1
                told["split"] += said in APART
            elif is_ in APART:
                told["apart"] += 1
                told["kept"] += said == is_
                told["merged"] += said in DEPENDENT
    return {
        "cases": len(rows),
        "exact": sum(right(*row) for row in rows) / max(1, len(rows)),
        "range": sum((a.least, a.most) == (c.least, c.most) for c, a in rows) / max(1, len(rows)),
        "false splits": told["split"] / max(1, told["dependent"]),
        "told apart": told["kept"] / max(1, told["apart"]),
        "false merges": told["merged"] / max(1, told["apart"]),
        "dependent pairs": told["dependent"],
        "apart pairs": told["apart"],
    }


def main() -> None:
    """Print the figures of a half, by kind and together; with --errors what went wrong (of the learning half alone)."""
    parser = argparse.ArgumentParser(prog="python -m echo")
    parser.add_argument("--half", choices=("learn", "held"), default="held")
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--kind")
    asked = parser.parse_args()
    if asked.errors and asked.half == "held":
        sys.exit("The held half only scores: nobody looks at its errors.")
    answer = ours()
    rows = [(case, answer(case.sources)) for case in cases(asked.half) if asked.kind in (None, case.kind)]
    if asked.errors:
        for case, found in rows:
            if not right(case, found) or (case.least, case.most) != (found.least, found.most):
                print(case.name, "wanted", [(sorted(g), v) for g, v in case.groups], (case.least, case.most))
                print("   got", [(sorted(g), v, sorted(d)) for g, v, d in found.groups], (found.least, found.most))
    by_kind = defaultdict(list)
    for row in rows:
        by_kind[row[0].kind].append(row)
    for kind, some in [*by_kind.items(), ("all", rows)]:
        print(f"{kind:12}", json.dumps({name: round(value, 3) for name, value in scores(some).items()}))
