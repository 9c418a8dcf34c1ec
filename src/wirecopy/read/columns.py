"""Which column of a table file holds what."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import isfinite

from wirecopy.errors import BadOption

TEXT_COLUMNS = ("text", "raw", "html")
"""Where a row's text may stand; the first that is not empty is read."""
FACTS = (
    "id", "url", "outlet", "title", "published", "updated", "fetched_at", "author", "language", "dateline", "status",
    "version", "embargoed",
)  # fmt: skip
"""What else a row may state of its page."""

# What the columns of common corpora, crawlers and news services are called; nearest first, signs and case aside.
_ALSO = {
    "text": "content body article articletext fulltext articlebody bodytext maintext contenttext textcontent plaintext"
    " story cleanedtext cleantext articlecontent newscontent paragraphs",
    "raw": "rawtext rawcontent",
    "html": "bodyhtml contenthtml articlehtml rawhtml pagehtml htmlcontent bodyxhtml",
    "id": "guid uuid articleid docid documentid itemid newsid storyid externalid recordid uri",
    "url": "link href articleurl sourceurl pageurl canonicalurl weburl originalurl permalink externallink",
    "outlet": "series source sourcename publisher publication newspaper sitename site domain sourcedomain hostname"
    " media medianame newssource provider journal",
    "title": "headline heading articletitle pagetitle newstitle",
    "published": "date publishedat publisheddate publishdate datepublish datepublished pubdate publicationdate datetime"
    " publishedtime publishtime published_on firstpublished articledate newsdate postdate dateline_date created"
    " createdat datecreated timestamp time firstcreated issued webpublicationdate",
    "updated": "updatedat modified modifiedat datemodified modifieddate lastmodified updateddate dateupdated lastmod"
    " lastupdated versioncreated",
    "fetched_at": "fetched crawled crawledat crawldate datecrawled crawltime scrapedat scrapedate scrapetime"
    " datescraped downloaded downloaddate datedownload downloadedat retrieved retrievedat accessed"
    " accessdate collectedat",
    "author": "authors byline writer journalist reporter creator writers authorname",
    "language": "lang languagecode locale",
    "dateline": "located",
    "status": "pubstatus publishstatus",
    "version": "revision",
    "embargoed": "embargo embargoeduntil",
}
_KNOWN = {
    ours: ("".join(c for c in ours if c.isalnum()), *("".join(c for c in also if c.isalnum()) for also in more.split()))
    for ours, more in _ALSO.items()
}
_SHOWN, _SHOWN_LENGTH = 30, 40
MAX_COLUMNS_CHARS = 65_536
MAX_CELL_CHARS = 8_192


@dataclass(frozen=True, slots=True)
class Columns:
    """The input's name for each of our columns, and the columns that nothing is read from."""

    texts: tuple[tuple[str, str], ...]
    """(our name, the input's name), in the order they are tried."""
    facts: Mapping[str, str]
    """Our name -> the input's, for what the table has."""
    left: tuple[str, ...] = ()

    def described(self) -> str:
        """Return in one line which column was read as what, and which were left.

        >>> find_columns(["headline", "content", "ID", "likes"], {}).described()
        'read: content as text, ID as id, headline as title; left: likes'
        """
        pairs = [*self.texts, *self.facts.items()]
        read = [name if _fold(name) == _fold(ours) and name == ours else f"{name} as {ours}" for ours, name in pairs]
        names = f"read: {', '.join(short_names(read))}"
        return f"{names}; left: {', '.join(short_names(self.left))}" if self.left else names


"""Takes a file and how its columns are read."""


def find_columns(names: Iterable[str], mapping: Mapping[str, str]) -> Columns:
    """Return where our columns stand among `names`: as mapped, else under our own names, else under usual ones.

    Signs and case of a name do not count (`Publish-Date` is `publishdate`), and a column is read as one thing.

    >>> find_columns(["ID", "content", "Publish Date"], {}).texts
    (('text', 'content'),)
    """
    mapping = canonical_mapping(mapping)
    present = list(dict.fromkeys(names))
    folded = {_fold(name): name for name in reversed(present)}
    taken = set(mapping.values())
    columns = {ours: name for ours, name in mapping.items() if name in present}
    for depth in range(max(map(len, _KNOWN.values()))):  # our own names first, then the nearest of the usual ones
        for ours, usual in _KNOWN.items():
            name = folded.get(usual[depth]) if depth < len(usual) else None
            if name is not None and ours not in mapping and ours not in columns and name not in taken:
                columns[ours] = name
                taken.add(name)
    in_order = sorted(TEXT_COLUMNS, key=lambda ours: ours not in mapping)  # what is mapped is meant
    texts = tuple((ours, columns[ours]) for ours in in_order if ours in columns)
    facts = {ours: columns[ours] for ours in FACTS if ours in columns}
    read = {name for _, name in texts} | set(facts.values())
    return Columns(texts, facts, tuple(name for name in present if name not in read))


def canonical_mapping(mapping: Mapping[str, str]) -> dict[str, str]:
    """Return the mapping under our own column names; raise BadOption for a name that is none of them."""
    also = {"series": "outlet", "fetched": "fetched_at"}
    for name in mapping:
        if name not in _KNOWN and name not in also:
            raise BadOption("columns", name, f"one of {', '.join((*TEXT_COLUMNS, *FACTS))}, as NAME=COLUMN")
    return {also.get(name, name): column for name, column in mapping.items()}


def missing_columns(names: Sequence[str], mapping: Mapping[str, str]) -> list[str]:
    """Return the mapped columns that the input does not have."""
    return [column for column in mapping.values() if column not in names]


def no_text_column(names: Sequence[str]) -> str:
    """Return the reason given for a table without a text: which columns it has."""
    return f"no column {', '.join(TEXT_COLUMNS[:-1])} or {TEXT_COLUMNS[-1]}; it has: {', '.join(short_names(names))}"


def short_names(names: Sequence[str]) -> list[str]:
    """Return column names short enough for a message: what is taken for a header may be a whole text."""
    rest = [f"... ({len(names) - _SHOWN} more)"] if len(names) > _SHOWN else []
    return [name if len(name) <= _SHOWN_LENGTH else name[:_SHOWN_LENGTH] + "..." for name in names[:_SHOWN]] + rest


def own_columns(row: Mapping[str, object], columns: Columns) -> str | None:
    """Return a row's own columns, its texts and what is too long aside, as a JSON object; null where there are none.

    >>> own_columns({"text": "Rain.", "likes": 3, "id": "7"}, find_columns(["text", "likes", "id"], {}))
    '{"likes": 3, "id": "7"}'
    """
    texts = {name for _, name in columns.texts}
    values: dict[str, object] = {}
    size = 0
    for name, value in row.items():
        if name in texts or value is None or value != value:
            continue
        written = json.dumps(_plain(value), ensure_ascii=False, default=str)
        if len(written) > MAX_CELL_CHARS or size + len(written) > MAX_COLUMNS_CHARS:
            continue
        size += len(written)
        values[name] = _plain(value)
    return json.dumps(values, ensure_ascii=False, default=str) if values else None


def whole_row(
    row: Mapping[str, object], texts: Mapping[str, bool], most: int, lost: Callable[[str, str], object]
) -> str:
    """Return a row's own columns as a JSON object: all but its text, nulls too; bytes in lists and objects as base64.

    `texts` says of each text column whether the text was read from it: that one is left out, and others where empty.
    `lost` takes the name of each column that goes beyond `most` characters.

    >>> whole_row({"text": "Rain.", "tags": ["sea"], "likes": None, "at": float("nan")}, {"text": True}, 99, print)
    '{"tags": ["sea"], "likes": null, "at": null}'
    """
    cells = []
    size = 0
    for name, value in row.items():
        if name in texts and (texts[name] or not value):
            continue
        cell = _strict_json(_plain(value))
        if size + len(cell) > most:
            lost(name, f"over {most:,} characters")
            continue
        size += len(cell)
        cells.append(f"{json.dumps(name, ensure_ascii=False)}: {cell}")
    return f"{{{', '.join(cells)}}}"


def _strict_json(value: object) -> str:
    """Return a value as JSON that every reader takes: numbers that are none are null."""
    try:
        return json.dumps(value, ensure_ascii=False, default=_as_text, allow_nan=False)
    except ValueError:
        return json.dumps(_finite(value), ensure_ascii=False, default=_as_text)


def _finite(value: object) -> object:
    if isinstance(value, float):
        return value if isfinite(value) else None
    if isinstance(value, Mapping):
        return {name: _finite(inner) for name, inner in value.items()}
    return [_finite(inner) for inner in value] if isinstance(value, list | tuple) else value


def _as_text(value: object) -> str:
    return b64encode(value).decode("ascii") if isinstance(value, bytes) else str(value)


def _plain(value: object) -> object:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else value


def _fold(name: str) -> str:
    return "".join(c for c in name.lower() if c.isalnum())
