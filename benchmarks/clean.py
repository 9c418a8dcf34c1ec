"""How fast cleaning is beside the extractors alone: `python benchmarks/clean.py --data FOLDER`.

All in one run on one core, CPU time, best of three rounds. Plain text: the scraped pages of `copies`, typed rules and
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

ROUNDS = 3
RULES_RATIO, HTML_RATIO, BULK_RATIO = 20.0, 1.3, 3.0


def scraped(folder: Path) -> list[Page]:
    with gzip.open(folder / "pages.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [
        Page(row["id"], row["id"], row["id"], row["outlet"], row["scrape_time"], "text/plain", row["text"])
        for row in rows
    ]


def seconds_each(work: Callable[[Any], object], items: Sequence[Any]) -> float:
    """Return the CPU seconds per item of the best round."""
    best = float("inf")
    for _ in range(ROUNDS):
        started = time.process_time()
        for item in items:
            work(item)
        best = min(best, time.process_time() - started)
    return best / len(items)


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
    each = {
        "trafilatura alone, precise": seconds_each(trafilatura_alone, samples),
        "resiliparse alone": seconds_each(resiliparse_alone, samples),
        "wirecopy, HTML, trafilatura in front": seconds_each(lambda page: clean_page(page, rules, precise), html),
        "wirecopy, HTML, resiliparse in front": seconds_each(lambda page: clean_page(page, rules, bulk), html),
        "wirecopy, plain text as scraped": seconds_each(lambda page: clean_page(page, rules, precise), plain),
        "wirecopy, plain text, all that an HTML page shows": seconds_each(
            lambda page: clean_page(page, rules, precise), visible
        ),
    }
    told = "\n".join(lines(each))
    print(told)
    if arguments.write:
        today = datetime.now(UTC).date().isoformat()
        head = f"# Cleaning, how fast, {today}\n\nCPU time of one core, best of {ROUNDS}. Again: `make bench-clean`.\n"
        kept = Path(__file__).parent / "results" / f"clean-{today}.md"
        kept.write_text(f"{head}\n```\n{told}\n```\n", "utf-8")
    return 0


def lines(each: Mapping[str, float]) -> Iterator[str]:
    """Yield what was measured, and how it stands to what is asked."""
    for name, taken in each.items():
        yield f"{name:52} {1 / taken:8.0f} pages/s"
    trafilatura, resiliparse, ours, fast, text, _ = each.values()
    yield ""
    yield f"plain text against trafilatura: {trafilatura / text:.1f}x faster (asked: {RULES_RATIO:.0f}x)"
    yield f"HTML against trafilatura alone: {ours / trafilatura:.2f}x its time (asked: at most {HTML_RATIO}x)"
    yield f"HTML against resiliparse alone: {fast / resiliparse:.1f}x its time (asked: at most {BULK_RATIO:.0f}x)"


if __name__ == "__main__":
    sys.exit(main())
