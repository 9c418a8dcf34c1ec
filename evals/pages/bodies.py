"""Bodies of HTML pages and of visible text against human ones, by halves: see also `evals/clean.py`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from clean_html import Sample, article_benchmark, cleaner, fundus, keeps_furniture, overlap
from clean_runs import fundus_texts
from figures import Case, Measure, Section, Wanted, case, mean_f1
from split_make import host_of

GRAM = 4


def sections(asked: Wanted) -> Iterator[Section]:
    """Yield the measures of both benchmarks."""
    if asked.wants("extraction"):
        samples = article_benchmark(asked.data / "furniture/article-extraction-benchmark")
        yield Section(
            "extraction", "Article-extraction-benchmark, each page alone (word 4-grams)", extraction(samples, asked)
        )
    if asked.wants("fundus"):
        samples = fundus(asked.data / "furniture/fundus-evaluation")
        yield Section("fundus", "Fundus-evaluation, visible text, one run (words)", visible_text(samples))


def extraction(samples: list[Sample], asked: Wanted) -> list[Measure]:
    """Return F1 and the pages that keep furniture."""
    clean, bodies, keeping = cleaner(html=True), [], []
    for sample in samples:
        key = host_of(str(sample.url))
        if case("extraction", key).half in asked.halves:
            text = clean(sample)
            bodies.append(_body("extraction", key, sample, text, GRAM))
            keeps = keeps_furniture(text, sample.gold)
            keeping.append(case("extraction", key, keeps, 1, wrong=f"{sample.url}: keeps furniture" if keeps else ""))
    return [
        Measure("body F1", bodies, mean_f1, ".975"),
        Measure("pages that keep furniture", keeping, asked=".166: 30 of 181"),
    ]


def visible_text(samples: list[Sample]) -> list[Measure]:
    """Return F1 of body, dateline and credits (as the gold counts), and of the body alone."""
    texts = fundus_texts(samples, html=False)
    keys = [re.split(r"[_.\d]", sample.name)[0] for sample in samples]
    whole, alone = (
        [_body("fundus", key, sample, told[at], 1) for key, sample, told in zip(keys, samples, texts, strict=True)]
        for at in (0, 1)
    )
    return [
        Measure("body, dateline and credits, F1", whole, mean_f1, ".965"),
        Measure("body F1", alone, mean_f1),
    ]


def _body(gold_set: str, key: str, sample: Sample, text: str, size: int) -> Case:
    precision, recall = overlap(text, sample.gold, size)
    wrong = f"{sample.url}: precision {precision:.2f}, recall {recall:.2f}" if min(precision, recall) < 0.9 else ""
    return case(gold_set, key, precision, recall, 1, wrong=wrong)
