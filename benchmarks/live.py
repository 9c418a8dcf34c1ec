"""One page at a time against a large index: `python benchmarks/live.py --maker MAKE_CORPUS.py [--write]`.

Adds raw pages to an index of 100,000 articles (clean, compare, prove, commit, answer) and, between them, times one
durable insert of the same text into a bare SQLite file. Then kills a writer in mid-stream many times, and compares
what is on disk with what it said it had committed, and the index with one built anew.
"""

from __future__ import annotations

import argparse
import os
import platform
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import made_corpus
import numpy as np
import pyarrow as pa
from made_corpus import Corpus

import wirecopy
from wirecopy.copies.words import words_batch
from wirecopy.kernels import load_kernels
from wirecopy.options import Options
from wirecopy.pipeline.live.add_page import as_page, indexed, live, rebuild
from wirecopy.store.live import IndexedArticle, waiting_pages
from wirecopy.tables import SCHEMAS
from wirecopy.text.spelling import counts_as

RESULTS = Path(__file__).resolve().parent / "results"
CACHE = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "wirecopy-benchmarks"
ALLOWED = 10.0  # of one durable insert, at the 99th percentile
WARM = 50
CHECKED = 10  # kills between two comparisons of the index with a rebuild, which cleans every waiting page anew
BATCH = 1000
WRITER = """
import sys, wirecopy
from wirecopy.options import CopyOptions, Options
from wirecopy.pipeline.live.add_page import as_page
options = Options(copies=CopyOptions(backend="reference"))
with wirecopy.open(sys.argv[1]).live(options, stories=False) as opened:
    for i in range(int(sys.argv[2]), 10 ** 9):
        text = " ".join(f"w{i // 3}x{k}" for k in range(150))
        print(opened.add(as_page(text, {"outlet": f"o{i}"}, options)).page_id, flush=True)
"""


def main() -> int:
    chosen = _arguments()
    pages = chosen.articles + chosen.adds + WARM
    path = chosen.corpus or made_corpus.make(chosen.maker, CACHE / f"corpus-{pages}.jsonl", pages)
    corpus = made_corpus.load(path).head(pages)
    with tempfile.TemporaryDirectory(dir=chosen.folder) as folder:
        ours, bare = add_and_answer(corpus, Path(folder), chosen.articles)
        lost, differing = kills(Path(folder) / "killed", chosen.kills)
    report = as_text(chosen, ours, bare, lost, differing)
    print(report, end="")
    if chosen.write:
        RESULTS.mkdir(exist_ok=True)
        (RESULTS / f"live-{datetime.now(UTC):%Y-%m-%d}.md").write_text(report, encoding="utf-8")
    return int(bool(lost or differing) or _at(ours, 99) > ALLOWED * _at(bare, 99))


def add_and_answer(corpus: Corpus, folder: Path, articles: int) -> tuple[list[float], list[float]]:
    """Return the milliseconds of each page added and of each bare insert between them."""
    base = wirecopy.open(folder / "base", create=True)
    ours, bare = [], []
    options = Options()
    with (
        live(base.tables.layout, options, stories=False) as opened,
        sqlite3.connect(folder / "bare.sqlite", isolation_level=None) as rows,
    ):
        opened.index.rebuild("", _articles(corpus, articles))
        rows.execute("PRAGMA journal_mode = WAL")
        rows.execute("PRAGMA synchronous = FULL")
        rows.execute("CREATE TABLE pages (id INTEGER PRIMARY KEY, raw TEXT)")
        for i in range(articles, len(corpus.raw)):
            stated = {"outlet": corpus.outlets[i], "published": corpus.published[i]}
            page = as_page(corpus.raw[i], stated, options)
            before = time.perf_counter()
            opened.add(page)
            between = time.perf_counter()
            rows.execute("INSERT INTO pages (raw) VALUES (?)", (corpus.raw[i],))
            after = time.perf_counter()
            if i >= articles + WARM:
                ours.append(1000 * (between - before))
                bare.append(1000 * (after - between))
    return ours, bare


def kills(folder: Path, times: int) -> tuple[int, int]:
    """Return how many committed pages were lost, and how many comparisons found the index other than a rebuild."""
    base = wirecopy.open(folder, create=True)
    layout, rng = base.tables.layout, random.Random(7)
    said: set[str] = set()
    differing = 0
    for turn in range(times):
        command = [sys.executable, "-c", WRITER, str(folder), str(turn * 1_000_000)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=_environment()) as process:
            assert process.stdout is not None
            said.add(process.stdout.readline().strip())
            time.sleep(rng.uniform(0.0, 0.3))
            process.send_signal(signal.SIGKILL)
            said.update(line.strip() for line in process.stdout if line.endswith("\n"))
        if (turn + 1) % CHECKED and turn + 1 < times:
            continue
        with live(layout, Options(), stories=False) as opened:
            before = opened.index.contents()
            rebuild(opened, layout)
            differing += opened.index.contents() != before
    lost = said - {page.page_id for page in waiting_pages(layout.live)}
    return len(lost), differing


def as_text(chosen: argparse.Namespace, ours: list[float], bare: list[float], lost: int, differing: int) -> str:
    """Return the result as Markdown."""
    ratio = _at(ours, 99) / _at(bare, 99)
    return "\n".join(
        [
            f"# One page at a time, {datetime.now(UTC):%Y-%m-%d}",
            "",
            f"Python {platform.python_version()}, {os.cpu_count()} cores. Index of {chosen.articles:,} articles;"
            f" {len(ours):,} raw pages added. Again: `make bench-live`.",
            "",
            "| | p50 ms | p99 ms |",
            "|---|---|---|",
            f"| add and answer (clean, compare, prove, commit) | {_at(ours, 50):.2f} | {_at(ours, 99):.2f} |",
            f"| one durable SQLite insert of the same text | {_at(bare, 50):.2f} | {_at(bare, 99):.2f} |",
            "",
            f"p99 is {ratio:.1f} times that of the insert; asked: at most {ALLOWED:.0f}.",
            f"{chosen.kills} kills (SIGKILL) of a writer in mid-stream: {lost} committed pages lost,"
            f" {differing} comparisons found the index other than a rebuild.",
            "",
        ]
    )


def _articles(corpus: Corpus, count: int) -> Iterator[IndexedArticle]:
    kernels, options = load_kernels("compiled", counts_as=counts_as(), numbers=True), Options()
    spans = SCHEMAS["articles"].field("body_spans").type
    for at in range(0, count, BATCH):
        bodies = corpus.clean[at : min(at + BATCH, count)]
        columns = {
            "article_id": pa.array([f"a_{at + k:012}" for k in range(len(bodies))]),
            "outlet": pa.array(corpus.outlets[at : at + len(bodies)]),
            "published": pa.array(corpus.published[at : at + len(bodies)]),
            "fetched_at": pa.nulls(len(bodies), pa.string()),
            "body": pa.array(bodies),
            "body_spans": pa.array([[{"start": 0, "end": len(body)}] if body else [] for body in bodies], spans),
        }
        yield from indexed(words_batch(pa.RecordBatch.from_pydict(columns), kernels), kernels, options)


def _at(times: list[float], percentile: int) -> float:
    return float(np.percentile(times, percentile))


def _environment() -> dict[str, str]:
    return os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Time single pages against a large index, and kill its writer.")
    parser.add_argument("--maker", type=Path, default=Path("../shared/bench/make_corpus.py"), help="the corpus script")
    parser.add_argument("--corpus", type=Path, help="a corpus that is made already")
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--adds", type=int, default=2_000)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--folder", type=Path, help="where the base is made (default: the folder for scratch files)")
    parser.add_argument("--write", action="store_true", help="keep the result under benchmarks/results, dated")
    chosen = parser.parse_args()
    if chosen.corpus is None and not chosen.maker.is_file():
        print(f"skipped: benchmarks/live (no {chosen.maker})")
        raise SystemExit(0)
    CACHE.mkdir(parents=True, exist_ok=True)
    return chosen


if __name__ == "__main__":
    sys.exit(main())
