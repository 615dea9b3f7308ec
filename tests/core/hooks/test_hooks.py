"""Other systems are told what happens: signed, at least once, theirs only, until nobody listens."""

import json
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any, ClassVar

import pytest
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

import make
from heli.core.access.enums import Role
from heli.core.access.queries import actor_for
from heli.core.acts import SYSTEM, Conflict, Invalid, NotAllowed
from heli.core.acts.background import find_task
from heli.core.flow.models import Entry
from heli.core.hooks.actions import (
    PAUSES,
    STOP_AFTER,
    IsStopped,
    redeliver,
    renew_secret,
    resume,
    send_test,
    settle,
    stop,
    subscribe,
)
from heli.core.hooks.models import Delivery, State, Subscription
from heli.core.hooks.secrets import secret_of
from heli.core.notices.models import Message
from heli.core.parties.models import Party
from heli.kit.webhooks import NotGenuine, as_text, check, from_text, sign
from heli.loops.advice.actions.calling import open_call
from heli.loops.advice.actions.submitting import submit_proposal
from make_advice import TEXT


pytestmark = pytest.mark.django_db
EVENT = "advice.received"


class Receiver(BaseHTTPRequestHandler):
    """Another system."""

    heard: ClassVar[list[tuple[dict[str, str], bytes]]] = []
    status: ClassVar[int] = 204

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        type(self).heard.append((dict(self.headers.items()), body))
        self.send_response(type(self).status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_said: object) -> None:
        """Say nothing."""


@pytest.fixture
def receiver(settings: Settings) -> Iterator[str]:
    settings.HELI_HOOKS_LOOPBACK = True
    Receiver.heard, Receiver.status = [], 204
    server = HTTPServer(("127.0.0.1", 0), Receiver)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/hook"
    server.shutdown()
    server.server_close()


def wanted(org: Party, url: str = "https://example.org/hook", **more: Any) -> Subscription:
    said = {"name": "示例接收方", "url": url, "events": [EVENT], "by": SYSTEM, "at": make.AT}
    return subscribe(org, **{**said, **more})


def work(*, at: Any = make.AT) -> int:
    """Do the hooks' tasks that are due, as the worker would; returns how many."""
    done = 0
    while waiting := _due(at):
        for row in waiting:
            name, arguments = row.args_kwargs["args"]
            DBTaskResult.objects.filter(pk=row.pk).delete()
            find_task(name)(**arguments, at=at)
            done += 1
    return done


def _due(at: Any) -> list[DBTaskResult]:
    rows = DBTaskResult.objects.order_by("enqueued_at", "pk")
    return [
        row
        for row in rows
        if row.args_kwargs["args"][0].startswith("hooks.")
        and (row.run_after is None or row.run_after.year > 9000 or row.run_after <= at)
    ]


def received(org: Party | None = None) -> Entry:
    """A proposal comes in: its flow tells ``advice.received``."""
    org = org or make.federation()
    call = open_call(org, title="常年征集", by=SYSTEM, at=make.AT)
    author = actor_for(make.person(org=org), on=make.TODAY)
    return submit_proposal(
        call, org=org, title="关于示例事项的建议", body=TEXT, by=author, at=make.AT
    )


def test_event_reaches_its_subscriber_signed_and_says_names_only(receiver: str) -> None:
    org = make.federation()
    subscription = wanted(org, receiver)

    entry = received(org)
    work()

    [(headers, body)] = Receiver.heard
    delivery = Delivery.objects.get()
    now = int(make.AT.timestamp())
    assert check(secret_of(subscription), headers, body, now=now) == str(delivery.uid)
    said = json.loads(body)
    assert (said["type"], said["data"]["entry"]) == (EVENT, str(entry.uid))
    assert entry.title not in body.decode()
    assert (delivery.state, delivery.status) == (State.SENT, 204)


def test_nothing_is_asked_for_when_nobody_listens() -> None:
    received()

    assert _due(make.AT) == []


def test_events_of_other_bodies_are_told_to_nobody_here(receiver: str) -> None:
    wanted(make.federation(), receiver)

    received(make.federation())
    work()

    assert Receiver.heard == []


def test_events_below_are_told_above(receiver: str) -> None:
    top = make.federation()
    wanted(top, receiver)

    received(make.society(top))
    work()

    assert len(Receiver.heard) == 1


def test_same_telling_twice_makes_one_delivery(receiver: str) -> None:
    org = make.federation()
    wanted(org, receiver)
    received(org)
    [row] = _due(make.AT)
    name, arguments = row.args_kwargs["args"]

    find_task(name)(**arguments, at=make.AT)
    find_task(name)(**arguments, at=make.AT)

    assert Delivery.objects.count() == 1


def test_what_is_not_taken_is_tried_again_later_under_its_old_id(receiver: str) -> None:
    wanted(make.federation(), receiver)
    test = send_test(Subscription.objects.get(), by=SYSTEM, at=make.AT)
    Receiver.status = 500

    work()
    assert (len(Receiver.heard), work(at=make.AT + PAUSES[0] / 2)) == (1, 0)
    Receiver.status = 200
    work(at=make.AT + PAUSES[0])

    ids = {headers["webhook-id"] for headers, _body in Receiver.heard}
    assert (len(Receiver.heard), ids) == (2, {str(test.uid)})
    test.refresh_from_db()
    assert (test.state, test.attempts) == (State.SENT, 2)


def given_up(subscription: Subscription) -> Delivery:
    """A delivery that failed at every attempt."""
    made = send_test(subscription, by=SYSTEM, at=make.AT)
    for n in range(len(PAUSES) + 1):
        later = make.AT + timedelta(days=n)
        settle(made, status=503, trouble="", by=SYSTEM, at=later)
    return made


def test_address_that_takes_nothing_is_stopped_and_its_keepers_are_told() -> None:
    org = make.federation()
    keeper = make.actor(Role.ORG_ADMIN, over=org)
    subscription = wanted(org)

    for n in range(STOP_AFTER):
        subscription.refresh_from_db()
        assert (n, subscription.stopped_at) == (n, None)
        assert given_up(subscription).state == State.FAILED

    subscription.refresh_from_db()
    assert subscription.stopped_because == "HTTP 503"
    notice = Message.objects.get(kind="hooks.stopped")
    assert [d.party_id for d in notice.deliveries.filter(channel="site")] == [keeper.party_id]


def test_one_that_is_taken_makes_up_for_those_before() -> None:
    subscription = wanted(make.federation())
    given_up(subscription)

    settle(
        send_test(subscription, by=SYSTEM, at=make.AT),
        status=200,
        trouble="",
        by=SYSTEM,
        at=make.AT,
    )

    subscription.refresh_from_db()
    assert subscription.failures == 0


def test_gone_means_gone() -> None:
    subscription = wanted(make.federation())

    settle(
        send_test(subscription, by=SYSTEM, at=make.AT),
        status=410,
        trouble="",
        by=SYSTEM,
        at=make.AT,
    )

    subscription.refresh_from_db()
    assert subscription.stopped_at == make.AT


def test_delivery_is_sent_again_when_asked_but_not_while_it_is_tried_or_stopped() -> None:
    subscription = wanted(make.federation())
    test = send_test(subscription, by=SYSTEM, at=make.AT)
    with pytest.raises(Conflict):
        redeliver(test, by=SYSTEM, at=make.AT)
    settle(test, status=200, trouble="", by=SYSTEM, at=make.AT)

    again = redeliver(test, by=SYSTEM, at=make.AT)

    assert (again.uid, again.state, again.attempts) == (test.uid, State.WAITING, 0)
    stop(subscription, by=SYSTEM, at=make.AT)
    with pytest.raises(IsStopped):
        redeliver(Delivery.objects.get(), by=SYSTEM, at=make.AT)
    assert resume(subscription, by=SYSTEM, at=make.AT).stopped_at is None


def test_renewed_secret_signs_otherwise() -> None:
    subscription = wanted(make.federation())
    before = secret_of(subscription)

    renew_secret(subscription, by=SYSTEM, at=make.AT)

    assert secret_of(subscription) != before
    assert from_text(as_text(before)) == before


@pytest.mark.parametrize(
    "url", ["http://example.org/", "https://10.0.0.1/", "https://u@example.org/"]
)
def test_address_inside_is_not_subscribed(url: str) -> None:
    with pytest.raises(Invalid):
        wanted(make.federation(), url)


def test_event_that_nothing_tells_is_not_subscribed() -> None:
    with pytest.raises(Invalid):
        wanted(make.federation(), events=["no.such.event"])


def test_editor_subscribes_nobody() -> None:
    org = make.federation()

    with pytest.raises(NotAllowed):
        wanted(org, by=make.actor(Role.EDITOR, over=org))


SECRET, BODY, NOW = b"0123456789abcdef", b'{"a":1}', 1_600_000_000
GENUINE = sign(SECRET, uid="id", at=NOW, body=BODY)


@pytest.mark.parametrize(
    ("headers", "body", "now"),
    [
        (GENUINE, b'{"a":2}', NOW),
        (GENUINE, BODY, NOW + 301),
        (GENUINE, BODY, NOW - 301),
        ({**GENUINE, "webhook-id": "other"}, BODY, NOW),
        ({**GENUINE, "webhook-timestamp": str(NOW + 360)}, BODY, NOW + 360),
        ({**GENUINE, "webhook-timestamp": "soon"}, BODY, NOW),
        ({**GENUINE, "webhook-signature": "v1,AAAA"}, BODY, NOW),
        ({**GENUINE, "webhook-signature": "v1,%"}, BODY, NOW),
        ({**GENUINE, "webhook-signature": ""}, BODY, NOW),
    ],
)
def test_forged_changed_and_replayed_messages_are_found_out(
    headers: dict[str, str], body: bytes, now: int
) -> None:
    assert check(SECRET, GENUINE, BODY, now=NOW) == "id"

    with pytest.raises(NotGenuine):
        check(SECRET, headers, body, now=now)
