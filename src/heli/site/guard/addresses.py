"""Whose request this is, as far as the network can say."""

from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest


# A household or an attacker gets a whole /64; counting single addresses would count nothing.
IPV6_PREFIX = 64


def client_address(request: HttpRequest) -> str:
    """The address a limit is kept for: IPv4 as it is, IPv6 as its /64.

    X-Forwarded-For is believed only as far as ``HELI_TRUSTED_PROXY_HOPS`` proxies of our own wrote
    it, counted from the right: what stands further left, a client may have invented.
    """
    address = request.META.get("REMOTE_ADDR", "")
    hops: int = settings.TRUSTED_PROXY_HOPS
    if hops:
        told = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",")]
        if len(told) >= hops and told[-hops]:
            address = told[-hops]
    return network_of(address)


def network_of(address: str) -> str:
    """The network that one client is taken for; an unreadable address is one client too."""
    try:
        ip = ip_address(address.strip("[]").partition("%")[0])
    except ValueError:
        return "unknown"
    if not isinstance(ip, IPv6Address):
        return str(ip)
    if ip.ipv4_mapped is not None:
        return str(ip.ipv4_mapped)
    return str(ip_network((ip, IPV6_PREFIX), strict=False))
