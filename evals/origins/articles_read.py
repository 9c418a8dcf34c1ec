"""Pairs of articles that were read by eye: told in one family, and of one text, by a run over these articles alone.

The pairs (`pairs_read.tsv`) were drawn from what a run over 7,880 dated articles had compared: all that share a fifth
of either, and eighty-four that share a tenth. One reader gave the verdicts from both texts, in the words of the gold
pairs and without the odds; pairs that could be either are left out. Halves were laid before any score was seen, and
articles that any pair links lie in one.
"""

from __future__ import annotations

import csv
import gzip
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from figures import Case, Measure
from halves import half_of
from split_make import READ, linked_by

from origins.base import Told, made_base, read_base
from origins.pairs import ONE_TEXT, OTHERS

_SIDES = ("id1", "id2")
SOURCES = ("stories/allsides_stream.jsonl.gz", "stories/allsides.jsonl.gz")


@dataclass(frozen=True, slots=True)
class ReadPair:
    """Two articles, what they are to each other, and the key and the half they are split by."""

    one: str
    other: str
    verdict: str
    key: str
    half: str


def read_pairs() -> list[ReadPair]:
    """Return the pairs that were read."""
    with READ.open(encoding="utf8") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    heads = linked_by({row[side] for row in rows for side in _SIDES}, ((row["id1"], row["id2"]) for row in rows))
    found = ((row, heads[row["id1"]]) for row in rows)
    return [ReadPair(row["id1"], row["id2"], row["verdict"], key, half_of("read", key)) for row, key in found]


def read_keys() -> dict[str, str]:
    """Return the key that each article is split by."""
    return {one: pair.key for pair in read_pairs() for one in (pair.one, pair.other)}


def articles_base(data: Path, folder: Path) -> Path:
    """Return the base of the articles that were read, made in the folder."""
    wanted = {one for pair in read_pairs() for one in (pair.one, pair.other)}
    folder.mkdir(parents=True, exist_ok=True)
    pages = folder / "articles.jsonl"
    pages.write_text("".join(json.dumps(row) + "\n" for row in _articles(data, wanted)), "utf-8")
    return made_base(pages, folder)


def _articles(data: Path, wanted: set[str]) -> list[Mapping[str, str]]:
    rows = []
    for name in SOURCES:
        with gzip.open(data / name, "rt", encoding="utf8") as lines:
            rows += [row for row in map(json.loads, lines) if row["id"] in wanted]
    kept = ("id", "outlet", "url", "title", "text")
    return [
        {name: row[name] for name in kept} | {"scrape_time": f"{row['date'] or '2020-01-01'}T12:00:00Z"} for row in rows
    ]


def articles(data: Path, folder: Path) -> list[Measure]:
    """Return how the pairs are told in one family."""
    told, pairs = read_base(articles_base(data, folder)), read_pairs()
    joined = [
        _case(told, pair, right=pair.verdict in ONE_TEXT) for pair in pairs if told.together(pair.one, pair.other)
    ]
    whole = [_case(told, pair) for pair in pairs if pair.verdict in ONE_TEXT]
    return [
        Measure("one text, precision", joined),
        Measure("one text, recall", whole),
        *(
            Measure(f"told one text: {verdict}", [_case(told, pair) for pair in pairs if pair.verdict == verdict])
            for verdict in ONE_TEXT + OTHERS
        ),
    ]


def _case(told: Told, pair: ReadPair, *, right: bool | None = None) -> Case:
    same = told.together(pair.one, pair.other)
    chance = told.chances.get(frozenset((pair.one, pair.other)), 0)
    wrong = same != (pair.verdict in ONE_TEXT)
    said = f"{pair.one} {pair.other}: {pair.verdict}, told with {chance:.2f}" if wrong else ""
    return Case(pair.half, pair.key, (same if right is None else right, 1), said)
