"""A service desk at work: matters asked and answered, visits, pairs, and help that is only counted."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _

from heli.core.access.enums import Role
from heli.core.flow.models import Call, Entry
from heli.core.parties.models import Party
from heli.loops.services.actions import (
    answering,
    asking,
    caring,
    counting,
    settling,
    visiting,
)
from heli.loops.services.enums import Counted, Found, Topic
from heli.site.demo import confidence, firms
from heli.site.demo.cast import Cast, add_body, add_extra, add_person
from heli.site.demo.desks import Desk
from heli.site.demo.files import Files, day
from heli.site.demo.plays import Say


TOPICS = {
    "物资": Topic.SUPPLIES,
    "许可": Topic.PERMITS,
    "用工": Topic.LABOUR,
    "资金": Topic.MONEY,
    "物流": Topic.LOGISTICS,
    "其他": Topic.OTHER,
}
THINGS = {
    "口罩": Found.MASKS,
    "消毒液": Found.DISINFECTANT,
    "测温枪": Found.THERMOMETERS,
    "车辆": Found.VEHICLES,
}
COUNTS = {
    "服务企业": Counted.FIRMS_SERVED,
    "服务专员": Counted.COMMISSIONERS,
    "调查企业": Counted.FIRMS_SURVEYED,
    "宣讲政策": Counted.POLICIES,
    "组织检测": Counted.TESTS,
    "心理社区": Counted.COMMUNITIES,
    "心理服务": Counted.PEOPLE,
    "热线来电": Counted.HOTLINE,
    "群组服务": Counted.PERSON_TIMES,
    "调解纠纷": Counted.DISPUTES,
}
SUBKINDS = {"企业": "company", "部门": "department", "报送": "member"}
SHOWN = {"企业": "firm", "部门": "department"}
LATER, AGREED = timedelta(days=1), timedelta(days=3)


def gather(files: Files, cast: Cast) -> None:
    """Register the bodies, and somebody who speaks for each."""
    for n, row in enumerate(files.rows("bodies.xlsx"), start=1):
        body = add_body(cast, row["单位"], SUBKINDS[row["类别"]])
        part, roles = SHOWN.get(row["类别"], ""), (Role.LIAISON,)
        if part and part not in cast.people:
            add_person(cast, part, f"联例{n}", body, roles)
            cast.actors[row["单位"]] = cast.actors[part]
        else:
            add_extra(cast, row["单位"], f"联例{n}", body, roles)


def act(files: Files, cast: Cast, say: Say) -> None:
    """Everything the registers say."""
    say(_("Opening the service desk ..."))
    desk = Desk(files, cast, _open(cast))
    say(_("Entering, routing and answering matters ..."))
    solved = [*_matters(desk), *_visits(desk)]
    _settle(desk, solved)
    say(_("Appointing pairs, confirming counts ..."))
    _pairs(desk)
    _counts(desk)
    say(_("Matching policies to firms ..."))
    firms.act(desk)
    say(_("Offering hours of counselling, mediating in confidence ..."))
    confidence.act(desk)


def _open(cast: Cast) -> Call:
    return asking.open_desk.once(cast.key("desk"))(
        cast.federation, title="企业服务台（示例）", by=cast.actors["clerk"], at=cast.now()
    )


@dataclass(frozen=True, slots=True)
class Matter:
    """A matter as the register has it."""

    need: Entry
    row: dict[str, Any]


def _matters(desk: Desk) -> list[Matter]:
    """Ask everything that firms asked; those that were solved."""
    asked = []
    for n, row in desk.rows("matters.xlsx"):
        need = asking.ask_for_help.once(desk.cast.key("ask", n))(
            desk.cast.bodies[row["企业"]],
            desk=desk.call,
            topic=TOPICS[row["类别"]],
            title=row["诉求"],
            on=day(row["日期"]),
            **desk.does(row["企业"]),
        )
        asked.append(Matter(need, row))
    return [one for one in asked if one.row["状态"] == "解决"]


def _visits(desk: Desk) -> list[Matter]:
    """Note the visits, and enter what they brought back."""
    found = []
    for n, row in desk.rows("visits.xlsx"):
        visit = visiting.note_field_visit.once(desk.cast.key("visit", n))(
            desk.call,
            to=desk.cast.bodies[row["单位"]],
            title=row["事由"],
            on=day(row["日期"]),
            **desk.does(),
        )
        if row["问题"]:
            need = visiting.bring_back.once(desk.cast.key("problem", n))(
                visit,
                topic=Topic.OTHER,
                title=row["问题"],
                on=day(row["日期"]),
                **desk.does(),
            )
            found.append(Matter(need, {**row, "企业": row["单位"], "找到": None}))
    return found


def _settle(desk: Desk, matters: list[Matter]) -> None:
    """Route and answer week by week for each department; each firm agrees to its own."""
    weeks: dict[tuple[str, int], list[Matter]] = defaultdict(list)
    firms: dict[str, list[Matter]] = defaultdict(list)
    for one in matters:
        weeks[one.row["答复部门"], day(one.row["日期"]).isocalendar().week].append(one)
        firms[one.row["企业"]].append(one)
    for (department, week), some in weeks.items():
        _handle(desk, department, week, some)
    for name, some in firms.items():
        on = max(day(one.row["日期"]) for one in some) + AGREED
        settling.agree.once(desk.cast.key("agree", desk.cast.bodies[name].uid))(
            [one.need for one in some], on=on, **desk.does(name)
        )


def _handle(desk: Desk, department: str, week: int, some: list[Matter]) -> None:
    body, needs = desk.cast.bodies[department], [one.need for one in some]
    last = max(day(one.row["日期"]) for one in some)
    answering.route_needs.once(desk.cast.key("route", body.uid, week))(
        needs, department=body, on=last, **desk.does()
    )
    for one in some:
        if one.row["找到"]:
            answering.note_found.once(desk.cast.key("find", one.need.uid))(
                one.need,
                what=THINGS[one.row["找到"]],
                n=one.row["数量"],
                on=last,
                **desk.does(department),
            )
    answering.answer_needs.once(desk.cast.key("answer", body.uid, week))(
        needs, note="已协调办理（示例）。", on=last + LATER, **desk.does(department)
    )


def _pairs(desk: Desk) -> None:
    rows = list(desk.rows("pairs.xlsx"))
    firms = [desk.cast.bodies[row["企业"]] for _n, row in rows]
    listed = caring.enlist_firms.once(desk.cast.key("enlist"))(
        desk.call, firms=firms, **desk.does()
    )
    for n, row in rows:
        caring.appoint_pair.once(desk.cast.key("pair", n))(
            Entry.objects.get(call=listed, org=desk.cast.bodies[row["企业"]]),
            leader=_colleague(desk, "leader", n, row["分管领导"]),
            officer=_colleague(desk, "officer", n, row["工作人员"]),
            on=max(day(one["日期"]) for one in desk.files.rows("counts.xlsx")),
            **desk.does(),
        )


def _colleague(desk: Desk, part: str, n: int, name: str) -> Party:
    """One of a pair: somebody of the federation."""
    return add_extra(desk.cast, f"{part}{n}", name, desk.cast.federation, ())


def _counts(desk: Desk) -> None:
    for n, row in desk.rows("counts.xlsx"):
        tally = counting.report_count.once(desk.cast.key("count", n))(
            desk.cast.bodies[row["单位"]],
            desk=desk.call,
            what=COUNTS[row["内容"]],
            n=row["数量"],
            on=day(row["日期"]),
            basis=row["依据"],
            **desk.does(row["单位"]),
        )
        counting.confirm_count.once(desk.cast.key("confirm", n))(tally, **desk.does())
