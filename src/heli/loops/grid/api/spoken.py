"""GeoReport's two tongues: XML, and the same as JSON without its root. Nothing is ever read as XML."""

import functools
import json
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from xml.etree.ElementTree import Element, tostring

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from heli.core.acts import ANONYMOUS, Actor, Refusal
from heli.core.flow.models import Call
from heli.loops.grid.queries.cases import open_desks
from heli.shell.pages import error_format


HEADERS = {"xml": "text/xml; charset=utf-8", "json": "application/json; charset=utf-8"}
_UNSPEAKABLE = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
View = Callable[..., HttpResponse]


class Wrong(Exception):
    """What GeoReport calls an error: a real status and a sentence."""

    def __init__(self, status: int, says: str) -> None:
        super().__init__(says)
        self.status, self.says = status, says


def say(form: str, root: str, content: Any, *, one: str = "", status: int = 200) -> HttpResponse:
    """``content`` under ``root`` in the tongue that was asked for; ``one`` names a list's members."""
    if form == "json":
        body = json.dumps(content, ensure_ascii=False).encode()
    else:
        body = b'<?xml version="1.0" encoding="utf-8"?>\n' + tostring(_element(root, content, one))
    return HttpResponse(body, content_type=HEADERS.get(form, HEADERS["xml"]), status=status)


def _element(name: str, content: Any, one: str = "") -> Element:
    element = Element(name)
    if isinstance(content, Mapping):
        for key, value in content.items():
            element.append(_element(key, value))
    elif isinstance(content, Sequence) and not isinstance(content, str):
        for value in content:
            element.append(_element(one or name.removesuffix("s"), value))
    elif content is not None:
        element.text = _UNSPEAKABLE.sub("", str(content))
    return element


def errors(form: str, *wrong: Wrong) -> HttpResponse:
    """Errors; the first one's status is the answer's."""
    said = [{"code": str(one.status), "description": one.says} for one in wrong]
    return say(form, "errors", said, one="error", status=wrong[0].status)


def spoken(view: View) -> View:
    """Answer what goes wrong as GeoReport does, and refuse tongues that it has not."""

    @functools.wraps(view)
    def answer(request: HttpRequest, form: str, **named: Any) -> HttpResponse:
        if form not in HEADERS:
            return errors("xml", Wrong(404, _("Ask for .xml or .json.")))
        try:
            return view(request, form=form, **named)
        except Wrong as wrong:
            return errors(form, wrong)
        except Refusal as refusal:
            return errors(form, Wrong(400, str(refusal)))

    return answer


@error_format("/open311/")
def for_error_page(request: HttpRequest, status: int, says: str) -> HttpResponse:
    """What stands in the place of a designed page."""
    form = "json" if request.path.endswith(".json") else "xml"
    return errors(form, Wrong(status, says or str(status)))


def the_desk(said: Mapping[str, Any], by: Actor = ANONYMOUS) -> Call:
    """The desk that is meant: the one there is, or the one that ``jurisdiction_id`` names."""
    known = open_desks(by)
    asked = str(said.get("jurisdiction_id", "")).strip()
    if asked:
        known = [d for d in known if asked in (d.issuer.code, str(d.issuer.uid))]
        if not known:
            raise Wrong(404, _("There is no such jurisdiction."))
    if len(known) != 1:
        raise Wrong(400, _("Say which jurisdiction_id is meant."))
    return known[0]
