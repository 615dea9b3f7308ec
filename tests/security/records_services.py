"""Records of services that have an address: a desk, a firm's matter, a firm's pair, a count, a visit."""

from typing import Any

import make
from heli.core.acts import SYSTEM
from heli.core.flow.models import Call, Entry
from heli.core.parties.models import Party
from heli.loops.services.actions.asking import ask_for_help, open_desk
from heli.loops.services.actions.caring import enlist_firms
from heli.loops.services.actions.counting import report_count
from heli.loops.services.actions.visiting import note_field_visit
from heli.loops.services.enums import DESK
from security.records import MARKS, kind


def _desk(org: Party) -> Call:
    found = Call.objects.filter(kind=DESK, issuer=org).first()
    return found or open_desk(org, title="企业服务台" + MARKS[0], by=SYSTEM, at=make.AT)


@kind
def services_desk(org: Party) -> dict[str, Any]:
    """The service desk of the body."""
    return {"uid": _desk(org).uid}


@kind
def services_need(org: Party) -> dict[str, Any]:
    """A matter of the body itself, that lies with its desk."""
    said = {"topic": "money", "title": "贷款展期" + MARKS[0], "text": "请协调" + MARKS[0]}
    return {"uid": ask_for_help(org, desk=_desk(org), **said, by=SYSTEM, at=make.AT).uid}


@kind
def services_care(org: Party) -> dict[str, Any]:
    """The body on the list of those to be looked after."""
    listed = enlist_firms(_desk(org), firms=[org], by=SYSTEM, at=make.AT)
    return {"uid": Entry.objects.get(call=listed, org=org).uid}


@kind
def services_tally(org: Party) -> dict[str, Any]:
    """A count that the body reported."""
    said = {"what": "people", "n": 5, "basis": "计数表" + MARKS[0]}
    return {"uid": report_count(org, desk=_desk(org), **said, by=SYSTEM, at=make.AT).uid}


@kind
def services_visit(org: Party) -> dict[str, Any]:
    """A field visit to the body."""
    said = {"to": org, "title": "走访" + MARKS[0], "note": "座谈" + MARKS[0]}
    return {"uid": note_field_visit(_desk(org), **said, by=SYSTEM, at=make.AT).uid}
