"""Words a second on one core, by CPU time, and the time of long text without a full stop."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from fact_scores.figures import Figure
from wirecopy.facts import Knowledge, extract
from wirecopy.facts.extraction import extracted_facts
from wirecopy.facts.reading import Reading
from wirecopy.types import Article

TENTH = 10  # how much shorter the text is that the long one is held against
LONG, OTHERS = 10_000_000, 2_000_000  # characters: of prose, and of texts that try single rules
PHRASE = 'the mayor Jane Roe said in Lund that 12 boats left on Monday and "we met Mr. Berg of France there" while '
ROUNDS = 3  # the best of so many: other work on the machine only slows


def of_articles(texts: Sequence[str], knowledge: Knowledge) -> list[Figure]:
    """Return the speed of the layer's parts over news articles."""
    articles = [_plain(text) for text in texts]
    words = sum(len(text.split()) for text in texts)

    def rate(work: Callable[[Article], object]) -> float:
        return words / min(seconds(work, articles) for _ in range(ROUNDS))

    return [
        Figure("words a second, quotations alone", 300_000, rate(lambda a: quotations_alone(a, knowledge)), words),
        Figure(
            "words a second, without events",
            30_000,
            rate(lambda a: extracted_facts(Reading.of("s_1", a, knowledge))),
            words,
        ),
        Figure("words a second, the whole layer", 30_000, rate(lambda a: extract("s_1", a, knowledge)), words),
    ]


def of_layer(texts: Sequence[str], knowledge: Knowledge) -> float:
    """Return the words a second of the whole layer over texts, once."""
    articles = [_plain(text) for text in texts]
    extract("s_1", articles[0], knowledge)
    return sum(len(text.split()) for text in texts) / seconds(lambda a: extract("s_1", a, knowledge), articles)


def seconds(work: Callable[[Article], object], articles: Sequence[Article]) -> float:
    """Return the CPU time of the work over all articles."""
    started = time.process_time()
    for article in articles:
        work(article)
    return time.process_time() - started


def quotations_alone(article: Article, knowledge: Knowledge) -> None:
    Reading.quoting("s_1", article, knowledge)


def of_long_texts(knowledge: Knowledge) -> list[Figure]:
    """Time a character of the long text against one of the short: 1 is linear, 10 quadratic."""
    figures = []
    texts = (
        ("prose", PHRASE, LONG),
        ("one letter", "a", OTHERS),
        ("capitals", "Aa Bb ", OTHERS),
        ("marks", '"a ', OTHERS),
    )
    for name, phrase, size in texts:
        text = phrase * (size // len(phrase))
        short, whole = (
            seconds(lambda a: extract("s_1", a, knowledge), [_plain(t)]) for t in (text[: size // TENTH], text)
        )
        told = f"{size / 1e6:g} million characters without a full stop, {name}: times linear"
        figures.append(Figure(told, None, whole / short / TENTH, size))
    return figures


def _plain(text: str) -> Article:
    return Article.of_text("a_1", text, language="en")
