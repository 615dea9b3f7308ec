"""The lists of webhooks and of what was delivered."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from heli.core.hooks.models import Delivery, State as Stage, Subscription
from heli.shell.tables import Choice, Column, Empty, Search, State, Table


def hook_state(one: Subscription) -> State:
    """Whether an address is told anything."""
    if one.stopped_at is None:
        return State(_("Active"), "ok")
    return State(_("Stopped"), "bad" if one.stopped_because else "idle")


def delivery_state(one: Delivery) -> State:
    """What became of a delivery."""
    kinds = {Stage.WAITING: "wait", Stage.SENT: "ok", Stage.FAILED: "bad"}
    return State(Stage(one.state).label, kinds[Stage(one.state)])


HOOKS = Table(
    code="shell.hooks",
    title=_("Webhooks"),
    columns=(
        Column(
            "name",
            _("Name"),
            "name",
            link=lambda s: reverse("shell:hook", args=[s.uid]),
            width=30,
        ),
        Column("org", _("Body"), "org.name"),
        Column("url", _("Address to call"), "url", width=40),
        Column("events", _("What it is told"), lambda s: ", ".join(s.events), width=40),
        Column("state", _("State"), hook_state, show="state"),
        Column("made", _("Made at"), "made_at", show="moment", sort="made_at"),
    ),
    filters=(Search("q", _("Search"), fields=("name", "url", "org__name")),),
    sort="-made",
    empty=Empty(
        _("No system is told anything"),
        _("A webhook tells another system at once when something happens."),
        (_("Add a webhook"), "shell:new_hook"),
    ),
)

DELIVERIES = Table(
    code="shell.hook_deliveries",
    title=_("What was delivered"),
    columns=(
        Column("event", _("Event"), "event"),
        Column("state", _("State"), delivery_state, show="state"),
        Column("status", _("Response"), lambda d: d.trouble or d.status),
        Column("attempts", _("Attempts"), "attempts", show="number"),
        Column("made", _("Told at"), "made_at", show="moment", sort="made_at"),
        Column("tried", _("Last tried"), "tried_at", show="moment", sort="tried_at"),
        Column(
            "again",
            _("Delivery"),
            lambda d: str(d.uid)[-12:],
            link=lambda d: reverse("shell:hook_delivery", args=[d.uid]),
        ),
    ),
    filters=(Choice("state", _("State"), field="state", choices=Stage.choices),),
    sort="-made",
    empty=Empty(_("Nothing was delivered yet"), _("Send a test to see whether it arrives.")),
)
