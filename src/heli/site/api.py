"""The API: the core's resources and what each loop brings, described as OpenAPI."""

from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import URLPattern, URLResolver, include, path

import heli
from heli.core.access.doors import door
from heli.core.access.scopes import scopes
from heli.core.acts import anyone
from heli.shell.api import measures, records, register
from heli.shell.api.building import Api, finished
from heli.shell.api.description import completed
from heli.site import loops


BASE = "/api/v1/"


@cache
def api() -> Api:
    """The whole API, built once the loops are known."""
    made = Api(title="Heli 合力", version=heli.__version__, urls_namespace="api")
    for router in (measures.router, records.router, register.router, *loops.routers()):
        made.add_router("", router)
    return made


@door("api", policy=anyone)
def openapi(request: HttpRequest) -> HttpResponse:
    """The description. It tells what there is, never whether something is there."""
    return finished(request, JsonResponse(description()))


def description() -> dict[str, Any]:
    """The OpenAPI document."""
    return completed(api().get_openapi_schema(path_prefix=BASE), scopes=scopes())


def urls() -> list[URLPattern | URLResolver]:
    """The addresses below ``/api/v1/``."""
    patterns, app, namespace = api().urls
    patterns = [path("openapi.json", openapi, name="openapi"), *patterns]
    return [path(BASE.lstrip("/"), include((patterns, app), namespace=namespace))]
