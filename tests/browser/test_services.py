"""Services in a real browser: every page fits a phone and keeps nobody out."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from PIL import Image

import make
from browser.conftest import Open
from heli.core.access.enums import Role
from heli.core.access.models import User
from heli.core.acts import Actor
from heli.core.files.photos import put_photo
from heli.core.flow.models import Entry
from heli.core.parties.models import Party
from heli.loops.services.actions.checking import ask_check, inspect, write_checklist
from heli.loops.services.actions.daily import expect_day, report_day
from heli.loops.services.actions.describing import describe_firm
from heli.loops.services.actions.mediation import deciding, taking_part
from heli.loops.services.actions.offering import send_policy, write_policy
from heli.loops.services.actions.surveying import fill_in, open_survey
from heli.shell import clock
from looks import barriers, too_wide
from make_mediation import Dispute
from make_services import House, services


pytestmark = pytest.mark.django_db(transaction=True)
NARROW, WIDE = 360, 1280
QUESTIONS = (
    "生产恢复情况 | 单选 | 正常 | 部分 | 停产",
    "缺什么 | 多选 | 人 | 料",
    "到岗人数 | 数字",
)


@pytest.fixture
def pages(transactional_db: None) -> dict[str, tuple[Actor, str]]:
    """A desk in the middle of its work: who looks at which page."""
    house = services()
    firms = [(house.firm, house.asker)]
    for n in range(5):
        firm = make.society(house.body, name=f"示例精密制造第{n}有限责任公司", subkind="company")
        firms.append((firm, make.actor(Role.LIAISON, over=firm)))
    return {
        **policies(house, firms),
        **survey(house, firms),
        **days(house),
        **check(house),
        **mediation(house),
    }


def policies(house: House, firms: list[tuple[Party, Actor]]) -> dict[str, tuple[Actor, str]]:
    desk = {"by": house.clerk, "at": house.at}
    for firm, speaker in firms[:4]:
        said = {"size": "small", "sector": "industry", "by": speaker, "at": house.at}
        describe_firm(firm, desk=house.desk, **said)
    text = "对小型、微型企业，按上年度实际缴纳失业保险费的一定比例返还，直接拨付，无需申请。"
    told = {"title": "小微企业稳岗返还和社会保险补贴", "text": text}
    policy = write_policy(house.desk, **told, conditions={"size": ["small", "micro"]}, **desk)
    send_policy(policy, **desk)
    offer = Entry.objects.get(call=policy, org=house.firm)
    return {
        "policies": (house.clerk, reverse("services:policies")),
        "new_policy": (house.clerk, reverse("services:new_policy", args=[house.desk.uid])),
        "policy": (house.clerk, reverse("services:policy", args=[policy.uid])),
        "for_us": (house.asker, reverse("services:for_us")),
        "offer": (house.asker, reverse("services:offer", args=[offer.uid])),
        "describe": (house.asker, reverse("services:describe", args=[house.firm.uid])),
    }


def survey(house: House, firms: list[tuple[Party, Actor]]) -> dict[str, tuple[Actor, str]]:
    asked = open_survey(
        house.desk,
        title="复工复产情况调查",
        questions=QUESTIONS,
        until=house.at.date() + timedelta(days=3),
        by=house.clerk,
        at=house.at,
    )
    for n, (firm, speaker) in enumerate(firms[1:]):
        entry = Entry.objects.select_related("call").get(call=asked, org=firm)
        said = {"q1": "正常" if n % 2 else "部分", "q2": ["人"], "q3": 20 + n}
        fill_in(entry, answers=said, by=speaker, at=house.at)
    mine = Entry.objects.get(call=asked, org=house.firm)
    return {
        "surveys": (house.clerk, reverse("services:surveys")),
        "new_survey": (house.clerk, reverse("services:new_survey", args=[house.desk.uid])),
        "survey": (house.clerk, reverse("services:survey", args=[asked.uid])),
        "asked_of_us": (house.asker, reverse("services:asked_of_us")),
        "fill_in": (house.asker, reverse("services:fill_in", args=[mine.uid])),
    }


def days(house: House) -> dict[str, tuple[Actor, str]]:
    _care, _leader, officer = house.paired()
    for day in (7, 10):
        expect_day(house.desk, on=date(2020, 2, day), by=house.clerk, at=house.at)
    entry = Entry.objects.get(flow__startswith="services.daily@", period="2020-02-07")
    report_day(entry, production="partly", workers=86, by=officer, at=house.at)
    due = Entry.objects.get(flow__startswith="services.daily@", period="2020-02-10")
    return {
        "days": (house.clerk, reverse("services:days")),
        "one_day": (house.clerk, reverse("services:days") + "?day=2020-02-07"),
        "day": (house.clerk, reverse("services:day", args=[entry.uid])),
        "report_day": (officer, reverse("services:report_day", args=[due.uid])),
    }


def check(house: House) -> dict[str, tuple[Actor, str]]:
    by = {"by": house.clerk, "at": house.at}
    items = "口罩、消毒液备足两周\n出入口测温到位\n食堂错峰用餐"
    write_checklist(house.desk, title="企业复工核查表", text=items, **by)
    found = ask_check(house.firm, desk=house.desk, by=house.asker, at=house.at)
    page = {"let_resume": (house.clerk, reverse("services:let_resume", args=[found.uid]))}
    other = make.society(house.body, name="示例食品公司", subkind="company")
    failed = ask_check(other, desk=house.desk, **by)
    passed = {"i1": True, "i2": False, "i3": True}
    until = clock.today() + timedelta(days=3)
    picture = BytesIO()
    Image.new("RGB", (640, 480), "#5a7").save(picture, "JPEG")
    shown = {"i2": [put_photo([picture.getvalue()], name="入口.jpg")]}
    told = {"passed": passed, "notes": {"i2": "测温枪不足"}, "photos": shown, "deadline": until}
    inspect(failed, **told, **by)
    return {
        **page,
        "checks": (house.clerk, reverse("services:checks")),
        "check": (house.clerk, reverse("services:check", args=[failed.uid])),
        "checklist": (house.clerk, reverse("services:checklist", args=[house.desk.uid])),
        "desks": (house.clerk, reverse("services:desks")),
    }


def mediation(house: House) -> dict[str, tuple[Actor, str]]:
    dispute = Dispute(house)
    asked, invited, held, settled = (
        dispute.asked(),
        dispute.invited(),
        dispute.held(),
        dispute.settled("分三期付清。"),
    )
    taking_part.consent(invited, **dispute.by(dispute.answering))
    pages = {
        "mediations": (house.asker, reverse("services:mediations")),
        "no_mediations": (house.clerk, reverse("services:mediations")),
        "ask_mediation": (house.asker, reverse("services:ask_mediation")),
        "charge": (house.clerk, reverse("services:mediation_charge", args=[house.desk.uid])),
        "asked": (dispute.keeper, reverse("services:mediation", args=[asked.uid])),
        "invited": (house.asker, reverse("services:mediation", args=[invited.uid])),
        "settled": (dispute.mediator, reverse("services:mediation", args=[settled.uid])),
    }
    taken = asked
    deciding.take_on(taken, **dispute.by(dispute.keeper))
    steps = (
        ("name_mediator", dispute.keeper, taken),
        ("hand_over", dispute.keeper, taken),
        ("consent", house.asker, invited),
        ("let_in", house.asker, invited),
        ("set_session", dispute.mediator, held),
        ("settle", dispute.mediator, held),
        ("step_back", dispute.answering, held),
    )
    return pages | {
        name: (who, reverse(f"services:{name}", args=[one.uid])) for name, who, one in steps
    }


def account(actor: Actor) -> User:
    """The account of somebody."""
    person = Party.objects.get(pk=actor.party_id)
    return User.objects.filter(party=person).first() or make.user(person)


@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_every_page_fits_and_keeps_nobody_out(
    open_page: Open, pages: dict[str, tuple[Actor, str]], width: int
) -> None:
    found = {}
    for name, (who, path) in pages.items():
        page = open_page(path, width=width, who=account(who))
        found[name] = (barriers(page), too_wide(page))

    assert found == dict.fromkeys(pages, ([], 0))
