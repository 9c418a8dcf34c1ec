"""Cleaning of HTML and of visible text against human bodies: the scores that evals/clean.py prints."""

from __future__ import annotations

import gzip
import json
import random
import re
import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from scores import Score

from wirecopy.clean import Rules, clean_page, load_rules
from wirecopy.clean.cleaning_result import body_of
from wirecopy.ids import content_id
from wirecopy.options import CleanOptions
from wirecopy.read.html_text import visible_text
from wirecopy.types import Page

WORD = re.compile(r"\w+")
BOOTSTRAPS = 1000
LINE_WORDS = 3  # an output line this long with under half its words in the gold is furniture kept


@dataclass(frozen=True, slots=True)
class Sample:
    """One page of a benchmark with its human body."""

    name: str
    outlet: str | None
    url: str | None
    fetched_at: str | None
    source: bytes
    gold: str

    def page(self, *, html: bool) -> Page:
        """Return it as the reader would: HTML with its source, or its visible text alone."""
        raw = visible_text(self.source.decode("utf-8", "replace")).text
        media = "text/html" if html else "text/plain"
        source = self.source if html else None
        key = content_id("p", self.name)
        return Page(
            page_id=key,
            uri=self.name,
            external_id=self.name,
            outlet=self.outlet,
            fetched_at=self.fetched_at,
            media_type=media,
            raw=raw,
            source=source,
            url=self.url,
        )


@dataclass(frozen=True, slots=True)
class HtmlScore:
    """What one way of cleaning reached on a benchmark."""

    name: str
    score: Score
    deviation: float
    exact: float
    keeping: int
    seconds: float


def article_benchmark(folder: Path) -> list[Sample]:
    """Return the pages of article-extraction-benchmark."""
    gold = json.loads((folder / "ground-truth.json").read_text("utf-8"))
    return [
        Sample(name, None, entry.get("url"), None, _source(folder, f"{name}.html.gz"), entry["articleBody"])
        for name, entry in sorted(gold.items())
    ]


def fundus(folder: Path) -> list[Sample]:
    """Return the pages of fundus-evaluation: sixteen outlets, five pages each."""
    gold = json.loads((folder / "ground_truth.json").read_text("utf-8"))
    return [
        Sample(name, name.rsplit("_", 1)[0], entry["url"], entry["crawl_date"][:19].replace(" ", "T"),
               _source(folder, name), "\n".join(entry["body"]))
        for name, entry in sorted(gold.items())
    ]  # fmt: skip


def score_pages(name: str, samples: Sequence[Sample], clean: Callable[[Sample], str], size: int) -> HtmlScore:
    """Return how the texts that `clean` gives compare with the gold, by multisets of word n-grams."""
    started = time.process_time()
    texts = [clean(sample) for sample in samples]
    seconds = time.process_time() - started
    pairs = [overlap(text, sample.gold, size) for text, sample in zip(texts, samples, strict=True)]
    exact = statistics.fmean(WORD.findall(t) == WORD.findall(s.gold) for t, s in zip(texts, samples, strict=True))
    keeping = sum(keeps_furniture(text, sample.gold) for text, sample in zip(texts, samples, strict=True))
    return HtmlScore(name, averaged(pairs), _deviation(pairs), exact, keeping, seconds)


def overlap(found: str, gold: str, size: int) -> tuple[float, float]:
    """Return precision and recall of one page."""
    ours, theirs = _grams(found, size), _grams(gold, size)
    shared = sum((ours & theirs).values())
    return shared / max(1, sum(ours.values())), shared / max(1, sum(theirs.values()))


def averaged(pairs: Sequence[tuple[float, float]]) -> Score:
    """Return the mean precision and recall over pages."""
    return Score(statistics.fmean(p for p, _ in pairs), statistics.fmean(r for _, r in pairs), len(pairs))


def keeps_furniture(text: str, gold: str) -> bool:
    """Whether a line of three or more words has under half its words in the gold."""
    known = set(WORD.findall(gold))
    for line in text.splitlines():
        words = WORD.findall(line)
        if len(words) >= LINE_WORDS and sum(word in known for word in words) < len(words) / 2:
            return True
    return False


def cleaner(*, html: bool, options: CleanOptions | None = None) -> Callable[[Sample], str]:
    """Return wirecopy's own cleaning of a page by itself, as a function: the body, and posts that it shows."""
    rules: Rules = load_rules()
    chosen = options or CleanOptions()

    def clean(sample: Sample) -> str:
        page = sample.page(html=html)
        spans = clean_page(page, rules, chosen).spans
        shown = [replace(span, kind="body") if span.kind == "embedded_post" else span for span in spans]
        return body_of(page.raw, shown, None).text

    return clean


def trafilatura_alone(sample: Sample) -> str:
    """Return what trafilatura alone makes of a page, with precision favoured."""
    import trafilatura

    return trafilatura.extract(sample.source, favor_precision=True, include_comments=False) or ""


def resiliparse_alone(sample: Sample) -> str:
    """Return what resiliparse alone makes of a page."""
    from resiliparse.extract.html2text import extract_plain_text

    html = sample.source.decode("utf-8", "replace")
    return str(extract_plain_text(html, main_content=True, alt_texts=False, links=False))


def _source(folder: Path, name: str) -> bytes:
    return gzip.decompress((folder / "html" / name).read_bytes())


def _grams(text: str, size: int) -> Counter[tuple[str, ...]]:
    words = WORD.findall(text)
    return Counter(_windows(words, size))


def _windows(words: Sequence[str], size: int) -> Iterator[tuple[str, ...]]:
    for start in range(max(1, len(words) - size + 1)):
        yield tuple(words[start : start + size])


def _deviation(pairs: Sequence[tuple[float, float]]) -> float:
    chance = random.Random(0)
    return statistics.stdev(averaged(chance.choices(pairs, k=len(pairs))).f1 for _ in range(BOOTSTRAPS))
