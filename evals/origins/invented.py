"""Invented pairs of texts, each with what its two are to each other: one text, its states, or two that share some.

A draw is a page as cleaning leaves it, with a little furniture now and then (`invented_texts`).
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from origins.invented_states import live, rewritten, running, stamps, unstamped, written_through
from origins.invented_texts import (
    Paragraph,
    Text,
    as_text,
    made_number,
    made_word,
    page,
    paragraph,
    report,
    reworded,
    shuffled_in,
    some_length,
    styled,
)


def same(rng: Random) -> tuple[Text, Text]:
    """One text as two houses run it."""
    text = report(rng, some_length(rng))
    return styled(rng, text, 0.12), text


def handed_on(rng: Random) -> tuple[Text, Text]:
    """A text as two houses have it from others: numbers corrected, words reworded, a paragraph left out."""
    text = report(rng, int(rng.uniform(60, 450)))
    pages = []
    for _ in range(2):
        rate, words = rng.uniform(0, 0.5), rng.random() ** 2 * 0.12
        part = [
            [made_number(rng) if word.isdigit() and rng.random() < rate else word for word in part] for part in text
        ]
        kept = [line for place, line in enumerate(part) if place < 2 or rng.random() < rng.choice((1, 1, 0.9))]
        pages.append(styled(rng, kept, words))
    return pages[0], pages[1]


def short(rng: Random) -> tuple[Text, Text]:
    """A text of a sentence or a few, and the same with some words more."""
    text = [paragraph(rng, rng.randint(10, 60))]
    more = [paragraph(rng, rng.randint(1, max(2, len(text[0]) // 3)))]
    return styled(rng, text), text + more * rng.randint(0, 1)


def cut(rng: Random) -> tuple[Text, Text]:
    """A text and its beginning, some paragraphs of it left out now and then."""
    text = report(rng, max(200, some_length(rng)))
    kept = text[: max(1, round(rng.uniform(0.08, 0.9) * len(text)))]
    thinned = [part for place, part in enumerate(kept) if place < 2 or rng.random() < rng.choice((1, 1, 0.8))]
    return styled(rng, text), thinned


def extended(rng: Random) -> tuple[Text, Text]:
    """A text, and the same with an outlet's own paragraphs behind it or in between."""
    text = report(rng, some_length(rng))
    own = report(rng, int(rng.uniform(0.1, 0.9) * sum(map(len, text))))
    if rng.random() < 0.6:
        return text, styled(rng, text + own)
    first = text[: rng.randint(2, 4)]
    return text, styled(rng, first + shuffled_in(rng, text[len(first) :], own))


def boxed(rng: Random) -> tuple[Text, Text]:
    """A brief, and a long report of somebody else with the brief in a box."""
    brief, own = report(rng, rng.randint(60, 300)), report(rng, rng.randint(400, 1500))
    place = rng.randint(2, len(own))
    shown = brief[: rng.randint(max(1, len(brief) // 2), len(brief))]
    return brief, own[:place] + styled(rng, shown) + own[place:]


def excerpted(rng: Random) -> tuple[Text, Text]:
    """A report, and a comment that shows paragraphs of it between its own."""
    text = report(rng, max(250, some_length(rng)))
    first = rng.randint(0, len(text) - 2)
    shown = text[first : first + rng.randint(1, 5)]
    size = sum(map(len, shown))
    own = report(rng, int(size * rng.uniform(0.35, 3)))
    before = rng.randint(1, len(own))
    return text, own[:before] + shuffled_in(rng, shown, own[before:])


def condensed(rng: Random) -> tuple[Text, Text]:
    """A report, and a short one told after it: clauses of it in other words, in its order."""
    text = report(rng, max(300, some_length(rng)))
    chosen = sorted(rng.sample(range(len(text)), min(len(text), rng.randint(3, 6))))
    return text, [reworded(rng, text[place][: rng.randint(20, 45)]) for place in chosen]


def posted(rng: Random) -> tuple[Text, Text]:
    """Two reports of their own that show one post, statement or document, in marks or not."""
    size = rng.randint(20, 70) if rng.random() < 0.6 else rng.randint(70, 350)
    post = [made_word(rng) for _ in range(size)]
    parts = [post[at : at + 40] for at in range(0, size, 40)]
    if rng.random() < 0.4:
        parts = [[f"“{part[0]}", *part[1:-1], f"{part[-1]}”"] if len(part) > 1 else part for part in parts]
    pages = []
    for _ in range(2):
        own = report(rng, int(size * rng.uniform(0.5, 6)) + 60)
        place = rng.randint(1, len(own))
        pages.append(own[:place] + parts + own[place:])
    return pages[0], pages[1]


def quoting(rng: Random) -> tuple[Text, Text]:
    """Two reports of one speech: the same sentences in marks, each between words of its own."""
    speech = [
        [f"“{made_word(rng)}", *(made_word(rng) for _ in range(rng.randint(8, 28))), f"{made_word(rng)}”"]
        for _ in range(7)
    ]
    pages = []
    for _ in range(2):
        shown = [part for part in speech if rng.random() < 0.8]
        pages.append(shuffled_in(rng, shown, report(rng, rng.randint(120, 500))))
    return pages[0], pages[1]


def backed(rng: Random) -> tuple[Text, Text]:
    """Two reports that end with the same paragraphs of background, each with a lead of its own."""
    background = report(rng, rng.randint(60, 300))
    size = sum(map(len, background))
    leads = [report(rng, int(size * rng.uniform(1.2, 4))) for _ in range(2)]
    return leads[0] + background, leads[1] + styled(rng, background)


def templated(rng: Random) -> tuple[Text, Text]:
    """Two texts of one template: the same words around other names and numbers."""
    frame = report(rng, rng.randint(60, 400))
    rate = rng.uniform(0.05, 0.14)
    pages: tuple[Text, Text] = ([], [])
    for part in frame:
        sides: tuple[Paragraph, Paragraph] = ([], [])
        for word in part:
            slot, number = rng.random() < rate, rng.random() < 0.6
            for side in sides:
                side += (
                    [made_number(rng) if number else made_word(rng)] * (1 if number else rng.randint(1, 2))
                    if slot
                    else [word]
                )
        for made, side in zip(pages, sides, strict=True):
            made.append(side)
    return pages


def digested(rng: Random) -> tuple[Text, Text]:
    """A report, and a page of many reports that carries its beginning."""
    text = report(rng, rng.randint(150, 900))
    shown = text[: rng.randint(2, max(2, len(text)))]
    others = report(rng, max(300, int(rng.uniform(1.5, 5) * sum(map(len, shown)))))
    place = rng.randint(0, len(others))
    return text, others[:place] + styled(rng, shown) + others[place:]


def digests(rng: Random) -> tuple[Text, Text]:
    """Two pages of many reports that have some of them in common; the reports of some stand under times."""
    stamp = stamps(rng) if rng.random() < 0.4 else unstamped
    shared = [report(rng, rng.randint(60, 200)) for _ in range(rng.randint(1, 2))]
    pages = []
    for _ in range(2):
        items = [*shared, *(report(rng, rng.randint(60, 200)) for _ in range(rng.randint(3, 5)))]
        rng.shuffle(items)
        heads = [stamp(rng.randrange(1440)) for _ in items]
        pages.append([part for head, item in zip(heads, items, strict=True) for part in head + item])
    return pages[0], pages[1]


def galleried(rng: Random) -> tuple[Text, Text]:
    """Two reports of their own that show one gallery, whose captions are longer than most reports."""
    captions = [paragraph(rng, rng.randint(15, 60)) for _ in range(rng.randint(8, 45))]
    size, pages = sum(map(len, captions)), []
    for _ in range(2):
        own = report(rng, int(size * rng.uniform(0.25, 2)))
        place = rng.randint(1, max(1, len(own) - 1))
        pages.append(own[:place] + captions + own[place:])
    return pages[0], pages[1]


Kind = Callable[[Random], tuple[Text, Text]]
ONE_TEXT_KINDS: tuple[Kind, ...] = (same, handed_on, short, cut, extended, written_through, rewritten, running, live)
OTHER_KINDS: tuple[Kind, ...] = (
    *(boxed, excerpted, condensed, posted, quoting, backed, templated, digested, digests, galleried),
)


def invented(kind: Kind, seed: int) -> tuple[str, str]:
    """Return the bodies of a pair of that kind."""
    rng = Random(f"{kind.__name__} {seed}")
    one, other = kind(rng)
    return as_text(one if kind is short else page(rng, one)), as_text(other if kind is short else page(rng, other))


def one_frame(kind: Kind, seed: int) -> int:
    """Return whether the headlines of a pair have one frame (1), two (-1), or one of them is not known (0)."""
    chances = {running: (0.75, 0.2), live: (0.6, 0.1)}.get(
        kind, (0.35, 0.25) if kind in ONE_TEXT_KINDS else (0.06, 0.3)
    )
    return Random(f"{kind.__name__} {seed} headlines").choices((1, 0, -1), (*chances, 1 - sum(chances)))[0]


def one_outlet(kind: Kind, seed: int) -> bool:
    """Return whether the two pages of a pair are one outlet's."""
    chances: dict[Kind, float] = {
        running: 0.4,
        live: 0.9,
        rewritten: 0.6,
        written_through: 0.2,
        galleried: 0.9,
        templated: 0.5,
        backed: 0.4,
        digests: 0.6,
    }
    return Random(f"{kind.__name__} {seed} outlets").random() < chances.get(kind, 0.1)
