"""Pages of forty countries and 68 further ones: title, instant, authors, body or its first words."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from math import inf
from pathlib import Path
from typing import Any

from clean_corpus import jsonl
from clean_html import overlap
from figures import Case, Measure, Section, Wanted, case, mean_f1
from split_make import host_of

from pages.folding import letters, people
from pages.times import instantish, stamp
from wirecopy.clean import clean_page, load_rules
from wirecopy.options import CleanOptions
from wirecopy.read import read_pages
from wirecopy.types import Article, Page

Row = Mapping[str, Any]
MINUTE, DAY = 60, 86400
FIRST_WORDS = 13


@dataclass(frozen=True, slots=True)
class Saved:
    """One saved page with its gold and what is made of it alone, its address known."""

    gold_set: str
    key: str
    gold: Row
    html: str
    article: Article

    def case(self, good: float, said: str) -> Case:
        """Return the page as a case."""
        return case(self.gold_set, self.key, good, 1, wrong="" if good else f"{self.gold['url']}: {said}")


def saved(gold_set: str, gold: Iterable[tuple[str, Row, Path]], asked: Wanted, folder: Path) -> list[Saved]:
    """Return the saved pages of the wanted halves, from (key, gold, file), each cleaned alone, its address known."""
    wanted = [(*one, _html(one[2])) for one in gold if case(gold_set, one[0]).half in asked.halves]
    articles = cleaned([{"url": row["url"], "html": html} for _, row, _, html in wanted], folder)
    return [Saved(gold_set, key, row, html, told) for (key, row, _, html), told in zip(wanted, articles, strict=True)]


def _html(path: Path) -> str:
    return gzip.decompress(path.read_bytes()).decode("utf-8", "replace")


def cleaned(rows: Iterable[Row], folder: Path) -> list[Article]:
    """Return what the reader and the rules make of each row of a table alone; of a refused one, an empty article."""
    source, rules, options = folder / "pages.jsonl", load_rules(), CleanOptions()
    with source.open("w", encoding="utf-8") as lines:
        lines.writelines(json.dumps(row) + "\n" for row in rows)
    return [
        clean_page(page, rules, options).article if isinstance(page, Page) else Article.of_text("refused", "")
        for page in read_pages([source])
    ]


def sections(asked: Wanted, folder: Path) -> Iterator[Section]:
    """Yield what was asked for of `world` and `postlight`; half a set alone is cleaned where half is wanted."""
    if asked.wants("world"):
        yield Section("world", "World: pages of forty countries, each alone", world(asked, folder))
    if asked.wants("postlight"):
        yield Section("postlight", "Postlight: further pages, each alone", postlight(asked, folder))


def world(asked: Wanted, folder: Path) -> list[Measure]:
    """Return the measures of `world`."""
    root = asked.data / "world"
    gold = ((row["publisher"], row, root / "html" / row["file"]) for row in jsonl(root / "expected.jsonl.gz"))
    pages = saved("world", gold, asked, folder)
    stated = [page for page in pages if page.gold["authors"]]
    return [
        Measure("body F1", [_body(page, page.article.body) for page in pages], mean_f1, ".970"),
        Measure("body F1, trafilatura", [_body(page, trafilatura_body(page)) for page in pages], mean_f1),
        Measure("title", [_title(page) for page in pages], asked=".92"),
        Measure("instant within a minute", [_instant(page) for page in pages if page.gold["published"]], asked=".95"),
        Measure("all authors in the byline", [_authors(page) for page in stated], asked=".90"),
        Measure("authors exactly", [_authors_exactly(page) for page in stated], asked=".85"),
    ]


def postlight(asked: Wanted, folder: Path) -> list[Measure]:
    """Return the measures of `postlight`."""
    root = asked.data / "postlight"
    gold = (
        (host_of(str(row["url"])), row, root / "html" / f"{row['fixture']}.gz")
        for row in jsonl(root / "expected.jsonl")
    )
    pages = saved("postlight", gold, asked, folder)

    def having(name: str) -> list[Saved]:
        return [page for page in pages if page.gold.get(name)]

    return [
        Measure("title", [_title(page) for page in having("title")]),
        Measure("author", [_author(page) for page in having("author")]),
        Measure("published within a day", [_day(page) for page in having("date_published")]),
        Measure("begins with the first 13 words", [_begins(page) for page in having("first13")]),
    ]


def trafilatura_body(page: Saved) -> str:
    """Return what trafilatura makes of the page in its usual setting, comments left out."""
    import trafilatura

    return trafilatura.extract(page.html, url=page.gold["url"], include_comments=False) or ""


def _body(page: Saved, body: str) -> Case:
    precision, recall = overlap(body, "\n".join([*page.gold["summary"], *page.gold["paragraphs"]]), 1)
    f1 = mean_f1((precision, recall, 1))
    wrong = f"{page.gold['url']}: precision {precision:.2f}, recall {recall:.2f}" if f1 < 0.95 else ""
    return case(page.gold_set, page.key, precision, recall, 1, wrong=wrong)


def _title(page: Saved) -> Case:
    ours, theirs = page.article.title, page.gold["title"]
    return page.case(letters(ours) == letters(theirs), f"told {ours!r}; gold {theirs!r}")


def _instant(page: Saved) -> Case:
    """Return whether the times are a minute apart at most; gold without a zone states a clock, no instant."""
    ours, theirs = stamp(page.article.published), stamp(page.gold["published"])
    timed = ours is not None and theirs is not None and "T" in str(page.article.published)
    good = timed and _apart(ours, theirs) <= MINUTE
    return page.case(good, f"told {page.article.published!r}; gold {page.gold['published']!r}")


def _day(page: Saved) -> Case:
    ours, theirs = stamp(page.article.published), instantish(page.gold["date_published"])
    good = (
        bool(ours and theirs) and abs((ours.replace(tzinfo=None) - theirs.replace(tzinfo=None)).total_seconds()) <= DAY
    )
    return page.case(good, f"told {page.article.published!r}; gold {page.gold['date_published']!r}")


def _apart(ours: datetime, theirs: datetime) -> float:
    """Return the seconds between two times, zones aside where the second states none; endless where only it does."""
    if theirs.tzinfo is None:
        return abs((ours.replace(tzinfo=None) - theirs).total_seconds())
    return abs((ours - theirs).total_seconds()) if ours.tzinfo else inf


def _authors(page: Saved) -> Case:
    ours, theirs = page.article.byline, page.gold["authors"]
    good = all(letters(name) in letters(ours) for name in theirs)
    return page.case(good, f"told {ours!r}; gold {theirs!r}")


def _authors_exactly(page: Saved) -> Case:
    ours, theirs = page.article.byline, page.gold["authors"]
    wanted = frozenset().union(*map(people, theirs))
    return page.case(people(ours) == wanted, f"told {ours!r}; gold {theirs!r}")


def _author(page: Saved) -> Case:
    ours, theirs = page.article.byline, page.gold["author"]
    return page.case(letters(theirs) in letters(ours), f"told {ours!r}; gold {theirs!r}")


def _begins(page: Saved) -> Case:
    body, wanted = page.article.body, page.gold["first13"]
    good = letters(body).startswith(letters(wanted))
    return page.case(good, f"begins {' '.join(body.split()[:FIRST_WORDS])!r}; gold {wanted!r}")
