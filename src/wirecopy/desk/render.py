"""The templates, and how they show what came from pages: escaped, with nothing hidden, cut where it is too long."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from wirecopy.serve import wording
from wirecopy.serve.report.raw import edit_anchor, quote_anchor
from wirecopy.serve.report.view import web_link
from wirecopy.serve.visible import clipped, in_line, visible
from wirecopy.types import Edit, Mention

if TYPE_CHECKING:
    from jinja2 import Environment

READING_LIMIT = 1_200
"""A longer reading is shown by its two ends; its raw page has the whole."""
CHIPS_LIMIT = 12
"""Of the copies that agree, this many are named at once; the others are folded."""

HUES = {
    "ticker": "market",
    "timestamp": "time", "dateline": "time",
    "byline": "credit", "agency_credit": "credit", "reporting_credit": "credit", "bio": "credit",
    "contact": "credit", "caption": "credit", "own_title": "credit",
    "promo": "promo", "nav": "promo", "share": "promo", "subscribe": "promo", "advertisement": "promo",
    "comments": "legal", "copyright": "legal", "correction": "legal",
    "body": "body",
}  # fmt: skip
"""The kinds of span by what they are about: each group has a colour, and each kind its name beside it."""


def environment() -> Environment:
    """Return the templates of the desk."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    made = Environment(
        loader=PackageLoader("wirecopy.desk"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
    )
    made.filters.update(
        in_line=in_line, clipped=clipped, kind_words=wording.kind_words, share=wording.share, moment=wording.moment,
        count=wording.count, query=_query, lag=lag, shortened=shortened, segment=_segment,
    )  # fmt: skip
    made.globals.update(
        hue=_hue, edit_at=edit_at, mention_at=mention_at, web_link=web_link, READING_LIMIT=READING_LIMIT,
        CHIPS_LIMIT=CHIPS_LIMIT,
    )  # fmt: skip
    return made


def edit_at(edit: Edit) -> str:
    """Return the address of the place where an article has its own reading."""
    return f"/raw/{_segment(edit.article_id)}#{edit_anchor(edit)}"


def mention_at(mention: Mention) -> str:
    """Return the address of the place where an article carries a fact."""
    return f"/raw/{_segment(mention.article_id)}#{quote_anchor(mention)}"


def shortened(text: str, limit: int) -> str:
    """Return a headline in so many letters, its end left out at a word.

    >>> shortened("Beijing has declined", 14)
    'Beijing has…'
    """
    if len(text) <= limit:
        return text
    return (text[:limit].rpartition(" ")[0] or text[:limit]).rstrip(" ,;:") + "…"


def lag(seconds: float | None) -> str:
    """Return how much later, in words.

    >>> lag(0), lag(5400), lag(200_000), lag(None)
    ('first', '+1 h 30 min', '+2 d 7 h', '')
    """
    if seconds is None:
        return ""
    minutes = round(seconds / 60)
    if minutes <= 0:
        return "first"
    days, rest = divmod(minutes, 1440)
    hours, minutes = divmod(rest, 60)
    parts = [(days, "d"), (hours, "h"), (minutes, "min")]
    return "+" + " ".join([f"{n} {unit}" for n, unit in parts if n][:2])


def _segment(text: str) -> str:
    return quote(text, safe="")


def _query(values: dict[str, object]) -> str:
    return urlencode({name: value for name, value in values.items() if value not in ("", None, False)})


def _shown(value: object) -> object:
    """Return what a template prints: hidden characters of texts spelled out, markup as it is."""
    return visible(value) if type(value) is str else value


def _hue(kind: str) -> str:
    return HUES.get(kind, "other")
