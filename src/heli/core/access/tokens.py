"""Tokens that open an account once: an invitation instead of a default password."""

import hmac
from pathlib import Path

from django.conf import settings
from django.contrib.auth.tokens import PasswordResetTokenGenerator

from heli.core.access.models import User
from heli.core.journal.keys import key_file


class _Invitation(PasswordResetTokenGenerator):
    # Ends with the first password that is set, with a sign-in, and after PASSWORD_RESET_TIMEOUT.
    key_salt = "heli.core.access.invitation"


_invitation = _Invitation()


def invitation(user: User) -> str:
    """A token with which ``user`` sets the first password, or a new one."""
    return _invitation.make_token(user)


def is_invitation(user: User, token: str) -> bool:
    """Whether ``token`` still opens the account."""
    return _invitation.check_token(user, token)


def first_run_token() -> str:
    """The token that opens a fresh installation, kept in ``<data>/keys/first_run`` until then."""
    return key_file("first_run", size=20).hex()


def is_first_run_token(token: str) -> bool:
    """Whether ``token`` is that token, and the installation was not opened yet."""
    return _first_run_file().exists() and hmac.compare_digest(token, first_run_token())


def spend_first_run_token() -> None:
    """Forget it: an installation is opened once."""
    _first_run_file().unlink(missing_ok=True)


def _first_run_file() -> Path:
    folder: Path = settings.HELI_DATA / "keys"
    return folder / "first_run"
