"""How Heli uses allauth: no self sign-up, exact limits, encrypted second factors."""

import base64
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from heli.core.access.queries import actor_of
from heli.shell import clock
from heli.site.guard import buckets
from heli.site.guard.addresses import client_address


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth is not typed
    """Sign-in with names and passwords, counted by account, by network and in all."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "too_many_login_attempts": _(
            "Too many attempts to sign in. Please wait an hour, or ask your administrator for a new "
            "link."
        ),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are made by invitation only."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """The network a limit is kept for."""
        return client_address(request)

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """Notices go through :mod:`heli.core.notices`, not through allauth's mail."""

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Not within minutes of signing in: the password was typed just now."""
        records = get_authentication_records(self.request, self.request.user)
        since = clock.now().timestamp() - settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
        return all(record["at"] < since for record in records)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Use one attempt of each limit before a password is looked at at all."""
        now = clock.now()
        self._used = []
        for limit, key in (
            (buckets.LOGIN_PER_ADDRESS, client_address(request)),
            (buckets.LOGIN_PER_ACCOUNT, str(credentials.get("username", "")).casefold()),
            (buckets.LOGIN_IN_ALL, "all"),
        ):
            if not buckets.take(limit, key, at=now):
                raise ValidationError(self.error_messages["too_many_login_attempts"])
            self._used.append((limit, key))

    def _rollback_login_failed_rl_usage(self) -> None:
        """A right password is not counted."""
        for limit, key in self._used:
            buckets.give_back(limit, key)


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth is not typed
    """Secrets of second factors are encrypted in the database."""

    def encrypt(self, text: str) -> str:
        """Under a key derived from the installation's secret."""
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The inverse. Raises ``cryptography.fernet.InvalidToken`` for another installation's."""
        return _cipher().decrypt(encrypted_text.encode()).decode()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Not while the holder has a role that requires it."""
        return not (settings.MFA_REQUIRED and holds_role(authenticator.user))


def holds_role(user: AbstractBaseUser) -> bool:
    """Whether an account holds any role today."""
    return bool(actor_of(user, on=clock.today()).grants)  # type: ignore[arg-type]


def _cipher() -> Fernet:
    key = salted_hmac("heli.second_factor", "v1", algorithm="sha256").digest()
    return Fernet(base64.urlsafe_b64encode(key))
