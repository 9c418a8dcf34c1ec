"""Score quotations, people, places and dates: `python evals/voices.py --data FOLDER --seeds FOLDER [--write]`.

FOLDER holds `polnear_dev.jsonl.gz`, `tempeval3_TimeBank`, `lgl.xml.gz` (and `ud_ewt` for the tagger); the seeds folder
`facts.json` and the founding pages. A part whose data are absent is skipped by name. A gold quotation is direct or
mixed content with its marks; it is found when a predicted one overlaps it with intersection over union of .8.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from voices_dates import score_dates
from voices_founding import score_founding
from voices_long import score_long
from voices_places import score_places
from voices_quotes import Figure, score_quotes
from voices_tagger import score_tagger

import wirecopy

RESULTS = Path(__file__).parent / "results"


def measure(data: Path, seeds: Path, *, long: bool = False) -> list[Figure]:
    parts: Sequence[tuple[str, Path, Callable[[Path], list[Figure]]]] = (
        ("founding pair", seeds / "facts.json", score_founding),
        ("polnear_dev", data / "polnear_dev.jsonl.gz", score_quotes),
        ("tempeval3_TimeBank", data / "tempeval3_TimeBank", score_dates),
        ("lgl", data / "lgl.xml.gz", score_places),
        ("ud_ewt", data / "ud_ewt", score_tagger),
    )
    figures: list[Figure] = []
    for name, path, score in parts:
        if not path.exists():
            print(f"skipped: {name} (no {path.name})", file=sys.stderr)
            continue
        figures += score(path)
    return figures + (score_long() if long else [])


def as_text(figures: Sequence[Figure], date: str) -> str:
    lines = [
        f"# Voices, {date}",
        "",
        f"wirecopy {wirecopy.__version__}. Again: `python evals/voices.py`. Figures on development data.",
        "",
        "| | asked | reached | of |",
        "|---|---|---|---|",
    ]
    for figure in figures:
        asked = "" if figure.asked is None else f"{figure.asked:g}"
        mark = "" if figure.asked is None or figure.reached >= figure.asked else " (short)"
        reached = f"{figure.reached:,.0f}" if figure.reached > 10 else f"{figure.reached:.3f}"
        lines.append(f"| {figure.name} | {asked} | {reached}{mark} | {figure.count} |")
    return "\n".join(lines) + "\n"


def write(figures: Sequence[Figure], date: str) -> Path:
    RESULTS.mkdir(exist_ok=True)
    path = RESULTS / f"voices-{date}.md"
    path.write_text(as_text(figures, date), encoding="utf-8")
    rows = [{"name": f.name, "asked": f.asked, "reached": round(f.reached, 4), "count": f.count} for f in figures]
    path.with_suffix(".json").write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")
    return path


def main() -> int:
    parser = argparse.ArgumentParser(description="Score quotations, people, places and dates.")
    parser.add_argument("--data", type=Path, default=Path("../shared/data/facts"), help="folder of texts and gold")
    parser.add_argument("--seeds", type=Path, default=Path("../shared/seeds"), help="folder of the founding gold")
    parser.add_argument("--write", action="store_true", help="keep the result under evals/results, dated")
    parser.add_argument("--long", action="store_true", help="ten million characters without a full stop too: minutes")
    chosen = parser.parse_args()
    figures = measure(chosen.data, chosen.seeds, long=chosen.long)
    date = f"{datetime.now(UTC):%Y-%m-%d}"
    print(as_text(figures, date), end="")
    if chosen.write:
        print(f"\nwritten to {write(figures, date)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
