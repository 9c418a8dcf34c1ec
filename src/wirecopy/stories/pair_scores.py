"""Pairs of texts and what speaks for one event in them: likeness by field, nearness in time, and the pairs around."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from wirecopy.stories.features import BODY, FIRST_YEAR, TERM_FIELDS, TITLE
from wirecopy.stories.model import MODES, SCORE_LIMIT, Model, stacked_weights
from wirecopy.stories.sparse_kernels import Sparse
from wirecopy.stories.window_index import UNDATED, TextWindow

Floats = npt.NDArray[np.float64]
Numbers = npt.NDArray[np.int64]

_LIKENESS = ("title", "lead", "body", "names", "numbers", "places")
FEATURES = (
    *_LIKENESS, *(f"root_{name}" for name in _LIKENESS),
    "title_in_body_least", "title_in_body_most", "lead_in_body", "body_names",
    "weekdays", "weekdays_unknown", "weekdays_body", "published_weekday",
    "one_outlet", "shorter", "length_apart",
    "hours_near", "days_near", "weeks_near", "near_body", "near_lead",
)  # fmt: skip
COMPANY_FEATURES = (
    "alone",
    "best_other_least",
    "best_other_most",
    "best_shared",
    "best_shared_likely",
    "ahead",
    "days_agree",
)
OUT_OF_QUESTION = -6.0  # pairs that score less by themselves are not looked at beside others
MOST_LIFT = 1.5
"""Log-odds that the pairs around can add at most: as good on the tuning half as no bound (evals/stories), and in a base
of few texts, where nothing around speaks against anything, what is unlike stays apart."""
READ_TERMS = 100  # of the shorter of two texts for which the bound holds: .98 of the pairs that taught it have as many
HEADLINE_TERMS = 40  # a text with fewer terms is compared as a headline
_AHEAD = 2  # years that are told of before they come
_HOURS, _DAYS, _WEEKS = 1.0, 3.0, 7.0  # the widths of the bells, in days


@dataclass(frozen=True, slots=True)
class Edges:
    """Pairs that may be of one event. `alone` is their score by themselves, `partial` the part of the score beside
    others that depends on the pair itself, `bound` that part of the most it may be."""

    a: Numbers
    b: Numbers
    mode: Numbers
    alone: Floats
    partial: Floats
    bound: Floats

    def kept(self, wanted: Numbers | npt.NDArray[np.bool_]) -> Edges:
        """Return the pairs wanted, by their places or flags."""
        return Edges(*(getattr(self, name)[wanted] for name in Edges.__slots__))

    @staticmethod
    def joined(parts: list[Edges]) -> Edges:
        """Return the edges of all parts, each pair once, in order."""
        if not parts:
            none = np.zeros(0, np.int64)
            return Edges(none, none, none, *np.zeros((3, 0)))
        edges = Edges(*(np.concatenate([getattr(part, name) for part in parts]) for name in Edges.__slots__))
        return edges.kept(np.unique(edges.a << 32 | edges.b, return_index=True)[1])


def pairs_near(shelf: TextWindow, texts: range, window: float) -> tuple[Numbers, Numbers]:
    """Return the likely pairs of the texts with all others held, each once, the one that came first in front."""
    firsts, seconds = [], []
    for text in texts:
        near = shelf.likely(text, window).astype(np.int64)
        firsts.append(np.minimum(near, text))
        seconds.append(np.maximum(near, text))
    if not firsts:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    keys = np.unique(np.concatenate(firsts) << 32 | np.concatenate(seconds))
    return keys >> 32, keys & 0xFFFFFFFF


def pair_features(shelf: TextWindow, a: Numbers, b: Numbers) -> tuple[Floats, Numbers]:
    """Return a row of `FEATURES` per pair, and the mode each is judged in."""
    measured = shelf.measured(a, b)
    like = measured[:, :TERM_FIELDS]
    in_body = (
        np.minimum(measured[:, TERM_FIELDS : TERM_FIELDS + 2].min(1), 1.0),
        measured[:, TERM_FIELDS : TERM_FIELDS + 2].max(1),
    )
    lead = measured[:, TERM_FIELDS + 2 :].mean(axis=1)
    undated = (shelf.days.values[a] == UNDATED) | (shelf.days.values[b] == UNDATED)
    of_a, of_b = shelf.lengths(a), shelf.lengths(b)
    least, most = np.minimum(of_a, of_b), np.maximum(of_a, of_b)
    headline = least - shelf.lengths(np.where(of_a <= of_b, a, b), TITLE) < HEADLINE_TERMS
    hours, days, weeks = _bells(shelf, a, b, undated)
    named, unknown = _weekdays(shelf, a, b)
    outlets = shelf.outlets.values
    columns = [
        *like.T, *np.sqrt(np.maximum(like, 0.0)).T,
        *in_body, lead, like[:, BODY] * like[:, 3],
        named, unknown, named * like[:, BODY], _published_weekday(shelf, a, b),
        (outlets[a] == outlets[b]) & (outlets[a] >= 0), np.log1p(least), np.log1p(most) - np.log1p(least),
        hours, days, weeks, hours * like[:, BODY], hours * lead,
    ]  # fmt: skip
    return np.stack(columns, axis=1).astype(np.float64), undated + 2 * headline.astype(np.int64)


def score_pairs(shelf: TextWindow, a: Numbers, b: Numbers, model: Model) -> Edges:
    """Return the pairs with their scores; those that are out of the question are left out."""
    rows, mode = pair_features(shelf, a, b)
    alone = _apply(rows, mode, *stacked_weights(model.alone))
    weights, biases = stacked_weights(model.company)
    partial = (rows * weights[mode, : len(FEATURES)]).sum(axis=1) + biases[mode]
    long = (mode == MODES.index("dated")) & (rows[:, FEATURES.index("shorter")] >= np.log1p(READ_TERMS))
    bound = np.where(long, rows @ model.event.over(FEATURES) + model.event.bias, np.inf)
    edges = Edges(a + shelf.first, b + shelf.first, mode, np.minimum(alone, SCORE_LIMIT), partial, bound)
    return edges.kept((alone > OUT_OF_QUESTION) & ~of_other_years(shelf, a, b))


def company_of(edges: Edges, days: npt.NDArray[np.int32], sparse: Sparse) -> Floats:
    """Return a row of `COMPANY_FEATURES` per pair; `days` are those of all texts."""
    texts = len(days)
    one, other = np.concatenate([edges.a, edges.b]), np.concatenate([edges.b, edges.a])
    order = np.lexsort((other, one))
    offsets = np.searchsorted(one[order], np.arange(texts + 1))
    scores = np.concatenate([edges.alone, edges.alone])[order]
    chances = 1.0 / (1.0 + np.exp(-scores))
    features = np.zeros((len(edges.a), 4))
    sparse.company(offsets, other[order], scores, chances, days, days == UNDATED, edges.a, edges.b, features)
    least, most, shared, agreed = features.T
    ahead = np.maximum(edges.alone - most, 0.0)
    return np.stack([edges.alone, least, most, shared, np.maximum(shared, -2.0), ahead, agreed], axis=1)


def final_scores(edges: Edges, days: npt.NDArray[np.int32], model: Model, sparse: Sparse) -> tuple[Floats, Floats]:
    """Return the score of each pair beside the other pairs of its texts, and that while both texts stand alone."""
    weights, _ = stacked_weights(model.company)
    rows = company_of(edges, days, sparse)
    scores = edges.partial + (rows * weights[edges.mode, len(FEATURES) :]).sum(axis=1)
    clipped = np.clip(np.minimum(scores, edges.alone + MOST_LIFT), -SCORE_LIMIT, SCORE_LIMIT)
    most = np.maximum(edges.bound + rows @ model.event.over(COMPANY_FEATURES), -SCORE_LIMIT)
    return np.minimum(clipped, most), np.minimum(clipped, most + model.event.slack)


def _apply(rows: Floats, mode: Numbers, weights: Floats, biases: Floats) -> Floats:
    scores: Floats = (rows * weights[mode]).sum(axis=1) + biases[mode]
    return scores


def _bells(shelf: TextWindow, a: Numbers, b: Numbers, undated: npt.NDArray[np.bool_]) -> list[Floats]:
    times = shelf.times.values
    apart = np.where(undated, 0.0, times[a] - times[b])
    return [np.where(undated, 0.0, np.exp(-0.5 * (apart / width) ** 2)) for width in (_HOURS, _DAYS, _WEEKS)]


def _weekdays(shelf: TextWindow, a: Numbers, b: Numbers) -> tuple[Floats, Floats]:
    """Return how alike the days of the week are that two texts name; texts that name none are half alike."""
    days = shelf.weekdays.values
    alike: Floats = np.einsum("pd,pd->p", days[a], days[b]).astype(np.float64)
    unknown = np.asarray(~(days[a].any(axis=1) & days[b].any(axis=1)))
    alike[unknown] = 0.5
    none: Floats = unknown.astype(np.float64)
    return alike, none


def of_other_years(shelf: TextWindow, a: Numbers, b: Numbers) -> npt.NDArray[np.bool_]:
    """Tell of which pairs one text states no day, and names years long after the other's: two, or one and not its own.

    What lies ahead of the newest day on the shelf is a plan, and says nothing.
    """
    days, named = shelf.days.values, shelf.years.values
    loose, fixed = np.where(days[a] == UNDATED, a, b), np.where(days[a] == UNDATED, b, a)
    mixed = (days[loose] == UNDATED) & (days[fixed] != UNDATED)
    if not mixed.any():
        return np.zeros(len(a), bool)
    year = np.clip(_year(np.where(mixed, days[fixed], 0)), 0, named.shape[1] - 1)[:, None]
    place = np.arange(named.shape[1])
    newest = _year(days[days != UNDATED].max(keepdims=True))
    later = named[loose] & (place > year + _AHEAD) & (place <= newest)
    named_too = np.take_along_axis(named[loose], year, 1)[:, 0]
    apart: npt.NDArray[np.bool_] = mixed & (later.sum(axis=1) > named_too)
    return apart


def _year(days: npt.NDArray[np.int32]) -> Numbers:
    """Return the years of days since 1970, counted from the first that texts are looked for."""
    years: Numbers = days.astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64) + 1970 - FIRST_YEAR
    return years


def _published_weekday(shelf: TextWindow, a: Numbers, b: Numbers) -> Floats:
    """Return how much a text without a day speaks of the weekday on which the other appeared."""
    days, named = shelf.days.values, shelf.weekdays.values
    loose, fixed = np.where(days[a] == UNDATED, a, b), np.where(days[a] == UNDATED, b, a)
    mixed = (days[loose] == UNDATED) & (days[fixed] != UNDATED)
    weekday = np.where(mixed, (days[fixed] + 3) % 7, 0)  # 1 January 1970 was a Thursday
    return np.where(mixed, named[loose, weekday], 0.0)
