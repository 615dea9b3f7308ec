"""What was noted on the first page: signed, carried by the second one. Nothing is kept of what is given up."""

from dataclasses import asdict, dataclass, replace
from typing import Any

from django.core import signing

from heli.core.acts import local_day
from heli.core.flow.models import Call
from heli.core.places.models import Area
from heli.loops.grid.actions.drafts import Contact, Draft
from heli.loops.grid.queries.arriving import Heard
from heli.loops.grid.queries.office import codes_on
from heli.loops.grid.queries.portal import guessed
from heli.loops.grid.web.portal.carried import Carried
from heli.shell import clock


SALT = "heli.grid.noted"
LASTS = 12 * 3600


@dataclass(frozen=True, slots=True)
class Noted:
    """A report as a clerk noted it, before it is sent."""

    carried: Carried
    channel: str
    category: str = ""
    name: str = ""
    phone: str = ""
    private: bool = False
    external_number: str = ""

    @property
    def sealed(self) -> str:
        """As the page carries it."""
        return signing.dumps(asdict(self), salt=SALT, compress=True)

    @property
    def area(self) -> Area | None:
        """The village or grid that was chosen, or lies under the position."""
        return Area.objects.filter(uid=self.carried.area).first() if self.carried.area else None

    @property
    def draft(self) -> Draft:
        """The report it becomes."""
        made = self.carried.draft(
            category=self.category, private=self.private, external_number=self.external_number
        )
        return replace(made, channel=self.channel)

    @property
    def contact(self) -> Contact:
        """Who reported it; for the vault alone."""
        return Contact(self.name, self.phone, wants_answer=bool(self.phone))

    @property
    def initial(self) -> dict[str, Any]:
        """What the first page shows again."""
        mine = ("channel", "category", "name", "phone", "private", "external_number")
        said = {field: getattr(self, field) for field in mine}
        where: dict[str, Any] = {
            "area": self.carried.area,
            "place": self.carried.place,
            "text": self.carried.text,
        }
        if self.carried.lat is not None and self.carried.lon is not None:
            where |= {"lat": self.carried.lat / 1e6, "lon": self.carried.lon / 1e6}
        return {**said, **where}


def opened(text: str) -> Noted | None:
    """What a page carried; None for anything that we did not sign today."""
    try:
        said = signing.loads(text, salt=SALT, max_age=LASTS)
    except signing.BadSignature:
        return None
    carried = said.pop("carried")
    photos = tuple(tuple(one) for one in carried.pop("photos"))
    return Noted(Carried(**carried, photos=photos), **said)


def with_guess(call: Call, noted: Noted) -> tuple[Noted, bool]:
    """The report with the category that its words suggest, where none was chosen; and whether it was so."""
    if noted.category:
        return noted, False
    code = guessed(codes_on(call, local_day(clock.now())), noted.carried.text)
    return replace(noted, category=code), bool(code)


def heard(call: Call, noted: Noted) -> Heard:
    """What is known of it."""
    found = codes_on(call, local_day(clock.now())).find(noted.category)
    carried = noted.carried
    return Heard(found, noted.area, carried.lat, carried.lon, carried.text)
