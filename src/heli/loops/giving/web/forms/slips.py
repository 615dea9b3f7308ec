"""One gift as a phone takes it in; and what is said about it later."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from heli.core.files.store import put
from heli.core.ledger.models import Item
from heli.core.parties.models import Party
from heli.core.places.models import Area
from heli.loops.giving.enums import Capacity, DonorKind, Publication
from heli.loops.giving.queries.slips import Designation, Donor, Goods, Slip
from heli.loops.giving.web.forms.amounts import Amount, choose, goods
from heli.shell.forms import Day, KeyedForm, Reason, Text
from heli.shell.forms.choices import offer


class GiftForm(KeyedForm):
    """One slip, as a phone takes it in under a minute: photo, donor, cash or goods; the rest folded."""

    rare = (
        *("publication", "kind", "givers", "on", "voucher", "purpose", "area", "body", "capacity"),
        *("note", "is_meant"),
    )

    photo = forms.FileField(
        label=_("Photo of the slip"),
        required=False,
        widget=forms.FileInput(
            attrs={"accept": "image/*,application/pdf", "capture": "environment"}
        ),
    )
    donor = Text(
        label=_("Donor"),
        max_length=120,
        required=False,
        help_text=_("Empty: a donor who wishes not to be known."),
    )
    kind = forms.ChoiceField(label=_("Kind of donor"), choices=DonorKind.choices)
    givers = forms.IntegerField(
        label=_("How many persons gave together"), min_value=1, required=False
    )
    cash = Amount(label=_("Cash (yuan)"), required=False)
    item = choose(_("Goods"), Item.objects.none(), empty_label=_("none"))
    quantity = Amount(label=_("Quantity"), required=False)
    unit = Text(
        label=_("Unit or pack"),
        max_length=12,
        required=False,
        help_text=_("Empty: the item's own unit. A pack such as 箱 is converted."),
    )
    publication = forms.ChoiceField(
        label=_("How the donor agreed to be named"),
        choices=Publication.choices,
        initial=Publication.ANONYMOUS,
    )
    on = Day(label=_("Day"))
    voucher = Text(label=_("Number of the donation voucher"), max_length=40, required=False)
    purpose = Text(
        label=_("Designated for"),
        max_length=120,
        required=False,
        help_text=_("Only if the donor said what it is for; then it is used for nothing else."),
    )
    area = choose(_("Where it goes"), Area.objects.none(), empty_label=_("not said"))
    body = choose(_("Mobilised by"), Party.objects.none(), empty_label=_("our own body"))
    capacity = forms.ChoiceField(
        label=_("Our part"),
        choices=[("", _("as the appeal says")), *Capacity.choices],
        required=False,
    )
    note = Text(label=_("Note"), max_length=200, required=False)
    is_meant = forms.BooleanField(
        label=_("Yes, it is meant like this"),
        required=False,
        help_text=_("Answers a question about an unusual amount or a slip that looks posted."),
    )

    def __init__(self, *args: Any, bodies: QuerySet[Party], **more: Any) -> None:
        super().__init__(*args, **more)
        offer(self, item=goods(), area=Area.objects.order_by("path", "pk"), body=bodies)

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        if bool(said.get("item")) != bool(said.get("quantity")):
            self.add_error("quantity", _("Goods need both: which, and how many."))
        if not said.get("cash") and not said.get("item") and not self.errors:
            self.add_error("cash", _("Please enter what was given: cash, goods, or both."))
        return said

    def slip(self) -> Slip:
        """The slip as it was entered; its photo is put into the store."""
        said = self.cleaned_data
        goods = (
            (Goods(item=said["item"], quantity=said["quantity"], unit=said["unit"]),)
            if said["item"]
            else ()
        )
        photo = said["photo"]
        return Slip(
            donor=Donor(name=said["donor"], kind=said["kind"], givers=said["givers"]),
            cash=said["cash"],
            goods=goods,
            on=said["on"],
            voucher=said["voucher"],
            publication=said["publication"],
            designation=Designation(purpose=said["purpose"], area=said["area"]),
            body=said["body"],
            capacity=Capacity(said["capacity"]) if said["capacity"] else None,
            note=said["note"],
            files=[put(photo.chunks(), name=photo.name)] if photo else [],
            is_meant=said["is_meant"],
        )


class BackForm(KeyedForm):
    """Why a gift is taken back."""

    reason = Reason(label=_("What was wrong (everybody can read this)"), max_length=300)


class NamedForm(KeyedForm):
    """What a donor says now about being named."""

    publication = forms.ChoiceField(label=_("The donor is named"), choices=Publication.choices)
    all_gifts = forms.BooleanField(
        label=_("For everything this donor gave to this body"), required=False
    )
    note = Text(label=_("Who said so, and when"), max_length=200, required=False)
