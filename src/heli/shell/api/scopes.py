"""What keys are made for, as far as the core's own resources go."""

from django.utils.translation import gettext_lazy as _

from heli.core.access.scopes import register_scope


MEASURES = register_scope("measures:read", _("read measures, their values and what is behind them"))
RECORDS = register_scope("records:read", _("read calls and entries that the program may see"))
REGISTER = register_scope("register:read", _("read the register of bodies and areas"))
