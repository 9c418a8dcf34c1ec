"""The story list as the desk filters and sorts it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from wirecopy.serve.views.dossier import Headline, headlines
from wirecopy.serve.views.reader import Reader
from wirecopy.times import instant

Order = Literal["recent", "size"]
FACETS = 200
"""Outlets, agencies and languages offered to choose from, the most frequent ones."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One story of the list, with what only filters ask."""

    headline: Headline
    languages: tuple[str, ...]
    moment: float | None


@dataclass(frozen=True, slots=True)
class Choice:
    """What readers may choose from, each with the number of stories."""

    outlets: tuple[tuple[str, int], ...]
    agencies: tuple[tuple[str, int], ...]
    languages: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Filter:
    """Which stories are wanted; an empty one wants all."""

    outlet: str = ""
    agency: str = ""
    language: str = ""
    since: float | None = None
    until: float | None = None
    substantive: bool = False
    several: bool = False

    def wants(self, entry: Entry) -> bool:
        """Return whether the story is among those wanted; one without a date is in no period."""
        story = entry.headline
        return (
            (not self.outlet or self.outlet in story.outlets)
            and (not self.agency or self.agency in story.agencies)
            and (not self.language or self.language in entry.languages)
            and (self.since is None or (entry.moment is not None and entry.moment >= self.since))
            and (self.until is None or (entry.moment is not None and entry.moment < self.until))
            and (not self.substantive or story.substantive_edits > 0)
            and (not self.several or story.articles > 1)
        )


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All stories of one generation, in both orders."""

    by_size: tuple[Entry, ...]
    by_time: tuple[Entry, ...]
    of: dict[str, Entry]
    choice: Choice
    articles: int

    def listed(self, wanted: Filter, order: Order) -> Sequence[Entry]:
        """Return the stories wanted, in that order."""
        entries = self.by_time if order == "recent" else self.by_size
        return entries if wanted == Filter() else [entry for entry in entries if wanted.wants(entry)]


def catalogue(reader: Reader) -> Catalogue:
    """Return the story list of a base."""
    languages = _languages(reader)
    by_size = tuple(
        Entry(line, languages.get(line.story_id, ()), instant(line.first_published)) for line in headlines(reader)
    )
    by_time = tuple(sorted(by_size, key=lambda e: (e.moment is None, -(e.moment or 0.0), e.headline.story_id)))
    choice = Choice(
        _counted(entry.headline.outlets for entry in by_size),
        _counted(entry.headline.agencies for entry in by_size),
        _counted(entry.languages for entry in by_size),
    )
    articles = sum(entry.headline.articles for entry in by_size)
    return Catalogue(by_size, by_time, {entry.headline.story_id: entry for entry in by_size}, choice, articles)


def _languages(reader: Reader) -> dict[str, tuple[str, ...]]:
    articles = reader.rows("articles").select(["article_id", "language"])
    spoken = dict(zip(articles["article_id"].to_pylist(), articles["language"].to_pylist(), strict=True))
    stories = reader.rows("stories").select(["story_id", "article_id"])
    found: dict[str, set[str]] = defaultdict(set)
    for story, article in zip(stories["story_id"].to_pylist(), stories["article_id"].to_pylist(), strict=True):
        if language := spoken.get(article):
            found[story].add(language)
    return {story: tuple(sorted(names)) for story, names in found.items()}


def _counted(groups: Iterable[Iterable[str]]) -> tuple[tuple[str, int], ...]:
    counts = Counter(name for group in groups for name in group)
    return tuple(sorted(counts.items(), key=lambda row: (-row[1], row[0]))[:FACETS])
