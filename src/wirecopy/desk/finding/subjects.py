"""What the index knows of one person, organisation, place, outlet, agency or pair of countries."""

from __future__ import annotations

import re
from dataclasses import dataclass

from wirecopy.desk.finding.index import StoryIndex
from wirecopy.export import coded_countries

_WORD = re.compile(r"\w+")
REPORTERS = 3
"""Agencies and outlets that a search names."""
CALLED = 6
"""People, organisations and places that a search names besides its stories."""


@dataclass(frozen=True, slots=True)
class Subject:
    """A person, an organisation or a place, over all stories."""

    kind: str
    key: str
    name: str
    stories: int
    articles: int
    country: str | None
    value: str | None
    rule: str | None


@dataclass(frozen=True, slots=True)
class OutletFigures:
    """An outlet in figures; `lag` is the middle one, in seconds, of how long after the first copy its own came."""

    articles: int
    stories: int
    copies: int
    own: int
    """Articles that are no copy of another page of the base, credit no agency and are traced to none."""
    lag: float | None
    timed: int
    """The copies whose lag is known: they and another state an hour."""


_COLUMNS = "kind, key, name, stories, articles, country, value, rule"


def subject(finder: StoryIndex, kind: str, key: str) -> Subject | None:
    """Return who or what has that key, null for nobody."""
    rows = finder.rows(
        f"SELECT {_COLUMNS} FROM named WHERE kind = $kind AND key = lower($key)", {"kind": kind, "key": key}
    )
    return Subject(*rows[0]) if rows else None


def subjects_called(finder: StoryIndex, words: str, most: int = CALLED) -> tuple[Subject, ...]:
    """Return who and what is called so, of most stories first: every word stands in the name."""
    asked = words.replace('"', " ").lower().split()[:8]
    if not asked:
        return ()
    condition = " AND ".join(f"contains(lower(name), $word{number})" for number in range(len(asked)))
    values: dict[str, object] = {f"word{number}": word for number, word in enumerate(asked)}
    rows = finder.rows(
        f"SELECT {_COLUMNS} FROM named WHERE {condition} ORDER BY stories DESC, kind, key LIMIT {most}", values
    )
    return tuple(Subject(*row) for row in rows)


def reporters_called(finder: StoryIndex, words: str) -> tuple[Subject, ...]:
    """Return the agencies and outlets that a search names by one of its words, or as a whole; of most stories first."""
    asked = words.replace('"', " ").lower().split()[:8]
    rows = finder.rows(
        "SELECT label.name, value, count(*) AS stories FROM label JOIN facet USING (id) WHERE label.name IN"
        " ('outlet', 'origin') AND list_contains($asked::VARCHAR[], lower(value)) GROUP BY ALL"
        f" ORDER BY stories DESC, value LIMIT {REPORTERS}",
        {"asked": [*asked, " ".join(asked)]},
    )
    return tuple(Subject(kind, value, value, stories, stories, None, None, None) for kind, value, stories in rows)


@dataclass(frozen=True, slots=True)
class CountryPair:
    """Two countries that words name, by their codes and names, and how many events are between them."""

    a: str
    b: str
    names: tuple[str, str]
    events: int


def country_pair(finder: StoryIndex, words: str) -> CountryPair | None:
    """Return the two countries that words name, null where they name fewer, or more."""
    asked = f" {' '.join(_WORD.findall(words.lower().replace('.', '')))} "
    rows = finder.rows("SELECT DISTINCT code FROM country WHERE contains($asked, ' ' || said || ' ')", {"asked": asked})
    codes = sorted(code for (code,) in rows)
    if len(codes) != 2:
        return None
    a, b = codes
    events = finder.rows("SELECT count(*) FROM dyad WHERE a = $a AND b = $b", {"a": a, "b": b})[0][0]
    called = coded_countries()
    return CountryPair(a, b, (called[a].name, called[b].name), int(events))


def alike(finder: StoryIndex, found: Subject, most: int = CALLED) -> tuple[Subject, ...]:
    """Return the others of the kind whose name holds this one's last word: perhaps the same, perhaps a namesake."""
    last = found.name.lower().split()[-1]
    rows = finder.rows(
        f"SELECT {_COLUMNS} FROM named WHERE kind = $kind AND key <> $key"
        " AND stories > 1 AND list_contains(string_split(lower(name), ' '), $word)"
        f" ORDER BY stories DESC, key LIMIT {most}",
        {"kind": found.kind, "key": found.key, "word": last},
    )
    return tuple(Subject(*row) for row in rows)


def roles(finder: StoryIndex, found: Subject, most: int = 6) -> tuple[tuple[str, int], ...]:
    """Return what texts call a person, each with its stories, most first."""
    rows = finder.rows(
        "SELECT role, count(DISTINCT story_id) AS n FROM (SELECT story_id, unnest(roles) AS role FROM entity"
        f" WHERE kind = $kind AND key = $key) WHERE role <> '' GROUP BY role ORDER BY n DESC, role LIMIT {most}",
        {"kind": found.kind, "key": found.key},
    )
    return tuple((str(role), int(number)) for role, number in rows)


@dataclass(frozen=True, slots=True)
class PageVersion:
    """One state of a page: the article it became, its story, and when it was seen."""

    article_id: str
    story_id: str
    outlet: str | None
    seen: str | None


def versions(finder: StoryIndex, url: str, most: int = 100) -> tuple[PageVersion, ...]:
    """Return the states of the page at an address, the oldest first; one whose time nothing tells comes last."""
    rows = finder.rows(
        f"SELECT article_id, story_id, outlet, seen FROM piece WHERE url = $url ORDER BY try_cast(seen AS TIMESTAMP)"
        f" NULLS LAST, article_id LIMIT {most}",
        {"url": url},
    )
    return tuple(PageVersion(*row) for row in rows)


def outlet_figures(finder: StoryIndex, outlet: str) -> OutletFigures | None:
    """Return an outlet in figures, null where the base has no article of it."""
    counts = finder.rows(
        "SELECT count(*), count(DISTINCT story_id), count(role), count(*) FILTER (role IS NULL AND agency IS NULL AND"
        " article_id NOT IN (SELECT article_id FROM origin WHERE kind = 'agency')) FROM piece WHERE outlet = $outlet",
        {"outlet": outlet},
    )[0]
    if not counts[0]:
        return None
    lags = finder.rows(
        "WITH firsts AS (SELECT family_id, min(moment) AS first, count(*) AS n FROM piece WHERE hour_stated AND role IS"
        " NOT NULL GROUP BY family_id) SELECT median(moment - first), count(*) FROM piece JOIN firsts USING (family_id)"
        " WHERE outlet = $outlet AND hour_stated AND n > 1",
        {"outlet": outlet},
    )[0]
    return OutletFigures(*counts, *lags)
