"""Django's handle on grid; registers its flows, guards and measures."""

from django.apps import AppConfig

from heli.loops.grid.phrases import GRID


class GridConfig(AppConfig):
    """Casework: a matter is reported, dispatched, handled, checked, closed."""

    name = "heli.loops.grid"
    label = "grid"
    verbose_name = GRID
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the flows, the guards they name, and the measures."""
        from heli.loops.grid.flows import register_flows  # noqa: PLC0415  -- models must be loaded
        from heli.loops.grid.measures import register_measures  # noqa: PLC0415  -- the same
        from heli.loops.grid.measures.bulletin import register_patterns  # noqa: PLC0415  -- the same
        from heli.loops.grid.queries.separation import register_guards  # noqa: PLC0415  -- the same
        from heli.loops.grid.web.menus import register_menus  # noqa: PLC0415  -- the same

        register_flows()
        register_guards()
        register_measures()
        register_patterns()
        register_menus()
