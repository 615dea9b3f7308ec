"""Webhooks that are forged, changed, late or repeated are taken by nobody, in or out (S38)."""

from collections.abc import Iterator
from datetime import timedelta
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any, ClassVar
from urllib.parse import urlsplit

import pytest
import time_machine
from django.test import Client
from pytest_django import Settings

import make
import make_api
import make_grid
from heli.core.acts import SYSTEM
from heli.core.hooks import tasks
from heli.core.hooks.actions import redeliver, renew_secret, send_test, subscribe
from heli.core.hooks.models import Delivery, Subscription
from heli.core.hooks.secrets import secret_of
from heli.kit.receiving import TakenBefore, take
from heli.kit.webhooks import ID, SIGNATURE, TIMESTAMP, NotGenuine, sign
from heli.loops.grid.models import Report


pytestmark = pytest.mark.django_db
NOW = int(make.AT.timestamp())
SECRET, OTHER, BODY = b"0123456789abcdef", b"fedcba9876543210", b'{"a":1}'
MATTER = {"service_code": make_grid.RUBBISH, "lat": "31.340012", "long": "119.960034"}
UPDATES = "/open311/v2/servicerequestupdates.json"


class Seen(set[str]):
    """The ids that a receiver remembers."""

    def is_new(self, uid: str) -> bool:
        """Note an id."""
        before = len(self)
        self.add(uid)
        return len(self) > before


class Receiver(BaseHTTPRequestHandler):
    """Another system, as docs/how-to/api.md tells it to receive."""

    secrets: ClassVar[list[bytes]] = []
    now: ClassVar[int] = NOW
    recorded: ClassVar[list[tuple[dict[str, str], bytes]]] = []
    done: ClassVar[list[str]] = []
    seen: ClassVar[Seen] = Seen()

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        type(self).recorded.append((dict(self.headers.items()), body))
        self.send_response(self.answer(body))
        self.send_header("Content-Length", "0")
        self.end_headers()

    def answer(self, body: bytes) -> int:
        try:
            taken = take(
                self.secrets,
                dict(self.headers.items()),
                body,
                now=self.now,
                remember=self.seen.is_new,
            )
        except NotGenuine:
            return 401
        except TakenBefore:
            return 204
        type(self).done.append(taken)
        return 204

    def log_message(self, *_said: object) -> None:
        """Say nothing."""


@pytest.fixture
def receiver(settings: Settings) -> Iterator[str]:
    """Its address."""
    settings.HELI_HOOKS_LOOPBACK = True
    Receiver.secrets, Receiver.now, Receiver.seen = [], NOW, Seen()
    Receiver.recorded, Receiver.done = [], []
    server = HTTPServer(("127.0.0.1", 0), Receiver)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/hook"
    server.shutdown()
    server.server_close()


@pytest.fixture
def subscription(receiver: str) -> Subscription:
    made = subscribe(
        make.federation(),
        name="接收方",
        url=receiver,
        events=["advice.received"],
        by=SYSTEM,
        at=make.AT,
    )
    Receiver.secrets = [secret_of(made)]
    return made


def sent(subscription: Subscription, *, at: Any = make.AT) -> Delivery:
    """A delivery that the worker sent, signed at that moment."""
    delivery = send_test(subscription, by=SYSTEM, at=at)
    tasks.send(delivery=str(delivery.uid), at=at)
    return Delivery.objects.get(pk=delivery.pk)


def replay(url: str, *, body: bytes | None = None, **changed: str) -> int:
    """What somebody recorded on the way, sent again, perhaps changed."""
    headers, heard = Receiver.recorded[0]
    more = {name.replace("_", "-"): value for name, value in changed.items()}
    kept = {n.lower(): v for n, v in headers.items() if n.lower().startswith("webhook-")}
    where = urlsplit(url)
    line = HTTPConnection(where.hostname or "", where.port, timeout=10)
    line.request("POST", where.path, body or heard, {**kept, **more})
    status = line.getresponse().status
    line.close()
    return status


def test_what_heli_sends_is_taken_once_and_its_recording_never(
    subscription: Subscription, receiver: str
) -> None:
    delivery = sent(subscription)
    assert (delivery.status, Receiver.done) == (204, [str(delivery.uid)])

    assert replay(receiver) == 204  # told that all is well, and not done again
    for minutes in (6, 60, 24 * 60):
        Receiver.now = NOW + minutes * 60
        # The ids may even be forgotten by then.
        Receiver.seen.clear()
        assert replay(receiver) == 401
        assert replay(receiver, webhook_timestamp=str(Receiver.now)) == 401

    assert Receiver.done == [str(delivery.uid)]


def test_what_is_forged_or_changed_on_the_way_is_not_taken(
    subscription: Subscription, receiver: str
) -> None:
    Receiver.secrets = [OTHER]
    sent(subscription)
    _headers, body = Receiver.recorded[0]
    Receiver.secrets = [secret_of(subscription)]
    forged = sign(OTHER, uid="x", at=NOW, body=b"{}")[SIGNATURE]

    answers = [
        replay(receiver, body=body.replace(b"heli.test", b"heli.tost")),
        replay(receiver, body=body + b" "),
        replay(receiver, webhook_timestamp=str(NOW + 1)),
        replay(receiver, webhook_id="01a21f71-0000-7000-8000-000000000001"),
        replay(receiver, webhook_signature=forged),
        replay(receiver, webhook_signature=""),
    ]

    assert (answers, Receiver.done) == ([401] * 6, [])
    # Unchanged it would have been taken.
    assert (replay(receiver), len(Receiver.done)) == (204, 1)


def test_delivery_sent_again_is_signed_anew_and_not_done_twice(subscription: Subscription) -> None:
    delivery = sent(subscription)
    later = make.AT + timedelta(hours=2)
    redeliver(delivery, by=SYSTEM, at=later)
    Receiver.now = int(later.timestamp())
    tasks.send(delivery=str(delivery.uid), at=later)

    moments = [headers[TIMESTAMP.title()] for headers, _body in map(_titled, Receiver.recorded)]
    delivery.refresh_from_db()
    assert moments == [str(NOW), str(Receiver.now)]
    assert (delivery.status, Receiver.done) == (204, [str(delivery.uid)])


def _titled(one: tuple[dict[str, str], bytes]) -> tuple[dict[str, str], bytes]:
    return {name.title(): value for name, value in one[0].items()}, one[1]


def test_renewed_secret_is_taken_beside_the_old_one_until_that_is_let_go(
    subscription: Subscription,
) -> None:
    old = secret_of(subscription)
    renew_secret(subscription, by=SYSTEM, at=make.AT)
    Receiver.secrets = [old, secret_of(subscription)]
    assert sent(subscription).status == 204

    Receiver.secrets = [old]
    assert sent(subscription).status == 401


GENUINE = sign(SECRET, uid="id", at=NOW, body=BODY)


@pytest.mark.parametrize("seconds", [-301, 301, 360, 86_400])
def test_message_from_another_moment_is_not_taken(seconds: int) -> None:
    with pytest.raises(NotGenuine):
        take([SECRET], GENUINE, BODY, now=NOW + seconds, remember=lambda _uid: True)


@pytest.mark.parametrize("seconds", [-300, 0, 300])
def test_id_is_refused_a_second_time_as_long_as_the_moment_is_good(seconds: int) -> None:
    remember = Seen().is_new

    assert take([OTHER, SECRET], GENUINE, BODY, now=NOW - 300, remember=remember) == GENUINE[ID]
    with pytest.raises(TakenBefore):
        take([OTHER, SECRET], GENUINE, BODY, now=NOW + seconds, remember=remember)


def test_what_is_not_genuine_is_not_even_remembered() -> None:
    """Or else somebody could keep a message out by sending a forgery under its id first."""
    asked: list[str] = []

    with pytest.raises(NotGenuine):
        take([OTHER], GENUINE, BODY, now=NOW, remember=lambda uid: not asked.append(uid))

    assert asked == []


def test_update_that_comes_in_again_six_minutes_later_adds_nothing() -> None:
    centre = make_grid.centre()
    key = make_api.key(centre.town, "open311:write")[1]
    stranger = make_api.key(centre.town, "open311:write", name="别的系统")[1]
    client = Client()
    with time_machine.travel(make.AT, tick=False):
        client.post("/open311/v2/requests.json", {"api_key": key, **MATTER})
    more = {"update_id": "7", "status": "OPEN", "description": "还在", "api_key": key}
    more["service_request_id"] = Report.objects.get().number

    with time_machine.travel(make.AT + timedelta(minutes=1), tick=False):
        first = client.post(UPDATES, more)
    with time_machine.travel(make.AT + timedelta(minutes=7), tick=False):
        again = client.post(UPDATES, more)
        forged = [
            client.post(UPDATES, {**more, "api_key": k}) for k in (stranger, "", key[:-1] + "?")
        ]

    assert (first.status_code, again.content) == (200, first.content)
    assert all(answer.status_code in {401, 403, 404} for answer in forged)
    assert Report.objects.count() == 2
