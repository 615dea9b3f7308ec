"""What every request gets: a language, a look, safe headers, and doors that hold."""

from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.utils import translation

import make
from heli.core.access.doors import door
from heli.core.access.enums import Role
from heli.core.acts import Actor, Conflict, policy, signed_in
from heli.shell.middleware import ActorMiddleware, DoorMiddleware, preferences_of
from heli.shell.navigation import Entry, menu, register
from heli.shell.pages import error_page
from heli.shell.toasts import Toast, say, waiting
from shell.conftest import Ask


pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@policy(None, reason="Only clerks do this.")
def clerks(actor: Actor) -> bool:
    return bool(actor.orgs(Role.CLERK))


@door("desk", policy=clerks)
def clerks_page(request: HttpRequest) -> HttpResponse:
    return HttpResponse("for clerks")


@door("portal", policy=clerks)
def clerks_part(request: HttpRequest) -> HttpResponse:
    return HttpResponse("for clerks")


DOORS = DoorMiddleware(lambda request: HttpResponse())


@pytest.mark.parametrize("view", [clerks_page, clerks_part])
def test_door_sends_a_visitor_to_sign_in(ask: Ask, view: object) -> None:
    answer = DOORS.process_view(ask("/clerks/?a=1"), view, (), {})  # type: ignore[arg-type]

    assert answer is not None
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/account/login/?next=/clerks/%3Fa%3D1"


def test_door_refuses_somebody_with_another_role(ask: Ask) -> None:
    request = ask("/clerks/")
    request.actor = make.actor(Role.EDITOR)

    answer = DOORS.process_view(request, clerks_page, (), {})

    assert isinstance(answer, HttpResponse)
    assert answer.status_code == 403
    assert "Only clerks do this." in answer.content.decode()


def test_door_lets_a_clerk_in(ask: Ask) -> None:
    request = ask("/clerks/")
    request.actor = make.actor(Role.CLERK)

    assert DOORS.process_view(request, clerks_page, (), {}) is None


def test_refusal_that_nobody_caught_is_a_designed_page(ask: Ask) -> None:
    answer = DOORS.process_exception(ask(), Conflict())

    assert isinstance(answer, HttpResponse)
    assert answer.status_code == 409
    assert "changed by somebody else" in answer.content.decode()


def test_mistake_of_ours_is_not_taken_for_a_refusal(ask: Ask) -> None:
    assert DOORS.process_exception(ask(), ValueError("x")) is None


def test_gallery_is_for_people_who_signed_in() -> None:
    assert Client().get("/desk/gallery/").status_code == 302


def test_page_is_chinese_unless_asked_otherwise() -> None:
    client = Client()

    page = client.get("/offline/", headers={"Accept-Language": "en"})
    assert '<html lang="zh-Hans" data-size="std">' in page.content.decode()

    client.post("/preferences/", {"language": "en", "next": "/offline/"})
    assert '<html lang="en" data-size="std">' in client.get("/offline/").content.decode()


def test_preferences_are_kept_with_the_account() -> None:
    user = make.user()
    client = Client()
    client.force_login(user, backend=BACKEND)

    answer = client.post("/preferences/", {"size": "elder", "theme": "dark", "next": "/offline/"})

    user.refresh_from_db()
    assert user.preferences == {"size": "elder", "theme": "dark"}
    assert answer.headers["Location"] == "/offline/"
    elsewhere = Client()
    elsewhere.force_login(user, backend=BACKEND)
    assert 'data-size="elder" data-theme="dark"' in elsewhere.get("/offline/").content.decode()


@pytest.mark.parametrize("next_", ["https://evil.example/", "//evil.example", "javascript:x", ""])
def test_preferences_do_not_lead_to_other_sites(next_: str) -> None:
    answer = Client().post("/preferences/", {"size": "large", "next": next_})

    assert answer.headers["Location"] == "/"


def test_preference_that_does_not_exist_changes_nothing() -> None:
    answer = Client().post("/preferences/", {"size": "giant", "language": "xx"})

    assert list(answer.cookies) == []


def test_unknown_cookie_counts_as_not_given(ask: Ask) -> None:
    request = ask()
    request.COOKIES = {"heli_size": "giant", "django_language": "../en", "heli_theme": "x"}

    wanted = preferences_of(request)

    assert (wanted.language, wanted.size, wanted.theme) == ("zh-hans", "std", "auto")


def test_page_is_not_kept_by_caches_and_needs_no_powers() -> None:
    headers = Client().get("/offline/").headers

    assert headers["Cache-Control"] == "no-store"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "microphone=()" in headers["Permissions-Policy"]
    assert "geolocation=(self)" in headers["Permissions-Policy"]


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("status", [400, 403, 404, 409, 413, 422, 429, 500, 503])
def test_error_pages_are_designed_in_both_languages(ask: Ask, status: int, language: str) -> None:
    with translation.override(language):
        answer = error_page(ask(), status)

    text = answer.content.decode()
    assert answer.status_code == status
    assert f">{status}</p>" in text
    assert ("Go to the start page" in text) == (language == "en")


def test_menu_shows_what_its_reader_may_open(ask: Ask) -> None:
    register(
        Entry("desk", "Gallery", "shell:gallery", order=1, policy=signed_in),
        Entry("desk", "For clerks", "shell:gallery_page", policy=clerks),
        Entry("desk", "Gone", "nowhere:list"),
        Entry("portal", "Offline", "shell:offline"),
    )
    request = ask("/desk/gallery/")
    request.actor = make.actor(Role.EDITOR)

    lines = [(line.label, line.current) for line in menu("desk", request)]

    assert ("Gallery", True) in lines
    assert {"For clerks", "Gone", "Offline"} & {str(label) for label, _here in lines} == set()


def test_toast_carries_its_way_back(ask: Ask) -> None:
    request = ask()
    say(request, "3 accepted.", undo="/undo/")
    say(request, "Careful.", tone="warning")

    assert waiting(request) == [
        Toast("3 accepted.", "success", "/undo/"),
        Toast("Careful.", "warning", ""),
    ]


def test_actor_of_a_request_is_looked_up_once(ask: Ask, django_assert_num_queries: Any) -> None:
    request = ask()
    request.user = make.user()
    seen: list[str] = []

    def page(asked: Any) -> HttpResponse:
        seen.extend([asked.actor.name, asked.actor.name])
        return HttpResponse()

    with django_assert_num_queries(1):
        ActorMiddleware(page)(request)

    assert seen == [request.user.party.name] * 2
