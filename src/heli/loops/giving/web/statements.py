"""Public statements (公示) on the desk: which are due, what they will say, publish, drop."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from heli.core.access.doors import door
from heli.core.acts import Policy
from heli.core.flow.models import Entry
from heli.loops.giving import policies
from heli.loops.giving.actions.disclosing import drop_statement, publish_statement
from heli.loops.giving.documents import statements as documents
from heli.loops.giving.enums import DisclosureStage
from heli.loops.giving.flows import DISCLOSURES
from heli.loops.giving.queries import bulletins, statements as queries
from heli.loops.giving.queries.named import entries_of
from heli.loops.giving.queries.reconciling import is_defined
from heli.loops.giving.web.campaigns import campaign_of, crumbs
from heli.loops.giving.web.forms import NoteForm, PublishForm
from heli.loops.giving.web.shown import history_of, state_of, statement_page
from heli.loops.giving.web.tables import statements_for
from heli.shell import clock
from heli.shell.downloads import attachment
from heli.shell.dues import clocks
from heli.shell.forms import perform_on
from heli.shell.records import the
from heli.shell.requests import Request
from heli.shell.tables import Listing


@door("desk", policy=policies.office_somewhere)
def statements(request: Request) -> HttpResponseBase:
    """The statements of one's campaigns: due, late, published."""
    rows = queries.statements(request.actor).order_by()
    listing = Listing(statements_for(request.actor), request, rows)
    return listing.respond("shell/list_page.html")


STATEMENTS = entries_of(*DISCLOSURES.values())


def the_statement(request: Request, uid: UUID, policy: Policy[Entry] = policies.see_entry) -> Entry:
    """The statement that an address names."""
    return the(request, policy, among=STATEMENTS, see=policies.see_entry, uid=uid)


@door("desk", policy=policies.see_entry)
def statement(request: Request, uid: UUID) -> HttpResponse:
    """A statement as it is, or as it would be if it were published today."""
    found = the_statement(request, uid)
    context = {
        "statement": found,
        "state": state_of(found),
        "clock": clocks([found], at=clock.now()).get(found.pk),
        "is_due": found.state == DisclosureStage.DUE,
        "may_publish": may_publish(request, found),
        "may_drop": bool(policies.drop_statement.check(request.actor, found)),
        "history": history_of(found),
        "crumbs": crumbs(_("Public statement"), within=campaign_of(found.call)),
    }
    return render(request, "giving/desk/statement.html", context | preview(found))


def may_publish(request: Request, found: Entry) -> bool:
    """Whether the reader can publish it today: not before its first day."""
    since, _until = queries.period_of(found, today=clock.today())
    return since <= clock.today() and bool(policies.publish_statement.check(request.actor, found))


def preview(found: Entry) -> dict[str, Any]:
    """What a statement says, table by table; nothing before its figures are defined."""
    if not is_defined():
        return {"title": found.title, "said": None}
    said = bulletins.bulletin(found, today=clock.today())
    return {
        "said": said,
        "title": documents.title_of(said),
        "opening": documents.opening_of(said),
        "tables": list(documents.tables_of(said)),
        "more": documents.more_of(said),
        "forms": list(documents.TYPES),
    }


def statement_file(found: Entry, form: str) -> HttpResponse:
    """A statement to take along; 404 for a kind of file there is not."""
    if form not in documents.TYPES or not is_defined():
        raise Http404
    most = bulletins.EVERYTHING if form in ("xlsx", "json") else bulletins.MOST_LISTED
    said = bulletins.bulletin(found, today=clock.today(), most=most)
    name = f"{documents.title_of(said)}.{form}"
    return attachment(documents.content_of(said, form), name=name, mime=documents.TYPES[form])


@door("desk", policy=policies.see_entry)
def file(request: Request, uid: UUID, form: str) -> HttpResponse:
    """A statement, published or not yet, as a file."""
    return statement_file(the_statement(request, uid), form)


@door("desk", policy=policies.publish_statement, unsafe=True)
def publish(request: Request, uid: UUID) -> HttpResponse:
    """Publish what came and went until a day; the next statement begins on the day after."""
    found = the_statement(request, uid, policies.publish_statement)
    form = PublishForm(request.POST or None, initial={"until": clock.today()})
    words = around(found, _("Publish the statement"), _("Publish it"))
    done = _("Published. It stands in the open ledger.")
    return perform_on(request, form, publish_statement, found, words=words, done=done)


@door("desk", policy=policies.drop_statement, unsafe=True)
def drop(request: Request, uid: UUID) -> HttpResponse:
    """Note why no statement is needed."""
    found = the_statement(request, uid, policies.drop_statement)
    words = around(found, _("No statement is needed"), _("Note it"))
    form, done = NoteForm(request.POST or None), _("Noted.")
    return perform_on(request, form, drop_statement, found, words=words, done=done)


def around(found: Entry, title: str, submit: str) -> dict[str, Any]:
    """The words around a form about a statement."""
    return {
        "title": title,
        "lead": found.title,
        "submit": submit,
        "cancel": statement_page(found),
        "crumbs": crumbs(title, within=campaign_of(found.call)),
    }
