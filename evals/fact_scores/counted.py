"""Made stories with known events, each carried by 2 to 30 copies: events told must be the truth, whatever the copies.

Copies differ in furniture, order of input and now and then in a paragraph left out; the truth comes from how they are
made.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

import wirecopy

SIDES = (
    ("France", "French", "FRA"), ("Germany", "German", "DEU"), ("Japan", "Japanese", "JPN"), ("Kenya", "Kenyan", "KEN"),
    ("Peru", "Peruvian", "PER"), ("Turkey", "Turkish", "TUR"), ("India", "Indian", "IND"), ("Egypt", "Egyptian", "EGY"),
    ("Norway", "Norwegian", "NOR"), ("Mexico", "Mexican", "MEX"), ("Poland", "Polish", "POL"),
    ("Ghana", "Ghanaian", "GHA"),
)  # fmt: skip
# Text of one event: type, and the sentence with {a}, {b} as countries and {A}, {B} as adjectives.
EVENTS = (
    ("CONSULT", "The {A} foreign minister met the {B} prime minister on {day} for an hour."),
    ("SANCTION", "{a} expelled two {B} diplomats on {day} over the leak of naval papers."),
    ("ACCUSE", "{a} condemned the arrest of fishermen by {B} patrols near the reef on {day}."),
    ("AID", "{a} donated forty tents to {b} on {day} after the river broke its banks."),
    ("COERCE", "{A} police arrested a {B} journalist on {day} at the main railway station."),
    ("REQUEST", "{a} asked {b} on {day} to share the radar records of the flight."),
    ("REJECT", "{a} rejected a {B} proposal on {day} to divide the catch by weight."),
    ("ASSAULT", "{A} gunners shelled a {B} outpost on {day} and hit its kitchen."),
)  # fmt: skip
# Words of sentences that tell of no event; a story's own are drawn at random, so that no two stories share a text.
THINGS = (
    "harbour library orchard ferry bakery bridge museum theatre lighthouse tramway market garden stadium canal cinema "
    "windmill hospital village monastery vineyard quarry factory bookshop fountain gallery kitchen meadow island"
)  # fmt: skip
LOOKS = "quiet bright narrow ancient crowded painted silent wooden famous empty golden modern hidden busy damp"
LINKS = ("of the", "near a", "with the", "under an old", "beyond the", "and one", "beside some", "without a")
FURNITURE = (
    "Share this article",
    "Comments are closed.",
    "Read more: ten recipes for autumn",
    "Subscribe to our newsletter",
)
DAYS = ("Monday", "Tuesday", "Wednesday")


@dataclass(frozen=True, slots=True)
class Made:
    """A story's pages by file name, and the truth: its events as type, actor and recipient or both sides."""

    pages: dict[str, str]
    truth: Counter[tuple[str, frozenset[str]]]


def made(number: int) -> Iterator[Made]:
    for seed in range(number):
        yield _story(seed)


def _story(seed: int) -> Made:
    rng = Random(seed)
    truth: Counter[tuple[str, frozenset[str]]] = Counter()
    paragraphs = []
    pairs = rng.sample(SIDES, 6)
    for n, (kind, sentence) in enumerate(rng.sample(EVENTS, rng.randint(1, 3))):
        first, second = pairs[2 * n], pairs[2 * n + 1]
        words = {"a": first[0], "A": first[1], "b": second[0], "B": second[1], "day": rng.choice(DAYS)}
        truth[kind, frozenset((first[2], second[2]))] += 1
        paragraphs.append(sentence.format(**words) + " " + _filler(rng))
    paragraphs += [" ".join(_filler(rng) for _ in range(3)) for _ in range(5)]
    copies = rng.randint(2, 30)
    return Made({f"s{seed:03d}-c{n:02d}.txt": _page(rng, paragraphs, n) for n in range(copies)}, truth)


def _filler(rng: Random) -> str:
    """A sentence without an event, hardly ever the same twice."""
    parts = [f"{rng.choice(LINKS)} {rng.choice(LOOKS.split())} {rng.choice(THINGS.split())}" for _ in range(5)]
    return f"The {rng.choice(THINGS.split())} {' '.join(parts)} had number {rng.randint(10, 9999)}."


def _page(rng: Random, paragraphs: list[str], n: int) -> str:
    lines = list(paragraphs)
    if n and rng.random() < 0.3:
        lines = lines[:-1]  # an outlet that cuts the end
    lines.insert(rng.randint(0, len(lines)), rng.choice(FURNITURE))
    return "May 24, 2023\n\n" + "\n\n".join(lines) + f"\n\n{rng.choice(FURNITURE)}\n"


def score_counted(number: int) -> tuple[int, int, list[str]]:
    """Return how many stories have exactly their events, of how many, and what was wrong with the others."""
    wrong: list[str] = []
    stories = list(made(number))
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "pages"
        folder.mkdir()
        pages = [(name, text) for story in stories for name, text in story.pages.items()]
        Random(number).shuffle(pages)
        for name, text in pages:
            (folder / name).write_text(text, "utf-8")
        base = wirecopy.open(Path(scratch) / "base", create=True)
        base.run([folder])
        found = _found(base)
    for seed, story in enumerate(stories):
        told = found.get(f"s{seed:03d}", Counter())
        if told != story.truth:
            wrong.append(f"story {seed}, {len(story.pages)} copies: told {dict(told)}, true {dict(story.truth)}")
    return len(stories) - len(wrong), len(stories), wrong


def _found(base: wirecopy.NewsBase) -> dict[str, Counter[tuple[str, frozenset[str]]]]:
    pages = {row["page_id"]: Path(row["uri"]).name[:4] for row in base.table("pages").to_arrow().to_pylist()}
    articles = {row["article_id"]: pages[row["page_id"]] for row in base.table("articles").to_arrow().to_pylist()}
    carried: dict[str, set[str]] = {}
    for row in base.table("mentions").to_arrow().to_pylist():
        carried.setdefault(row["fact_id"], set()).add(articles[row["article_id"]])
    found: dict[str, Counter[tuple[str, frozenset[str]]]] = {}
    for event in base.table("events").to_arrow().to_pylist():
        sides = frozenset(c for c in (*event["actor_countries"], *event["recipient_countries"]) if c)
        for story in carried[event["event_id"]]:
            found.setdefault(story, Counter())[event["type"], sides] += 1
    return found
