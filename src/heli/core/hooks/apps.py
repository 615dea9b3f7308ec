"""Django's handle on webhooks."""

from importlib import import_module

from django.apps import AppConfig


class HooksConfig(AppConfig):
    """Other systems that asked to be told what happens."""

    name = "heli.core.hooks"
    label = "hooks"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Overhear what is told, and make the background work known."""
        import_module("heli.core.hooks.tasks")
