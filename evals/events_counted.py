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
FILLER = (
    "The harbour was quiet and the price of wheat rose a little, traders said.",
    "Rain fell over the northern hills while schools stayed open.",
    "A ferry that was late for most of the spring ran on time again.",
    "The library by the square showed maps from the last century.",
    "Bakers spoke of a good season, with more visitors than a year ago.",
    "Engineers measured the old bridge and found nothing new in its piers.",
)
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
        paragraphs.append(sentence.format(**words) + " " + rng.choice(FILLER))
    building = rng.choice(("mill", "depot", "school", "quay"))
    own = f"In district {seed} the {building} of {pairs[0][0]} kept its {seed + 3} clocks."
    paragraphs += [own, *rng.sample(FILLER, 4)]
    copies = rng.randint(2, 30)
    return Made({f"s{seed:03d}-c{n:02d}.txt": _page(rng, paragraphs, n) for n in range(copies)}, truth)


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
