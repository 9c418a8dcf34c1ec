"""Who did what to whom on which day, with how much of the news stands behind it: the table `dyads`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import pyarrow as pa

from wirecopy.export.events import Side, dyads, root_code, score

_s, _i, _f = pa.string(), pa.int64(), pa.float64()
SCHEMA = pa.schema(
    [
        ("day", _s), ("day_from", _s), ("precision", _s), ("source", _s), ("source_country", _s),
        ("source_names", _s), ("target", _s),
        ("target_country", _s), ("target_names", _s), ("type", _s), ("cameo", _s), ("quad_class", _i),
        ("goldstein", _f), ("status", _s), ("background", pa.bool_()), ("events", _i), ("stories", _i),
        ("articles", _i), ("outlets", _i), ("origins_low", _i), ("origins_high", _i), ("confidence", _f), ("whole", _f),
        ("place", _s), ("place_country", _s), ("latitude", _f), ("longitude", _f), ("event_ids", _s), ("words", _s),
    ]
)  # fmt: skip
_PRECISIONS = (("day", 1), ("month", 31), ("year", 366))
_Key = tuple[Any, ...]
_Told = tuple[Mapping[str, Any], Side, Side]


def dyad_days(events: Iterable[Mapping[str, Any]]) -> pa.Table:
    """Return a row for each day, source, target, type and status, with what carries the events behind it.

    `source` and `target` are a country with its sector ("USAGOV"), or the name of a party whose country the text does
    not tell; empty where the text names no other side. `day` is the first of an event, `precision` how closely the text
    tells when: to the day, the month, the year, or longer; "report" where it does not tell, and the day is that of the
    report. `articles`, `outlets` and the origins are counted once however many of the row's events they carry;
    `confidence`, `whole` and `words` are those of the surest event, `place` that of the surest with one.
    """
    grouped: dict[_Key, list[_Told]] = defaultdict(list)
    for event in events:
        for source, target in dyads(dict(event)):
            event_key = event["type"], event["status"], event["background"]
            key = (event["day"], closeness(event), _code(source), _code(target), *event_key)
            grouped[key].append((event, source, target))
    return pa.Table.from_pylist([_row(key, grouped[key]) for key in sorted(grouped, key=str)], schema=SCHEMA)


def closeness(event: Mapping[str, Any]) -> str:
    """Return how closely the text tells when: to day, month, year, or some longer time; "report" where not at all."""
    if event["day_from"] != "text":
        return "report"
    if not event["end"] or not event["start"]:
        return "day"
    first, last = (date.fromisoformat(event[name][:10]) for name in ("start", "end"))
    days = (last - first).days + 1
    return next((name for name, most in _PRECISIONS if days <= most), "longer")


def _code(side: Side) -> str:
    name, country, sector = side
    return country + sector if country else name


def _row(key: _Key, told: Sequence[_Told]) -> dict[str, Any]:
    day, precision, source, target, kind, status, background = key
    events = sorted(
        (event for event, _, _ in told), key=lambda e: (-(e["whole"] or e["confidence"] or 0.0), e["event_id"])
    )
    cameo, quad = root_code(kind)
    placed = next((event for event in events if event["latitude"] is not None), None)
    where = placed or next((event for event in events if event["place"]), events[0])
    return {
        "day": day, "day_from": "text" if any(e["day_from"] == "text" for e in events) else events[0]["day_from"],
        "precision": precision, "source": source, "source_country": told[0][1][1],
        "source_names": _names(one for _, one, _ in told),
        "target": target, "target_country": told[0][2][1], "target_names": _names(one for _, _, one in told),
        "type": kind, "cameo": cameo, "quad_class": quad, "goldstein": score(kind), "status": status,
        "background": background, "events": len({e["event_id"] for e in events}),
        "stories": len({e["story_id"] for e in events}), "articles": _distinct(events, "article_ids"),
        "outlets": _distinct(events, "outlet_names"), "origins_low": max(1, _distinct(events, "independent_ids")),
        "origins_high": max(1, _distinct(events, "origin_ids")), "confidence": events[0]["confidence"],
        "whole": events[0]["whole"],
        "place": where["place"], "place_country": where["place_country"], "latitude": where["latitude"],
        "longitude": where["longitude"], "event_ids": " ".join(dict.fromkeys(e["event_id"] for e in events)),
        "words": events[0]["text"],
    }  # fmt: skip


def _names(sides: Iterable[Side]) -> str:
    return "; ".join(sorted({name for name, _, _ in sides if name}))


def _distinct(events: Sequence[Mapping[str, Any]], column: str) -> int:
    return len({one for event in events for one in event[column]})
