"""What is gathered for the formats that write more than one table: families, and events with their articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wirecopy.errors import NotFound
from wirecopy.export import stated_columns, with_own
from wirecopy.export.family import CopyText, FamilyText

if TYPE_CHECKING:
    import pyarrow as pa

    from wirecopy.api import NewsBase
    from wirecopy.serve.views.dossier import Dossier
    from wirecopy.serve.views.reader import Reader
    from wirecopy.store.base import Tables

_OF_ROWS = ("pages", "articles")
GATHERED = ("event_mentions",)  # what is gathered from several tables and exported like one


def family_text(base: NewsBase, wanted: str) -> FamilyText:
    """Return a family by its id, or the largest one of the story of that id; raise NotFound."""
    families = base.tables.rows("families", "family_id", [wanted]).to_pylist()
    if families:
        story = base.tables.rows("stories", "article_id", [families[0]["article_id"]])["story_id"][0].as_py()
        return gathered(base.story(story), wanted)
    found = base.story(wanted)
    if found.canonical.family is None:
        raise NotFound("family", wanted, "This story has one article only: there is nothing to compare.")
    return gathered(found, found.canonical.family.family_id)


def gathered(story: Dossier, family_id: str) -> FamilyText:
    """Return one family of a story, its canonical article first."""
    from wirecopy.serve.views.wording import letter

    members = [m for m in story.members if m.family is not None and m.family.family_id == family_id]
    members.sort(key=lambda member: not member.is_canonical)
    copies = []
    for number, member in enumerate(members):
        assert member.family is not None
        article = member.article
        copies.append(
            CopyText(
                siglum=letter(number),
                article_id=article.article_id,
                outlet=article.outlet,
                agency=article.agency,
                published=article.published,
                role=member.family.role,
                parent_article_id=member.family.parent_article_id,
                parent_confidence=member.family.parent_confidence,
                raw=member.page.raw,
                body_spans=article.body_spans,
                edits=member.edits,
            )
        )
    kept = {}
    for copy in story.copies:
        kept[copy.article_a, copy.article_b] = copy.containment_a
        kept[copy.article_b, copy.article_a] = copy.containment_b
    return FamilyText(family_id, story.headline.label, tuple(copies), kept)


def table_of(tables: Tables, name: str, format_name: str) -> pa.Table:
    """Return a table by name; `event_mentions`, and for GDELT `events` too, with what other tables know of them.

    `pages` and `articles` come with the own columns of the rows they were.
    """
    if name in GATHERED:
        return _event_mentions(tables)
    if name == "events" and format_name == "gdelt":
        return _counted_events(tables)
    table = tables.table(name)
    if name not in _OF_ROWS:
        return table
    own = stated_columns(table if name == "pages" else tables.rows("pages").select(["page_id", "columns"]))
    return with_own(table, [own.get(page_id) for page_id in table["page_id"].to_pylist()])


def _event_mentions(tables: Reader) -> pa.Table:
    """Return every place that carries an event, with its article."""
    import pyarrow as pa

    articles = {row["article_id"]: row for row in tables.rows("articles").to_pylist()}
    uris = {row["page_id"]: row["uri"] for row in tables.rows("pages").select(["page_id", "uri"]).to_pylist()}
    events = {row["event_id"]: row for row in tables.rows("events").to_pylist()}
    rows = []
    for mention in tables.rows("mentions").to_pylist():
        event, article = events.get(mention["fact_id"]), articles.get(mention["article_id"])
        if event is None or article is None:
            continue
        rows.append(
            {
                "event_id": event["event_id"], "day": event["start"] or event["end"],
                "article_id": article["article_id"],
                "published": article["published"], "outlet": article["outlet"], "start": mention["start"],
                "end": mention["end"], "uri": article["url"] or uris.get(article["page_id"]),
                "confidence": event["confidence"], "length": len(article["body"]), "type": event["type"],
            }
        )  # fmt: skip
    whole, small = pa.string(), pa.int64()
    kinds = {"start": small, "end": small, "length": small, "confidence": pa.float64()}
    names = [
        "event_id",
        "type",
        "day",
        "article_id",
        "outlet",
        "published",
        "uri",
        "start",
        "end",
        "confidence",
        "length",
    ]
    return pa.Table.from_pylist(rows, schema=pa.schema([(name, kinds.get(name, whole)) for name in names]))


def _counted_events(tables: Reader) -> pa.Table:
    """Return the events with how many articles and outlets carry each, its place and one address."""
    import pyarrow as pa

    table, carried = tables.rows("events"), _event_mentions(tables).to_pylist()
    places = {row["entity_id"]: row for row in tables.rows("entities").to_pylist() if row["kind"] == "place"}
    columns: dict[str, list[object]] = {
        name: [] for name in ("mentions", "articles", "outlets", "place", "place_country", "url")
    }
    by_event: dict[str, list[dict[str, object]]] = {}
    for row in carried:
        by_event.setdefault(row["event_id"], []).append(row)
    for event in table.select(["event_id", "place_id"]).to_pylist():
        own, place = by_event.get(event["event_id"], []), places.get(event["place_id"])
        columns["mentions"].append(len(own))
        columns["articles"].append(len({row["article_id"] for row in own}))
        columns["outlets"].append(len({row["outlet"] or row["article_id"] for row in own}))
        columns["place"].append(place["name"] if place else None)
        columns["place_country"].append(place["country"] if place else None)
        columns["url"].append(min((str(row["uri"]) for row in own), default=None))
    for name, values in columns.items():
        kind = pa.int64() if name in ("mentions", "articles", "outlets") else pa.string()
        table = table.append_column(name, pa.array(values, kind))
    return table
