"""From a form to an act: done once, refused in words, nothing typed is lost."""

import uuid
from datetime import datetime
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

import make
from heli.core.access.enums import Role
from heli.core.acts import SYSTEM, Actor, Conflict, Invalid, Policy, action, policy
from heli.core.journal.models import JournalEntry
from heli.core.parties.models import Party, PartyKind
from heli.shell.forms import KeyedForm, Text, issue_key, perform, press
from heli.shell.forms.perform import CHANGED, SENT_BEFORE
from heli.shell.requests import Request
from shell.conftest import Ask


pytestmark = pytest.mark.django_db


class NameTaken(Conflict):
    message = _("There is already a body called %(name)s.")


@policy(None, reason=_("Only clerks do this."))
def clerks(actor: Actor) -> bool:
    return bool(actor.orgs(Role.CLERK))


allowed: Policy[Party] = clerks


@action("tests.shell.name_group", policy=allowed)
def name_group(_subject: None, *, name: str, by: Actor, at: datetime) -> Party:
    if name == "甲":
        raise NameTaken(field="name", name=name)
    if name == "乙":
        raise Invalid(what="乙")
    return Party.objects.create(kind=PartyKind.GROUP, name=name)


class GroupForm(KeyedForm):
    name = Text(max_length=20, label="Name")


def view(request: Request, by: Actor = SYSTEM) -> HttpResponse:
    form = GroupForm(request.POST or None)
    return perform(
        request,
        form,
        lambda said, key: name_group.once(key)(None, name=said["name"], by=by, at=make.AT),
        template="shell/form_page.html",
        context={"title": "A group", "submit": "Make it"},
        then=lambda group: f"/groups/{group.pk}/",
        done="The group is there.",
    )


def test_form_is_shown_with_a_fresh_key(ask: Ask) -> None:
    response = view(ask("/groups/new/"))

    assert response.status_code == 200
    assert b'name="form_key"' in response.content


def test_good_form_acts_once_and_goes_on(ask: Ask) -> None:
    posted = {"name": "丙", "form_key": issue_key()}

    first, again = view(ask("/", posted)), view(ask("/", posted))

    group = Party.objects.get(name="丙")
    assert (first.status_code, first.headers["Location"]) == (302, f"/groups/{group.pk}/")
    assert again.headers["Location"] == first.headers["Location"]
    assert JournalEntry.objects.filter(act="tests.shell.name_group").count() == 1


class NewGroupForm(GroupForm):
    """A form whose input is wrong as soon as it has been taken."""

    def clean_name(self) -> str:
        name = str(self.cleaned_data["name"])
        if Party.objects.filter(name=name).exists():
            raise ValidationError("There is one.")
        return name


def nowhere(_group: Party) -> str:
    return "/groups/"


def again_and_again(request: Request, form: KeyedForm, *, before: Any = None) -> HttpResponse:
    """A view of somebody whose forms may be out of date."""
    request.actor = SYSTEM
    return perform(
        request,
        form,
        lambda said, key: name_group.once(key)(None, name=said["name"], by=SYSTEM, at=make.AT),
        template="shell/form_page.html",
        context={"title": "A group", "submit": "Make it"},
        then=nowhere,
        before=before,
    )


def test_form_that_is_wrong_by_now_leads_where_it_led_the_first_time(ask: Ask) -> None:
    posted = {"name": "丙", "form_key": issue_key()}

    answers = [again_and_again(ask("/", posted), NewGroupForm(posted)) for _time in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    changed = ask("/", {**posted, "name": ""})
    again_and_again(changed, NewGroupForm(changed.POST))
    assert [one.message for one in get_messages(changed)] == [SENT_BEFORE]
    anew = {**posted, "form_key": issue_key()}
    assert again_and_again(ask("/", anew), NewGroupForm(anew)).status_code == 422
    assert Party.objects.filter(name="丙").count() == 1


def test_what_was_changed_since_it_was_sent_stays_where_it_cannot_be_taken(ask: Ask) -> None:
    posted = {"name": "丙", "form_key": issue_key()}
    again_and_again(ask("/", posted), NewGroupForm(posted))

    changed = ask("/", {**posted, "name": "长" * 21, CHANGED: "1"})
    answer = again_and_again(changed, NewGroupForm(changed.POST))

    said = answer.content.decode()
    assert (answer.status_code, 'href="/groups/"' in said) == (409, True)
    assert f'value="{"长" * 21}"' in said
    assert f'value="{posted["form_key"]}"' in said


def test_key_of_another_page_says_nothing_here(ask: Ask) -> None:
    key = issue_key()
    view(ask("/groups/new/", {"name": "丙", "form_key": key}))

    wrong = ask("/groups/1/rename/", {"name": "", "form_key": key})
    assert again_and_again(wrong, GroupForm(wrong.POST)).status_code == 422
    good = ask("/groups/1/rename/", {"name": "丁", "form_key": key})
    assert again_and_again(good, GroupForm(good.POST)).status_code == 302
    assert Party.objects.count() == 2


def test_page_out_of_date_refuses_a_first_sending_and_no_repetition(ask: Ask) -> None:
    posted = {"name": "丙", "form_key": issue_key()}

    def out_of_date() -> None:
        raise NameTaken(name="丙")

    first = again_and_again(ask("/", posted), GroupForm(posted))
    again = again_and_again(ask("/", posted), GroupForm(posted), before=out_of_date)
    assert (first.status_code, again.status_code) == (302, 302)

    other = {**posted, "name": "丁"}
    changed = again_and_again(ask("/", other), GroupForm(other), before=out_of_date)
    assert b"already sent with other content" in changed.content
    new = {**posted, "form_key": issue_key()}
    late = again_and_again(ask("/", new), GroupForm(new), before=out_of_date)
    assert (late.status_code, Party.objects.filter(name="丁").exists()) == (409, False)


def test_refusal_is_shown_at_its_field_and_the_input_stays(ask: Ask) -> None:
    response = view(ask("/", {"name": "甲", "form_key": issue_key()}))

    text = response.content.decode()
    assert response.status_code == 409
    assert "There is already a body called 甲." in text
    assert 'value="甲"' in text
    assert not Party.objects.exists()


def test_refusal_without_a_field_is_shown_above_the_form(ask: Ask) -> None:
    response = view(ask("/", {"name": "乙", "form_key": issue_key()}))

    assert response.status_code == 422
    assert "Please check what was entered: 乙" in response.content.decode()


def test_wrong_form_is_422_and_keeps_its_key(ask: Ask) -> None:
    key = issue_key()

    response = view(ask("/", {"name": "长" * 21, "form_key": key}))

    assert response.status_code == 422
    assert f'value="{key}"' in response.content.decode()
    assert f'value="{"长" * 21}"' in response.content.decode()


def test_forged_key_is_replaced_and_nothing_happens(ask: Ask) -> None:
    response = view(ask("/", {"name": "丙", "form_key": str(uuid.uuid4())}))

    assert response.status_code == 422
    assert "too old to be sent" in response.content.decode()
    assert not Party.objects.exists()


def test_somebody_without_the_role_gets_a_page_with_the_reason(ask: Ask) -> None:
    stranger = Actor(name="Stranger", party_id=1, uid=uuid.uuid4())

    response = view(ask("/", {"name": "丙", "form_key": issue_key()}), by=stranger)

    assert response.status_code == 403
    assert "Only clerks do this." in response.content.decode()
    assert not Party.objects.exists()


def act(name: str, key: str) -> Party:
    return name_group.once(key)(None, name=name, by=SYSTEM, at=make.AT)


def test_button_acts_once_and_goes_on(ask: Ask) -> None:
    key = issue_key()

    for _time in range(2):
        response = press(
            ask("/", {"form_key": key}), lambda key: act("丁", key), then=lambda _g: "/groups/"
        )

    assert (response.status_code, response.headers["Location"]) == (302, "/groups/")
    assert Party.objects.filter(name="丁").count() == 1


def test_refused_button_answers_a_designed_page(ask: Ask) -> None:
    response = press(
        ask("/", {"form_key": issue_key()}), lambda key: act("甲", key), then=lambda _g: "/"
    )

    assert response.status_code == 409
    assert "There is already a body called 甲." in response.content.decode()


def test_refused_button_answers_htmx_with_a_notice_alone(ask: Ask) -> None:
    request = ask("/", {"form_key": issue_key()}, **{"HX-Request": "true"})

    response = press(request, lambda key: act("甲", key), then=lambda _g: "/")

    assert response.status_code == 409
    assert "<html" not in response.content.decode()
    assert "There is already a body called 甲." in response.content.decode()


def test_button_without_a_key_does_nothing(ask: Ask) -> None:
    response = press(ask("/", {}), lambda key: act("丁", key), then=lambda _g: "/")

    assert response.status_code == 422
    assert not Party.objects.exists()
