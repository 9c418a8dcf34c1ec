"""What a group of texts that report one event is called: its id, its label and its first and last time."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from wirecopy.ids import content_id
from wirecopy.page_kinds import NO_ARTICLE
from wirecopy.times import instant

_DAY = 86_400.0
_NOON = 0.5  # a day stated without a time is taken at its middle
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class ListedArticle:
    """What a story list needs of an article."""

    article_id: str
    label: str
    published: str | None
    title: str | None = None
    family_id: str | None = None
    form: str = "report"


@dataclass(frozen=True, slots=True)
class Heading:
    """What a story is called, and the first and the last time that its articles state."""

    story_id: str
    label: str
    first_published: str | None
    last_published: str | None


def epoch_days(published: str | None) -> float | None:
    """Return a stated time in days since 1970; a day without a time counts from its noon.

    >>> epoch_days("1970-01-03"), epoch_days("1970-01-03T06:00Z"), epoch_days(None)
    (2.5, 2.25, None)
    """
    seconds = instant(published)
    if seconds is None:
        return None
    return seconds / _DAY + (0.0 if "T" in str(published) else _NOON)


def story_heading(texts: Sequence[Sequence[ListedArticle]], rubrics: Collection[str] = ()) -> Heading:
    """Return what a story is called; each of its texts begins with its canonical article.

    A story is named by its earliest article, and labelled by the headline that most of its articles share; where no
    two share one, by the canonical article of its most copied text. A headline over several stories (`rubrics`, as
    `headline_words` has them) is the name of a rubric, and labels a story only where it has no other; so does a page
    that is no article.

    >>> story_heading([[ListedArticle("a", "Harbour waits", "2026-01-02", "Harbour waits")]]).label
    'Harbour waits'
    """
    members = [member for text in texts for member in text]
    founder = min(members, key=_age)
    told = [text for text in texts if any(member.form not in NO_ARTICLE for member in text)]
    ordered = sorted(told or texts, key=lambda text: (-len(text), min(map(_age, text))))
    dated = [
        (time, member.article_id, member) for member in members if (time := epoch_days(member.published)) is not None
    ]
    return Heading(
        story_id=content_id("s", founder.article_id),
        label=_label(ordered, rubrics),
        first_published=founder.published if _age(founder)[1] is not None else None,
        last_published=max(dated, key=lambda row: row[:2])[2].published if dated else None,
    )


def headline_words(title: str | None) -> str:
    """Return the words of a headline, empty where an article has none.

    >>> headline_words("FERRY sails, again")
    'ferry sails again'
    """
    return " ".join(_WORD.findall((title or "").casefold()))


def _label(texts: Sequence[Sequence[ListedArticle]], rubrics: Collection[str]) -> str:
    """Return the headline of a story whose most copied text comes first."""
    headlines = [(headline_words(member.title), member) for members in texts for member in members]
    titled = [(words, member) for words, member in headlines if words and words not in rubrics]
    times = Counter(words for words, _ in titled)
    if not times:
        return texts[0][0].label
    most = max(times.values())
    if most > 1:
        return next(member for words, member in titled if times[words] == most).label
    first = texts[0][0]
    return first.label if any(member is first for _, member in titled) else titled[0][1].label


def _age(article: ListedArticle) -> tuple[bool, float | None, str]:
    time = instant(article.published)
    return time is None, time, article.article_id
