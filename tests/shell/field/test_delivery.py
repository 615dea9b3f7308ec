"""What a phone delivers is done once, in its order, however often it comes (R20)."""

import random
from datetime import timedelta
from typing import Any

import pytest
import time_machine

import make
from browse import client_of
from heli.core.access.actions import admit_device, revoke_devices
from heli.core.acts import Actor
from heli.core.files.models import File
from heli.core.journal.models import JournalEntry
from shell.field import offhand
from shell.field.offhand import Phone, operation, picture, ulid


pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def worker() -> Actor:
    """Somebody outdoors."""
    return make.actor()


@pytest.fixture
def phone(worker: Actor, tmp_path: Any, settings: Any) -> Phone:
    """Their phone."""
    settings.HELI_DATA = tmp_path
    offhand.closed.clear()
    return Phone(client_of(worker))


def notes() -> list[str]:
    return list(File.objects.order_by("pk").values_list("name", flat=True))


def test_a_batch_is_done_and_says_what_came_of_each(phone: Phone) -> None:
    first, second = phone.deliver(operation("one"), operation("two"))

    assert (first["state"], first["text"], first["url"]) == ("delivered", "one", "/field/")
    assert second["state"] == "delivered"
    assert notes() == ["one", "two"]


def test_the_same_again_changes_nothing_and_answers_the_same(phone: Phone) -> None:
    batch = [operation("one"), operation("two")]
    before = phone.deliver(*batch)

    assert phone.deliver(*batch) == before
    assert phone.deliver(batch[1]) == before[1:]
    assert notes() == ["one", "two"]


def test_one_that_is_refused_comes_back_with_its_sentence_and_the_others_go_on(
    phone: Phone,
) -> None:
    late = operation("late", subject="A")
    offhand.closed.add("A")

    outcomes = phone.deliver(operation("one"), late, operation("two"))

    assert [one["state"] for one in outcomes] == ["delivered", "returned", "delivered"]
    assert (outcomes[1]["code"], outcomes[1]["conflict"]) == ("too_late", True)
    assert outcomes[1]["sentence"].startswith("In the meantime this was changed")


def test_what_follows_a_returned_step_on_the_same_matter_is_held(phone: Phone) -> None:
    offhand.closed.add("A")
    batch = [operation("1", subject="A"), operation("2", subject="A"), operation("3", subject="B")]

    assert phone.states(*batch) == ["returned", "held", "delivered"]
    assert notes() == ["B3"]


def test_input_a_form_would_refuse_comes_back_named_by_its_field(phone: Phone) -> None:
    (outcome,) = phone.deliver(operation("", said={"title": ["x" * 21]}))

    assert (outcome["state"], outcome["conflict"]) == ("returned", False)
    assert outcome["sentence"].startswith("Please check what was entered: Title: This text has 21")


def test_a_photo_in_pieces_is_taken_up_with_its_operation(phone: Phone) -> None:
    id_ = phone.upload(picture())
    one = operation("with photo", files={"photo": [id_]})

    assert phone.states(one) == ["delivered"]
    assert File.objects.get().blob.mime == "image/jpeg"
    # What arrived in pieces is gone, and still a repetition is answered as the first time.
    assert phone.client.get(f"/field/uploads/{id_}/").status_code == 404
    assert phone.states(one) == ["delivered"]
    assert notes() == ["with photo"]


def test_an_operation_whose_photo_is_not_there_asks_for_it_and_is_done_later(
    phone: Phone,
) -> None:
    content = picture()
    id_ = phone.announce(content)
    phone.piece(id_, 100)
    one = operation("with photo", subject="A", files={"photo": [id_]})

    missing, held = phone.deliver(one, operation("after", subject="A"))
    assert (missing["state"], missing["missing"], held["state"]) == ("missing", [id_], "held")

    phone.piece(id_, len(content))
    assert phone.states(one) == ["delivered"]


def test_a_piece_out_of_place_is_answered_with_where_to_go_on(phone: Phone) -> None:
    id_ = phone.announce(picture())
    phone.piece(id_, 100)

    again = phone.piece(id_, 100, offset=0)

    assert (again.status_code, again.json()["code"]) == (409, "other_place")
    assert phone.client.get(f"/field/uploads/{id_}/").json()["has"] == 100


def test_nobody_continues_or_takes_up_anothers_upload(phone: Phone) -> None:
    id_ = phone.upload(picture())
    other = Phone(client_of(make.actor()), kept=phone.kept)

    assert other.client.get(f"/field/uploads/{id_}/").status_code == 404
    assert other.states(operation("stolen", files={"photo": [id_]})) == ["missing"]


def test_anothers_ulid_reveals_and_changes_nothing(phone: Phone) -> None:
    one = operation("mine")
    phone.deliver(one)
    other = Phone(client_of(make.actor()))

    (outcome,) = other.deliver({**one, "said": {"title": ["theirs"]}})

    assert (outcome["state"], outcome["text"]) == ("delivered", "theirs")
    assert notes() == ["mine", "theirs"]


def test_an_id_used_for_something_else_is_returned_not_swallowed(phone: Phone) -> None:
    one = operation("one")
    phone.deliver(one)

    (outcome,) = phone.deliver({**one, "said": {"title": ["other"]}})

    assert (outcome["state"], outcome["code"]) == ("returned", "key_reused")


def test_a_clock_that_is_ahead_has_seen_nothing_of_the_future(phone: Phone) -> None:
    with time_machine.travel(make.AT + timedelta(days=1), tick=False):
        phone.client = client_of(make.actor())
        phone.deliver(operation("ahead", captured_at="2020-03-01T00:00:00Z"))
        phone.deliver(operation("late", captured_at="2020-02-10T09:58:00+08:00"))

    ahead, late = JournalEntry.objects.filter(act="tests.note.take").order_by("pk")
    assert '"seen_at":"2020-02-11T02:00:00' in ahead.payload
    assert '"seen_at":"2020-02-10T01:58:00' in late.payload


def test_the_same_again_from_a_clock_that_is_ahead_is_still_the_same(
    worker: Actor, phone: Phone
) -> None:
    one = operation("ahead", captured_at="2020-02-12T00:00:00Z")
    outcomes = []
    for hours in (1, 2, 24 * 5):
        with time_machine.travel(make.AT + timedelta(hours=hours), tick=False):
            phone.client = client_of(worker)
            outcomes += phone.deliver(one)

    assert [outcome["state"] for outcome in outcomes] == ["delivered"] * 3
    assert notes() == ["ahead"]


@pytest.mark.parametrize(
    "content",
    [
        None,
        [],
        {"v": 99, "operations": []},
        {"v": 1, "operations": "x"},
        {"v": 1, "operations": [None]},
        {"v": 1, "operations": [operation("x", id_="not a ulid")]},
        {"v": 1, "operations": [operation("x", captured_at="yesterday")]},
        {"v": 1, "operations": [operation("x", captured_at="2020-02-10T10:00:00")]},
        {"v": 1, "operations": [operation("x", captured_at="2020-13-40T10:00:00Z")]},
        {"v": 1, "operations": [operation("x", said={"title": [{"a": 1}]})]},
        {"v": 1, "operations": [operation("x", subject=7)]},
        {"v": 1, "operations": [operation("x")] * 51},
    ],
)
def test_what_no_phone_of_ours_writes_is_refused_whole(phone: Phone, content: Any) -> None:
    answer = phone.post("/field/sync/", content)

    assert (answer.status_code, answer.json()["code"]) == (400, "not_understood")
    assert notes() == []


@pytest.mark.parametrize("raw", ["", "{", "[" * 100_000, "\x00", '{"v": 1e999}', '"\\ud800"'])
def test_what_is_no_json_is_refused(phone: Phone, raw: str) -> None:
    answer = phone.client.post("/field/sync/", raw, content_type="application/json")

    assert answer.status_code == 400


@pytest.mark.parametrize(
    "text", ["a\x00b", "\ud800", "x" * 10_000, "\u202eabc", "\U00020bb7\u200d\U0001f467"]
)
def test_odd_words_are_kept_or_returned(phone: Phone, text: str) -> None:
    (outcome,) = phone.deliver(operation(text))

    assert outcome["state"] in ("delivered", "returned")


def test_an_operation_that_is_not_known_comes_back(phone: Phone) -> None:
    assert phone.states(operation("x", name="no.such")) == ["returned"]


def test_a_visitor_delivers_nothing_and_is_sent_to_sign_in(db: None) -> None:
    visitor = Phone(client_of(None))

    for path in ("/field/sync/", "/field/uploads/", "/field/devices/"):
        assert visitor.post(path, {}).status_code == 302
    assert notes() == []


def test_standing_tells_a_revoked_phone_to_forget_even_without_sign_in(
    worker: Actor, phone: Phone
) -> None:
    device = phone.post("/field/devices/", {}).json()["device"]
    path = f"/field/standing/{device}/"
    mine = phone.client.get(path).json()
    assert (mine["standing"], mine["signed_in"], mine["mine"]) == ("ok", True, True)
    assert client_of(make.actor()).get(path).json()["mine"] is False

    admitted = admit_device(name="x", by=worker, at=make.AT)
    revoke_devices([admitted], by=worker, at=make.AT)

    told = client_of(None).get(f"/field/standing/{admitted.uid}/").json()
    assert (told["standing"], told["signed_in"]) == ("revoked", False)


def test_any_order_any_repetition_and_any_loss_is_the_same_as_once(phone: Phone) -> None:
    chance = random.Random(20)  # noqa: S311  -- a storm, no secret
    made = [operation(f"n{n}", subject=f"S{n % 7}", id_=ulid()) for n in range(60)]
    left = list(made)
    while left:
        batch = sorted(chance.sample(left, min(len(left), 12)), key=lambda one: one["id"])
        batch += chance.choices(made[:20], k=3)
        outcomes = phone.deliver(*batch)
        if chance.random() < 0.3:
            continue  # the answer was lost
        done = {one["id"] for one in outcomes if one["state"] == "delivered"}
        left = [one for one in left if one["id"] not in done]

    before = sorted(notes())
    phone.deliver(*made[:50])

    assert before == sorted(one["subject"] + one["said"]["title"][0] for one in made)
    assert sorted(notes()) == before
