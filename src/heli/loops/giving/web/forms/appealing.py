"""Campaigns, appeals, needs and pledges."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from heli.core.ledger.models import Item
from heli.core.parties.models import Party
from heli.loops.giving.enums import Capacity, DonorKind, Urgency
from heli.loops.giving.web.forms.amounts import Amount, choose, goods
from heli.shell.forms import Day, KeyedForm, LongText, Text
from heli.shell.forms.choices import offer


class CampaignForm(KeyedForm):
    """A campaign and the address of its open ledger."""

    owner = forms.ModelChoiceField(label=_("Body"), queryset=Party.objects.none(), empty_label=None)
    name = Text(label=_("Name"), max_length=100)
    code = Text(
        label=_("Address of the open ledger"),
        max_length=40,
        help_text=_("Small letters, digits and hyphens: /ledger/…/"),
    )

    def __init__(self, *args: Any, bodies: QuerySet[Party], **more: Any) -> None:
        super().__init__(*args, **more)
        offer(self, owner=bodies)


class AppealForm(KeyedForm):
    """An appeal: what for, who receives, what we are to it."""

    title = Text(label=_("Title"), max_length=100)
    about = LongText(label=_("What is needed, for whom"), max_length=2000, rows=4, required=False)
    channel = forms.ModelChoiceField(
        label=_("Who receives"),
        queryset=Party.objects.none(),
        empty_label=None,
        help_text=_(
            "A charity with the qualification for public fundraising; never a payment page."
        ),
    )
    capacity = forms.ChoiceField(label=_("Our part"), choices=Capacity.choices)
    contact = Text(label=_("Contact"), max_length=200, required=False)
    is_emergency = forms.BooleanField(
        label=_("Emergency: receipts are made public at least every five days"), required=False
    )
    is_public = forms.BooleanField(label=_("The ledger is open to everybody"), required=False)

    def __init__(self, *args: Any, channels: QuerySet[Party], **more: Any) -> None:
        super().__init__(*args, **more)
        offer(self, channel=channels)


class PledgeForm(KeyedForm):
    """What somebody promises."""

    donor = Text(label=_("Who pledges"), max_length=120)
    kind = forms.ChoiceField(label=_("Kind of donor"), choices=DonorKind.choices)
    item = choose(_("Goods"), Item.objects.none(), empty_label=_("cash, in yuan"))
    quantity = Amount(label=_("Quantity"))
    on = Day(label=_("Day"))
    due_on = Day(label=_("Promised by"), required=False)
    note = Text(label=_("Note"), max_length=200, required=False)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        offer(self, item=goods())


class NeedForm(KeyedForm):
    """What is needed, how much, how soon, where."""

    item = forms.ModelChoiceField(
        label=_("Goods item"), queryset=Item.objects.none(), empty_label=None
    )
    quantity = Amount(label=_("Quantity"))
    unit = Text(label=_("Unit or pack"), max_length=12, required=False)
    urgency = forms.ChoiceField(label=_("Urgency"), choices=Urgency.choices)
    place = Text(label=_("Where"), max_length=120, required=False)
    needed_by = Day(label=_("Needed by"), required=False)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        offer(self, item=goods())
