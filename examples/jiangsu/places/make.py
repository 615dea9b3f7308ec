# noqa: INP001  -- a script beside its example, no package
"""Draw the invented town: ``python -m examples.jiangsu.places.make``.

A town with five communities and forty grids, all invented (示例). It stands on the open tidal flats
off the coast of Jiangsu, where nobody lives, so that no outline is anybody's. The same seed draws
the same town; borders are shared corner by corner, as surveyors hand them over.
"""

import json
from math import atan2, cos, pi, sin
from pathlib import Path
from random import Random
from typing import Any


HERE = Path(__file__).parent
SEED = 20200210
MIDDLE = (121.12, 33.42)
REACH = (0.045, 0.035)
TOWN = ("320999101", "禾塘镇（示例）")
COMMUNITIES = ("禾塘社区", "东圩村", "西浜村", "芦汀村", "沙湾村")
GRIDS_EACH = 8
RELAXED = 60
PLACES = 6
"""Decimal places: a tenth of a metre."""
NUMBERS = "一二三四五六七八"

Pair = tuple[float, float]


def main() -> None:
    """Write the three collections of outlines, and the sites."""
    grids = _grids(Random(SEED))  # noqa: S311  -- a drawing, no secret
    communities = [_together([g for g in grids if g["of"] == n]) for n in range(len(COMMUNITIES))]
    _write("town.geojson", [_feature(*TOWN[::-1], _together(grids))])
    _write(
        "communities.geojson",
        [
            _feature(f"{name}（示例）", _code(n), shape, parent=TOWN[0])
            for n, (name, shape) in enumerate(zip(COMMUNITIES, communities, strict=True))
        ],
    )
    _write("grids.geojson", _numbered(grids))
    _write("sites.geojson", _sites(communities))


def _code(community: int) -> str:
    return f"{TOWN[0]}{community + 1:03}"


def _grids(chance: Random) -> list[dict[str, Any]]:
    """Forty cells around points that were pushed apart, within the outline of the town."""
    from shapely import MultiPoint, Point, voronoi_polygons
    from shapely.prepared import prep

    edge = _coast(chance)
    inside = prep(edge)
    points: list[Pair] = []
    while len(points) < len(COMMUNITIES) * GRIDS_EACH:
        at = tuple(m + chance.uniform(-r, r) for m, r in zip(MIDDLE, REACH, strict=True))
        if inside.contains(Point(at)):
            points.append((at[0], at[1]))
    for _round in range(RELAXED):
        cells = _cells(voronoi_polygons(MultiPoint(points), extend_to=edge), edge)
        points = [(cell.centroid.x, cell.centroid.y) for cell in cells]
    return _dealt([{"shape": cell} for cell in cells])


def _cells(found: Any, edge: Any) -> list[Any]:
    return [part for cell in found.geoms if (part := cell.intersection(edge)).area > 0]


def _coast(chance: Random) -> Any:
    """The outline of the town: an oval with bays, its corners a few hundred metres apart."""
    from shapely import Polygon

    steps, waves = 90, [(n, chance.uniform(0, 2 * pi), 0.09 / n) for n in range(2, 8)]
    ring = []
    for step in range(steps):
        turn = 2 * pi * step / steps
        far = 0.85 + sum(high * sin(n * turn + begin) for n, begin, high in waves)
        ring.append(
            (MIDDLE[0] + REACH[0] * far * cos(turn), MIDDLE[1] + REACH[1] * far * sin(turn))
        )
    return Polygon(ring)


def _dealt(grids: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Each grid to a community, eight to each: the middle first, then round it by direction."""

    def away(grid: dict[str, Any]) -> tuple[float, float]:
        middle = grid["shape"].centroid
        return (middle.x - MIDDLE[0]) / REACH[0], (middle.y - MIDDLE[1]) / REACH[1]

    ranked = sorted(grids, key=lambda grid: sum(part * part for part in away(grid)))
    core, rest = ranked[:GRIDS_EACH], ranked[GRIDS_EACH:]
    around = sorted(rest, key=lambda grid: atan2(*away(grid)[::-1]))
    return [{**grid, "of": place // GRIDS_EACH} for place, grid in enumerate([*core, *around])]


def _together(grids: list[dict[str, Any]]) -> Any:
    from shapely import set_precision, union_all

    return union_all([set_precision(grid["shape"], 10**-PLACES) for grid in grids])


def _numbered(grids: list[dict[str, Any]]) -> list[dict[str, Any]]:
    found = []
    for community, name in enumerate(COMMUNITIES):
        mine = [grid for grid in grids if grid["of"] == community]
        mine.sort(key=lambda grid: (-grid["shape"].centroid.y, grid["shape"].centroid.x))
        found += [
            _feature(
                f"{name}第{NUMBERS[n]}网格",
                f"{_code(community)}{n + 1:03}",
                grid["shape"],
                parent=_code(community),
            )
            for n, grid in enumerate(mine)
        ]
    return found


def _sites(communities: list[Any]) -> list[dict[str, Any]]:
    from shapely import Point

    offices = [
        (f"{name}党群服务中心（示例）", _code(n), shape.representative_point())
        for n, (name, shape) in enumerate(zip(COMMUNITIES, communities, strict=True))
    ]
    hall = Point(communities[0].centroid)
    return [
        _feature(name, code, point, kind="office")
        for name, code, point in [*offices, ("镇综合指挥中心（示例）", TOWN[0], hall)]
    ]


def _feature(name: str, code: str, shape: Any, **more: str) -> dict[str, Any]:
    from shapely import set_precision
    from shapely.geometry import mapping

    return {
        "type": "Feature",
        "properties": {"name": name, "code": code, **more, "example": True},
        "geometry": mapping(set_precision(shape, 10**-PLACES)),
    }


def _write(name: str, features: list[dict[str, Any]]) -> None:
    lines = ",\n".join(json.dumps(one, ensure_ascii=False) for one in features)
    text = f'{{"type": "FeatureCollection", "features": [\n{lines}\n]}}\n'
    (HERE / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
