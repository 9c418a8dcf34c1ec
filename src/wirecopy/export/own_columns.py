"""A row's own columns, as its table file had them, beside ours."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow as pa

MOST_COLUMNS = 500
"""So many columns of their own may rows have together in an export; the rest stays in `pages.columns`."""


def own_of(columns: str | None, ours: Iterable[str]) -> dict[str, Any]:
    """Return a row's own columns but those that one of `ours` is called like.

    >>> own_of('{"likes": 3, "title": "Rain"}', ["title", "text"]), own_of(None, [])
    ({'likes': 3}, {})
    """
    taken = frozenset(ours)
    return {name: value for name, value in json.loads(columns or "{}").items() if name not in taken}


def with_own(table: pa.Table, columns: Sequence[str | None]) -> pa.Table:
    """Return a table with its rows' own columns behind its own, which go first where both have one name.

    >>> import pyarrow as pa
    >>> with_own(pa.table({"page_id": ["p_1", "p_2"]}), ['{"likes": 3}', None]).to_pylist()
    [{'page_id': 'p_1', 'likes': 3}, {'page_id': 'p_2', 'likes': None}]
    """
    ours = table.column_names
    rows = [own_of(stated, ours) for stated in columns]
    names = list(dict.fromkeys(name for row in rows for name in row))
    for name in names[:MOST_COLUMNS]:
        table = table.append_column(name, _column([row.get(name) for row in rows]))
    return table


def _column(values: list[Any]) -> pa.Array:
    """Return values as they are where they are of one kind, else as text."""
    import pyarrow as pa

    try:
        return pa.array(values)
    except (pa.ArrowInvalid, pa.ArrowTypeError, OverflowError):
        return pa.array([_text(value) for value in values], pa.string())


def _text(value: Any) -> str | None:
    return value if value is None or isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def stated_columns(pages: pa.Table) -> Mapping[str, str | None]:
    """Return the own columns of each page's row, by the page's id."""
    return dict(zip(pages["page_id"].to_pylist(), pages["columns"].to_pylist(), strict=True))
