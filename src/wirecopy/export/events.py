"""What the formats for event data share: dyads, codes and scores of the types."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any

import pyarrow as pa

from wirecopy.errors import BadOption

# Type: the CAMEO root it comes from, its quad class (1 verbal, 2 material cooperation; 3 verbal, 4 material conflict),
# and its place between conflict and cooperation as the PLOVER codebook has it.
_TYPES = {
    "AGREE": ("030", 1, 2.5), "CONSULT": ("040", 1, 2.5), "SUPPORT": ("050", 1, 5.0), "CONCEDE": ("080", 1, 4.5),
    "COOPERATE": ("060", 2, 9.5), "AID": ("070", 2, 10.0), "RETREAT": ("087", 2, 6.5), "REQUEST": ("100", 3, 0.0),
    "ACCUSE": ("110", 3, -3.0), "REJECT": ("120", 3, -2.0), "THREATEN": ("130", 3, -3.5), "PROTEST": ("140", 4, -5.0),
    "MOBILIZE": ("150", 4, -5.5), "SANCTION": ("160", 4, -6.0), "COERCE": ("170", 4, -7.0), "ASSAULT": ("190", 4, -9.0),
}  # fmt: skip
_BOTH_WAYS = ("event:consult.", "event:support.sign", "event:cooperate.work", "event:cooperate.drill")
"""Rules of what two sides do together: as CAMEO has it, whoever meets another is met by them."""
Side = tuple[str, str, str]


def event_rows(table: pa.Table, format_name: str) -> Iterator[dict[str, Any]]:
    """Yield the rows of the table `events`; raise BadOption for another table."""
    if "recipient_countries" not in table.column_names:
        raise BadOption("--format", format_name, "with the table events")
    yield from table.to_pylist()


def dyads(row: dict[str, Any]) -> list[tuple[Side, Side]]:
    """Return the pairs of an event: each actor with each recipient, of what they do together the other way too.

    Actors without a recipient act on each other.
    """
    actors, recipients = _side(row, "actor"), _side(row, "recipient")
    nobody = ("", "", "")
    if recipients:
        pairs = list(product(actors or [nobody], recipients))
        mutual = bool(actors) and (row["type"] == "CONSULT" or row["rule"].startswith(_BOTH_WAYS))
        return pairs + [(b, a) for a, b in pairs] if mutual else pairs
    if len(actors) > 1:
        return [(a, b) for a, b in product(actors, actors) if a != b]
    return [(actor, nobody) for actor in actors or [nobody]]


def root_code(kind: str) -> tuple[str, int]:
    """Return the CAMEO code and the quad class of a PLOVER type."""
    code, quad, _ = _TYPES[kind]
    return code, quad


def conflict_types() -> tuple[str, ...]:
    """Return the PLOVER types that are conflict, in words or deeds, as CAMEO's quad classes divide them."""
    return tuple(kind for kind, (_, quad, _) in _TYPES.items() if quad > 2)


def score(kind: str) -> float:
    """Return where a PLOVER type stands between conflict (-10) and cooperation (10)."""
    return _TYPES[kind][2]


def moment(time: str | None) -> str:
    """Return a stated time as the fourteen digits of a moment; empty where there is none.

    >>> moment("2024-06-11T08:15:00Z"), moment("2024-06-11"), moment(None)
    ('20240611081500', '20240611000000', '')
    """
    digits = "".join(c for c in (time or "")[:19] if c.isdigit())
    return (digits + "000000")[:14] if digits else ""


def _side(row: dict[str, Any], side: str) -> list[Side]:
    columns = [row[f"{side}_{name}"] or [] for name in ("names", "countries", "sectors")]
    return list(zip(*columns, strict=False))
