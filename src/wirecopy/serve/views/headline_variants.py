"""The headlines under which a text was run: each wording once, with the copies that have it."""

from __future__ import annotations

from collections.abc import Sequence

from wirecopy.serve.views.story import Member
from wirecopy.types import Edit


def headline_variants(members: Sequence[Member]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return each headline with the ids of its articles, that of the text shown first; nothing where all have one."""
    articles_of: dict[str, list[str]] = {}
    for member in members:
        if member.article.title:
            articles_of.setdefault(member.article.title, []).append(member.article.article_id)
    return tuple((title, tuple(ids)) for title, ids in articles_of.items()) if len(articles_of) > 1 else ()


def in_headline(edit: Edit, base: Member) -> bool:
    """Tell whether an edit that lies outside the body is one of the headline."""
    return edit.kind == "headline" or bool(edit.base_text and edit.base_text in (base.article.title or ""))
