"""Articles for the tests of the facts room, made from a text and where its body stands."""

from __future__ import annotations

from collections.abc import Sequence

from wirecopy.types import Article, Stretch


def article(raw: str, article_id: str = "a_1", body: Sequence[Stretch] = (), language: str | None = "en") -> Article:
    spans = tuple(body) or (Stretch(0, len(raw)),)
    return Article(
        article_id=article_id,
        page_id="p_1",
        outlet=None,
        outlet_country=None,
        outlet_country_evidence=None,
        url=None,
        title=None,
        label="",
        label_derived=True,
        language=language,
        published=None,
        published_source=None,
        updated=None,
        updated_source=None,
        dateline_place=None,
        agency=None,
        agency_source=None,
        byline=None,
        body="".join(raw[s.start : s.end] for s in spans),
        body_spans=spans,
    )
