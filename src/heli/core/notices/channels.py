"""Ways out of the house, through apprise's interface, so that any of its services can follow.

An installation names its service as an apprise URL with ``{address}`` where the recipient's own
address belongs: ``mailtos://office:secret@smtp.example.org?to={address}``.
"""

from dataclasses import dataclass
from urllib.parse import quote

from django.conf import settings

from heli.core.parties.models import Party, VaultItem
from heli.core.parties.vault import Unreadable, opened


SITE = "site"
OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class Channel:
    """A service and the personal value it needs: ``email``, ``phone`` …"""

    url: str
    field: str = "email"

    def address_of(self, party: Party) -> str:
        """Where ``party`` is reached, "" if nobody said. One query."""
        item = (
            VaultItem.objects.filter(party=party, field=self.field).select_related("party").first()
        )
        try:
            return opened(item) if item else ""
        except Unreadable:
            return ""

    def send(self, address: str, *, subject: str, body: str) -> bool:
        """Hand a message to the service; whether it took it."""
        import apprise

        service = apprise.Apprise()
        # Line ends in a subject would become further headers of a mail.
        title = " ".join(subject.split())
        if not service.add(self.url.replace("{address}", quote(address, safe=""))):
            return False
        return bool(service.notify(title=title, body=body or title))


def outside() -> Channel | None:
    """The installation's service, None if it has none."""
    url: str = settings.HELI_NOTIFY_URL
    return Channel(url) if url else None
