"""Texts placed in stories one by one: `python benchmarks/stories.py --maker MAKE_CORPUS.py [--write]`.

Made pages are dated so that a window of fourteen days holds a given number of them. All but the
last are taken in in bulk; those are placed one by one and settled. Processor time, one core, reading words included.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby, islice
from pathlib import Path

import made_corpus
import numpy as np

from wirecopy.kernels import load_kernels
from wirecopy.options import StoryOptions
from wirecopy.stories.batch import StoryText, StoryTools
from wirecopy.stories.model import load_model
from wirecopy.stories.online import StoryStream
from wirecopy.stories.sparse_kernels import load_sparse

RESULTS = Path(__file__).resolve().parent / "results"
CACHE = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "wirecopy-benchmarks"
WINDOW = StoryOptions().window_days
WANTED = 300.0  # articles a second
WARM = 200


@dataclass(frozen=True, slots=True)
class Measured:
    """What one stream took, from when its window was full, in processor time."""

    kind: str
    articles: int
    window_texts: int
    a_second: float
    with_settling: float
    articles_a_second: float
    median_ms: float
    p99_ms: float
    settle_seconds: float
    stories: int


def main() -> int:
    chosen = _arguments()
    found = []
    for size in chosen.sizes:
        path = chosen.pages or made_corpus.make(chosen.maker, CACHE / f"corpus-{size}.jsonl", size)
        for families in (True, False) if size <= chosen.every_copy else (True,):
            found.append(measured(path, size, chosen.timed, families=families))
            print(_row(found[-1]), flush=True)
    text = "\n".join([_HEAD, *map(_row, found)])
    if chosen.write:
        today = datetime.now(UTC).date().isoformat()
        about = _ABOUT.format(python=platform.python_version(), machine=platform.machine(), timed=chosen.timed)
        (RESULTS / f"stories-{today}.md").write_text(f"# Stories as a stream, {today}\n\n{about}\n\n{text}\n", "utf-8")
    return 0 if all(one.with_settling >= WANTED for one in found if one.articles == 100_000) else 1


_HEAD = (
    "| what a text is | articles in the window | texts in the window | texts a second | with daily settling"
    " | articles a second, with settling | median | p99 | one settling | stories |\n"
    "|---|---|---|---|---|---|---|---|---|---|"
)
_ABOUT = """Python {python}, {machine}, one core of a shared machine, processor time. The last {timed:,} texts of each
window are timed one by one, reading their words included; a settling looks at the whole window and is counted once a
day. Of a family of copies only the first is placed, as in a base; finding copies is not part of this (see the results
on copies), so `articles a second` says how fast stories keep up with all articles of such a window."""


def measured(path: Path, size: int, timed: int, *, families: bool) -> Measured:
    """Return what placing texts takes in a stream whose window holds `size` of them, or `size` articles in families."""
    tools = StoryTools(load_model(), load_kernels("compiled"), load_sparse(size, "compiled"), WINDOW)
    texts = _first_of_families(path, size) if families else _texts(path, size)
    held = sum(1 for _ in _first_of_families(path, size)) if families else size
    warm = StoryStream(tools)
    for text in islice(_texts(path, size), WARM):
        warm.add(text)
    warm.settle()
    stream = StoryStream(tools)
    for _, group in groupby(islice(texts, held - timed), key=lambda text: text.day):
        while part := list(islice(group, 1000)):
            stream.fill(part)
    stream.settle()
    times = []
    for text in texts:
        started = time.process_time()
        stream.add(text)
        times.append(time.process_time() - started)
    started = time.process_time()
    stream.settle()
    settling = time.process_time() - started
    a_day = held / WINDOW
    each = float(np.mean(times))
    all_in = 1 / (each + settling / a_day)
    kind = "a family of copies, as in a base" if families else "every copy for itself"
    return Measured(
        kind, size, held, 1 / each, all_in, all_in * size / held, float(np.median(times)) * 1e3,
        float(np.percentile(times, 99)) * 1e3, settling, len(set(stream.story_of.values())),
    )  # fmt: skip


def _texts(path: Path, size: int) -> Iterator[StoryText]:
    """Yield texts of the made pages, spread evenly over one window; pages past the file's end are its first again."""
    count = 0
    while count < size:
        with path.open(encoding="utf-8") as lines:
            for line in islice(lines, size - count):
                row = json.loads(line)
                body = row.get("clean") or row["text"]
                time_ = 19_000.0 + WINDOW * count / size
                yield StoryText(f"t{count}", time_, (str(row["outlet"]),), body.split("\n", 1)[0][:120], body)
                count += 1


def _first_of_families(path: Path, size: int) -> Iterator[StoryText]:
    """Yield the first text of each made family: copies join it by the words they share, and are placed no more."""
    seen: set[int] = set()
    with path.open(encoding="utf-8") as lines:
        carried = [json.loads(line)["fam"] for line in islice(lines, size)]
    for text, families in zip(_texts(path, size), carried, strict=False):
        if not seen.issuperset(families):
            yield text
        seen.update(families)


def _row(one: Measured) -> str:
    return (
        f"| {one.kind} | {one.articles:,} | {one.window_texts:,} | {one.a_second:,.0f} | {one.with_settling:,.0f}"
        f" | {one.articles_a_second:,.0f} | {one.median_ms:.2f} ms | {one.p99_ms:.2f} ms"
        f" | {one.settle_seconds:.1f} s | {one.stories:,} |"
    )


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--maker", type=Path, help="the script that makes the pages")
    parser.add_argument("--pages", type=Path, help="made pages that are there already")
    parser.add_argument("--sizes", type=int, nargs="+", default=[20_000, 100_000, 200_000])
    parser.add_argument("--timed", type=int, default=3000, help="texts that are timed, the last of each window")
    parser.add_argument(
        "--every-copy", type=int, default=100_000, metavar="N", help="up to that size, place every copy for itself too"
    )
    parser.add_argument("--write", action="store_true", help="write the dated result")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
