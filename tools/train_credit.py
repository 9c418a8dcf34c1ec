"""Trains the weights by which a page's credit is told: `tools/train_credit.py --data ../shared/data --half learn`.

Learned from pages read by hand (`copies/gold/pages_gold.jsonl`: who the page itself says wrote it, and the words that
tell it), from articles read by hand (`credit_read.tsv`) and from invented pages. `--half learn` keeps to what may be
learned from. Run with `evals` on the path; writes `credit_weights.tsv`.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from credit_pages import invented_pages
from halves import half_of

from wirecopy.clean import clean_page, load_rules
from wirecopy.clean.credit.candidates import find_candidates, layout
from wirecopy.clean.credit.features import Surroundings, features, is_own, own_keys
from wirecopy.clean.credit.forms import CreditRules, load_credit_rules
from wirecopy.clean.credit.page_credit import WRITERS
from wirecopy.clean.lines import split_lines
from wirecopy.options import CleanOptions
from wirecopy.types import Page

OUT = Path(__file__).parents[1] / "src/wirecopy/languages/en/credit_weights.tsv"
READ = Path(__file__).with_name("credit_read.tsv")
INVENTED, INVENTED_WEIGHT, READ_WEIGHT = 3500, 0.15, 0.5
FEWEST = 4  # pages that must show a feature
RIDGE = 1.0


class Row(NamedTuple):
    """A candidate to learn from."""

    features: list[str]
    right: bool
    weight: float
    group: str


def gold_pages(data: Path, half: str) -> Iterator[tuple[dict[str, str], dict[str, str]]]:
    """Yield the scraped pages of a half ("learn", "held", "both") with what was read on them."""
    with gzip.open(data / "copies/pages.jsonl.gz", "rt", encoding="utf8") as lines:
        pages = {page["id"]: page for page in map(json.loads, lines)}
    for line in (data / "copies/gold/pages_gold.jsonl").read_text("utf8").splitlines():
        gold = json.loads(line)
        if half in ("both", half_of("pages", pages[gold["id"]]["outlet"])):
            yield pages[gold["id"]], gold


def gold_rows(data: Path, half: str, rules: CreditRules) -> Iterator[Row]:
    """Yield the candidates of pages read by hand. A further mention of the right name teaches nothing."""
    clean = load_rules()
    for page, gold in gold_pages(data, half):
        told = gold["source_kind"] in ("agency", "other_outlet")
        truth = {rules.sources.key(name) for name in (gold["source"] or "").split(";")} if told else set()
        words = "".join((gold["source_words"] or "").split())
        for found, keyed, line in _shown(page["text"], page["outlet"], clean, rules):
            said = words[:40] in "".join(line.split()) or found.form in (
                "dateline",
                "byline_tail",
                "copyright",
                "provider",
                "stamp",
            )
            if found.key in truth and not said:
                continue
            yield Row(keyed, found.key in truth, 1.0, page["outlet"])


def read_rows(data: Path, rules: CreditRules) -> Iterator[Row]:
    """Yield the candidates of articles without furniture read by hand (`credit_read.tsv`)."""
    clean = load_rules()
    read = dict(line.split("\t") for line in READ.read_text("utf8").splitlines() if not line.startswith("#"))
    with gzip.open(data / "stories/allsides.jsonl.gz", "rt", encoding="utf8") as lines:
        for article in map(json.loads, lines):
            if article["id"] in read:
                truth = {rules.sources.key(name) for name in read[article["id"]].split(";") if name}
                for found, keyed, _ in _shown(article["text"], article["outlet"], clean, rules):
                    yield Row(keyed, found.key in truth, READ_WEIGHT, article["outlet"])


def invented_rows(rules: CreditRules, count: int) -> Iterator[Row]:
    """Yield the candidates of invented pages."""
    clean = load_rules()
    for number, page in enumerate(invented_pages(rules.sources, count)):
        truth = {rules.sources.key(name) for name in page.names}
        lines = page.raw.split("\n")
        saying = {lines[n] for n in page.lines}
        for found, keyed, line in _shown(page.raw, page.outlet, clean, rules):
            if found.key in truth and line not in saying:
                continue
            yield Row(keyed, found.key in truth, INVENTED_WEIGHT, f"invented {number % 50}")


def _shown(raw: str, outlet: str, clean, rules: CreditRules):  # type: ignore[no-untyped-def]
    page = Page(
        page_id="p", uri="p", external_id=None, outlet=outlet, fetched_at=None, media_type="text/plain", raw=raw
    )
    lines = split_lines(raw)
    spread = layout(lines, clean_page(page, clean, CleanOptions()).spans)
    found = find_candidates(spread, rules)
    own = own_keys(outlet, rules)
    setting = Surroundings(spread, found, own)
    for one in found:
        if not is_own(one, own) and one.kind in WRITERS:
            yield one, features(one, setting, rules), lines[one.line].text


def fit(rows: Sequence[Row], ridge: float = RIDGE) -> dict[str, float]:
    """Return the weight of each feature: logistic regression with a ridge, by Newton's method."""
    seen = Counter(name for row in rows for name in row.features)
    names = sorted(name for name, times in seen.items() if times >= FEWEST)
    place = {name: number for number, name in enumerate(names)}
    held = [[place[name] for name in dict.fromkeys(row.features) if name in place] for row in rows]
    of_row = np.repeat(np.arange(len(rows)), [len(one) for one in held])
    columns = np.concatenate([np.array(one, dtype=np.int64) for one in held])
    right = np.array([row.right for row in rows], dtype=np.float64)
    weight = np.array([row.weight for row in rows])

    def forth(beta: np.ndarray) -> np.ndarray:
        return np.bincount(of_row, weights=beta[columns], minlength=len(rows))

    def back(values: np.ndarray) -> np.ndarray:
        return np.bincount(columns, weights=values[of_row], minlength=len(names))

    beta = np.zeros(len(names))
    for _ in range(15):
        told = 1 / (1 + np.exp(-np.clip(forth(beta), -30, 30)))
        slope = back(weight * (right - told)) - ridge * beta
        curve = weight * told * (1 - told)
        step = conjugate(lambda v, c=curve: back(c * forth(v)) + ridge * v, slope)
        beta += step
        if np.abs(step).max() < 1e-3:
            break
    return dict(zip(names, beta.tolist(), strict=True))


def conjugate(apply: Callable[[np.ndarray], np.ndarray], wanted: np.ndarray, most: int = 60) -> np.ndarray:
    """Return the solution of a positive definite system that is known by what it makes of a vector."""
    found, rest = np.zeros_like(wanted), wanted.copy()
    way, size = rest.copy(), float(rest @ rest)
    for _ in range(most):
        made = apply(way)
        step = size / float(way @ made)
        found += step * way
        rest -= step * made
        left = float(rest @ rest)
        if left < 1e-10 * float(wanted @ wanted):
            break
        way, size = rest + left / size * way, left
    return found


def main() -> None:
    """Train and write the weights."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--data", type=Path, required=True)
    asked.add_argument("--half", choices=("learn", "both"), default="learn")
    given = asked.parse_args()
    rules = load_credit_rules()
    rows = [*gold_rows(given.data, given.half, rules), *read_rows(given.data, rules), *invented_rows(rules, INVENTED)]
    weights = fit(rows)
    head = f"# Made by tools/train_credit.py --half {given.half}: {len(rows)} candidates. feature, weight (log odds)."
    kept = [f"{name}\t{weight:.3f}" for name, weight in weights.items() if abs(weight) >= 0.02]
    OUT.write_text("\n".join([head, *kept]) + "\n", "utf8")
    print(f"{len(rows)} candidates, {len(kept)} weights -> {OUT}")


if __name__ == "__main__":
    main()
