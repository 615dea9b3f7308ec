"""Moments as they are read here. Lists and histories have hundreds, and the same ones again and again."""

from datetime import datetime
from functools import lru_cache

from django.utils.timezone import localtime


@lru_cache(maxsize=4096)
def written(moment: datetime, form: str = "%Y-%m-%d %H:%M") -> str:
    """A moment where the installation is; its time zone is a setting, and nobody's own."""
    return format(localtime(moment), form)
