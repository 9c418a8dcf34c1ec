"""The lines of every outlet, counted by distinct stories and distinct days: what repeats there, and where else.

The rows of two parts put together are the rows of both: a new day only adds rows, and the counts are a query over
all of them. The SQL is what every engine runs unchanged.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b
from typing import NamedTuple

import pyarrow as pa

from wirecopy.clean.corpus.body_extent import Piece, text_stretch
from wirecopy.clean.labels.labeller import EVIDENCE as LABELS
from wirecopy.clean.lines import Line, number_key, split_lines, word_key
from wirecopy.types import Span

LINES = pa.schema(
    [
        ("article_id", pa.string()),
        ("outlet", pa.string()),
        ("day", pa.int32()),
        ("hash", pa.int64()),
        ("start", pa.int32()),
        ("role", pa.string()),
        ("words", pa.int32()),
    ]
)
"""A row per line that others may decide, and one per title. `role`: `title`, `text` (where the page has most to read)
or `line`."""

EVIDENCE = pa.schema([("article_id", pa.string()), ("lines", pa.list_(pa.string()))])
"""Per article, what the table says of its lines, each as `LineRecord.parse` reads it; in no order."""

NUMBERED_WORDS = 8
"""In a line of so few words numbers count as alike: "3 hours ago", "12 comments"."""
ONE_STORY = 3
"""Two pages of an outlet that share a third of the shorter one's running text run one story: versions, reruns."""
MIN_TITLE_WORDS = 4

SEEN = f"""
WITH prose AS (
    SELECT DISTINCT article_id, outlet, hash, words FROM lines WHERE outlet IS NOT NULL AND role = 'text'
), firsts AS (
    SELECT outlet, hash, MIN(article_id) AS holder FROM prose GROUP BY outlet, hash
), lengths AS (
    SELECT article_id, SUM(words) AS words FROM prose GROUP BY article_id
), links AS (
    SELECT prose.article_id, firsts.holder, SUM(prose.words) AS shared FROM prose
    JOIN firsts ON firsts.outlet = prose.outlet AND firsts.hash = prose.hash
    WHERE firsts.holder <> prose.article_id GROUP BY prose.article_id, firsts.holder
), parents AS (
    SELECT links.article_id, MIN(links.holder) AS story FROM links
    JOIN lengths ON lengths.article_id = links.article_id
    JOIN lengths AS held ON held.article_id = links.holder
    WHERE links.shared * {ONE_STORY} >= LEAST(lengths.words, held.words) GROUP BY links.article_id
), stories AS (
    SELECT parents.article_id, COALESCE(above.story, parents.story) AS story FROM parents
    LEFT JOIN parents AS above ON above.article_id = parents.story
), sizes AS (
    SELECT outlet, COUNT(DISTINCT article_id) AS pages FROM lines WHERE outlet IS NOT NULL GROUP BY outlet
), body AS (
    SELECT lines.article_id, lines.outlet, lines.day, lines.hash, lines.start,
        COALESCE(stories.story, lines.article_id) AS story FROM lines
    LEFT JOIN stories ON stories.article_id = lines.article_id WHERE lines.role <> 'title'
), own AS (
    SELECT outlet, hash, COUNT(DISTINCT article_id) AS pages, COUNT(DISTINCT story) AS stories,
        COUNT(DISTINCT day) AS days FROM body WHERE outlet IS NOT NULL GROUP BY outlet, hash
), everywhere AS (
    SELECT hash, COUNT(DISTINCT outlet) AS outlets, COUNT(DISTINCT day) AS days,
        COALESCE(MAX(day) - MIN(day), 0) AS spread FROM body GROUP BY hash
), titles AS (
    SELECT hash, MIN(article_id) AS one, MAX(article_id) AS other FROM lines WHERE role = 'title' GROUP BY hash
), told AS (
    SELECT body.article_id, body.start, COALESCE(own.pages, 1) AS pages, COALESCE(own.stories, 1) AS stories,
        COALESCE(own.days, 1) AS days, COALESCE(sizes.pages, 1) AS of_pages, everywhere.outlets,
        everywhere.days AS all_days, everywhere.spread,
        CASE WHEN titles.one <> body.article_id THEN titles.one
            WHEN titles.other <> body.article_id THEN titles.other END AS title_of
    FROM body JOIN everywhere ON everywhere.hash = body.hash
    LEFT JOIN own ON own.outlet = body.outlet AND own.hash = body.hash
    LEFT JOIN sizes ON sizes.outlet = body.outlet
    LEFT JOIN titles ON titles.hash = body.hash
)
SELECT article_id, LIST_SORT(ARRAY_AGG(CONCAT_WS(' ', CAST(start AS VARCHAR(12)), CAST(pages AS VARCHAR(12)),
    CAST(stories AS VARCHAR(12)), CAST(days AS VARCHAR(12)), CAST(of_pages AS VARCHAR(12)),
    CAST(outlets AS VARCHAR(12)), CAST(all_days AS VARCHAR(12)), CAST(spread AS VARCHAR(12)),
    COALESCE(title_of, '-')))) AS lines
FROM told WHERE pages > 1 OR title_of IS NOT NULL GROUP BY article_id ORDER BY article_id
"""


class LineKey(NamedTuple):
    """A line of a body as the table knows it."""

    hash: int
    start: int
    role: str
    words: int


class LineRecord(NamedTuple):
    """Where a line of a body stands: in its own outlet, everywhere, and as whose title."""

    start: int
    pages: int
    stories: int
    days: int
    of_pages: int
    outlets: int
    all_days: int
    spread: int
    title_of: str | None

    @staticmethod
    def parse(record: str) -> LineRecord:
        """Return one entry of `EVIDENCE`.

        >>> LineRecord.parse("10 3 2 2 5 1 2 1 -").stories
        2
        """
        start, pages, stories, days, of_pages, outlets, all_days, spread, title = record.split(" ")
        return LineRecord(
            int(start), int(pages), int(stories), int(days), int(of_pages), int(outlets), int(all_days), int(spread),
            None if title == "-" else title,
        )  # fmt: skip


def is_open(span: Span) -> bool:
    """Whether other pages may decide what a span is: no evidence of a kind stands, or the labeller's odds alone."""
    return span.kind == "body" or span.evidence.startswith(LABELS)


def line_keys(raw: str, spans: Sequence[Span]) -> list[LineKey]:
    """Return the lines of the spans that other pages may decide, in page order; lines of no words have no key."""
    placed_lines: list[tuple[int, int, Line]] = []
    pieces: list[Piece] = []
    for place, span in enumerate(spans):
        lines = split_lines(raw[span.start : span.end]) if is_open(span) else ()
        for line in lines:
            placed_lines.append((len(pieces), span.start, line))
            pieces.append(Piece(place, line.words, prose=line.prose, repeated=False, furniture=False))
        if not lines:
            pieces.append(Piece(place, 0, prose=False, repeated=False, furniture=True))
    first, last = text_stretch(pieces)
    return [
        key
        for at, start, line in placed_lines
        if (key := _line_key(line, start, text=line.prose and first <= at < last)) is not None
    ]


def _line_key(line: Line, start: int, *, text: bool) -> LineKey | None:
    key, words = (line.key, line.words) if line.key else word_key(line.text)
    if not words:
        return None
    return LineKey(line_hash(key, words), start + line.start, "text" if text else "line", words)


def title_key(title: str | None) -> int | None:
    """Return the hash of a title, null for one too short to be told from a section's name."""
    key, words = word_key(title or "")
    return line_hash(key, words) if words >= MIN_TITLE_WORDS else None


def line_hash(key: str, words: int) -> int:
    """Return the 64-bit hash of a line's words."""
    text = number_key(key) if words <= NUMBERED_WORDS else key
    return int.from_bytes(blake2b(text.encode("utf-8", "replace"), digest_size=8).digest(), "big", signed=True)
