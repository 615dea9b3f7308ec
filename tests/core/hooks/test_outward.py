"""S13: no address that somebody types in makes us call into our own network."""

import socket
from collections.abc import Iterator, Sequence
from threading import Thread

import pytest
from pytest_django import Settings

from heli.core.hooks import outward
from heli.core.hooks.outward import Answer, BadAddress, may_be_called, parse, post


INSIDE = [
    "127.0.0.1",
    "127.8.8.8",
    "0.0.0.0",  # noqa: S104  -- called, not bound to
    "10.1.2.3",
    "172.16.0.1",
    "192.168.1.1",
    "100.64.0.1",
    "169.254.169.254",
    "192.0.0.8",
    "198.18.0.1",
    "203.0.113.9",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::ffff:127.0.0.1",
    "::ffff:169.254.169.254",
    "::ffff:8.8.8.8",
    "::127.0.0.1",
    "64:ff9b::7f00:1",
    "64:ff9b:1::a00:1",
    "2002:7f00:1::",
    "2001:0:0:1::7f00:1",
    "2001:db8::1",
    "fc00::1",
    "fd00:ec2::254",
    "fe80::1%eth0",
    "fec0::1",
    "ff02::1",
    "3fff::1",
]
NOT_TAKEN = [
    "http://example.org/",
    "file:///etc/passwd",
    "gopher://example.org/",
    "ftp://example.org/",
    "https://user@example.org/",
    "https://user:word@example.org/",
    "https://example.org/#part",
    "https://",
    "https:///path",
    "https://exa mple.org/",
    "https://example.org/\r\nHost: x",
    "https://example.org:99999/",
    "https://example.org:0/",
    "https://[::1",
    "https://127.0.0.1/",
    "https://[::1]/",
    "https://[::ffff:10.0.0.1]/",
    "//example.org/",
    "example.org",
    "",
]
# Spellings of 127.0.0.1 that only the resolver understands.
DISGUISED = ["2130706433", "0x7f000001", "0177.0.0.1", "127.1", "0", "localhost"]


@pytest.mark.parametrize("address", INSIDE)
def test_no_address_inside_is_called(address: str) -> None:
    assert not may_be_called(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "1.1.1.1", "2606:4700::1111", "240e::1"])
def test_addresses_of_the_public_internet_may_be_called(address: str) -> None:
    assert may_be_called(address)


@pytest.mark.parametrize("url", NOT_TAKEN)
def test_address_of_another_form_is_not_taken(url: str) -> None:
    with pytest.raises(BadAddress):
        parse(url)


class Listener:
    """A server inside our network that nobody outside may reach through us."""

    def __init__(self, answer: bytes) -> None:
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port, self.heard, self.answer = self.socket.getsockname()[1], [], answer
        Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            try:
                client, _address = self.socket.accept()
            except OSError:
                return
            with client:
                self.heard.append(client.recv(65536))
                client.sendall(self.answer)


@pytest.fixture
def inside() -> Iterator[Listener]:
    listener = Listener(b"HTTP/1.1 204 No Content\r\n\r\n")
    yield listener
    listener.socket.close()


@pytest.mark.parametrize("host", DISGUISED)
def test_disguised_address_is_found_out_when_it_is_resolved(host: str, inside: Listener) -> None:
    answer = post(f"https://{host}:{inside.port}/", b"{}", {})

    assert (answer, inside.heard) == (Answer(None, "not a public address"), [])


def test_name_that_turns_inside_after_it_was_looked_at_is_not_called(inside: Listener) -> None:
    told: list[Sequence[str]] = [["93.184.215.14"], ["127.0.0.1"]]
    asked: list[str] = []

    def turning(host: str, _port: int) -> Sequence[str]:
        asked.append(host)
        return told[min(len(asked), len(told)) - 1]

    turning("rebind.example", 443)
    answer = post(f"https://rebind.example:{inside.port}/", b"{}", {}, resolver=turning)

    assert (answer, inside.heard) == (Answer(None, "not a public address"), [])


def test_name_is_resolved_once_and_the_connection_goes_where_was_looked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []
    called: list[tuple[str, int]] = []

    def once(host: str, _port: int) -> Sequence[str]:
        asked.append(host)
        return ["93.184.215.14"]

    def dial(address: tuple[str, int], _timeout: float) -> socket.socket:
        called.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr(outward.socket, "create_connection", dial)
    answer = post("https://name.example/x", b"{}", {}, resolver=once)

    assert (asked, called) == (["name.example"], [("93.184.215.14", 443)])
    assert answer == Answer(None, "ConnectionRefusedError")


def test_one_address_inside_among_several_spoils_the_name(inside: Listener) -> None:
    answer = post(
        f"https://mixed.example:{inside.port}/",
        b"{}",
        {},
        resolver=lambda _host, _port: ["93.184.215.14", "10.0.0.1"],
    )

    assert answer == Answer(None, "not a public address")


def test_redirect_is_not_followed(settings: Settings) -> None:
    settings.HELI_HOOKS_LOOPBACK = True
    elsewhere = Listener(b"HTTP/1.1 204 No Content\r\n\r\n")
    to = f"Location: http://127.0.0.1:{elsewhere.port}/".encode()
    first = Listener(b"HTTP/1.1 302 Found\r\n" + to + b"\r\nContent-Length: 0\r\n\r\n")

    answer = post(f"http://127.0.0.1:{first.port}/", b"{}", {})

    assert (answer, len(first.heard), elsewhere.heard) == (Answer(302), 1, [])


def test_answer_that_drips_for_ever_is_cut(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.HELI_HOOKS_LOOPBACK = True
    monkeypatch.setattr(outward, "SECONDS", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        answer = post(f"http://127.0.0.1:{silent.getsockname()[1]}/", b"{}", {})

    assert answer.status is None
    assert answer.trouble != ""
