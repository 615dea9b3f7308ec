"""Help of which only counts are shown: hours of counselling with a supervisor, and mediation."""

from datetime import timedelta
from typing import Any

from heli.core.acts import Action, local_day
from heli.core.flow.models import Entry
from heli.loops.services.actions.counselling import book, open_slots
from heli.loops.services.actions.mediation import deciding, holding, taking_part
from heli.loops.services.actions.mediation.asking import ask_mediation, put_in_charge
from heli.loops.services.enums import FirmKind
from heli.site.demo.desks import Desk


CALLERS = ("13800000001", "13800000002")
SUBJECT = "加工费结算（示例）"
ASKING = "加工费十二万元已到期三个月，对方以质量为由未付（示例）。"
OTHER = "有一批次品未计入扣减，愿意对账后分期支付（示例）。"
AGREEMENT = "双方对账后按八成结算，分两期付清（示例）。"


def act(desk: Desk) -> None:
    """Tomorrow's hours with two of them booked, one dispute settled, one that waits for consent."""
    _hours(desk)
    desk_keeper = desk.cast.people["keeper"]
    put_in_charge.once(desk.cast.key("mediation"))(desk.call, keeper=desk_keeper, **desk.does())
    _settled(desk, _invited(desk, 1))
    _invited(desk, 2)


def _hours(desk: Desk) -> None:
    tomorrow = local_day(desk.call.opens_at) + timedelta(days=1)
    call = open_slots.once(desk.cast.key("hours"))(
        desk.call,
        supervisor=desk.cast.people["supervisor"],
        on=tomorrow,
        start="09:00",
        end="12:00",
        minutes=50,
        place="心理援助热线（示例）",
        **desk.does(),
    )
    slots = Entry.objects.select_related("call", "org", "party").filter(call=call)
    for n, (slot, phone) in enumerate(zip(slots.order_by("pk"), CALLERS, strict=False)):
        book.once(desk.cast.key("hours", n))(slot, phone=phone, **desk.does("hotline"))


def _firms(desk: Desk) -> list[str]:
    """The names of the firms; those who speak for a firm act under it."""
    return [name for name, body in desk.cast.bodies.items() if body.subkind in FirmKind.values]


def _invited(desk: Desk, n: int) -> Entry:
    """What the first firm asked, taken on, with a mediator."""
    first, *others = _firms(desk)
    mediation = ask_mediation.once(desk.cast.key("mediation", n))(
        desk.call,
        firm=desk.cast.bodies[first],
        other=desk.cast.bodies[others[n]],
        subject=SUBJECT,
        text=ASKING,
        **desk.does(first),
    )
    _take(desk, n, "keeper", deciding.take_on, mediation)
    mediator = desk.cast.people["mediator"]
    _take(desk, n, "keeper", deciding.name_mediator, mediation, mediator=mediator)
    return mediation


def _settled(desk: Desk, mediation: Entry) -> None:
    """Both consent, they meet, and it is settled."""
    first, *others = _firms(desk)
    when = mediation.opened_at + timedelta(minutes=5)
    _take(desk, 1, first, taking_part.consent, mediation)
    _take(desk, 1, others[1], taking_part.consent, mediation, text=OTHER)
    _take(desk, 1, "mediator", holding.begin_mediation, mediation)
    said = {"when": when, "place": "服务台二楼会议室（示例）"}
    _take(desk, 1, "mediator", holding.set_session, mediation, **said)
    _take(desk, 1, "mediator", holding.settle, mediation, agreement=AGREEMENT)


def _take(
    desk: Desk, n: int, who: str, act: Action[..., Any], mediation: Entry, **said: Any
) -> None:
    """A step of the n-th mediation, done once however often the example is replayed."""
    known = Entry.objects.select_related("call__issuer", "org", "party").get(pk=mediation.pk)
    key = desk.cast.key("mediation", n, act.name, who)
    act.once(key)(known, **said, **desk.does(who))
