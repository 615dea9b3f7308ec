"""Django's handle on the journal."""

from django.apps import AppConfig


class JournalConfig(AppConfig):
    """The log of acts."""

    name = "heli.core.journal"
    label = "journal"
    default_auto_field = "django.db.models.BigAutoField"
