"""What an installation may set, typed. Unknown ``HELI_*`` names are refused, so a typo is seen."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path


class BadSetting(ValueError):
    """A setting cannot be understood; the message names it and says what is expected."""


@dataclass(frozen=True, slots=True)
class Env:
    """Every setting. ``X_FILE`` names a file that holds the value of ``X`` (for secrets)."""

    data: Path = field(
        default=Path("var/heli"), metadata={"says": "Where database, attachments and keys lie."}
    )
    database_url: str = field(
        default="", metadata={"says": "`postgresql://…`; empty: SQLite inside the data directory."}
    )
    secret_key: str = field(
        default="",
        metadata={"says": "Signs cookies and forms; empty: made once and kept in `keys/`."},
    )
    hosts: tuple[str, ...] = field(
        default=("localhost", "127.0.0.1", "[::1]"),
        metadata={"says": "Names under which the site is asked for, by comma."},
    )
    base_url: str = field(
        default="http://127.0.0.1:8000",
        metadata={"says": "The address that links and QR codes name."},
    )
    https: bool = field(
        default=True,
        metadata={
            "says": "Cookies and headers for https; follows `HELI_BASE_URL` when it is not given."
        },
    )
    debug: bool = field(
        default=False, metadata={"says": "Error pages with details; never where others can look."}
    )
    language: str = field(
        default="zh-hans", metadata={"says": "The language of whoever did not choose one."}
    )
    time_zone: str = field(default="Asia/Shanghai", metadata={"says": "Where a day begins."})
    trusted_proxy_hops: int = field(
        default=0,
        metadata={
            "says": "How many proxies of our own stand before Heli; only they are believed about addresses."
        },
    )
    notify_url: str = field(
        default="",
        metadata={"says": "Where notices go out, as an apprise address; empty: in the site only."},
    )
    log_retention_days: int = field(
        default=200,
        metadata={"says": "How long logs are kept; the law asks for six months (网络安全法)."},
    )
    field_days: int = field(
        default=7,
        metadata={
            "says": "How long a phone keeps work without contact, encrypted; then it forgets it."
        },
    )
    mfa_required: bool = field(
        default=True, metadata={"says": "Whether every role's holder needs a second factor."}
    )
    map_tiles: str = field(
        default="",
        metadata={
            "says": "A licensed source of map tiles, `https://…/{z}/{x}/{y}.png`; empty: our own outlines only."
        },
    )
    map_by: str = field(
        default="",
        metadata={"says": "What the map must show about the tiles: their maker, the 审图号."},
    )
    map_crs: str = field(
        default="wgs84",
        metadata={
            "says": "The reference system of the tiles: `wgs84` or `cgcs2000`, `gcj02` for most online maps."
        },
    )

    @property
    def keys(self) -> Path:
        """Where signing and encryption keys lie: outside the database."""
        return self.data / "keys"


# Read by tests and scripts beside the product, never by the product itself.
IGNORED = frozenset({"HELI_SHARED", "HELI_TEST_POSTGRES", "HELI_CHROMIUM", "HELI_FULL"})


def read_env(environ: Mapping[str, str]) -> Env:
    """The settings of this process. Raises :class:`BadSetting`."""
    known = {f"HELI_{f.name.upper()}": f for f in fields(Env)}
    values: dict[str, object] = {}
    for name, text in environ.items():
        if not name.startswith("HELI_") or name in IGNORED:
            continue
        plain = name.removesuffix("_FILE") if name not in known else name
        if plain not in known:
            msg = f"{name} is not a setting of Heli"
            raise BadSetting(msg)
        content = text if plain == name else Path(text).read_text(encoding="utf-8").strip()
        values[known[plain].name] = _typed(plain, content)
    # Secure cookies would never come back over plain http, and must never travel over it.
    values.setdefault("https", str(values.get("base_url", "http:")).startswith("https:"))
    return Env(**values)  # type: ignore[arg-type]


def _typed(name: str, text: str) -> object:
    kind = type(getattr(Env(), name.removeprefix("HELI_").lower()))
    if kind is bool:
        if text.lower() not in ("1", "0", "true", "false", "yes", "no", "on", "off"):
            msg = f"{name} must be on or off"
            raise BadSetting(msg)
        return text.lower() in ("1", "true", "yes", "on")
    if kind is int:
        if not text.isdecimal():
            msg = f"{name} must be a whole number"
            raise BadSetting(msg)
        return int(text)
    if kind is tuple:
        return tuple(part.strip() for part in text.split(",") if part.strip())
    return (
        Path(text) if isinstance(getattr(Env(), name.removeprefix("HELI_").lower()), Path) else text
    )


def secret_key(env: Env) -> str:
    """The installation's secret: as set, or made once and kept in the data directory."""
    if env.secret_key:
        return env.secret_key
    path = env.keys / "secret_key"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(secrets.token_urlsafe(50))
    return path.read_text(encoding="utf-8").strip()
