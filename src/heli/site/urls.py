"""All the ways in."""

from importlib import import_module
from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path

from heli.site import api, loops
from heli.site.addresses import Remembering, by_beginning
from heli.site.health import health


_ways: list[URLPattern | URLResolver] = [
    path("health/", health, name="health"),
    path("account/", include("heli.site.signin.urls")),
    *api.urls(),
    *loops.urls(),
]
if find_spec("heli.shell.web.urls") is not None:
    _ways.append(by_beginning(import_module("heli.shell.web.urls")))
urlpatterns = [Remembering(_ways)]

handler400 = "heli.site.errors.bad_request"
handler403 = "heli.site.errors.permission_denied"
handler404 = "heli.site.errors.page_not_found"
handler500 = "heli.site.errors.server_error"
