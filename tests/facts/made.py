"""Articles for the tests of the facts room, made from a text and where its body stands."""

from __future__ import annotations

from collections.abc import Sequence

from wirecopy.types import Article, Stretch


def article(raw: str, article_id: str = "a_1", body: Sequence[Stretch] = (), language: str | None = "en") -> Article:
    return Article.of_text(article_id, raw, spans=body or None, language=language)
