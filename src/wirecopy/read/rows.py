"""The rows of a table file as pages."""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping

from wirecopy.options import ReadOptions
from wirecopy.read.columns import Columns, find_columns, shown
from wirecopy.read.decode import NotText, declared_charset, decode
from wirecopy.read.page import Found, build_page, row_uri, storable, too_long
from wirecopy.types import Page, Rejected

_MAX_LAYOUTS = 1000


class Rows:
    """Makes the pages of one table file.

    It remembers a number for each row that has neither id nor URL (about 100 bytes a row), to tell such rows
    apart that are alike; a table with ids takes no memory.
    """

    def __init__(self, path: str, options: ReadOptions) -> None:
        self._path, self._options = path, options
        self._layouts: dict[tuple[str, ...], Columns] = {}
        self._seen: dict[int, int] = {}

    def page(self, row: Mapping[str, object], number: int) -> Page | Rejected:
        """Return the page of a row, or why it is none. `number` stands in for an id the row does not have."""
        columns = self._columns(row)
        external_id = fact(row.get(columns.id)) if columns.id else None
        for ours, name in columns.texts:
            value = row.get(name)
            if value is None or value == "" or value != value:  # NaN: a null of pandas
                continue
            if not isinstance(value, str | bytes):
                return self.rejected(number, f"{name} is no text but {type(value).__name__}", external_id)
            try:
                found = self._found(value, ours == "html", number)
            except NotText as error:
                return self.rejected(number, f"{name}: {error}", external_id)
            return self._built(found, row, columns) if found else self.rejected(number, self._long, external_id)
        return self.rejected(number, f"no text; the row has the columns {', '.join(shown(list(row)))}", external_id)

    def rejected(self, number: int, reason: str, external_id: str | None = None) -> Rejected:
        """Return the row as rejected, with the reason."""
        return Rejected(row_uri(self._path, external_id, number), "read", reason)

    @property
    def _long(self) -> str:
        return too_long(self._options)

    def _columns(self, row: Mapping[str, object]) -> Columns:
        names = tuple(row)
        columns = self._layouts.get(names)
        if columns is None:
            if len(self._layouts) >= _MAX_LAYOUTS:  # rows that all differ would fill the memory
                self._layouts.clear()
            columns = self._layouts[names] = find_columns(names, self._options.columns)
        return columns

    def _found(self, value: str | bytes, is_html: bool, number: int) -> Found | None:
        if len(value) > self._options.max_page_chars * (1 if isinstance(value, str) else 4):
            return None
        if is_html:
            return html_found(self._path, value, number)
        text = decode(value) if isinstance(value, bytes) else value
        return Found(self._path, text.removeprefix("\ufeff"), number=number)

    def _built(self, found: Found, row: Mapping[str, object], columns: Columns) -> Page | Rejected:
        stated = [
            fact(row.get(name)) if name else None
            for name in (
                columns.id,
                columns.url,
                columns.outlet,
                columns.title,
                columns.published,
                columns.fetched_at,
            )
        ]
        external_id, url, outlet, title, published, fetched_at = stated
        found = Found(
            found.path, found.raw, found.media_type, found.number,
            external_id=external_id, outlet=outlet, url=url or found.url, site_url=url or found.site_url,
            title=title or found.title, published=published, fetched_at=fetched_at, source=found.source,
        )  # fmt: skip
        page = build_page(found, self._options)
        if external_id is None and found.url is None and isinstance(page, Page):
            return self._counted(page, found)
        return page

    def _counted(self, page: Page, found: Found) -> Page | Rejected:
        mark = hash(page.page_id)
        earlier = self._seen.get(mark, 0)
        self._seen[mark] = earlier + 1
        return build_page(found, self._options, occurrence=earlier) if earlier else page


def html_found(path: str, source: bytes | str, number: int | None = None) -> Found:
    """Return what a saved HTML page shows and says of itself. Raises NotText."""
    from wirecopy.read.html_text import visible_text

    saved = source if isinstance(source, bytes) else storable(source).encode("utf-8")
    html = decode(saved, declared_charset(saved)) if isinstance(source, bytes) else storable(source)
    seen = visible_text(html)
    return Found(
        path,
        seen.text,
        "text/html",
        number,
        url=seen.url,
        site_url=seen.site_url,
        title=seen.title,
        source=saved,
    )


def fact(value: object) -> str | None:
    """Return what a row states about its page as text, unparsed; null for nothing.

    >>> fact(12), fact(" "), fact(float("nan")), fact(datetime.date(2023, 5, 30))
    ('12', None, None, '2023-05-30')
    """
    if value is None or value != value:
        return None
    if isinstance(value, bytes):
        try:
            value = decode(value)
        except NotText:
            return None
    if isinstance(value, str):
        return storable(value) if value and not value.isspace() else None
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    if isinstance(value, int | float):
        return str(value)
    return storable(json.dumps(value, ensure_ascii=False, default=str))
