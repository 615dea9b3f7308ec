"""Adding bodies, people, groups and undertakings."""

from datetime import date, datetime
from typing import Annotated

from django.utils.translation import gettext_lazy as _
from stdnum.cn import uscc
from stdnum.exceptions import ValidationError

from heli.core.acts import Actor, Invalid, Personal, Refusal, action, local_day
from heli.core.journal.locks import hold
from heli.core.parties import closure
from heli.core.parties.folding import searchable
from heli.core.parties.models import Party, PartyKind, Tie, TieKind, Tree, Undertaking
from heli.core.parties.policies import may_edit, may_register
from heli.core.places.models import Area


class BadCode(Refusal):
    """A unified social credit code has 18 characters and a check digit (GB 32100-2015)."""

    message = _("%(code)s is not a valid unified social credit code. Please check each character.")
    status = 422


class AlreadyKnown(Refusal):
    """Another body carries this code."""

    message = _("A body with the code %(code)s is already registered: %(name)s.")


@action("parties.organisation.add", policy=may_register)
def add_organisation(
    parent: Party | None,
    *,
    name: str,
    by: Actor,
    at: datetime,
    short: str = "",
    subkind: str = "",
    code: str = "",
    area: Area | None = None,
    since: date | None = None,
    is_example: bool = False,
) -> Party:
    """Register a body below ``parent`` in the administrative tree (None: at its top, system only).

    ``code`` is its unified social credit code. Refuses with :class:`BadCode`,
    :class:`AlreadyKnown` and for an empty name.
    """
    code = _checked_code(code)
    org = Party.objects.create(
        kind=PartyKind.ORG,
        subkind=subkind,
        name=_given(name),
        name_short=short.strip(),
        name_folded=searchable(name, short),
        code=code,
        area=area or (parent.area if parent else None),
        is_example=is_example,
    )
    stand_below(org, parent, tree=Tree.ADMIN, since=since or local_day(at))
    return org


@action("parties.group.add", policy=may_register)
def add_group(
    parent: Party,
    *,
    name: str,
    by: Actor,
    at: datetime,
    subkind: str = "",
    since: date | None = None,
    is_example: bool = False,
) -> Party:
    """Register a group of a body: a team, a temporary branch, a panel."""
    group = Party.objects.create(
        kind=PartyKind.GROUP,
        subkind=subkind,
        name=_given(name),
        name_folded=searchable(name),
        area_id=parent.area_id,
        is_example=is_example,
    )
    stand_below(group, parent, tree=Tree.ADMIN, since=since or local_day(at))
    return group


@action("parties.person.add", policy=may_register)
def add_person(
    org: Party,
    *,
    name: Annotated[str, Personal],
    by: Actor,
    at: datetime,
    kind: str = TieKind.MEMBER,
    title: str = "",
    since: date | None = None,
    is_example: bool = False,
) -> Party:
    """Register a person who is ``kind`` (member, employee, expert …) of a body."""
    if kind in (TieKind.ROLE, TieKind.CHILD):
        raise Invalid(what=kind, field="kind")
    person = Party.objects.create(
        kind=PartyKind.PERSON,
        name=_given(name),
        name_folded=searchable(name),
        area_id=org.area_id,
        is_example=is_example,
    )
    Tie.objects.create(src=person, dst=org, kind=kind, title=title, since=since or local_day(at))
    return person


@action("parties.party.rename", policy=may_edit)
def rename(
    party: Party, *, name: Annotated[str, Personal], by: Actor, at: datetime, short: str = ""
) -> Party:
    """Give a party another name; what was sealed under the old one keeps it."""
    party.name, party.name_short = _given(name), short.strip()
    party.name_folded = searchable(name, short)
    party.save(update_fields=["name", "name_short", "name_folded"])
    return party


@action("parties.undertaking.open", policy=may_register)
def open_undertaking(
    owner: Party,
    *,
    kind: str,
    name: str,
    by: Actor,
    at: datetime,
    code: str = "",
    parent: Undertaking | None = None,
    starts_on: date | None = None,
    ends_on: date | None = None,
) -> Undertaking:
    """Open a campaign, programme, plan, periodical or column of a body."""
    if starts_on and ends_on and ends_on < starts_on:
        raise Invalid(what=_("it ends before it begins"), field="ends_on")
    return Undertaking.objects.create(
        owner=owner,
        kind=kind,
        name=_given(name),
        code=code,
        parent=parent,
        starts_on=starts_on,
        ends_on=ends_on,
    )


def stand_below(party: Party, parent: Party | None, *, tree: str, since: date) -> None:
    """Write the tie to a parent and its paths. For acts; the caller has checked for cycles."""
    hold(f"tree:{tree}")
    closure.plant(party, tree)
    if parent is None:
        return
    closure.plant(parent, tree)
    Tie.objects.create(src=party, dst=parent, kind=TieKind.CHILD, tree=tree, since=since)
    closure.attach(party, parent, tree)


def _given(name: str) -> str:
    name = " ".join(name.split())
    if not name or "\x00" in name:
        raise Invalid(what=_("the name is missing"), field="name")
    longest = Party._meta.get_field("name").max_length or 0
    if len(name) > longest:
        raise Invalid(what=_("the name is too long"), field="name")
    return name


def _checked_code(code: str) -> str:
    if not code.strip():
        return ""
    try:
        known = str(uscc.validate(code))
    except ValidationError as error:
        raise BadCode(code=code, field="code") from error
    holder = Party.objects.filter(code=known, kind=PartyKind.ORG, merged_into__isnull=True).first()
    if holder is not None:
        raise AlreadyKnown(code=known, name=holder.name, field="code")
    return known
