"""Django's handle on places."""

from django.apps import AppConfig


class PlacesConfig(AppConfig):
    """Areas, five levels down to the grid."""

    name = "heli.core.places"
    label = "places"
    default_auto_field = "django.db.models.BigAutoField"
