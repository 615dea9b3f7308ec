"""What an import would do, row by row, and what speaks against it. Writes nothing."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext_lazy as _

from heli.core.acts import Message
from heli.core.places.enums import LEVELS
from heli.core.places.importing import Row, flaw_of, rows_in
from heli.core.places.models import Area, AreaImport, Outline
from heli.core.places.phrases import FLAWS, SUSPICIONS
from heli.core.places.queries.areas import valid_on, within
from heli.kit.geo import Crs, Point, Shape, as_geojson, read_shape, suspect
from heli.kit.geo.overlay import overlaps


NEARLY_INSIDE = 30.0
"""Metres by which a corner may lie outside what it should lie in: borders are drawn twice."""
CORNERS_ASKED = 12
LEAST_OVERLAP = 200.0
"""Square metres that two grids may share without being told."""


@dataclass(slots=True)
class Judged:
    """One row: the area it would redraw (None: a new one) inside ``parent``, and what is wrong.

    ``problems`` forbid the import; ``warnings`` are for a person to weigh.
    """

    row: Row
    area: Area | None = None
    parent: Area | None = None
    is_same: bool = False
    problems: list[Message] = field(default_factory=list)
    warnings: list[Message] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Judgement:
    """All rows of an import."""

    rows: list[Judged]

    @property
    def may_go(self) -> bool:
        """Whether no row is wrong."""
        return not any(one.problems for one in self.rows)

    @property
    def wrong(self) -> int:
        """How many rows are wrong."""
        return sum(bool(one.problems) for one in self.rows)

    @property
    def doubtful(self) -> int:
        """How many rows have a warning."""
        return sum(bool(one.warnings) for one in self.rows)


def judge(draft: AreaImport) -> Judgement:
    """What would happen if this import were confirmed now. Four queries."""
    judged = [Judged(row) for row in rows_in(draft.rows)]
    codes = Counter(one.row.code for one in judged if one.row.code)
    known = _known(draft)
    for one in judged:
        _judge_words(one, draft, codes, known)
    shapes = _shapes(draft, judged)
    present = _present(judged, draft)
    for position, one in enumerate(judged):
        if position in shapes:
            _judge_place(one, present, Crs(draft.crs), draft.since)
    _judge_overlaps(judged, shapes)
    return Judgement(judged)


def _known(draft: AreaImport) -> dict[tuple[str, str], Area]:
    """Areas of today by level and code, and by level and name for those above."""
    top = draft.parent
    inside = within(top, on=draft.since) if top else Area.objects.filter(valid_on(draft.since))
    found: dict[tuple[str, str], Area] = {}
    for area in inside.order_by("-pk"):
        found["name", area.name] = area
        if area.code:
            found["code", area.code] = area
            found[area.kind, area.code] = area
    return found


def _judge_words(
    one: Judged, draft: AreaImport, codes: Counter[str], known: dict[tuple[str, str], Area]
) -> None:
    row = one.row
    if not row.name:
        one.problems.append(_("it has no name"))
    if codes[row.code] > 1:
        one.problems.append(_("another row has the same code"))
    if (flaw := flaw_of(row)) is not None:
        where = f" ({row.where})" if row.where else ""
        one.problems.append(f"{FLAWS[flaw]}{where}")
    one.area = known.get((draft.kind, row.code)) if row.code else None
    one.parent = one.area.parent if one.area else draft.parent
    if row.parent and not one.area:
        one.parent = known.get(("code", row.parent)) or known.get(("name", row.parent))
        if one.parent is None:
            one.problems.append(_("the area it is to lie in is not known"))
    if one.parent and LEVELS.index(draft.kind) <= LEVELS.index(one.parent.kind):
        one.problems.append(_("it cannot lie in an area of that level"))


def _shapes(draft: AreaImport, judged: list[Judged]) -> dict[int, Shape]:
    return {
        position: read_shape(one.row.geometry).converted(Crs(draft.crs))
        for position, one in enumerate(judged)
        if one.row.geometry is not None
    }


def _present(judged: list[Judged], draft: AreaImport) -> dict[int, Outline]:
    """What the areas concerned look like on the day, by their key."""
    keys = {area.pk for one in judged for area in (one.area, one.parent) if area is not None}
    rows = Outline.objects.filter(valid_on(draft.since), area__in=keys)
    return {row.area_id: row for row in rows}


def _judge_place(one: Judged, present: dict[int, Outline], crs: Crs, since: date) -> None:
    old = present.get(one.area.pk) if one.area else None
    above = present.get(one.parent.pk) if one.parent else None
    one.is_same = (
        old is not None
        and Crs(old.crs) == crs
        and as_geojson(read_shape(old.geometry)) == one.row.geometry
    )
    if old and not one.is_same and old.since == since:
        one.problems.append(_("it was drawn anew on that very day"))
    expected = [outline.shape() for outline in (old, above) if outline is not None][:1]
    if one.is_same:
        return
    corners = list(read_shape(one.row.geometry).points())
    asked = corners[:: max(1, len(corners) // CORNERS_ASKED)]
    word = (
        suspect(asked, crs=crs, fits=lambda p: _nearly_in(expected[0], p))
        if expected
        else suspect(asked, crs=crs)
    )
    if word is not None:
        one.warnings.append(SUSPICIONS[word])


def _nearly_in(shape: Shape, point: Point) -> bool:
    if shape.box().metres_to(point) > NEARLY_INSIDE:
        return False
    return shape.metres_to(point) <= NEARLY_INSIDE


def _judge_overlaps(judged: list[Judged], shapes: dict[int, Shape]) -> None:
    places = list(shapes)
    for first, second, metres in overlaps(list(shapes.values()), least=LEAST_OVERLAP):
        for here, there in ((first, second), (second, first)):
            judged[places[here]].warnings.append(
                _("it shares %(metres)s m² with row %(row)s")
                % {"metres": round(metres), "row": judged[places[there]].row.number}
            )
