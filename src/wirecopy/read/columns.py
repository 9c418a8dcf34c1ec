"""Which column of a table file holds what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from wirecopy.errors import BadOption

TEXT_COLUMNS = ("text", "raw", "html")
"""Where a row's text may stand; the first that is not empty is read."""

# passim's newspaper code is its `series`; nothing else is taken for an outlet unless it is mapped.
_ALSO = {"outlet": ("series",), "fetched_at": ("fetched",)}
_FACTS = ("id", "url", "outlet", "title", "published", "fetched_at")
_SHOWN, _SHOWN_LENGTH = 30, 40


@dataclass(frozen=True, slots=True)
class Columns:
    """The input's name for each of our columns; null for what the table does not have."""

    texts: tuple[tuple[str, str], ...]
    """(our name, the input's name), in the order they are tried."""
    id: str | None
    url: str | None
    outlet: str | None
    title: str | None
    published: str | None
    fetched_at: str | None

    def wanted(self) -> list[str]:
        """Return the input's columns that are read, each once."""
        facts = (self.id, self.url, self.outlet, self.title, self.published, self.fetched_at)
        return list(dict.fromkeys([name for _, name in self.texts] + [name for name in facts if name]))


def find_columns(names: Iterable[str], mapping: Mapping[str, str]) -> Columns:
    """Return where our columns stand among `names`: as mapped, else under our own names, upper case or lower.

    >>> find_columns(["ID", "content"], {"text": "content"}).texts
    (('text', 'content'),)
    """
    mapping = canonical_mapping(mapping)
    present = list(names)
    folded = {name.strip().lower(): name for name in reversed(present)}

    def of(ours: str) -> str | None:
        if ours in mapping:
            return mapping[ours] if mapping[ours] in present else None
        return next((folded[name] for name in (ours, *_ALSO.get(ours, ())) if name in folded), None)

    in_order = sorted(TEXT_COLUMNS, key=lambda ours: ours not in mapping)  # what is mapped is meant
    texts = tuple((ours, name) for ours in in_order if (name := of(ours)) is not None)
    return Columns(texts, *map(of, _FACTS))


def canonical_mapping(mapping: Mapping[str, str]) -> dict[str, str]:
    """Return the mapping under our own column names; raise BadOption for a name that is none of them."""
    known = (*TEXT_COLUMNS, *_FACTS)
    ours = {also: name for name, others in _ALSO.items() for also in others}
    for name in mapping:
        if name not in known and name not in ours:
            raise BadOption("columns", name, f"one of {', '.join(known)}, as NAME=COLUMN")
    return {ours.get(name, name): column for name, column in mapping.items()}


def missing_columns(names: Sequence[str], mapping: Mapping[str, str]) -> list[str]:
    """Return the mapped columns that the input does not have."""
    return [column for column in mapping.values() if column not in names]


def no_text_column(names: Sequence[str]) -> str:
    """Return the reason given for a table without a text: which columns it has."""
    return f"no column {', '.join(TEXT_COLUMNS[:-1])} or {TEXT_COLUMNS[-1]}; it has: {', '.join(shown(names))}"


def shown(names: Sequence[str]) -> list[str]:
    """Return column names short enough for a message: what is taken for a header may be a whole text."""
    rest = [f"... ({len(names) - _SHOWN} more)"] if len(names) > _SHOWN else []
    return [name if len(name) <= _SHOWN_LENGTH else name[:_SHOWN_LENGTH] + "..." for name in names[:_SHOWN]] + rest
