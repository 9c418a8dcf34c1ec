"""The rows of a table file as pages."""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from wirecopy.options import ReadOptions
from wirecopy.read.columns import Columns, find_columns, own_columns, short_names, whole_row
from wirecopy.read.decode import NotText, declared_charset, decode_text
from wirecopy.read.page import FormatPage, build_page, row_uri, storable, too_long
from wirecopy.types import Page, Rejected

_MAX_LAYOUTS = 1000
_HEAD = 512
_PARAGRAPH_KEYS = ("paragraphs", "text", "content", "value", "body")


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
        facts = columns.facts.items()
        stated: dict[str, Any] = {ours: fact for ours, name in facts if (fact := _column_text(ours, row.get(name)))}
        external_id = stated.pop("id", None)
        for ours, name in columns.texts:
            value = _text(row.get(name))
            if value is None or value == "" or value != value:  # NaN: a null of pandas
                continue
            if not isinstance(value, str | bytes):
                return self.rejected(number, f"{name} is no text but {type(value).__name__}", external_id)
            try:
                page = self._format_page(value, ours == "html", number)
            except NotText as error:
                return self.rejected(number, f"{name}: {error}", external_id)
            if page is None:
                return self.rejected(number, too_long(self._options), external_id)
            own = self._own(row, columns, name)
            return self._built(page, stated, external_id, storable(own) if own else None)
        return self.rejected(
            number, f"no text; the row has the columns {', '.join(short_names(list(row)))}", external_id
        )

    def rejected(self, number: int, reason: str, external_id: str | None = None) -> Rejected:
        """Return the row as rejected, with the reason."""
        return Rejected(row_uri(self._path, external_id, number), "read", reason, number)

    def _own(self, row: Mapping[str, object], columns: Columns, read: str) -> str | None:
        lost = self._options.own_column_lost
        if lost is None:
            return own_columns(row, columns)
        return whole_row(row, {name: name == read for _, name in columns.texts}, self._options.max_page_chars, lost)

    def _columns(self, row: Mapping[str, object]) -> Columns:
        names = tuple(row)
        columns = self._layouts.get(names)
        if columns is None:
            if len(self._layouts) >= _MAX_LAYOUTS:  # rows that all differ would fill the memory
                self._layouts.clear()
            columns = self._layouts[names] = find_columns(names, self._options.columns)
            if self._options.columns_told is not None:
                self._options.columns_told(self._path, columns.described())
        return columns

    def _format_page(self, value: str | bytes, is_html: bool, number: int) -> FormatPage | None:
        if len(value) > self._options.max_page_chars * (1 if isinstance(value, str) else 4):
            return None
        if is_html or (isinstance(value, str) and is_whole_page(value)):
            return html_page(self._path, value, number)
        text = decode_text(value) if isinstance(value, bytes) else value
        return FormatPage(self._path, text.removeprefix("\ufeff"), number=number)

    def _built(
        self, laid: FormatPage, stated: dict[str, Any], external_id: str | None, columns: str | None
    ) -> Page | Rejected:
        stated |= {"site_url": stated["url"]} if "url" in stated else {}
        laid = replace(laid, external_id=external_id, columns=columns, **stated)
        page = build_page(laid, self._options)
        if external_id is None and laid.url is None and isinstance(page, Page):
            return self._counted(page, laid)
        return page

    def _counted(self, page: Page, laid: FormatPage) -> Page | Rejected:
        mark = hash(page.page_id)
        earlier = self._seen.get(mark, 0)
        self._seen[mark] = earlier + 1
        return build_page(laid, self._options, occurrence=earlier) if earlier else page


def is_whole_page(text: str) -> bool:
    """Return whether a text is a whole HTML page, not only text with markup in it.

    >>> is_whole_page("<!doctype html><html><body>Rain.</body></html>"), is_whole_page("<p>Rain.</p>")
    (True, False)
    """
    head = text[:_HEAD].lstrip("\ufeff \t\r\n").lower()
    return head.startswith(("<!doctype html", "<html")) or (head.startswith("<?xml") and "<html" in head)


def _text(value: object) -> object:
    """Return the value of a text column: a list of paragraphs, or of objects that hold one each, as one text."""
    if isinstance(value, dict):
        value = next((value[key] for key in _PARAGRAPH_KEYS if value.get(key)), value)
    if not isinstance(value, list | tuple):
        return value
    parts = [_text(part) if isinstance(part, dict) else part for part in value]
    return "\n\n".join(part for part in parts if isinstance(part, str)) if parts else None


def _column_text(ours: str, value: object) -> str | None:
    """Return what a column states of its page; of people and houses that are objects or lists, their names."""
    if ours in ("outlet", "author", "title"):
        several = list(value) if isinstance(value, list | tuple) else [value]
        names = [next((v[key] for key in ("name", "title", "id") if v.get(key)), None) if isinstance(v, dict) else v
                 for v in several]  # fmt: skip
        value = names[0] if len(names) == 1 else ", ".join(filter(None, map(fact, names)))
    return fact(value)


def html_page(path: str, source: bytes | str, number: int | None = None) -> FormatPage:
    """Return what a saved HTML page shows and says of itself. Raises NotText."""
    from wirecopy.read.html_text import visible_text

    saved = source if isinstance(source, bytes) else storable(source).encode("utf-8")
    html = decode_text(saved, declared_charset(saved)) if isinstance(source, bytes) else storable(source)
    seen = visible_text(html)
    return FormatPage(
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
            value = decode_text(value)
        except NotText:
            return None
    if isinstance(value, str):
        return storable(value) if value and not value.isspace() else None
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    if isinstance(value, int | float):
        return str(value)
    return storable(json.dumps(value, ensure_ascii=False, default=str))
