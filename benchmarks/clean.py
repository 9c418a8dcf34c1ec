"""How fast cleaning is beside the extractors alone: `python benchmarks/clean.py --data FOLDER`.

All in one run on one core, CPU time; each page counts with the best of its rounds, which alternate between the ways:
other work on the machine weighs little, and on all alike. Plain text: the scraped pages of `copies`, typed rules and
spans; HTML: the pages of article-extraction-benchmark, read and cleaned with either extractor in front.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "evals"))

from clean_html import article_benchmark, resiliparse_alone, trafilatura_alone

from wirecopy.clean import clean_page, load_rules
from wirecopy.options import CleanOptions
from wirecopy.types import Page

ROUNDS = 5
RULES_RATIO, HTML_RATIO, BULK_RATIO = 20.0, 1.3, 3.0


def scraped(folder: Path) -> list[Page]:
    with gzip.open(folder / "pages.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [
        Page(
            page_id=row["id"],
            uri=row["id"],
            external_id=row["id"],
            outlet=row["outlet"],
            fetched_at=row["scrape_time"],
            media_type="text/plain",
            raw=row["text"],
        )
        for row in rows
    ]


def seconds_each(ways: Mapping[str, tuple[Callable[[Any], object], Sequence[Any]]]) -> dict[str, float]:
    """Return for each way the mean CPU seconds of a page, each page at its best."""
    best = {name: [float("inf")] * len(pages) for name, (_, pages) in ways.items()}
    for _ in range(ROUNDS):
        for name, (work, pages) in ways.items():
            for i, page in enumerate(pages):
                started = time.process_time()
                work(page)
                best[name][i] = min(best[name][i], time.process_time() - started)
    return {name: sum(times) / len(times) for name, times in best.items()}


def main() -> int:
    parser = argparse.ArgumentParser(description="Time cleaning beside the extractors alone.")
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--write", action="store_true", help="keep the result under benchmarks/results")
    arguments = parser.parse_args()
    data = arguments.data
    if not (data / "furniture").is_dir():
        print(f"skipped: benchmarks/clean (no {data / 'furniture'})")
        return 0
    rules, precise, bulk = load_rules(), CleanOptions(), CleanOptions(extractor="resiliparse")
    samples = article_benchmark(data / "furniture/article-extraction-benchmark")
    html, plain = [sample.page(html=True) for sample in samples], scraped(data / "copies")
    visible = [sample.page(html=False) for sample in samples]
    each = seconds_each(
        {
            "trafilatura alone, precise": (trafilatura_alone, samples),
            "resiliparse alone": (resiliparse_alone, samples),
            "wirecopy, HTML, trafilatura in front": (lambda page: clean_page(page, rules, precise), html),
            "wirecopy, HTML, resiliparse in front": (lambda page: clean_page(page, rules, bulk), html),
            "wirecopy, plain text as scraped": (lambda page: clean_page(page, rules, precise), plain),
            "wirecopy, plain text, all that an HTML page shows": (
                lambda page: clean_page(page, rules, precise), visible,
            ),
            "reading the visible text (in no ratio)": (lambda sample: sample.page(html=False), samples),
        }
    )  # fmt: skip
    told = "\n".join(lines(each))
    print(told)
    if arguments.write:
        today = datetime.now(UTC).date().isoformat()
        told_how = f"CPU time of one core, each page at the best of {ROUNDS} rounds; other work ran on the machine."
        head = f"# Cleaning, how fast, {today}\n\n{told_how} Again: `make bench-clean`.\n"
        kept = Path(__file__).parent / "results" / f"clean-{today}.md"
        kept.write_text(f"{head}\n```\n{told}\n```\n", "utf-8")
    return 0


def lines(each: Mapping[str, float]) -> Iterator[str]:
    """Yield what was measured, and how it stands to what is asked."""
    for name, taken in each.items():
        yield f"{name:52} {1 / taken:8.0f} pages/s"
    trafilatura, resiliparse, ours, fast, text, *_ = each.values()
    yield ""
    yield f"plain text against trafilatura: {trafilatura / text:.1f}x faster (asked: {RULES_RATIO:.0f}x)"
    yield f"HTML against trafilatura alone: {ours / trafilatura:.2f}x its time (asked: at most {HTML_RATIO}x)"
    yield f"HTML against resiliparse alone: {fast / resiliparse:.1f}x its time (asked: at most {BULK_RATIO:.0f}x)"


if __name__ == "__main__":
    sys.exit(main())
