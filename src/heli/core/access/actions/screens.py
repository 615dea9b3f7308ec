"""Screens on walls: let in by an administrator, coming for their pass, put out again."""

from datetime import datetime
from typing import Annotated

from django.utils.translation import gettext_lazy as _

from heli.core.access.models import Screen
from heli.core.access.policies import may_claim_screen, may_pair_screens, may_revoke_screen
from heli.core.access.screens import area_of_code, digest_of, typed
from heli.core.acts import Actor, Refusal, Secret, action, current_record
from heli.core.parties.models import Party
from heli.core.places.models import Area


LONGEST_NAME = 80


class NoSuchCode(Refusal):
    """Codes are shown by screens, for ten minutes."""

    message = _("No screen of yours shows this code now. Codes change every ten minutes.")
    status = 422


@action("access.screen.pair", policy=may_pair_screens)
def pair_screen(
    org: Party, *, area: Area, code: Annotated[str, Secret], name: str, by: Actor, at: datetime
) -> Screen:
    """Let the screen that shows ``code`` see the wall of ``area``. Refuses with :class:`NoSuchCode`."""
    shown = typed(code)
    if area_of_code(shown, [area], at=at) is None:
        raise NoSuchCode(field="code")
    if Screen.objects.filter(code_digest=digest_of(shown)).exists():
        raise NoSuchCode(field="code")
    screen = Screen(
        org=org,
        area=area,
        name=name.strip()[:LONGEST_NAME] or area.name,
        code_digest=digest_of(shown),
        paired_at=at,
        paired_by_id=by.party_id,
    )
    screen.save(force_insert=True)
    current_record().wrote(screen, {"uid": str(screen.uid), "area": str(area.uid)})
    return screen


@action("access.screen.claim", policy=may_claim_screen)
def claim_screen(
    screen: Screen, *, secret: Annotated[str, Secret], by: Actor, at: datetime
) -> Screen:
    """Give a screen that was let in its pass; once. Refuses with :class:`NoSuchCode` another one."""
    changed = Screen.objects.filter(pk=screen.pk, claimed_at__isnull=True)
    if not changed.update(claimed_at=at, digest=digest_of(secret)):
        raise NoSuchCode
    screen.refresh_from_db()
    current_record().wrote(screen, {"uid": str(screen.uid), "claimed_at": at})
    return screen


@action("access.screen.revoke", policy=may_revoke_screen)
def revoke_screen(screen: Screen, *, by: Actor, at: datetime) -> Screen:
    """Put a screen out: from its next request on it shows nothing. Twice is once."""
    screen.revoked_at = screen.revoked_at or at
    screen.save(update_fields=["revoked_at"])
    current_record().wrote(screen, {"uid": str(screen.uid), "revoked_at": screen.revoked_at})
    return screen
