"""The lists of areas and sites."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from heli.core.places.enums import SiteKind
from heli.core.places.models import Area, AreaKind, Site
from heli.core.places.policies import may_keep_areas, may_keep_sites
from heli.shell.tables import Choice, Column, Empty, Search, Table, View


def page_of(area: Area) -> str:
    """The page of an area."""
    return reverse("shell:area", args=[area.uid])


def position_of(site: Site) -> str:
    """The position of a site as it was given."""
    point = site.as_said
    return f"{point.lon:.6f}, {point.lat:.6f}" if point else ""


AREAS = Table(
    code="shell.areas",
    title=_("Areas"),
    columns=(
        Column("name", _("Name"), "name", link=page_of, sort="name"),
        Column("kind", _("Level"), "get_kind_display"),
        Column("code", _("Area code"), "code", sort="code"),
        Column("parent", _("Lies in"), "parent.name"),
        Column("since", _("Since"), "since", show="day", sort="since"),
        Column("until", _("Until"), "until", show="day", sort="until"),
    ),
    filters=(
        Search("q", _("Search"), fields=("name", "code")),
        Choice("kind", _("Level"), field="kind", choices=AreaKind.choices),
    ),
    views=(View(_("Grids"), "kind=grid"), View(_("Communities"), "kind=community")),
    sort="code",
    empty=Empty(
        _("No areas yet"),
        _("Import the outlines that the surveying office has, or add the town first."),
        (_("Import areas"), "shell:import_areas"),
        may_keep_areas,
    ),
)

SITES = Table(
    code="shell.sites",
    title=_("Sites"),
    columns=(
        Column("name", _("Name"), "name", sort="name"),
        Column("kind", _("Kind"), "get_kind_display"),
        Column("address", _("Postal address"), "address"),
        Column("area", _("Lies in"), "area.name"),
        Column("position", _("Position"), position_of),
        Column("crs", _("Reference system"), "get_crs_display"),
        Column("until", _("Until"), "until", show="day", sort="until"),
    ),
    filters=(
        Search("q", _("Search"), fields=("name", "address")),
        Choice("kind", _("Kind"), field="kind", choices=SiteKind.choices),
    ),
    sort="name",
    empty=Empty(
        _("No sites yet"),
        _("Offices, venues and service stations with their position."),
        (_("Add a site"), "shell:add_site"),
        may_keep_sites,
    ),
)
