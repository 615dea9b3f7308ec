"""One record of each kind that has an address, made by the acts that make it in life.

A loop adds its kinds here; the matrix names them.
"""

import json
from collections.abc import Callable
from datetime import date
from itertools import count
from typing import Any

import make
from heli.core.access.actions import create_key
from heli.core.access.enums import Role
from heli.core.access.keys import new_key
from heli.core.access.queries import actor_for
from heli.core.acts import ANONYMOUS, SYSTEM
from heli.core.files.actions import upload
from heli.core.files.store import put
from heli.core.flow.models import Call, Entry
from heli.core.hooks.actions import send_test, settle, subscribe
from heli.core.hooks.models import Subscription
from heli.core.measures.actions import sync_measures
from heli.core.measures.queries import figures_of
from heli.core.notices.actions import draft_message
from heli.core.parties.models import Party
from heli.core.places.actions import keep_import
from heli.core.texts.models import Placement
from heli.kit.ids import new_uid
from heli.loops.advice.actions.calling import open_call, open_periodical
from heli.loops.advice.actions.editing import approve_proposals, assign_editor, finish_editing
from heli.loops.advice.actions.issuing import (
    check_issue,
    open_issue,
    place_item,
    release_issue,
    sign_issue,
)
from heli.loops.advice.actions.screening import screen_proposals
from heli.loops.advice.actions.submitting import submit_proposal
from heli.loops.advice.enums import Verb
from heli.loops.briefs import actions as briefs
from heli.loops.briefs.actions.reading import give_text, keep_outcome
from heli.loops.briefs.queries.briefs import latest
from heli.loops.briefs.queries.reading import outcome_of
from heli.loops.grid.actions.desks import open_desk as open_grid_desk
from heli.loops.grid.actions.dispatching import ask_assistance
from heli.loops.grid.actions.drafts import Draft, Shot
from heli.loops.grid.actions.lists import add_line
from heli.loops.grid.actions.reporting import report
from heli.loops.grid.actions.summaries import expect_summaries
from heli.loops.grid.models import Report
from heli.loops.grid.queries.summaries import running


_numbers = count(1)
MARKS = [""]
"""Put into every title and text: the tests of hostile words fill it."""
Kind = Callable[[Party], dict[str, Any]]
RECORDS: dict[str, Kind] = {}
FIRST, LAST = date(2020, 1, 1), date(2020, 2, 29)
PIXEL = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xff\xd9"
BODY = "本期收到来信3封。"
TEXT = "建议明确牵头单位，制定简明的操作指引，并畅通反馈渠道。"


def kind(make_one: Kind) -> Kind:
    """Make a kind of record known under the name of its function."""
    RECORDS[make_one.__name__] = make_one
    return make_one


def _brief(org: Party) -> Entry:
    """A draft with one number that is claimed with a source."""
    made = briefs.start_brief(
        org,
        title="来信简报" + MARKS[0],
        first=FIRST,
        last=LAST,
        body=BODY + MARKS[0],
        by=SYSTEM,
        at=make.AT,
    )
    start = BODY.index("3封")
    briefs.claim_number(
        made,
        start=start,
        end=start + 2,
        base=1,
        source="收发室登记本" + MARKS[0],
        as_of=LAST,
        by=SYSTEM,
        at=make.AT,
    )
    return made


@kind
def brief(org: Party) -> dict[str, Any]:
    """A brief that is being written."""
    made = _brief(org)
    figure = figures_of(latest(made)).get()
    return {"uid": made.uid, "figure": figure.uid, "start": figure.start, "form": "docx"}


@kind
def sealed_brief(org: Party) -> dict[str, Any]:
    """A brief that is sealed, and not published."""
    return {"code": _sealed(org).code, "n": 1, "form": "docx"}


@kind
def published_brief(org: Party) -> dict[str, Any]:
    """A brief that everybody may read."""
    made = _sealed(org)
    briefs.publish_brief(made, by=SYSTEM, at=make.AT)
    return {"code": made.code, "n": 1, "form": "docx"}


def _sealed(org: Party) -> Entry:
    made = _brief(org)
    step = briefs.submit_brief(made, by=SYSTEM, at=make.AT)
    briefs.approve_brief(made, revision=step.revision, by=SYSTEM, at=make.AT)
    briefs.seal_brief(made, by=SYSTEM, at=make.AT)
    return Entry.objects.get(pk=made.pk)


@kind
def api_key(org: Party) -> dict[str, Any]:
    """A key of a program of the body."""
    fresh = new_key()
    made = create_key(
        org, name="对接系统" + MARKS[0], scopes=["records:read"], prefix=fresh.prefix,
        secret=fresh.secret, by=SYSTEM, at=make.AT,
    )  # fmt: skip
    return {"uid": made.uid}


def _webhook(org: Party) -> Subscription:
    return subscribe(
        org, name="对接系统" + MARKS[0], url="https://example.org/heli", events=["advice.received"],
        by=SYSTEM, at=make.AT,
    )  # fmt: skip


@kind
def webhook(org: Party) -> dict[str, Any]:
    """An address that is told events of the body."""
    return {"uid": _webhook(org).uid}


@kind
def webhook_delivery(org: Party) -> dict[str, Any]:
    """A delivery that nobody took."""
    made = send_test(_webhook(org), by=SYSTEM, at=make.AT)
    settle(made, status=410, trouble="", by=SYSTEM, at=make.AT)
    return {"uid": made.uid}


@kind
def message(org: Party) -> dict[str, Any]:
    """A message of a body that nobody let go yet."""
    to = [make.person(org=org)]
    made = draft_message(org, to=to, subject="通知" + MARKS[0], by=SYSTEM, at=make.AT)
    return {"uid": made.uid}


@kind
def area(org: Party) -> dict[str, Any]:
    """An area, with an outline. It belongs to no body."""
    made = make.area(kind="grid", name="网格" + MARKS[0], geometry=make.outline(119.8, 31.4))
    return {"uid": made.uid}


@kind
def area_import(org: Party) -> dict[str, Any]:
    """A file of outlines that waits to be confirmed."""
    rows = [{"number": 1, "name": "网格" + MARKS[0], "code": "1", "parent": ""}]
    made = keep_import(
        None,
        kind="grid",
        crs="wgs84",
        since=make.TODAY,
        file_name="grids.geojson",
        rows=json.dumps(rows),
        by=SYSTEM,
        at=make.AT,
    )
    return {"uid": made.uid}


def _proposal(org: Party) -> Entry:
    """A proposal that a member of the body handed in."""
    sync_measures(by=SYSTEM, at=make.AT)
    call_of = open_call(org, title="常年征集" + MARKS[0], by=SYSTEM, at=make.AT)
    author = actor_for(make.person(org=org), on=make.TODAY)
    return submit_proposal(
        call_of,
        org=org,
        title="关于示例事项的建议" + MARKS[0],
        body=TEXT + MARKS[0],
        by=author,
        at=make.AT,
    )


def _signed_off(org: Party) -> Entry:
    made = _proposal(org)
    editor = make.actor(Role.EDITOR, over=org)
    screen_proposals([made], decision=Verb.ACCEPT, by=SYSTEM, at=make.AT)
    assign_editor([made], editor=Party.objects.get(pk=editor.party_id), by=SYSTEM, at=make.AT)
    finish_editing(made, base=1, title=made.title, body=TEXT + MARKS[0], by=editor, at=make.AT)
    approve_proposals([made], by=SYSTEM, at=make.AT)
    return made


def _issue(org: Party) -> tuple[Entry, Placement, Entry]:
    """An issue that is being put together, its one line, and the proposal in it."""
    periodical = open_periodical(org, name=f"示例要报{next(_numbers)}", by=SYSTEM, at=make.AT)
    made, item = open_issue(periodical, by=SYSTEM, at=make.AT), _signed_off(org)
    return made, place_item(made, proposal=item, by=SYSTEM, at=make.AT), item


@kind
def call(org: Party) -> dict[str, Any]:
    """A call for proposals."""
    return {"uid": open_call(org, title="专题征集" + MARKS[0], by=SYSTEM, at=make.AT).uid}


@kind
def periodical(org: Party) -> dict[str, Any]:
    """A periodical without an issue."""
    return {"uid": open_periodical(org, name="示例内参" + MARKS[0], by=SYSTEM, at=make.AT).uid}


@kind
def proposal(org: Party) -> dict[str, Any]:
    """A proposal that came in."""
    return {"uid": _proposal(org).uid, "verb": "reject"}


@kind
def signed_off_proposal(org: Party) -> dict[str, Any]:
    """A proposal that may be issued and recommended."""
    return {"uid": _signed_off(org).uid, "verb": "recommend"}


@kind
def author(org: Party) -> dict[str, Any]:
    """Somebody whose record can be looked at."""
    return {"uid": make.person(org=org).uid}


@kind
def issue(org: Party) -> dict[str, Any]:
    """An issue that is being put together."""
    made, line, item = _issue(org)
    return {"uid": made.uid, "line": line.uid, "proposal": item.uid, "verb": "check"}


@kind
def released_issue(org: Party) -> dict[str, Any]:
    """An issue whose titles everybody may read."""
    made, _line, _item = _issue(org)
    check_issue(made, by=SYSTEM, at=make.AT)
    sign_issue(made, by=SYSTEM, at=make.AT)
    return {"uid": release_issue(made, by=SYSTEM, at=make.AT).uid}


@kind
def reading(org: Party) -> dict[str, Any]:
    """A text that was given to be read."""
    given = give_text(org, title="来稿" + MARKS[0], body=BODY + MARKS[0], by=SYSTEM, at=make.AT)
    outcome = outcome_of(given.body, None, day=given.day).dumped()
    keep_outcome(given, outcome=outcome, by=SYSTEM, at=make.AT)
    return {"uid": given.uid, "start": BODY.index("3封"), "form": "txt"}


def _grid_desk(org: Party) -> Call:
    """The desk of a body: it has one."""
    found = Call.objects.filter(kind="grid", issuer=org).first()
    return found or open_grid_desk(org, title="示例网格中心", by=SYSTEM, at=make.AT)


@kind
def grid_case(org: Party) -> dict[str, Any]:
    """A case at a desk, with the report that opened it."""
    found = Report.objects.get(entry__uid=outdoor_case(org)["uid"])
    return {"uid": found.entry.uid, "name": "reply", "which": found.uid}


@kind
def grid_help(org: Party) -> dict[str, Any]:
    """Help that the body was asked for with a case of its own desk."""
    case = Entry.objects.get(uid=outdoor_case(org)["uid"])
    made = ask_assistance(case, unit=org, note="需要照明", by=SYSTEM, at=make.AT)
    return {"uid": made.uid, "verb": "finish"}


@kind
def grid_day(org: Party) -> dict[str, Any]:
    """The day of a grid."""
    call = _grid_desk(org)
    period = running(call, make.AT).period
    known = Entry.objects.filter(org=org, period=period, is_expected=True).first()
    if known is None:
        expect_summaries(call, grids=[org], by=SYSTEM, at=make.AT)
        known = Entry.objects.get(org=org, period=period, is_expected=True)
    return {"uid": known.uid}


@kind
def grid_photo(org: Party) -> dict[str, Any]:
    """A photo of a case."""
    call = _grid_desk(org)
    kept = upload(put([PIXEL], name="示例.jpg"), by=SYSTEM, at=make.AT)
    draft = Draft(uid=new_uid(), text="路边有垃圾", place="示例路口", photos=(Shot(kept),))
    found = report(call, draft=draft, by=ANONYMOUS, at=make.AT)
    return {"uid": found.entry.uid, "which": found.photos.get().uid}


@kind
def outdoor_case(org: Party) -> dict[str, Any]:
    """A case somebody may be sent to."""
    call = _grid_desk(org)
    draft = Draft(uid=new_uid(), text="路边有垃圾" + MARKS[0], place="示例路口" + MARKS[0])
    found = report(call, draft=draft, by=ANONYMOUS, at=make.AT)
    return {"uid": found.entry.uid, "step": "check"}


@kind
def grid_line(org: Party) -> dict[str, Any]:
    """A line of a centre's responsibility list."""
    town = make.society(org, "示例镇")
    call = open_grid_desk(town, title="示例网格中心" + MARKS[0], by=SYSTEM, at=make.AT)
    basis = "清单第1条" + MARKS[0]
    line = add_line(call, unit=town, category="06", basis=basis, by=SYSTEM, at=make.AT)
    return {"uid": call.uid, "line": line.uid}


@kind
def grid_desk(org: Party) -> dict[str, Any]:
    """A centre that takes reports from anybody."""
    # A body of its own: each has one desk, and other kinds open that of ``org``.
    town = make.society(org, "示例镇")
    return {"uid": open_grid_desk(town, title="示例网格中心" + MARKS[0], by=SYSTEM, at=make.AT).uid}
