"""What invented texts are made of: paragraphs of words drawn letter by letter, a house's style, furniture.

Nothing is shared by two texts but what is meant to be.
"""

from __future__ import annotations

from random import Random

Paragraph = list[str]
Text = list[Paragraph]
NUMBERS = 0.04  # of the words of a report
MARKED = 0.3  # of its paragraphs: somebody's words in quotation marks


def paragraph(rng: Random, words: int | None = None) -> Paragraph:
    """Return a paragraph of words that no other has."""
    made = [made_word(rng) for _ in range(words or max(8, int(rng.gauss(38, 16))))]
    if rng.random() < MARKED and len(made) > 12:
        first = rng.randrange(len(made) // 2)
        last = rng.randint(first + 5, len(made)) - 1
        made[first], made[last] = f"“{made[first]}", f"{made[last]}”"
    return made


def report(rng: Random, words: int) -> Text:
    """Return paragraphs of about that many words in all."""
    text: Text = []
    while sum(map(len, text)) < words:
        text.append(paragraph(rng))
    return text


def styled(rng: Random, text: Text, most: float = 0.05) -> Text:
    """Return the text in the style of a house: a word here and there is another, missing or added."""
    rate = rng.random() ** 2 * most
    return [[word for old in part for word in _restyled(rng, old, rate)] for part in text]


def page(rng: Random, text: Text) -> Text:
    """Return the text with what furniture cleaning may leave at its ends or inside it."""
    made = list(text)
    for place in (0, len(made), rng.randint(0, len(made))):
        if rng.random() < 0.15:
            made.insert(place, [made_word(rng) for _ in range(int(rng.expovariate(1 / 15)) + 2)])
    return made


def as_text(text: Text) -> str:
    """Return the words as a body."""
    return "\n\n".join(" ".join(part) + ("" if is_stamp(part) else ".") for part in text)


def is_stamp(part: Paragraph) -> bool:
    """Return whether a paragraph is the time an entry stands under."""
    return 0 < len(part) < 4 and ":" in part[0][1:3]


def some_length(rng: Random) -> int:
    return int(min(2500, max(60, rng.lognormvariate(6.2, 0.7))))


def made_word(rng: Random) -> str:
    return made_number(rng) if rng.random() < NUMBERS else "".join(rng.choices("bcdfghklmnprstvz", k=9))


def made_number(rng: Random) -> str:
    return str(rng.randint(2, 99_999))


def shuffled_in(rng: Random, text: Text, more: Text) -> Text:
    """Return the paragraphs of both, each in its order."""
    made, rest = list(text), len(text)
    for place, part in zip(sorted(rng.randint(0, rest) for _ in more), more, strict=True):
        made.insert(len(made) - rest + place, part)
    return made


def reworded(rng: Random, part: Paragraph) -> Paragraph:
    """Return a paragraph with its stretches of five to twelve words kept between others."""
    made: Paragraph = []
    at = 0
    while at < len(part):
        kept = rng.randint(4, 12)
        made += [*part[at : at + kept], *(made_word(rng) for _ in range(rng.randint(1, 8)))]
        at += kept + rng.randint(0, 6)
    return made


def _restyled(rng: Random, word: str, rate: float) -> list[str]:
    if rng.random() >= rate:
        return [word]
    return rng.choice(([made_word(rng)], [], [word, made_word(rng)]))
