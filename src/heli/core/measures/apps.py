"""Django's handle on measures."""

from django.apps import AppConfig


class MeasuresConfig(AppConfig):
    """Declared measures, figures and seals."""

    name = "heli.core.measures"
    label = "measures"
    default_auto_field = "django.db.models.BigAutoField"
