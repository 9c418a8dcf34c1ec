"""What a base has of some texts: copies by their fingerprints, single sentences and quotations by the full text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wirecopy.copies.passages import QUOTED_WORDS, SENTENCE_WORDS
from wirecopy.errors import NotFound
from wirecopy.pipeline.checking.cues import CheckCues
from wirecopy.pipeline.checking.given import CheckedSource, of_article
from wirecopy.pipeline.live.compare import Comparer
from wirecopy.serve.views.reader import Reader
from wirecopy.store.base import Tables
from wirecopy.tables import from_table
from wirecopy.text.quotation import quotation_spans
from wirecopy.text.sentences import sentence_spans
from wirecopy.types import Article

MOST_PHRASES = 60  # of one text that are looked up: a long feature has as many sentences
MOST_HITS = 3  # texts of the base for one phrase
MOST_FOUND = 40  # texts of the base that are compared with the given ones
_WORD = re.compile(r"[^\W_]+(?:[.,'’-][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class LookedInto:
    """A base that is looked into: its tables, and its reader as they are now."""

    tables: Tables
    reader: Reader

    def article(self, article_id: str) -> Article:
        """Return an article of the base; raise NotFound for one that is not there."""
        rows = list(from_table(self.reader.rows("articles", "article_id", [article_id]), Article))
        if not rows:
            raise NotFound("article", article_id, "The articles of a story have ids, and so has a search.")
        return rows[0]

    def near(self, comparer: Comparer, sources: Sequence[CheckedSource], cues: CheckCues) -> list[CheckedSource]:
        """Return the articles of the base that share text with any of some sources, those themselves left out."""
        articles = [source.article for source in sources if source.article is not None]
        found = {one.article_id: one for one in comparer.near_articles(articles, self.reader)}
        known = {one.article_id for one in articles}
        for article in articles:
            if len(found) >= MOST_FOUND:
                break
            found |= {one.article_id: one for one in self.holding(article.body) if one.article_id not in known}
        return [of_article(0, found[name], cues) for name in sorted(found)[:MOST_FOUND]]

    def holding(self, body: str) -> list[Article]:
        """Return the articles of the base that hold a sentence of a text, or a quotation, word for word."""
        ids = [hit.article_id for phrase in phrases_of(body) for hit in self.tables.search(f'"{phrase}"', MOST_HITS)]
        wanted = list(dict.fromkeys(ids))[:MOST_FOUND]
        return list(from_table(self.reader.rows("articles", "article_id", wanted), Article)) if wanted else []


def phrases_of(body: str) -> Iterator[str]:
    """Yield the first words of each sentence of twelve words and each quotation of eight, as they are looked up.

    >>> list(phrases_of("Short. It said that the ferry to the three islands will sail again on Monday."))
    ['It said that the ferry to the three islands will sail again']
    """
    quoted = [(span.inner.start, span.inner.end, QUOTED_WORDS) for span in quotation_spans(body)]
    spans = [(span.start, span.end, SENTENCE_WORDS) for span in sentence_spans(body)]
    told = 0
    for start, end, least in sorted([*quoted, *spans]):
        words = list(_WORD.finditer(body, start, end))[:least]
        if len(words) == least and told < MOST_PHRASES:
            told += 1
            yield " ".join(body[words[0].start() : words[-1].end()].replace('"', " ").split())
