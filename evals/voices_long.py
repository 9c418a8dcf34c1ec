"""Long text without a full stop: the time of ten million characters against that of a tenth of them."""

from __future__ import annotations

import time

from voices_quotes import Figure

from wirecopy.facts import extract, load_knowledge
from wirecopy.types import Article

SHORT, LONG = 1_000_000, 10_000_000
PHRASE = 'the mayor Jane Roe said in Lund that 12 boats left on Monday and "we met Mr. Berg of France there" while '


def score_long() -> list[Figure]:
    """Time a character of the long text against one of the short: 1 is linear, 10 quadratic."""
    knowledge = load_knowledge()
    figures = []
    for name, phrase in (("prose", PHRASE), ("one letter", "a"), ("capitals", "Aa Bb "), ("open marks", '"a ')):
        took = []
        for size in (SHORT, LONG):
            text = (phrase * (size // len(phrase) + 1))[:size]
            started = time.process_time()
            extract("s", Article.of_text("a", text, language="en"), knowledge)
            took.append((time.process_time() - started) / size)
            print(name, size, took[-1] * size, flush=True)
        figures.append(
            Figure(f"ten million characters without a full stop, {name}: times linear", None, took[1] / took[0], LONG)
        )
    return figures


if __name__ == "__main__":
    score_long()
