"""One request to an address that somebody typed in, without becoming their tool inside our network.

A name is resolved once, every answer is looked at, and the connection goes to an address that was
looked at: a name that points elsewhere a moment later (DNS rebinding) changes nothing. Redirects are
not followed, and neither time nor length is the other side's to decide (ASVS 5.0 1.3.6, 15.3.2).
"""

import http.client
import socket
import ssl
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address, ip_network
from threading import Timer
from urllib.parse import SplitResult, urlsplit

from django.conf import settings


SECONDS = 10
LONGEST_ANSWER = 64 * 1024
Resolver = Callable[[str, int], Sequence[str]]

# IETF protocol assignments and relays of 6to4, of which Python calls some global.
_NOT_GLOBAL = (ip_network("192.0.0.0/24"), ip_network("192.88.99.0/24"))
# What a global IPv6 address may be: unicast, and not a way around into IPv4 (6to4).
_GLOBAL = ip_network("2000::/3")
_SIX_TO_FOUR = ip_network("2002::/16")
_DOCUMENTS = ip_network("3fff::/20")


class BadAddress(ValueError):
    """An address that must not be called; the text says which rule it breaks."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: a status, or what went wrong before there was one."""

    status: int | None
    trouble: str = ""


def resolve(host: str, port: int) -> list[str]:
    """All addresses of a name. Raises ``OSError``."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(sockaddr[0]) for *_rest, sockaddr in found]


def parse(url: str) -> SplitResult:
    """The parts of an address that may be called. Raises :class:`BadAddress`."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise BadAddress("malformed") from error
    if parts.scheme != "https" and not (settings.HELI_HOOKS_LOOPBACK and parts.scheme == "http"):
        raise BadAddress("only https")
    if not host or port == 0 or any(c.isspace() or ord(c) < ord(" ") for c in url):
        raise BadAddress("malformed")
    if parts.username is not None or parts.password is not None or parts.fragment:
        raise BadAddress("credentials or a fragment in the address")
    if _is_number(host) and not may_be_called(host):
        raise BadAddress("not a public address")
    return parts


def _is_number(host: str) -> bool:
    """Whether a host is an address already, not a name."""
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def may_be_called(address: str) -> bool:
    """Whether an IP address is one of the public internet's (or loopback, where tests allow it)."""
    ip = ip_address(address.partition("%")[0])
    if settings.HELI_HOOKS_LOOPBACK and ip.is_loopback:
        return True
    if not ip.is_global or ip.is_multicast or ip.is_reserved:
        return False
    if isinstance(ip, IPv6Address):
        return ip in _GLOBAL and ip not in _SIX_TO_FOUR and ip not in _DOCUMENTS
    return not any(ip in block for block in _NOT_GLOBAL)


def post(
    url: str, body: bytes, headers: Mapping[str, str], *, resolver: Resolver = resolve
) -> Answer:
    """Send ``body``; never raises for what the other side does."""
    try:
        parts = parse(url)
        host = parts.hostname or ""
        port = parts.port or (443 if parts.scheme == "https" else 80)
        addresses = resolver(host, port)
        if not addresses or not all(map(may_be_called, addresses)):
            return Answer(None, "not a public address")
        return _send(parts, (addresses[0], port), body, headers)
    except BadAddress as bad:
        return Answer(None, str(bad))
    except (OSError, http.client.HTTPException, UnicodeError, ValueError) as error:
        return Answer(None, type(error).__name__)


def _send(
    parts: SplitResult, to: tuple[str, int], body: bytes, headers: Mapping[str, str]
) -> Answer:
    kind = _PinnedTLS if parts.scheme == "https" else _Pinned
    connection = kind(parts.hostname or "", to[1], timeout=SECONDS)
    connection.pinned = to
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    end = Timer(SECONDS, _cut, [connection])
    end.daemon = True
    end.start()
    try:
        connection.request("POST", path, body, dict(headers))
        response = connection.getresponse()
        response.read(LONGEST_ANSWER)
        return Answer(response.status)
    finally:
        end.cancel()
        connection.close()


def _cut(connection: http.client.HTTPConnection) -> None:
    """Time is over, however slowly something still drips."""
    with suppress(OSError):
        if connection.sock is not None:
            connection.sock.shutdown(socket.SHUT_RDWR)


class _Pinned(http.client.HTTPConnection):
    pinned: tuple[str, int]

    def connect(self) -> None:
        self.sock = socket.create_connection(self.pinned, self.timeout)


class _PinnedTLS(http.client.HTTPSConnection):
    pinned: tuple[str, int]

    def connect(self) -> None:
        """To the address that was looked at; the certificate must be the name's."""
        plain = socket.create_connection(self.pinned, self.timeout)
        self.sock = ssl.create_default_context().wrap_socket(plain, server_hostname=self.host)
