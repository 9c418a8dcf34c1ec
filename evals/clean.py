"""Score cleaning: `python evals/clean.py --data FOLDER [--write]`.

HTML and visible text against human bodies, hand-labelled lines through whole runs, and dates. Scores are computed
as the data's README defines them. Ends with status 1 when a figure falls below its floor.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from clean_dates import DateScore, date_score
from clean_html import (
    HtmlScore,
    article_benchmark,
    cleaner,
    fundus,
    resiliparse_alone,
    score_pages,
    trafilatura_alone,
)
from clean_runs import LineScore, allsides_lines, fundus_run, helsinki_lines
from scores import Score

import wirecopy

RESULTS = Path(__file__).parent / "results"
GRAM = 4
# Floors go down only with a written reason.
HTML_F1 = 0.970
HTML_KEEPING = 50
PLAIN_F1 = 0.955
LINES_PRECISION, LINES_RECALL = 0.95, 0.70
COPY_LINES_RECALL, COPY_LINES_LOST = 0.80, 1


@dataclass(frozen=True, slots=True)
class Result:
    """All that is printed and written. Pairs are the article's text (body, dateline, credits) and its body alone."""

    date: str
    version: str
    html: list[HtmlScore]
    plain: tuple[Score, Score]
    trafilatura: tuple[Score, Score]
    resiliparse: tuple[Score, Score]
    lines: LineScore
    copy_lines: LineScore
    dates: DateScore


def measure(data: Path) -> Result:
    articles = article_benchmark(data / "furniture/article-extraction-benchmark")
    outlets = fundus(data / "furniture/fundus-evaluation")
    ways = {"wirecopy": cleaner(html=True), "trafilatura, precise": trafilatura_alone, "resiliparse": resiliparse_alone}
    return Result(
        date=f"{datetime.now(UTC):%Y-%m-%d}",
        version=wirecopy.__version__,
        html=[score_pages(name, articles, way, GRAM) for name, way in ways.items()],
        plain=fundus_run(outlets, html=False),
        trafilatura=fundus_run(outlets, html=True),
        resiliparse=fundus_run(outlets, html=True, extractor="resiliparse"),
        lines=allsides_lines(data),
        copy_lines=helsinki_lines(data),
        dates=date_score([*articles, *outlets]),
    )


def passes(result: Result) -> bool:
    """Whether every figure is at its floor."""
    html = result.html[0]
    return (
        html.score.f1 >= HTML_F1
        and html.keeping <= HTML_KEEPING
        and result.plain[0].f1 >= PLAIN_F1
        and result.lines.score.precision >= LINES_PRECISION
        and result.lines.score.recall >= LINES_RECALL
        and result.lines.wire_lost == 0
        and result.copy_lines.score.recall >= COPY_LINES_RECALL
        and result.copy_lines.body_lost <= COPY_LINES_LOST
        and not result.dates.invented
    )


def as_text(result: Result) -> str:
    lines = [
        f"# Cleaning, {result.date}", "",
        f"wirecopy {result.version}; {os.cpu_count()} cores. Again: `python evals/clean.py --data FOLDER --write`.",
        "The label files and benchmark pages were read while the rules were written: these are development figures.",
        "",
        "## HTML: article-extraction-benchmark, 181 pages (floors: F1 .970, pages that keep furniture at most 50)", "",
        "| | precision | recall | F1 | +- | exactly right | pages that keep furniture |",
        "|---|---|---|---|---|---|---|",
    ]  # fmt: skip
    for way in result.html:
        s = way.score
        lines.append(
            f"| {way.name} | {s.precision:.3f} | {s.recall:.3f} | {s.f1:.3f} | {way.deviation:.3f}"
            f" | {way.exact:.2f} | {way.keeping} |"
        )
    lines += ["", "## Outlets by five pages: fundus-evaluation, whole runs, word F1 (floor from visible text: .955)",
              "",
              "| input | body, dateline and credits (as the gold counts) | body alone |", "|---|---|---|"]  # fmt: skip
    for name, pair in (("visible text", result.plain), ("HTML, trafilatura in front", result.trafilatura),
                       ("HTML, resiliparse in front (asked: .975)", result.resiliparse)):  # fmt: skip
        lines.append(f"| {name} | {pair[0].f1:.3f} | {pair[1].f1:.3f} |")
    lines += ["", "## Hand-labelled lines, whole runs", "",
              "| labels | precision | recall | body lines lost | wire lines lost |",
              "|---|---|---|---|---|"]  # fmt: skip
    for name, told in (("AllSides, lines that repeat", result.lines), ("copies, lines no copy has", result.copy_lines)):
        s = told.score
        lines.append(f"| {name} | {s.precision:.3f} | {s.recall:.3f} | {told.body_lost} | {told.wire_lost} |")
    for name, told in (("AllSides", result.lines), ("copies", result.copy_lines)):
        lines += ["", f"Missed, {name}: " + ("; ".join(_short(text) for text in told.missed) or "none") + "."]
        lines += [f"Lost, {name}: " + ("; ".join(_short(text) for text in told.lost) or "none") + "."]
    d = result.dates
    lines += ["", "## Dates on both benchmarks' pages, addresses hidden", "",
              f"{d.dated} of {d.pages} pages dated; {len(d.invented)} dates stand nowhere in their page"
              f"{': ' + ', '.join(d.invented) if d.invented else ''};"
              f" {d.right} of {d.checked} within a day of the address's."]  # fmt: skip
    return "\n".join(lines) + "\n"


def _short(text: str) -> str:
    return " ".join(text.split()[:8])


def write(result: Result) -> Path:
    RESULTS.mkdir(exist_ok=True)
    path = RESULTS / f"clean-{result.date}.md"
    path.write_text(as_text(result), encoding="utf-8")
    kept = json.loads(json.dumps(asdict(result)), parse_float=lambda number: round(float(number), 4))
    for name in ("lines", "copy_lines"):
        kept[name]["missed"] = [_short(text) for text in kept[name]["missed"]]
        kept[name]["lost"] = [_short(text) for text in kept[name]["lost"]]
    path.with_suffix(".json").write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
    return path


def main() -> int:
    parser = argparse.ArgumentParser(description="Score cleaning against human bodies and labels.")
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--write", action="store_true", help="keep the result under evals/results, dated")
    chosen = parser.parse_args()
    if not (chosen.data / "furniture").is_dir():
        print(f"skipped: evals/clean (no {chosen.data / 'furniture'})")
        return 0
    result = measure(chosen.data)
    print(as_text(result), end="")
    if chosen.write:
        print(f"\nwritten to {write(result)}")
    return 0 if passes(result) else 1


if __name__ == "__main__":
    sys.exit(main())
