"""One model alone on the gold: a names model on tokenised sentences, or a classifier of events on single clauses."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from halves import HALVES

from fact_scores import byhand, confidence
from fact_scores.answers import NAMES, Answers, Named
from fact_scores.figures import Counted, Marked, Row, row, rows
from fact_scores.gold import Gold, load, meets
from fact_scores.names import Document, by_hand, corpora, figures, lands_of, score, tokenised
from fact_scores.relations import relations
from fact_scores.run import Part
from wirecopy.facts.knowledge.gazetteer import load_gazetteer

NONE = "NONE"
Found = tuple[int, int, str, float]  # first word, last word, kind, confidence
NameModel = Callable[[Sequence[tuple[str, ...]]], Sequence[Sequence[Found]]]
Clause = tuple[str, str | None, str | None]  # sentence, source, target
EventModel = Callable[[Sequence[Clause]], Sequence[tuple[str, float]]]


def names(data: Path, model: NameModel, least: float = 0.5) -> list[Part]:
    """Return a names model's tables on the articles by hand and on the corpora, each document read as a whole."""
    told: dict[str, Answers] = {}
    articles = list(by_hand(data / "gold/facts_gold.jsonl"))
    documents = [one for path, read in corpora(data) if path.exists() for one in read(path)]
    every = (*articles, *documents)
    words = sum(len(sentence.words) for document in every for sentence in document.sentences)
    started = time.process_time()
    for document in every:
        told[document.key] = _answers(document, model)
    speed = words / max(1e-9, time.process_time() - started)
    gold = {one.key: one for one in load(data / "gold/facts_gold.jsonl")}
    read_ones = [byhand.judged(gold[one.key], told[one.key]) for one in articles]
    shown = [r for r in byhand.figures(read_ones, NAMES, least) if "country" not in r.name]
    sorts, said = byhand.confidences(read_ones, {"names": NAMES, **{kind: [kind] for kind in NAMES}})
    marked = score(documents, lambda one: told[one.key], lands_of(load_gazetteer()), least)
    missed = [line for one in marked if one.half == "learn" for line in one.missed]
    pace = f"{speed:,.0f} words a second of CPU time."
    return [
        Part("Articles annotated by hand", shown, [pace], byhand.errors(read_ones, NAMES, least)),
        Part("Confidence", sorts, said),
        Part("Lowest confidence that is right", (), byhand.shown_from(read_ones, NAMES)),
        Part("Corpora", figures(marked, {one.key: one.group for one in documents}), (), missed),
    ]


def _answers(document: Document, model: NameModel) -> Answers:
    answers = model([sentence.words for sentence in document.sentences])
    found = []
    for sentence, names_in in zip(document.sentences, answers, strict=True):
        for first, last, kind, sure in names_in:
            found.append(Named(kind, sentence.spots[first][0], sentence.spots[last][1], sure))
    return Answers(tuple(found))


def events(data: Path, model: EventModel, least: float = 0.5) -> list[Part]:
    """Return a classifier's tables: the type of a relation whose parties are given, and of sentences alone."""
    return [_relations(data, model, least), _sentences(data, model, least)]


def _relations(data: Path, model: EventModel, least: float) -> Part:
    given = list(relations(data / "plv_train.jsonl.gz"))
    answers = _typed(model([(one.sentence, one.source, one.target) for one in given]), least)
    marked = []
    for one, (kind, sure) in zip(given, answers, strict=True):
        counted = Counted()
        counted.add("type right", kind == one.type)
        if kind != NONE:
            counted.add("type right, of those told", kind == one.type)
        missed = () if kind == one.type else (f"{one.key} {one.type}, told {kind} {sure:.2f}: {one.sentence[:90]!r}",)
        marked.append(Marked(one.key, one.half, counted.shares, missed))
    pairs = {
        half: [[(one.type, kind)] for one, (kind, _) in zip(given, answers, strict=True) if one.half == half]
        for half in HALVES
    }
    sure_ones = {
        half: [
            [(sure, kind == one.type)]
            for one, (kind, sure) in zip(given, answers, strict=True)
            if one.half == half and kind != NONE
        ]
        for half in HALVES
    }
    shown = [*rows(marked), row("macro-F1 of types", pairs, macro_f1), *confidence.rows("type", sure_ones)]
    errors = [line for one in marked if one.half == "learn" for line in one.missed]
    return Part("PLOVER relations, both parties given", shown, (), errors)


def _typed(answers: Sequence[tuple[str, float]], least: float) -> list[tuple[str, float]]:
    return [(kind if sure >= least else NONE, sure) for kind, sure in answers]


def macro_f1(pairs: Sequence[tuple[str, str]]) -> float:
    """Return the mean F1 of the gold's types, from (gold, told).

    >>> macro_f1([("AID", "AID"), ("AID", "NONE"), ("YIELD", "YIELD")])
    0.8333333333333333
    """
    kinds = {gold for gold, _ in pairs}

    def f1(kind: str) -> float:
        right = sum(gold == told == kind for gold, told in pairs)
        return 2 * right / (sum(gold == kind for gold, _ in pairs) + sum(told == kind for _, told in pairs))

    return sum(map(f1, kinds)) / len(kinds)


def _sentences(data: Path, model: EventModel, least: float) -> Part:
    """Sentences of the articles by hand that hold no event, or one, and nothing doubtful."""
    cases = [case for gold in load(data / "gold/facts_gold.jsonl") for case in sentences_of(gold)]
    answers = _typed(model([(sentence, None, None) for _, _, sentence, _ in cases]), least)
    by_article: dict[str, tuple[str, Counted, list[str]]] = {}
    for (key, half, sentence, type_), (kind, sure) in zip(cases, answers, strict=True):
        _, counted, missed = by_article.setdefault(key, (half, Counted(), []))
        counted.add("no event: none told" if type_ == NONE else "one event: its type told", kind == type_)
        if kind != NONE:
            counted.add("type right, of those told", kind == type_)
        missed += [] if kind == type_ else [f"{key} {type_}, told {kind} {sure:.2f}: {sentence[:90]!r}"]
    marked = [Marked(key, half, c.shares, tuple(m)) for key, (half, c, m) in by_article.items()]
    shown: list[Row] = rows(marked)
    errors = [line for one in marked if one.half == "learn" for line in one.missed]
    return Part("Sentences of the articles by hand, no parties given", shown, (), errors)


def sentences_of(gold: Gold) -> Iterator[tuple[str, str, str, str]]:
    """Yield key, half, words and type of the sentences that hold one event at most and no doubtful one."""
    spots = [(spot, str(entry["type"])) for entry, spot in gold.mentions("events")]
    for sentence in tokenised("", gold.key, gold.half, gold.text).sentences:
        whole = sentence.spots[0][0], sentence.spots[-1][1]
        types = {kind for spot, kind in spots if meets(whole, [spot])}
        if len(types) < 2 and not meets(whole, gold.unsure("events")):
            yield gold.key, gold.half, gold.text[slice(*whole)], types.pop() if types else NONE
