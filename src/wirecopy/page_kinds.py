"""What a page may be, and what a stretch of it may be."""

from __future__ import annotations

from typing import Literal, get_args

Form = Literal["report", "live", "digest", "gallery", "list", "transcript"]
UnitForm = Literal["live", "digest"]
NO_ARTICLE = frozenset(("gallery", "list", "transcript"))  # pages that are kept and count for no text

SpanKind = Literal[
    "body", "standfirst", "embedded_post", "ticker", "timestamp", "dateline", "byline", "agency_credit",
    "reporting_credit", "caption", "promo", "share", "subscribe", "advertisement", "comments", "copyright", "contact",
    "bio", "correction", "nav", "own_title", "unknown_furniture",
]  # fmt: skip
SPAN_KINDS: tuple[str, ...] = get_args(SpanKind)
