"""Limits: exact, by network, and not to be talked away."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.db import connections
from django.test import RequestFactory

import make
from heli.site.guard.addresses import client_address
from heli.site.guard.buckets import Limit, forget_full, give_back, take, wait_for


LIMIT = Limit("test", 5, 3600)


def address(hops: int, settings: Any, *, remote: str, told: str = "") -> str:
    settings.TRUSTED_PROXY_HOPS = hops
    headers = {"HTTP_X_FORWARDED_FOR": told} if told else {}
    return client_address(RequestFactory().get("/", REMOTE_ADDR=remote, **headers))


def test_without_a_proxy_nobody_is_believed(settings: Any) -> None:
    assert address(0, settings, remote="203.0.113.9", told="198.51.100.1") == "203.0.113.9"


def test_behind_a_proxy_only_what_it_wrote_counts(settings: Any) -> None:
    told = "198.51.100.66, 203.0.113.9"

    assert address(1, settings, remote="10.0.0.1", told=told) == "203.0.113.9"


def test_two_proxies_are_counted_from_the_right(settings: Any) -> None:
    told = "invented, 203.0.113.9, 10.0.0.7"

    assert address(2, settings, remote="10.0.0.1", told=told) == "203.0.113.9"


def test_a_missing_header_falls_back_to_the_connection(settings: Any) -> None:
    assert address(2, settings, remote="10.0.0.1", told="203.0.113.9") == "10.0.0.1"


@pytest.mark.parametrize("tail", ["::1", ":ffff::2", ":1:2:3:4"])
def test_one_ipv6_network_is_one_client(settings: Any, tail: str) -> None:
    remote = f"2001:db8:1:2{tail}"

    assert address(0, settings, remote=remote) == "2001:db8:1:2::/64"


def test_ipv4_in_ipv6_is_the_ipv4_client(settings: Any) -> None:
    assert address(0, settings, remote="::ffff:203.0.113.9") == "203.0.113.9"


def test_nonsense_is_one_client_together(settings: Any) -> None:
    assert address(1, settings, remote="10.0.0.1", told="<script>") == "unknown"


@pytest.mark.django_db
def test_a_bucket_gives_what_it_holds_and_no_more() -> None:
    taken = [take(LIMIT, "a", at=make.AT) for _ in range(7)]

    assert taken == [True] * 5 + [False] * 2
    assert take(LIMIT, "somebody else", at=make.AT) is True


@pytest.mark.django_db
def test_a_bucket_refills_one_by_one() -> None:
    for _ in range(5):
        take(LIMIT, "a", at=make.AT)
    later = make.AT + timedelta(seconds=wait_for(LIMIT, "a", at=make.AT))

    assert [take(LIMIT, "a", at=later), take(LIMIT, "a", at=later)] == [True, False]


@pytest.mark.django_db
def test_what_is_given_back_can_be_taken_again() -> None:
    for _ in range(5):
        take(LIMIT, "a", at=make.AT)

    give_back(LIMIT, "a")

    assert [take(LIMIT, "a", at=make.AT), take(LIMIT, "a", at=make.AT)] == [True, False]


@pytest.mark.django_db
def test_full_buckets_are_forgotten() -> None:
    take(LIMIT, "a", at=make.AT)

    assert forget_full(at=make.AT + timedelta(hours=2)) == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.both_databases
def test_many_at_once_get_exactly_what_there_is() -> None:
    def grab(_n: int) -> bool:
        try:
            return take(LIMIT, "crowd", at=make.AT)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as crowd:
        taken = list(crowd.map(grab, range(40)))

    assert sum(taken) == 5
