"""Long text without a full stop: the time of ten million characters against that of a tenth of them."""

from __future__ import annotations

import time

from fact_scores.figures import Figure
from wirecopy.facts import Knowledge, extract, load_knowledge
from wirecopy.types import Article

TENTH = 10  # how much shorter the text is that the long one is held against
LONG, OTHERS = 10_000_000, 2_000_000  # characters: of prose, and of texts that try single rules
PHRASE = 'the mayor Jane Roe said in Lund that 12 boats left on Monday and "we met Mr. Berg of France there" while '


def score_long() -> list[Figure]:
    """Time a character of the long text against one of the short: 1 is linear, 10 quadratic."""
    knowledge = load_knowledge()
    figures = []
    texts = (
        ("prose", PHRASE, LONG),
        ("one letter", "a", OTHERS),
        ("capitals", "Aa Bb ", OTHERS),
        ("marks", '"a ', OTHERS),
    )
    for name, phrase, size in texts:
        text = phrase * (size // len(phrase))
        took = [seconds(text[: size // TENTH], knowledge), seconds(text, knowledge)]
        told = f"{size / 1e6:g} million characters without a full stop, {name}: times linear"
        figures.append(Figure(told, None, took[1] / took[0] / TENTH, size))
    return figures


def seconds(text: str, knowledge: Knowledge) -> float:
    started = time.process_time()
    extract("s", Article.of_text("a", text, language="en"), knowledge)
    return time.process_time() - started
