"""Whether casework concerns somebody at all: whether there is a centre near their bodies.

Most bodies have none, and their menus say nothing of it. That changes once in years and is asked on
every page, so each process remembers it for a while.
"""

from collections.abc import Callable

from django.db.models import Exists, OuterRef, Q

from heli.core.access.policies import below
from heli.core.acts import Actor, Policy
from heli.core.flow.models import Call, Entry
from heli.core.parties.enums import Tree
from heli.core.parties.models import Closure
from heli.kit.lately import Lately
from heli.loops.grid.enums import CALL_KIND
from heli.loops.grid.queries.cases import desks
from heli.loops.grid.queries.outdoors import my_desk


SECONDS = 30
_LATELY: Lately[tuple[str, Actor], bool] = Lately(SECONDS, most=2048)


def has_centre(actor: Actor) -> bool:
    """Whether a centre stands below or above one of somebody's bodies, or has given one of them a case."""
    return _LATELY.of(("", actor), lambda: _is_near(actor))


def patrols(actor: Actor) -> bool:
    """Whether some centre takes somebody's reports from patrol."""
    return _LATELY.of(("patrols", actor), lambda: my_desk(actor) is not None)


def of_centres(policy: Policy[Call]) -> Callable[[Actor], bool]:
    """Whether there is a centre for which ``policy`` lets somebody do what it is about."""

    def found(actor: Actor) -> bool:
        return policy.visible_to(actor, desks()).exists()

    return lambda actor: _LATELY.of((policy.name, actor), lambda: found(actor))


def _is_near(actor: Actor) -> bool:
    bodies = actor.orgs()
    above = Closure.objects.filter(
        tree=Tree.ADMIN, descendant__in=bodies, ancestor=OuterRef("issuer_id")
    )
    near = below(bodies, field="issuer") | Q(Exists(above))
    if Call.objects.filter(near, kind=CALL_KIND).exists():
        return True
    return Entry.objects.filter(below(bodies), call__kind=CALL_KIND).exists()
