"""Pages of rows for programs: by their edge, with the next address in the Link header (RFC 8288)."""

from typing import Annotated, Any, Generic, TypeVar

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from ninja import Field, Schema
from pydantic import StringConstraints

from heli.shell.tables.paging import Order, open_edge, page


MOST, USUAL = 200, 50
T = TypeVar("T")
NO_NUL = r"^[^\x00]*$"
"""No address holds a NUL, and no database keeps one."""
Text = Annotated[str, StringConstraints(max_length=200, pattern=NO_NUL)]


class Listed(Schema, Generic[T]):
    """Some rows, and the address of the next ones; null on the last page."""

    items: list[T]
    next: str | None


class Asked(Schema):
    """Which page is asked for."""

    limit: int = Field(USUAL, ge=1, le=MOST, description="How many rows at most.")
    after: str = Field(
        "", max_length=400, pattern=NO_NUL, description="Where the page before ended; from `next`."
    )


def listed(
    request: HttpRequest,
    response: HttpResponse,
    rows: QuerySet[Any],
    asked: Asked,
    *,
    order: Order,
) -> dict[str, Any]:
    """A page of ``rows``. One query. 404 for an edge that no page before gave: no page is there."""
    if asked.after and open_edge(asked.after) is None:
        raise Http404
    found = page(rows, order, size=asked.limit, after=asked.after)
    return linked(request, response, found.rows, found.after)


def linked(
    request: HttpRequest, response: HttpResponse, items: list[Any], after: str
) -> dict[str, Any]:
    """Rows with the address of the next page, also in the Link header."""
    query = request.GET.copy()
    query["after"] = after
    url = request.build_absolute_uri(f"{request.path}?{query.urlencode()}") if after else None
    if url:
        response.headers["Link"] = f'<{url}>; rel="next"'
    return {"items": items, "next": url}
