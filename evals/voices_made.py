"""Articles for the evaluations of the facts room: a text that is all body."""

from __future__ import annotations

from wirecopy.types import Article, Stretch


def article(text: str, published: str | None = None) -> Article:
    return Article(
        article_id="a",
        page_id="p",
        outlet=None,
        outlet_country=None,
        outlet_country_evidence=None,
        url=None,
        title=None,
        label="",
        label_derived=True,
        language="en",
        published=published,
        published_source=None,
        updated=None,
        updated_source=None,
        dateline_place=None,
        agency=None,
        agency_source=None,
        byline=None,
        body=text,
        body_spans=(Stretch(0, len(text)),),
    )
