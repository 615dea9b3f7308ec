"""Acts that write texts, as loops have them."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated, Any

import make
from heli.core.acts import SYSTEM, Actor, Digest, action, anyone
from heli.core.parties.models import Party
from heli.core.texts import numbering, placing, writing
from heli.core.texts.models import Doc, DocNumber, Placement, Revision


SAY: dict[str, Any] = {"by": SYSTEM, "at": make.AT}


@action("sample.doc.create", policy=anyone)
def create(
    org: Party, *, by: Actor, at: datetime, title: str = "关于稳就业的建议", body: str = ""
) -> Doc:
    return writing.create_doc(kind="sample", title=title, org=org, body=body, by=by, at=at)


@action("sample.doc.revise", policy=anyone)
def revise(
    doc: Doc,
    *,
    base: int,
    body: Annotated[str, Digest],
    by: Actor,
    at: datetime,
    title: str = "关于稳就业的建议",
) -> Revision:
    return writing.revise(doc, base=base, title=title, body=body, by=by, at=at)


@action("sample.doc.freeze", policy=anyone)
def freeze(doc: Doc, *, by: Actor, at: datetime) -> Doc:
    return writing.freeze(doc, at=at)


@action("sample.doc.number", policy=anyone)
def number(
    doc: Doc,
    *,
    year: int,
    by: Actor,
    at: datetime,
    fail: bool = False,
    style: str = numbering.OFFICIAL,
) -> DocNumber:
    given = numbering.give_number(doc, series="示社联发", year=year, style=style)
    if fail:
        raise writing.Frozen(title=doc.title)
    return given


@action("sample.series.begin", policy=anyone)
def begin(org: Party, *, year: int, n: int, running: int, by: Actor, at: datetime) -> None:
    numbering.begin_series("示社联发", year=year, n=n, running=running)


@action("sample.issue.place", policy=anyone)
def place(
    issue: Doc, *, item: Doc, by: Actor, at: datetime, position: int | None = None
) -> Placement:
    return placing.place(issue, item, position=position)


@action("sample.issue.arrange", policy=anyone)
def arrange(issue: Doc, *, order: Sequence[Placement], by: Actor, at: datetime) -> None:
    placing.arrange(issue, order)


@action("sample.issue.take_out", policy=anyone)
def take_out(placement: Placement, *, by: Actor, at: datetime) -> Doc:
    return placing.take_out(placement)


@action("sample.doc.appear", policy=anyone)
def appear(item: Doc, *, outlet: Party, on: date, by: Actor, at: datetime) -> Placement:
    return placing.appear(item, outlet=outlet, on=on)
