"""The first start of an installation: a token instead of a default password."""

from heli.core.access import tokens
from heli.core.access.models import User


def open_if_new() -> str:
    """The token that makes the first account, or "" when there is one already."""
    return "" if User.objects.exists() else tokens.first_run_token()
