"""Django's handle on the shell."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ShellConfig(AppConfig):
    """The look: tokens, components, tables, forms, base pages."""

    name = "heli.shell"
    label = "shell"

    def ready(self) -> None:
        """Register the menu lines that belong to no loop."""
        from heli.core.access.policies import (  # noqa: PLC0415  -- models must be loaded
            keys_somewhere,
            screens_somewhere,
        )
        from heli.core.hooks.policies import keeper_somewhere  # noqa: PLC0415  -- the same
        from heli.shell.navigation import Entry, register  # noqa: PLC0415  -- models must be loaded

        register(
            Entry("desk", _("To do"), "shell:desk", icon="inbox", order=0, go="h"),
            Entry("desk", _("Messages"), "shell:messages", icon="bell", order=90),
            Entry("desk", _("Outbox"), "shell:outbox", icon="send", order=91),
            Entry("desk", _("Phones"), "shell:devices", icon="key-round", order=92),
            Entry("field", _("Today"), "shell:field", icon="list-checks", order=0),
            Entry("field", _("Outbox"), "shell:field_outbox", icon="send", order=80),
            Entry("field", _("Me"), "shell:field_own", icon="user", order=90),
            Entry("desk", _("Keys of programs"), "shell:keys", "lock", 95, policy=keys_somewhere),
            Entry(
                "desk",
                _("Screens on walls"),
                "shell:screens",
                "monitor",
                94,
                policy=screens_somewhere,
            ),
            Entry("desk", _("Webhooks"), "shell:hooks", "send", 96, policy=keeper_somewhere),
            Entry("desk", _("Areas"), "shell:areas", icon="map-pin", order=80),
            Entry("portal", _("Home"), "shell:home", order=0),
        )
