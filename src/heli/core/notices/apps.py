"""Django's handle on notices."""

from importlib import import_module

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """What people are told, and whether they read it."""

    name = "heli.core.notices"
    label = "notices"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the background work known."""
        import_module("heli.core.notices.tasks")
