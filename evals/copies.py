"""Score copy detection on real scraped pages: `python evals/copies.py --data FOLDER [--write]`.

The pages go through `wirecopy run --all-pairs` as a user's would. Found pairs are the rows of `copies` whose
larger containment is at least .5; gold pairs are those of `pairs.tsv` from .5 on; those at .4 to .5 count
neither way. Ends with status 1 when pair F1 falls below the floor.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from itertools import combinations
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
from scores import Pair, Score, adjusted_rand, b_cubed, pair, pair_score

import wirecopy

RESULTS = Path(__file__).parent / "results"
ONE_TEXT = 0.5  # containment from which two pages are copies
UNSURE = 0.4  # from here to ONE_TEXT the oracle itself is not sure enough to count
RELATED = 0.3  # containment from which two pages in one family plausibly belong there
FLOOR = 0.90  # of pair F1; goes down only with a written reason
WORST = 10
COLUMNS = {
    "pages": ["page_id", "external_id"],
    "articles": ["article_id", "page_id"],
    "copies": ["article_a", "article_b", "containment_a", "containment_b"],
    "families": ["article_id", "family_id"],
    "rejected": ["uri"],
}
CLI = [sys.executable, "-m", "wirecopy"]


@dataclass(frozen=True, slots=True)
class Gold:
    """What the oracle says of the pages."""

    containment: dict[Pair, float]
    families: dict[str, str]


@dataclass(frozen=True, slots=True)
class Found:
    """What wirecopy says of them, by the pages' own ids."""

    containment: dict[Pair, float]
    families: dict[str, str]
    pages: int
    rejected: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Result:
    """All that is printed and written."""

    date: str
    version: str
    pages: int
    rejected: int
    seconds: float
    pairs: Score
    families: Score
    families_ari: float
    inside: float
    """Of the pairs inside our families, the share whose oracle containment is `RELATED` or more."""
    missed: list[tuple[str, str, float, float]]
    wrong: list[tuple[str, str, float, float]]


def read_gold(folder: Path) -> Gold:
    with (folder / "pairs.tsv").open(encoding="utf-8", newline="") as lines:
        pairs = {
            pair(row["id1"], row["id2"]): float(row["containment"]) for row in csv.DictReader(lines, delimiter="\t")
        }
    with (folder / "families.tsv").open(encoding="utf-8", newline="") as lines:
        families = {row["id"]: row["family"] for row in csv.DictReader(lines, delimiter="\t")}
    return Gold(pairs, families)


def run_wirecopy(pages: Path) -> Found:
    with tempfile.TemporaryDirectory() as scratch:
        base = str(Path(scratch) / "base")
        started = time.perf_counter()
        run = [*CLI, "run", base, str(pages), "--all-pairs", "--columns", "fetched_at=scrape_time"]
        subprocess.run(run, check=True, stdout=sys.stderr)
        seconds = time.perf_counter() - started
        tables = {name: export(base, name, Path(scratch)) for name in COLUMNS}
    page_of = {row["page_id"]: row["external_id"] for row in tables["pages"]}
    name_of = {row["article_id"]: page_of[row["page_id"]] for row in tables["articles"]}
    return Found(
        containment={
            pair(name_of[row["article_a"]], name_of[row["article_b"]]): max(row["containment_a"], row["containment_b"])
            for row in tables["copies"]
        },
        families={name_of[row["article_id"]]: row["family_id"] for row in tables["families"]},
        pages=len(tables["articles"]),
        rejected=len(tables["rejected"]),
        seconds=seconds,
    )


def export(base: str, name: str, folder: Path) -> list[dict[str, Any]]:
    path = folder / f"{name}.parquet"
    subprocess.run([*CLI, "export", base, name, "--format", "parquet", "-o", str(path)], check=True, stdout=sys.stderr)
    rows: list[dict[str, Any]] = pq.read_table(path, columns=COLUMNS[name]).to_pylist()
    return rows


def score(found: Found, gold: Gold) -> Result:
    wanted = {both for both, share in gold.containment.items() if share >= ONE_TEXT}
    unsure = {both for both, share in gold.containment.items() if UNSURE <= share < ONE_TEXT}
    copies = {both for both, share in found.containment.items() if share >= ONE_TEXT}

    def shown(both: Pair) -> tuple[str, str, float, float]:
        return (*both, gold.containment.get(both, 0.0), round(found.containment.get(both, 0.0), 3))

    return Result(
        date=f"{datetime.now(UTC):%Y-%m-%d}",
        version=wirecopy.__version__,
        pages=found.pages,
        rejected=found.rejected,
        seconds=round(found.seconds, 1),
        pairs=pair_score(copies, wanted, unsure),
        families=b_cubed(found.families, gold.families),
        families_ari=adjusted_rand(found.families, gold.families),
        inside=related_share(found.families, gold.containment),
        missed=sorted(map(shown, wanted - copies), key=lambda row: (-row[2], row))[:WORST],
        wrong=sorted(map(shown, copies - wanted - unsure), key=lambda row: (row[2], row))[:WORST],
    )


def related_share(families: Mapping[str, str], containment: Mapping[Pair, float]) -> float:
    members: dict[str, list[str]] = {}
    for name, family in families.items():
        members.setdefault(family, []).append(name)
    inside = [pair(a, b) for names in members.values() for a, b in combinations(names, 2)]
    return sum(containment.get(both, 0.0) >= RELATED for both in inside) / max(1, len(inside))


def as_text(result: Result) -> str:
    pairs, families = result.pairs, result.families
    lines = [
        f"# Copies on real pages, {result.date}",
        "",
        f"wirecopy {result.version}; {result.pages} articles, {result.rejected} rejected;"
        f" {result.seconds} s on {os.cpu_count()} cores.",
        "Again: `make eval-copies`. Gold: exact alignment, containment >= .5 (.4-.5 counts neither way).",
        "",
        "| | gold | found | right | precision | recall | F1 |",
        "|---|---|---|---|---|---|---|",
        f"| pairs | {pairs.gold} | {pairs.found} | {pairs.right} "
        f"| {pairs.precision:.3f} | {pairs.recall:.3f} | {pairs.f1:.3f} |",
        f"| families, B-cubed | | | | {families.precision:.3f} | {families.recall:.3f} | {families.f1:.3f} |",
        "",
        f"Families, adjusted Rand index: {result.families_ari:.3f}. Floor of pair F1: {FLOOR:.2f}.",
        f"Of the pairs inside our families, {result.inside:.3f} have oracle containment {RELATED} or more.",
    ]
    for title, rows in (("Missed, surest first", result.missed), ("Wrong, worst first", result.wrong)):
        lines += ["", f"## {title}", ""]
        lines += [f"- {a} {b}: oracle {gold:.3f}, wirecopy {ours:.3f}" for a, b, gold, ours in rows] or ["none"]
    return "\n".join(lines) + "\n"


def write(result: Result) -> Path:
    RESULTS.mkdir(exist_ok=True)
    path = RESULTS / f"copies-{result.date}.md"
    path.write_text(as_text(result), encoding="utf-8")
    rounded = json.loads(json.dumps(asdict(result)), parse_float=lambda number: round(float(number), 4))
    path.with_suffix(".json").write_text(json.dumps(rounded, indent=1) + "\n", encoding="utf-8")
    return path


def main() -> int:
    parser = argparse.ArgumentParser(description="Score copy detection on real scraped pages.")
    parser.add_argument("--data", type=Path, default=Path("../shared/data/copies"), help="folder of pages and gold")
    parser.add_argument("--write", action="store_true", help="keep the result under evals/results, dated")
    chosen = parser.parse_args()
    pages = chosen.data / "pages.jsonl.gz"
    if not pages.is_file():
        print(f"skipped: evals/copies (no {pages})")
        return 0
    result = score(run_wirecopy(pages), read_gold(chosen.data))
    print(as_text(result), end="")
    if chosen.write:
        print(f"\nwritten to {write(result)}")
    return 0 if result.pairs.f1 >= FLOOR else 1


if __name__ == "__main__":
    sys.exit(main())
