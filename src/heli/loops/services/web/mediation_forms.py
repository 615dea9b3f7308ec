"""What is asked in a mediation. What is typed here is kept encrypted and read by few."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from heli.core.flow.models import Call
from heli.core.parties.models import Party
from heli.loops.services.web.forms import single
from heli.shell.forms import KeyedForm, LongText, Moment, Reason, Text
from heli.shell.forms.choices import offer


def how_you_see_it(*, required: bool = True) -> LongText:
    """How one side sees it, in its own words."""
    return LongText(
        label=_("How you see it"),
        max_length=4000,
        rows=7,
        required=required,
        help_text=_(
            "Read by the one in charge and by the mediator. The other side never reads it."
        ),
    )


class AskMediationForm(KeyedForm):
    """A request for mediation."""

    desk = single(_("Service desk"), Call)
    firm = single(_("In the name of"))
    other = forms.ModelChoiceField(label=_("With whom"), queryset=Party.objects.none())
    subject = Text(
        label=_("In one line"),
        max_length=100,
        help_text=_("The other side reads this line once it is asked to take part."),
    )
    text = how_you_see_it()

    def __init__(
        self,
        *args: Any,
        desks: QuerySet[Call],
        firms: QuerySet[Party],
        others: QuerySet[Party],
        **more: Any,
    ) -> None:
        super().__init__(*args, **more)
        offer(self, desk=desks, firm=firms, other=others)


class PersonForm(KeyedForm):
    """Somebody, under the name that the act has for them."""

    field = ""
    label: Any = ""
    help_text: Any = ""

    def __init__(self, *args: Any, people: QuerySet[Party], **more: Any) -> None:
        super().__init__(*args, **more)
        chosen = forms.ModelChoiceField(label=self.label, queryset=people, help_text=self.help_text)
        self.fields[self.field] = chosen


class ChargeForm(PersonForm):
    """Who is responsible for mediations."""

    field, label = "keeper", _("In charge of mediation")
    help_text = _("For requests from now on. Those that run stay with whoever has them.")


class MediatorForm(PersonForm):
    """Who mediates."""

    field, label = "mediator", _("Mediator")
    help_text = _("Nobody of either side. Both sides learn who it is and are asked to consent.")


class HandOverForm(PersonForm):
    """Who is in charge from now on."""

    field, label = "to", _("In charge of mediation")


class ReplaceKeeperForm(KeyedForm):
    """Who left, who is in charge from now on, and why."""

    note = Reason(
        label=_("Why"),
        help_text=_("It stays in the log. Say only why they are replaced, nothing of any dispute."),
    )

    def __init__(
        self, *args: Any, keepers: QuerySet[Party], people: QuerySet[Party], **more: Any
    ) -> None:
        super().__init__(*args, **more)
        who = {
            "former": (_("Who was in charge"), keepers),
            "to": (_("In charge from now on"), people),
        }
        chosen = {
            name: forms.ModelChoiceField(label=label, queryset=rows)
            for name, (label, rows) in who.items()
        }
        self.fields = {**chosen, **self.fields}
        if len(known := keepers[:2]) == 1:
            chosen["former"].initial = known[0]


class LetInForm(PersonForm):
    """Who speaks for one's side as well."""

    field, label = "person", _("Who else speaks for your side")
    help_text = _("They read what you read.")


class ConsentForm(KeyedForm):
    """Consent, and perhaps how one's side sees it."""

    text = how_you_see_it(required=False)


class SessionForm(KeyedForm):
    """When and where both sides meet."""

    when = Moment(label=_("Day and time"))
    place = Text(label=_("Where"), max_length=200)


class SettledForm(KeyedForm):
    """What was agreed, if it is to be kept here."""

    agreement = LongText(
        label=_("What was agreed"),
        max_length=8000,
        rows=8,
        required=False,
        help_text=_(
            "Kept in confidence for three years, for the two sides, the mediator and the one in"
            " charge. Left empty, only the count is kept."
        ),
    )


class WhyForm(KeyedForm):
    """Why, if somebody wants to say it."""

    note = LongText(
        label=_("Why"),
        max_length=1000,
        rows=3,
        required=False,
        help_text=_("Need not be said. Both sides read it."),
    )
