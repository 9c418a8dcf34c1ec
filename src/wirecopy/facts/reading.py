"""One article as the extractors read it: its body and its quotations, found once for all of them."""

from __future__ import annotations

from dataclasses import dataclass

from wirecopy.facts.lexicon import Lexicon
from wirecopy.text.quotation import Quotation, quotation_spans
from wirecopy.text.view import View
from wirecopy.types import Article


@dataclass(frozen=True, slots=True)
class Reading:
    """An article's body with the way back to raw offsets, and the words of its language."""

    story_id: str
    article: Article
    lexicon: Lexicon
    view: View
    quotations: tuple[Quotation, ...]

    @staticmethod
    def of(story_id: str, article: Article, lexicon: Lexicon) -> Reading:
        """Return the reading of an article, its quotations paired."""
        view = View.joined(article.body, article.body_spans)
        return Reading(story_id, article, lexicon, view, tuple(quotation_spans(article.body)))
