"""Accounts. A role is not kept here: it is a dated tie between a person and a body."""

from functools import cached_property
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from heli.core.access.terms import Held
from heli.core.acts import Prepared, given
from heli.core.parties.models import Party, TieKind
from heli.core.places.models import Area
from heli.kit.ids import new_uid


_HELD = {"held_role": "title", "held_over": "dst_id", "held_since": "since", "held_until": "until"}


class UserManager(BaseUserManager["User"]):
    """Finds accounts by the name typed at login, each with its party in the same query."""

    def get_queryset(self) -> models.QuerySet["User"]:
        """Every request asks for the account and its party: one query, not two."""
        return super().get_queryset().select_related("party")

    def get(self, *args: object, **lookup: object) -> "User":
        """One account; by its key, as every request asks for it, without delay and with its roles."""
        if args or lookup.keys() != {"pk"}:
            return super().get(*args, **lookup)
        rows = self._by_key.records(**lookup)
        if not rows:
            raise self.model.DoesNotExist
        told = [[getattr(row, name) for name in _HELD] for row in rows]
        # Whoever holds none comes with a row of nothing.
        rows[0].held = tuple(Held(*one) for one in told if one[0] is not None)
        return rows[0]

    @cached_property
    def _by_key(self) -> Prepared["User"]:
        roles = models.FilteredRelation(
            "party__ties_out", condition=models.Q(party__ties_out__kind=TieKind.ROLE)
        )
        rows = self.get_queryset().filter(pk=given(self.model, "pk")).annotate(tie=roles)
        told = {name: models.F(f"tie__{column}") for name, column in _HELD.items()}
        return Prepared(rows.annotate(**told).order_by("tie__pk"))

    def create_user(
        self, username: str, *, party: Party | None, password: str | None, email: str = ""
    ) -> "User":
        """Make an account for a person. Without a password it can only be entered by invitation."""
        user = self.model(username=username, party=party, email=self.normalize_email(email))
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """Somebody who can sign in. What they may do follows from their party's roles alone."""

    username = models.CharField(max_length=80, unique=True)
    email = models.EmailField(blank=True)
    party = models.OneToOneField(Party, on_delete=models.PROTECT, null=True, related_name="user")
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(auto_now_add=True)
    preferences = models.JSONField(default=dict, blank=True)

    held: tuple[Held, ...] | None = None
    """The roles that were read with the account, those of other days too; None if none were."""

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    def __str__(self) -> str:
        return self.username


class Device(models.Model):
    """A phone that may keep somebody's work for a while, encrypted, until it is told to forget it.

    ``name`` says which kind of phone it is, so that its owner finds it again; no number of a
    device is kept.
    """

    uid = models.UUIDField(unique=True, default=new_uid, editable=False)
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="devices")
    name = models.CharField(max_length=80)
    admitted_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name


class ApiKey(models.Model):
    """A key with which a program acts. Only the digest of its secret part is kept.

    The program is a party with roles like anybody else; ``scopes`` narrow what this key may be used
    for, they never widen what the program may do. ``rate`` is how many requests a minute it may make.
    """

    uid = models.UUIDField(unique=True, default=new_uid, editable=False)
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="api_keys")
    org = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    prefix = models.CharField(max_length=12, unique=True)
    digest = models.CharField(max_length=64)
    scopes = models.JSONField(default=list)
    rate = models.PositiveIntegerField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Party, on_delete=models.PROTECT, null=True, related_name="+")
    until = models.DateField(null=True)
    revoked_at = models.DateTimeField(null=True)
    last_used_on = models.DateField(null=True)

    class Meta:
        verbose_name = "API key"

    def __str__(self) -> str:
        return f"heli_{self.prefix}…"


class Screen(models.Model):
    """A screen on a wall that shows one area without anybody signed in at it.

    An administrator lets it in by the code it shows (``code_digest``); then it comes for its pass, of
    which only the digest is kept. It sees that area alone, and nobody's name.
    """

    uid = models.UUIDField(unique=True, default=new_uid, editable=False)
    org = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=80)
    code_digest = models.CharField(max_length=64, unique=True)
    digest = models.CharField(max_length=64, blank=True)
    paired_at = models.DateTimeField()
    paired_by = models.ForeignKey(Party, on_delete=models.PROTECT, null=True, related_name="+")
    claimed_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    seen_on = models.DateField(null=True)

    def __str__(self) -> str:
        return self.name
