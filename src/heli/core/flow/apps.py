"""Django's handle on flow."""

from django.apps import AppConfig


class FlowConfig(AppConfig):
    """Calls, entries and steps."""

    name = "heli.core.flow"
    label = "flow"
    default_auto_field = "django.db.models.BigAutoField"
