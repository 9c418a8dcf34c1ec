"""Train what tells an HTML article's own lines, or see how it does on publishers that it was not trained on.

make train-blocks                    crossed by publisher within the learn half
make train-blocks ASK=--write        train on the learn half and put the weights where they are read
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from clean_corpus import jsonl
from clean_html import article_benchmark, averaged, keeps_furniture, overlap
from halves import half_of
from split_make import host_of

from wirecopy.clean import load_rules
from wirecopy.clean.cleaning_result import body_of
from wirecopy.clean.country import outlet_country
from wirecopy.clean.headline import headline
from wirecopy.clean.html.body import extracted_lines
from wirecopy.clean.html.extract import load_extractor
from wirecopy.clean.html.own_lines import FILE, Laid, laid_out, own_marks
from wirecopy.clean.html.trait_weights import write_trait_weights
from wirecopy.clean.lines import split_lines
from wirecopy.clean.resolve import partition
from wirecopy.clean.rules.marks import Sheet
from wirecopy.options import CleanOptions
from wirecopy.read import read_pages
from wirecopy.types import Page

FOLDS = 4
GROUPS = 4
"""Publishers that a trait must be seen with to have a weight."""
STEPS, PACE = 250, 0.1
EVENNESS = 8.0
"""How much a weight must earn."""
SMALL, LARGE, WORDS = 0.15, 1.5, 25
"""What a line counts for: the least, the most, and the words that count for one."""
EXTRACTOR = "trafilatura"


class Learned(NamedTuple):
    """A page of the learn half, laid out, with the gold's text and which of its looked-at lines stand in it."""

    gold_set: str
    group: str
    laid: Laid
    gold: str
    own: npt.NDArray[np.float32]


def gold_texts(data: Path) -> Iterator[tuple[str, str, str | None, str, str]]:
    """Yield set, group, address, source and gold text of the learn half's saved pages."""
    for row in jsonl(data / "world/expected.jsonl.gz"):
        html = gzip.decompress((data / "world/html" / row["file"]).read_bytes()).decode("utf-8", "replace")
        yield "world", row["publisher"], row["url"], html, "\n".join([*row["summary"], *row["paragraphs"]])
    for sample in article_benchmark(data / "furniture/article-extraction-benchmark"):
        html = sample.source.decode("utf-8", "replace")
        yield "extraction", host_of(str(sample.url)), sample.url, html, sample.gold


def learned(data: Path) -> Iterator[Learned]:
    """Yield the pages of the learn half, each laid out."""
    rows = [row for row in gold_texts(data) if half_of(row[0], row[1]) == "learn"]
    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder) / "pages.jsonl"
        table.write_text("".join(json.dumps({"url": url, "html": html}) + "\n" for _, _, url, html, _ in rows))
        pages = list(read_pages([table]))
    for (gold_set, group, _, _, gold), page in zip(rows, pages, strict=True):
        laid = _laid(page) if isinstance(page, Page) else None
        if laid is not None:
            own = extracted_lines(laid.sheet.lines, gold)
            stretch = laid.traits.lines if laid.traits else ()
            yield Learned(gold_set, group, laid, gold, np.array([at in own for at in stretch], dtype=np.float32))


def _laid(page: Page) -> Laid | None:
    rules = load_rules()
    assert page.source is not None
    found = load_extractor(EXTRACTOR)(page.source, page.url)
    sheet = Sheet(page, split_lines(page.raw), rules, outlet_country(page, rules).code, EXTRACTOR)
    sheet = sheet._replace(page=replace(page, title=headline(page, found.facts)))
    return laid_out(sheet, found, EXTRACTOR, found.facts.language) if found.text else None


def fit(pages: Sequence[Learned]) -> dict[str, float]:
    """Return the weights by which the lines of the gold are told best (logistic regression, kept small)."""
    groups: dict[str, set[str]] = defaultdict(set)
    pages = [page for page in pages if page.laid.traits is not None]
    for page in pages:
        for row in page.laid.traits.rows:  # type: ignore[union-attr]
            for trait in row:
                groups[trait].add(page.group)
    names = sorted(trait for trait, seen in groups.items() if len(seen) >= GROUPS)
    at = {name: place for place, name in enumerate(names)}
    seen = np.zeros((sum(len(page.own) for page in pages), len(names)), dtype=np.float32)
    worth = np.zeros(len(seen), dtype=np.float32)
    line = 0
    for page in pages:
        traits = page.laid.traits
        for number, row in zip(traits.lines, traits.rows, strict=True):  # type: ignore[union-attr]
            seen[line, [at[trait] for trait in row if trait in at]] = 1.0
            worth[line] = min(LARGE, SMALL + page.laid.sheet.lines[number].words / WORDS)
            line += 1
    wanted = np.concatenate([page.own for page in pages])
    weights, speed, size = (np.zeros(len(names), dtype=np.float32) for _ in range(3))
    for step in range(1, STEPS + 1):  # Adam, ever slower
        chance = 1.0 / (1.0 + np.exp(-(seen @ weights)))
        slope = (seen.T @ ((chance - wanted) * worth) + EVENNESS * weights) / worth.sum()
        speed, size = 0.9 * speed + 0.1 * slope, 0.99 * size + 0.01 * slope**2
        pace = PACE * (1 - 0.9 * step / STEPS)
        weights -= pace * (speed / (1 - 0.9**step)) / (np.sqrt(size / (1 - 0.99**step)) + 1e-8)
    return {name: round(float(weight), 3) for name, weight in zip(names, weights, strict=True)}


def body(laid: Laid, weights: Mapping[str, float]) -> str:
    """Return the article's text by these weights."""
    marks = own_marks(laid, EXTRACTOR, weights)
    spans = partition(laid.sheet, marks, article_id="a", threshold=CleanOptions().body_threshold)
    return body_of(laid.sheet.raw, spans, None).text


def crossed(pages: Sequence[Learned]) -> Iterator[str]:
    """Yield the figures of each set, by weights that have seen no page of the publisher."""
    groups = sorted({page.group for page in pages})
    random.Random(1).shuffle(groups)
    fold = {group: place % FOLDS for place, group in enumerate(groups)}
    told: dict[str, list[tuple[tuple[float, float], bool]]] = defaultdict(list)
    for number in range(FOLDS):
        weights = fit([page for page in pages if fold[page.group] != number])
        for page in pages:
            if fold[page.group] == number:
                text = body(page.laid, weights)
                size = 4 if page.gold_set == "extraction" else 1
                told[page.gold_set].append((overlap(text, page.gold, size), keeps_furniture(text, page.gold)))
    for gold_set, each in told.items():
        score = averaged([pair for pair, _ in each])
        keeping = sum(keeps for _, keeps in each)
        figures = f"P {score.precision:.4f} R {score.recall:.4f} F1 {score.f1:.4f}"
        yield f"{gold_set}: {figures}, {keeping} of {len(each)} keep furniture"


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--data", type=Path, default=Path("../shared/data"))
    asked.add_argument("--write", action="store_true")
    options = asked.parse_args()
    pages = list(learned(options.data))
    if not options.write:
        print("\n".join(crossed(pages)))
        return 0
    write_trait_weights(FILE, fit(pages))
    return 0


if __name__ == "__main__":
    sys.exit(main())
