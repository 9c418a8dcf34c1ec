"""The report as pieces of one HTML page: head and story list, one piece a story, foot."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from importlib import resources
from typing import TYPE_CHECKING

from wirecopy.serve.html import environment as page
from wirecopy.serve.html.folding import Folding
from wirecopy.serve.html.raw import edit_anchor
from wirecopy.serve.html.view import story_view
from wirecopy.serve.views import wording
from wirecopy.serve.views.story import Dossier, Headline
from wirecopy.types import Edit

if TYPE_CHECKING:
    from jinja2 import Environment

OPEN_STORIES = 12
"""With more stories of several articles than this, each is folded until its reader opens it."""


def render_report(
    headlines: Sequence[Headline],
    dossiers: Iterable[Dossier],
    *,
    title: str,
    generated: str,
    packed: bool = True,
) -> Iterator[str]:
    """Yield the report piece by piece: one HTML page that needs no network.

    Give one dossier for each headline, in the same order; each is let go once its piece is made. Where `packed`, what
    stands behind a story's first view is folded, and a script of the page opens it; else no script is needed to read.
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
        packed=packed,
    )
    story, inside = environment.get_template("story.html"), environment.get_template("inside.html")
    folding = Folding()
    for dossier in dossiers:
        view = story_view(dossier)
        yield story.render(view=view, is_open=not view.lone and several <= OPEN_STORIES, packed=packed)
        if packed:
            yield folding.take(dossier.headline.story_id, inside.render(view=view))
    yield folding.rest()
    yield environment.get_template("foot.html").render(script=_file("report.js"))


def _environment() -> Environment:
    made = page.template_environment("wirecopy.serve.html")
    made.globals.update(edit_at=_edit_at, raw_at=_raw_at)
    return made


def _edit_at(edit: Edit) -> str:
    return f"#{edit_anchor(edit)}"


def _raw_at(article_id: str) -> str:
    return f"#raw-{article_id}"


def _page_parts() -> dict[str, str]:
    from markupsafe import Markup

    style, script = Markup(page.style_sheet()) + _file("report.css"), _file("report.js")
    allowed = f"style-src '{_hash(style)}'; script-src '{_hash(script)}'"
    policy = f"default-src 'none'; {allowed}; base-uri 'none'; form-action 'none'"
    return {"style": style, "policy": policy}


def _file(name: str) -> str:
    from markupsafe import Markup

    return Markup(resources.files("wirecopy.serve.html").joinpath(name).read_text(encoding="utf-8"))


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
