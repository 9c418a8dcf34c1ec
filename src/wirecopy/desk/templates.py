"""The templates of the desk, and the addresses its pages lead to."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from markupsafe import Markup, escape

from wirecopy.serve.html import environment as page
from wirecopy.serve.html.raw import edit_anchor, quote_anchor
from wirecopy.serve.views.safe_text import clipped, in_line, visible
from wirecopy.types import Edit, Mention

if TYPE_CHECKING:
    from jinja2 import Environment

_OPTION_LIMIT = 50


def environment() -> Environment:
    """Return the templates of the desk."""
    made = page.environment("wirecopy.desk")
    made.filters.update(query=_query, lag=lag, segment=_segment)
    made.globals.update(edit_at=edit_at, mention_at=mention_at, raw_at=raw_at, options=options)
    return made


def edit_at(edit: Edit) -> str:
    """Return the address of the place where an article has its own reading."""
    return f"{raw_at(edit.article_id)}#{edit_anchor(edit)}"


def mention_at(mention: Mention) -> str:
    """Return the address of the place where an article carries a fact."""
    return f"{raw_at(mention.article_id)}#{quote_anchor(mention)}"


def raw_at(article_id: str) -> str:
    """Return the address of an article's raw page."""
    return f"/raw/{_segment(article_id)}"


def options(choice: Iterable[tuple[str, int]], chosen: str) -> Markup:
    """Return what a reader may choose from, each with the number of stories."""
    return Markup("".join(_option(name, number, name == chosen) for name, number in choice))


def lag(seconds: tuple[float, float] | None) -> str:
    """Return how much later, at least and at most, in words.

    >>> lag((0, 0)), lag((5400, 5400)), lag((200_000, 200_000)), lag(None)
    ('first', '+1 h 30 min', '+2 d 7 h', '')
    >>> lag((0, 86_400)), lag((7200, 93_600))
    ('up to +1 d', '+2 h to +1 d 2 h')
    """
    if seconds is None:
        return ""
    least, most = map(_later, seconds)
    if least == most:
        return least
    return f"up to {most}" if seconds[0] < 60 else f"{least} to {most}"


def _later(seconds: float) -> str:
    minutes = round(seconds / 60)
    if minutes <= 0:
        return "first"
    days, rest = divmod(minutes, 1440)
    hours, minutes = divmod(rest, 60)
    parts = [(days, "d"), (hours, "h"), (minutes, "min")]
    return "+" + " ".join([f"{n} {unit}" for n, unit in parts if n][:2])


def _option(name: str, number: int, chosen: bool) -> str:
    selected = " selected" if chosen else ""
    shown = escape(clipped(in_line(name), _OPTION_LIMIT))
    return f'<option value="{escape(visible(name))}"{selected}>{shown} ({number})</option>'


def _segment(text: str) -> str:
    return quote(text, safe="")


def _query(values: dict[str, object]) -> str:
    return urlencode({name: value for name, value in values.items() if value not in ("", None, False)})
