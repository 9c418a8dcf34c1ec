"""What confidence is worth: does it sort right from wrong, does it say what it means, and from where on it is right."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from fact_scores.figures import Row, number, row

Sure = tuple[float, bool]  # said, right
WELL = 0.9  # a kind is shown from the lowest confidence at which so many are right
BINS = 10


def auroc(cases: Sequence[Sure]) -> float:
    """Return the chance that a right answer has more confidence than a wrong one (a tie: half); nan without both.

    >>> auroc([(0.9, True), (0.5, False), (0.5, True)])
    0.75
    """
    ordered = sorted(cases)
    right = sum(good for _, good in ordered)
    wrong = len(ordered) - right
    if not right or not wrong:
        return math.nan
    below = total = 0.0
    at = 0
    while at < len(ordered):
        end = at
        while end < len(ordered) and ordered[end][0] == ordered[at][0]:
            end += 1
        good = sum(one for _, one in ordered[at:end])
        bad = end - at - good
        total += good * (below + bad / 2)
        below, at = below + bad, end
    return total / (right * wrong)


def bins(cases: Sequence[Sure]) -> list[tuple[float, float, int]]:
    """Return what is said on average, what is right and how many, in tenths of what is said.

    >>> bins([(0.92, True), (0.98, False)])
    [(0.95, 0.5, 2)]
    """
    parted: dict[int, list[Sure]] = {}
    for case in cases:
        parted.setdefault(min(BINS - 1, int(case[0] * BINS + 1e-9)), []).append(case)
    return [
        (sum(said for said, _ in some) / len(some), sum(right for _, right in some) / len(some), len(some))
        for _, some in sorted(parted.items())
    ]


def calibration_error(cases: Sequence[Sure]) -> float:
    """Return the expected calibration error: how far, on average, what is said lies from what is right."""
    if not cases:
        return math.nan
    return sum(count * abs(said - right) for said, right, count in bins(cases)) / len(cases)


def right_from(cases: Sequence[Sure], well: float = WELL) -> float | None:
    """Return the lowest confidence from which on the share of right answers is `well`; None: there is none.

    >>> right_from([(0.9, True), (0.6, False), (0.8, True)])
    0.8
    """
    lowest, right = None, 0
    ordered = sorted(cases, reverse=True)
    for count, (said, good) in enumerate(ordered, 1):
        right += good
        last_of_its_said = count == len(ordered) or ordered[count][0] < said
        if last_of_its_said and right / count >= well:
            lowest = said
    return lowest


def rows(name: str, groups: Mapping[str, Sequence[Sequence[Sure]]]) -> list[Row]:
    """Return AUROC and calibration error of a kind by halves."""
    return [
        row(
            f"{name}: AUROC of right against wrong",
            groups,
            lambda cases: 0.5 if math.isnan(one := auroc(cases)) else one,
        ),
        row(f"{name}: calibration error", groups, calibration_error),
    ]


def _sorting(cases: Sequence[Sure]) -> float:
    found = auroc(cases)
    return 0.5 if math.isnan(found) else found  # nothing to sort: as good as chance


def said_and_right(name: str, groups: Mapping[str, Sequence[Sequence[Sure]]]) -> list[str]:
    """Return a Markdown row per tenth of what is said: the share that is right on both halves."""
    flat = {half: [case for group in groups[half] for case in group] for half in ("learn", "held")}
    by = {half: {int(said * BINS + 1e-9): (said, right, n) for said, right, n in bins(flat[half])} for half in flat}
    lines = []
    for tenth in sorted({*by["learn"], *by["held"]}):
        cells = [by[half].get(tenth, (math.nan, math.nan, 0)) for half in ("learn", "held")]
        told = next(said for said, _, n in cells if n)
        lines.append(f"| {name} | {told:.2f} | " + " | ".join(f"{number(r)} | {n}" for _, r, n in cells) + " |")
    return lines
