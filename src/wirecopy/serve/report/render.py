"""The report as pieces of one HTML page: head and story list, one piece a story, foot."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from importlib import resources
from typing import TYPE_CHECKING

from wirecopy.serve import wording
from wirecopy.serve.dossier import Dossier, Headline
from wirecopy.serve.report.raw import edit_anchor
from wirecopy.serve.report.view import said_anchor, story_view
from wirecopy.serve.visible import clipped, in_line, visible

if TYPE_CHECKING:
    from jinja2 import Environment

OPEN_STORIES = 12
"""With more stories of several articles than this, each is folded until its reader opens it."""
READING_LIMIT = 1_200
"""A longer reading is shown by its two ends; its raw page has the whole."""
CHIPS_LIMIT = 12
"""Of the copies that agree, this many are named at once; the others are folded."""

_HUES = {
    "ticker": "market",
    "timestamp": "time", "dateline": "time",
    "byline": "credit", "agency_credit": "credit", "reporting_credit": "credit", "bio": "credit",
    "contact": "credit", "caption": "credit", "own_title": "credit",
    "promo": "promo", "nav": "promo", "share": "promo", "subscribe": "promo", "advertisement": "promo",
    "comments": "legal", "copyright": "legal", "correction": "legal",
    "body": "body",
}  # fmt: skip


def render_report(
    headlines: Sequence[Headline], dossiers: Iterable[Dossier], *, title: str, generated: str
) -> Iterator[str]:
    """Yield the report piece by piece: one HTML page that needs no network and no script to be read.

    Give one dossier for each headline, in the same order; each is let go once its piece is made.
    """
    environment = _environment()
    several = sum(headline.articles > 1 for headline in headlines)
    yield environment.get_template("head.html").render(
        **_page_parts(),
        title=title,
        generated=generated,
        headlines=headlines,
        several=several,
        totals=_totals(headlines),
    )
    story = environment.get_template("story.html")
    for dossier in dossiers:
        view = story_view(dossier)
        yield story.render(view=view, is_open=not view.lone and several <= OPEN_STORIES)
    yield environment.get_template("foot.html").render(script=_file("report.js"))


def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("wirecopy.serve.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
    )
    environment.filters.update(
        in_line=in_line, clipped=clipped, kind_words=wording.kind_words, kind_count=wording.kind_count,
        share=wording.share, moment=wording.moment, count=wording.count,
    )  # fmt: skip
    environment.globals.update(
        edit_anchor=edit_anchor,
        said_anchor=said_anchor,
        hue=_hue,
        READING_LIMIT=READING_LIMIT,
        CHIPS_LIMIT=CHIPS_LIMIT,
    )
    return environment


def _shown(value: object) -> object:
    """Return what a template prints: hidden characters of texts spelled out, markup as it is."""
    return visible(value) if type(value) is str else value


def _hue(kind: str) -> str:
    return _HUES.get(kind, "other")


def _page_parts() -> dict[str, str]:
    style, script = _file("report.css"), _file("report.js")
    allowed = f"style-src '{_hash(style)}'; script-src '{_hash(script)}'"
    policy = f"default-src 'none'; {allowed}; base-uri 'none'; form-action 'none'"
    return {"style": style, "policy": policy}


def _file(name: str) -> str:
    from markupsafe import Markup

    return Markup(resources.files("wirecopy.serve.report").joinpath(name).read_text(encoding="utf-8"))


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _totals(headlines: Sequence[Headline]) -> str:
    low = sum(headline.origins_low for headline in headlines)
    high = sum(headline.origins_high for headline in headlines)
    parts = (
        wording.count(len(headlines), "story"),
        wording.count(sum(headline.articles for headline in headlines), "article"),
        wording.count(sum(headline.texts for headline in headlines), "text"),
        wording.count(high, "origin") if low == high else f"{low:,}-{high:,} origins",
    )
    return " / ".join(parts)
