"""The phones that keep somebody's work, and the button that makes them forget it."""

from django.http import HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from heli.core.access import policies
from heli.core.access.actions import revoke_devices
from heli.core.access.doors import door
from heli.core.access.models import Device
from heli.core.acts import signed_in
from heli.shell import clock
from heli.shell.forms import press
from heli.shell.requests import Request
from heli.shell.tables import Bulk, Column, Empty, Listing, Search, State, Table, chosen


def state_of(device: Device) -> State:
    """Whether a phone may keep anything."""
    if device.revoked_at:
        return State(_("Forgets it"), "idle")
    return State(_("Keeps work"), "ok")


DEVICES = Table(
    code="shell.devices",
    title=_("Phones"),
    columns=(
        Column("name", _("Kind"), "name"),
        Column("who", _("Of"), "party.name", sort="party__name"),
        Column("state", _("State"), state_of, show="state"),
        Column("at", _("Let in"), "admitted_at", show="moment", sort="admitted_at"),
        Column("revoked", _("Told to forget"), "revoked_at", show="moment", sort="revoked_at"),
    ),
    filters=(Search("q", _("Search"), fields=("name", "party__name")),),
    sort="-at",
    bulk=(Bulk(_("Have it forget everything"), "shell:revoke_devices", key="e"),),
    row_id="uid",
    empty=Empty(
        _("No phones"),
        _("Whoever opens the field face on a phone finds it here, and can make it forget."),
    ),
)


@door("desk", policy=signed_in)
def devices(request: Request) -> HttpResponseBase:
    """One's own phones, and those of people whose accounts one keeps."""
    rows = policies.may_revoke.visible_to(request.actor, Device.objects.select_related("party"))
    return Listing(DEVICES, request, rows).respond("shell/list_page.html")


@require_POST
@door("desk", policy=policies.may_revoke, unsafe=True)
def revoke(request: Request) -> HttpResponse:
    """Have the ticked phones forget what they keep, at their next contact."""
    mine = policies.may_revoke.visible_to(request.actor, Device.objects.all())
    ticked = chosen(request, mine, by="uid")
    return press(
        request,
        lambda key: revoke_devices.once(key)(ticked, by=request.actor, at=clock.now()),
        then=lambda _done: reverse("shell:devices"),
        done=_("They forget it at their next contact."),
    )
