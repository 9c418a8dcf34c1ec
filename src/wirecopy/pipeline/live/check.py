"""What every door answers of one given text: what it is a copy of, what else it shares, the origins behind that."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from wirecopy.copies import shared_passages
from wirecopy.errors import BadOption, NotFound
from wirecopy.options import Options
from wirecopy.pipeline.article_pairs import ArticlePair, paired
from wirecopy.pipeline.live.add_page import as_page
from wirecopy.pipeline.live.compare import (
    Comparer,
    Comparison,
    GivenText,
    build_index,
    comparer,
    index_fits,
)
from wirecopy.pipeline.live.phrases import holding
from wirecopy.serve.views import Json, Reader, plain_columns
from wirecopy.store import BaseTables, Layout
from wirecopy.tables import from_table
from wirecopy.text.view import View
from wirecopy.trace import Block
from wirecopy.types import Article, Copy, Edit, Origin, Page

SAID = (
    "Not shown dependent is not the same as independent: what is not in this base or not in the texts cannot be seen."
)
NO_COPIES = "No copy in this base. That says nothing of other pages, and nothing of independence."
_ABOUT = ("article_id", "outlet", "title", "label", "language", "published", "dateline_place", "agency", "byline")
Source = str | Mapping[str, str] | Page
"""A text; a mapping of `text` and what is known of it (`outlet`, `url`, `title`, `published`); or a page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchedArticle:
    """An article that a given text shares words with: how much, and where it stands in the base."""

    copy: Copy
    article: Article
    story_id: str | None
    share_of_text: float
    share_of_other: float


@dataclass(frozen=True, slots=True, kw_only=True)
class BasePassage:
    """A sentence or a quotation of a given text that an article of the base has word for word, with both places."""

    article: Article
    words: int
    quoted: bool
    start: int
    end: int
    other_start: int
    other_end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """A text beside a base: its matches (most of it first), their origins, its edits against the text they share.

    `base` is the article it is compared with (null where it is no copy), `edits` how it differs from that, `blocks`
    the stretches of both pages that answer each other, `passages` single sentences and quotations that stand in
    articles which are no matches.
    """

    article: Article
    page: Page
    matches: tuple[MatchedArticle, ...]
    origins: tuple[Origin, ...]
    base: Article | None
    edits: tuple[Edit, ...]
    blocks: tuple[Block, ...]
    passages: tuple[BasePassage, ...] = ()

    @property
    def said(self) -> str:
        """What a reader should know with the answer."""
        if self.matches:
            return SAID
        return NO_COPIES if not self.passages else f"{len(self.passages)} passages of it stand in this base. {SAID}"


def compare_page(page: Page, layout: Layout, reader: Reader, options: Options) -> Compared:
    """Return a page beside a base; its index is built first where it is not that of the base."""
    loaded = _ready(layout, options)
    return compare_text(loaded, reader, loaded.cleaned(page))


def _ready(layout: Layout | None, options: Options) -> Comparer:
    if layout is not None and not index_fits(layout):
        build_index(layout)
    return comparer(layout, options)


def given_texts(comparer: Comparer, sources: Iterable[Source]) -> list[GivenText]:
    """Return sources cleaned as pages of a base would be; raise BadOption for one that cannot be."""
    return [comparer.cleaned(page_of(source, comparer.options)) for source in sources]


def page_of(source: Source, options: Options) -> Page:
    """Return a source as a page; raise BadOption when it cannot be one.

    >>> page_of({"text": "The ferry sails.", "outlet": "Harbour Times"}, Options()).outlet
    'Harbour Times'
    """
    if isinstance(source, Page):
        return source
    if isinstance(source, str):
        return as_page(source, {}, options)
    stated = {name: value.strip() for name, value in source.items() if name != "text" and value and value.strip()}
    if not source.get("text"):
        raise BadOption("a source", ", ".join(source), "a text, or a mapping with the key text")
    return as_page(source["text"], stated, options)


def compare_text(comparer: Comparer, reader: Reader, given: GivenText) -> Compared:
    """Return a text's copies in the base, the origins behind them, and its edits against the text they share.

    Raises IndexMissing while the index is not that of the base.
    """
    comparison = comparer.compare([given], reader)
    matches = _matches(comparison, given, reader)
    same = [match for match in matches if match.copy.relation in ("copy", "version")]
    story_ids = sorted({match.story_id for match in same if match.story_id})
    origins = list(from_table(reader.rows("origins", "story_id", story_ids), Origin)) if story_ids else []
    matched_ids = {match.article.article_id for match in same}
    base = _base(comparison, same)
    pair = paired(base, given.article) if base else ArticlePair((), ())
    return Compared(
        article=given.article,
        page=given.page,
        matches=matches,
        origins=tuple(origin for origin in origins if origin.article_id in matched_ids),
        base=base,
        edits=pair.edits,
        blocks=pair.blocks,
        passages=tuple(_passages(comparer, reader, given, matches)),
    )


def _passages(
    comparer: Comparer, reader: Reader, given: GivenText, matches: Sequence[MatchedArticle]
) -> Iterator[BasePassage]:
    if comparer.layout is None:
        return
    matched_ids = {given.article.article_id, *(match.article.article_id for match in matches)}
    own = View.joined(given.article.body, given.article.body_spans)
    for article in holding(BaseTables(comparer.layout), reader, given.article.body):
        view = View.joined(article.body, article.body_spans)
        for p in (
            shared_passages([own.text, view.text], comparer.kernels) if article.article_id not in matched_ids else ()
        ):
            yield BasePassage(
                article=article, words=p.words, quoted=p.quoted,
                start=own.raw_offset(p.a_start), end=own.raw_end(p.a_end),
                other_start=view.raw_offset(p.b_start), other_end=view.raw_end(p.b_end),
                text=own.text[p.a_start : p.a_end],
            )  # fmt: skip


def articles_of(reader: Reader, article_ids: Iterable[str]) -> list[Article]:
    """Return articles of the base by id, in the order asked; raise NotFound for one that is not there."""
    wanted = list(dict.fromkeys(article_ids))
    rows = from_table(reader.rows("articles", "article_id", wanted), Article) if wanted else ()
    article_of = {article.article_id: article for article in rows}
    missing = next((name for name in wanted if name not in article_of), None)
    if missing is not None:
        raise NotFound("article", missing, "The articles of a story have ids, and so has a search.")
    return [article_of[name] for name in wanted]


def _matches(comparison: Comparison, given: GivenText, reader: Reader) -> tuple[MatchedArticle, ...]:
    own = given.article.article_id
    story_rows = (
        reader.rows("stories", "article_id", list(comparison.known)).select(["article_id", "story_id"]).to_pylist()
    )
    story_of = {row["article_id"]: row["story_id"] for row in story_rows}
    rows = []
    for copy in comparison.copies:
        if own not in (copy.article_a, copy.article_b):
            continue
        first = copy.article_a == own
        other = comparison.known.get(copy.article_b if first else copy.article_a)
        if other is not None:
            shares = (copy.containment_a, copy.containment_b)
            of_text, of_other = shares if first else shares[::-1]
            rows.append(
                MatchedArticle(
                    copy=copy,
                    article=other,
                    story_id=story_of.get(other.article_id),
                    share_of_text=of_text,
                    share_of_other=of_other,
                )
            )
    return tuple(sorted(rows, key=lambda m: (-m.share_of_text, -m.share_of_other, m.article.article_id)))


def _base(comparison: Comparison, same: Sequence[MatchedArticle]) -> Article | None:
    """Return the article that stands for the text: of the nearest copies the canonical one, where it is among them."""
    canonical = [
        m for m in same if (family := comparison.settled.get(m.article.article_id)) and family.role == "canonical"
    ]
    return next((match.article for match in (*canonical, *same)), None)


def compared_json(compared: Compared) -> dict[str, Json]:
    """Return a text beside a base as plain values."""
    about = {name: getattr(compared.article, name) for name in _ABOUT}
    return {
        "article": about | {"body_characters": len(compared.article.body)},
        "copies": [_match_json(match) for match in compared.matches],
        "passages": [_passage_json(passage) for passage in compared.passages],
        "origins": [plain_columns(origin) for origin in compared.origins],
        "base_article_id": compared.base.article_id if compared.base else None,
        "edits": [plain_columns(edit) for edit in compared.edits],
        "substantive_edits": sum(edit.substantive for edit in compared.edits),
        "said": compared.said,
    }


def columns_of_pair(copy: Copy) -> dict[str, Json]:
    """Return a pair without its runs."""
    return {name: value for name, value in plain_columns(copy).items() if name != "runs"}


def _passage_json(passage: BasePassage) -> dict[str, Json]:
    fields: dict[str, Json] = {name: getattr(passage, name) for name in ("words", "quoted", "text", "start", "end")}
    fields |= {"other_start": passage.other_start, "other_end": passage.other_end}
    return fields | {name: getattr(passage.article, name) for name in ("article_id", "outlet", "label", "url")}


def _match_json(match: MatchedArticle) -> dict[str, Json]:
    return {
        "article_id": match.article.article_id,
        "story_id": match.story_id,
        "relation": match.copy.relation,
        "share_of_text": match.share_of_text,
        "share_of_other": match.share_of_other,
        "longest_run": match.copy.longest_run,
        "settled": match.story_id is not None,
        **{name: getattr(match.article, name) for name in ("outlet", "agency", "published", "label", "url")},
    }
