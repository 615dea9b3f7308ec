"""Who stands at a door for programs: the bearer of a key, or a browser that signed in here."""

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from heli.core.access.doors import Door
from heli.core.access.keys import key_behind, note_use
from heli.core.access.models import ApiKey
from heli.core.access.queries import actor_for
from heli.core.acts import ANONYMOUS, Actor, NotAllowed
from heli.shell import clock
from heli.shell.api.problems import problem, refusal


UNAUTHORIZED = 401
NOT_YOURS = _("this key is not made for it; it needs the scope %(scope)s.")


def enter(request: HttpRequest, door: Door) -> HttpResponse | None:
    """Settle who asks; a key stands alone, whatever cookies come with it.

    Only a session can be misused from another site: where there is none, no token is asked for.
    """
    given = request.headers.get("Authorization", "")
    if not given and door.takes_sessions and settings.SESSION_COOKIE_NAME in request.COOKIES:
        return None
    as_nobody(request)
    if not given:
        # A protocol with keys of its own way says itself what is wrong with one.
        text = (
            ""
            if door.takes_sessions
            else {**request.GET.dict(), **request.POST.dict()}.get("api_key", "")
        )
        if (key := key_behind(text, on=clock.today())) is not None:
            use(request, key)
        return None
    scheme, _space, text = given.partition(" ")
    key = key_behind(text.strip(), on=clock.today()) if scheme.lower() == "bearer" else None
    if key is None:
        return problem(UNAUTHORIZED, str(_("This key does not hold.")), code="bad_key")
    use(request, key)
    return None


def as_nobody(request: HttpRequest) -> None:
    """Forget what cookies say."""
    request.user = AnonymousUser()
    request.actor = ANONYMOUS  # type: ignore[attr-defined]
    # What Django's own test client says too: this request carries nobody's session.
    request._dont_enforce_csrf_checks = True  # type: ignore[attr-defined]  # noqa: SLF001  -- the same


def use(request: HttpRequest, key: ApiKey) -> None:
    """From here on the request is its program's."""
    request.api_key = key  # type: ignore[attr-defined]
    request.actor = actor_for(key.party, on=clock.today())  # type: ignore[attr-defined]
    note_use(key, on=clock.today())


def key_of(request: HttpRequest) -> ApiKey | None:
    """The key that a request came with."""
    return getattr(request, "api_key", None)


def refuse(request: HttpRequest, door: Door) -> HttpResponse | None:
    """What a door for programs says before its view is asked: 401, 403, or nothing."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    scope, asked = door.scope_for(request.method or "GET"), door.policy
    verdict = asked.check(actor) if asked.model is None else True
    if not actor.is_signed_in and (scope or not verdict):
        return problem(UNAUTHORIZED, str(_("This needs a key.")), code="key_needed")
    key = key_of(request)
    if scope and key is not None and scope not in key.scopes:
        return refusal(request, NotAllowed(reason=NOT_YOURS % {"scope": scope}))
    if not verdict:
        return refusal(request, NotAllowed(reason=asked.reason))
    return None
