"""Plain Django forms, drawn by our components, whose acts cannot happen twice.

A view is a few lines::

    @door("desk", policy=may_submit, unsafe=True)
    def submit(request: Request) -> HttpResponse:
        form = ProposalForm(request.POST or None, initial=…)
        return perform(
            request,
            form,
            lambda said, key: submit_proposal.once(key)(
                call, title=said["title"], by=request.actor, at=clock.now()
            ),
            template="advice/desk/submit.html",
            then=lambda proposal: reverse("advice:proposal", args=[proposal.uid]),
        )
"""

from heli.shell.forms.choices import Ready, Sifted
from heli.shell.forms.fields import Day, Digits, Lines, LongText, Moment, Quantity, Reason, Text
from heli.shell.forms.filling import filled
from heli.shell.forms.keys import FormKey, KeyedForm, issue_key
from heli.shell.forms.perform import perform, perform_on, press
from heli.shell.forms.photos import Photos
from heli.shell.forms.renderer import Renderer


__all__ = [
    "Day",
    "Digits",
    "FormKey",
    "KeyedForm",
    "Lines",
    "LongText",
    "Moment",
    "Photos",
    "Quantity",
    "Ready",
    "Reason",
    "Renderer",
    "Sifted",
    "Text",
    "filled",
    "issue_key",
    "perform",
    "perform_on",
    "press",
]
