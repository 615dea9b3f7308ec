"""What was read out of a file of outlines: one row per feature, the wrong ones too."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext_lazy as _

from heli.core.acts import Refusal
from heli.kit.geo import Flaw, Flawed, as_geojson, read_shape
from heli.kit.geo.overlay import whole


MOST_FEATURES = 5_000
MOST_CORNERS = 400_000
"""Of all outlines of one file together."""
NAMES = ("name", "名称", "区域名称", "网格名称", "mc", "title", "label", "xzqmc")
CODES = ("code", "编码", "代码", "区域编码", "网格编码", "bm", "dm", "id", "xzqdm")
PARENTS = ("parent", "parent_code", "上级", "上级编码", "sjbm", "所属")


class Unreadable(Refusal):
    """A file is no file of outlines, or not one that may be opened."""

    message = _("“%(name)s” cannot be read: %(why)s")
    status = 422


@dataclass(frozen=True, slots=True)
class Feature:
    """One feature as a file has it: what it says, and a geometry as GeoJSON has them."""

    said: Mapping[str, object]
    geometry: object


@dataclass(frozen=True, slots=True)
class Row:
    """One area that a file wants: ``number`` counts from 1 as the file does.

    ``geometry`` is a whole outline as GeoJSON, or None: then ``flaw`` says why, ``where`` where.
    """

    number: int
    name: str
    code: str
    parent: str
    geometry: dict[str, object] | None = None
    flaw: str = ""
    where: str = ""


def rows_of(features: Iterable[Feature], *, name: str) -> list[Row]:
    """Look through the features of a file; refuses with :class:`Unreadable` if they are too many."""
    rows: list[Row] = []
    corners = 0
    for number, feature in enumerate(features, 1):
        if number > MOST_FEATURES:
            raise Unreadable(name=name, why=_("it has more than 5,000 outlines"), field="file")
        row = _row(number, feature)
        corners += _corners(row.geometry)
        if corners > MOST_CORNERS:
            raise Unreadable(name=name, why=_("it has more than 400,000 corners"), field="file")
        rows.append(row)
    if not rows:
        raise Unreadable(name=name, why=_("there are no outlines in it"), field="file")
    return rows


def _row(number: int, feature: Feature) -> Row:
    said = {str(key).strip().casefold(): _text(value) for key, value in feature.said.items()}
    row = Row(
        number,
        name=_first(said, NAMES)[:100],
        code=_first(said, CODES)[:20],
        parent=_first(said, PARENTS)[:100],
    )
    try:
        return replace(row, geometry=as_geojson(whole(read_shape(feature.geometry))))
    except Flawed as error:
        return replace(row, flaw=error.flaw.value, where=error.where)


def _first(said: Mapping[str, str], names: Sequence[str]) -> str:
    return next((found for name in names if (found := said.get(name))), "")


def _text(value: object) -> str:
    """A property in words; numbers without the dot that a table gave them."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, (str, int)) and not isinstance(value, bool):
        return "".join(c for c in str(value)[:200] if c.isprintable()).strip()
    return ""


def _corners(geometry: dict[str, object] | None) -> int:
    return 0 if geometry is None else sum(1 for _ in read_shape(geometry).points())


def flaw_of(row: Row) -> Flaw | None:
    """What is wrong with the outline of a row."""
    return Flaw(row.flaw) if row.flaw else None
