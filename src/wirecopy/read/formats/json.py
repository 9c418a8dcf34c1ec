"""JSON: an array of rows or ninjs items, one of them, objects one behind the other, a JSON Feed, a service's answer."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from wirecopy.options import ReadOptions
from wirecopy.read.columns import find_columns
from wirecopy.read.decode import NotText, decode_text
from wirecopy.read.news import jsonfeed
from wirecopy.read.news.item import item_pages
from wirecopy.read.news.ninjs import is_ninjs, ninjs_item
from wirecopy.read.page import row_uri, too_long
from wirecopy.read.rows import Rows
from wirecopy.read.streams import DAMAGED, read_bounded
from wirecopy.types import Page, Rejected

EXTENSIONS = (".json", ".ninjs", ".jsonfeed")

_DECODER = json.JSONDecoder(strict=False)
_BETWEEN = " \t\r\n,\ufeff\x1e"  # \x1e: a text sequence (RFC 7464)
_MAX_DEPTH = 4
_MAX_BROKEN = 100


def pages(path: str, options: ReadOptions) -> Iterator[Page | Rejected]:
    """Yield the page of each object, one at a time; what is no object with a text is rejected by its number."""
    try:
        content = read_bounded(path, options)
        text = decode_text(content) if content is not None else None
    except NotText as error:
        yield Rejected(row_uri(path, None, None), "read", str(error))
        return
    except DAMAGED as error:
        yield Rejected(row_uri(path, None, None), "read", f"damaged packing: {error}")
        return
    if text is None:
        yield Rejected(row_uri(path, None, None), "read", too_long(options))
        return
    rows = Rows(path, options)
    for number, value in enumerate(_values(text), 1):
        yield from _pages(path, value, number, rows, options)


def _pages(path: str, value: Any, number: int, rows: Rows, options: ReadOptions) -> Iterator[Page | Rejected]:
    if isinstance(value, _Broken):
        yield rows.rejected(number, f"no JSON at character {value.at}: {value.why}")
    elif not isinstance(value, Mapping):
        yield rows.rejected(number, f"a JSON {type(value).__name__}, not an object")
    elif jsonfeed.is_feed(value):
        yield from item_pages(path, jsonfeed.items(value), options)
    elif is_ninjs(value):
        yield from item_pages(path, [ninjs_item(value)], options)
    elif (listed := _record_list(value)) is not None:
        for inner, row in enumerate(listed, 1):
            yield from _pages(path, row, inner, rows, options)
    else:
        yield rows.page(value, number)


class _Broken(Exception):
    """Where a text stops being JSON."""

    def __init__(self, at: int, why: str) -> None:
        self.at, self.why = at, why


def _values(text: str) -> Iterator[Any]:
    """Yield the values of an array, or those that stand one behind the other; a broken one ends at its line."""
    at = _next(text, 0)
    at = _next(text, at + 1) if text[at : at + 1] == "[" else at
    broken = 0
    while at < len(text) and text[at] != "]":
        try:
            value, at = _DECODER.raw_decode(text, at)
        except (ValueError, RecursionError) as error:
            broken += 1
            why = "nested too deep" if isinstance(error, RecursionError) else getattr(error, "msg", str(error))
            yield _Broken(at, why)
            line = text.find("\n", at)
            if line < 0 or broken >= _MAX_BROKEN:
                return
            at = line
        else:
            yield value
        at = _next(text, at)


def _next(text: str, at: int) -> int:
    while at < len(text) and text[at] in _BETWEEN:
        at += 1
    return at


def _record_list(value: Mapping[str, Any], depth: int = _MAX_DEPTH) -> list[Any] | None:
    """Return the longest list of objects under an object that has no text of its own: a service's answer."""
    if any(value[name] for _, name in find_columns(value, {}).texts):
        return None
    lists = [v for v in value.values() if isinstance(v, list) and v and all(isinstance(each, dict) for each in v[:3])]
    if not lists and depth:
        inner = (_record_list(v, depth - 1) for v in value.values() if isinstance(v, dict))
        lists = [items for items in inner if items]
    return max(lists, key=len, default=None)
