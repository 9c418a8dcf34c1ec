"""wirecopy against its peers: `python benchmarks/copies.py --maker MAKE_CORPUS.py [--write]`.

One made corpus, every tool from texts in memory to a cluster for each, CPU time on one core; quality beside it, by
construction of the corpus. The peers are installed in an environment of their own, made here on the first call.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import venv
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import made_corpus
import pyarrow.feather as feather
from made_corpus import Corpus, Pairs

from kernels import Speed, measure

HERE = Path(__file__).resolve().parent
RESULTS = HERE / "results"
CACHE = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "wirecopy-benchmarks"
PACKAGES = ["rensa", "datasketch", "text-dedup", "gaoya", "datatrove", "tokenizers", "spacy", "xxhash<4"]
ONE_CORE = dict.fromkeys(
    ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS", "RAYON_NUM_THREADS"), "1"
)
PEERS = {
    "rensa": (50_000, "4x", "tokenising is its caller's (Python here); no pair verified, no text compared"),
    "gaoya": (50_000, "", "filters by signatures; no text compared, no runs"),
    "datasketch": (10_000, "12x", "tokenising is its caller's; no pair verified, no text compared"),
    "text_dedup": (5_000, "15x", "no pair verified; which text matched which is lost"),
    "datatrove": (1_000, "100x", "no pair verified; which text matched which is lost"),
}
"""Texts given to each (fewer to the slow ones), how much faster we mean to be, and what it leaves out."""


@dataclass(frozen=True, slots=True)
class Timing:
    """One tool over one kind of text."""

    tool: str
    kind: str
    texts: int
    seconds: float
    first: float
    """What the first of two calls took; `seconds` is the better one."""
    peak_mb: float
    score: Pairs
    links: tuple[int, int] | None = None

    @property
    def each(self) -> float:
        """Return the milliseconds a text."""
        return 1000 * self.seconds / self.texts


def main() -> int:
    chosen = _arguments()
    path = chosen.corpus or made_corpus.make(chosen.maker, CACHE / f"corpus-{chosen.pages}.jsonl", chosen.pages)
    corpus = made_corpus.load(path).head(chosen.pages)
    peers = [] if chosen.alone else list(PEERS)
    python = peer_environment(chosen.environment) if peers else Path(sys.executable)
    timings = []
    for kind in ("clean", "raw"):
        timings += [_told(ours(corpus, kind, len(corpus.clean)))]
        timings += [_told(peer(name, corpus, kind, python)) for name in peers]
    sample = corpus.head(20_000)
    pairs = _some_pairs(sample)
    report = as_text(timings, measure(sample.clean, pairs), len(corpus.clean))
    print(report, end="")
    if chosen.write:
        RESULTS.mkdir(exist_ok=True)
        (RESULTS / f"copies-{datetime.now(UTC):%Y-%m-%d}.md").write_text(report, encoding="utf-8")
    return 0


def peer_environment(folder: Path) -> Path:
    """Return the Python of the environment that holds the peers, made first if there is none."""
    python = folder / "bin" / "python"
    if not (folder / "made").exists():
        print(f"installing {', '.join(PACKAGES)} into {folder} ...", file=sys.stderr)
        venv.create(folder, with_pip=True, clear=True)
        subprocess.run([python, "-m", "pip", "install", "-q", *PACKAGES], check=True)
        (folder / "made").touch()
    return python


def ours(corpus: Corpus, kind: str, count: int) -> Timing:
    """Return wirecopy's time and quality; it is told the outlets and days, as the tool itself has them."""
    part = corpus.head(count)
    given = {"texts": getattr(part, kind), "outlets": part.outlets, "published": part.published}
    with tempfile.TemporaryDirectory() as folder:
        found = _timed("wirecopy", given, Path(sys.executable), Path(folder))
        pairs = feather.read_table(Path(folder) / "pairs.arrow")
        links = made_corpus.round_up_links(part, pairs)
    return Timing("wirecopy", kind, count, *found[:3], made_corpus.score_clusters(part, found[3]), links)


def peer(name: str, corpus: Corpus, kind: str, python: Path) -> Timing:
    """Return a peer's time and quality over as many texts as it is given."""
    part = corpus.head(PEERS[name][0])
    with tempfile.TemporaryDirectory() as folder:
        found = _timed(name, {"texts": getattr(part, kind)}, python, Path(folder))
    return Timing(name, kind, len(part.clean), *found[:3], made_corpus.score_clusters(part, found[3]))


def _timed(tool: str, given: object, python: Path, folder: Path) -> tuple[float, float, float, list[int]]:
    source, target = folder / "texts.json", folder / "result.json"
    source.write_text(json.dumps(given), "utf-8")
    command = [str(python), str(HERE / "peers" / "timed.py"), tool, str(source), str(target)]
    subprocess.run(command, check=True, env=os.environ | ONE_CORE, stdout=sys.stderr, stderr=subprocess.DEVNULL)
    found = json.loads(target.read_text("utf-8"))
    return found["seconds"], found["first"], found["peak_mb"], found["clusters"]


def as_text(timings: list[Timing], speeds: list[Speed], pages: int) -> str:
    """Return the result as Markdown."""
    times = {(one.tool, one.kind): one for one in timings}
    lines = [
        f"# Copies against other tools, {datetime.now(UTC):%Y-%m-%d}",
        "",
        f"Python {platform.python_version()}, {platform.machine()}, one core of {os.cpu_count()}."
        f" Corpus: {pages:,} made pages.",
        "CPU time from texts in memory to a cluster for each, the better of two calls (the first in brackets: memory is"
        " handed out for the first time then); quality: pairs of one family by construction.",
        "Again: `make bench-copies`. The corpus is synthetic; for real pages see `evals/results`.",
        "",
        "| tool | texts | verified | clean ms/text | x ours | asked | P / R "
        "| raw ms/text | x ours | P / R | leaves out |",
        "|---|---|---|---|---|---|---|---|---|---|---|",
    ]
    for tool in dict.fromkeys(one.tool for one in timings):
        clean, raw = times[tool, "clean"], times[tool, "raw"]
        asked, lacks = PEERS[tool][1:] if tool in PEERS else ("", "nothing: every pair verified, with its runs")
        cells = [
            tool.replace("_", "-"), f"{clean.texts:,}", "no" if tool in PEERS else "yes",
            _each(clean), f"{clean.each / times['wirecopy', 'clean'].each:.1f}", asked, _quality(clean),
            _each(raw), f"{raw.each / times['wirecopy', 'raw'].each:.1f}", _quality(raw), lacks,
        ]  # fmt: skip
        lines.append("| " + " | ".join(cells) + " |")
    lines += ["", "| kernel on one core | backend | speed |", "|---|---|---|"]
    lines += [f"| {one.what} | {one.backend} | {one.rate:,.0f} {one.unit} |" for one in speeds]
    lines.append("")
    for one in timings:
        if one.links:
            wanted, found = one.links
            lines.append(
                f"Round-ups, {one.kind} text: {found:,} of {wanted:,} links to the texts they carry"
                f" ({found / max(1, wanted):.3f}); peak {one.peak_mb:,.0f} MB."
            )
    return "\n".join(lines) + "\n"


def _each(one: Timing) -> str:
    return f"{one.each:.3f} ({1000 * one.first / one.texts:.3f})"


def _quality(one: Timing) -> str:
    return f"{one.score.precision:.3f} / {one.score.recall:.3f}"


def _told(one: Timing) -> Timing:
    print(f"{one.tool} {one.kind}: {one.each:.3f} ms, {_quality(one)}", file=sys.stderr)
    return one


def _some_pairs(corpus: Corpus) -> list[tuple[int, int]]:
    """Return pairs of copies, as the tool would have to prove them: neighbours within each family."""
    last: dict[int, int] = {}
    pairs = []
    for number, (carried, alone) in enumerate(zip(corpus.carries, corpus.round_up, strict=True)):
        if not alone:
            if carried[0] in last:
                pairs.append((last[carried[0]], number))
            last[carried[0]] = number
    return pairs


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Time wirecopy and its peers on made pages.")
    parser.add_argument("--maker", type=Path, default=Path("../shared/bench/make_corpus.py"), help="the corpus script")
    parser.add_argument("--corpus", type=Path, help="a corpus that is made already")
    parser.add_argument("--pages", type=int, default=50_000)
    parser.add_argument("--environment", type=Path, default=CACHE / "peers", help="where the peers are installed")
    parser.add_argument("--alone", action="store_true", help="without the peers")
    parser.add_argument("--write", action="store_true", help="keep the result under benchmarks/results, dated")
    chosen = parser.parse_args()
    if chosen.corpus is None and not chosen.maker.is_file():
        print(f"skipped: benchmarks/copies (no {chosen.maker})")
        raise SystemExit(0)
    CACHE.mkdir(parents=True, exist_ok=True)
    return chosen


if __name__ == "__main__":
    sys.exit(main())
