"""Published briefs for programs: facts and figures as they were sealed, and whether the seal holds."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Query, Router, Schema
from ninja.params.functions import Path

from heli.core.access.doors import door
from heli.core.acts import anyone
from heli.core.flow.models import Entry
from heli.core.measures.log import seal_key
from heli.core.measures.queries import bundle_of
from heli.kit.bundle import verify
from heli.loops.briefs import policies
from heli.loops.briefs.queries.briefs import published
from heli.loops.briefs.queries.issued import Issued, IssuedFigure, issued
from heli.shell import clock
from heli.shell.api.paging import Asked, Listed, listed
from heli.shell.tables.paging import Order


router = Router(tags=["briefs"])
Code: Any = Path(
    ..., max_length=20, pattern=r"^[0-9A-Za-z-]+$", description="Printed on the brief."
)


class BriefOut(Schema):
    """A brief that was published."""

    code: str
    title: str
    issued_by: str
    state: str

    @staticmethod
    def resolve_issued_by(brief: Entry) -> str:
        """The name of the body."""
        return brief.org.name


class FigureOut(Schema):
    """A claim of the text: its words, and what was frozen behind them."""

    n: int
    words: str
    measure: str | None
    label: str | None
    value: str | None
    unit: str | None
    records: int | None
    first: date | None
    last: date | None

    @staticmethod
    def of(one: IssuedFigure) -> dict[str, Any]:
        """A bound figure with its measure; of others, the words."""
        m, scope = one.measure, one.scope
        value = one.value
        return {
            "n": one.n,
            "words": one.figure.quote,
            "measure": m and m.id,
            "label": one.words.label if one.words else None,
            "value": None if value is None else f"{value:f}",
            "unit": m and m.unit,
            "records": one.count if m else None,
            "first": scope.first if scope else None,
            "last": scope.last if scope else None,
        }


class FactsOut(Schema):
    """A published brief with everything anybody may know of it."""

    code: str
    title: str
    number: str
    sealed_on: date
    superseded_by: str | None
    text: list[str]
    figures: list[FigureOut]


class VerdictOut(Schema):
    """What was found when the seal was checked, now."""

    code: str
    holds: bool
    faults: list[str]
    checked: list[str]
    fingerprint: str


def public(code: str) -> Issued:
    """The published brief of a code; 404 for every other."""
    found = issued(code)
    if found is None or not Entry.objects.filter(
        policies.A_BRIEF & policies.IS_PUBLIC, pk=found.brief.pk
    ):
        raise Http404
    return found


@router.get("/briefs", response=Listed[BriefOut], url_name="briefs")
@door("api", policy=anyone)
def list_briefs(
    request: HttpRequest, response: HttpResponse, asked: Query[Asked]
) -> dict[str, Any]:
    """The published briefs, the newest first."""
    return listed(request, response, published(), asked, order=Order("pk", descending=True))


@router.get("/briefs/{code}", response=FactsOut, url_name="brief")
@door("api", policy=anyone)
def show_brief(request: HttpRequest, code: str = Code) -> dict[str, Any]:
    """A published brief, figure by figure."""
    found = public(code)
    successor = found.erratum.new.code if found.erratum else None
    return {
        "code": found.seal.code,
        "title": found.title,
        "number": found.number,
        "sealed_on": found.on,
        "superseded_by": successor,
        "text": ["".join(run.text for run in one.runs) for one in found.paragraphs],
        "figures": [FigureOut.of(one) for one in found.figures],
    }


@router.get("/verify/{code}", response=VerdictOut, url_name="verify")
@door("api", policy=anyone)
def verify_code(request: HttpRequest, code: str = Code) -> dict[str, Any]:
    """Check what was sealed under a code, from the records of the seal itself."""
    found = issued(code)
    if found is None:
        raise Http404
    report = verify(bundle_of(found.seal, at=clock.now()), trusted_keys=[seal_key()])
    language = request.LANGUAGE_CODE
    return {
        "code": found.seal.code,
        "holds": not report.faults,
        "faults": [one.text(language) for one in report.faults],
        "checked": [one.text(language) for one in report.checked],
        "fingerprint": report.fingerprint,
    }
