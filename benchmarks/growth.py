"""What a page costs as a base grows: `python benchmarks/growth.py --maker MAKE_CORPUS.py [--pages N ...] [--write]`.

Made pages of each size in a run of its own and a process of its own, with little memory for joins (`--memory`). Memory
is what the process holds beside mapped files (RssAnon), sampled; disk is the whole base.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import threading
import time
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import made_corpus
from run import CACHE, RESULTS

SIZES = (2_000, 8_000)
EVERY = 0.03  # seconds between two looks at the memory
ASKED = {"times the CPU of a page": 1.2, "KB an article more": 12.0, "times the raw bytes on disk": 3.0}


@dataclass(frozen=True, slots=True)
class Size:
    """One run: its pages, CPU seconds, megabytes held at most and in which stage, bytes given and kept."""

    pages: int
    cpu: float
    peak_mb: float
    stage: str
    given: int
    kept: int


def main() -> int:
    """Measure every size, print, and with `--write` keep the dated result."""
    chosen = _arguments()
    if chosen.one:
        print(json.dumps(asdict(measure(*chosen.one, memory=chosen.memory))))
        return 0
    corpus = made_corpus.make(chosen.maker, chosen.folder / f"corpus-{max(chosen.pages)}.jsonl", max(chosen.pages))
    with TemporaryDirectory(dir=chosen.folder) as folder:
        sizes = [_apart(corpus, count, Path(folder), chosen.memory) for count in sorted(chosen.pages)]
    report = as_text(sizes, chosen.memory)
    print(report, end="")
    if chosen.write:
        RESULTS.mkdir(exist_ok=True)
        (RESULTS / f"growth-{datetime.now(UTC):%Y-%m-%d}.md").write_text(report, encoding="utf-8")
    return 0


def measure(base: str, pages: str, *, memory: str) -> Size:
    """Return what a run of the pages into a new base takes in this process."""
    import wirecopy

    stage, held, ended = ["read"], dict[str, float](), threading.Event()

    def look() -> None:
        while not ended.wait(EVERY):
            now = stage[0]
            held[now] = max(held.get(now, 0.0), _anonymous())

    def progress(step: str, done: int = 0, total: int | None = None) -> None:
        stage[0] = step

    threading.Thread(target=look, daemon=True).start()
    before = time.process_time()
    options = wirecopy.Options(engine=wirecopy.EngineOptions(memory=memory))
    summary = wirecopy.open(base, create=True).run([Path(pages)], options, progress)
    spent = time.process_time() - before
    ended.set()
    most = max(held, key=lambda name: held[name])
    kept = sum(path.stat().st_size for path in Path(base).rglob("*") if path.is_file())
    return Size(summary.articles, spent, held[most], most, Path(pages).stat().st_size, kept)


def as_text(sizes: list[Size], memory: str) -> str:
    """Return the result as Markdown."""
    first, last = sizes[0], sizes[-1]
    reached = {
        "times the CPU of a page": (last.cpu / last.pages) / (first.cpu / first.pages),
        "KB an article more": _more(first, last),
        "times the raw bytes on disk": last.kept / last.given,
    }
    return "\n".join(
        [
            f"# What a page costs as a base grows, {datetime.now(UTC):%Y-%m-%d}",
            "",
            f"Made pages, one worker, {memory} for joins. Again: `make bench-growth`.",
            "",
            "| pages | CPU ms a page | peak MB | in | times the raw bytes on disk |",
            "|---|---|---|---|---|",
            *(
                f"| {size.pages:,} | {1000 * size.cpu / size.pages:.1f} | {size.peak_mb:.0f} | {size.stage} |"
                f" {size.kept / size.given:.1f} |"
                for size in sizes
            ),
            "",
            *(
                f"From {a.pages:,} to {b.pages:,} pages: {_more(a, b):.1f} KB an article more."
                for a, b in pairwise(sizes)
            ),
            "",
            "| from the least to the most | asked at most | reached |",
            "|---|---|---|",
            *(f"| {name} | {ASKED[name]:g} | {value:.3g} |" for name, value in reached.items()),
            "",
        ]
    )


def _more(less: Size, more: Size) -> float:
    """Return the kilobytes that each article of the larger size adds to the peak."""
    return 1024 * (more.peak_mb - less.peak_mb) / max(1, more.pages - less.pages)


def _anonymous() -> float:
    """Return the megabytes that this process holds beside mapped files."""
    lines = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    return int(lines["RssAnon"].split()[0]) / 1024


def _apart(corpus: Path, count: int, folder: Path, memory: str) -> Size:
    pages = folder / f"{count}.jsonl"
    with corpus.open(encoding="utf-8") as rows, pages.open("w", encoding="utf-8") as target:
        for _, line in zip(range(count), rows, strict=False):
            target.write(json.dumps(made_corpus.page(json.loads(line))) + "\n")
    command = [sys.executable, __file__, "--memory", memory, "--one", str(folder / f"base-{count}"), str(pages)]
    answer = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    return Size(**json.loads(answer.stdout.splitlines()[-1]))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--maker", type=Path, help="script that makes a corpus")
    parser.add_argument("--pages", type=int, nargs="+", default=SIZES, metavar="N")
    parser.add_argument("--memory", default="400MB", metavar="SIZE")
    parser.add_argument("--folder", type=Path, default=CACHE)
    parser.add_argument("--write", action="store_true", help="keep the dated result")
    parser.add_argument("--one", nargs=2, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    chosen.folder.mkdir(parents=True, exist_ok=True)
    return chosen


if __name__ == "__main__":
    sys.exit(main())
