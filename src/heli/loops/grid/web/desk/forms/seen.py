"""Forms that begin with what a case says: whoever sends one saw how it stands, or is told of it first."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from heli.core.acts import Actor, Conflict
from heli.core.flow.clocks import standing
from heli.core.flow.models import Step
from heli.loops.grid.enums import Verb
from heli.loops.grid.queries.office import codes_of
from heli.loops.grid.web.desk.forms.base import StepForm
from heli.loops.grid.web.desk.shown import moment
from heli.loops.grid.web.desk.told import label_of


SORTS = (Verb.RECLASSIFY, Verb.RECLASSIFY_BACK, Verb.REGISTER, Verb.SHOW)
"""The steps that decide what these forms begin with."""


class DecidedMeanwhile(Conflict):
    """Somebody else decided the same while a form was open. What was chosen in it stays there."""

    message = _(
        "In the meantime %(name)s decided: %(what)s (%(at)s). What you chose still stands below;"
        " send it again if it is to stand instead."
    )


class SeenForm(StepForm):
    """A form that carries how far its reader had seen the history of the case."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["seen"].initial = self.entry.seq

    def check_seen(self, by: Actor) -> None:
        """Refuse, once, when somebody else decided meanwhile. The form comes back up to date.

        Raises :class:`DecidedMeanwhile`. One query, none when nothing happened.
        """
        seen = self.cleaned_data["seen"]
        if seen is None or seen >= self.entry.seq:
            return
        since = standing(self.entry.steps.select_related("actor").order_by("seq"))
        others = [
            step
            for step in since
            if step.seq > seen and step.verb in SORTS and step.actor_id != by.party_id
        ]
        if others:
            self._bring_up_to_date()
            raise DecidedMeanwhile(**self._told(others[-1]))

    def _bring_up_to_date(self) -> None:
        if isinstance(self.data, QueryDict):
            self.data = self.data.copy()
            self.data[self.add_prefix("seen")] = str(self.entry.seq)

    def _told(self, step: Step) -> dict[str, str]:
        found = codes_of(self.entry).find(str(step.facts.get("category", "")))
        what = [str(label_of(step)), found.name if found else ""]
        name = step.actor.name if step.actor else "—"
        return {
            "name": name,
            "what": " · ".join(part for part in what if part),
            "at": moment(step.at),
        }

    def said(self) -> dict[str, Any]:
        """What was entered; how far one had seen belongs to the page."""
        return {name: value for name, value in super().said().items() if name != "seen"}
