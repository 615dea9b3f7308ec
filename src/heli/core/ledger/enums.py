"""The words of this room, as they are stored and as they are shown."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Dimension(models.TextChoices):
    """What a unit measures. Units add up only when their smallest unit is the same too."""

    MONEY = "money", _("money")
    PIECES = "pieces", _("pieces")
    MASS = "mass", _("weight")
    VOLUME = "volume", _("volume")
    LENGTH = "length", _("length")
    TIME = "time", _("time")


class AccountKind(models.TextChoices):
    """Where something is, where it came from, or what became of it."""

    DONOR = "donor", _("donor")
    CHANNEL = "channel", _("receiving channel")
    STOCK = "stock", _("stock")
    TRANSIT = "transit", _("in transit")
    RECIPIENT = "recipient", _("recipient")
    SPENT = "spent", _("spent")
    ADJUSTMENT = "adjustment", _("adjustment")


# What lies there can be looked at, so there is never less than nothing.
GUARDED = frozenset({AccountKind.CHANNEL, AccountKind.STOCK, AccountKind.TRANSIT})
# Nothing that has expired is handed to anybody; it can only be written off.
HANDED_OUT = frozenset({AccountKind.TRANSIT, AccountKind.RECIPIENT})


class Basis(models.TextChoices):
    """What a value rests on (民间非营利组织会计制度: a voucher first, then the market)."""

    NONE = "none", _("not valued")
    INVOICE = "invoice", _("invoice")
    CUSTOMS = "customs", _("customs declaration")
    AGREEMENT = "agreement", _("agreement")
    MARKET = "market", _("market price")
    ESTIMATE = "estimate", _("estimate")
