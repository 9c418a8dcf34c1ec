"""Invented texts that run on: written through, in dated entries, and as live pages with the newest post on top."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from origins.invented_texts import Paragraph, Text, made_word, paragraph, report, shuffled_in, some_length, styled

_HALVES = ("a.m.", "p.m.")


def rewritten(rng: Random) -> tuple[Text, Text]:
    """Two states of a report under leads of their own, the same background kept below with some paragraphs less."""
    background = report(rng, rng.randint(150, 900))
    size, pages = sum(map(len, background)), []
    for _ in range(2):
        kept = [part for part in background if rng.random() < rng.choice((1, 1, 0.85))]
        lead = report(rng, int(size * rng.uniform(0.1, 0.6)))
        pages.append(lead + shuffled_in(rng, kept, report(rng, 60) if rng.random() < 0.3 else []))
    return pages[0], styled(rng, pages[1])


def live(rng: Random) -> tuple[Text, Text]:
    """Two states of a live page that share a post at least; its end may be cut."""
    posts, kept = posts_of(rng, 30), rng.randint(3, 12)
    step = rng.randint(1, max(1, int(0.8 * kept)))
    at = rng.randint(0, 30 - kept - step)
    pinned = paragraph(rng, rng.randint(20, 80)) if rng.random() < 0.3 else None
    one, other = (live_state(rng, posts[first : first + kept], pinned) for first in (at, at + step))
    return one, other


def written_through(rng: Random) -> tuple[Text, Text]:
    """Two states of one text, one to four rounds apart."""
    text = report(rng, max(250, some_length(rng)))
    later = text
    for _ in range(rng.randint(1, 4)):
        later = next_state(rng, later)
    return text, styled(rng, later)


def running(rng: Random) -> tuple[Text, Text]:
    """Two states of a text of dated entries, mostly the newest first; old ones drop off, and its end may be cut."""
    told = entries(rng, 24)
    kept = rng.randint(3, 12)
    step = rng.randint(1, max(1, int(0.8 * kept)))
    at = rng.randint(0, 24 - kept - step)
    later, earlier = told[at : at + kept], told[at + step : at + step + kept]
    if rng.random() < 0.15:
        later, earlier = later[::-1], earlier[::-1]
    pages = [[part for entry in state for part in entry] for state in (later, earlier)]
    one, other = (part[: round(len(part) * rng.choice((1, 1, 1, rng.uniform(0.4, 1))))] for part in pages)
    return styled(rng, one, 0.02), other


def entries(rng: Random, count: int) -> list[Text]:
    """Return entries, most of them under times of their own, the newest first."""
    minute, found, stamp = rng.randint(count * 30, 1439), [], stamps(rng)
    for _ in range(count):
        found.append([*stamp(minute), *report(rng, rng.randint(50, 130))])
        minute -= rng.randint(2, 28)
    return found


def posts_of(rng: Random, count: int) -> list[Text]:
    """Return posts of a live page, the newest first: a heading and a few paragraphs each, of very different length."""
    found = []
    for _ in range(count):
        heading = [made_word(rng) for _ in range(rng.randint(4, 12))]
        found.append([heading, *(paragraph(rng, rng.randint(6, 55)) for _ in range(rng.choice((1, 1, 2, 3, 4, 7))))])
    return found


def live_state(rng: Random, posts: list[Text], pinned: Paragraph | None = None) -> Text:
    """Return posts as a page of them stands: some gone, some under a summary, and the end cut now and then."""
    shown = [part for post in posts if rng.random() < 0.94 for part in post]
    last = len(shown) if rng.random() < 0.6 else max(2, round(len(shown) * rng.uniform(0.4, 1)))
    return ([pinned] if pinned else []) + styled(rng, shown[:last], 0.02)


def next_state(rng: Random, text: Text) -> Text:
    """Return a text written through: a new lead, paragraphs added, left out and worded anew."""
    new = report(rng, int(rng.uniform(0.05, 0.45) * sum(map(len, text))))
    lead = new[: rng.randint(1, len(new))]
    kept = [part if rng.random() < 0.92 else _rewritten(rng, part) for part in text[rng.randint(0, 2) :]]
    kept = [part for part in kept if rng.random() < 0.9]
    later = lead + shuffled_in(rng, kept, new[len(lead) :])
    return later[: max(4, int(len(later) * rng.uniform(0.75, 1)))]


def stamps(rng: Random) -> Callable[[int], Text]:
    """Return what heads the entries of a text: a time of day in one of several forms, or nothing."""
    return rng.choices((_of_half_days, _of_a_day, _with_zone, unstamped), (5, 1, 1, 1))[0]


def _of_half_days(minute: int) -> Text:
    return [[f"{minute // 60 % 12 or 12}:{minute % 60:02}", _HALVES[minute // 720 % 2]]]


def _of_a_day(minute: int) -> Text:
    return [[f"{minute // 60:02}:{minute % 60:02}"]]


def _with_zone(minute: int) -> Text:
    return [[*_of_half_days(minute)[0], "ET"]]


def unstamped(_: int) -> Text:
    return []


def _rewritten(rng: Random, part: Paragraph) -> Paragraph:
    """Return half of a paragraph's words and a new half."""
    half = len(part) // 2
    return part[:half] + paragraph(rng, max(8, half))
