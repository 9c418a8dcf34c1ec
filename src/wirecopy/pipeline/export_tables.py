"""What is gathered for the formats that write more than one table: families, and events with their articles."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from wirecopy.errors import BadOption, NotFound
from wirecopy.export import (
    CopyText,
    FamilyText,
    dyad_days,
    family_format_names,
    stated_columns,
    with_own,
    write_family,
    write_table,
)
from wirecopy.pipeline.event_tables import event_mentions, gathered_events
from wirecopy.thresholds import DYADS_FROM, EVENTS_FROM

if TYPE_CHECKING:
    import pyarrow as pa

    from wirecopy.api import NewsBase
    from wirecopy.serve.views import Dossier
    from wirecopy.store import BaseTables

_OF_ROWS = ("pages", "articles")
GATHERED = ("event_mentions", "dyads")  # what is gathered from several tables and exported like one
_FACTS = {"quotes": "quote_id", "entities": "entity_id", "events": "event_id"}
_WITH_CONFIDENCE = (*_FACTS, "mentions", "origins", *GATHERED)
_FOR_OTHER_TOOLS = frozenset(("gdelt", "gdelt_mentions", "geojson", "plover"))


def export(
    base: NewsBase, table: str, format_name: str, target: BinaryIO, *, least: float | None, header: bool
) -> None:
    """Write a table, or the family of a story, to an open binary file; `NewsBase.export` says more."""
    if format_name in family_format_names():
        write_family(family_text(base, table), format_name, target)
    else:
        write_table(table_of(base.tables, table, format_name, least), format_name, target, header=header)


def family_text(base: NewsBase, wanted: str) -> FamilyText:
    """Return a family by its id, or the largest one of the story of that id; raise NotFound."""
    families = base.tables.rows("families", "family_id", [wanted]).to_pylist()
    if families:
        story = base.tables.rows("stories", "article_id", [families[0]["article_id"]])["story_id"][0].as_py()
        return gathered(base.story(story), wanted)
    dossier = base.story(wanted)
    if dossier.canonical.family is None:
        raise NotFound("family", wanted, "This story has one article only: there is nothing to compare.")
    return gathered(dossier, dossier.canonical.family.family_id)


def gathered(story: Dossier, family_id: str) -> FamilyText:
    """Return one family of a story, its canonical article first."""
    from wirecopy.serve.views import wording

    members = [m for m in story.members if m.family is not None and m.family.family_id == family_id]
    members.sort(key=lambda member: not member.is_canonical)
    copies = []
    for number, member in enumerate(members):
        assert member.family is not None
        article = member.article
        copies.append(
            CopyText(
                siglum=wording.letter(number),
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
    containment = {}
    for copy in story.copies:
        containment[copy.article_a, copy.article_b] = copy.containment_a
        containment[copy.article_b, copy.article_a] = copy.containment_b
    return FamilyText(family_id, story.headline.label, tuple(copies), containment)


def table_of(tables: BaseTables, name: str, format_name: str, least: float | None = None) -> pa.Table:
    """Return a table by name, its rows of at least a confidence; a row without any stays.

    `event_mentions` and `dyads`, and for other tools `events` too, come with what other tables know of them: dyads and
    files for other tools from how surely type, sides and status are right, where `least` is not given from .5 on,
    mentions by the type alone, from .7. `pages` and `articles` come with the own columns of the rows they were. Raises
    BadOption where `least` is given for a table without confidence.
    """
    if name == "dyads":
        return dyad_days(_surely_whole(gathered_events(tables), least).to_pylist())
    if name == "event_mentions":
        unasked = EVENTS_FROM if format_name in _FOR_OTHER_TOOLS else None
        return _sure(event_mentions(tables), unasked if least is None else least)
    if name == "events" and format_name in _FOR_OTHER_TOOLS:
        return _surely_whole(gathered_events(tables), least)
    if name == "mentions" and least is not None:
        return _sure_mentions(tables, least)
    table = tables.table(name)
    if name in _OF_ROWS and least is None:
        own = stated_columns(table if name == "pages" else tables.rows("pages").select(["page_id", "columns"]))
        return with_own(table, [own.get(page_id) for page_id in table["page_id"].to_pylist()])
    return _sure(table, least, name)


def _sure(table: pa.Table, least: float | None, name: str = "events") -> pa.Table:
    import pyarrow.compute as pc

    if least is None:
        return table
    if "confidence" not in table.column_names:
        raise BadOption("--least", least, f"with {', '.join(_WITH_CONFIDENCE)}: {name} has no confidence")
    return table.filter(pc.fill_null(pc.greater_equal(table["confidence"], least), fill_value=True))


def _surely_whole(table: pa.Table, least: float | None) -> pa.Table:
    """Return the events of which type, sides and status are surely right; by the type where nothing says how surely."""
    import pyarrow.compute as pc

    told = pc.fill_null(pc.greater_equal(table["whole"], DYADS_FROM if least is None else least), fill_value=False)
    typed = pc.greater_equal(pc.fill_null(table["confidence"], 1.0), EVENTS_FROM if least is None else least)
    return table.filter(pc.or_(told, pc.and_(pc.is_null(table["whole"]), typed)))


def _sure_mentions(tables: BaseTables, least: float) -> pa.Table:
    """Return where the facts stand that are sure enough."""
    import pyarrow as pa
    import pyarrow.compute as pc

    fact_ids = [_sure(tables.table(of), least, of)[key].combine_chunks() for of, key in _FACTS.items()]
    table = tables.table("mentions")
    return table.filter(pc.is_in(table["fact_id"], pa.concat_arrays(fact_ids)))
