"""Write the shapes of the countries' map (scraper/front/world.json) from the npm package `world-atlas`:

    npm pack world-atlas && tar xzf world-atlas-*.tgz
    python tools/world_map.py package/countries-50m.json

The package holds Natural Earth's countries, which are in the public domain, as TopoJSON: each border is an arc that
both of its countries share. Arcs are simplified before shapes are made of them, so that neighbours still meet. The
projection is Natural Earth I.
"""

import heapq
import json
import sys
from itertools import accumulate, pairwise
from math import radians
from pathlib import Path

from babel.core import get_global

WORLD = Path(__file__).parents[1] / "scraper" / "front" / "world.json"
WIDTH = 2000
"""Units of the map from side to side; coordinates are whole numbers."""
SCALE = WIDTH / (2 * 0.8707 * radians(180))
NORTH, SOUTH = 83.7, -56.0
"""Degrees of latitude that the map shows; nobody lives beyond."""
SMALLEST_BEND = 3.0
"""Square units of the triangle that a point makes with its neighbours; points that make less are left out."""
SMALLEST_ISLAND = 5.0
"""Square units; smaller ones are left out, but for a country that has none larger."""
NOT_SHOWN = {"AQ"}

Point = tuple[float, float]
Line = list[Point]
Ring = list[tuple[int, int]]


def projected(longitude: float, latitude: float) -> Point:
    """Return where a place is on the map: Natural Earth I, by the polynomials of Šavrič, Jenny et al. (2011)."""
    a, b = radians(longitude), radians(latitude)
    x = a * (0.870700 - 0.131979 * b**2 - 0.013791 * b**4 + 0.003971 * b**10 - 0.001529 * b**12)
    return WIDTH / 2 + SCALE * x, -SCALE * _northing(b)


def _northing(b: float) -> float:
    return b * (1.007226 + 0.015085 * b**2 - 0.044475 * b**6 + 0.028874 * b**8 - 0.005916 * b**10)


TOP = -SCALE * _northing(radians(NORTH))
HEIGHT = round(-SCALE * _northing(radians(SOUTH)) - TOP)


def simplified(places: Line) -> Line:
    """Return a line of places with fewer: the least bend on the map goes first (Visvalingam), the ends stay."""
    line = [projected(*place) for place in places]
    before, after = [i - 1 for i in range(len(line))], [i + 1 for i in range(len(line))]
    kept = [True] * len(line)
    fewest = 4 if line[0] == line[-1] else 2
    left = len(line)
    bends = [(_triangle(*line[i - 1 : i + 2]), i, i - 1, i + 1) for i in range(1, len(line) - 1)]
    heapq.heapify(bends)
    while bends and left > fewest:
        bend, i, previous, following = heapq.heappop(bends)
        if not kept[i] or (before[i], after[i]) != (previous, following):
            continue  # a neighbour went meanwhile: this bend was measured anew
        if bend >= SMALLEST_BEND:
            break
        kept[i], left = False, left - 1
        after[previous], before[following] = following, previous
        for j in (previous, following):
            if 0 < j < len(line) - 1:
                around = line[before[j]], line[j], line[after[j]]
                heapq.heappush(bends, (_triangle(*around), j, before[j], after[j]))
    return [place for place, is_kept in zip(places, kept, strict=True) if is_kept]


def _triangle(a: Point, b: Point, c: Point) -> float:
    return abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])) / 2


def halves(places: Line) -> list[Line]:
    """Return a ring of places as rings that do not cross the 180th meridian."""
    unwound = [places[0]]
    for longitude, latitude in places[1:]:
        turns = round((unwound[-1][0] - longitude) / 360)
        unwound.append((longitude + 360 * turns, latitude))
    sides = ([(longitude + turn, latitude) for longitude, latitude in unwound] for turn in (-360, 0, 360))
    return [half for side in sides if (half := _cut(_cut(side, 180, 1), -180, -1))]


def _cut(ring: Line, meridian: float, side: int) -> Line:
    """Return what of a ring is west (side 1) or east (side -1) of a meridian."""
    left = []
    for (a, b), (c, d) in zip(ring, ring[1:] + ring[:1], strict=True):
        is_in, is_next_in = side * a <= side * meridian, side * c <= side * meridian
        left += [(a, b)] if is_in else []
        left += [(meridian, b + (d - b) * (meridian - a) / (c - a))] if is_in != is_next_in else []
    return left


def area(ring: Ring) -> float:
    """Return the area of a ring, in square units; negative where it runs the other way round."""
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:] + ring[:1], strict=True)) / 2


def centre(ring: Ring) -> tuple[int, int]:
    """Return the centre of gravity of a ring; of a ring without area, the middle of its points."""
    whole = area(ring)
    if not whole:
        return tuple(round(sum(values) / len(ring)) for values in zip(*ring, strict=True))
    x = y = 0.0
    for (ax, ay), (bx, by) in zip(ring, ring[1:] + ring[:1], strict=True):
        cross = ax * by - bx * ay
        x, y = x + (ax + bx) * cross, y + (ay + by) * cross
    return round(x / (6 * whole)), round(y / (6 * whole))


def outline(rings: list[Ring]) -> str:
    """Return rings as the `d` of an SVG path, each from its first point by steps. A ring without area is left out."""
    pieces = []
    for ring in rings:
        points = [ring[0], *(point for last, point in pairwise(ring) if point != last)]
        if len(set(points)) < 3:
            continue
        steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(points)]
        pieces.append(f"M{points[0][0]} {points[0][1]}l" + " ".join(f"{x} {y}" for x, y in steps) + "z")
    return "".join(pieces).replace(" -", "-")


def shapes(topology: dict) -> dict:
    """Return the map: its size, and of each country, by its ISO 3166-1 alpha-2 code, its outline, centre and area. What
    has no code is one outline under an empty one."""
    (x_scale, y_scale), (x_first, y_first) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        steps = zip(*map(accumulate, zip(*arc, strict=True)), strict=True)
        arcs.append(simplified([(x * x_scale + x_first, y * y_scale + y_first) for x, y in steps]))
    codes = get_global("territory_aliases")
    countries: dict[str, list[Ring]] = {}
    for geometry in topology["objects"]["countries"]["geometries"]:
        (code,) = codes.get(geometry.get("id", ""), [""])
        polygons = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"]
        rings = [_on_map(half) for polygon in polygons for each in polygon for half in halves(_ring(arcs, each))]
        largest = max(rings, key=lambda ring: abs(area(ring)))
        shown = [ring for ring in rings if ring is largest or abs(area(ring)) >= SMALLEST_ISLAND]
        if code not in NOT_SHOWN:
            countries.setdefault(code, []).extend(shown)
    found = {}
    for code, rings in sorted(countries.items()):
        largest = max(rings, key=lambda ring: abs(area(ring)))
        x, y = centre(largest)
        found[code] = {"path": outline(rings), "x": x, "y": y, "area": round(sum(map(abs, map(area, rings))))}
    return {"width": WIDTH, "height": HEIGHT, "countries": found}


def _ring(arcs: list[Line], numbers: list[int]) -> Line:
    """Return the ring that arcs make; a negative number is the arc of its complement, from its end."""
    places: Line = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        places.extend(arc[:-1])
    return places


def _on_map(places: Line) -> Ring:
    return [(round(x), round(y - TOP)) for x, y in (projected(*place) for place in places)]


if __name__ == "__main__":
    world = shapes(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))
    head = f'{{"width": {world["width"]}, "height": {world["height"]}, "countries": {{\n'
    lines = [f'"{code}": {json.dumps(shape, separators=(",", ":"))}' for code, shape in world["countries"].items()]
    WORLD.write_text(head + ",\n".join(lines) + "\n}}\n", encoding="utf-8")
