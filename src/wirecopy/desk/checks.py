"""What programs and agents are told: compact, with ids, reasons and bounds; never one confident number alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from wirecopy.api import NewsBase
from wirecopy.desk.http_errors import Refusal
from wirecopy.desk.snapshot import Opened
from wirecopy.errors import BadOption
from wirecopy.pipeline.live.add_page import as_page
from wirecopy.pipeline.live.compare import MOST_TEXTS, Comparer, Comparison, Given, IndexMissing, rest_on, texts_of
from wirecopy.pipeline.pairing import Paired, paired
from wirecopy.serve.json import Json, columns
from wirecopy.tables import from_table
from wirecopy.types import Article, Copy, Origin

SAID = (
    "Not shown dependent is not the same as independent: what is not in this base or not in the texts cannot be seen."
)
NO_COPIES = "No copy in this base. That says nothing of other pages, and nothing of independence."


@dataclass(frozen=True, slots=True)
class Asked:
    """A text somebody gives, with what is known of it."""

    text: str
    outlet: str = ""
    url: str = ""
    title: str = ""
    published: str = ""

    def stated(self) -> dict[str, str]:
        """Return what is known of it."""
        fields = {"outlet": self.outlet, "url": self.url, "title": self.title, "published": self.published}
        return {name: value.strip() for name, value in fields.items() if value.strip()}


@dataclass(frozen=True, slots=True)
class Match:
    """An article that a given text shares words with: how much, and where it stands in the base."""

    copy: Copy
    article: Article
    story_id: str | None
    share_of_text: float
    share_of_other: float


@dataclass(frozen=True, slots=True)
class Checked:
    """A given text, its matches (most of it first), the origins of their stories, and its edits against the base."""

    given: Given
    matches: tuple[Match, ...]
    origins: tuple[Origin, ...]
    base: Article | None
    edits: Paired | None


def cleaned(comparer: Comparer, asked: Asked) -> Given:
    """Return a given text cleaned; raise a refusal that says why it cannot be."""
    try:
        found = comparer.cleaned(as_page(asked.text, asked.stated(), comparer.options))
    except BadOption as error:
        raise Refusal(422, "unusable", str(error)) from error
    if isinstance(found, str):
        raise Refusal(422, "unusable", found)
    return found


def check(comparer: Comparer, opened: Opened, given: Given) -> Checked:
    """Return a text's copies in the base, the origins behind them, and its edits against the text they share."""
    found = compared(comparer, opened, [given])
    matches = _matches(found, given, opened)
    same = [m for m in matches if m.copy.relation in ("copy", "version")]
    story_ids = sorted({m.story_id for m in same if m.story_id})
    origins = list(from_table(opened.lookup.rows("origins", "story_id", story_ids), Origin)) if story_ids else []
    kept = {m.article.article_id for m in same}
    base = _base(found, same)
    return Checked(
        given=given,
        matches=matches,
        origins=tuple(origin for origin in origins if origin.article_id in kept),
        base=base,
        edits=paired(base, given.article) if base else None,
    )


def compared(
    comparer: Comparer, opened: Opened, given: Sequence[Given], articles: Sequence[Article] = ()
) -> Comparison:
    """Return the comparison; raise a refusal while the index is not that of the base."""
    try:
        return comparer.compare(given, opened.lookup, articles)
    except IndexMissing as error:
        raise Refusal(503, "index_missing", str(error), (("retry-after", "5"),)) from error


def check_json(checked: Checked) -> dict[str, Json]:
    """Return a check as plain values."""
    article = checked.given.article
    edits = checked.edits.edits if checked.edits else ()
    return {
        "article": _about(article) | {"body_characters": len(article.body)},
        "copies": [_match_json(match) for match in checked.matches],
        "origins": [columns(origin) for origin in checked.origins],
        "base_article_id": checked.base.article_id if checked.base else None,
        "edits": [columns(edit) for edit in edits],
        "substantive_edits": sum(edit.substantive for edit in edits),
        "said": SAID if checked.matches else NO_COPIES,
    }


def independence(
    comparer: Comparer, opened: Opened, *, texts: Sequence[Given], article_ids: Sequence[str]
) -> dict[str, Json]:
    """Return how many origins some texts rest on, as bounds, with the reasons and who is grouped with whom."""
    if not 2 <= len(texts) + len(article_ids) <= MOST_TEXTS:
        raise Refusal(422, "invalid", f"Give from 2 to {MOST_TEXTS} texts and ids, in all.")
    stored = articles_of(opened, article_ids)
    found = compared(comparer, opened, texts, stored)
    articles = list({a.article_id: a for a in (*(one.article for one in texts), *stored)}.values())
    origins = rest_on(found, articles)
    grouped = _joined(origins, _settled(opened, found, articles))
    free = [group for group in grouped if not any(row.depends_on for row in group)]
    names = {one.article.article_id: f"text {number}" for number, one in enumerate(texts, 1)}
    texts_told = texts_of(found, articles)
    return {
        "texts": len({texts_told.get(a.article_id, a.article_id) for a in articles}),
        "origins_low": max(1, len(free)),
        "origins_high": len(grouped),
        "origins": [_group_json(group, names) for group in grouped],
        "copies": [columns_of_pair(copy) for copy in found.copies if _among(copy, articles)],
        "said": SAID,
    }


def articles_of(opened: Opened, article_ids: Iterable[str]) -> list[Article]:
    """Return articles of the base by id, in the order asked; raise a refusal for one that is not there."""
    wanted = list(dict.fromkeys(article_ids))
    found = {a.article_id: a for a in from_table(opened.lookup.rows("articles", "article_id", wanted), Article)}
    missing = [name for name in wanted if name not in found]
    if missing:
        raise Refusal(404, "not_found", f"There is no article {missing[0]!r} in this base.")
    return [found[name] for name in wanted]


def columns_of_pair(copy: Copy) -> dict[str, Json]:
    """Return a pair without its runs."""
    return {name: value for name, value in columns(copy).items() if name != "runs"}


STORIES_UP_TO = 5000
"""Articles of a base up to which a text that is kept is told its story: the texts of its window are loaded for that one
text, some .15 s for a thousand. `wirecopy add` and a watch tell it whatever the size."""


def add(base: NewsBase, asked: Asked, comparer: Comparer) -> dict[str, Json]:
    """Keep a text in the base and return what became of it; raises BaseBusy while another process writes."""
    small = len(base.tables.rows("stories")) <= STORIES_UP_TO
    with base.live(comparer.options, stories=small) as opened:
        added = opened.add(as_page(asked.text, asked.stated(), comparer.options))
    return columns(added) | {"copies": [columns_of_pair(copy) for copy in added.copies]}


def _matches(found: Comparison, given: Given, opened: Opened) -> tuple[Match, ...]:
    own = given.article.article_id
    rows = []
    for copy in found.copies:
        if own not in (copy.article_a, copy.article_b):
            continue
        first = copy.article_a == own
        other = found.known.get(copy.article_b if first else copy.article_a)
        if other is not None:
            shares = (copy.containment_a, copy.containment_b)
            story_id = opened.story_of(other.article_id)
            rows.append(Match(copy, other, story_id, *(shares if first else shares[::-1])))
    return tuple(sorted(rows, key=lambda m: (-m.share_of_text, -m.share_of_other, m.article.article_id)))


def _base(found: Comparison, same: Sequence[Match]) -> Article | None:
    """Return the article that stands for the text: of the nearest copies the canonical one, where it is among them."""
    canonical = [m for m in same if (family := found.settled.get(m.article.article_id)) and family.role == "canonical"]
    return next((match.article for match in (*canonical, *same)), None)


def _settled(opened: Opened, found: Comparison, articles: Sequence[Article]) -> dict[str, str]:
    """Return the origin that the base has for each article's text, where it is settled there."""
    texts = texts_of(found, [*articles, *found.known.values()])
    ids = list(found.known)
    rows = from_table(opened.lookup.rows("origins", "article_id", ids), Origin) if ids else ()
    known = {texts.get(row.article_id, row.article_id): row.origin_id for row in rows}
    return {a.article_id: known[name] for a in articles if (name := texts.get(a.article_id, a.article_id)) in known}


def _joined(origins: Sequence[Origin], settled: dict[str, str]) -> list[list[Origin]]:
    """Return the rows by origin; two that the base knows to be one are one."""
    name_of: dict[str, str] = {}
    for row in origins:
        base = settled.get(row.article_id)
        name_of.setdefault(row.origin_id, name_of.get(f"base {base}", row.origin_id) if base else row.origin_id)
        if base:
            name_of.setdefault(f"base {base}", name_of[row.origin_id])
    groups: dict[str, list[Origin]] = {}
    for row in origins:
        groups.setdefault(name_of[row.origin_id], []).append(row)
    return sorted(groups.values(), key=lambda group: (-len(group), group[0].origin_id))


def _group_json(group: Sequence[Origin], names: dict[str, str]) -> dict[str, Json]:
    first = group[0]
    reasons = list(dict.fromkeys((reason.code, reason.text) for row in group for reason in row.reasons))
    return {
        "origin_id": first.origin_id,
        "kind": first.kind,
        "name": first.name,
        "confidence": first.confidence,
        "depends_on": next((row.depends_on for row in group if row.depends_on), None),
        "articles": [names.get(row.article_id, row.article_id) for row in group],
        "reasons": [{"code": code, "text": text} for code, text in reasons[:12]],
    }


def _match_json(match: Match) -> dict[str, Json]:
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


def _about(article: Article) -> dict[str, Json]:
    names = ("article_id", "outlet", "title", "label", "language", "published", "dateline_place", "agency", "byline")
    return {name: getattr(article, name) for name in names}


def _among(copy: Copy, articles: Iterable[Article]) -> bool:
    ids = {article.article_id for article in articles}
    return copy.article_a in ids and copy.article_b in ids
