"""Reports: sent again and again they are one; joined, refused, looked up; and who reported stays unknown."""

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest

import make
import make_grid
from heli.core.acts import ANONYMOUS, SYSTEM, NotAllowed
from heli.core.flow.guards import NotYet
from heli.core.flow.models import Entry
from heli.core.journal.models import JournalEntry, Opening
from heli.core.parties.models import Party, VaultItem
from heli.core.places.actions import redraw_area
from heli.core.places.models import Area
from heli.kit.ids import new_uid
from heli.loops.grid.actions.drafts import Contact, Draft, NothingSaid
from heli.loops.grid.actions.looking_up import NotFound, Resting, look_up
from heli.loops.grid.actions.reporters import redact_report, reveal_reporter
from heli.loops.grid.actions.reporting import (
    NotYourChannel,
    OtherContent,
    join,
    report,
    report_under,
)
from heli.loops.grid.actions.screening import handle_at_once
from heli.loops.grid.actions.syncing import Doing, sync
from heli.loops.grid.enums import Channel, PhotoKind, Stage
from heli.loops.grid.models import Case, Report
from heli.loops.grid.queries.cases import case_of, for_actor
from heli.loops.grid.queries.near import Among, Spot, alike
from heli.loops.grid.queries.numbers import digits_of
from heli.loops.grid.queries.public import as_public, parcel
from heli.loops.grid.queries.reporters import contact_of
from heli.loops.grid.tasks import forget_reporters


pytestmark = pytest.mark.django_db
PHONE, NAME = "13912345678", "示例李某"


def test_a_report_sent_again_is_one_report() -> None:
    centre = make_grid.centre()
    draft = centre.draft()
    said = {"draft": draft, "contact": Contact(NAME, PHONE), "by": ANONYMOUS, "at": centre.at}
    first, second = report(centre.call, **said), report(centre.call, **said)

    assert first == second
    assert (Report.objects.count(), Case.objects.count()) == (1, 1)
    assert Case.objects.get().due_at == make.AT + timedelta(hours=2)


def test_a_report_is_one_whatever_key_it_came_under_before() -> None:
    centre = make_grid.centre()
    draft = centre.draft()
    said = {"by": ANONYMOUS, "at": centre.at}
    first = report(centre.call, draft=draft, **said)

    assert report_under("another", centre.call, draft=draft, **said) == first
    with pytest.raises(OtherContent):
        report_under("third", centre.call, draft=replace(draft, text="改过了"), **said)
    assert (Report.objects.count(), Case.objects.count(), Entry.objects.count()) == (1, 1, 1)


def test_a_report_lies_where_the_grids_are_now_and_gets_a_number_that_none_has(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    centre = make_grid.centre()
    other = make.area(centre.area, kind="grid", name="第4网格")
    _draw(centre.grid, west=119.95, since=make.LONG_AGO)
    first = centre.report(area=None)
    drawn = iter([first.number[-6:], "123456"])
    monkeypatch.setattr("secrets.randbelow", lambda _n: int(next(drawn)))
    second = centre.report(area=None)
    monkeypatch.undo()
    _draw(centre.grid, west=119.99, since=centre.at.date())
    _draw(other, west=119.95, since=centre.at.date())
    third = centre.report(area=None)

    assert second.number == f"{first.number[:6]}-123456"
    assert [one.entry.area for one in (first, second, third)] == [centre.grid, centre.grid, other]


def _draw(area: Area, *, west: float, since: date) -> None:
    outline = make.outline(west, 31.33, wide=0.02, high=0.02)
    redraw_area(area, geometry=outline, reason="示例", since=since, by=SYSTEM, at=make.AT)


def test_a_batch_from_the_field_says_what_became_of_each() -> None:
    centre = make_grid.centre()
    photos = (make_grid.shot(PhotoKind.NEAR), make_grid.shot(PhotoKind.FAR))
    good = centre.draft(channel=Channel.PATROL, photos=photos)
    changed = Draft(uid=good.uid, text="改过了", place="别处", channel=Channel.PATROL)
    empty = Draft(uid=new_uid(), place="示例路口", channel=Channel.PATROL)
    stranger = centre.draft(channel=Channel.PHONE)

    found = sync(centre.call, drafts=[good, empty, stranger], by=centre.worker, at=centre.at)
    assert [(one.status, one.code) for one in found] == [
        ("delivered", ""),
        ("returned", "nothing_said"),
        ("returned", "not_your_channel"),
    ]
    again = sync(centre.call, drafts=[good, changed], by=centre.worker, at=centre.at)
    assert [one.status for one in again] == ["delivered", "conflict"]
    assert Report.objects.count() == 1


def test_steps_from_the_field_are_taken_once_and_conflicts_are_told() -> None:
    centre = make_grid.centre()
    entry = centre.signed()
    photos = (make_grid.shot(PhotoKind.AFTER),)
    done = Doing(new_uid(), "handle", entry.uid, {"note": "已清理"}, photos)
    said = {"by": centre.unit_head, "at": centre.at}

    for _try in range(3):
        assert sync(centre.call, doings=[done], **said)[0].status == "delivered"
    late = Doing(new_uid(), "handle", entry.uid, {"note": "我也清理"}, photos)
    assert sync(centre.call, doings=[late], **said)[0].status == "conflict"
    assert entry.steps.filter(verb="handle").count() == 1


def test_what_says_nothing_is_refused_and_so_is_a_channel_of_others() -> None:
    centre = make_grid.centre()
    with pytest.raises(NothingSaid):
        centre.report(text="", photos=())
    with pytest.raises(NotYourChannel):
        centre.report(channel=Channel.PHONE)
    assert Case.objects.count() == 0


def test_others_are_shown_the_case_there_is_and_join_it() -> None:
    centre = make_grid.centre(crowd=2)
    entry = centre.reported(text="桥头垃圾成堆")
    centre.reported(lat=make_grid.LAT + 20_000, text="桥头垃圾成堆")
    spot = Spot(make_grid.LAT + 300, make_grid.LON, category="06042", text="桥头有垃圾成堆")
    found = alike(centre.call, spot, at=centre.at, code_set="town@1", among=Among.OPEN)

    assert [one.entry for one in found] == [entry]
    assert found[0].percent > 50
    assert 30 < found[0].metres < 40
    joined = join(found[0].entry, draft=centre.draft(), by=ANONYMOUS, at=centre.at)
    assert joined.entry_id == entry.pk
    assert case_of(entry.uid).case.urgency == "supply"


def test_what_can_no_longer_be_joined_does_not_hide_what_can() -> None:
    centre = make_grid.centre()
    for _n in range(6):
        centre.closed(text="桥头垃圾成堆")
    still_open = centre.reported(lat=make_grid.LAT + 300, text="桥头垃圾")
    spot = Spot(make_grid.LAT, make_grid.LON, category="06042", text="桥头垃圾成堆")

    def found(among: Among) -> list[Entry]:
        near = alike(centre.call, spot, at=centre.at, code_set="town@1", among=among)
        return [one.entry for one in near]

    assert found(Among.OPEN) == [still_open]
    assert len(found(Among.OPEN_OR_CLOSED)) == 5


def test_who_reported_is_known_to_nobody_without_a_reason() -> None:
    centre = make_grid.centre()
    taken = centre.report(contact=Contact(NAME, PHONE))
    entry = case_of(taken.entry.uid)

    rows = [
        *JournalEntry.objects.values_list("payload", flat=True),
        *Opening.objects.values_list("value", flat=True),
        *Party.objects.values_list("name", flat=True),
    ]
    assert PHONE not in str(rows)
    assert NAME not in str(rows)
    assert PHONE.encode() not in bytes(VaultItem.objects.get(field="phone").ciphertext)
    for who in (centre.checker, centre.leader, centre.unit_head):
        with pytest.raises(NotAllowed):
            reveal_reporter(entry, report=taken, reason="想看看", by=who, at=centre.at)
    assert contact_of(taken, actor=centre.clerk, at=centre.at) is None

    reveal_reporter(entry, report=taken, reason="回电核实位置", by=centre.clerk, at=centre.at)
    known = contact_of(taken, actor=centre.clerk, at=centre.later(minutes=9))
    assert known is not None
    assert (known.name, known.phone) == (NAME, PHONE)
    assert contact_of(taken, actor=centre.clerk, at=centre.later(minutes=11)) is None
    assert contact_of(taken, actor=centre.dispatcher, at=centre.at) is None


def test_what_was_redacted_is_nowhere_any_longer() -> None:
    centre = make_grid.centre()
    taken = centre.report(text="我家住示例路8号，电话写这里了")
    entry = case_of(taken.entry.uid)
    redact_report(
        entry,
        report=taken,
        text="（已删去）",
        reason="写了住址和电话",
        by=centre.clerk,
        at=centre.at,
    )

    assert "示例路8号" not in Report.objects.get().text
    assert not Opening.objects.filter(value__contains="示例路8号").exists()
    assert not JournalEntry.objects.filter(payload__contains="示例路8号").exists()


def test_reporters_are_forgotten_on_their_day() -> None:
    centre = make_grid.centre(keep_months=24)
    taken = centre.report(contact=Contact(NAME, PHONE))
    assert forget_reporters(centre.later(days=700)) == 0
    assert forget_reporters(centre.later(days=740)) == 1
    taken.refresh_from_db()

    assert taken.text == ""
    assert not VaultItem.objects.exists()
    assert SYSTEM.is_system


def test_a_receipt_opens_its_report_and_guesses_are_few() -> None:
    centre = make_grid.centre()
    taken = centre.report()
    typed = taken.number.replace("-", " ")
    assert look_up(typed, digits_of(taken), at=centre.at) == taken

    wrong = f"{(int(digits_of(taken)) + 1) % 10_000:04d}"
    for _try in range(5):
        with pytest.raises(NotFound):
            look_up(taken.number, wrong, at=centre.at)
    with pytest.raises(Resting):
        look_up(taken.number, digits_of(taken), at=centre.at)
    assert look_up(taken.number, digits_of(taken), at=centre.later(hours=2)) == taken


def test_the_public_sees_neither_reporter_nor_exact_place() -> None:
    centre = make_grid.centre()
    entry = centre.registered(lat=31_340_123, lon=119_960_456)
    seen = as_public(case_of(entry.uid))
    assert (seen.lat, seen.lon) == (31.3401, 119.9605)
    words = json.dumps(str(seen), ensure_ascii=False)
    assert "13800000000" not in words
    way = parcel(entry.reports.get(), at=centre.at)
    assert [str(label) for _at, label, _text in way.steps]
    assert not for_actor(centre.handler).filter(pk=entry.pk).exists()


def test_what_is_handled_on_the_spot_needs_both_photos_from_there() -> None:
    centre = make_grid.centre()
    photos = [
        make_grid.shot(PhotoKind.BEFORE),
        make_grid.shot(PhotoKind.AFTER, at=centre.later(minutes=20)),
    ]
    entry = centre.patrolled()
    handle_at_once(entry, photos=photos, by=centre.worker, at=centre.later(minutes=30))
    assert entry.state == Stage.SELF_HANDLED

    lamp = centre.patrolled(category=make_grid.LAMP)
    with pytest.raises(NotYet):
        handle_at_once(lamp, photos=photos, by=centre.worker, at=centre.at)
