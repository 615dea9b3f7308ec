"""From a URL to the record it names, through the policy of the door."""

from collections.abc import Sequence
from typing import Any, TypeVar

from django.db.models import Model, QuerySet
from django.http import Http404

from heli.core.acts import Lookup, NotAllowed, Policy
from heli.shell.requests import Request


M = TypeVar("M", bound=Model)


def the(
    request: Request,
    policy: Policy[M],
    *,
    among: QuerySet[M] | Lookup[M] | None = None,
    see: Policy[M] | None = None,
    also: Sequence[Policy[M]] = (),
    **lookup: Any,
) -> M:
    """The record that ``lookup`` names. ``among`` as a :class:`Lookup` is asked without delay.

    404 when the reader may not even see it; :class:`NotAllowed` (403) when ``see`` lets them see
    it but ``policy`` does not let them act on it. Without ``see``, not allowed is not visible.
    Policies that the page asks about the record are answered with it, if ``also`` names them and
    ``among`` is a lookup.
    """
    found = _found(request, policy, among, lookup, also)
    if found is not None:
        return found
    if see is not None and _found(request, see, among, lookup) is not None:
        raise NotAllowed(reason=policy.reason)
    raise Http404


def _found(
    request: Request,
    policy: Policy[M],
    among: QuerySet[M] | Lookup[M] | None,
    lookup: dict[str, Any],
    also: Sequence[Policy[M]] = (),
) -> M | None:
    if isinstance(among, Lookup):
        return policy.find(request.actor, among, lookup[among.by], also=also)
    return policy.visible_to(request.actor, among).filter(**lookup).first()
