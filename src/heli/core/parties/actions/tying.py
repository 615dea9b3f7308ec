"""Ties: who belongs to whom from when to when, and where a body stands in a tree."""

from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from heli.core.acts import Actor, Invalid, Refusal, action, demand, local_day
from heli.core.journal.locks import hold
from heli.core.parties import closure
from heli.core.parties.actions.registering import stand_below
from heli.core.parties.models import Party, PartyKind, Tie, TieKind, Tree
from heli.core.parties.policies import may_administer, may_register


class AlreadyTied(Refusal):
    """The same relation holds already on these days."""

    message = _("%(src)s already is “%(kind)s” of %(dst)s.")


class NotATie(Refusal):
    """Places in a tree and roles are not given as plain ties."""

    message = _("Please use the page for the place in a tree or for roles.")
    status = 422


class WouldCircle(Refusal):
    """A body cannot stand below itself."""

    message = _("%(parent)s stands below %(child)s: the tree would be a circle.")


@action("parties.tie.add", policy=may_register)
def tie(
    dst: Party,
    *,
    src: Party,
    kind: str,
    by: Actor,
    at: datetime,
    title: str = "",
    since: date | None = None,
    until: date | None = None,
    basis: str = "",
) -> Tie:
    """Say that ``src`` is ``kind`` of ``dst`` from ``since`` (today) until ``until`` (open).

    ``until`` is the first day on which it no longer holds. Refuses with :class:`AlreadyTied` when
    the same relation with the same title overlaps, with :class:`NotATie` for places and roles.
    """
    if kind in (TieKind.CHILD, TieKind.ROLE):
        raise NotATie
    since = since or local_day(at)
    if until is not None and until <= since:
        raise Invalid(what=_("it ends before it begins"), field="until")
    same = Tie.objects.filter(src=src, dst=dst, kind=kind, title=title)
    hold(f"tie:{src.pk}:{dst.pk}")
    if _overlapping(same, since, until).exists():
        raise AlreadyTied(src=src.name, dst=dst.name, kind=TieKind(kind).label)
    return Tie.objects.create(
        src=src, dst=dst, kind=kind, title=title, since=since, until=until, basis=basis
    )


@action("parties.tie.end", policy=may_register)
def end_tie(dst: Party, *, which: Tie, by: Actor, at: datetime, until: date | None = None) -> Tie:
    """End a tie of ``dst`` before ``until`` (today): that is the first day it no longer holds."""
    if which.dst_id != dst.pk or which.kind in (TieKind.CHILD, TieKind.ROLE):
        raise NotATie
    until = until or local_day(at)
    if until < which.since:
        raise Invalid(what=_("it ends before it begins"), field="until")
    which.until = until
    which.save(update_fields=["until"])
    return which


@action("parties.party.move", policy=may_administer)
def move(
    party: Party,
    *,
    parent: Party | None,
    by: Actor,
    at: datetime,
    tree: str = Tree.ADMIN,
    since: date | None = None,
) -> Party:
    """Let a body stand below ``parent`` in ``tree`` from ``since`` (today) on; None takes it out.

    Both the body and the new parent must be administered by who does it. The old place ends on
    that day and stays readable. Refuses with :class:`WouldCircle`.
    """
    if party.kind == PartyKind.PERSON or (parent and parent.kind == PartyKind.PERSON):
        raise Invalid(what=_("people are tied to bodies, they do not stand in a tree"))
    if parent is not None:
        demand(may_administer, by, parent)
    hold(f"tree:{tree}")
    if parent is not None and parent.pk in closure.below_ids(party.pk, tree) | {party.pk}:
        raise WouldCircle(parent=parent.name, child=party.name, field="parent")
    day = _end_place(party, tree, since or local_day(at), today=local_day(at))
    stand_below(party, parent, tree=tree, since=day)
    return party


def _end_place(party: Party, tree: str, since: date, *, today: date) -> date:
    if since > today:
        # The closure says how things stand today; a coming day would be shown too early.
        raise Invalid(what=_("the day lies in the future"), field="since")
    place = Tie.objects.filter(src=party, kind=TieKind.CHILD, tree=tree, until__isnull=True).first()
    if place is not None:
        if since < place.since:
            raise Invalid(what=_("it stood there before that day"), field="since")
        place.until = since
        place.save(update_fields=["until"])
        closure.detach(party, tree)
    return since


def _overlapping(ties: QuerySet[Tie], since: date, until: date | None) -> QuerySet[Tie]:
    ties = ties.filter(Q(until__isnull=True) | Q(until__gt=since))
    return ties if until is None else ties.filter(since__lt=until)
