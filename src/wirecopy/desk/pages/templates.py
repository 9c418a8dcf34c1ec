"""The templates of the desk, and the addresses its pages lead to."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from markupsafe import Markup, escape

from wirecopy.serve.html import edit_anchor, quote_anchor, template_environment
from wirecopy.types import Edit, Entity, Mention

if TYPE_CHECKING:
    from jinja2 import Environment

_FEEDS = (
    ("/feed.atom", "application/atom+xml"),
    ("/feed.rss", "application/rss+xml"),
    ("/feed.json", "application/feed+json"),
)
FEW = 3
"""Of the copies that name somebody so many are led to; of more their number is enough."""
FEW_ORIGINS = 3
"""Of so many origins the reasons are read at once; of more they open on demand."""
_ROOMS = {"outlet": "outlets", "origin": "agency"}


def environment() -> Environment:
    """Return the templates of the desk."""
    made = template_environment("wirecopy.desk")
    made.filters.update(query=_query, lag=lag, segment=segment, sign_name=sign_name)
    made.globals.update(
        edit_at=edit_at,
        mention_at=mention_at,
        raw_at=raw_at,
        entity_at=entity_at,
        subject_at=subject_at,
        feed_links=feed_links,
        FEW=FEW,
        FEW_ORIGINS=FEW_ORIGINS,
    )
    return made


def edit_at(edit: Edit) -> str:
    """Return the address of the place where an article has its own reading."""
    return f"{raw_at(edit.article_id)}#{edit_anchor(edit)}"


def mention_at(mention: Mention) -> str:
    """Return the address of the place where an article carries a fact."""
    return f"{raw_at(mention.article_id)}#{quote_anchor(mention)}"


def raw_at(article_id: str) -> str:
    """Return the address of an article's raw page."""
    return f"/raw/{segment(article_id)}"


def subject_at(kind: str, key: str) -> str:
    """Return the address of the page of a person, an organisation, a place, an outlet or an agency.

    >>> subject_at("person", "wang yi"), subject_at("outlet", "a/b")
    ('/person/wang%20yi', '/outlets/a%2Fb')
    """
    return f"/{_ROOMS.get(kind, kind)}/{segment(key)}"


def feed_links(query: str) -> Markup:
    """Return where a list of stories is told as feeds, for the head of its page."""
    asked = f"?{query}" if query else ""
    links = (f'<link rel="alternate" type="{kind}" href="{escape(path + asked)}">' for path, kind in _FEEDS)
    return Markup("\n".join(links))


def entity_at(entity: Entity) -> str:
    """Return the address of the page of a person, an organisation or a place."""
    numbered = entity.kind == "place" and entity.geonames is not None
    return subject_at(entity.kind, str(entity.geonames) if numbered else entity.name)


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


def sign_name(form: str) -> str:
    """Return what a lone sign is called, which is hardly told from others by its looks; nothing for words.

    >>> sign_name("“"), sign_name("U.S."), sign_name("-")
    ('left double quotation mark', '', 'hyphen-minus')
    """
    sign = form.strip()
    return unicodedata.name(sign, "").lower() if len(sign) == 1 and not sign.isalnum() else ""


def segment(text: str) -> str:
    """Return a text as one step of an address.

    >>> segment("a/b c")
    'a%2Fb%20c'
    """
    return quote(text, safe="")


def _query(values: dict[str, object]) -> str:
    return urlencode({name: value for name, value in values.items() if value not in ("", None, False)})
