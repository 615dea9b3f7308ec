"""Accounts, lots and uses as they are needed: found, or made. Plain functions, called inside acts."""

from datetime import date
from typing import TypeVar

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from heli.core.acts import Invalid
from heli.core.ledger.models import Account, Item, Lot, Use
from heli.core.parties.models import Party, Undertaking
from heli.core.places.models import Area
from heli.kit import canonical


M = TypeVar("M", bound=Model)


def account_of(
    org: Party,
    kind: str,
    *,
    party: Party | None = None,
    undertaking: Undertaking | None = None,
    area: Area | None = None,
    name: str = "",
) -> Account:
    """The account of ``org`` that is exactly this, opened if there was none."""
    return _only(
        Account,
        key=_key(
            kind=str(kind),
            name=_short(name, 120),
            **_names(org=org, party=party, undertaking=undertaking, area=area),
        ),
        kind=kind,
        org=org,
        party=party,
        undertaking=undertaking,
        area=area,
        name=_short(name, 120) or (party.name if party else ""),
    )


def lot_of(item: Item, code: str, *, expires_on: date | None = None) -> Lot:
    """The batch of ``item`` that its maker marked so, recorded if it was not known."""
    code = _short(code, 60)
    return _only(
        Lot,
        key=_key(code=code, expires=expires_on and expires_on.isoformat(), **_names(item=item)),
        item=item,
        code=code,
        expires_on=expires_on,
    )


def use_of(
    org: Party, *, purpose: str = "", area: Area | None = None, recipient: Party | None = None
) -> Use:
    """The designated use that is exactly this. Refuses one that designates nothing."""
    purpose = _short(purpose, 120)
    if not purpose and area is None and recipient is None:
        raise Invalid(what=_("a designated use names a purpose, a place or a recipient"))
    return _only(
        Use,
        key=_key(purpose=purpose, **_names(org=org, area=area, recipient=recipient)),
        org=org,
        purpose=purpose,
        area=area,
        recipient=recipient,
    )


def _only(model: type[M], *, key: str, **fields: object) -> M:
    """The record with this key. Two who make it at the same time get the same one."""
    made: M
    made, _new = model._default_manager.get_or_create(key=key, defaults=fields)
    return made


def _key(**parts: object) -> str:
    return canonical.digest(parts)


def _names(**records: Party | Undertaking | Area | Item | None) -> dict[str, str | None]:
    return {name: str(one.uid) if one is not None else None for name, one in records.items()}


def _short(text: str, most: int) -> str:
    text = " ".join(text.split())
    if len(text) > most or "\x00" in text:
        raise Invalid(what=_("at most %(n)s characters") % {"n": most}, field="name")
    return text
