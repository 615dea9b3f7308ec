"""Resumption checks: by the list, item by item, until all pass and the firm may resume."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

import make
from browse import client_of, send, text
from heli.core.acts import Invalid, NotAllowed
from heli.core.flow.models import Entry
from heli.core.flow.queries import inbox
from heli.loops.services.actions.checking import (
    CheckRunning,
    NoChecklist,
    ask_check,
    inspect,
    put_right,
    write_checklist,
)
from heli.loops.services.queries.checks import checklist_of, items, to_look_at
from make_services import House, services


pytestmark = pytest.mark.django_db

LIST = "口罩备足两周\n出入口测温\n错峰用餐"


def asked(house: House) -> Entry:
    write_checklist(house.desk, title="复工核查表", text=LIST, by=house.clerk, at=house.at)
    return ask_check(house.firm, desk=house.desk, by=house.asker, at=house.at)


def look(house: House, check: Entry, **failed: str) -> Any:
    passed = {one.code: one.code not in failed for one in to_look_at(check)}
    until = make.TODAY + timedelta(days=3) if failed else None
    said = {"passed": passed, "notes": failed, "deadline": until}
    return inspect(check, **said, by=house.clerk, at=house.at)


def test_a_firm_may_resume_when_every_item_passes() -> None:
    house = services()
    check = asked(house)

    step = look(house, check)

    assert (step.verb, check.state) == ("let_resume", "check_passed")
    assert house.count("services.checks_passed") == 1
    review = check.reviews.get()
    assert [one["text"] for one in review.questions] == LIST.split("\n")
    assert set(review.scores.values()) == {1}


def test_what_failed_gets_a_day_and_is_all_that_is_looked_at_again() -> None:
    house = services()
    check = asked(house)

    look(house, check, i2="测温枪不够")
    check.refresh_from_db()
    assert check.state == "check_fixing"
    assert check.due_at is not None
    assert check in inbox(house.asker)
    put_right(check, note="已补两支。", by=house.asker, at=house.at)
    assert [one.text for one in to_look_at(check)] == ["出入口测温"]
    look(house, check)

    assert check.state == "check_passed"
    assert [one.passed for one in items(check)] == [True, True, True]
    assert house.count("services.checks_failed") == 1
    assert [one.round for one in check.reviews.order_by("pk")] == [1, 2]


def test_nothing_is_left_out_and_nothing_fails_without_a_word_and_a_day() -> None:
    house = services()
    check = asked(house)
    by = {"by": house.clerk, "at": house.at}
    good = {"i1": True, "i2": True}

    for wrong in (
        {"passed": good, "notes": {}},
        {"passed": {**good, "i3": False}, "notes": {}, "deadline": make.TODAY},
        {"passed": {**good, "i3": False}, "notes": {"i3": "无"}},
        {
            "passed": {**good, "i3": False},
            "notes": {"i3": "无"},
            "deadline": make.TODAY - timedelta(1),
        },
    ):
        with pytest.raises(Invalid):
            inspect(Entry.objects.get(pk=check.pk), **wrong, **by)


def test_a_new_version_of_the_list_leaves_running_checks_alone() -> None:
    house = services()
    check = asked(house)

    said = {"title": "复工核查表", "text": LIST + "\n车间通风", "base": 1}
    write_checklist(house.desk, **said, by=house.clerk, at=house.at)

    doc = checklist_of(house.desk)
    assert doc is not None
    assert doc.latest == 2
    assert len(items(Entry.objects.get(pk=check.pk))) == 3


def test_a_check_needs_a_list_and_one_runs_at_a_time() -> None:
    house = services()
    with pytest.raises(NoChecklist):
        ask_check(house.firm, desk=house.desk, by=house.asker, at=house.at)
    asked(house)

    with pytest.raises(CheckRunning):
        ask_check(house.firm, desk=house.desk, by=house.clerk, at=house.at)


def test_a_firm_does_not_let_itself_resume() -> None:
    house = services()
    check = asked(house)

    for other in (house.asker, house.officer, house.stranger()):
        with pytest.raises(NotAllowed):
            inspect(check, passed={}, notes={}, by=other, at=house.at)
    with pytest.raises(NotAllowed):
        ask_check(house.firm, desk=house.desk, by=house.officer, at=house.at)
    with pytest.raises(NotAllowed):
        write_checklist(house.desk, title="……", text="……", by=house.asker, at=house.at)


def test_the_desk_goes_through_the_list_on_its_page() -> None:
    house = services()
    desk, firm = client_of(house.clerk), client_of(house.asker)
    send(desk, "services:checklist", house.desk.uid, title="核查表", text=LIST, base="0")
    send(firm, "services:ask_check", firm=house.firm.pk, note="")
    check = Entry.objects.get(flow__startswith="services.check@")

    page = text(desk.get(reverse("services:let_resume", args=[check.uid])))
    assert "出入口测温" in page
    assert "checked" not in page
    unsaid = send(desk, "services:let_resume", check.uid, i1="pass", i3="pass")
    assert unsaid.status_code == 422
    found = {"i1": "pass", "i2": "fail", "i3": "pass", "note_i2": "测温枪不够"}
    late = send(desk, "services:let_resume", check.uid, **found)
    assert late.status_code == 422
    send(desk, "services:let_resume", check.uid, **found, deadline="2099-01-01")

    seen = text(firm.get(reverse("services:check", args=[check.uid])))
    assert "does not pass" in seen
    assert "测温枪不够" in seen
    assert "No check yet" in text(client_of(house.officer).get(reverse("services:checks")))


def photo() -> SimpleUploadedFile:
    """What a phone takes: with the name of the device in it."""
    picture, exif, out = Image.new("RGB", (64, 48), "green"), Image.Exif(), BytesIO()
    exif[0x010F] = "SecretPhone"
    picture.save(out, "JPEG", exif=exif)
    return SimpleUploadedFile("IMG.jpg", out.getvalue(), "image/jpeg")


def test_what_does_not_pass_is_shown_by_photos_without_what_the_camera_wrote() -> None:
    house = services()
    check, desk, firm = asked(house), client_of(house.clerk), client_of(house.asker)
    found = {"i1": "pass", "i2": "fail", "i3": "pass", "note_i2": "无人测温"}
    until = {"deadline": "2099-01-01"}

    wrong = send(desk, "services:let_resume", check.uid, **found, **until, photos_i1=[photo()])
    assert wrong.status_code == 422
    send(desk, "services:let_resume", check.uid, **found, **until, photos_i2=[photo(), photo()])

    check.refresh_from_db()
    assert [len(one.photos) for one in items(check)] == [0, 2, 0]
    address = reverse("services:check_photo", args=[check.uid, items(check)[1].photos[0]])
    assert address in text(firm.get(reverse("services:check", args=[check.uid])))
    kept = b"".join(firm.get(address).streaming_content)
    assert kept.startswith(b"\xff\xd8")
    assert b"SecretPhone" not in kept
    for other in (house.officer, house.stranger()):
        assert client_of(other).get(address).status_code == 404


def test_photos_of_what_was_wrong_stay_when_it_is_right() -> None:
    house = services()
    check, desk = asked(house), client_of(house.clerk)
    found = {"i1": "pass", "i2": "fail", "i3": "pass", "note_i2": "无人测温"}
    send(
        desk, "services:let_resume", check.uid, **found, deadline="2099-01-01", photos_i2=[photo()]
    )
    check.refresh_from_db()
    put_right(check, note="已安排专人。", by=house.asker, at=house.at)

    send(desk, "services:let_resume", check.uid, i2="pass")

    check.refresh_from_db()
    assert check.state == "check_passed"
    assert len(items(check)[1].photos) == 1
