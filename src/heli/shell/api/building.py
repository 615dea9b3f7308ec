"""From functions to addresses: django-ninja, with our doors, our problem documents and ETags."""

import hashlib
from collections.abc import Callable, Iterator
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.urls import URLPattern, path
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.operation import Operation, PathView
from ninja.utils import replace_path_param_notation

from heli.core.access.doors import Door
from heli.core.acts import Refusal
from heli.shell.api import problems


SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class Api(NinjaAPI):
    """An API whose every function declares its door; an address without one does not start."""

    def __init__(self, **options: Any) -> None:
        super().__init__(docs_url=None, openapi_url=None, **options)
        answers: dict[type[Exception], Any] = {
            Refusal: problems.refusal,
            Http404: problems.absent,
            HttpError: problems.malformed,
            ValidationError: problems.invalid,
        }
        for kind, answer in answers.items():
            self.add_exception_handler(kind, answer)

    def _get_urls(self) -> list[Any]:
        return list(self._patterns())

    def _patterns(self) -> Iterator[URLPattern]:
        for bound in self._get_bound_routers():
            for route, view in bound.path_operations.items():
                address = replace_path_param_notation(route).lstrip("/")
                name = view.url_name or view.operations[0].view_func.__name__
                yield path(address, opened(view), name=name)

    def get_openapi_schema(self, **options: Any) -> Any:
        """The description, with the scope of each operation as ``x-scope``."""
        said = super().get_openapi_schema(**options)
        scopes = {
            one.view_func.__name__: declared(one.view_func).scopes.get("*", "")
            for bound in self._get_bound_routers()
            for view in bound.path_operations.values()
            for one in view.operations
        }
        for methods in said["paths"].values():
            for operation in methods.values():
                operation["x-scope"] = scopes[operation["operationId"]]
        return said

    def get_openapi_operation_id(self, operation: Any) -> str:
        """Short and stable: the name of the function."""
        return str(operation.view_func.__name__)


def declared(function: Callable[..., Any]) -> Door:
    """What a function of the API declares. ``KeyError`` when it forgot to."""
    door: Door = vars(function)["door"]
    return door


def door_of(view: PathView) -> Door:
    """The one door of an address: its policy, and for each method the scope a key needs.

    ``ValueError`` where the functions of an address have different policies.
    """
    doors = [(one.methods, declared(one.view_func)) for one in view.operations]
    first = doors[0][1]
    if any((d.face, d.policy) != ("api", first.policy) for _methods, d in doors):
        msg = f"{view.operations[0].path}: one address, one door of the API"
        raise ValueError(msg)
    scopes = {m: d.scopes.get("*", "") for methods, d in doors for m in methods}
    unsafe = any(m not in SAFE for m in scopes)
    return Door("api", first.policy, unsafe=unsafe, scopes=scopes)


def opened(path_view: PathView) -> Callable[..., HttpResponse]:
    """The view of an address, with its door."""
    inner = path_view.get_view()
    known = {m: _asked_by(one) for one in path_view.operations for m in one.methods}

    def view(request: HttpRequest, **parameters: Any) -> HttpResponse:
        if "%00" in request.get_full_path():
            return problems.problem(400, _("The request could not be read."), code="malformed")
        said = request.method
        request.method = "GET" if said == "HEAD" else said
        given = set(request.GET)
        # A filter whose name is misspelt would give everything.
        strange = given - known.get(request.method or "", given)
        answer = problems.strange(sorted(strange)) if strange else inner(request, **parameters)
        response = finished(request, answer)
        request.method = said
        return response

    view.door = door_of(path_view)  # type: ignore[attr-defined]
    return view


def _asked_by(operation: Operation) -> set[str]:
    """The names that an operation knows in its query."""
    queries = (one for one in operation.models if one.__ninja_param_source__ == "query")
    return {name for one in queries for name in one.__ninja_flatten_map__}


def finished(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Words depend on the language; what did not change need not be sent again."""
    if isinstance(response, HttpResponseNotAllowed):
        allowed = response.headers["Allow"]
        response = problems.problem(response.status_code, code="method_not_allowed")
        response.headers["Allow"] = allowed
    patch_vary_headers(response, ["Accept-Language", "Authorization", "Cookie"])
    if request.method == "GET" and response.status_code == 200:  # noqa: PLR2004  -- HTTP's own number
        response.headers["Cache-Control"] = "private, no-cache"
        etag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
        response.headers["ETag"] = etag
        if etag in {t.strip() for t in request.headers.get("If-None-Match", "").split(",")}:
            return _not_modified(response)
    return response


def _not_modified(response: HttpResponse) -> HttpResponse:
    found = HttpResponse(status=304)
    for name in ("Cache-Control", "ETag", "Link", "Vary"):
        if name in response.headers:
            found.headers[name] = response.headers[name]
    return found
