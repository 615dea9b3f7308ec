"""Django's handle on advice; registers its flows, measures and menus."""

from django.apps import AppConfig

from heli.loops.advice.phrases import ADVICE


class AdviceConfig(AppConfig):
    """Proposals from members: received, edited, released, recommended, followed."""

    name = "heli.loops.advice"
    label = "advice"
    verbose_name = ADVICE
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the flows, the measures and the menus."""
        from heli.loops.advice.flows import register_flows  # noqa: PLC0415  -- models must be loaded
        from heli.loops.advice.measures import register_measures  # noqa: PLC0415  -- the same
        from heli.loops.advice.web.field import register_field  # noqa: PLC0415  -- the same
        from heli.loops.advice.web.menus import register_menus  # noqa: PLC0415  -- the same

        register_flows()
        register_measures()
        register_menus()
        register_field()
