"""Money that goes out, takings of a sale, counts of help, another use for a gift."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from heli.core.acts import aside
from heli.core.files.store import Stored, put
from heli.core.ledger.amounts import shown
from heli.core.ledger.models import Item, Posting
from heli.core.ledger.queries import Held
from heli.core.parties.models import Party
from heli.core.places.models import Area
from heli.loops.giving.actions.helped import Helped
from heli.loops.giving.queries.slips import Designation, Goods
from heli.loops.giving.queries.sources import use_in_words
from heli.loops.giving.web.forms.amounts import Amount, choose, goods, typed
from heli.loops.giving.web.forms.helped import HelpedWords
from heli.shell.forms import Day, KeyedForm, LongText, Text
from heli.shell.forms.choices import offer


class Voucher(KeyedForm):
    """The paper that something rests on."""

    photo = forms.FileField(
        label=_("Photo of the voucher"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/*,application/pdf"}),
    )

    def vouchers(self) -> list[Stored]:
        """The photo, put into the store."""
        photo = self.cleaned_data["photo"]
        return [put(photo.chunks(), name=photo.name)] if photo else []


class FundsForm(Voucher):
    """From which money: who holds it, and what it was given for."""

    fund = forms.ChoiceField(
        label=_("From which money"), help_text=_("Designated money pays for nothing else.")
    )
    amount = Amount(label=_("Amount (yuan)"))
    on = Day(label=_("Day"))
    is_meant = forms.BooleanField(label=_("Yes, it is meant like this"), required=False)

    def __init__(self, *args: Any, funds: Sequence[Held], **more: Any) -> None:
        super().__init__(*args, **more)
        self.funds = {_key(one): one for one in funds}
        offer(self, fund=[(key, _fund(one)) for key, one in self.funds.items()])

    def paid(self) -> dict[str, Any]:
        """What every act that spends takes."""
        said, fund = self.cleaned_data, self.funds[self.cleaned_data["fund"]]
        same = {name: said[name] for name in ("amount", "on", "voucher", "is_meant")}
        return {**same, "channel": fund.account.party, "use": fund.use, "files": self.vouchers()}


def _key(one: Held) -> str:
    return f"{one.account.uid}|{one.use.uid if one.use else ''}"


def _fund(one: Held) -> str:
    use = aside(use_in_words(one.use)) if one.use else ""
    return f"{one.account}{use} {one}"


class HelpedFields(HelpedWords):
    """Who was helped, and where."""

    area = choose(_("Where"), Area.objects.none(), empty_label=_("not said"))

    def helped(self) -> Helped:
        """Who was helped. Refuses nobody."""
        names = ("recipient", "kind", "households", "organisations", "area")
        return Helped(**{name: self.cleaned_data[name] for name in names})

    def offer_bodies(self, recipients: QuerySet[Party]) -> None:
        """The bodies and places that can be chosen."""
        areas = Area.objects.order_by("path", "pk")
        offer(self, recipient=recipients, area=areas)


class PayForm(HelpedFields, FundsForm):
    """Money that is paid to a body, or to a kind of households."""

    voucher = Text(label=_("Number of the payment voucher"), max_length=40, required=False)
    note = Text(label=_("Note"), max_length=200, required=False)
    field_order = ("fund", "amount", "recipient", "kind", "households", "organisations", "area")
    rare = ("organisations", "area", "is_meant")

    def __init__(self, *args: Any, recipients: QuerySet[Party], **more: Any) -> None:
        super().__init__(*args, **more)
        self.offer_bodies(recipients)

    def said_to_act(self, _said: dict[str, Any]) -> dict[str, Any]:
        """What the act takes."""
        return {**self.paid(), "helped": self.helped(), "note": self.cleaned_data["note"]}


class BuyForm(FundsForm):
    """Money that is spent on goods, which go into the stock."""

    supplier = Text(label=_("From whom"), max_length=100, required=False)
    item = forms.ModelChoiceField(
        label=_("Goods item"), queryset=Item.objects.none(), empty_label=None
    )
    quantity = Amount(label=_("Quantity"))
    unit = Text(label=_("Unit or pack"), max_length=12, required=False)
    voucher = Text(label=_("Number of the invoice"), max_length=40, required=False)
    note = Text(label=_("Note"), max_length=200, required=False)
    field_order = ("fund", "amount", "item", "quantity", "unit", "supplier", "on", "voucher")
    rare = ("is_meant",)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        offer(self, item=goods())

    def said_to_act(self, said: dict[str, Any]) -> dict[str, Any]:
        """What the act takes."""
        bought = Goods(item=said["item"], quantity=said["quantity"], unit=said["unit"])
        words = {"supplier": said["supplier"], "note": said["note"]}
        return {**self.paid(), **words, "goods": [bought]}


class SaleForm(Voucher):
    """The takings of a charity sale."""

    occasion = Text(label=_("Which sale"), max_length=120)
    amount = Amount(label=_("Takings (yuan)"))
    on = Day(label=_("Day"))
    note = Text(label=_("Note"), max_length=200, required=False)
    is_meant = forms.BooleanField(label=_("Yes, it is meant like this"), required=False)
    rare = ("is_meant",)

    def said_to_act(self, said: dict[str, Any]) -> dict[str, Any]:
        """What the act takes."""
        rest = {name: value for name, value in said.items() if name != "photo"}
        return {**rest, "files": self.vouchers()}


class HelpForm(HelpedFields, Voucher):
    """Help that is only counted."""

    on = Day(label=_("Day"))
    note = Text(label=_("What the help was"), max_length=200, required=False)

    def __init__(self, *args: Any, recipients: QuerySet[Party], **more: Any) -> None:
        super().__init__(*args, **more)
        self.offer_bodies(recipients)

    def said_to_act(self, said: dict[str, Any]) -> dict[str, Any]:
        """What the act takes."""
        words = {"on": said["on"], "note": said["note"]}
        return {**words, "helped": self.helped(), "files": self.vouchers()}


class RedirectForm(Voucher):
    """Another use for a designated gift, as its donor agreed."""

    line = forms.TypedChoiceField(label=_("What of the gift"), coerce=int)
    quantity = Amount(label=_("Quantity"))
    purpose = Text(
        label=_("What it is for from now on"),
        max_length=120,
        required=False,
        help_text=_("Purpose, place and recipient empty: free for what is needed."),
    )
    area = choose(_("Where"), Area.objects.none(), empty_label=_("not said"))
    recipient = choose(_("For whom"), Party.objects.none(), empty_label=_("not said"))
    consent = LongText(
        label=_("How and when the donor agreed"), max_length=300, rows=3, required=False
    )
    on = Day(label=_("Day"))

    def __init__(
        self, *args: Any, lines: Sequence[Posting], recipients: QuerySet[Party], **more: Any
    ) -> None:
        super().__init__(*args, **more)
        offer(self, line=[(one.n, _line(one)) for one in lines], recipient=recipients)
        offer(self, area=Area.objects.order_by("path", "pk"))
        if len(lines) == 1:
            self.fields["quantity"].initial = typed(lines[0].item, lines[0].quantity)

    def said_to_act(self, said: dict[str, Any]) -> dict[str, Any]:
        """What the act takes."""
        to = Designation(purpose=said["purpose"], area=said["area"], recipient=said["recipient"])
        same = {name: said[name] for name in ("line", "quantity", "consent", "on")}
        return {**same, "to": to, "files": self.vouchers()}


def _line(one: Posting) -> str:
    use = use_in_words(one.use) if one.use else "—"
    return f"{one.item} {shown(one.item, one.quantity)}{aside(use)}"


class LettersForm(forms.Form):
    """For the gifts of which days, in which kind of file."""

    since = Day(label=_("First day"))
    until = Day(label=_("Last day"))
    form = forms.ChoiceField(label=_("File"), choices=[("docx", "docx"), ("pdf", "pdf")])


class CloseForm(KeyedForm):
    """What becomes of what is left."""

    surplus = LongText(
        label=_("What becomes of what is left (everybody can read this)"),
        max_length=1000,
        rows=4,
        required=False,
    )
