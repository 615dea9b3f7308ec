"""Areas out of a file: first kept to be looked at, then made, all or none."""

import json
from datetime import date, datetime
from typing import Annotated

from django.utils.translation import gettext_lazy as _, ngettext_lazy

from heli.core.acts import Actor, Digest, Invalid, Refusal, action
from heli.core.places.actions.areas import demand_reason, draw, new_area, redraw, say_written
from heli.core.places.enums import AreaKind, Datum
from heli.core.places.importing import Row, rows_in
from heli.core.places.indexing import touch
from heli.core.places.models import Area, AreaImport
from heli.core.places.policies import may_import_areas, may_keep_areas
from heli.core.places.queries.judging import Judged, judge
from heli.kit.geo import read_shape


class RowsAreWrong(Refusal):
    """An import is made whole or not at all."""

    message = ngettext_lazy(
        "%(count)s row cannot be imported, so none was. Please correct the file.",
        "%(count)s rows cannot be imported, so none was. Please correct the file.",
        "count",
    )
    status = 422


class AlreadyImported(Refusal):
    """One preview is confirmed once."""

    message = _("This file was imported already.")


class NothingNew(Refusal):
    """Every row is as it is."""

    message = _("Every area in this file already looks like this: there is nothing to import.")


@action("places.import.keep", policy=may_keep_areas)
def keep_import(
    parent: Area | None,
    *,
    kind: str,
    crs: str,
    since: date,
    file_name: str,
    rows: Annotated[str, Digest],
    by: Actor,
    at: datetime,
) -> AreaImport:
    """Keep the rows read out of a file, to be looked at and confirmed. No area changes.

    ``rows`` is what :func:`heli.core.places.importing.as_text` gives.
    """
    if kind not in AreaKind.values or crs not in Datum.values:
        raise Invalid(what=_("level and reference system are needed"), field="kind")
    return AreaImport.objects.create(
        parent=parent,
        kind=kind,
        crs=crs,
        since=since,
        file_name=file_name[:200],
        rows=[_checked(row) for row in json.loads(rows)],
        read_at=at,
    )


@action("places.areas.import", policy=may_import_areas)
def import_areas(draft: AreaImport, *, reason: str, by: Actor, at: datetime) -> list[Area]:
    """Make the areas of a kept import: new ones, and new outlines of those with a known code.

    What is as it was stays untouched. Refuses with :class:`RowsAreWrong` while a row is wrong,
    with :class:`AlreadyImported`, :class:`NothingNew`, and
    :class:`~heli.core.places.actions.areas.NoReason`.
    """
    demand_reason(reason)
    draft = AreaImport.objects.select_for_update().get(pk=draft.pk)
    if draft.done_at is not None:
        raise AlreadyImported
    judgement = judge(draft)
    if not judgement.may_go:
        raise RowsAreWrong(count=judgement.wrong)
    made = [_make(one, draft, reason) for one in judgement.rows if not one.is_same]
    if not made:
        raise NothingNew
    draft.done_at = at
    draft.save(update_fields=["done_at"])
    touch()
    return made


def _make(one: Judged, draft: AreaImport, reason: str) -> Area:
    shape, row = read_shape(one.row.geometry), one.row
    if one.area is None:
        area = new_area(
            one.parent, kind=draft.kind, name=row.name, code=row.code, since=draft.since
        )
        outline = draw(area, shape, crs=draft.crs, since=draft.since, reason=reason)
    else:
        area = one.area
        outline = redraw(area, shape, crs=draft.crs, since=draft.since, reason=reason)
    say_written(area, outline)
    return area


def _checked(row: dict[str, object]) -> dict[str, object]:
    """A row as it is kept; ``TypeError`` for one that :class:`Row` does not know."""
    (read,) = rows_in([row])
    return {name: getattr(read, name) for name in Row.__slots__}
