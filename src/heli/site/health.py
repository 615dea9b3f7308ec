"""Is it up? For supervisors and for ``heli serve`` itself."""

from django.db import connection
from django.http import HttpRequest, HttpResponse

from heli.core.access.doors import door
from heli.core.acts import anyone


@door("api", policy=anyone)
def health(request: HttpRequest) -> HttpResponse:
    """``ok`` when the database answers. One query, nothing about what is inside."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")
