"""Django's handle on briefs; registers the menus and what read texts tell."""

from django.apps import AppConfig

from heli.loops.briefs.phrases import BRIEFS


class BriefsConfig(AppConfig):
    """Reports whose every figure can be proved."""

    name = "heli.loops.briefs"
    label = "briefs"
    verbose_name = BRIEFS
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the menus, and the numbers of texts that were read."""
        from heli.core.measures.asserting import tells  # noqa: PLC0415  -- models must be loaded
        from heli.loops.briefs.queries.told import told  # noqa: PLC0415  -- models must be loaded
        from heli.loops.briefs.web.menus import register_menus  # noqa: PLC0415  -- models must be loaded

        register_menus()
        tells("briefs.read", told)
