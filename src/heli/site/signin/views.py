"""Opening an account: the first one with the token, every other with an invitation."""

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from heli.core.access.actions import accept_invitation, open_installation
from heli.core.access.doors import door
from heli.core.access.models import User
from heli.core.acts import ANONYMOUS, Refusal, anyone
from heli.shell import clock
from heli.site.guard.addresses import client_address
from heli.site.guard.buckets import FIRST_RUN, take
from heli.site.guard.throttle import too_many
from heli.site.signin.forms import FirstRunForm, InvitationForm


@door("portal", policy=anyone, unsafe=True)
def first_run(request: HttpRequest) -> HttpResponse:
    """Found the installation; gone once there is an account."""
    if User.objects.exists():
        raise Http404
    form = FirstRunForm(request.POST or None)
    if request.method == "POST" and not take(FIRST_RUN, client_address(request), at=clock.now()):
        return too_many(request, FIRST_RUN, client_address(request))
    if form.is_valid() and _opened(form):
        return redirect("account_login")
    return _page(request, form, _("Set up Heli"), _("Found the federation"))


@door("portal", policy=anyone, unsafe=True)
def invitation(request: HttpRequest, pk: int, token: str) -> HttpResponse:
    """Set a password with the link that somebody was given."""
    user = User.objects.filter(pk=pk).first()
    if user is None:
        raise Http404
    form = InvitationForm(request.POST or None)
    if form.is_valid() and _accepted(form, user, token):
        return redirect("account_login")
    return _page(request, form, _("Choose your password"), _("Keep this password"))


def _opened(form: Form) -> bool:
    given = form.cleaned_data
    token = given.pop("token").strip()
    try:
        open_installation(token, **given, by=ANONYMOUS, at=clock.now())
    except Refusal as refusal:
        form.add_error(refusal.field or None, str(refusal))
    return form.is_valid()


def _accepted(form: Form, user: User, token: str) -> bool:
    password = form.cleaned_data["password"]
    try:
        accept_invitation(user, token=token, password=password, by=ANONYMOUS, at=clock.now())
    except Refusal as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
    return form.is_valid()


def _page(request: HttpRequest, form: Form, title: str, submit: str) -> HttpResponse:
    status = 422 if form.is_bound else 200
    context = {"form": form, "title": title, "submit": submit}
    return render(request, "site/form.html", context, status=status)
