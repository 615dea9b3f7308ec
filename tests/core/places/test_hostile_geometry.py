"""Outlines that nobody drew in good faith (S12): each is named by its row, in words, in a moment."""

import json
import math
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from heli.core.places.importing import Unreadable, read_areas


SQUARE = [[119, 31], [120, 31], [120, 32], [119, 32], [119, 31]]


def collection(geometry: Any, **properties: Any) -> bytes:
    feature = {"type": "Feature", "properties": properties or {"name": "格"}, "geometry": geometry}
    return json.dumps({"type": "FeatureCollection", "features": [feature]}).encode()


def polygon(*rings: Any) -> dict[str, Any]:
    return {"type": "Polygon", "coordinates": list(rings)}


def ring_of(corners: int) -> list[list[float]]:
    step = 2 * math.pi / corners
    ring = [[119 + math.cos(n * step), 31 + math.sin(n * step)] for n in range(corners)]
    return [*ring, ring[0]]


HOSTILE: dict[str, tuple[Any, str]] = {
    "not a number": (polygon([[math.nan, 31], [120, 31], [120, 32], [119, 31]]), "off_earth"),
    "infinite": (polygon([[math.inf, 31], [120, 31], [120, 32], [119, 31]]), "off_earth"),
    "very large": (polygon([[1e308, 31], [120, 31], [120, 32], [1e308, 31]]), "in_metres"),
    "a bow-tie": (polygon([[119, 31], [120, 32], [120, 31], [119, 32], [119, 31]]), "crosses_itself"),
    "no ring": (polygon(), "empty"),
    "an empty ring": (polygon([]), "empty"),
    "no geometry": (None, "not_an_outline"),
    "words": ({"type": "Polygon", "coordinates": "abc"}, "not_an_outline"),
    "a line": (polygon([[119, 31], [120, 32]]), "not_closed"),
    "one point four times": (polygon([[119, 31]] * 4), "too_few_corners"),
    "half positions": (polygon([[119], [120], [121], [119]]), "not_a_position"),
    "yes and no": (polygon([[True, False], [True, True], [False, True], [True, False]]), "not_a_position"),
    "numbers as words": (polygon([["119", "31"], ["120", "31"], ["120", "32"], ["119", "31"]]), "not_a_position"),
    "too deep": ({"type": "MultiPolygon", "coordinates": [[[[[[119, 31]]]]]]}, "not_a_position"),
    "a curve": ({"type": "Curve", "coordinates": []}, "not_an_outline"),
    "half a million corners": (polygon(ring_of(500_000)), "too_many_corners"),
}  # fmt: skip


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_outline_is_no_outline_and_its_row_says_why(what: str) -> None:
    geometry, flaw = HOSTILE[what]
    [row] = read_areas(collection(geometry), name="g.json")
    assert (row.number, row.geometry, str(row.flaw)) == (1, None, flaw)


@pytest.mark.parametrize("name", [{"a": 1}, [1], "x" * 100_000, "\u0000", "'; drop table", 7])
def test_a_name_is_what_it_says_or_nothing(name: Any) -> None:
    [row] = read_areas(collection(polygon(SQUARE), name=name), name="g.json")
    assert isinstance(row.name, str)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda one: st.lists(one, max_size=5) | st.dictionaries(st.text(max_size=8), one, max_size=4),
    max_leaves=20,
)
NUMBER = st.floats() | st.integers(min_value=-400, max_value=400)
POLYGON = st.lists(st.lists(st.lists(NUMBER, max_size=4), max_size=6), max_size=3)


@settings(max_examples=300, deadline=None)
@given(JSON | st.builds(lambda rings: polygon(*rings), POLYGON))
def test_whatever_is_sent_is_read_or_refused_and_never_breaks(geometry: Any) -> None:
    for content in (collection(geometry), json.dumps(geometry).encode()):
        rows = read_or_refuse(content)
        assert all(row.geometry is None or row.flaw == "" for row in rows)


def read_or_refuse(content: bytes) -> list[Any]:
    """The rows of a file; none where it is refused, which is always in words and never a failure of ours."""
    try:
        return list(read_areas(content, name="g.json"))
    except Unreadable:
        return []
