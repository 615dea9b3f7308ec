"""Another one in charge, where somebody left without handing over: named by the head of the body."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from heli.core.acts import Actor, Invalid, Refusal, action, local_day
from heli.core.flow.models import Call, Entry
from heli.core.flow.working import end_assignment, hand_over as pass_on
from heli.core.parties.models import Party
from heli.core.parties.queries import held_on
from heli.loops.services import policies
from heli.loops.services.actions.mediation.moving import take
from heli.loops.services.enums import Part, Verb
from heli.loops.services.queries.mediation import in_charge, is_tied, mediations_of, parts, sides_of


class LetsThemselvesIn(Refusal):
    """Naming who is in charge is no way into a mediation."""

    message = _("Name somebody else than yourself: whoever names the one in charge stays outside.")
    status = 422


class NotForAll(Refusal):
    """Somebody has a part on one of the sides. Of which mediation, the head does not learn."""

    message = _("%(name)s cannot be in charge of all of them. Name somebody else.")
    status = 422


@action("services.mediation.replace_keeper", policy=policies.replace_keeper)
def replace_keeper(
    desk: Call, *, former: Party, to: Party, note: str, by: Actor, at: datetime
) -> Call:
    """Put ``to`` in charge of every mediation of ``former``, who loses sight of them all.

    ``note`` says why and stays in the journal. Nobody but ``to`` gains sight: not the head, who is
    told of no mediation and may not name themselves (:class:`LetsThemselvesIn`). Both sides are told
    of each that runs, and may step back from it. Where ``former`` mediated too, another mediator is
    to be named. Refuses with :class:`NotForAll` whoever belongs to a side.
    """
    if not note.strip():
        raise Invalid(what=_("why"), field="note")
    if to.pk == by.party_id:
        raise LetsThemselvesIn(field="to")
    if to.pk == former.pk or not held_on(local_day(at)).filter(src=to, dst=desk.issuer_id).exists():
        raise Invalid(what=_("somebody else of the body of the desk"), field="to")
    kept = _kept_by(desk, former)
    if not kept:
        raise Invalid(what=_("somebody in charge of a mediation"), field="former")
    if any(not _is_apart(one, to, at=at) for one in kept):
        raise NotForAll(name=to.name, field="to")
    for mediation in kept:
        _pass_on(mediation, former, to, by=by, at=at)
    call = mediations_of(desk.issuer)
    if call is not None and in_charge(call) == former:
        call.settings = {**call.settings, "keeper": str(to.uid)}
        call.save(update_fields=["settings"])
    return desk


def _kept_by(desk: Call, former: Party) -> list[Entry]:
    """Those that run, and those whose file is still kept."""
    rows = Entry.objects.filter(call=mediations_of(desk.issuer)).order_by("pk")
    return [
        one for one in rows if any(part.party_id == former.pk for part in parts(one, Part.KEEPER))
    ]


def _is_apart(mediation: Entry, person: Party, *, at: datetime) -> bool:
    speaks = {one.party_id for one in parts(mediation, Part.ASKING, Part.OTHER)}
    return person.pk not in speaks and not is_tied(
        person, sides_of(mediation).values(), local_day(at)
    )


def _pass_on(mediation: Entry, former: Party, to: Party, *, by: Actor, at: datetime) -> None:
    mine = [one for one in parts(mediation) if one.party_id == former.pk]
    for one in mine:
        if one.role == Part.KEEPER:
            pass_on(one, to, at=at)
        else:
            end_assignment(one, at=at)
    if not mediation.is_open:
        return
    if any(one.role == Part.MEDIATOR for one in mine):
        take(mediation, Verb.RECUSE, by=by, at=at)
    take(mediation, Verb.HAND_OVER, by=by, at=at)
