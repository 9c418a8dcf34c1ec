"""Where the places of a story lie on the map that ships with the desk."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

NORTH, SOUTH, SCALE = 84.0, -58.0, 2.0  # as tools/build_map.py draws it: degrees shown, units to a degree
WIDTH, HEIGHT = 720, 284
MOST_PLACES = 200
_LEAST, _MOST, _FEW = 3.5, 9.0, 9  # how large places are drawn: by area, the most named of many largest
MOST_ENLARGED = 4.0  # further in, the coast of a small-scale map is no coast any more
_ROOM = 120.0
_LABELS, _LABEL_HEIGHT, _LETTER_WIDTH, _LETTERS = 14, 12, 6.8, 24
_Box = tuple[float, float, float]
"""What stands on the map: from its left to its right, at what height."""
TOWN = "place:town"
_POINT = re.compile(r"(-?\d{1,2}(?:\.\d{1,8})?),(-?\d{1,3}(?:\.\d{1,8})?)")


@dataclass(frozen=True, slots=True)
class MapSpot:
    """A place that is to be drawn: an area by its middle; `address` is where it leads."""

    name: str
    latitude: float
    longitude: float
    mentions: int
    area: bool
    address: str | None = None


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
    leftward: bool
    """The name stands left of the place, where there is no room to its right."""
    address: str | None


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


def spot_of(
    name: str, value: str | None, rule: str | None, mentions: int, address: str | None = None
) -> MapSpot | None:
    """Return where a place lies by the value of its entity, null where that has no coordinates.

    >>> spot_of("Null Island", "0.0,0.0", "place:town", 3).area, spot_of("Atlantis", None, None, 1)
    (False, None)
    """
    point = _POINT.fullmatch(value or "")
    return MapSpot(name, float(point[1]), float(point[2]), mentions, rule != TOWN, address) if point else None


def world_map(places: Iterable[MapSpot]) -> WorldMap | None:
    """Return the map of the places, the first of them named on it; null where none lies on it.

    >>> [(place.name, place.x) for place in world_map([MapSpot("Null Island", 0.0, 0.0, 1, False)]).places]
    [('Null Island', 360.0)]
    """
    spots = list(islice(((spot, *at) for spot in places if (at := _place(spot))), MOST_PLACES))
    if not spots:
        return None
    left, top, zoom = _window([(x, y) for _, x, y in spots])
    most = max(spot.mentions for spot, _, _ in spots)
    drawn = [
        (
            spot,
            round((world_x - left) * zoom, 1),
            round((world_y - top) * zoom, 1),
            round(_LEAST + (_MOST - _LEAST) * (spot.mentions / max(most, _FEW)) ** 0.5, 1),
        )
        for spot, world_x, world_y in spots
    ]
    marked = [(x - size, x + size, y) for _, x, y, size in drawn]
    map_places: list[MapPlace] = []
    names: list[_Box] = []
    for number, (spot, x, y, size) in enumerate(drawn):
        width = _LETTER_WIDTH * min(len(spot.name), _LETTERS)
        sides = (x + size + 3, x + size + 3 + width, y), (x - size - 3 - width, x - size - 3, y)
        others = [box for at, box in enumerate(marked[:_LABELS]) if at != number]
        side = next((at for at, box in enumerate(sides) if _free([*names, *others], box)), None)
        labelled = len(names) < _LABELS and side is not None
        if labelled:
            names.append(sides[side or 0])
        map_places.append(MapPlace(spot.name, x, y, size, spot.area, spot.mentions, labelled, side == 1, spot.address))
    return WorldMap(
        WIDTH, HEIGHT, round(-left * zoom, 1), round(-top * zoom, 1), round(WIDTH * zoom, 1), round(HEIGHT * zoom, 1),
        tuple(reversed(map_places)),
    )  # fmt: skip


def _place(spot: MapSpot) -> tuple[float, float] | None:
    """Return where a place lies on the whole map."""
    if not SOUTH <= spot.latitude <= NORTH or abs(spot.longitude) > 180:
        return None
    return (spot.longitude + 180) * SCALE, (NORTH - spot.latitude) * SCALE


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


def _free(taken: Iterable[_Box], box: _Box) -> bool:
    left, right, y = box
    return (
        left > 0
        and right < WIDTH
        and all(
            abs(y - other_y) >= _LABEL_HEIGHT or right < other_left or other_right < left
            for other_left, other_right, other_y in taken
        )
    )
