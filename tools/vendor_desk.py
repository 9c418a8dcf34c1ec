"""Put the desk's vendored files in place: `python tools/vendor_desk.py FOLDER_OF_NPM_TARBALLS`.

Fetch them first, each as `npm pack NAME@VERSION`: htmx.org 2, world-atlas 2, and d3-zoom 3 with what it needs. Writes
htmx as it is, the d3 modules one after another in the order in which they need each other, and the map as SVG.
"""

from __future__ import annotations

import json
import sys
import tarfile
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

STATIC = Path(__file__).resolve().parent.parent / "src" / "wirecopy" / "desk" / "static"
D3 = ("dispatch", "selection", "color", "interpolate", "timer", "ease", "drag", "transition", "zoom")
NORTH, SOUTH, SCALE = 84.0, -58.0, 2.0  # as src/wirecopy/desk/worldmap.py reckons
LAND, COAST = "#8d9299", "#8d9299"

Point = tuple[float, float]


def main() -> int:
    """Write every file."""
    folder = Path(sys.argv[1])
    STATIC.mkdir(exist_ok=True)
    (STATIC / "htmx.min.js").write_text(member(folder, "htmx.org", "dist/htmx.min.js"), "utf-8")
    modules = [member(folder, f"d3-{name}", f"dist/d3-{name}.min.js").strip() for name in D3]
    (STATIC / "d3-zoom.min.js").write_text("\n".join(modules) + "\n", "utf-8")
    names = ("htmx.org", *(f"d3-{name}" for name in D3), "world-atlas")
    licences = (f"{name}\n{'=' * len(name)}\n\n{member(folder, name, 'LICENSE').strip()}\n" for name in names)
    (STATIC / "LICENSES.txt").write_text("\n\n".join(licences), "utf-8")
    world = json.loads(member(folder, "world-atlas", "countries-110m.json"))
    (STATIC / "world.svg").write_text(picture(world), "utf-8")
    return 0


def member(folder: Path, package: str, name: str) -> str:
    """Return a file of a package as text."""
    (archive,) = folder.glob(f"{package}-[0-9]*.tgz")
    with tarfile.open(archive) as tar:
        file = tar.extractfile(f"package/{name}")
        assert file is not None
        return file.read().decode("utf-8")


def picture(world: dict[str, Any]) -> str:
    """Return the countries of a TopoJSON file as SVG, degrees as they are (plate carrée)."""
    arcs = [list(decoded(arc, world["transform"])) for arc in world["arcs"]]
    paths = "".join(
        outline for country in world["objects"]["countries"]["geometries"] for outline in outlines(country, arcs)
    )
    width, height = 360 * SCALE, (NORTH - SOUTH) * SCALE
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}">'
        f'<path fill="{LAND}" fill-opacity=".28" stroke="{COAST}" stroke-opacity=".6" stroke-width=".35"'
        f' stroke-linejoin="round" d="{paths}"/></svg>\n'
    )


def decoded(arc: list[list[int]], transform: dict[str, list[float]]) -> Iterator[Point]:
    """Yield an arc's points in degrees."""
    (scale_x, scale_y), (move_x, move_y) = transform["scale"], transform["translate"]
    x = y = 0
    for dx, dy in arc:
        x, y = x + dx, y + dy
        yield x * scale_x + move_x, y * scale_y + move_y


def outlines(country: dict[str, Any], arcs: list[list[Point]]) -> Iterator[str]:
    """Yield the closed lines of a country as SVG paths, those far in the south left out."""
    rings = country.get("arcs", [])
    polygons = [rings] if country["type"] == "Polygon" else rings
    for ring in (ring for polygon in polygons for ring in polygon):
        points = unwrapped(
            [point for number in ring for point in (arcs[number] if number >= 0 else arcs[~number][::-1])]
        )
        if min(latitude for _, latitude in points) <= SOUTH:
            continue
        east, west = max(lon for lon, _ in points), min(lon for lon, _ in points)
        for turn in (0, *([-360] if east > 180 else []), *([360] if west < -180 else [])):
            steps = (f"{(lon + turn + 180) * SCALE:.1f},{(NORTH - lat) * SCALE:.1f}" for lon, lat in points)
            yield "M" + "L".join(steps) + "Z"


def unwrapped(points: list[Point]) -> list[Point]:
    """Return a closed line that goes on behind the 180th degree where it would jump to the other edge of the map."""
    found, turn = [points[0]], 0.0
    for (before, _), (longitude, latitude) in pairwise(points):
        turn += 360 * ((before - longitude > 180) - (longitude - before > 180))
        found.append((longitude + turn, latitude))
    return found


if __name__ == "__main__":
    sys.exit(main())
