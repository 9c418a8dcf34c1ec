"""A run on Apache Spark beside the embedded engine: `python benchmarks/spark.py PAGES [--made N] [--write]`.

PAGES is any input of `wirecopy run`, or with `--made` a script that makes a corpus of N pages. Each engine runs in a
process of its own, `local[2]` with every step in several tasks; CPU seconds are those of the process and of the Java
and Python workers it started. The tables of both must be the same.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import made_corpus
from run import CACHE, RESULTS

CONF = {
    "spark.sql.shuffle.partitions": "4",
    "spark.sql.files.maxPartitionBytes": "4000000",
    "spark.driver.memory": "4g",
}
SHOWN = 12  # of the stages that take longest on Spark


@dataclass(frozen=True, slots=True)
class Run:
    """What a run took on one engine: pages, seconds, CPU seconds, Spark's jobs, seconds of each stage."""

    pages: int
    seconds: float
    cpu: float
    jobs: int
    stages: dict[str, float]
    told: str
    """A hash of every table."""


def main() -> int:
    """Run on both, print, and with `--write` keep the dated result; 1 where the tables differ."""
    chosen = _arguments()
    if chosen.one:
        print(json.dumps(asdict(measure(*chosen.one, chosen.pages))))
        return 0
    with TemporaryDirectory(dir=chosen.folder) as folder:
        given = _made(chosen, Path(folder)) if chosen.made else chosen.pages
        runs = {name: _apart(name, Path(folder) / name, given) for name in ("duckdb", "spark")}
    report = as_text(runs)
    print(report, end="")
    if chosen.write:
        RESULTS.mkdir(exist_ok=True)
        path = RESULTS / f"spark-{runs['spark'].pages}-{datetime.now(UTC):%Y-%m-%d}.md"
        path.write_text(report, encoding="utf-8")
    return int(runs["duckdb"].told != runs["spark"].told)


def measure(engine: str, base: str, pages: Path) -> Run:
    """Return what a run of the pages into a new base takes on an engine."""
    import wirecopy

    options = wirecopy.EngineOptions(name=engine, master="local[2]", conf=CONF)  # type: ignore[arg-type]
    begun = time.perf_counter()
    opened = wirecopy.open(base, create=True)
    summary = opened.run([pages], wirecopy.Options(engine=options))
    seconds, jobs = time.perf_counter() - begun, 0
    stages = {stage.name: stage.seconds or 0.0 for stage in opened.stages()}
    if engine == "spark":
        from pyspark.sql import SparkSession

        session = SparkSession.builder.getOrCreate()
        tracker = session.sparkContext.statusTracker()
        jobs = sum(len(tracker.getJobIdsForGroup(name)) for name in (*stages, "scalar"))
    spent = [resource.getrusage(whose) for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    cpu = sum(used.ru_utime + used.ru_stime for used in spent) + _java()
    return Run(summary.articles, seconds, cpu, jobs, stages, made_corpus.hash_of(opened))


def _java() -> float:
    """Return the CPU seconds of the Java that this process started and of what that started, while they run."""
    ticks, own = os.sysconf("SC_CLK_TCK"), str(os.getpid())
    parents: dict[str, tuple[str, float]] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        parents[folder.name] = fields[1], sum(map(int, fields[11:15])) / ticks
    found = 0.0
    for name, (parent, spent) in parents.items():
        at = parent
        while at in parents and at != own:
            at = parents[at][0]
        found += spent if at == own and name != own else 0.0
    return found


def as_text(runs: dict[str, Run]) -> str:
    """Return the result as Markdown."""
    duck, spark = runs["duckdb"], runs["spark"]
    same = "the same" if duck.told == spark.told else "OTHERS"
    slowest = sorted(spark.stages, key=lambda name: -spark.stages[name])[:SHOWN]
    return "\n".join(
        [
            f"# A run on Apache Spark, {datetime.now(UTC):%Y-%m-%d}",
            "",
            f"{spark.pages:,} pages, {os.cpu_count()} cores, `local[2]`, every step in several tasks. Again: `make"
            " bench-spark`.",
            "",
            "| | embedded | Spark | times |",
            "|---|---|---|---|",
            f"| seconds | {duck.seconds:.1f} | {spark.seconds:.1f} | {spark.seconds / duck.seconds:.1f} |",
            f"| CPU seconds | {duck.cpu:.1f} | {spark.cpu:.1f} | {spark.cpu / duck.cpu:.1f} |",
            f"| jobs | | {spark.jobs} | |",
            "",
            f"All tables of the two are {same}.",
            "",
            "| stage | embedded s | Spark s |",
            "|---|---|---|",
            *(f"| {name} | {duck.stages.get(name, 0.0):.1f} | {spark.stages[name]:.1f} |" for name in slowest),
            "",
        ]
    )


def _made(chosen: argparse.Namespace, folder: Path) -> Path:
    corpus = made_corpus.make(chosen.pages, chosen.folder / f"corpus-{chosen.made}.jsonl", chosen.made)
    path = folder / "pages.jsonl"
    rows = (json.loads(line) for line in corpus.read_text("utf-8").splitlines())
    path.write_text("".join(json.dumps(made_corpus.page(row)) + "\n" for row in rows), "utf-8")
    return path


def _apart(engine: str, base: Path, pages: Path) -> Run:
    command = [sys.executable, __file__, str(pages), "--one", engine, str(base)]
    answer = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    return Run(**json.loads(answer.stdout.splitlines()[-1]))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("pages", type=Path, help="what to run, or with --made the script that makes it")
    parser.add_argument("--made", type=int, metavar="N", help="make a corpus of so many pages")
    parser.add_argument("--folder", type=Path, default=CACHE)
    parser.add_argument("--write", action="store_true", help="keep the dated result")
    parser.add_argument("--one", nargs=2, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    chosen.folder.mkdir(parents=True, exist_ok=True)
    return chosen


if __name__ == "__main__":
    sys.exit(main())
