"""Seed 003, the grids of a town: a month of matters from report to rating, its days and its bulletin."""

from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _, gettext_lazy

from heli.core.access.enums import Role
from heli.core.acts import local_day
from heli.core.flow.models import Call
from heli.loops.grid.queries.packs import TOWN, shipped
from heli.site.demo.cast import Cast
from heli.site.demo.files import Files
from heli.site.demo.plays import Play, Say
from heli.site.demo.town import days, office, plan
from heli.site.demo.town.acting import Month
from heli.site.demo.town.story import Story


DAYS = 30


def act(files: Files, cast: Cast, say: Say) -> None:
    """The month before today, and the town's day so far."""
    say(_("Opening the grid centre ..."))
    today = plan.start_of(first_played(cast))
    town = office.opened(files, cast, today - timedelta(days=DAYS + 10))
    say(_("Playing a month of matters ..."))
    kinds = plan.kinds_of(town.told["kind"], shipped()[TOWN])
    matters = plan.drawn(town.told["ways"], kinds, grids=len(town.grids), today=today)
    todays, so_far = plan.day_so_far(
        matters, kinds, grids=len(town.grids), today=today, now=cast.now()
    )
    month = Month(town, [*matters, *todays])
    Story(month, kinds[0], today).tell()
    for evening, some in days.by_evening(plan.happenings(matters), today):
        month.play(some)
        days.watch_at(evening)
    month.play(so_far)
    days.watch_at(cast.now())
    say(_("Checking and freezing the days of the grids ..."))
    days.keep(town, today)


def period(cast: Cast) -> tuple[date, date]:
    """The days of the bulletin: the month, without the day on which it is played."""
    today = local_day(first_played(cast))
    return today - timedelta(days=DAYS), today - timedelta(days=1)


def first_played(cast: Cast) -> datetime:
    """The moment from which the month is counted back: when it was first played."""
    begun = Call.objects.filter(issuer=cast.federation, kind="grid").first()
    return begun.opens_at + timedelta(days=DAYS + 10, hours=12) if begun else cast.now()


HETANG = Play(
    example="jiangsu/town",
    federation="禾塘镇人民政府（示例）",
    short="禾塘镇",
    accounts="ht-",
    staff={
        "clerk": ("柳例受", (Role.CLERK,)),
        "editor": ("宋例派", (Role.EDITOR,)),
        "head": ("方例值", (Role.REVIEWER,)),
        "checker": ("苏例查", (Role.CHECKER,)),
        "signer": ("潘例管", (Role.SIGNER,)),
        "admin": ("葛例维", (Role.ORG_ADMIN,)),
    },
    ground=office.ground,
    gather=office.gather,
    act=act,
    period=period,
    what={
        "clerk": gettext_lazy("clerk of the grid centre: takes up, registers, answers, closes"),
        "editor": gettext_lazy("dispatcher: gives cases to units, writes the bulletin"),
        "head": gettext_lazy("head of the desk: decides returns and extensions"),
        "checker": gettext_lazy("checker: looks whether it was really done"),
        "signer": gettext_lazy("leader in charge: decides suspensions, seals the bulletin"),
        "admin": gettext_lazy("administrator: areas, accounts, screens of the wall"),
        "handler": gettext_lazy("somebody of the cleaning unit: signs, reports as handled"),
        "unit_head": gettext_lazy("head of the cleaning unit: confirms, asks for a return"),
        "worker": gettext_lazy("grid worker: reports from patrol, at /field/"),
    },
)
