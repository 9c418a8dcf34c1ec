"""Which articles make one story: families and lone articles first become texts, and groups of texts become stories."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from wirecopy.ids import content_id
from wirecopy.times import instant
from wirecopy.types import Family, Story

_DAY = 86_400.0
_NOON = 0.5  # a day stated without a time is taken at its middle
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Listed:
    """What a story list needs of an article."""

    article_id: str
    label: str
    published: str | None
    outlet: str | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Placed:
    """A text by its canonical or only article: when it first appeared (days since 1970) and in which outlets."""

    article_id: str
    time: float | None
    outlets: tuple[str, ...]

    @property
    def order(self) -> tuple[bool, int, str]:
        """Return what texts are settled by: the day, those without one last, then the id."""
        return self.time is None, int((self.time or 0.0) // 1), self.article_id


def place_texts(articles: Iterable[Listed], families: Iterable[Family]) -> list[Placed]:
    """Return a row per family and lone article, in the order in which they are settled."""
    rows = [
        Placed(
            article_id=first,
            time=min((time for member in members if (time := time_of(member.published)) is not None), default=None),
            outlets=tuple(sorted({member.outlet for member in members if member.outlet})),
        )
        for first, members in _members(articles, canonical_of(families)).items()
    ]
    return sorted(rows, key=lambda row: row.order)


def time_of(published: str | None) -> float | None:
    """Return a stated time in days since 1970; a day without a time counts from its noon.

    >>> time_of("1970-01-03"), time_of("1970-01-03T06:00Z"), time_of(None)
    (2.5, 2.25, None)
    """
    seconds = instant(published)
    if seconds is None:
        return None
    return seconds / _DAY + (0.0 if "T" in str(published) else _NOON)


def group_stories(
    articles: Iterable[Listed], families: Iterable[Family], groups: Mapping[str, str] | None = None
) -> list[Story]:
    """Return a row per article, sorted by story.

    `groups` names for each text (by its canonical or only article) the first text of its story; without it each
    text is a story. A story is named by its earliest article, and labelled by the headline that most of its articles
    share; where no two share one, by the canonical article of its most copied text. A headline over several stories is
    the name of a rubric, and labels a story only where it has no other.
    """
    families = list(families)
    family_of = {family.article_id: family.family_id for family in families}
    stories: dict[str, list[list[Listed]]] = defaultdict(list)
    for first, members in sorted(_members(articles, canonical_of(families)).items()):
        members.sort(key=lambda member: (member.article_id != first, member.article_id))
        stories[(groups or {}).get(first, first)].append(members)
    told = Counter(
        headline for texts in stories.values() for headline in {_folded(one) for text in texts for one in text}
    )
    rubrics = {headline for headline, times in told.items() if times > 1}
    rows = [
        Story(
            story_id=story_id,
            article_id=article.article_id,
            family_id=family_of.get(article.article_id),
            label=label,
            first_published=published,
        )
        for texts in stories.values()
        for story_id, label, published in [_head(texts, rubrics)]
        for members in texts
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


def canonical_of(families: Iterable[Family]) -> dict[str, str]:
    """Return the canonical article of the family of each article that is in one."""
    places = list(families)
    canonical = {place.family_id: place.article_id for place in places if place.role == "canonical"}
    return {place.article_id: canonical[place.family_id] for place in places}


def _members(articles: Iterable[Listed], canonical: Mapping[str, str]) -> dict[str, list[Listed]]:
    members: dict[str, list[Listed]] = defaultdict(list)
    for article in articles:
        members[canonical.get(article.article_id, article.article_id)].append(article)
    return members


def _head(texts: list[list[Listed]], rubrics: set[str]) -> tuple[str, str, str | None]:
    """Return the id, the label and the first time of a story; each text begins with its canonical article."""
    founder = min((member for members in texts for member in members), key=_age)
    label = _label(sorted(texts, key=lambda members: (-len(members), min(map(_age, members)))), rubrics)
    return content_id("s", founder.article_id), label, founder.published if _age(founder)[1] is not None else None


def _label(texts: list[list[Listed]], rubrics: set[str]) -> str:
    """Return the headline of a story whose most copied text comes first."""
    titled = [member for members in texts for member in members if _folded(member) and _folded(member) not in rubrics]
    times = Counter(map(_folded, titled))
    if not times:
        return texts[0][0].label
    most = max(times.values())
    if most > 1:
        return next(member for member in titled if times[_folded(member)] == most).label
    return texts[0][0].label if texts[0][0] in titled else titled[0].label


def _folded(article: Listed) -> str:
    """Return the words of a headline, empty where an article has none."""
    return " ".join(_WORD.findall((article.title or "").casefold()))


def _age(article: Listed) -> tuple[bool, float | None, str]:
    time = instant(article.published)
    return time is None, time, article.article_id
