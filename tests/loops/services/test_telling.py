"""Who is told of a matter: the desk, the department, the asker; and of what is late."""

from datetime import timedelta

import pytest

from heli.core.acts import NotAllowed
from heli.core.flow.models import Entry
from heli.core.notices.models import Message
from heli.core.notices.queries import inbox_of
from heli.core.parties.models import Party
from heli.loops.services.actions.telling import tell_about
from heli.loops.services.receivers import answered, asked, routed
from heli.loops.services.tasks import tell_late
from make_services import House, services


pytestmark = pytest.mark.django_db


def told(house: House, need: Entry) -> dict[str, list[str]]:
    """Of which kinds of news each part was told about a matter."""
    parts = {"desk": house.clerk, "firm": house.asker, "department": house.officer}
    return {
        part: [one.message.kind for one in inbox_of(Party.objects.get(pk=actor.party_id))]
        for part, actor in parts.items()
    }


def test_each_hears_of_what_is_theirs_to_do_and_only_once() -> None:
    house = services()
    need = house.answered()
    steps = {one.verb: str(one.uid) for one in need.steps.all()}

    for _twice in range(2):
        asked(need=str(need.uid), at=house.at)
        routed(step=steps["route"], at=house.at)
        answered(step=steps["answer"], at=house.at)

    assert told(house, need) == {
        "desk": ["services.asked"],
        "firm": ["services.answered"],
        "department": ["services.routed"],
    }


def test_the_message_leads_to_the_matter() -> None:
    house = services()
    need = house.ask()

    asked(need=str(need.uid), at=house.at)

    message = Message.objects.get(kind="services.asked")
    assert str(need.uid) in message.link
    assert need.title in message.subject


def test_what_is_over_its_time_is_told_once_for_each_step() -> None:
    house = services()
    need = house.routed()
    assert tell_late(house.at) == 0

    later = house.at + timedelta(days=10)
    assert tell_late(later) == 1
    assert tell_late(later + timedelta(days=1)) == 0

    found = told(house, need)
    assert found == {"desk": ["services.late"], "firm": [], "department": ["services.late"]}


def test_nobody_tells_in_the_name_of_the_desk() -> None:
    house = services()
    need = house.ask()

    with pytest.raises(NotAllowed):
        tell_about(need, news="late", by=house.clerk, at=house.at)
