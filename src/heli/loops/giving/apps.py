"""Django's handle on giving; registers its flows, measures and menus."""

from django.apps import AppConfig

from heli.loops.giving.phrases import GIVING


class GivingConfig(AppConfig):
    """Cash and goods: pledged, received, delivered, confirmed, and open to everybody."""

    name = "heli.loops.giving"
    label = "giving"
    verbose_name = GIVING
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the flows, the measures and the menus."""
        from heli.loops.giving.flows import register_flows  # noqa: PLC0415  -- models must be loaded
        from heli.loops.giving.measures import register_measures  # noqa: PLC0415  -- the same
        from heli.loops.giving.web.menus import register_menus  # noqa: PLC0415  -- the same

        register_flows()
        register_measures()
        register_menus()
