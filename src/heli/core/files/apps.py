"""Django's handle on files."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """Attachments, stored once by their content."""

    name = "heli.core.files"
    label = "files"
    default_auto_field = "django.db.models.BigAutoField"
