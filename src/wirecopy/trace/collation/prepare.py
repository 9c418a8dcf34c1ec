"""An article made ready for collation: its body as a row of sentences, each a wording of the family's phrasebook."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from wirecopy.text.view import View, touching_joined
from wirecopy.trace.collation.phrasebook import Phrasebook, Wording
from wirecopy.trace.collation.style_tables import StyleTables
from wirecopy.types import Article, Stretch


@dataclass(frozen=True, slots=True)
class Title:
    """The headline as it stands on the page, and where: `raw[start:start + len(text)] == text`."""

    start: int
    text: str


@dataclass(frozen=True, slots=True)
class Prepared:
    """One body as the collation sees it. Offsets are of the body's text; `view` leads back to the raw page.

    Sentence `k` stands from `starts[k]` to `ends[k]` and says `wordings[k]`; `paragraphs` are the sentences that
    begin a paragraph; `once` gives, for each meaning that stands a single time, the sentence that has it.
    """

    article_id: str
    text: str
    view: View = field(repr=False)
    phrasebook: Phrasebook = field(repr=False)
    starts: Sequence[int] = field(repr=False)
    ends: Sequence[int] = field(repr=False)
    wordings: Sequence[Wording] = field(repr=False)
    paragraphs: frozenset[int] = field(repr=False)
    quote_starts: Sequence[int] = field(repr=False)
    quote_ends: Sequence[int] = field(repr=False)
    once: Mapping[int, int] = field(repr=False)
    title: Title | None = None

    @property
    def tables(self) -> StyleTables:
        """The word tables it was prepared with."""
        return self.phrasebook.tables

    @property
    def last(self) -> int:
        """Return where the last sentence ends."""
        return self.ends[-1] if self.ends else 0

    def in_quote(self, stretch: Stretch) -> bool:
        """Tell whether the stretch lies inside quotation marks; the marks themselves do not."""
        i = bisect_right(self.quote_starts, stretch.start) - 1
        return i >= 0 and stretch.end <= self.quote_ends[i] and stretch.start < self.quote_ends[i]


def prepare(
    article: Article, tables: StyleTables, known: Phrasebook | None = None, *, title: Title | None = None
) -> Prepared:
    """Return the article's body ready for `collate`; linear in its length.

    With the phrasebook of its family (`known`), only the sentences that no copy before had are cut into tokens.
    `title` is the article's headline where it stands on the page itself.
    """
    text, phrasebook = article.body, known or Phrasebook(tables)
    starts: list[int] = []
    ends: list[int] = []
    wordings: list[Wording] = []
    paragraphs: list[int] = []
    quotes: list[tuple[int, int]] = []
    for at, line in phrasebook.lines(text):
        paragraphs.append(len(starts))
        starts += [at + start for start in line.starts]
        ends += [at + end for end in line.ends]
        wordings += line.wordings
        quotes += [(at + quote.start, at + quote.end) for quote in line.quotes]
    return Prepared(
        article_id=article.article_id,
        text=text,
        view=View.joined(text, touching_joined(article.body_spans)),
        phrasebook=phrasebook,
        starts=starts,
        ends=ends,
        wordings=wordings,
        paragraphs=frozenset(paragraphs),
        quote_starts=[start for start, _ in quotes],
        quote_ends=[end for _, end in quotes],
        once=_unique_meanings(wordings),
        title=title,
    )


def _unique_meanings(wordings: Sequence[Wording]) -> dict[int, int]:
    places = {wording.meaning: k for k, wording in enumerate(wordings) if wording.telling}
    if len(places) < len(wordings):
        often = Counter(wording.meaning for wording in wordings)
        places = {meaning: k for meaning, k in places.items() if often[meaning] == 1}
    return places
