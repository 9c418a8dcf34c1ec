"""The own columns of a row beside ours, none of which takes the place of another."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from wirecopy.read import find_columns


class OwnNames:
    """Under which names the own columns of rows are written; `renamed` says which have another than they had."""

    def __init__(self, ours: Iterable[str], mapping: Mapping[str, str]) -> None:
        self._ours, self._mapping = frozenset(ours), mapping
        self._names: dict[tuple[str, ...], dict[str, str]] = {}
        self.renamed: dict[str, str] = {}

    def own(self, columns: str | None, row: Mapping[str, Any]) -> dict[str, Any]:
        """Return a row's own columns; one called like ours as `own_NAME`, unless ours was read from it: that one only
        where `row`, as it is written, has no such column.

        >>> OwnNames(["page_id", "title"], {}).own('{"page_id": 7, "title": "Rain", "likes": 3}', {"title": "Rain"})
        {'own_page_id': 7, 'likes': 3}
        """
        values: dict[str, Any] = json.loads(columns or "{}")
        layout = tuple(values)
        if layout not in self._names:
            if len(self._names) >= _MOST_LAYOUTS:  # rows that all differ would fill the memory
                self._names.clear()
            self._names[layout] = self._named(layout)
        names = self._names[layout]
        return {names[name]: value for name, value in values.items() if names[name] not in row}

    def _named(self, layout: tuple[str, ...]) -> dict[str, str]:
        facts = find_columns(layout, self._mapping).facts
        read = {name for ours, name in facts.items() if name == _NAMES.get(ours, ours)}
        names = {name: name for name in layout if name not in self._ours or name in read}
        for name in layout:
            if name in self._ours and name not in read:
                free = f"own_{name}"
                while free in names.values() or free in self._ours:
                    free = f"own_{free}"
                names[name] = self.renamed[name] = free
        return names


_MOST_LAYOUTS = 1000
_NAMES = {"id": "external_id"}
"""What of a page's facts is written under another name."""
