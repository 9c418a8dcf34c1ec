"""The views as plain values for `--json`: the words and columns of the tables, in their order."""

from __future__ import annotations

import dataclasses
from typing import TypeAlias

from wirecopy.serve.views.events import deeds
from wirecopy.serve.views.quotations import sayings
from wirecopy.serve.views.story import Dossier, Headline, Member

Json: TypeAlias = "str | int | float | bool | list[Json] | dict[str, Json] | None"

_ELSEWHERE = frozenset(("raw", "source"))  # a page's text is in `pages` (`wirecopy export BASE pages`)


def headline_json(headline: Headline) -> dict[str, Json]:
    """Return a story's line of the list.

    Keys: `story_id`, `label`, `counts` (the header as readers see it), `articles`, `texts`, `origins_low`,
    `origins_high`, `outlets`, `agencies`, `first_published`, `substantive_edits`, `last_published`, `archived`,
    `withdrawn` (articles that their source took back, in no count), `differing` (copies that differ in substance),
    `no_article` (galleries, lists and transcripts, in no count).
    """
    line = plain_columns(headline)
    return {"story_id": line.pop("story_id"), "label": line.pop("label"), "counts": headline.counts, **line}


def dossier_json(dossier: Dossier) -> dict[str, Json]:
    """Return a story with its evidence.

    Keys: `story` (see `headline_json`); `articles`: the columns of `articles`, then `page` (of `pages`, less
    the text), `family` (of `families`, null for a lone article), `containment`, `spans`, `edits`; `origins`;
    `quotes`, each with its `number` and `mentions`; `entities`, each with its `mentions`; `events`, as the quotes;
    `copies`; `additions` (what only one text has); `items` (of digests and live pages).
    """
    quotes = [
        plain_columns(saying.quote) | {"number": saying.number, "mentions": [plain_columns(m) for m in saying.mentions]}
        for saying in sayings(dossier)
    ]
    places: dict[str, list[Json]] = {entity.entity_id: [] for entity in dossier.entities}
    for mention in dossier.mentions:
        if mention.fact_id in places:
            places[mention.fact_id].append(plain_columns(mention))
    return {
        "story": headline_json(dossier.headline),
        "articles": [_member_json(member) for member in dossier.members],
        "origins": [plain_columns(origin) for origin in dossier.origins],
        "quotes": list(quotes),
        "entities": [plain_columns(entity) | {"mentions": places[entity.entity_id]} for entity in dossier.entities],
        "events": [
            plain_columns(deed.event) | {"number": deed.number, "mentions": [plain_columns(m) for m in deed.mentions]}
            for deed in deeds(dossier)
        ],
        "copies": [plain_columns(copy) for copy in dossier.copies],
        "additions": [plain_columns(addition) for addition in dossier.additions],
        "items": [plain_columns(item) for item in dossier.items],
    }


def _member_json(member: Member) -> dict[str, Json]:
    return plain_columns(member.article) | {
        "page": plain_columns(member.page),
        "family": plain_columns(member.family) if member.family else None,
        "containment": member.containment,
        "spans": [plain_columns(span) for span in member.spans],
        "edits": [plain_columns(edit) for edit in member.edits],
    }


def plain_columns(record: object) -> dict[str, Json]:
    """Return a record's fields as plain values; a page's text and bytes are left out."""
    names = (field.name for field in dataclasses.fields(record))  # type: ignore[arg-type]
    return {name: _value(getattr(record, name)) for name in names if name not in _ELSEWHERE}


def _value(value: object) -> Json:
    if dataclasses.is_dataclass(value):
        return plain_columns(value)
    if isinstance(value, (tuple, list)):
        return [_value(part) for part in value]
    if value is None or isinstance(value, (str, int, float, bool)):
        return value
    raise TypeError(f"{type(value).__name__} has no JSON form")
