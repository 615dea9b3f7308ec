"""Django's handle on parties."""

from django.apps import AppConfig


class PartiesConfig(AppConfig):
    """Organisations, people, groups, and the ties between them."""

    name = "heli.core.parties"
    label = "parties"
    default_auto_field = "django.db.models.BigAutoField"
