"""Django's handle on the site: it knows everything and makes the loops known."""

from django.apps import AppConfig

from heli.site import loops


class SiteConfig(AppConfig):
    """Settings, addresses, sign-in and the command line."""

    name = "heli.site"
    label = "site"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Load the loops, once every model is known."""
        loops.load()
