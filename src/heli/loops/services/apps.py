"""Django's handle on services; registers its flows, measures and menus."""

from django.apps import AppConfig

from heli.loops.services.phrases import SERVICES


class ServicesConfig(AppConfig):
    """Firms' needs, commissioners, visits, and help of which only counts are kept."""

    name = "heli.loops.services"
    label = "services"
    verbose_name = SERVICES
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the guards, the flows, the measures and the menus."""
        from heli.loops.services.flows import register_flows  # noqa: PLC0415  -- models must be loaded
        from heli.loops.services.measures import register_measures  # noqa: PLC0415  -- the same
        from heli.loops.services.queries.guards import register_guards  # noqa: PLC0415  -- the same
        from heli.loops.services.web.menus import register_menus  # noqa: PLC0415  -- the same

        register_guards()
        register_flows()
        register_measures()
        register_menus()
