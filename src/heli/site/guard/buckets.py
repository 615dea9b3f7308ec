"""Token buckets in the database: exact across threads, processes and restarts."""

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F
from django.db.models.functions import Greatest
from django.utils.crypto import salted_hmac

from heli.core.acts import PreparedUpdate, given
from heli.site.models import Bucket


HOUR = 3600


@dataclass(frozen=True, slots=True)
class Limit:
    """``n`` times in ``seconds``; all of them may come at once."""

    name: str
    n: int
    seconds: int = HOUR

    @property
    def interval(self) -> float:
        """How long it takes until one more is allowed, in seconds."""
        return self.seconds / self.n


# security baseline: OWASP ASVS 5.0 6.3.1; the figures are those of comparable systems.
LOGIN_PER_ACCOUNT = Limit("login.account", 10)
LOGIN_PER_ADDRESS = Limit("login.address", 20)
LOGIN_IN_ALL = Limit("login.all", 1_000)
CODE_PER_ACCOUNT = Limit("code.account", 96, 24 * HOUR)
PUBLIC_FORM = Limit("public.form", 60)
API_PER_ADDRESS = Limit("api.address", 120, 60)
FIRST_RUN = Limit("first_run", 20)


def take(limit: Limit, key: str, *, at: datetime) -> bool:
    """Use one of ``limit`` for ``key``; False when nothing is left. One or two queries."""
    name, now = _name(limit, key), at.timestamp()
    room = now + limit.seconds - limit.interval
    if _TAKE.do(name=name, room=room, now=now, interval=limit.interval):
        return True
    if Bucket.objects.filter(name=name).exists():
        return False
    try:
        with transaction.atomic():
            Bucket.objects.create(name=name, busy_until=now + limit.interval)
    except IntegrityError:
        # Somebody made it in between: then it can be asked like any other.
        return take(limit, key, at=at)
    return True


_NOW, _ROOM, _MORE = (given(Bucket, "busy_until", name) for name in ("now", "room", "interval"))
_TAKE = PreparedUpdate(
    Bucket.objects.filter(name=given(Bucket, "name"), busy_until__lte=_ROOM),
    busy_until=Greatest(F("busy_until"), _NOW) + _MORE,
)


def give_back(limit: Limit, key: str) -> None:
    """Undo one :func:`take`, as when a password was right."""
    Bucket.objects.filter(name=_name(limit, key)).update(
        busy_until=F("busy_until") - limit.interval
    )


def wait_for(limit: Limit, key: str, *, at: datetime) -> int:
    """Seconds until one more is allowed."""
    bucket = Bucket.objects.filter(name=_name(limit, key)).first()
    if bucket is None:
        return 0
    return max(0, int(bucket.busy_until + limit.interval - limit.seconds - at.timestamp()) + 1)


def forget_full(*, at: datetime) -> int:
    """Delete the buckets that are full again: they say nothing any more."""
    return Bucket.objects.filter(busy_until__lt=at.timestamp()).delete()[0]


def _name(limit: Limit, key: str) -> str:
    return salted_hmac("heli.bucket", f"{limit.name}\n{key}", algorithm="sha256").hexdigest()
