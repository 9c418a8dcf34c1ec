"""Whole runs of wirecopy over labelled corpora: what the real pipeline makes of the labelled lines and pages."""

from __future__ import annotations

import json
import tempfile
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from clean_corpus import allsides, jsonl
from clean_html import Sample, averaged, overlap
from halves import half_of
from scores import Score

from wirecopy.clean import load_rules
from wirecopy.engine.contract import Stage
from wirecopy.engine.duck import DuckEngine
from wirecopy.options import CleanOptions, Options, ReadOptions
from wirecopy.pipeline.batch.clean import clean_pages, second_pass, split_tables
from wirecopy.pipeline.batch.copies import first_copies
from wirecopy.pipeline.batch.lazy import LazyValue
from wirecopy.pipeline.progress import quiet
from wirecopy.pipeline.steps import Steps
from wirecopy.read import read_pages
from wirecopy.store.layout import open_layout
from wirecopy.store.pages import add_pages

OWN = ("body", "embedded_post", "dateline", "agency_credit", "reporting_credit")
"""What the gold bodies hold: they count the dateline, shown posts and the credits under a report as its text."""
SHOWN = ("body", "embedded_post")
"""What a reader of lines calls no furniture: the text, and a post that the article shows."""


@dataclass(frozen=True, slots=True)
class Texts:
    """The pages of a base by their own ids: raw text, spans (start, end, kind, evidence) and rows of `articles`."""

    raw: Mapping[str, str]
    spans: Mapping[str, Sequence[tuple[int, int, str, str]]]
    outlets: Mapping[str, str | None]
    articles: Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class LineScore:
    """How labelled lines came out; a line's kind is the one most of its places have."""

    score: Score
    body_lost: int
    wire_lost: int
    missed: list[str]
    lost: list[str]


@contextmanager
def run_base(rows: Iterable[Mapping[str, Any]], options: Options) -> Iterator[Texts]:
    """Yield what a run over these rows gives; the base is gone afterwards."""
    with tempfile.TemporaryDirectory() as scratch:
        source = Path(scratch) / "pages.jsonl"
        with source.open("w", encoding="utf-8") as lines:
            lines.writelines(json.dumps(row) + "\n" for row in rows)
        yield _cleaned(Path(scratch) / "base", str(source), options)


def fundus_run(samples: Sequence[Sample], *, html: bool, extractor: str = "trafilatura") -> tuple[Score, Score]:
    """Return the scores of the article's text (body, dateline, credits) and of its body alone."""
    told = list(zip(fundus_texts(samples, html=html, extractor=extractor), samples, strict=True))
    return (
        averaged([overlap(text, sample.gold, 1) for (text, _), sample in told]),
        averaged([overlap(body, sample.gold, 1) for (_, body), sample in told]),
    )


def fundus_texts(samples: Sequence[Sample], *, html: bool, extractor: str = "trafilatura") -> list[tuple[str, str]]:
    """Return, for each page of one run, the article's text (body, dateline, credits) and its body alone."""
    rows = [_row(sample, html=html) for sample in samples]
    options = Options(clean=CleanOptions(extractor=extractor))  # type: ignore[arg-type]
    with run_base(rows, options) as texts:
        return [(_text(texts, s.name, OWN), _text(texts, s.name, ("body",))) for s in samples]


def allsides_lines(data: Path) -> LineScore:
    """Return how the labelled lines of AllSides came out of a run over all its articles."""
    rows = (
        {"id": f"{i}", "url": row["url"], "outlet": row.get("outlet_url") or row["outlet"], "title": row["title"],
         "published": row["date"], "text": row["text"]}
        for i, row in enumerate(allsides(data))
    )  # fmt: skip
    labels = list(jsonl(data / "furniture/line_labels_allsides.jsonl"))
    with run_base(rows, Options()) as texts:
        return _lines(texts, [(row, None) for row in labels])


def helsinki_lines(data: Path) -> LineScore:
    """Return how the labelled lines of the copies' pages came out, each in the outlet it was labelled in."""
    rows = jsonl(data / "copies/pages.jsonl.gz")
    labels = list(jsonl(data / "furniture/line_labels_helsinki.jsonl"))
    options = Options(read=ReadOptions(columns={"fetched_at": "scrape_time"}))
    with run_base(rows, options) as texts:
        return _lines(texts, [(row, row["meta"].split()[-1]) for row in labels])


def _lines(texts: Texts, labels: Sequence[tuple[Mapping[str, Any], str | None]]) -> LineScore:
    """Return how labelled lines came out; with an outlet, only its pages count."""
    kinds = _line_kinds(texts, {row["text"].strip() for row, _ in labels})
    found = [(row, _called(kinds[row["text"].strip()], outlet)) for row, outlet in labels]
    furniture = [(row, called) for row, called in found if row["label"] == "furniture"]
    lost = [row for row, called in found if row["label"] == "body" and called]
    right = sum(called for _, called in furniture)
    score = Score(right / max(1, right + len(lost)), right / len(furniture), len(furniture), right + len(lost), right)
    wire = sum(str(row.get("cls", "")).startswith("many outlets, same days") for row in lost)
    missed = [row["text"][:60] for row, called in furniture if not called and _may_be_read(row)]
    return LineScore(score, len(lost), wire, missed, [row["text"][:60] for row in lost if _may_be_read(row)])


def _may_be_read(row: Mapping[str, Any]) -> bool:
    """Whether a labelled line is of an outlet of the learning half, or of a set that was read whole."""
    outlet = str(row.get("meta", "")).split()[-1:]
    return not outlet or half_of("pages", outlet[0]) == "learn"


def _called(kinds: Mapping[str | None, Counter[str]], outlet: str | None) -> bool:
    """Whether most of a line's places are furniture."""
    counted: Counter[str] = sum((counts for name, counts in kinds.items() if outlet in (None, name)), start=Counter())
    return sum(n for kind, n in counted.items() if kind not in SHOWN) * 2 > counted.total()


def _line_kinds(texts: Texts, wanted: set[str]) -> dict[str, dict[str | None, Counter[str]]]:
    """Return, for each wanted line and outlet, how often each kind came out."""
    kinds: dict[str, dict[str | None, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for name, raw in texts.raw.items():
        spans = texts.spans[name]
        starts = [span[0] for span in spans]
        at = 0
        for line in raw.split("\n"):
            text = line.strip()
            if text in wanted:
                start = at + len(line) - len(line.lstrip())
                kinds[text][texts.outlets[name]][spans[bisect_right(starts, start) - 1][2]] += 1
            at += len(line) + 1
    return kinds


def _cleaned(folder: Path, source: str, options: Options) -> Texts:
    """Return what the pipeline makes of a file up to its final articles: rules, corpus, copies, second look."""
    layout = open_layout(folder, True)
    add_pages(layout, read_pages([source], options.read), lambda count: None)
    steps = Steps(DuckEngine(folder / "stages", options.engine), options, quiet)
    pages = Stage("pages", layout.pages)
    rules = LazyValue(partial(load_rules, options.clean.language))
    cleaned = clean_pages(steps, pages, rules)
    first = first_copies(steps, pages, cleaned)
    articles = split_tables(steps, second_pass(steps, pages, cleaned, first, rules)).articles
    return _texts(pages, articles, Stage("spans", folder / "stages" / "spans"))


def _texts(pages: Stage, articles: Stage, spans: Stage) -> Texts:
    rows = {row["page_id"]: row for row in pages.read(["page_id", "external_id", "outlet", "raw"]).to_pylist()}
    cleaned = articles.read().to_pylist()
    name_of = {row["article_id"]: rows[row["page_id"]]["external_id"] for row in cleaned}
    found: dict[str, list[tuple[int, int, str, str]]] = defaultdict(list)
    for row in spans.read(["article_id", "start", "end", "kind", "evidence"]).to_pylist():
        found[name_of[row["article_id"]]].append((row["start"], row["end"], row["kind"], row["evidence"]))
    by_name = {page["external_id"]: page for page in rows.values()}
    return Texts(
        {name: page["raw"] for name, page in by_name.items()},
        {name: sorted(told) for name, told in found.items()},
        {name: page["outlet"] for name, page in by_name.items()},
        {name_of[row["article_id"]]: row for row in cleaned},
    )


def _row(sample: Sample, *, html: bool) -> dict[str, Any]:
    stated = {"id": sample.name, "outlet": sample.outlet, "url": sample.url, "fetched_at": sample.fetched_at}
    if html:
        return {**stated, "html": sample.source.decode("utf-8", "replace")}
    return {**stated, "text": sample.page(html=False).raw}


def _text(texts: Texts, name: str, kinds: Sequence[str]) -> str:
    raw = texts.raw.get(name, "")
    return "\n".join(raw[start:end] for start, end, kind, _ in texts.spans.get(name, ()) if kind in kinds)
