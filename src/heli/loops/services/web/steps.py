"""One page for each step that an entry of services can take: a form, an act, and back."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from heli.core.access.doors import door
from heli.core.acts import Action, Lookup, Message, Policy
from heli.core.flow.definitions import flow_of
from heli.core.flow.models import Entry
from heli.loops.services import policies
from heli.loops.services.actions import (
    answering,
    caring,
    checking,
    counselling,
    counting,
    daily,
    describing,
    offering,
    settling,
    visiting,
)
from heli.loops.services.enums import Verb
from heli.loops.services.queries.seen import desks, people_of, served_by
from heli.loops.services.web.forms import (
    Bare,
    BookForm,
    DayForm,
    FoundForm,
    NoteForm,
    PairForm,
    ReasonForm,
    RemarkForm,
    RouteForm,
    VisitForm,
)
from heli.loops.services.web.shown import heading_of
from heli.shell import clock
from heli.shell.forms import KeyedForm, perform
from heli.shell.navigation import page_of
from heli.shell.records import the
from heli.shell.requests import Request


Offer = Callable[[Entry], dict[str, Any]]
View = Callable[..., HttpResponse]
ENTRIES = Lookup(Entry.objects.select_related("call__issuer", "org", "party"), "uid")


def the_entry(request: Request, uid: UUID, policy: Policy[Entry], see: Policy[Entry]) -> Entry:
    """The entry that an address names."""
    return the(request, policy, among=ENTRIES, see=see, uid=uid)


def around(entry: Entry, title: Message, submit: Message) -> dict[str, Any]:
    """Title, button and way back around a form."""
    return {
        "title": title,
        "lead": heading_of(entry),
        "submit": submit,
        "cancel": page_of(entry),
        "crumbs": [(heading_of(entry), page_of(entry)), (title, "")],
    }


@dataclass(frozen=True, slots=True)
class Side:
    """One kind of entry: who may take which of its steps, and who may see it at all."""

    may: dict[str, Policy[Entry]]
    see: Policy[Entry]


def step_page(
    side: Side,
    verb: Verb,
    form: type[KeyedForm],
    act: Action[..., Any],
    *,
    done: Message,
    offer: Offer = lambda _entry: {},
    several: bool = False,
    back: str = "",
) -> View:
    """The page of one verb. ``several`` acts take lists; here it is a list of one.

    Whoever no longer sees the entry afterwards goes ``back`` to the list of that name.
    """

    @door("desk", policy=side.may[verb], unsafe=True)
    def page(request: Request, uid: UUID) -> HttpResponse:
        entry = the_entry(request, uid, side.may[verb], side.see)
        way = flow_of(entry.flow).transition(verb)
        subject = [entry] if several else entry
        return perform(
            request,
            form(request.POST or None, initial={"on": clock.today()}, **offer(entry)),
            lambda said, key: act.once(key)(subject, **said, by=request.actor, at=clock.now()),
            template="shell/form_page.html",
            then=lambda _made: reverse(back) if back else page_of(entry),
            done=done,
            context=around(entry, way.label, way.label),
        )

    page.__name__ = page.__qualname__ = str(verb)
    page.__doc__ = f"The page of the step {verb}."
    return page


def _bodies(entry: Entry) -> dict[str, Any]:
    return {"bodies": served_by(entry.call)}


def _people(entry: Entry) -> dict[str, Any]:
    return {"people": people_of(desks().get(issuer=entry.call.issuer_id))}


_NEED = Side(policies.ON_NEED, policies.see_need)
_CARE = Side(policies.ON_CARE, policies.see_care)
_TALLY = Side(policies.ON_TALLY, policies.see_tally)
_VISIT = Side(policies.ON_VISIT, policies.see_visit)
_CARD = Side(policies.ON_CARD, policies.see_card)
_CHECK = Side(policies.ON_CHECK, policies.see_check)
_SLOT = Side(policies.ON_SLOT, policies.see_slot)
_DAILY = Side(policies.ON_DAILY, policies.see_daily)
_OFFER = Side(policies.ON_OFFER, policies.see_offer)


STEPS: dict[str, View] = {
    "route": step_page(
        _NEED,
        Verb.ROUTE,
        RouteForm,
        answering.route_needs,
        done=_("Routed. The department sees it now."),
        offer=_bodies,
        several=True,
    ),
    "give_back": step_page(
        _NEED,
        Verb.GIVE_BACK,
        ReasonForm,
        answering.give_back,
        done=_("Given back to the desk."),
        back="services:needs",
    ),
    "answer": step_page(
        _NEED,
        Verb.ANSWER,
        NoteForm,
        answering.answer_needs,
        done=_("Answered. The asker says whether it is solved."),
        several=True,
    ),
    "say": step_page(_NEED, Verb.SAY, NoteForm, answering.say, done=_("Written in the thread.")),
    "find": step_page(_NEED, Verb.FIND, FoundForm, answering.note_found, done=_("Noted.")),
    "agree": step_page(
        _NEED,
        Verb.AGREE,
        RemarkForm,
        settling.agree,
        done=_("Solved. Thank you for saying so."),
        several=True,
    ),
    "disagree": step_page(
        _NEED,
        Verb.DISAGREE,
        ReasonForm,
        settling.disagree,
        done=_("It is with the department again."),
    ),
    "reopen": step_page(
        _NEED,
        Verb.REOPEN,
        ReasonForm,
        settling.reopen,
        done=_("It is with the department again."),
    ),
    "withdraw": step_page(
        _NEED, Verb.WITHDRAW, ReasonForm, settling.withdraw, done=_("Withdrawn.")
    ),
    "appoint": step_page(
        _CARE,
        Verb.APPOINT,
        PairForm,
        caring.appoint_pair,
        done=_("The pair is appointed."),
        offer=_people,
    ),
    "visit_firm": step_page(
        _CARE, Verb.VISIT, VisitForm, caring.note_visit, done=_("The visit is noted.")
    ),
    "release": step_page(_CARE, Verb.RELEASE, ReasonForm, caring.release_firm, done=_("Ended.")),
    "confirm": step_page(
        _TALLY, Verb.CONFIRM, Bare, counting.confirm_count, done=_("The count stands.")
    ),
    "refuse": step_page(
        _TALLY,
        Verb.REFUSE,
        ReasonForm,
        counting.refuse_count,
        done=_("The count does not stand."),
    ),
    "finish": step_page(
        _VISIT, Verb.FINISH, Bare, visiting.finish_visit, done=_("The follow-up ended.")
    ),
    "drop_card": step_page(
        _CARD, Verb.DROP_CARD, ReasonForm, describing.drop_card, done=_("The card is dropped.")
    ),
    "take_up": step_page(
        _OFFER, Verb.TAKE_UP, RemarkForm, offering.take_up, done=_("The desk hears of it.")
    ),
    "decline": step_page(
        _OFFER, Verb.DECLINE, ReasonForm, offering.decline, done=_("Noted. Thank you.")
    ),
    "report_day": step_page(
        _DAILY, Verb.REPORT_DAY, DayForm, daily.report_day, done=_("The day is reported.")
    ),
    "put_right": step_page(
        _CHECK, Verb.PUT_RIGHT, NoteForm, checking.put_right, done=_("The desk looks again.")
    ),
    "drop_check": step_page(
        _CHECK, Verb.DROP_CHECK, ReasonForm, checking.drop_check, done=_("The check is dropped.")
    ),
    "book": step_page(
        *(_SLOT, Verb.BOOK, BookForm, counselling.book),
        done=_("Booked. The supervisor on call sees the number, nobody else."),
    ),
    "free": step_page(_SLOT, Verb.FREE, Bare, counselling.free, done=_("The hour is free again.")),
    "keep": step_page(_SLOT, Verb.KEEP, Bare, counselling.keep, done=_("The hour is counted.")),
    "miss": step_page(_SLOT, Verb.MISS, Bare, counselling.miss, done=_("Noted.")),
    "take_slot_back": step_page(
        *(_SLOT, Verb.TAKE_SLOT_BACK, Bare, counselling.take_slot_back),
        done=_("The hour is taken back."),
    ),
}
