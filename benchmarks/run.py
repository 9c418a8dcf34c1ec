"""What a run costs, whole and for pages that come later: `python benchmarks/run.py --maker MAKE_CORPUS.py [--write]`.

Made pages go into a base in one run; then one page more, then a hundredth more, each a run of its own and a process of
its own. All pages once more from nothing in another base must give the same tables. CPU seconds beside those of
compressing the same bytes with bz2 in the same process, which tells a slow machine from slow code.
"""

from __future__ import annotations

import argparse
import bz2
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import made_corpus

HERE = Path(__file__).resolve().parent
RESULTS = HERE / "results"
CACHE = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "wirecopy-benchmarks"
SHOWN = 12  # of the stages that take longest
ASKED = {"a page of the whole run, CPU ms": 6.0, "times bz2": 25.0, "one page more, of the whole run": 0.15}


@dataclass(frozen=True, slots=True)
class Cost:
    """One run: pages it was given, CPU seconds whole, by stage and of bz2 over the same bytes, peak gigabytes."""

    pages: int
    cpu: float
    bz2: float
    peak_gb: float
    stages: dict[str, float]
    told: str
    """A hash of every table but where pages were read from."""


def main() -> int:
    """Measure, print, and with `--write` keep the dated result; 1 where the tables differ."""
    chosen = _arguments()
    if chosen.one:
        print(json.dumps(asdict(measure(*chosen.one))))
        return 0
    corpus = made_corpus.make(chosen.maker, chosen.folder / f"corpus-{chosen.pages}.jsonl", chosen.pages)
    rows = [made_corpus.page(json.loads(line)) for line in corpus.read_text("utf-8").splitlines()]
    more = max(1, len(rows) // 100)
    with tempfile.TemporaryDirectory(dir=chosen.folder) as folder:
        parts = {"first": rows[: -1 - more], "one": rows[-1 - more : -more], "more": rows[-more:], "all": rows}
        files = {name: Path(folder) / f"{name}.jsonl" for name in parts}
        for name, part in parts.items():
            files[name].write_text("".join(json.dumps(row) + "\n" for row in part), "utf-8")
        costs = {
            name: _apart(Path(folder) / ("whole" if name == "all" else "base"), path) for name, path in files.items()
        }
    report = as_text(costs)
    print(report, end="")
    if chosen.write:
        RESULTS.mkdir(exist_ok=True)
        (RESULTS / f"run-{datetime.now(UTC):%Y-%m-%d}.md").write_text(report, encoding="utf-8")
    return int(costs["more"].told != costs["all"].told)


def measure(base: Path, pages: Path) -> Cost:
    """Return what a run of the pages into the base costs in this process."""
    import wirecopy

    raw = pages.read_bytes()
    before = time.process_time()
    bz2.compress(raw)
    compressed = time.process_time() - before
    marks: list[tuple[str, float]] = []

    def progress(step: str, done: int = 0, total: int | None = None) -> None:
        if not marks or marks[-1][0] != step:
            marks.append((step, time.process_time()))

    before = time.process_time()
    opened = wirecopy.open(base, create=True)
    opened.run([pages], None, progress)
    marks.append(("", time.process_time()))
    spent = marks[-1][1] - before
    stages: dict[str, float] = defaultdict(float)
    for (step, start), (_, end) in pairwise(marks):
        stages[step] += end - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    return Cost(raw.count(b"\n"), spent, compressed, peak, dict(stages), made_corpus.hash_of(opened))


def as_text(costs: dict[str, Cost]) -> str:
    """Return the result as Markdown."""
    whole, one, more = costs["all"], costs["one"], costs["more"]
    reached = {
        "a page of the whole run, CPU ms": 1000 * whole.cpu / whole.pages,
        "times bz2": whole.cpu / whole.bz2,
        "one page more, of the whole run": one.cpu / whole.cpu,
    }
    same = "the same" if more.told == whole.told else "OTHERS"
    stages = sorted(whole.stages.items(), key=lambda part: -part[1])[:SHOWN]
    return "\n".join(
        [
            f"# A run, {datetime.now(UTC):%Y-%m-%d}",
            "",
            f"{os.cpu_count()} cores, one worker; {whole.pages:,} made pages, from file to"
            " index. Again: `make bench-run`.",
            "",
            "| | asked | reached |",
            "|---|---|---|",
            *(f"| {name} | {ASKED[name]:g} | {value:.3g} |" for name, value in reached.items()),
            "",
            f"| run of | CPU s | of the whole run | peak GB |\n|---|---|---|---|\n"
            f"| {whole.pages:,} pages from nothing | {whole.cpu:.1f} | 1 | {whole.peak_gb:.2f} |",
            *(
                f"| {cost.pages:,} more into {before:,} | {cost.cpu:.1f} | {cost.cpu / whole.cpu:.3f} |"
                f" {cost.peak_gb:.2f} |"
                for cost, before in ((one, costs["first"].pages), (more, costs["first"].pages + 1))
            ),
            "",
            f"The tables after three runs and after one are {same}.",
            "",
            "| stage | share of the whole run | share of that of one page more |",
            "|---|---|---|",
            *(
                f"| {step} | {spent / whole.cpu:.3f} | {one.stages.get(step, 0.0) / one.cpu:.3f} |"
                for step, spent in stages
            ),
            "",
        ]
    )


def _apart(base: Path, pages: Path) -> Cost:
    answer = subprocess.run(
        [sys.executable, __file__, "--one", str(base), str(pages)], check=True, capture_output=True, text=True
    )
    return Cost(**json.loads(answer.stdout.splitlines()[-1]))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--maker", type=Path, help="script that makes a corpus")
    parser.add_argument("--pages", type=int, default=6_000)
    parser.add_argument("--folder", type=Path, default=CACHE)
    parser.add_argument("--write", action="store_true", help="keep the dated result")
    parser.add_argument("--one", type=Path, nargs=2, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    chosen.folder.mkdir(parents=True, exist_ok=True)
    return chosen


if __name__ == "__main__":
    sys.exit(main())
