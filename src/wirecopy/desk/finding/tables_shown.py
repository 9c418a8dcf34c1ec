"""The tables that pages show a stretch of and files have whole: each is one question to the index.

>>> told = quotes("person", "wang yi")
>>> told.columns[0], told.values["key"]
('said_in', 'wang yi')
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa

from wirecopy.desk.finding.catalogue import Filter
from wirecopy.desk.finding.index import StoryIndex

KINDS = ("person", "organisation", "place")
"""The kinds of entity that have pages."""
_EVENT = """
SELECT v.day, v.type, v.mode, v.status, v.background, v.actor_names, v.recipient_names,
  array_to_string(v.actor_countries, '; ') AS actor_countries,
  array_to_string(v.recipient_countries, '; ') AS recipient_countries,
  v.place, v.place_country, v.place_key, v.place_rule, v.latitude, v.longitude, v.articles, v.confidence,
  v.text, v.first_day, v.last_day, v.day_from, v.event_id, v.story_id, s.label
FROM event v JOIN story s USING (story_id) {joined} ORDER BY v.day DESC NULLS LAST, v.event_id
"""


@dataclass(frozen=True, slots=True)
class Asking:
    """One question: its SQL, the values in it, and the columns of the answer."""

    query: str
    columns: tuple[str, ...]
    values: dict[str, object] = field(default_factory=dict)

    def first(self, finder: StoryIndex, most: int) -> list[dict[str, Any]]:
        """Return so many rows, by column."""
        rows = finder.rows(f"{self.query} LIMIT {most}", self.values)
        return [dict(zip(self.columns, row, strict=True)) for row in rows]

    def number(self, finder: StoryIndex) -> int:
        """Return how many rows there are."""
        return int(finder.rows(f"SELECT count(*) FROM ({self.query})", self.values)[0][0])

    def whole(self, finder: StoryIndex) -> pa.Table:
        """Return all rows as Arrow."""
        return finder.table(self.query, self.values)


_STORY = (
    "story_id", "label", "articles", "texts", "origins_low", "origins_high", "outlets", "agencies", "first_published",
    "last_published", "substantive_edits", "conflicts", "withdrawn", "no_article", "archived",
)  # fmt: skip
_EVENTS = (
    "day", "type", "mode", "status", "background", "actor_names", "recipient_names", "actor_countries",
    "recipient_countries", "place", "place_country", "place_key", "place_rule", "latitude", "longitude", "articles",
    "confidence", "text",
    "first_day", "last_day", "day_from", "event_id", "story_id", "label",
)  # fmt: skip


def stories(wanted: Filter, among: Sequence[str] | None = None) -> Asking:
    """Return the question for the stories of a list, newest first; lists are told with `; `."""
    condition, values = wanted.where(among)
    lists = ("outlets", "agencies")
    columns = ", ".join(f"array_to_string({one}, '; ') AS {one}" if one in lists else one for one in _STORY)
    return Asking(f"SELECT {columns} FROM story WHERE {condition} ORDER BY number", _STORY, values)


_SAID = (
    "said_in", "text", "kind", "cue", "stance", "said_when", "speaker", "speaker_role", "quote_id", "story_id",
    "first_said", "first_outlet",
)  # fmt: skip
_QUOTE = f"SELECT s.label AS {_SAID[0]}, {', '.join(f'q.{one}' for one in _SAID[1:])} FROM quote q"


def quotations_question(words: Sequence[str], among: Sequence[str]) -> Asking:
    """Return the question for the quotations of some stories that hold words or phrases, the first said first."""
    held = " AND ".join(f"contains(q.low, $word{number})" for number in range(len(words)))
    query = (
        f"{_QUOTE} JOIN story s USING (story_id) WHERE story_id IN (SELECT unnest($among::VARCHAR[])) AND {held}"
        " ORDER BY q.first_said NULLS LAST, q.quote_id"
    )
    values: dict[str, object] = {f"word{number}": word.lower() for number, word in enumerate(words)}
    return Asking(query, _SAID, values | {"among": list(among)})


def quotes(kind: str, key: str) -> Asking:
    """Return the question for what a person or an organisation said: sentences before single words, newest first."""
    query = (
        f"{_QUOTE} JOIN entity e ON e.story_id = q.story_id AND e.entity_id = q.speaker_id"
        " JOIN story s ON s.story_id = q.story_id WHERE e.kind = $kind AND e.key = $key"
        " ORDER BY length(q.text) < 30, s.number, q.quote_id"
    )
    return Asking(query, _SAID, {"kind": kind, "key": key})


def events(kind: str = "", key: str = "") -> Asking:
    """Return the question for the events somebody took part in, or that happened at a place; without either, all."""
    if not kind:
        return Asking(_EVENT.format(joined=""), _EVENTS)
    joined = "JOIN party p ON p.event_id = v.event_id AND p.story_id = v.story_id WHERE p.kind = $kind AND p.key = $key"
    return Asking(_EVENT.format(joined=joined), _EVENTS, {"kind": kind, "key": key})


def dyad_events(a: str, b: str) -> Asking:
    """Return the question for what two countries, by their ISO codes, did to or with each other."""
    low, high = sorted((a, b))
    joined = "JOIN dyad d ON d.event_id = v.event_id WHERE d.a = $a AND d.b = $b"
    return Asking(_EVENT.format(joined=joined), _EVENTS, {"a": low, "b": high})


def dyads(country: str = "") -> Asking:
    """Return the question for the pairs of countries, those of most events first."""
    query = (
        "SELECT d.a, d.b, count(*) AS events, count(DISTINCT v.story_id) AS stories, min(v.day) AS first_day,"
        " max(v.day) AS last_day FROM dyad d JOIN event v USING (event_id)"
        + (" WHERE d.a = $country OR d.b = $country" if country else "")
        + " GROUP BY d.a, d.b ORDER BY events DESC, d.a, d.b"
    )
    columns = ("a", "b", "events", "stories", "first_day", "last_day")
    return Asking(query, columns, {"country": country} if country else {})


def entities_question(kind: str, words: str = "") -> Asking:
    """Return the question for the people, organisations or places, those of most stories first.

    Those who have no name are found by words alone.
    """
    query = (
        "SELECT name, key, stories, articles, country, value FROM named WHERE kind = $kind"
        + (" AND contains(lower(name), $words)" if words else " AND NOT described")
        + " ORDER BY stories DESC, articles DESC, key"
    )
    values: dict[str, object] = {"kind": kind}
    if words:
        values["words"] = words.strip().lower()
    return Asking(query, ("name", "key", "stories", "articles", "country", "value"), values)


def outlets() -> Asking:
    """Return the question for the outlets: articles, stories, copies of texts others ran too, agencies credited."""
    query = (
        "SELECT outlet, count(*) AS articles, count(DISTINCT story_id) AS stories, count(role) AS copies,"
        " count(agency) AS credited FROM piece WHERE outlet <> '' GROUP BY outlet ORDER BY articles DESC, outlet"
    )
    return Asking(query, ("outlet", "articles", "stories", "copies", "credited"))


def agencies() -> Asking:
    """Return the question for the agencies: articles that credit one or are traced to it, outlets, stories."""
    query = f"""
        SELECT name, count(*) AS articles, count(DISTINCT outlet) AS outlets, count(DISTINCT story_id) AS stories,
          count(*) FILTER (credited) AS credited, count(*) FILTER (NOT credited) AS without_credit
        FROM ({_CARRIED}) GROUP BY name ORDER BY articles DESC, name"""
    return Asking(query, ("name", "articles", "outlets", "stories", "credited", "without_credit"))


_CARRIED = """
SELECT name, story_id, article_id, outlet, bool_or(credited) AS credited, any_value(published) AS published FROM (
  SELECT p.agency AS name, p.story_id, p.article_id, p.outlet, true AS credited, p.published
  FROM piece p WHERE p.agency <> ''
  UNION ALL
  SELECT o.name, p.story_id, p.article_id, p.outlet, coalesce(p.agency = o.name, false), p.published
  FROM origin o JOIN piece p USING (article_id) WHERE o.kind = 'agency' AND o.name <> '')
GROUP BY name, story_id, article_id, outlet"""


def reach(agency: str, *, silent: bool = False) -> Asking:
    """Return the question for the outlets that ran an agency's texts, and how many of the articles say so.

    Where `silent`, for those with articles that do not, most of these first.
    """
    order = " HAVING without_credit > 0 ORDER BY without_credit DESC," if silent else " ORDER BY"
    query = f"""
        SELECT coalesce(outlet, '') AS outlet, count(*) AS articles, count(*) FILTER (credited) AS credited,
          count(*) FILTER (NOT credited) AS without_credit, count(DISTINCT story_id) AS stories,
          min(published) AS first_published, max(published) AS last_published
        FROM ({_CARRIED}) WHERE name = $agency GROUP BY ALL{order} articles DESC, outlet"""
    columns = ("outlet", "articles", "credited", "without_credit", "stories", "first_published", "last_published")
    return Asking(query, columns, {"agency": agency})


def copying(outlet: str) -> Asking:
    """Return the question for whom an outlet takes texts from and who takes from it, where the tree settles it."""
    query = """
        SELECT coalesce(b.outlet, '') AS other, 'takes from' AS way, count(*) AS articles
        FROM piece a JOIN piece b ON b.article_id = a.parent
        WHERE a.outlet = $outlet AND b.outlet IS DISTINCT FROM a.outlet
        GROUP BY ALL
        UNION ALL
        SELECT coalesce(a.outlet, ''), 'gives to', count(*)
        FROM piece a JOIN piece b ON b.article_id = a.parent
        WHERE b.outlet = $outlet AND b.outlet IS DISTINCT FROM a.outlet
        GROUP BY ALL ORDER BY articles DESC, way DESC, other"""
    return Asking(query, ("other", "way", "articles"), {"outlet": outlet})


def credits(outlet: str) -> Asking:
    """Return the question for the agencies that an outlet credits, and those whose texts it ran without."""
    query = f"""
        SELECT name, count(*) FILTER (credited) AS credited, count(*) FILTER (NOT credited) AS without_credit
        FROM ({_CARRIED}) WHERE outlet = $outlet GROUP BY name ORDER BY count(*) DESC, name"""
    return Asking(query, ("name", "credited", "without_credit"), {"outlet": outlet})
