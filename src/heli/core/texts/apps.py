"""Django's handle on texts."""

from django.apps import AppConfig


class TextsConfig(AppConfig):
    """Documents, their revisions, numbers and appearances."""

    name = "heli.core.texts"
    label = "texts"
    default_auto_field = "django.db.models.BigAutoField"
