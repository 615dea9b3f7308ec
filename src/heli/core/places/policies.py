"""Who may keep areas and sites."""

from django.utils.translation import gettext_lazy as _

from heli.core.acts import Actor, Policy
from heli.core.places.models import Area, AreaImport, Site


def keeps_areas(actor: Actor) -> bool:
    """Areas belong to nobody's subtree: whoever administers a body or the system may keep them."""
    return bool(actor.orgs("org_admin", "system_admin"))


def keeps_sites(actor: Actor) -> bool:
    """Sites change more often than areas: clerks keep them too."""
    return bool(actor.orgs("org_admin", "system_admin", "clerk"))


def is_signed_in(actor: Actor) -> bool:
    """Where the borders run is no secret among colleagues."""
    return actor.is_signed_in


_reason = _("Only an administrator may change areas.")

may_keep_areas: Policy[Area] = Policy(Area, keeps_areas, _reason)
may_import_areas: Policy[AreaImport] = Policy(AreaImport, keeps_areas, _reason)
may_keep_sites: Policy[Site] = Policy(
    Site, keeps_sites, _("Only administrators and clerks may change sites.")
)
may_see_areas: Policy[Area] = Policy(Area, is_signed_in, _("Please sign in first."))
may_see_sites: Policy[Site] = Policy(Site, is_signed_in, _("Please sign in first."))
