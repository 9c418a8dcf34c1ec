"""Learn the weights of the stories room: `python evals/stories.py train` writes them beside the code.

Only the tuning half of the labelled stories is looked at. Variants of it with days or bodies taken away teach how
undated texts and bare headlines are judged. The merge rule is chosen on scores of models that did not see the pair.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import product

import numpy as np
import numpy.typing as npt
from scores import adjusted_rand, b_cubed, cluster_pairs
from stories_cases import Cases, in_tuning_half, part_of

from wirecopy.kernels import load_kernels
from wirecopy.stories.batch import StoryText, StoryTools, in_order, pairs_by_day
from wirecopy.stories.clustering import join_pairs
from wirecopy.stories.features import BUCKETS, TermReader, WrittenText
from wirecopy.stories.frequencies import Background, counted_ids
from wirecopy.stories.model import MODES, EventBound, Linear, Merging, Model
from wirecopy.stories.pair_scores import (
    COMPANY_FEATURES,
    FEATURES,
    OUT_OF_QUESTION,
    Edges,
    company_of,
    pair_features,
    score_pairs,
)
from wirecopy.stories.sparse_kernels import load_sparse
from wirecopy.stories.window_index import UNDATED

FOLDS = 5
SPARSE = 3  # variants of an eighth of the stories
DATED_SNIPPETS = -2  # the place of that variant
COMMONEST = 4000  # terms of the background
BACKGROUND_TEXTS = 200.0
RIDGE = 1.0
FIRST = 0.0  # of two dated texts alone
DAY_PARTS = 10  # of which one is left out
EVENT_FEATURES = ("alone", "root_body", "title_in_body_least", "best_shared_likely")
SLACK = 0.5
"""How far under even odds two texts may lie that become a story: of 0 to 1 by .25 the least at which the tuning half,
by itself and in the stream, loses nothing in B-cubed F1."""
Floats = npt.NDArray[np.float64]
Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Lesson:
    """The likely pairs of one variant of the tuning half."""

    texts: Sequence[StoryText]
    edges: Edges
    rows: Floats
    same: npt.NDArray[np.bool_]
    fold: Numbers
    days: npt.NDArray[np.int32]


def train(cases: Cases, window: int) -> Model:
    """Return the model learned from the tuning half of the cases."""
    mine = part_of(cases, in_tuning_half)
    tools = StoryTools(_untrained(background_of(mine.texts)), load_kernels("compiled"), load_sparse(10**6), window)
    lessons = [lesson(texts, mine.story_of, tools) for texts in variants(mine.texts, mine.story_of)]
    alone = fit(lessons, [one.rows for one in lessons])
    guessed = unseen(lessons, [one.rows for one in lessons])
    beside = []
    for one, scores in zip(lessons, guessed, strict=True):
        kept = replace(one.edges, alone=np.clip(scores, OUT_OF_QUESTION, 8.0))
        beside.append(np.concatenate([one.rows, company_of(kept, one.days, tools.sparse)], axis=1))
    company = fit(lessons, beside)
    final = unseen(lessons, beside)
    judged = list(zip(lessons, final, guessed, strict=True))
    merging = best_rule([*judged[: 1 + SPARSE], judged[DATED_SNIPPETS]], mine.story_of)
    return Model(
        FEATURES, (*FEATURES, *COMPANY_FEATURES), alone, company, merging, UNBOUND, tools.model.background,
        datetime.now(UTC).date().isoformat(),
    )  # fmt: skip


def variants(texts: Sequence[StoryText], story_of: Mapping[str, str]) -> Iterator[list[StoryText]]:
    """Yield the texts as they are; an eighth of the stories, as a small base holds them, three times; then all with
    half the days, half the bodies, and half of both taken away; then all cut to snippets, half of them without title,
    once with every day and once with half of them."""
    yield in_order(texts)
    for number in range(SPARSE):
        yield in_order(t for t in texts if sum(map(ord, story_of[t.text_id])) * 7 // 3 % 8 == number)
    for seed, (undated, bare) in enumerate(((0.5, 0.0), (0.3, 0.0), (0.0, 0.5), (0.5, 0.5))):
        chance = random.Random(seed)
        yield in_order(
            replace(
                text,
                time=None if chance.random() < undated else text.time,
                body="" if chance.random() < bare else text.body,
            )
            for text in texts
        )

    for seed, undated in enumerate((0.0, 0.5)):
        chance = random.Random(100 + seed)
        yield in_order(_snippet(text, chance, undated) for text in texts)


def _snippet(text: StoryText, chance: random.Random, undated: float) -> StoryText:
    return replace(
        text,
        time=None if chance.random() < undated else text.time,
        title="" if chance.random() < 0.5 else text.title,
        body=" ".join(text.body.split()[: chance.randint(15, 80)]),
    )


def lesson(texts: Sequence[StoryText], story_of: Mapping[str, str], tools: StoryTools) -> Lesson:
    parts, rows = [], []
    for shelf, a, b in pairs_by_day(texts, tools):
        told, mode = pair_features(shelf, a, b)
        parts.append((a + shelf.first, b + shelf.first, mode))
        rows.append(told)
    a, b, mode = (np.concatenate([part[i] for part in parts]) for i in range(3))
    stories = np.array([story_of[text.text_id] for text in texts])
    edges = Edges(a, b, mode, *np.zeros((3, len(a))))
    fold = np.array([sum(map(ord, name)) % FOLDS for name in stories])[a]
    days = np.array([UNDATED if t.day is None else t.day for t in texts], np.int32)
    return Lesson(texts, edges, np.concatenate(rows), stories[a] == stories[b], fold, days)


def unseen(lessons: Sequence[Lesson], rows: Sequence[Floats]) -> list[Floats]:
    """Return the scores of each lesson's pairs, each by the models that did not see its fold."""
    models = [fit(lessons, rows, leave_out=fold) for fold in range(FOLDS)]
    return [
        np.select([one.fold == f for f in range(FOLDS)], [score(told, one.edges.mode, lines) for lines in models])
        for one, told in zip(lessons, rows, strict=True)
    ]


def fit(lessons: Sequence[Lesson], rows: Sequence[Floats], leave_out: int | None = None) -> dict[str, Linear]:
    """Return a linear model per mode; pairs of the fold left out are not seen."""
    found = {}
    for number, mode in enumerate(MODES):
        masks = [(one.edges.mode == number) & (one.fold != (-1 if leave_out is None else leave_out)) for one in lessons]
        x = np.concatenate([told[mask] for told, mask in zip(rows, masks, strict=True)])
        y = np.concatenate([one.same[mask] for one, mask in zip(lessons, masks, strict=True)])
        found[mode] = logistic(x, y)
    return found


def logistic(x: Floats, y: npt.NDArray[np.bool_]) -> Linear:
    """Return the ridge logistic regression of `y` on `x`, by Newton's method."""
    mean, spread = x.mean(axis=0), x.std(axis=0)
    spread[spread < 1e-6] = 1e6  # a feature that never varies says nothing
    z = np.concatenate([(x - mean) / spread, np.ones((len(x), 1))], axis=1)
    ridge = np.diag([RIDGE] * x.shape[1] + [1e-6])
    beta = np.zeros(z.shape[1])
    for _ in range(40):
        chance = 1.0 / (1.0 + np.exp(-np.clip(z @ beta, -30, 30)))
        slope = z.T @ (chance - y) + ridge @ beta
        step = np.linalg.solve((z * (chance * (1 - chance))[:, None]).T @ z + ridge, slope)
        beta -= step
        if np.abs(step).max() < 1e-9:
            break
    weights = beta[:-1] / spread
    return Linear(tuple(weights.tolist()), float(beta[-1] - weights @ mean))


def score(rows: Floats, mode: Numbers, lines: Mapping[str, Linear]) -> Floats:
    weights = np.array([lines[name].weights for name in MODES])
    biases = np.array([lines[name].bias for name in MODES])
    return np.clip((rows * weights[mode]).sum(axis=1) + biases[mode], -8.0, 8.0)


def best_rule(judged: Sequence[tuple[Lesson, Floats, Floats]], story_of: Mapping[str, str]) -> dict[str, float]:
    """Return the rule that gives the best stories of the tuning half: whole, as small bases hold it, as snippets."""
    tried = []
    for threshold, unlikely, quorum in product((-1.5, -1.25, -1.0, -0.75, -0.5, 0.0), (-3.0, -4.0, -6.0), (0.5, 0.6)):
        rule = Merging(threshold, unlikely, quorum)
        scores = [_stories_score(rule, *one, story_of) for one in judged]
        tried.append((scores[0] + sum(scores[1:-1]) / len(scores[1:-1]) + scores[-1], scores, rule))
    for _, scores, rule in sorted(tried, key=lambda row: -row[0])[:6]:
        print(f"tuning half, scores of unseen folds: {[round(score, 4) for score in scores]} {rule}")
    rule = max(tried, key=lambda row: (round(row[0], 6), row[2].threshold))[2]  # of equals the one that joins least
    return {"threshold": rule.threshold, "unlikely": rule.unlikely, "quorum": rule.quorum, "first": FIRST}


def _stories_score(rule: Merging, one: Lesson, scores: Floats, alone: Floats, story_of: Mapping[str, str]) -> float:
    """Return the mean of B-cubed F1, pair F1 and ARI."""
    ids = [text.text_id for text in one.texts]
    gold = {name: story_of[name] for name in ids}
    kept = alone > OUT_OF_QUESTION
    leaders = join_pairs(len(ids), one.edges.a[kept], one.edges.b[kept], scores[kept], rule)
    found = dict(zip(ids, map(str, leaders), strict=True))
    return (b_cubed(found, gold).f1 + cluster_pairs(found, gold).f1 + adjusted_rand(found, gold)) / 3


def background_of(texts: Sequence[StoryText]) -> Background:
    """Return how many of the texts hold each of the commonest terms."""
    terms = TermReader.load(load_kernels("compiled")).read([WrittenText(t.title, t.body) for t in texts])
    counts = np.bincount(counted_ids(terms), minlength=BUCKETS)
    ids = np.sort(np.argsort(-counts, kind="stable")[:COMMONEST]).astype(np.int32)
    return Background(ids, (counts[ids] / len(texts)).astype(np.float32), BACKGROUND_TEXTS)


def _untrained(background: Background) -> Model:
    nothing = {mode: Linear((0.0,) * len(FEATURES), 0.0) for mode in MODES}
    return Model(FEATURES, (), nothing, nothing, {}, UNBOUND, background, "")


UNBOUND = EventBound({}, np.inf, 0.0)


def event_bound(texts: Sequence[StoryText], read: Mapping[tuple[str, str], bool], tools: StoryTools) -> EventBound:
    """Return the most that two texts may score, learned from pairs of a stream of which a reader said whether they
    tell of one event; it prints what comes of pairs of days that were left out."""
    texts, rows, parts = in_order(texts), {}, []
    for shelf, a, b in pairs_by_day(texts, tools):
        edges = score_pairs(shelf, a, b, tools.model)
        parts.append(edges)
        told = zip(edges.a.tolist(), edges.b.tolist(), strict=True)
        wanted = [k for k, (one, other) in enumerate(told) if (texts[one].text_id, texts[other].text_id) in read]
        mine = edges.kept(np.array(wanted, np.int64))
        features, _ = pair_features(shelf, mine.a - shelf.first, mine.b - shelf.first)
        rows.update(zip(zip(mine.a.tolist(), mine.b.tolist(), strict=True), features, strict=True))
    edges = Edges.joined(parts)
    days = np.array([UNDATED if text.day is None else text.day for text in texts], np.int32)
    company = company_of(edges, days, tools.sparse)
    pairs = list(zip(edges.a.tolist(), edges.b.tolist(), strict=True))
    taught = [k for k, pair in enumerate(pairs) if pair in rows]
    places = [(*FEATURES, *COMPANY_FEATURES).index(name) for name in EVENT_FEATURES]
    x = np.array([[*rows[pairs[k]], *company[k]] for k in taught])[:, places]
    y = np.array([read[texts[pairs[k][0]].text_id, texts[pairs[k][1]].text_id] for k in taught])
    part = np.argsort(np.argsort(days[edges.a[taught]], kind="stable")) * DAY_PARTS // len(taught)
    guessed = np.zeros(len(taught))
    for left in range(DAY_PARTS):
        line = logistic(x[part != left], y[part != left])
        guessed[part == left] = x[part == left] @ np.array(line.weights) + line.bias
    kept = guessed > -SLACK
    print(f"{len(y)} pairs, {y.sum()} of one event; days left out, {kept.sum()} may open, {(y & kept).sum()} rightly")
    line = logistic(x, y)
    weights = {name: round(weight, 3) for name, weight in zip(EVENT_FEATURES, line.weights, strict=True)}
    return EventBound(weights, round(line.bias, 3), SLACK)
