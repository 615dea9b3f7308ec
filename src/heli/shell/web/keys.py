"""Keys of programs: what administrators give, see used, and take back."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from heli.core.access.actions import create_key, revoke_key
from heli.core.access.actions.keys import DEFAULT_RATE, FOR_PEOPLE, MAX_RATE
from heli.core.access.doors import door
from heli.core.access.enums import Role
from heli.core.access.keys import NewKey, new_key
from heli.core.access.models import ApiKey
from heli.core.access.policies import keys_somewhere, may_make_keys, may_revoke_key
from heli.core.access.scopes import scopes
from heli.core.parties.models import Party, PartyKind
from heli.shell import clock
from heli.shell.forms import Day, KeyedForm, Text, perform, press
from heli.shell.records import the
from heli.shell.requests import Request
from heli.shell.tables import Column, Empty, Listing, Search, State, Table


class KeyForm(KeyedForm):
    """A key for a program of a body."""

    org = forms.ModelChoiceField(
        label=_("Body"),
        queryset=Party.objects.none(),
        help_text=_("The program acts in its name, for it and everything below it."),
    )
    name = Text(label=_("Program"), max_length=120, help_text=_("Which system uses this key."))
    scopes = forms.MultipleChoiceField(
        label=_("What it may be used for"), widget=forms.CheckboxSelectMultiple
    )
    role = forms.ChoiceField(label=_("Role of the program"), required=False)
    until = Day(label=_("Valid until"), required=False)
    rate = forms.IntegerField(
        label=_("Requests a minute"), min_value=1, max_value=MAX_RATE, initial=DEFAULT_RATE
    )

    def __init__(self, *args: Any, actor: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        bodies = Party.objects.filter(kind=PartyKind.ORG, merged_into__isnull=True)
        rows = may_make_keys.visible_to(actor, bodies).order_by("pk")
        self.fields["org"].queryset = rows  # type: ignore[attr-defined]  # a ModelChoiceField
        roles = [(r.value, r.label) for r in Role if r not in FOR_PEOPLE]
        self.fields["scopes"].choices = list(scopes().items())  # type: ignore[attr-defined]  # a choice
        self.fields["role"].choices = [("", _("none: it only reads")), *roles]  # type: ignore[attr-defined]  # a choice


def key_state(key: ApiKey) -> State:
    """Whether a key still opens anything."""
    if key.revoked_at is not None:
        return State(_("Revoked"), "bad")
    if key.until is not None and key.until < clock.today():
        return State(_("Expired"), "idle")
    return State(_("Valid"), "ok")


KEYS = Table(
    code="shell.keys",
    title=_("Keys of programs"),
    columns=(
        Column(
            "name",
            _("Program"),
            "party.name",
            link=lambda k: reverse("shell:key", args=[k.uid]),
            width=30,
        ),
        Column("org", _("Body"), "org.name"),
        Column("key", _("Key"), str),
        Column("scopes", _("Used for"), lambda k: ", ".join(k.scopes), width=30),
        Column("state", _("State"), key_state, show="state"),
        Column("used", _("Last used"), "last_used_on", show="day", sort="last_used_on"),
        Column("until", _("Valid until"), "until", show="day", sort="until"),
        Column("made", _("Made at"), "made_at", show="moment", sort="made_at"),
    ),
    filters=(Search("q", _("Search"), fields=("party__name", "org__name", "prefix")),),
    sort="-made",
    empty=Empty(
        _("No program has a key"),
        _("Other systems use the API and Open311 with keys that are made here."),
        (_("Make a key"), "shell:new_key"),
    ),
)


def _rows() -> Any:
    return ApiKey.objects.select_related("party", "org", "made_by")


@door("desk", policy=keys_somewhere)
def keys(request: Request) -> HttpResponseBase:
    """The keys of the bodies one administers."""
    rows = may_revoke_key.visible_to(request.actor, _rows())
    return Listing(KEYS, request, rows).respond("shell/keys/list.html")


@door("desk", policy=keys_somewhere, unsafe=True)
def make(request: Request) -> HttpResponse:
    """Make a key; it is shown once, in the answer."""
    form, fresh = KeyForm(request.POST or None, actor=request.actor), new_key()
    return perform(
        request,
        form,
        lambda said, key: create_key.once(key)(
            said.pop("org"), **said, prefix=fresh.prefix, secret=fresh.secret,
            by=request.actor, at=clock.now(),
        ),
        template="shell/form_page.html",
        then=lambda made: _shown_once(request, made, fresh),
        context={"title": _("Make a key"), "submit": _("Make the key"),
                 "cancel": reverse("shell:keys")},
    )  # fmt: skip


def _shown_once(request: Request, made: ApiKey, fresh: NewKey) -> HttpResponse:
    """The new key; after a repetition only that it was shown before."""
    text = fresh.text if made.prefix == fresh.prefix else ""
    return render(request, "shell/keys/made.html", {"key": made, "text": text})


@door("desk", policy=may_revoke_key)
def key(request: Request, uid: UUID) -> HttpResponse:
    """One key, without its secret."""
    found = the(request, may_revoke_key, among=_rows(), uid=uid)
    return render(request, "shell/keys/key.html", {"key": found, "state": key_state(found)})


@require_POST
@door("desk", policy=may_revoke_key, unsafe=True)
def revoke(request: Request, uid: UUID) -> HttpResponse:
    """Take a key back."""
    found = the(request, may_revoke_key, among=_rows(), uid=uid)
    return press(
        request,
        lambda key: revoke_key.once(key)(found, by=request.actor, at=clock.now()),
        then=lambda made: reverse("shell:key", args=[made.uid]),
        done=_("The key is revoked; its next request is refused."),
    )
