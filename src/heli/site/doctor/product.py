"""What the loops registered: flows that can run, measures that somebody approved, sealed figures."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from heli.core.flow.definitions import all_flows
from heli.core.flow.lint import faults
from heli.core.measures.queries import measures
from heli.core.measures.spec import registered
from heli.site.doctor.finding import Finding, judged


SHOWN = 3


def flows_are_sound() -> Iterator[Finding]:
    """Whether every flow can end and is worded in full."""
    flows = all_flows()
    found = [f"{flow.key}: {fault}" for flow in flows for fault in faults(flow)]
    yield judged(
        _("Flows"),
        good=not found,
        yes=_("%(count)s can run") % {"count": len(flows)},
        no=_("%(count)s faults: %(faults)s")
        % {"count": len(found), "faults": "; ".join(found[:SHOWN])},
    )


def measures_are_approved() -> Iterator[Finding]:
    """Whether a measure waits to be recorded or approved."""
    recorded = measures(approved_only=False)
    unknown = sorted({m.code for m in registered()} - {version.code for version in recorded})
    if unknown:
        says = _("not recorded yet: %(codes)s; run heli migrate")
        yield Finding(_("Measures"), says % {"codes": ", ".join(unknown)}, "bad")
    waiting = [version.code for version in recorded if not version.is_approved]
    if waiting:
        says = _("waiting for approval: %(codes)s")
        yield Finding(_("Measures"), says % {"codes": ", ".join(waiting)}, "note")
    elif recorded:
        yield Finding(_("Measures"), _("%(count)s approved") % {"count": len(recorded)})
