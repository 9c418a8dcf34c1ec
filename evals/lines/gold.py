"""Pages with what is known of their lines: the gold of every set, laid over the lines of the page.

What a set does not say stays open: a line then has several labels it may have, and learning weighs them itself.
"""

from __future__ import annotations

import gzip
import random
import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from clean_corpus import jsonl
from clean_html import article_benchmark, fundus
from halves import half_of
from split_make import host_of

from twins import TwinPage, twin
from wirecopy.clean.html.body import extracted_lines
from wirecopy.clean.html.metadata import page_facts
from wirecopy.clean.labels.chain import BEFORE, BEHIND, BODY, FIRST, INSIDE, LABELS, LAST, STANDFIRST, TITLE
from wirecopy.clean.lines import Line, split_lines, word_key
from wirecopy.clean.site_names import letters, site_names, without_site
from wirecopy.ids import content_id
from wirecopy.read.html_text import visible_text
from wirecopy.types import Page

Masks = npt.NDArray[np.bool_]
HEADING_WORDS = 12
TWINS = range(1000, 1040)
"""Seeds that no test uses."""


@dataclass(frozen=True, slots=True)
class Gold:
    """A page of a set: its group (outlet, publisher), its half, and the labels that each of its lines may have."""

    gold_set: str
    group: str
    half: str
    page: Page
    allowed: Masks
    title: str | None = None
    text: str | None = None
    """The gold body, of HTML pages."""
    edges: tuple[str, str] | None = None
    """The first and the last words of the body, of scraped pages."""
    authors: frozenset[str] | None = None
    """The folded names of the byline, of invented pages."""


def laid_out(lines: Sequence[Line], body: AbstractSet[int], titles: AbstractSet[int], decks: AbstractSet[int]) -> Masks:
    """Return what each line may be, of a page whose body lines are known; a heading between them may be left out."""
    allowed = np.zeros((len(lines), len(LABELS)), dtype=bool)
    first, last = (min(body), max(body)) if body else (len(lines), len(lines))
    for i, line in enumerate(lines):
        if i < first:
            allowed[i, TITLE if i in titles else STANDFIRST if i in decks else BEFORE] = True
        elif i == first:
            allowed[i, FIRST] = True
        elif i == last:
            allowed[i, LAST] = True
        elif i > last:
            allowed[i, BEHIND] = True
        else:
            allowed[i, BODY if i in body else INSIDE] = True
            allowed[i, BODY] |= line.words <= HEADING_WORDS and not line.closed
    return allowed


def scraped(data: Path) -> Iterator[Gold]:
    """Yield the scraped pages read by hand: where the body begins and ends, and the headline."""
    rows = {row["id"]: row for row in jsonl(data / "copies/pages.jsonl.gz")}
    for gold in jsonl(data / "copies/gold/pages_gold.jsonl"):
        row = rows[gold["id"]]
        name, outlet = gold["id"], row["outlet"]
        page = page_of(name, row["text"], outlet=outlet, fetched_at=row["scrape_time"])
        edges = (gold["first_body"], gold["last_body"]) if gold["first_line"] is not None else None
        allowed = _scraped_masks(page.raw, gold)
        yield Gold("pages", outlet, half_of("pages", outlet), page, allowed, gold["title"], edges=edges)


def _scraped_masks(raw: str, gold: dict[str, Any]) -> Masks:
    """Return what each line may be; of those between the first and the last, short ones may be either."""
    lines = split_lines(raw)
    ends = np.cumsum([len(piece) + 1 for piece in raw.split("\n")])
    numbers = np.searchsorted(ends, [line.start for line in lines], side="right")
    title, first, last = word_key(gold["title"] or "")[0], gold["first_line"], gold["last_line"]
    allowed = np.zeros((len(lines), len(LABELS)), dtype=bool)
    for line, number in zip(lines, numbers, strict=True):
        own = allowed[line.number]
        if first is None or number < first:
            own[TITLE if title and line.key == title else BEFORE] = True
        elif number > last:
            own[BEHIND] = True
        elif number in (first, last):
            own[FIRST if number == first else LAST] = True
        else:
            own[BODY] = True
            own[INSIDE] = not line.prose
    return allowed


def saved(data: Path) -> Iterator[Gold]:
    """Yield what the HTML pages of `world` and of both benchmarks show."""
    for row in jsonl(data / "world/expected.jsonl.gz"):
        source = gzip.decompress((data / "world/html" / row["file"]).read_bytes())
        page, group = shown_page(row["file"], row["url"], source), row["publisher"]
        told = aligned(page, row["title"], row["paragraphs"], row["summary"])
        yield replace(told, gold_set="world", group=group, half=half_of("world", group), title=row["title"])
    for sample in article_benchmark(data / "furniture/article-extraction-benchmark"):
        page, group = shown_page(sample.name, sample.url, sample.source), host_of(str(sample.url))
        told = replace(aligned(page, None, sample.gold.split("\n"), ()), title=agreed_title(sample.source, sample.url))
        yield replace(told, gold_set="extraction", group=group, half=half_of("extraction", group))
    for sample in fundus(data / "furniture/fundus-evaluation"):
        page, group = shown_page(sample.name, sample.url, sample.source), re.split(r"[_.\d]", sample.name)[0]
        told = replace(aligned(page, None, sample.gold.split("\n"), ()), title=agreed_title(sample.source, sample.url))
        yield replace(told, gold_set="fundus", group=group, half=half_of("fundus", group))


def agreed_title(source: bytes, url: str | None) -> str | None:
    """Return the heading of a saved page that what it states of itself agrees with, the site's name aside, if any.

    >>> agreed_title(b"<title>Ferry to close | The Herald</title><h1>Ferry to close</h1>", "https://theherald.example/a")
    'Ferry to close'
    """
    facts = page_facts(source.decode("utf-8", "replace"), url)
    names = site_names(*facts.sites, url)
    stated = {letters(without_site(title.text, names)) for title in facts.titles if title.place != "heading"}
    return next((heading for heading in facts.headings if letters(heading) in stated), None)


def shown_page(name: str, url: str | None, source: bytes) -> Page:
    """Return the visible text of a saved page."""
    shown = visible_text(source.decode("utf-8", "replace"))
    return page_of(name, shown.text, url=url)


def page_of(name: str, raw: str, **known: Any) -> Page:
    """Return a page of plain text."""
    fixed = {"external_id": name, "outlet": None, "fetched_at": None, "media_type": "text/plain"}
    return Page(page_id=content_id("p", name), uri=name, raw=raw, **{**fixed, **known})


def aligned(page: Page, title: str | None, paragraphs: Sequence[str], decks: Sequence[str]) -> Gold:
    """Return a page with its lines told by the paragraphs of its gold."""
    lines = split_lines(page.raw)
    kept = extracted_lines(lines, "\n".join(paragraphs))
    long = sorted(i for i in kept if lines[i].words >= 4)
    body = {i for i in kept if long and long[0] <= i <= long[-1]}
    summed = {word_key(deck)[0] for deck in decks}
    above = {line.number for line in lines if line.key and line.key in summed}
    if len(body) > 1:
        body -= {i for i in above if i <= min(body)}
    wanted = word_key(title or "")[0]
    titles = {line.number for line in lines if line.key and line.key == wanted}
    return Gold("", "", "", page, laid_out(lines, body, titles, above), None, "\n".join([*decks, *paragraphs]))


def invented() -> Iterator[Gold]:
    """Yield pages of the founding kinds with other names, rows and zones."""
    for seed in TWINS:
        for page in (twin(seed).a, twin(seed).b):
            yield Gold("twins", "twins", "learn", page_of(page.name, page.raw), _twin_masks(page))


def _twin_masks(page: TwinPage) -> Masks:
    lines = split_lines(page.raw)
    kinds = [
        {span.kind for span in page.spans if span.place.start < line.end > line.start < span.place.end}
        for line in lines
    ]
    body = {i for i, told in enumerate(kinds) if "body" in told}
    return laid_out(lines, body, set(), set())


def cut(gold: Gold, chance: random.Random) -> Iterator[Gold]:
    """Yield a plain page's text without its furniture, and a short piece of it with a little furniture around.

    Texts often come clean or cut: what says nothing of furniture must be body.
    """
    lines = split_lines(gold.page.raw)
    core = [i for i in range(len(lines)) if gold.allowed[i, [FIRST, BODY, LAST]].any()]
    if not core:
        return
    over = [i for i in range(core[0]) if gold.allowed[i, TITLE]][-1:]
    near = list(range(max(0, core[0] - 2), core[0]))
    behind = list(range(core[-1] + 1, min(len(lines), core[-1] + 4)))
    size = chance.choice((1, 2, 3, 5))
    start = chance.randrange(max(1, len(core) - size + 1))
    piece = core[start : start + size]
    around = chance.choice(([], over, sorted({*over, *near}), near))
    tail = chance.choice(([], [], behind))
    for place, chosen in enumerate((core, [*around, *piece, *tail])):
        kept = [i for i in chosen if i in core]
        allowed = np.zeros((len(chosen), len(LABELS)), dtype=bool)
        for row, i in enumerate(chosen):
            if i == kept[0] or i == kept[-1]:
                allowed[row, FIRST if i == kept[0] else LAST] = True
            elif i in core:
                allowed[row] = gold.allowed[i]
                allowed[row, BODY] |= bool(gold.allowed[i, [FIRST, LAST]].any())
                allowed[row, [FIRST, LAST]] = False
            else:
                allowed[row] = gold.allowed[i]
        name = f"{gold.page.uri} {place}"
        text = "\n\n".join(gold.page.raw[lines[i].start : lines[i].end] for i in chosen)
        yield replace(
            gold, gold_set="cut", page=page_of(name, text), allowed=allowed, title=None, text=None, edges=None
        )


def all_gold(data: Path) -> Iterator[Gold]:
    """Yield every page of every set that has a line."""
    for pages in (scraped(data), saved(data), invented()):
        yield from (gold for gold in pages if len(gold.allowed))
