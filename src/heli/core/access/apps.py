"""Django's handle on access."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """Accounts and the roles they hold."""

    name = "heli.core.access"
    label = "access"
    default_auto_field = "django.db.models.BigAutoField"
