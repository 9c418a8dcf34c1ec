"""Scores tracing on synthetic transmission: typed edits, parents, origins, speed. `python -m tracing`, from `evals`.

It needs no data; real copies are scored by `python -m origins`.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections import Counter
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from figures import RESULTS

import wirecopy
from tracing import speed as timing
from tracing import synthetic
from wirecopy.edit_kinds import STYLE_KINDS

ROOT = RESULTS.parent.parent
# Rules and thresholds were made on seeds below 160 and 300-399; these were scored once.
FIRST_SEED, STORIES, KIND_STORIES, HEADED_STORIES = 200, 60, 60, 6
DIFFLIB_RUNS = 3


@dataclass(frozen=True, slots=True)
class Line:
    """One figure that was asked for."""

    what: str
    asked: str
    reached: str
    met: bool


def founding() -> list[Line]:
    """The founding pair: its edits, its origin, its undecided order."""
    with tempfile.TemporaryDirectory() as folder:
        base = wirecopy.open(Path(folder) / "base", create=True)
        base.run([ROOT / "examples" / "founding"])
        story = base.story(base.stories()[0].story_id)
    edits = [edit for member in story.members for edit in member.edits]
    substantive, quoted = sum(e.substantive for e in edits), sum(e.in_quote for e in edits)
    codes = [reason.code for reason in story.origins[0].reasons]
    open_order = all(m.family and m.family.parent_confidence is None for m in story.members)
    return [
        _line("founding pair: edits, of substance, in quotations", "47, 0, 12",
              f"{len(edits)}, {substantive}, {quoted}", (len(edits), substantive, quoted) == (47, 0, 12)),
        _line("founding pair: origins; the order undecided, with the reason", "1; yes",
              f"{story.headline.origins_high}; {'yes' if open_order and 'order_undecided' in codes else 'no'}",
              story.headline.origins_high == 1 and open_order and "order_undecided" in codes),
    ]  # fmt: skip


def kinds(found: synthetic.Kinds) -> list[Line]:
    """The typed edits of the synthetic copies."""
    names = sorted(found.gold | found.found)
    overall = found.score(names).f1
    worst = min(names, key=lambda kind: found.score([kind]).f1)
    least = found.score([worst]).f1
    recall = found.facts_found / found.facts
    return [
        _line(
            "edit kinds, F1 over all", ">= .97", f"{overall:.3f} ({sum(found.gold.values()):,} edits)", overall >= 0.97
        ),
        _line("edit kinds, F1 of the worst kind", ">= .90", f"{least:.3f} ({worst})", least >= 0.9),
        _line(
            "changed numbers, names, negations found as substance", "1.0", f"{recall:.4f} of {found.facts}", recall == 1
        ),
    ]


def headlines(gold: int, found: int, right: int) -> Line:
    """The headlines of the synthetic copies, from the pages alone."""
    f1 = 2 * right / max(1, gold + found)
    return _line("edits of kind headline, both places exact: F1", ">= .90", f"{f1:.3f} of {gold}", f1 >= 0.9)


def trees(tree: synthetic.Parents, counts: synthetic.Counts) -> list[Line]:
    """The parents and the origins of the synthetic stories."""
    right = tree.settled_right / tree.settled
    wrong = tree.sure_wrong / tree.sure
    exact = counts.right / counts.stories
    return [
        _line("parents right where the texts settle them", ">= .85",
              f"{right:.3f} of {tree.settled} ({tree.settled_undecided} undecided)", right >= 0.85),
        _line("the same, those counted whose direction time alone could tell", "-",
              f"{tree.loosely_right / tree.loosely:.3f} of {tree.loosely}", True),
        _line("parents told with over .9 that are wrong", "<= 3 %",
              f"{100 * wrong:.1f} % of {tree.sure} ({100 * tree.sure_wrong / tree.copies:.1f} % of all {tree.copies})",
              wrong <= 0.03),
        _line("parents told at all; of them right", "-",
              f"{tree.told} of {tree.copies}; {tree.told_right / tree.told:.3f}", True),
        *(_line(f"parents told with {least:.1f} to {min(1, least + 0.1):.1f}: said; right", "-",
                f"{sum(sure for sure, _ in told) / len(told):.3f}; {sum(good for _, good in told) / len(told):.3f}"
                f" of {len(told)}", True) for least, told in sorted(tree.bins.items())),
        _line("origin count exact or inside a range of two", ">= .97",
              f"{exact:.3f} of {counts.stories} (exact {counts.exact})", exact >= 0.97),
        _line("rewrites and reports on one statement counted for certain", "0",
              f"{counts.leaning_certain} of {counts.leaning}", counts.leaning_certain == 0),
        _line("another reporter's own text called possibly dependent", "-",
              f"{counts.reporters_doubted} of {counts.reporters}", True),
    ]  # fmt: skip


def silence() -> Line:
    """Copies that differ in nothing: every edge must stay undecided."""
    with tempfile.TemporaryDirectory() as folder:
        story = synthetic.transmission(FIRST_SEED)
        text = story.copies[0].print().text
        rows = [{"id": str(n), "outlet": f"Outlet {n}", "text": text} for n in range(6)]
        pages = Path(folder) / "same.jsonl"
        pages.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        base = wirecopy.open(Path(folder) / "base", create=True)
        base.run([pages])
        told = [f for f in base.table("families").to_arrow().to_pylist() if f["parent_confidence"] is not None]
    return _line("edges told of six equal copies without time or credit", "0", str(len(told)), not told)


def speed(found: timing.Speed) -> list[Line]:
    """The time of a family of fifty, in difflib runs on one of its pairs."""
    ways = {
        "words, autojunk off": found.difflib_words,
        "words, autojunk on": found.difflib_words_junk,
        "characters, autojunk off": found.difflib_characters,
        "characters, autojunk on": found.difflib_characters_junk,
    }
    growth = found.bytes_hundred / found.bytes_fifty
    lines = [
        _line(f"50 copies of 1,000 words collated, in difflib runs ({name})", f"<= {DIFFLIB_RUNS}",
              f"{found.collations / seconds:.1f}", found.collations <= DIFFLIB_RUNS * seconds)
        for name, seconds in ways.items()
    ]  # fmt: skip
    spent = f"{1e3 * found.collations:.0f}, {1e3 * found.trees:.0f}"
    lines.append(_line("50 copies: milliseconds to collate them, and for their tree", "-", spent, True))
    return [*lines, _line("memory of 100 copies over that of 50", "about 2", f"{growth:.2f}", growth < 2.3)]


def _line(what: str, asked: str, reached: str, met: bool) -> Line:
    return Line(what, asked, reached, met)


def as_text(lines: list[Line], found: synthetic.Kinds, notes: list[str]) -> str:
    """Return the results as a page."""
    head = [
        f"# Tracing, {datetime.now(UTC):%Y-%m-%d}", "",
        f"wirecopy {wirecopy.__version__}, {os.cpu_count()} cores. Again: `make eval-trace`.",
        f"Synthetic transmission: seeds {FIRST_SEED}-{FIRST_SEED + STORIES - 1}, trees of 5 to 40 outlets; rules and "
        "thresholds were made on seeds below 160 and 300-399.", "",
        "| figure | asked | reached | |", "|---|---|---|---|",
    ]  # fmt: skip
    rows = [f"| {line.what} | {line.asked} | {line.reached} | {'' if line.met else 'not met'} |" for line in lines]
    table = ["", "## Edit kinds, worst first", "", "| kind | gold | found | F1 |", "|---|---|---|---|"]
    table += synthetic.kinds_table(found)
    absent = sorted({*STYLE_KINDS, "quote_altered", "date_form", "whitespace"} - set(found.gold))
    table += ["", f"Not made by the generator: {', '.join(absent)}."]
    return "\n".join([*head, *rows, *table, "", "## Notes", "", *(f"- {note}" for note in notes or ["none"])]) + "\n"


def main() -> int:
    parser = argparse.ArgumentParser(description="Score tracing.")
    parser.add_argument("--stories", type=int, default=STORIES, help="synthetic stories to run")
    parser.add_argument("--write", action="store_true", help="keep the result under evals/results, dated")
    chosen = parser.parse_args()
    found = synthetic.edit_kinds(range(FIRST_SEED, FIRST_SEED + KIND_STORIES))
    with tempfile.TemporaryDirectory() as folder:
        headed = synthetic.headlines(range(FIRST_SEED, FIRST_SEED + HEADED_STORIES), Path(folder))
        tree, counts = synthetic.judge(range(FIRST_SEED, FIRST_SEED + chosen.stories), Path(folder))
    lines = [
        *founding(),
        *kinds(found),
        headlines(*headed),
        *trees(tree, counts),
        silence(),
        *speed(timing.measure()),
    ]
    text = as_text(lines, found, [*counts.wrong[:20], *found.missed[:20]])
    print(text, end="")
    if chosen.write:
        RESULTS.mkdir(exist_ok=True)
        path = RESULTS / f"trace-{datetime.now(UTC):%Y-%m-%d}.md"
        path.write_text(text, encoding="utf-8")
        path.with_suffix(".json").write_text(
            json.dumps([asdict(line) for line in lines], indent=1) + "\n", encoding="utf-8"
        )
    return 0 if Counter(line.met for line in lines)[False] == 0 else 1


if __name__ == "__main__":
    sys.exit(main())
