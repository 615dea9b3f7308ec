"""One party registered twice: one record stays as a tombstone and points to the other."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from heli.core.acts import Actor, Refusal, action, demand
from heli.core.journal.locks import hold
from heli.core.parties.models import Party
from heli.core.parties.policies import may_administer
from heli.core.parties.queries import resolve


class CannotMerge(Refusal):
    """Two parties that cannot be the same."""

    message = _("%(name)s and %(into)s cannot be one and the same.")


@action("parties.party.merge", policy=may_administer)
def merge(party: Party, *, into: Party, by: Actor, at: datetime) -> Party:
    """Leave ``party`` as a tombstone that stands for ``into``. Nothing is repointed or deleted.

    Whatever was written under the old record stays there; readers follow
    :func:`~heli.core.parties.queries.resolve`. Refuses with :class:`CannotMerge` for different
    kinds, for a party with itself, and for one that was merged before.
    """
    demand(may_administer, by, into)
    hold("merge")
    party.refresh_from_db(fields=["merged_into"])
    into.refresh_from_db(fields=["merged_into"])
    target = resolve(into)
    if party.kind != target.kind or target.pk == party.pk or party.merged_into_id is not None:
        raise CannotMerge(name=party.name, into=into.name)
    party.merged_into = target
    party.save(update_fields=["merged_into"])
    return party
