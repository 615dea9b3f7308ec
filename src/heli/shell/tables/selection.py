"""The rows that were ticked."""

from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

from heli.core.acts import Invalid
from heli.shell.requests import Request


M = TypeVar("M", bound=Model)
MOST = 1000


def chosen(request: Request, among: QuerySet[M], *, by: str = "pk") -> list[M]:
    """The ticked rows, in the order of the page, out of ``among`` (what the policy shows).

    Raises :class:`Invalid` when nothing was ticked, more than 1000 rows were, or a row is not
    there (any more) for this reader: then nothing is done to the others either.
    """
    ids = list(dict.fromkeys(request.POST.getlist("row")))
    if not ids:
        raise Invalid(what=_("Tick at least one line."))
    if len(ids) > MOST:
        raise Invalid(what=_("At most 1,000 lines at once."))
    found = _found(among, by, ids)
    if len(found) < len(ids):
        raise Invalid(what=_("A line you ticked is no longer in this list. Nothing was changed."))
    return [found[key] for key in ids]


def _found(among: QuerySet[M], by: str, ids: list[str]) -> dict[str, M]:
    try:
        rows = list(among.filter(**{f"{by}__in": ids}))
    except (ValueError, TypeError, ValidationError):
        rows = []
    return {str(getattr(row, by)): row for row in rows}
