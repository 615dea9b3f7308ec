"""Papers to take along: packing lists with codes to confirm, and letters of thanks."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from heli.core.access.doors import door
from heli.core.ledger.models import Transaction
from heli.core.parties.models import Undertaking
from heli.loops.giving import policies
from heli.loops.giving.documents import letters as letter_documents, packing
from heli.loops.giving.enums import Kind
from heli.loops.giving.queries import thanks
from heli.loops.giving.queries.gifts import is_taken_back
from heli.loops.giving.queries.packing import is_delivery, recipients_of
from heli.loops.giving.web.campaigns import crumbs, the_campaign
from heli.loops.giving.web.deliveries import link_of, the_delivery
from heli.loops.giving.web.forms import LettersForm
from heli.loops.giving.web.gifts import the_gift
from heli.shell import clock
from heli.shell.downloads import attachment
from heli.shell.requests import Request


@door("desk", policy=policies.see_entry)
def packing_list(request: Request, uid: UUID, form: str) -> HttpResponse:
    """The packing list of a delivery; each recipient has a code that opens their receipt."""
    found = the_delivery(request, uid)
    if form not in packing.TYPES or not is_delivery(found):
        raise Http404
    links = [(str(one), link_of(request, found, one)) for one in recipients_of(found)]
    content = packing.content_of(found, form, links=links, on=clock.today())
    name = f"{packing.title_of(found)}.{form}"
    return attachment(content, name=name, mime=packing.TYPES[form])


@door("desk", policy=policies.see_gift)
def letter(request: Request, uid: UUID, form: str) -> HttpResponse:
    """The letter of thanks for one gift; none for takings of a sale and what was taken back."""
    found = the_gift(request, uid)
    if found.kind != Kind.GIFT or is_taken_back(found) or found.undertaking is None:
        raise Http404
    return printed(request, found.undertaking, [found], form)


@door("desk", policy=policies.see_books)
def letters(request: Request, uid: UUID) -> HttpResponse:
    """The letters for the gifts of some days, in one file, each on its own page."""
    found = the_campaign(request, uid, keeps=False)
    form = LettersForm(
        request.GET or None, initial={"since": clock.today(), "until": clock.today()}
    )
    title, context = _("Letters of thanks"), {"form": form, "campaign": found}
    if form.is_bound and form.is_valid():
        gifts = thanks.to_thank(found, form.cleaned_data["since"], form.cleaned_data["until"])
        if 0 < len(gifts) <= thanks.MOST:
            return printed(request, found, gifts, form.cleaned_data["form"])
        context |= {"n": len(gifts), "most": thanks.MOST, "is_asked": True}
    context |= {"title": title, "crumbs": crumbs(title, within=found)}
    return render(request, "giving/desk/letters.html", context)


def printed(
    request: Request, campaign: Undertaking, gifts: list[Transaction], form: str
) -> HttpResponse:
    """Letters for these gifts as a file; 404 for a kind of file there is not."""
    if form not in letter_documents.TYPES:
        raise Http404
    is_open = policies.read_ledger.visible_to(request.actor).filter(pk=campaign.pk).exists()
    ledger = request.build_absolute_uri(reverse("giving:ledger", args=[campaign.code]))
    paper = letter_documents.letters_paper(
        thanks.thanked(gifts),
        owner=campaign.owner.name,
        ledger=ledger if is_open else "",
        on=clock.today(),
    )
    name = f"{letter_documents.TITLE} {campaign.name}.{form}"
    content = letter_documents.content_of(paper, form)
    return attachment(content, name=name, mime=letter_documents.TYPES[form])
