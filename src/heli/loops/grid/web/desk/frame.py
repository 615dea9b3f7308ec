"""The grids around the cases of a map: megabytes that hardly ever change, sent once and then kept."""

from collections import OrderedDict
from hashlib import sha256
from threading import Lock

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils.http import parse_etags

from heli.core.places.indexing import atlas
from heli.core.places.models import Area
from heli.core.places.queries import drawn
from heli.shell import clock
from heli.shell.maps import Mark, features
from heli.shell.requests import Request


MOST = 16
_kept: "OrderedDict[str, bytes]" = OrderedDict()
_lock = Lock()


def framed(request: Request, grids: QuerySet[Area]) -> HttpResponse:
    """The outlines of grids as a frame, thinned out for a screen. Two queries, and no drawing again.

    The answer is one reader's: it is kept by their browser alone, and named by the edition of all
    outlines, the day, and which grids they are.
    """
    keys = list(grids.order_by().values_list("pk", flat=True))
    mark = _mark(keys)
    if f'"{mark}"' in parse_etags(request.headers.get("If-None-Match", "")):
        answer = HttpResponse(status=304)
    else:
        answer = HttpResponse(_content(mark, grids), content_type="application/json")
    answer.headers["ETag"] = f'"{mark}"'
    answer.headers["Cache-Control"] = "private, no-cache"
    return answer


def _mark(keys: list[int]) -> str:
    said = (atlas().edition, clock.today(), settings.HELI_MAP["crs"], sorted(keys))
    return sha256(repr(said).encode()).hexdigest()[:32]


def _content(mark: str, grids: QuerySet[Area]) -> bytes:
    with _lock:
        if mark not in _kept:
            found = drawn(grids, on=clock.today())
            marks = [Mark(f"a{area.pk}", area.name, shape, state="around") for area, shape in found]
            _kept[mark] = features(marks).content
        _kept.move_to_end(mark)
        while len(_kept) > MOST:
            _kept.popitem(last=False)
        return _kept[mark]
