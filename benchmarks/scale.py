"""Time and memory at growing sizes: `python benchmarks/scale.py --maker MAKE_CORPUS.py [--write]`.

Each size is a made corpus of its own, in a process of its own: the stages of a run from bodies to families and
verified pairs with runs, on disk; the smallest once more with two workers. With `--write` the dated result and a plot
of both curves are kept.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import made_corpus
import pyarrow as pa

HERE = Path(__file__).resolve().parent
RESULTS = HERE / "results"
PLOT = HERE.parent / "docs" / "scale.svg"
CACHE = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "wirecopy-benchmarks"
_ROWS = pa.schema([(name, pa.string()) for name in ("article_id", "outlet", "published", "body")])
_PAGES = "SELECT article_id AS page_id, body AS raw FROM rows ORDER BY page_id"
_CLEANED = """
SELECT article_id, article_id AS page_id, outlet, published, CAST(NULL AS VARCHAR) AS fetched_at, body,
    [{'start': 0, 'end': LENGTH(body)}] AS body_spans, 'article' AS form,
    [{'start': 0, 'end': LENGTH(body), 'kind': 'body'}] AS spans
FROM rows ORDER BY article_id
"""
SIZES = (100_000, 1_000_000)
SLOWER = 1.3  # asked: the time of a page at the largest size, over that at the smallest
MEMORY_GB = 8.0
TWO_WORKERS = 1.7
WIDTH, HEIGHT, EDGE = 640, 320, 56


@dataclass(frozen=True, slots=True)
class Point:
    """One size: milliseconds a page of wall and CPU time, peak gigabytes of the first process, verified pairs."""

    pages: int
    wall_ms: float
    cpu_ms: float
    peak_gb: float
    pairs: int
    kind: str
    told: str
    """A hash of the table of verified pairs: the same for any number of workers."""


def main() -> int:
    chosen = _arguments()
    if chosen.one:
        print(json.dumps(asdict(measure(chosen.one, chosen.kind, chosen.workers))))
        return 0
    points = [_apart(_corpus(chosen, size), chosen.kind) for size in chosen.sizes]
    two = _apart(_corpus(chosen, chosen.sizes[0]), chosen.kind, workers=2)
    report = as_text(points, two)
    print(report, end="")
    if chosen.write:
        RESULTS.mkdir(exist_ok=True)
        (RESULTS / f"scale-{datetime.now(UTC):%Y-%m-%d}.md").write_text(report, encoding="utf-8")
        PLOT.write_text(plot(points), encoding="utf-8")
    return int(points[-1].wall_ms > SLOWER * points[0].wall_ms or points[-1].peak_gb > MEMORY_GB)


def measure(path: Path, kind: str, workers: int = 1) -> Point:
    """Return what the corpus at `path` takes in this process, reading it included: the stages of a run, on disk."""
    from wirecopy.engine.contract import write_stage
    from wirecopy.engine.duck import DuckEngine
    from wirecopy.options import EngineOptions, Options
    from wirecopy.pipeline import quiet
    from wirecopy.pipeline.copying import first_copies
    from wirecopy.pipeline.steps import Steps

    began, before = time.perf_counter(), time.process_time()
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        rows = write_stage(Path(folder), "rows", _ROWS, _batches(path, "text" if kind == "raw" else "clean"))
        steps = Steps(DuckEngine(Path(folder), EngineOptions(workers=workers)), Options(), quiet)
        pages, cleaned = (
            steps.sql(name, query, rows=rows) for name, query in (("pages", _PAGES), ("cleaned", _CLEANED))
        )
        proved = first_copies(steps, pages, cleaned)
        count, pairs = (
            int(steps.engine.scalar("SELECT COUNT(*) FROM t", t=stage) or 0) for stage in (cleaned, proved.verified)
        )
        told = "".join(sha256(Path(file).read_bytes()).hexdigest() for file in proved.verified.files)
    wall = time.perf_counter() - began
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    spent = time.process_time() - before + used[1].ru_utime + used[1].ru_stime
    return Point(count, 1000 * wall / count, 1000 * spent / count, used[0].ru_maxrss / 2**20, pairs, kind, told)


def as_text(points: list[Point], two: Point) -> str:
    """Return the result as Markdown."""
    first, last = points[0], points[-1]
    rows = [
        f"| {one.pages:,} | {one.wall_ms:.3f} | {one.cpu_ms:.3f} | {one.peak_gb:.2f} | {one.pairs:,} |"
        for one in points
    ]
    return "\n".join(
        [
            f"# Copies at scale, {datetime.now(UTC):%Y-%m-%d}",
            "",
            f"{os.cpu_count()} cores; made pages, {first.kind} text; from the file to families and verified pairs"
            " with runs. Again: `make bench-scale`.",
            "",
            "| pages | ms a page | CPU ms a page | peak GB | pairs |",
            "|---|---|---|---|---|",
            *rows,
            "",
            f"A page at {last.pages:,} takes {last.wall_ms / first.wall_ms:.2f} times ({last.cpu_ms / first.cpu_ms:.2f}"
            f" in CPU time) what it takes at {first.pages:,} (asked: at most {SLOWER}); peak {last.peak_gb:.1f} GB"
            f" (asked: at most {MEMORY_GB:.0f}).",
            "",
            f"Two workers over {two.pages:,} pages: {first.wall_ms / two.wall_ms:.2f} times as fast (asked:"
            f" {TWO_WORKERS}); the table of verified pairs is {'the same' if two.told == first.told else 'ANOTHER'}.",
            "",
        ]
    )


def plot(points: list[Point]) -> str:
    """Return both curves as an SVG: CPU milliseconds a page and peak gigabytes, by pages."""
    series = (
        ("CPU ms a page", "#1f6f8b", [one.cpu_ms for one in points]),
        ("peak GB", "#b5542a", [one.peak_gb for one in points]),
    )
    shapes = [_axis(points)]
    for place, (name, colour, values) in enumerate(series):
        top = 1.15 * max(values)
        spots = [(_x(points, k), HEIGHT - EDGE - (HEIGHT - 2 * EDGE) * value / top) for k, value in enumerate(values)]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in spots)
        shapes.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        for (x, y), value in zip(spots, values, strict=True):
            shapes.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{colour}"/>')
            shapes.append(f'<text x="{x:.1f}" y="{y - 8:.1f}" fill="{colour}" text-anchor="middle">{value:.2f}</text>')
        shapes.append(f'<text x="{EDGE + 160 * place}" y="20" fill="{colour}">{name}</text>')
    box = f'viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="12"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {box}>'
    return "\n".join([head, '<rect width="100%" height="100%" fill="white"/>', *shapes, "</svg>"]) + "\n"


def _axis(points: list[Point]) -> str:
    ground = HEIGHT - EDGE
    marks = [
        f'<text x="{_x(points, k):.1f}" y="{ground + 18}" text-anchor="middle">{one.pages:,} pages</text>'
        for k, one in enumerate(points)
    ]
    return f'<line x1="{EDGE}" y1="{ground}" x2="{WIDTH - EDGE}" y2="{ground}" stroke="#888"/>' + "".join(marks)


def _x(points: list[Point], place: int) -> float:
    return 1.5 * EDGE + (WIDTH - 3 * EDGE) * place / max(1, len(points) - 1)


def _batches(path: Path, column: str, rows: int = 10_000) -> Iterator[pa.RecordBatch]:
    held: list[dict[str, object]] = []
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            row = json.loads(line)
            held.append(
                {
                    "article_id": f"a_{number:012}",
                    "outlet": str(row["outlet"]),
                    "published": row["published"],
                    "body": row[column],
                }
            )
            if len(held) == rows:
                yield pa.RecordBatch.from_pylist(held, _ROWS)
                held = []
    yield pa.RecordBatch.from_pylist(held, _ROWS)


def _corpus(chosen: argparse.Namespace, size: int) -> Path:
    return made_corpus.make(chosen.maker, chosen.folder / f"corpus-{size}.jsonl", size)


def _apart(path: Path, kind: str, workers: int = 1) -> Point:
    """Measure a corpus in a process of its own, so that the peak is its own."""
    command = [sys.executable, str(HERE / "scale.py"), "--one", str(path), "--kind", kind, "--workers", str(workers)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return Point(**json.loads(done.stdout.splitlines()[-1]))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Time and memory of finding copies at growing sizes.")
    parser.add_argument("--maker", type=Path, default=Path("../shared/bench/make_corpus.py"), help="the corpus script")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--kind", choices=("clean", "raw"), default="clean")
    parser.add_argument("--folder", type=Path, default=CACHE, help="where the corpora lie (some 5 GB at a million)")
    parser.add_argument("--one", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--workers", type=int, default=1, help=argparse.SUPPRESS)
    parser.add_argument("--write", action="store_true", help="keep the result and the plot")
    chosen = parser.parse_args()
    if chosen.one is None and not chosen.maker.is_file():
        print(f"skipped: benchmarks/scale (no {chosen.maker})")
        raise SystemExit(0)
    chosen.folder.mkdir(parents=True, exist_ok=True)
    return chosen


if __name__ == "__main__":
    sys.exit(main())
