"""How long a family of fifty takes against difflib on one of its pairs, in the same process."""

from __future__ import annotations

import difflib
import re
import statistics
import time
import tracemalloc
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from random import Random

from tracing.synthetic import article_of
from tracing.transmission.printing import State, printed
from tracing.transmission.texts import Sentence, event
from tracing.transmission.tree import STYLES, edited
from wirecopy.trace import StyleTables, Witness, canonical, collate, load_tables, prepare, stemma, traits_of
from wirecopy.types import Article

WORDS, COPIES, RUNS = 1_000, 50, 5
_TOKEN = re.compile(r"\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Speed:
    """Seconds of the processor, each the median of the runs, and peak bytes of memory."""

    words: int
    collations: float
    trees: float
    difflib_words: float
    difflib_words_junk: float
    difflib_characters: float
    difflib_characters_junk: float
    bytes_fifty: int
    bytes_hundred: int


def family(copies: int) -> list[Article]:
    """Return copies of one text of a thousand words, each with the edits of its own house and desk."""
    rng = Random(WORDS)
    told: list[Sentence] = []
    while sum(len(part.first.split()) for sentence in told for part in sentence.parts) < WORDS:
        one = event(rng)
        told += [replace(s, name=f"{len(told)}-{s.name}") for s in (*one.wire, *one.update, *one.other)]
    state = State(tuple((sentence,) for sentence in told))
    found = []
    for number in range(copies):
        own = Random(number)
        house = frozenset(style for style in STYLES if own.random() < 0.4)
        found.append(article_of(f"a{number:04}", printed(edited(own, state, "Gazette", number), house).text))
    return found


def traced(articles: Sequence[Article], tables: StyleTables) -> tuple[list[Witness], int]:
    """Collate a family with its canonical article, as a run does; the word tables are read once for all families."""
    head = canonical(articles)
    base = prepare(next(article for article in articles if article.article_id == head), tables)
    witnesses = []
    for article in articles:
        found = (
            ()
            if article.article_id == head
            else traits_of(base, collate(base, prepare(article, tables, base.phrasebook), "f"))
        )
        witnesses.append(Witness(article.article_id, None, None, None, found))
    return witnesses, len(base.starts)


def measure() -> Speed:
    """Return the median times of the whole collation of a family, and of difflib on two of its bodies."""
    articles, tables = family(COPIES), load_tables()
    one, other = sorted((article.body for article in articles), key=len)[-2:]
    a, b = _TOKEN.findall(one), _TOKEN.findall(other)
    witnesses, sentences = traced(articles, tables)
    return Speed(
        words=len(one.split()),
        collations=_median(lambda: traced(articles, tables)),
        trees=_median(lambda: stemma(witnesses, sentences)),
        difflib_words=_median(lambda: difflib.SequenceMatcher(None, a, b, autojunk=False).get_opcodes()),
        difflib_words_junk=_median(lambda: difflib.SequenceMatcher(None, a, b).get_opcodes()),
        difflib_characters=_median(lambda: difflib.SequenceMatcher(None, one, other, autojunk=False).get_opcodes()),
        difflib_characters_junk=_median(lambda: difflib.SequenceMatcher(None, one, other).get_opcodes()),
        bytes_fifty=_peak(family(COPIES), tables),
        bytes_hundred=_peak(family(2 * COPIES), tables),
    )


def _median(work: Callable[[], object]) -> float:
    times = []
    for _ in range(RUNS):
        started = time.process_time()  # others may be at work on the machine
        work()
        times.append(time.process_time() - started)
    return statistics.median(times)


def _peak(articles: Sequence[Article], tables: StyleTables) -> int:
    tracemalloc.start()
    traced(articles, tables)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak
