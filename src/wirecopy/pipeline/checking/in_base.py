"""What a base has of some texts: copies by their fingerprints, single sentences and quotations by the full text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wirecopy.errors import NotFound
from wirecopy.pipeline.checking.cues import CheckCues
from wirecopy.pipeline.checking.source import CheckedSource, of_article
from wirecopy.pipeline.live.compare import Comparer
from wirecopy.pipeline.live.phrases import holding
from wirecopy.serve.views import Reader
from wirecopy.store import BaseTables
from wirecopy.tables import from_table
from wirecopy.types import Article

MOST_FOUND = 40  # texts of the base that are compared with the given ones


@dataclass(frozen=True, slots=True)
class LookedInto:
    """A base that is looked into: its tables, and its reader as they are now."""

    tables: BaseTables
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
        near = {near_article.article_id: near_article for near_article in comparer.near_articles(articles, self.reader)}
        own_ids = {near_article.article_id for near_article in articles}
        for article in articles:
            if len(near) >= MOST_FOUND:
                break
            near |= {
                near_article.article_id: near_article
                for near_article in holding(self.tables, self.reader, article.body)
                if near_article.article_id not in own_ids
            }
        return [of_article(0, near[name], cues) for name in sorted(near)[:MOST_FOUND]]
