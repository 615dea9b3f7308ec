"""What the worker does for the register: trees at the turn of the day, values whose time is over."""

from datetime import datetime, timedelta

from heli.core.acts import SYSTEM, local_day
from heli.core.parties.actions import erase_value
from heli.core.parties.closure import is_current, rebuild
from heli.core.parties.models import Tree, VaultItem


def refresh_trees(now: datetime) -> int:
    """Bring the closure in step with ties that began or ended by themselves."""
    day = local_day(now)
    return sum(rebuild(tree, on=day) for tree in Tree.values if not is_current(tree, on=day))


def forget_old_values(now: datetime) -> int:
    """Erase personal values that were to be kept until before today (PIPL art. 19)."""
    expired = list(VaultItem.objects.filter(keep_until__lt=local_day(now)).order_by("pk"))
    for item in expired:
        erase_value(item, reason=f"kept until {item.keep_until}", by=SYSTEM, at=now)
    return len(expired)


CHORES = [
    ("parties.refresh_trees", timedelta(hours=1), refresh_trees),
    ("parties.forget_old_values", timedelta(hours=24), forget_old_values),
]
