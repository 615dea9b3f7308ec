import warnings
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from pytest_django import Settings

import make
from heli.core.access.enums import Role
from heli.core.acts import SYSTEM, Actor, Conflict, Invalid, NotAllowed, action, anyone
from heli.core.notices import actions, chores
from heli.core.notices.models import Delivery, DeliveryState, Message, MessageState
from heli.core.notices.queries import Receipts, inbox_of, outbox_of, receipts, unread
from heli.core.notices.quiet import earliest
from heli.core.notices.tasks import deliver
from heli.core.notices.writing import LARGE, notify
from heli.core.parties import actions as parties
from heli.core.parties.models import Party


pytestmark = pytest.mark.django_db
SAY = {"subject": "请于明日报送名单", "body": "详见通知。"}


@action("sample.people.tell", policy=anyone)
def tell(
    org: Party, *, to: list[Party], by: Actor, at: datetime, is_urgent: bool = False
) -> Message:
    return notify(org, to, kind="sample", by=by, at=at, is_urgent=is_urgent, **SAY)


@action("sample.tell_here", policy=anyone)
def tell_here(org: Party, *, to: list[Party], by: Actor, at: datetime) -> Message:
    return notify(org, to, kind="sample", by=by, at=at, only_here=True, **SAY)


class Sink:
    """A service of apprise that only counts: what an SMTP server or WeCom would have taken."""

    def __init__(self) -> None:
        self.taken: list[tuple[str, str]] = []
        self.is_down = False

    def take(self, body: str, title: str, meta: dict[str, str]) -> bool:
        if not self.is_down:
            self.taken.append((meta["to"], title))
        return not self.is_down


SINK = Sink()


@pytest.fixture(scope="session")
def helisink() -> None:
    """The sink, known to apprise under a scheme of its own."""
    with warnings.catch_warnings():
        # One of apprise's own plugins imports a module that Python 3.13 no longer has.
        warnings.simplefilter("ignore", DeprecationWarning)

        from apprise.decorators import notify as notify_by

        @notify_by(on="helisink")
        def take(body: str, title: str, _type: str, *, meta: Any, **_more: Any) -> bool:
            return SINK.take(body, title, {"to": meta["qsd"]["to"]})


@pytest.fixture
def sink(settings: Settings, helisink: None) -> Sink:
    settings.HELI_NOTIFY_URL = "helisink://office?to={address}"
    SINK.taken.clear()
    SINK.is_down = False
    return SINK


def people(org: Party, n: int, *, with_mail: bool = True) -> list[Party]:
    found = [make.person(org=org) for _ in range(n)]
    for i, one in enumerate(found if with_mail else []):
        parties.store_personal(
            one,
            field="email",
            value=f"p{i}@example.org",
            purpose="通知",
            keep_until=datetime(2022, 1, 1, tzinfo=UTC).date(),
            by=SYSTEM,
            at=make.AT,
        )
    return found


def mails(sink: Sink) -> list[str]:
    return sorted(to for to, _title in sink.taken)


def run(message: Message, at: datetime = make.AT) -> None:
    deliver(message=str(message.uid), at=at)


def test_notify_a_few_reaches_inboxes_at_once_without_a_channel() -> None:
    city = make.federation()
    [reader] = people(city, 1)

    message = tell(city, to=[reader, reader], by=SYSTEM, at=make.AT)

    assert message.state == MessageState.SENT
    assert unread(reader) == 1
    assert [one.message for one in inbox_of(reader)] == [message]


def test_mark_read_counts_once_and_only_for_the_recipient() -> None:
    city = make.federation()
    reader, other = people(city, 2)
    tell(city, to=[reader], by=SYSTEM, at=make.AT)
    delivery = inbox_of(reader).get()

    with pytest.raises(NotAllowed):
        actions.mark_read(delivery, by=make.actor(who=other), at=make.AT)
    me = make.actor(who=reader)
    actions.mark_read(delivery, by=me, at=make.AT)
    again = actions.mark_read(delivery, by=me, at=make.AT + timedelta(days=1))

    assert again.read_at == make.AT
    assert unread(reader) == 0


def test_a_message_goes_out_once_to_everybody_however_often_the_task_runs(sink: Sink) -> None:
    city = make.federation()
    message = tell(city, to=people(city, 3), by=SYSTEM, at=make.AT)

    run(message)
    run(message)

    assert mails(sink) == ["p0@example.org", "p1@example.org", "p2@example.org"]
    message.refresh_from_db()
    assert message.state == MessageState.SENT


def test_a_large_sending_waits_for_a_second_person(sink: Sink) -> None:
    city = make.federation()
    clerk, second = make.actor(Role.CLERK, over=city), make.actor(Role.CLERK, over=city)
    message = tell(city, to=people(city, LARGE + 1), by=clerk, at=make.AT)
    run(message)

    assert message.state == MessageState.DRAFT
    with pytest.raises(actions.SecondPerson):
        actions.approve_message(message, by=clerk, at=make.AT)
    with pytest.raises(NotAllowed):
        actions.approve_message(message, by=make.actor(), at=make.AT)
    assert mails(sink) == []

    actions.approve_message(message, by=second, at=make.AT)
    run(message)

    assert len(sink.taken) == LARGE + 1
    with pytest.raises(actions.NotADraft):
        actions.approve_message(message, by=second, at=make.AT)


def test_twenty_recipients_need_nobody_else(sink: Sink) -> None:
    city = make.federation()

    message = tell(city, to=people(city, LARGE), by=SYSTEM, at=make.AT)

    assert message.state == MessageState.APPROVED


def test_a_withdrawn_draft_reaches_nobody(sink: Sink) -> None:
    city = make.federation()
    clerk = make.actor(Role.CLERK, over=city)
    [reader] = people(city, 1)
    message = actions.draft_message(city, to=[reader], by=clerk, at=make.AT, **SAY)

    actions.withdraw_message(message, by=clerk, at=make.AT)
    run(message)

    assert mails(sink) == []
    assert unread(reader) == 0
    with pytest.raises(actions.NotADraft):
        actions.withdraw_message(message, by=clerk, at=make.AT)
    assert list(outbox_of(city)) == [message]


def test_a_service_that_is_down_is_tried_three_times(sink: Sink) -> None:
    city = make.federation()
    message = tell(city, to=people(city, 1), by=SYSTEM, at=make.AT)
    sink.is_down = True

    for n in range(1, 4):
        run(message)
        delivery = message.deliveries.get(channel="outside")
        assert delivery.attempts == n
    run(message)

    message.refresh_from_db()
    assert delivery.state == DeliveryState.FAILED
    assert message.state == MessageState.FAILED
    assert receipts(message) == Receipts(recipients=1, read=0, failed=1, uncertain=0)

    sink.is_down = False
    actions.resend(delivery, by=make.actor(Role.CLERK, over=city), at=make.AT)
    run(message)
    message.refresh_from_db()
    assert (mails(sink), message.state) == (["p0@example.org"], MessageState.SENT)


def test_resend_of_what_arrived_is_refused(sink: Sink) -> None:
    city = make.federation()
    message = tell(city, to=people(city, 1), by=SYSTEM, at=make.AT)
    run(message)

    with pytest.raises(Conflict):
        actions.resend(message.deliveries.get(channel="outside"), by=SYSTEM, at=make.AT)


def test_a_worker_that_died_while_sending_leaves_an_uncertain_delivery_not_a_second_mail(
    sink: Sink,
) -> None:
    city = make.federation()
    message = tell(city, to=people(city, 1), by=SYSTEM, at=make.AT)
    actions.claim(message, channel="outside", by=SYSTEM, at=make.AT)

    run(message)
    assert chores.find_hanging(make.AT + timedelta(minutes=9)) == 0
    assert chores.find_hanging(make.AT + timedelta(minutes=11)) == 1

    assert mails(sink) == []
    assert receipts(message).uncertain == 1
    late = {str(d.uid): "sent" for d in Delivery.objects.filter(channel="outside")}
    actions.settle_deliveries(message, outcomes=late, by=SYSTEM, at=make.AT)
    assert receipts(message).uncertain == 1


def test_only_the_worker_claims_and_settles(sink: Sink) -> None:
    city = make.federation()
    message = tell(city, to=people(city, 1), by=SYSTEM, at=make.AT)

    with pytest.raises(NotAllowed):
        actions.claim(message, channel="outside", by=make.actor(Role.CLERK, over=city), at=make.AT)


def test_somebody_without_an_address_is_still_told_here(sink: Sink) -> None:
    city = make.federation()
    [reader] = people(city, 1, with_mail=False)
    message = tell(city, to=[reader], by=SYSTEM, at=make.AT)

    run(message)

    message.refresh_from_db()
    assert message.state == MessageState.SENT
    assert receipts(message) == Receipts(recipients=1, read=0, failed=1, uncertain=0)
    assert unread(reader) == 1


def test_an_address_of_another_installation_is_no_address(sink: Sink) -> None:
    city = make.federation()
    [reader] = people(city, 1)
    reader.vault.update(ciphertext=b"\x01" + b"0" * 40)
    message = tell(city, to=[reader], by=SYSTEM, at=make.AT)

    run(message)

    assert mails(sink) == []


def test_at_night_only_what_is_urgent_goes_out(sink: Sink) -> None:
    city = make.federation()
    night = datetime(2020, 2, 10, 15, 30, tzinfo=UTC)
    calm = tell(city, to=people(city, 1), by=SYSTEM, at=night)
    run(calm, night)
    assert mails(sink) == []

    urgent = tell(city, to=people(city, 1), by=SYSTEM, at=night, is_urgent=True)
    run(urgent, night)
    assert mails(sink) == ["p0@example.org"]


MORNING = datetime(2020, 2, 10, 23, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (datetime(2020, 2, 10, 13, 59, tzinfo=UTC), datetime(2020, 2, 10, 13, 59, tzinfo=UTC)),
        (datetime(2020, 2, 10, 14, 0, tzinfo=UTC), MORNING),
        (datetime(2020, 2, 10, 17, 0, tzinfo=UTC), MORNING),
        (datetime(2020, 2, 10, 22, 59, tzinfo=UTC), MORNING),
        (MORNING, MORNING),
    ],
)
def test_the_night_lasts_from_ten_to_seven(at: datetime, expected: datetime) -> None:
    assert earliest(at, is_urgent=False) == expected
    assert earliest(at, is_urgent=True) == at


def test_remind_only_those_who_have_not_read_it() -> None:
    city = make.federation()
    clerk = make.actor(Role.CLERK, over=city)
    quick, slow = people(city, 2)
    message = tell(city, to=[quick, slow], by=SYSTEM, at=make.AT)
    actions.mark_read(inbox_of(quick).get(), by=make.actor(who=quick), at=make.AT)

    reminder = actions.remind(message, by=clerk, at=make.AT)

    assert [one.party for one in reminder.deliveries.all()] == [slow]
    actions.mark_read(inbox_of(slow).get(), by=make.actor(who=slow), at=make.AT)
    with pytest.raises(actions.NothingToRemindOf):
        actions.remind(message, by=clerk, at=make.AT)


def test_what_stays_here_goes_nowhere_else_and_its_reminder_neither(sink: Sink) -> None:
    city = make.federation()
    [reader] = people(city, 1)
    clerk = make.actor(Role.CLERK, over=city)

    message = tell_here(city, to=[reader], by=SYSTEM, at=make.AT)
    reminder = actions.remind(message, by=clerk, at=make.AT)

    channels = [one.channel for m in (message, reminder) for one in m.deliveries.all()]
    assert channels == ["site", "site"]
    assert sink.taken == []


def test_notify_follows_tombstones_and_leaves_out_bodies_and_the_erased() -> None:
    city = make.federation()
    old, new = people(city, 2)
    parties.merge(old, into=new, by=SYSTEM, at=make.AT)
    old.refresh_from_db()

    message = tell(city, to=[old, new, city], by=SYSTEM, at=make.AT)

    assert [one.party for one in message.deliveries.all()] == [new]
    with pytest.raises(Invalid):
        tell(city, to=[city], by=SYSTEM, at=make.AT)


def test_a_subject_with_line_ends_becomes_one_line_and_an_empty_one_is_refused(sink: Sink) -> None:
    city = make.federation()
    clerk = make.actor(Role.CLERK, over=city)
    to = people(city, 1)

    message = actions.draft_message(
        city, to=to, subject="通知\r\nBcc: all@example.org", by=clerk, at=make.AT
    )
    actions.approve_message(message, by=clerk, at=make.AT)
    run(message)

    assert sink.taken == [("p0@example.org", "通知 Bcc: all@example.org")]
    for subject in ("  ", "长" * 121):
        with pytest.raises(Invalid):
            actions.draft_message(city, to=to, subject=subject, by=clerk, at=make.AT)


def test_sending_in_the_name_of_another_body_is_refused() -> None:
    city = make.federation()
    stranger = make.actor(Role.CLERK, over=make.society(city))

    with pytest.raises(NotAllowed):
        actions.draft_message(city, to=people(city, 1), by=stranger, at=make.AT, **SAY)


def test_a_service_nobody_knows_takes_nothing(settings: Settings, sink: Sink) -> None:
    settings.HELI_NOTIFY_URL = "nosuchservice://{address}"
    city = make.federation()
    message = tell(city, to=people(city, 1), by=SYSTEM, at=make.AT)

    run(message)

    assert message.deliveries.get(channel="outside").attempts == 1
