"""Invented pairs of texts, each with what its two are to each other: one text, its states, or two that share some.

Words are drawn letter by letter, so that nothing is shared but what is meant to be; a draw is a page as cleaning
leaves it, with a little furniture now and then. `invented` gives a pair, `invented_family` the pages of a day.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random

Paragraph = list[str]
Text = list[Paragraph]
NUMBERS = 0.04  # of the words of a report
_HALVES = ("a.m.", "p.m.")
MARKED = 0.3  # of its paragraphs: somebody's words in quotation marks


def paragraph(rng: Random, words: int | None = None) -> Paragraph:
    """Return a paragraph of words that no other has."""
    made = [_word(rng) for _ in range(words or max(8, int(rng.gauss(38, 16))))]
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
            made.insert(place, [_word(rng) for _ in range(int(rng.expovariate(1 / 15)) + 2)])
    return made


def as_text(text: Text) -> str:
    """Return the words as a body."""
    return "\n\n".join(" ".join(part) + ("" if is_stamp(part) else ".") for part in text)


def same(rng: Random) -> tuple[Text, Text]:
    """One text as two houses run it."""
    text = report(rng, _length(rng))
    return styled(rng, text, 0.12), text


def handed_on(rng: Random) -> tuple[Text, Text]:
    """A text as two houses have it from others: numbers corrected, words reworded, a paragraph left out."""
    text = report(rng, int(rng.uniform(60, 450)))
    pages = []
    for _ in range(2):
        rate, words = rng.uniform(0, 0.5), rng.random() ** 2 * 0.12
        part = [[_number(rng) if word.isdigit() and rng.random() < rate else word for word in part] for part in text]
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
    text = report(rng, max(200, _length(rng)))
    kept = text[: max(1, round(rng.uniform(0.08, 0.9) * len(text)))]
    thinned = [part for place, part in enumerate(kept) if place < 2 or rng.random() < rng.choice((1, 1, 0.8))]
    return styled(rng, text), thinned


def extended(rng: Random) -> tuple[Text, Text]:
    """A text, and the same with an outlet's own paragraphs behind it or in between."""
    text = report(rng, _length(rng))
    own = report(rng, int(rng.uniform(0.1, 0.9) * sum(map(len, text))))
    if rng.random() < 0.6:
        return text, styled(rng, text + own)
    first = text[: rng.randint(2, 4)]
    return text, styled(rng, first + _shuffled_in(rng, text[len(first) :], own))


def written_through(rng: Random) -> tuple[Text, Text]:
    """Two states of one text, one to four rounds apart."""
    text = report(rng, max(250, _length(rng)))
    later = text
    for _ in range(rng.randint(1, 4)):
        later = _next_state(rng, later)
    return text, styled(rng, later)


def running(rng: Random) -> tuple[Text, Text]:
    """Two states of a text of dated entries, mostly the newest first; old ones drop off, and its end may be cut."""
    entries = _entries(rng, 24)
    kept = rng.randint(3, 12)
    step = rng.randint(1, max(1, int(0.8 * kept)))
    at = rng.randint(0, 24 - kept - step)
    later, earlier = entries[at : at + kept], entries[at + step : at + step + kept]
    if rng.random() < 0.15:
        later, earlier = later[::-1], earlier[::-1]
    pages = [[part for entry in state for part in entry] for state in (later, earlier)]
    one, other = (part[: round(len(part) * rng.choice((1, 1, 1, rng.uniform(0.4, 1))))] for part in pages)
    return styled(rng, one, 0.02), other


def boxed(rng: Random) -> tuple[Text, Text]:
    """A brief, and a long report of somebody else with the brief in a box."""
    brief, own = report(rng, rng.randint(60, 300)), report(rng, rng.randint(400, 1500))
    place = rng.randint(2, len(own))
    shown = brief[: rng.randint(max(1, len(brief) // 2), len(brief))]
    return brief, own[:place] + styled(rng, shown) + own[place:]


def excerpted(rng: Random) -> tuple[Text, Text]:
    """A report, and a comment that shows paragraphs of it between its own."""
    text = report(rng, max(250, _length(rng)))
    first = rng.randint(0, len(text) - 2)
    shown = text[first : first + rng.randint(1, 5)]
    size = sum(map(len, shown))
    own = report(rng, int(size * rng.uniform(0.35, 3)))
    before = rng.randint(1, len(own))
    return text, own[:before] + _shuffled_in(rng, shown, own[before:])


def condensed(rng: Random) -> tuple[Text, Text]:
    """A report, and a short one told after it: clauses of it in other words, in its order."""
    text = report(rng, max(300, _length(rng)))
    chosen = sorted(rng.sample(range(len(text)), min(len(text), rng.randint(3, 6))))
    return text, [_reworded(rng, text[place][: rng.randint(20, 45)]) for place in chosen]


def posted(rng: Random) -> tuple[Text, Text]:
    """Two reports of their own that show one post, statement or document, in marks or not."""
    size = rng.randint(20, 70) if rng.random() < 0.6 else rng.randint(70, 350)
    post = [_word(rng) for _ in range(size)]
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
    speech = [[f"“{_word(rng)}", *(_word(rng) for _ in range(rng.randint(8, 28))), f"{_word(rng)}”"] for _ in range(7)]
    pages = []
    for _ in range(2):
        shown = [part for part in speech if rng.random() < 0.8]
        pages.append(_shuffled_in(rng, shown, report(rng, rng.randint(120, 500))))
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
                    [_number(rng) if number else _word(rng)] * (1 if number else rng.randint(1, 2)) if slot else [word]
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
    stamp = _stamps(rng) if rng.random() < 0.4 else _unstamped
    shared = [report(rng, rng.randint(60, 200)) for _ in range(rng.randint(1, 2))]
    pages = []
    for _ in range(2):
        items = [*shared, *(report(rng, rng.randint(60, 200)) for _ in range(rng.randint(3, 5)))]
        rng.shuffle(items)
        heads = [stamp(rng.randrange(1440)) for _ in items]
        pages.append([part for head, item in zip(heads, items, strict=True) for part in head + item])
    return pages[0], pages[1]


Kind = Callable[[Random], tuple[Text, Text]]
ONE_TEXT_KINDS: tuple[Kind, ...] = (same, handed_on, short, cut, extended, written_through, running)
OTHER_KINDS: tuple[Kind, ...] = (*(boxed, excerpted, condensed, posted, quoting, backed, templated, digested, digests),)


def invented(kind: Kind, seed: int) -> tuple[str, str]:
    """Return the bodies of a pair of that kind."""
    rng = Random(f"{kind.__name__} {seed}")
    one, other = kind(rng)
    return as_text(one if kind is short else page(rng, one)), as_text(other if kind is short else page(rng, other))


def one_frame(kind: Kind, seed: int) -> int:
    """Return whether the headlines of a pair have one frame (1), two (-1), or one of them is not known (0)."""
    chances = {running: (0.75, 0.2)}.get(kind, (0.35, 0.25) if kind in ONE_TEXT_KINDS else (0.06, 0.3))
    return Random(f"{kind.__name__} {seed} headlines").choices((1, 0, -1), (*chances, 1 - sum(chances)))[0]


def one_outlet(kind: Kind, seed: int) -> bool:
    """Return whether the two pages of a pair are one outlet's."""
    chances: dict[Kind, float] = {running: 0.4, written_through: 0.2, templated: 0.5, backed: 0.4, digests: 0.6}
    return Random(f"{kind.__name__} {seed} outlets").random() < chances.get(kind, 0.1)


def _length(rng: Random) -> int:
    return int(min(2500, max(60, rng.lognormvariate(6.2, 0.7))))


def _word(rng: Random) -> str:
    return _number(rng) if rng.random() < NUMBERS else "".join(rng.choices("bcdfghklmnprstvz", k=9))


def _number(rng: Random) -> str:
    return str(rng.randint(2, 99_999))


def is_stamp(part: Paragraph) -> bool:
    """Return whether a paragraph is the time an entry stands under."""
    return 0 < len(part) < 4 and ":" in part[0][1:3]


def _stamps(rng: Random) -> Callable[[int], Text]:
    """Return what heads the entries of a text: a time of day in one of several forms, or nothing."""
    return rng.choices((_of_half_days, _of_a_day, _with_zone, _unstamped), (5, 1, 1, 1))[0]


def _of_half_days(minute: int) -> Text:
    return [[f"{minute // 60 % 12 or 12}:{minute % 60:02}", _HALVES[minute // 720 % 2]]]


def _of_a_day(minute: int) -> Text:
    return [[f"{minute // 60:02}:{minute % 60:02}"]]


def _with_zone(minute: int) -> Text:
    return [[*_of_half_days(minute)[0], "ET"]]


def _unstamped(_: int) -> Text:
    return []


def _entries(rng: Random, count: int) -> list[Text]:
    """Return entries, most of them under times of their own, the newest first."""
    minute, found, stamp = rng.randint(count * 30, 1439), [], _stamps(rng)
    for _ in range(count):
        found.append([*stamp(minute), *report(rng, rng.randint(50, 130))])
        minute -= rng.randint(2, 28)
    return found


def _restyled(rng: Random, word: str, rate: float) -> list[str]:
    if rng.random() >= rate:
        return [word]
    return rng.choice(([_word(rng)], [], [word, _word(rng)]))


def _rewritten(rng: Random, part: Paragraph) -> Paragraph:
    """Return half of a paragraph's words and a new half."""
    half = len(part) // 2
    return part[:half] + paragraph(rng, max(8, half))


def _reworded(rng: Random, part: Paragraph) -> Paragraph:
    """Return a paragraph with its stretches of five to twelve words kept between others."""
    made: Paragraph = []
    at = 0
    while at < len(part):
        kept = rng.randint(4, 12)
        made += [*part[at : at + kept], *(_word(rng) for _ in range(rng.randint(1, 8)))]
        at += kept + rng.randint(0, 6)
    return made


def _next_state(rng: Random, text: Text) -> Text:
    """Return a text written through: a new lead, paragraphs added, left out and worded anew."""
    new = report(rng, int(rng.uniform(0.05, 0.45) * sum(map(len, text))))
    lead = new[: rng.randint(1, len(new))]
    kept = [part if rng.random() < 0.92 else _rewritten(rng, part) for part in text[rng.randint(0, 2) :]]
    kept = [part for part in kept if rng.random() < 0.9]
    later = lead + _shuffled_in(rng, kept, new[len(lead) :])
    return later[: max(4, int(len(later) * rng.uniform(0.75, 1)))]


def _shuffled_in(rng: Random, text: Text, more: Text) -> Text:
    """Return the paragraphs of both, each in its order."""
    made, rest = list(text), len(text)
    for place, part in zip(sorted(rng.randint(0, rest) for _ in more), more, strict=True):
        made.insert(len(made) - rest + place, part)
    return made


def invented_family(seed: int) -> list[tuple[str, str]]:
    """Return the bodies of a day with the name of the text each is."""
    return [(as_text(text), name) for text, name in invented_day(seed)]


def invented_day(seed: int) -> list[tuple[Text, str]]:
    """Return texts with the name of what each is: a running text, a wire text of several states, a brief, and pages
    that show parts of them. States are run by several outlets each, cut or extended now and then."""
    rng = Random(f"family {seed}")
    entries = _entries(rng, 30)
    kept = rng.randint(3, 8)
    step = rng.randint(1, min(3, kept - 1))
    states = [[part for entry in entries[at : at + kept] for part in entry] for at in range(0, 30 - kept, step)][:8]
    pages = [("running", printed) for state in states for printed in _printed(rng, state)]
    wire = [report(rng, rng.randint(300, 900))]
    for _ in range(rng.randint(1, 4)):
        wire.append(_next_state(rng, wire[-1]))
    pages += [("wire", printed) for state in wire for printed in _printed(rng, state)]
    brief = report(rng, rng.randint(80, 250))
    pages += [("brief", printed) for printed in _printed(rng, brief)]
    for number in range(rng.randint(2, 6)):
        of = rng.choice([*wire, *states])
        first = rng.randint(0, len(of) - 1)
        own = report(rng, rng.randint(200, 900))
        shown = rng.choice([brief, of[first : first + rng.randint(1, 5)]])
        place = rng.randint(1, len(own))
        pages.append((f"own {number}", own[:place] + styled(rng, shown) + own[place:]))
    digest = [part[: rng.randint(2, 5)] for part in (wire[-1], brief, report(rng, 200), report(rng, 300))]
    rng.shuffle(digest)
    pages += [("digest", printed) for printed in _printed(rng, [part for item in digest for part in item], cuts=0.0)]
    return [(page(rng, text), name) for name, text in pages]


def _printed(rng: Random, text: Text, cuts: float = 0.3) -> list[Text]:
    """Return a text as one to four outlets run it."""
    found = []
    for _ in range(rng.choice((1, 1, 2, 4))):
        last = len(text) if rng.random() >= cuts else max(2, round(len(text) * rng.uniform(0.3, 1)))
        found.append(styled(rng, text[:last] + (report(rng, 60) if rng.random() < 0.1 else [])))
    return found
