"""Pages to articles, spans and tickers: by the rules, by the corpus, and once more when the copies are known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, NamedTuple

import pyarrow as pa

from wirecopy.clean import HEADLINE_RULE, Cleaned, Rules, clean_page, copied_opening, load_extractor, support
from wirecopy.engine.contract import Stage
from wirecopy.errors import BadOption, MissingExtra
from wirecopy.options import CleanOptions
from wirecopy.pipeline.batch.clean_batches import CLEANED, NESTED, cleaned_batch, revised_batch, some_in
from wirecopy.pipeline.batch.copies import ProvedPairs
from wirecopy.pipeline.batch.lazy import LazyValue
from wirecopy.pipeline.batch.line_evidence import weigh_lines
from wirecopy.pipeline.steps import Steps
from wirecopy.tables import SCHEMAS, Batches, from_table, to_table
from wirecopy.types import Page, Rejected, Stretch

_SUPPORTED = pa.schema(
    [
        ("article_id", pa.string()),
        ("ranges", pa.list_(pa.struct([("start", pa.int32()), ("end", pa.int32())]))),
        ("places", pa.list_(pa.string())),
    ]
)

_SHARED = """
WITH pairs AS (
    SELECT verified.article_a, verified.article_b, UNNEST(verified.runs) AS run FROM verified
    JOIN led AS a ON a.article_id = verified.article_a
    JOIN led AS b ON b.article_id = verified.article_b
    WHERE a.leader = b.leader
), ranges AS (
    SELECT article_a AS article_id, run.a_start AS start, run.a_end AS "end" FROM pairs
    UNION SELECT article_b AS article_id, run.b_start AS start, run.b_end AS "end" FROM pairs
), shared AS (
    SELECT article_id, LIST_SORT(ARRAY_AGG(STRUCT_PACK(start := start, "end" := "end"))) AS ranges
    FROM ranges GROUP BY article_id
), places AS (
    SELECT led.leader, LIST_SORT(ARRAY_AGG(DISTINCT cleaned.dateline_place)) AS places FROM shared
    JOIN led ON led.article_id = shared.article_id
    JOIN cleaned ON cleaned.article_id = shared.article_id
    WHERE cleaned.dateline_place <> '' GROUP BY led.leader
)
SELECT shared.article_id, shared.ranges, places.places FROM shared
JOIN led ON led.article_id = shared.article_id
LEFT JOIN places ON places.leader = led.leader ORDER BY shared.article_id
"""
"""Of every article of a family: the raw stretches that some copy has too, and the family's datelines."""


@dataclass(frozen=True, slots=True)
class CleanKernel:
    """Pages in, `CLEANED` out; a page the rules cannot take is left out (`RejectKernel` says why)."""

    takes: ClassVar[pa.Schema] = SCHEMAS["pages"]
    gives: ClassVar[pa.Schema] = CLEANED
    rowwise: ClassVar[str] = "page_id"
    options: CleanOptions
    rules: LazyValue[Rules]

    def __call__(self, batches: Batches) -> Batches:
        """Yield one batch of articles for each batch of pages."""
        for pages, results in _cleaned_batches(batches, self.options, self.rules):
            articles = [(r, p.fetched_at, p.raw) for p, r in zip(pages, results, strict=True) if isinstance(r, Cleaned)]
            yield cleaned_batch(*zip(*articles, strict=True)) if articles else cleaned_batch([], [], [])


@dataclass(frozen=True, slots=True)
class RejectKernel:
    """Pages whose article is missing in, `rejected` rows out."""

    takes: ClassVar[pa.Schema] = SCHEMAS["pages"]
    gives: ClassVar[pa.Schema] = SCHEMAS["rejected"]
    options: CleanOptions
    rules: LazyValue[Rules]

    def __call__(self, batches: Batches) -> Batches:
        """Yield one batch of rejected rows for each batch of pages."""
        for _, results in _cleaned_batches(batches, self.options, self.rules):
            yield from to_table("rejected", [r for r in results if isinstance(r, Rejected)]).to_batches()


@dataclass(frozen=True, slots=True)
class SupportKernel:
    """Cleaned articles with their raw text, what copies support and the places they state in, `CLEANED` out."""

    takes: ClassVar[pa.Schema] = pa.schema([*CLEANED, ("raw", pa.string()), *list(_SUPPORTED)[1:]])
    gives: ClassVar[pa.Schema] = CLEANED
    rowwise: ClassVar[str] = ""
    rules: LazyValue[Rules]

    def __call__(self, batches: Batches) -> Batches:
        """Yield each batch with unsupported short lines turned into furniture, an opening place into a dateline."""
        rules = self.rules()
        for batch in batches:
            evidence = [batch.column(name) for name in ("raw", "ranges", "places")]

            def revise(cleaned: Cleaned, row: int, evidence: Sequence[pa.Array] = evidence) -> Cleaned:
                return _revised(cleaned, *(column[row].as_py() for column in evidence), rules=rules)

            yield revised_batch(batch, some_in(evidence[1]), revise)


@dataclass(frozen=True, slots=True)
class UnnestKernel:
    """`CLEANED` in, one of its nested tables out, a row per entry."""

    table: str

    @property
    def takes(self) -> pa.Schema:
        """The nested table."""
        return pa.schema([CLEANED.field(self.table)])

    @property
    def gives(self) -> pa.Schema:
        """The columns of the table."""
        return SCHEMAS[self.table]

    def __call__(self, batches: Batches) -> Batches:
        """Yield the entries of each batch."""
        for batch in batches:
            entries = batch.column(self.table).flatten()
            yield pa.RecordBatch.from_struct_array(entries).cast(SCHEMAS[self.table])


def clean_pages(steps: Steps, pages: Stage, rules: LazyValue[Rules]) -> Stage:
    """Return the cleaned articles of every page, each seen among the others; a failed page is in `clean_rejected`."""
    options = steps.options.clean
    load_extractor(options.extractor)  # what is not installed is told before the first page
    rows = "SELECT * FROM pages"
    cleaned = steps.map(
        "cleaned",
        "Every page as an article with its spans, by its own words alone.",
        rows,
        CleanKernel(options, rules),
        pages=pages,
    )
    missing = (
        "SELECT pages.* FROM pages LEFT JOIN cleaned ON pages.page_id = cleaned.page_id"
        " WHERE cleaned.page_id IS NULL ORDER BY pages.page_id"
    )
    steps.map(
        "clean_rejected",
        "Pages that could not be cleaned, and why.",
        missing,
        RejectKernel(options, rules),
        pages=pages,
        cleaned=cleaned,
    )
    return weigh_lines(steps, pages, cleaned)


def second_pass(steps: Steps, pages: Stage, cleaned: Stage, first: ProvedPairs, rules: LazyValue[Rules]) -> Stage:
    """Return the cleaned articles with short lines that no copy has turned into furniture."""
    supported = steps.sql(
        "supported",
        "What some copy has too of each article, and where its copies say they are from.",
        _SHARED,
        verified=first.verified,
        led=first.led,
        cleaned=cleaned,
    )
    query = (
        "SELECT cleaned.*, pages.raw, supported.ranges, supported.places FROM cleaned"
        " JOIN pages ON pages.page_id = cleaned.page_id"
        " LEFT JOIN supported ON supported.article_id = cleaned.article_id"
    )
    return steps.map(
        "cleaned_again",
        "The cleaned articles with short lines that no copy has turned into furniture.",
        query,
        SupportKernel(rules),
        cleaned=cleaned,
        pages=pages,
        supported=supported,
    )


class Split(NamedTuple):
    """The tables that cleaning ends in."""

    articles: Stage
    spans: Stage


def split_tables(steps: Steps, cleaned: Stage) -> Split:
    """Write the tables `spans` and `tickers`, and return `articles` and `spans`."""
    ordered = "SELECT * FROM cleaned ORDER BY article_id"
    nested = {
        name: steps.map(name, f"The table of {name} of every article.", ordered, UnnestKernel(name), cleaned=cleaned)
        for name in NESTED
    }
    columns = ", ".join(SCHEMAS["articles"].names)
    articles = steps.sql(
        "articles", "The table of articles.", f"SELECT {columns} FROM cleaned ORDER BY article_id", cleaned=cleaned
    )
    return Split(articles, nested["spans"])


_BLANKS = "\t\u00a0\u2002\u2003\u2009\u202f"  # stand for a plain blank in a headline that is stated with one
_ON_PAGE = "SUBSTRING(pages.raw, spans.start + 1, LENGTH(articles.title))"
_TITLES = f"""
SELECT articles.article_id, spans.start AS title_start, {_ON_PAGE} AS title_text
FROM spans
JOIN articles ON articles.article_id = spans.article_id
JOIN pages ON pages.page_id = articles.page_id
WHERE spans.kind = 'own_title' AND spans.evidence = '{HEADLINE_RULE}'
    AND TRANSLATE({_ON_PAGE}, '{_BLANKS}', '{" " * len(_BLANKS)}') = articles.title
ORDER BY articles.article_id
"""


def stated_titles(steps: Steps, pages: Stage, articles: Stage, *, spans: Stage) -> Stage:
    """Return where the headline of each article stands on its page, of those that have one there."""
    return steps.sql(
        "titles",
        "Where the headline of an article stands on its page.",
        _TITLES,
        pages=pages,
        articles=articles,
        spans=spans,
    )


def clean_or_reject(page: Page, rules: Any, options: CleanOptions) -> Cleaned | Rejected:
    """Return the cleaned page, or why it could not be cleaned: one bad page never stops a run."""
    try:
        return clean_page(page, rules, options)
    except (BadOption, MissingExtra):
        raise  # no page is at fault
    except Exception as error:
        return Rejected(page.uri, "clean", f"{type(error).__name__}: {error}"[:500])


def _cleaned_batches(
    batches: Batches, options: CleanOptions, rules: LazyValue[Rules]
) -> Iterator[tuple[list[Page], list[Cleaned | Rejected]]]:
    for batch in batches:
        pages = list(from_table(batch, Page))
        yield pages, [clean_or_reject(page, rules(), options) for page in pages]


def _revised(
    cleaned: Cleaned, raw: str, ranges: list[dict[str, int]], places: list[str] | None, *, rules: Rules
) -> Cleaned:
    supported = [Stretch(**row) for row in ranges]
    opened = copied_opening(cleaned, raw, supported, places=places or [], rules=rules)
    return support(opened, raw, supported)
