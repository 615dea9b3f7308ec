"""Records of services that have an address: a desk, a firm's matter, a firm's pair, a count, a visit."""

from datetime import date, timedelta
from io import BytesIO
from typing import Any

from PIL import Image

import make
from heli.core.access.enums import Role
from heli.core.acts import SYSTEM
from heli.core.files.photos import put_photo
from heli.core.flow.models import Call, Entry
from heli.core.parties.models import Party
from heli.loops.services.actions.asking import ask_for_help, open_desk
from heli.loops.services.actions.caring import appoint_pair, enlist_firms
from heli.loops.services.actions.checking import ask_check, inspect, write_checklist
from heli.loops.services.actions.counselling import book, open_slots
from heli.loops.services.actions.counting import report_count
from heli.loops.services.actions.daily import expect_day
from heli.loops.services.actions.describing import describe_firm
from heli.loops.services.actions.mediation.asking import ask_mediation, put_in_charge
from heli.loops.services.actions.offering import send_policy, write_policy
from heli.loops.services.actions.surveying import open_survey
from heli.loops.services.actions.visiting import note_field_visit
from heli.loops.services.enums import DESK
from heli.loops.services.queries.checks import checklist_of, items
from heli.shell import clock
from security.records import MARKS, kind


def _firm(org: Party) -> Party:
    """A firm below the body, for which somebody speaks, with its card."""
    desk = _desk(org)
    firm = make.society(org, name="示例电子公司" + MARKS[0], subkind="company")
    make.actor(Role.LIAISON, over=firm)
    describe_firm(firm, desk=desk, size="small", sector="trade", by=SYSTEM, at=make.AT)
    return firm


def _policy(org: Party) -> Call:
    said = {"title": "稳岗返还" + MARKS[0], "text": "返还失业保险费" + MARKS[0]}
    told = {"conditions": {"size": ["small"]}, "by": SYSTEM, "at": make.AT}
    return write_policy(_desk(org), **said, **told)


@kind
def services_firm(org: Party) -> dict[str, Any]:
    """A firm below the body."""
    return {"uid": _firm(org).uid}


@kind
def services_card(org: Party) -> dict[str, Any]:
    """What a firm below the body says of itself."""
    return {"uid": Entry.objects.get(org=_firm(org), flow__startswith="services.card@").uid}


@kind
def services_policy(org: Party) -> dict[str, Any]:
    """A policy that the desk of the body entered, and a firm it fits."""
    _firm(org)
    return {"uid": _policy(org).uid}


@kind
def services_offer(org: Party) -> dict[str, Any]:
    """A policy that was sent to a firm below the body."""
    firm, policy = _firm(org), _policy(org)
    send_policy(policy, by=SYSTEM, at=make.AT)
    return {"uid": Entry.objects.get(call=policy, org=firm).uid}


def _desk(org: Party) -> Call:
    found = Call.objects.filter(kind=DESK, issuer=org).first()
    return found or open_desk(org, title="企业服务台" + MARKS[0], by=SYSTEM, at=make.AT)


@kind
def services_desk(org: Party) -> dict[str, Any]:
    """The service desk of the body."""
    return {"uid": _desk(org).uid}


def _survey(org: Party, firm: Party) -> Call:
    told = {"title": "复工调查" + MARKS[0], "questions": ["缺什么" + MARKS[0] + " | text"]}
    until = {"until": make.TODAY, "frame": "picked", "picked": [firm], "by": SYSTEM}
    return open_survey(_desk(org), **told, **until, at=make.AT)


@kind
def services_survey(org: Party) -> dict[str, Any]:
    """A survey of the desk of the body."""
    return {"uid": _survey(org, _firm(org)).uid}


@kind
def services_answers(org: Party) -> dict[str, Any]:
    """A survey as a firm below the body meets it."""
    firm = _firm(org)
    return {"uid": Entry.objects.get(call=_survey(org, firm), org=firm).uid}


@kind
def services_day(org: Party) -> dict[str, Any]:
    """A day of a firm that its pair has to report."""
    firm = _firm(org)
    listed = enlist_firms(_desk(org), firms=[firm], by=SYSTEM, at=make.AT)
    pair = {"leader": make.person(org=org), "officer": make.person(org=org)}
    care = Entry.objects.get(call=listed, org=firm)
    appoint_pair(care, **pair, by=SYSTEM, at=make.AT)
    call = expect_day(_desk(org), on=date(2020, 2, 14), by=SYSTEM, at=make.AT)
    return {"uid": Entry.objects.get(call=call, org=firm).uid}


def _check(org: Party) -> Entry:
    told = {"title": "复工核查表" + MARKS[0], "text": "口罩备足两周" + MARKS[0]}
    if checklist_of(_desk(org)) is None:
        write_checklist(_desk(org), **told, by=SYSTEM, at=make.AT)
    return ask_check(_firm(org), desk=_desk(org), note=MARKS[0], by=SYSTEM, at=make.AT)


@kind
def services_check(org: Party) -> dict[str, Any]:
    """A check of a firm below the body, that was asked for."""
    return {"uid": _check(org).uid}


@kind
def services_failed_check(org: Party) -> dict[str, Any]:
    """One in which something has to be put right."""
    found = {"passed": {"i1": False}, "notes": {"i1": "不足" + MARKS[0]}}
    check = _check(org)
    inspect(check, **found, deadline=make.TODAY, by=SYSTEM, at=make.AT)
    return {"uid": check.uid}


@kind
def services_check_photo(org: Party) -> dict[str, Any]:
    """A photo of what did not pass."""
    picture = BytesIO()
    Image.new("RGB", (8, 8)).save(picture, "PNG")
    shot = put_photo([picture.getvalue()], name="测温.png")
    found = {"passed": {"i1": False}, "notes": {"i1": "不足"}, "photos": {"i1": [shot]}}
    check = _check(org)
    inspect(check, **found, deadline=make.TODAY, by=SYSTEM, at=make.AT)
    return {"uid": check.uid, "which": items(check)[0].photos[0]}


def _slot(org: Party) -> Entry:
    on = clock.today() + timedelta(days=1)
    hour = {"on": on, "start": "09:00", "end": "10:00", "minutes": 60, "place": "电话" + MARKS[0]}
    supervisor = make.person(org=org)
    call = open_slots(_desk(org), supervisor=supervisor, **hour, by=SYSTEM, at=clock.now())
    return call.entries.order_by("-pk")[0]


@kind
def services_slot(org: Party) -> dict[str, Any]:
    """An hour of counselling that is free."""
    return {"uid": _slot(org).uid}


@kind
def services_booked_slot(org: Party) -> dict[str, Any]:
    """One that is booked."""
    slot = _slot(org)
    book(slot, phone="13800000000", by=SYSTEM, at=clock.now())
    return {"uid": slot.uid}


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


@kind
def services_mediation(org: Party) -> dict[str, Any]:
    """A mediation between two firms of the body, in which nobody who knocks has a part."""
    desk, firm = _desk(org), make.society(org, name="示例一厂" + MARKS[0], subkind="company")
    other = make.society(org, name="示例二厂" + MARKS[0], subkind="company")
    for one in (firm, other):
        make.actor(Role.LIAISON, over=one)
    put_in_charge(desk, keeper=make.person(org=org), by=SYSTEM, at=make.AT)
    said = {"subject": "货款" + MARKS[0], "text": "逾期" + MARKS[0], "by": SYSTEM, "at": make.AT}
    return {"uid": ask_mediation(desk, firm=firm, other=other, **said).uid}


@kind
def services_mediated_desk(org: Party) -> dict[str, Any]:
    """The service desk of a body in which somebody is in charge of mediations."""
    desk = _desk(org)
    put_in_charge(desk, keeper=make.person(org=org), by=SYSTEM, at=make.AT)
    return {"uid": desk.uid}
