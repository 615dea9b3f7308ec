"""What every answer carries (S22), where it may lead (S14), and whom it believes (S15)."""

from typing import Any

import pytest
from django.http import HttpResponseBase
from django.test import Client

import make
from security.doors import ways_in
from security.test_matrix import TABLE
from security.world import NOBODY, PASSWORD, World, account


POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data: blob:",
    "connect-src 'self'",
    "font-src 'self'",
    "worker-src 'self' blob:",
    "manifest-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "object-src 'none'",
}
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
ELSEWHERE = (
    "https://evil.example",
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "http:evil.example",
    "https:///evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    " https://evil.example",
    "\thttps://evil.example",
    "https://testserver@evil.example",
    "https://evil.example/desk/",
    "https://evil.example#testserver",
    "https://testserver.evil.example",
    "//evil.example/%2e%2e",
    "/\t/evil.example",
    "http://[::1]:8000@evil.example",
    "ftp://evil.example",
)


def missing(response: HttpResponseBase) -> list[str]:
    """What an answer lacks."""
    said = response.headers.get("Content-Security-Policy", "")
    found = {part.strip() for part in said.split(";")}
    # A nonce may stand beside 'self'; nothing else may.
    plain = {" ".join(w for w in part.split() if not w.startswith("'nonce-")) for part in found}
    lacking = sorted(POLICY - plain) + sorted(plain - POLICY)
    lacking += [name for name, value in HEADERS.items() if response.headers.get(name) != value]
    lacking += [n for n in ("Permissions-Policy", "Cache-Control") if n not in response.headers]
    return lacking


@pytest.mark.django_db
def test_every_address_answers_with_every_header() -> None:
    world = World.made()
    bare = {
        f"{way.name} {who} {response.status_code}": lacking
        for way in ways_in()
        for who in (NOBODY, "editor")
        for method in TABLE[way.name].get("methods", ["GET"])
        for response in [world.clients[who].generic(method, url_of(world, way))]
        if (lacking := missing(response))
    }

    assert bare == {}


def url_of(world: World, way: Any) -> str:
    row = TABLE[way.name]
    kind = row.get("record", "")
    return str(way.url(world.records[kind, "own"] if kind else row.get("with", {})))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "status", "more"),
    [
        ("/nowhere/", 404, {}),
        ("/health/", 400, {"HTTP_HOST": "evil.example"}),
        ("/static/no-such-file.css", 404, {}),
    ],
)
def test_refusals_and_files_carry_them_too(path: str, status: int, more: dict[str, str]) -> None:
    response = Client(raise_request_exception=False).get(path, **more)

    assert response.status_code == status
    assert missing(response) == []


@pytest.mark.django_db
def test_a_form_from_elsewhere_is_refused_with_every_header() -> None:
    response = Client(enforce_csrf_checks=True).post("/account/login/", {})

    assert (response.status_code, missing(response)) == (403, [])


@pytest.mark.django_db
def test_nothing_may_be_kept_by_a_cache_on_the_way() -> None:
    world = World.made()
    kept = {}
    for way in ways_in():
        if way.door is not None and way.door.face == "desk":
            response = world.clients["editor"].get(url_of(world, way))
            kept[way.name] = response.headers["Cache-Control"]

    # Only outlines of grids stay in the browser, which asks each time whether they still hold.
    assert {name: said for name, said in kept.items() if "no-store" not in said} == {
        "grid:grids_map": "private, no-cache"
    }


@pytest.mark.django_db
@pytest.mark.parametrize("elsewhere", ELSEWHERE)
def test_signing_in_leads_to_no_other_site(elsewhere: str) -> None:
    user = account("", make.federation())

    response = Client().post(
        "/account/login/", {"login": user.username, "password": PASSWORD, "next": elsewhere}
    )

    assert (response.status_code, response.headers["Location"]) == (302, "/desk/")


@pytest.mark.django_db
@pytest.mark.parametrize("elsewhere", ELSEWHERE)
def test_choosing_a_language_leads_to_no_other_site(elsewhere: str) -> None:
    response = Client().post("/preferences/", {"language": "en", "next": elsewhere})

    assert (response.status_code, response.headers["Location"]) == (302, "/")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "headers",
    [
        {"HTTP_HOST": "evil.example"},
        {"HTTP_HOST": "testserver@evil.example"},
        {"HTTP_HOST": "testserver evil.example"},
    ],
)
def test_an_invented_host_is_refused(headers: dict[str, str]) -> None:
    assert Client().get("/account/login/", **headers).status_code == 400


@pytest.mark.django_db
def test_an_invented_forwarded_host_is_ignored() -> None:
    page = Client().get(
        "/desk/gallery/",
        HTTP_X_FORWARDED_HOST="evil.example",
        HTTP_FORWARDED="host=evil.example",
    )

    assert page.headers["Location"] == "/account/login/?next=/desk/gallery/"
