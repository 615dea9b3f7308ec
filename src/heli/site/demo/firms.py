"""What a service desk does for its firms beyond matters: policies matched to them."""

from datetime import date, timedelta

from heli.core.flow.models import Entry
from heli.core.notices.actions import mark_read
from heli.core.notices.models import Delivery
from heli.core.parties.models import Party
from heli.loops.services.actions.checking import ask_check, inspect, write_checklist
from heli.loops.services.actions.daily import expect_day, report_day
from heli.loops.services.actions.describing import describe_firm
from heli.loops.services.actions.offering import send_policy, take_up, write_policy
from heli.loops.services.actions.surveying import close_survey, fill_in, open_survey
from heli.loops.services.enums import FirmKind, Sector, Size
from heli.site.demo.desks import Desk


POLICIES = (
    (
        "小微企业稳岗返还（示例）",
        "按上年度实际缴纳失业保险费的一定比例返还（示例）。",
        {"size": ["small", "micro"]},
    ),
    (
        "制造业设备贷款贴息（示例）",
        "新增设备贷款按利率的一半贴息一年（示例）。",
        {"sector": ["industry"]},
    ),
)
QUESTIONS = (
    "生产恢复情况 | single | 正常 | 部分 | 停产",
    "缺什么 | multiple | 人 | 料 | 钱",
    "到岗人数 | number",
)
WORKDAYS = tuple(date(2020, 3, day) for day in (9, 10, 11, 12))
ITEMS = ("口罩、消毒液备足两周", "出入口测温到位", "食堂错峰用餐", "返岗人员登记到人次")
SIZES = (Size.SMALL, Size.MICRO, Size.MEDIUM)
SECTORS = (Sector.INDUSTRY, Sector.INDUSTRY, Sector.TRADE, Sector.TRANSPORT)


def act(desk: Desk) -> None:
    """All of it, on the firms of the example."""
    firms = [body for body in desk.cast.bodies.values() if body.subkind in FirmKind.values]
    _policies(desk, firms)
    _survey(desk, firms)
    _days(desk)
    _checks(desk, firms)


def _policies(desk: Desk, firms: list[Party]) -> None:
    for n, firm in enumerate(firms[:-1]):
        describe_firm.once(desk.cast.key("card", n))(
            firm,
            desk=desk.call,
            size=SIZES[n % len(SIZES)],
            sector=SECTORS[n % len(SECTORS)],
            **desk.does(firm.name),
        )
    for n, (title, text, conditions) in enumerate(POLICIES):
        policy = write_policy.once(desk.cast.key("policy", n))(
            desk.call, title=title, text=text, conditions=conditions, **desk.does()
        )
        message = send_policy.once(desk.cast.key("policy", n, "send"))(policy, **desk.does())
        for delivery in Delivery.objects.filter(message=message, channel="site").order_by("pk")[:5]:
            firm = _firm_of(desk, delivery)
            mark_read.once(desk.cast.key("read", delivery.uid))(delivery, **desk.does(firm.name))
        first = Entry.objects.filter(call=policy).select_related("org").order_by("pk")[0]
        take_up.once(desk.cast.key("policy", n, "wanted"))(first, **desk.does(first.org.name))


def _survey(desk: Desk, firms: list[Party]) -> None:
    """One that is closed, of all firms; most answered."""
    survey = open_survey.once(desk.cast.key("survey"))(
        desk.call,
        title="复工复产情况调查（示例）",
        questions=QUESTIONS,
        until=desk.call.opens_at.date() + timedelta(days=14),
        **desk.does(),
    )
    for n, firm in enumerate(firms[:-3]):
        said = {"q1": ("正常", "部分", "停产")[n % 3], "q2": ["人", "料"][: n % 3], "q3": 20 + n}
        entry = Entry.objects.select_related("call", "org").get(call=survey, org=firm)
        fill_in.once(desk.cast.key("survey", n))(entry, answers=said, **desk.does(firm.name))
    close_survey.once(desk.cast.key("survey", "close"))(survey, **desk.does())


def _days(desk: Desk) -> None:
    """Four working days of the firms that are looked after; of each day one report is missing."""
    for n, on in enumerate(WORKDAYS):
        call = expect_day.once(desk.cast.key("day", n))(desk.call, on=on, **desk.does())
        due = Entry.objects.filter(call=call, period=on.isoformat()).order_by("pk")
        for i, entry in enumerate(due.select_related("call", "org")):
            if i != n:
                report_day.once(desk.cast.key("day", n, i))(
                    entry,
                    production=("normal", "partly")[(n + i) % 2],
                    workers=60 + 10 * n + i,
                    by=desk.cast.actors[f"officer{i + 1}"],
                    at=desk.cast.now(),
                )


def _checks(desk: Desk, firms: list[Party]) -> None:
    """Three firms asked: one may resume, one has something to put right, one waits."""
    write_checklist.once(desk.cast.key("checklist"))(
        desk.call, title="企业复工核查表（示例）", text="\n".join(ITEMS), **desk.does()
    )
    good = {f"i{n}": True for n in range(1, len(ITEMS) + 1)}
    for n, firm in enumerate(firms[:3]):
        check = ask_check.once(desk.cast.key("check", n))(
            firm, desk=desk.call, **desk.does(firm.name)
        )
        passed = {**good, "i2": n == 0}
        notes = {} if n == 0 else {"i2": "测温枪不足，补足两支（示例）"}
        if n < 2:  # noqa: PLR2004  -- the third waits
            until = check.opened_at.date() + timedelta(days=7)
            inspect.once(desk.cast.key("check", n, "look"))(
                Entry.objects.get(pk=check.pk),
                passed=passed,
                notes=notes,
                deadline=None if n == 0 else until,
                **desk.does(),
            )


def _firm_of(desk: Desk, delivery: Delivery) -> Party:
    names = (n for n, actor in desk.cast.actors.items() if actor.party_id == delivery.party_id)
    return next(desk.cast.bodies[name] for name in names if name in desk.cast.bodies)
