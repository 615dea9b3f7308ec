"""Every component in every state on one page, for people, photographs and axe."""

from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render

from heli.core.access.doors import door
from heli.core.acts import signed_in
from heli.shell.components import FOLDER, names
from heli.shell.maps import features
from heli.shell.requests import Request
from heli.shell.web.examples import example_marks, examples


@door("desk", policy=signed_in)
def gallery(request: Request) -> HttpResponse:
    """The gallery."""
    return render(request, "shell/gallery/gallery.html", _context(request))


@door("desk", policy=signed_in)
def gallery_map(request: Request) -> JsonResponse:
    """What the map of the gallery draws."""
    return features(example_marks())


def _context(request: Request) -> dict[str, Any]:
    shown = [
        {"name": name, "template": f"shell/components/{name}/example.html"}
        for name in names()
        if (FOLDER / name / "example.html").is_file()
    ]
    return {"components": shown, "example": examples(request)}
