"""Time and memory at growing sizes: `python benchmarks/scale.py --maker MAKE_CORPUS.py [--write]`.

Each size is a made corpus of its own, in a process of its own: the stages of a run from bodies to families and
verified pairs with runs, on disk; the smallest once more with two workers, and twice side by side, which is the most
that two workers can reach on the machine. With `--write` the dated result and a plot
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
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

import made_corpus
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.json as pj

HERE = Path(__file__).resolve().parent
RESULTS = HERE / "results"
PLOT = HERE.parent / "docs" / "img" / "scale.svg"
CACHE = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "wirecopy-benchmarks"
_SPANS = pa.list_(pa.struct([("start", pa.int32()), ("end", pa.int32())]))
_KINDS = pa.list_(pa.struct([("start", pa.int32()), ("end", pa.int32()), ("kind", pa.string())]))
_TEXT = ("article_id", "page_id", "outlet", "published", "fetched_at", "raw", "body", "form")
_ROWS = pa.schema(
    [*((name, pa.string()) for name in _TEXT), ("body_spans", _SPANS), ("spans", _KINDS), ("captioned", pa.bool_())]
)
"""What a run knows of pages that are body from end to end: the stages of its pages and of its articles in one."""
_TOLD = "SELECT CAST(BIT_XOR(HASH(article_a, article_b, containment_a, containment_b, runs)) AS VARCHAR) FROM t"
SIZES = (100_000, 1_000_000)
SLOWER = 1.3  # asked: the time of a page at the largest size, over that at the smallest
MEMORY_GB = 8.0
TWO_WORKERS = 1.7
WIDTH, HEIGHT, EDGE = 640, 320, 56


@dataclass(frozen=True, slots=True)
class Point:
    """One size: milliseconds a page of wall and CPU time, peak gigabytes of the first process; pairs."""

    pages: int
    wall_ms: float
    cpu_ms: float
    peak_gb: float
    pairs: int
    kept: int
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
    with ThreadPoolExecutor(2) as pool:
        beside = list(pool.map(_apart, 2 * [_corpus(chosen, chosen.sizes[0])], 2 * [chosen.kind]))
    report = as_text(points, two, most=2 * points[0].wall_ms / max(one.wall_ms for one in beside))
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
    from wirecopy.pipeline.batch.copies import first_copies
    from wirecopy.pipeline.progress import quiet
    from wirecopy.pipeline.steps import Steps

    began, before = time.perf_counter(), time.process_time()
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        rows = write_stage(Path(folder), "rows", _ROWS, _batches(path, "text" if kind == "raw" else "clean"))
        steps = Steps(DuckEngine(Path(folder), EngineOptions(workers=workers)), Options(), quiet)
        proved = first_copies(steps, rows, rows)
        count, pairs, kept = (
            int(steps.engine.scalar("SELECT COUNT(*) FROM t", t=stage) or 0)
            for stage in (rows, proved.pairs, proved.verified)
        )
        told = str(steps.engine.scalar(_TOLD, t=proved.verified))
    wall = time.perf_counter() - began
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    spent = time.process_time() - before + used[1].ru_utime + used[1].ru_stime
    peak = used[0].ru_maxrss / 2**20
    return Point(count, 1000 * wall / count, 1000 * spent / count, peak, pairs, kept, kind, told)


def as_text(points: list[Point], two: Point, most: float) -> str:
    """Return the result as Markdown; `most`: how much more two independent runs get done than one."""
    first, last = points[0], points[-1]
    rows = [
        f"| {one.pages:,} | {one.wall_ms:.3f} | {one.cpu_ms:.3f} | {one.peak_gb:.2f} | {one.pairs:,} | {one.kept:,} |"
        for one in points
    ]
    return "\n".join(
        [
            f"# Copies at scale, {datetime.now(UTC):%Y-%m-%d}",
            "",
            f"{os.cpu_count()} cores; made pages, {first.kind} text; from the file to families and verified pairs"
            " with runs. Again: `make bench-scale`.",
            "",
            "| pages | ms a page | CPU ms a page | peak GB | pairs proved | kept |",
            "|---|---|---|---|---|---|",
            *rows,
            "",
            f"A page at {last.pages:,} takes {last.wall_ms / first.wall_ms:.2f} times ({last.cpu_ms / first.cpu_ms:.2f}"
            f" in CPU time) what it takes at {first.pages:,} (asked: at most {SLOWER}); peak {last.peak_gb:.1f} GB"
            f" (asked: at most {MEMORY_GB:.0f}).",
            "",
            f"Two workers over {two.pages:,} pages: {first.wall_ms / two.wall_ms:.2f} times as fast (asked:"
            f" {TWO_WORKERS}); the table of verified pairs is {'the same' if two.told == first.told else 'ANOTHER'}."
            f" Two runs side by side that share nothing get {most:.2f} times as much done as one on this machine.",
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


def _batches(path: Path, column: str) -> Iterator[pa.RecordBatch]:
    kinds = {"outlet": pa.int64(), "published": pa.string(), column: pa.string()}
    parsing = pj.ParseOptions(explicit_schema=pa.schema(kinds), unexpected_field_behavior="ignore")
    with pj.open_json(path, pj.ReadOptions(block_size=1 << 24), parsing) as reader:
        count = 0
        for batch in reader:
            rows = batch.num_rows
            ids = pa.array([f"a_{number:012}" for number in range(count, count + rows)])
            unknown, form = pa.nulls(rows, pa.string()), pa.repeat("article", rows)
            bounds = [pa.repeat(pa.scalar(0, pa.int32()), rows), pc.utf8_length(batch[column])]
            spans = pa.StructArray.from_arrays(bounds, fields=list(_SPANS.value_type))
            kinds_of = pa.StructArray.from_arrays([*bounds, pa.repeat("body", rows)], fields=list(_KINDS.value_type))
            each = pa.array(range(rows + 1), pa.int32())
            text = [
                ids,
                ids,
                batch["outlet"].cast(pa.string()),
                batch["published"],
                unknown,
                *2 * [batch[column]],
                form,
            ]
            lists = [pa.ListArray.from_arrays(each, entries) for entries in (spans, kinds_of)]
            yield pa.RecordBatch.from_arrays([*text, *lists, pa.repeat(False, rows)], schema=_ROWS)
            count += rows


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
