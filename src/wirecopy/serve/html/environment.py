"""The templates, and how they show what came from pages: escaped, with nothing hidden, cut where it is too long."""

from __future__ import annotations

from importlib import resources
from typing import TYPE_CHECKING

from wirecopy.serve.html import marks
from wirecopy.serve.html.view import said_anchor, web_link
from wirecopy.serve.views import wording
from wirecopy.text.safe_text import clipped, in_line, visible

if TYPE_CHECKING:
    from jinja2 import Environment

READING_LIMIT = 1_200
"""A longer reading is shown by its two ends; its raw page has the whole."""
FEW = 3
"""Where so many articles name somebody, each is named; of more only their number."""
READINGS_LIMIT = 12
"""Of the readings of one place this many are shown; the others are counted."""

HUES = {
    "ticker": "market",
    "timestamp": "time", "dateline": "time",
    "byline": "credit", "agency_credit": "credit", "reporting_credit": "credit", "bio": "credit",
    "contact": "credit", "caption": "credit", "own_title": "credit",
    "promo": "promo", "nav": "promo", "share": "promo", "subscribe": "promo", "advertisement": "promo",
    "comments": "legal", "copyright": "legal", "correction": "legal",
    "body": "body", "standfirst": "body",
}  # fmt: skip
"""The kinds of span by what they are about: each group has a colour, and each kind its name beside it."""
_HERE = "wirecopy.serve.html"


def template_environment(package: str) -> Environment:
    """Return the templates of a package, and the shared ones behind them."""
    from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

    made = Environment(
        loader=ChoiceLoader([PackageLoader(package), PackageLoader(_HERE)]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_safe_value,
    )
    made.filters.update(
        in_line=in_line, clipped=clipped, shortened=shortened, kind_words=wording.kind_words,
        event_words=wording.event_words,
        share=wording.share, moment=wording.moment, count=wording.count,
    )  # fmt: skip
    made.globals.update(
        chip=marks.chip, named_copy=marks.named_copy, chips=marks.chips, carriers=marks.carriers,
        classes=marks.classes, hue=_hue, said_anchor=said_anchor, web_link=web_link,
        READING_LIMIT=READING_LIMIT, READINGS_LIMIT=READINGS_LIMIT, FEW=FEW,
    )  # fmt: skip
    return made


def style_sheet() -> str:
    """Return the style sheet that both share."""
    return resources.files(_HERE).joinpath("static", "page.css").read_text(encoding="utf-8")


def shortened(text: str, limit: int) -> str:
    """Return a headline in so many letters, its end left out at a word.

    >>> shortened("Beijing has declined", 14)
    'Beijing has…'
    """
    if len(text) <= limit:
        return text
    return (text[:limit].rpartition(" ")[0] or text[:limit]).rstrip(" ,;:") + "…"


def _safe_value(value: object) -> object:
    """Return what a template prints: hidden characters of texts spelled out, markup as it is."""
    return visible(value) if type(value) is str else value


def _hue(kind: str) -> str:
    return HUES.get(kind, "other")
