"""Where the places of a story lie on the map that ships with the desk."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from wirecopy.serve.views.entities import Named

NORTH, SOUTH, SCALE = 84.0, -58.0, 2.0  # as tools/build_map.py draws it: degrees shown, units to a degree
WIDTH, HEIGHT = 720, 284
MOST_PLACES = 60
MOST_ENLARGED = 4.0  # further in, the coast of a small-scale map is no coast any more
_ROOM = 120.0
_LABELS, _LABEL_HEIGHT, _LETTER_WIDTH = 14, 12, 6.2
_TOWN = "place:town"
_POINT = re.compile(r"(-?\d{1,2}(?:\.\d{1,8})?),(-?\d{1,3}(?:\.\d{1,8})?)")


@dataclass(frozen=True, slots=True)
class MapPlace:
    """One place in the drawing; an area is drawn as a square at its middle."""

    name: str
    x: float
    y: float
    size: float
    area: bool
    mentions: int
    labelled: bool


@dataclass(frozen=True, slots=True)
class WorldMap:
    """The part of the world in which the places lie, and the places, those most mentioned on top.

    The picture of the whole world stands at `left`, `top` and is `world_width` wide.
    """

    width: int
    height: int
    left: float
    top: float
    world_width: float
    world_height: float
    places: tuple[MapPlace, ...]


def world_map(places: Iterable[Named]) -> WorldMap | None:
    """Return the map of the places, the most mentioned named on it; null where none has coordinates.

    >>> from wirecopy.types import Entity
    >>> island = Entity(
    ...     story_id="s", entity_id="e", kind="place", name="Null Island", value="0.0,0.0", roles=(), rule="place:town"
    ... )
    >>> [(place.name, place.x) for place in world_map([Named(island, ())]).places]
    [('Null Island', 360.0)]
    """
    spots = list(islice(((named, *spot) for named in places if (spot := _spot(named))), MOST_PLACES))
    if not spots:
        return None
    left, top, zoom = _window([(x, y) for _, x, y in spots])
    found: list[MapPlace] = []
    taken: list[tuple[float, float, float]] = []
    for named, world_x, world_y in spots:
        x, y = round((world_x - left) * zoom, 1), round((world_y - top) * zoom, 1)
        name, mentions = named.entity.name, len(named.mentions)
        labelled = len(taken) < _LABELS and _free(taken, x, y, len(name))
        if labelled:
            taken.append((x, y, _width(len(name))))
        area = named.entity.rule != _TOWN
        found.append(MapPlace(name, x, y, min(3.5 + 0.4 * mentions, 7.0), area, mentions, labelled))
    return WorldMap(
        WIDTH, HEIGHT, round(-left * zoom, 1), round(-top * zoom, 1), round(WIDTH * zoom, 1), round(HEIGHT * zoom, 1),
        tuple(reversed(found)),
    )  # fmt: skip


def _spot(named: Named) -> tuple[float, float] | None:
    """Return where a place lies on the whole map."""
    point = _POINT.fullmatch(named.entity.value or "")
    if point is None:
        return None
    latitude, longitude = float(point[1]), float(point[2])
    if not SOUTH <= latitude <= NORTH or abs(longitude) > 180:
        return None
    return (longitude + 180) * SCALE, (NORTH - latitude) * SCALE


def _window(spots: Sequence[tuple[float, float]]) -> tuple[float, float, float]:
    """Return the corner and the enlargement of the part of the map that shows every spot with room around it."""
    xs, ys = [x for x, _ in spots], [y for _, y in spots]
    zoom = min(
        WIDTH / (max(xs) - min(xs) + _ROOM), HEIGHT / (max(ys) - min(ys) + _ROOM * HEIGHT / WIDTH), MOST_ENLARGED
    )
    width, height = WIDTH / max(zoom, 1.0), HEIGHT / max(zoom, 1.0)
    left = min(max((max(xs) + min(xs) - width) / 2, 0.0), WIDTH - width)
    top = min(max((max(ys) + min(ys) - height) / 2, 0.0), HEIGHT - height)
    return left, top, max(zoom, 1.0)


def _free(taken: Iterable[tuple[float, float, float]], x: float, y: float, letters: int) -> bool:
    width = _width(letters)
    return x + width < WIDTH and all(
        abs(y - other_y) >= _LABEL_HEIGHT or x + width < other_x or other_x + other_width < x
        for other_x, other_y, other_width in taken
    )


def _width(letters: int) -> float:
    return 12 + _LETTER_WIDTH * min(letters, 24)
