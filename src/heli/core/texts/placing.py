"""Where texts appear: put into an issue, moved within it, taken out while it is open. For acts."""

from collections.abc import Sequence
from datetime import date

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from heli.core.acts import Refusal, current_record
from heli.core.parties.models import Party
from heli.core.texts.models import Doc, Placement, Revision
from heli.core.texts.writing import refuse_frozen


class AlreadyThere(Refusal):
    """A text appears once in an issue."""

    message = _("“%(item)s” already stands in “%(issue)s”.")


class NotThere(Refusal):
    """The order names other texts than the issue holds; somebody changed it meanwhile."""

    message = _("The contents of “%(issue)s” were changed meanwhile. Please look again.")


def place(
    issue: Doc,
    item: Doc,
    *,
    position: int | None = None,
    section: str = "",
    revision: Revision | None = None,
) -> Placement:
    """Put ``item`` into ``issue`` at ``position`` (from 1; at its end, if None).

    What stood there and after it moves back. Refuses with :class:`AlreadyThere` and ``Frozen``.
    """
    _open(issue)
    contents = Placement.objects.filter(issue=issue)
    if contents.filter(item=item).exists():
        raise AlreadyThere(item=item.title, issue=issue.title)
    here = contents.count() + 1
    if position is not None:
        here = max(1, min(position, here))
        contents.filter(position__gte=here).update(position=F("position") + 1)
    return Placement.objects.create(
        issue=issue, item=item, position=here, section=section, revision=revision
    )


def arrange(issue: Doc, order: Sequence[Placement]) -> list[Placement]:
    """Give the contents of an issue this order. Refuses with :class:`NotThere` and ``Frozen``."""
    _open(issue)
    held = set(Placement.objects.filter(issue=issue).values_list("pk", flat=True))
    if held != {one.pk for one in order} or len(order) != len(held):
        raise NotThere(issue=issue.title)
    for position, one in enumerate(order, 1):
        one.position = position
    Placement.objects.bulk_update(order, ["position"])
    return list(order)


def take_out(placement: Placement) -> Doc:
    """Take a text out of an open issue; what follows moves up. Refuses with ``Frozen``."""
    issue = placement.issue
    if issue is None:
        raise NotThere(issue="")
    _open(issue)
    position = Placement.objects.filter(pk=placement.pk).values_list("position", flat=True).first()
    if position is None:
        raise NotThere(issue=issue.title)
    Placement.objects.filter(pk=placement.pk).delete()
    Placement.objects.filter(issue=issue, position__gt=position).update(position=F("position") - 1)
    return placement.item


def appear(
    item: Doc, *, outlet: Party, on: date, url: str = "", revision: Revision | None = None
) -> Placement:
    """Say that ``item`` appeared in a newspaper, on a site, in another body's periodical."""
    current_record()
    return Placement.objects.create(
        item=item, outlet=outlet, published_on=on, url=url, revision=revision
    )


def contents_of(issue: Doc) -> list[Placement]:
    """What stands in an issue, in order. One query."""
    rows = Placement.objects.filter(issue=issue).select_related("item", "revision")
    return list(rows.order_by("position", "pk"))


def _open(issue: Doc) -> None:
    """Hold the issue until the act ends, and refuse when it is closed."""
    current_record()
    refuse_frozen(Doc.objects.select_for_update().get(pk=issue.pk))
