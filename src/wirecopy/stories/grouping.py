"""Which articles make one story: for now a family of copies, or a lone article."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from wirecopy.ids import content_id
from wirecopy.times import instant
from wirecopy.types import Family, Story


@dataclass(frozen=True, slots=True)
class Listed:
    """What a story list needs of an article."""

    article_id: str
    label: str
    published: str | None


def group_stories(articles: Iterable[Listed], families: Iterable[Family]) -> list[Story]:
    """Return a row per article, sorted by story; a story is named by its canonical or only article."""
    places = {family.article_id: family for family in families}
    canonical = {f.family_id: f.article_id for f in places.values() if f.role == "canonical"}
    groups: dict[str, list[Listed]] = defaultdict(list)
    for article in articles:
        place = places.get(article.article_id)
        groups[canonical[place.family_id] if place else article.article_id].append(article)
    rows = [
        Story(
            story_id=content_id("s", first),
            article_id=article.article_id,
            family_id=places[article.article_id].family_id if article.article_id in places else None,
            label=_label(first, members),
            first_published=_earliest(members),
        )
        for first, members in groups.items()
        for article in members
    ]
    return sorted(rows, key=lambda row: (row.story_id, row.article_id))


def families_of(leaders: Mapping[str, str], canonical: Mapping[str, str]) -> list[Family]:
    """Return the family rows: `leaders` names each article's group, `canonical` each group's canonical article."""
    rows = [
        Family(
            family_id=content_id("f", canonical[first]),
            article_id=article,
            role="canonical" if canonical[first] == article else "copy",
            parent_article_id=None,
            parent_confidence=None,
        )
        for article, first in leaders.items()
    ]
    return sorted(rows, key=lambda row: (row.family_id, row.article_id))


def _label(first: str, members: list[Listed]) -> str:
    return next(member.label for member in members if member.article_id == first)


def _earliest(members: list[Listed]) -> str | None:
    stated = [member.published for member in members if instant(member.published) is not None]
    return min(stated, key=lambda text: (instant(text), text)) if stated else None
