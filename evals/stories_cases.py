"""The labelled articles of the stories evaluation, as `wirecopy run` leaves them in a base, and their halves."""

from __future__ import annotations

import csv
import gzip
import hashlib
import json
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from wirecopy.store.base import open_tables
from wirecopy.stories.batch import StoryText
from wirecopy.stories.heading import epoch_days

CLI = [sys.executable, "-m", "wirecopy"]


@dataclass(frozen=True, slots=True)
class Cases:
    """Texts by the pages' own ids, and the story of each labelled one."""

    texts: Sequence[StoryText]
    story_of: Mapping[str, str]


def read_rows(path: Path) -> list[dict[str, Any]]:
    """Return the rows of a file of the data folder as input for `wirecopy run`."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    wanted = {
        "outlet": "outlet",
        "url": "url",
        "date": "published",
        "title": "title",
        "text": "text",
        "source": "outlet",
        "scrape_time": "fetched_at",
    }
    return [
        {"id": row.get("path") or row["id"]} | {name: row[key] for key, name in wanted.items() if row.get(key)}
        for row in rows
    ]


def run_base(base: Path, rows: Iterable[Mapping[str, Any]]) -> None:
    """Run wirecopy on the rows as a user would; a base that is there is taken as it is."""
    if base.exists():
        return
    source = base.with_suffix(".jsonl")
    source.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    subprocess.run([*CLI, "run", str(base), str(source)], check=True, stdout=sys.stderr)


def texts_of(base: Path) -> list[StoryText]:
    """Return every article of a base as a text of its own."""
    tables = open_tables(base)
    pages = tables.rows("pages").select(["page_id", "external_id"]).to_pylist()
    named = {row["page_id"]: row["external_id"] for row in pages}
    rows = tables.rows("articles").select(["page_id", "published", "outlet", "title", "body"]).to_pylist()
    return [
        StoryText(
            text_id=named[row["page_id"]],
            time=epoch_days(row["published"]),
            outlets=(row["outlet"],) if row["outlet"] else (),
            title=row["title"] or "",
            body=row["body"],
        )
        for row in rows
    ]


def labels(path: Path, name: str = "article_id", group: str = "story") -> dict[str, str]:
    """Return the story of each labelled article."""
    with path.open(encoding="utf-8", newline="") as lines:
        return {row[name]: row[group] for row in csv.DictReader(lines, delimiter="\t")}


def mended(story_of: Mapping[str, str], path: Path) -> dict[str, str]:
    """Return the labels with the stories joined that a reader found to be plainly one running story."""
    joined = {story: story for story in story_of.values()}

    def now(story: str) -> str:
        while joined[story] != story:
            story = joined[story]
        return story

    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            first, second = sorted((now(story_of[row["article_a"]]), now(story_of[row["article_b"]])))
            joined[second] = first
    return {name: now(story) for name, story in story_of.items()}


def read_pairs(path: Path) -> dict[tuple[str, str], bool]:
    """Return whether two articles tell of one event, of those pairs of the stream that a reader could tell."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    return {(row["article_a"], row["article_b"]): row["verdict"] == "one" for row in rows if row["verdict"] != "either"}


def part_of(cases: Cases, wanted: Callable[[str], bool]) -> Cases:
    """Return the texts of the stories wanted."""
    return Cases([text for text in cases.texts if wanted(cases.story_of[text.text_id])], cases.story_of)


def in_tuning_half(story: str) -> bool:
    """Tell whether the weights were learned from this story: half of all, by a hash of the label."""
    return hashlib.blake2b(story.encode(), digest_size=4).digest()[0] % 2 == 0


def in_held_out_half(story: str) -> bool:
    """Tell whether nothing was learned from this story."""
    return not in_tuning_half(story)
