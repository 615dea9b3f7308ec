"""The machine around the product: settings, key files, libraries for documents."""

import shutil
import stat
import subprocess
from collections.abc import Iterator
from ctypes.util import find_library
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import Tags, run_checks
from django.utils.translation import gettext as _

from heli.site.doctor.finding import Finding, judged


LOCAL = {"127.0.0.1", "localhost", "[::1]", "::1"}
LIBRARIES = ("pango-1.0", "pangoft2-1.0", "harfbuzz")


def settings_fit() -> Iterator[Finding]:
    """Whether what is set goes together."""
    env = settings.ENV
    host = urlsplit(env.base_url).hostname or ""
    yield judged(
        _("Address"),
        good=env.https or host in LOCAL,
        yes=env.base_url,
        no=_("%(url)s is not https: passwords and sessions would travel in the open")
        % {"url": env.base_url},
    )
    yield judged(
        _("Hosts"),
        good=host in {h.strip("[]") for h in env.hosts} or "*" in env.hosts,
        yes=", ".join(env.hosts),
        no=_("HELI_HOSTS does not name the host of HELI_BASE_URL"),
    )
    yield judged(
        _("Debugging"),
        good=not env.debug,
        yes=_("off"),
        no=_("HELI_DEBUG is on: error pages tell secrets"),
    )
    if not env.mfa_required:
        yield Finding(_("Second factor"), _("not required (HELI_MFA_REQUIRED)"), "note")
    for message in run_checks(tags=[Tags.security], include_deployment_checks=env.https):
        yield Finding(_("Django"), f"{message.id}: {message.msg}", "bad")


def keys_are_ours() -> Iterator[Finding]:
    """Whether nobody else on this machine can read the keys."""
    folder = settings.ENV.keys
    if not folder.is_dir():
        return
    others = stat.S_IRWXG | stat.S_IRWXO
    open_to_others = [
        path.name for path in (folder, *folder.iterdir()) if path.stat().st_mode & others
    ]
    yield judged(
        _("Keys"),
        good=not open_to_others,
        yes=_("readable by this account only"),
        no=_("others may read: %(names)s; run chmod -R go= on %(folder)s")
        % {"names": ", ".join(open_to_others), "folder": folder},
    )


def documents_can_be_made() -> Iterator[Finding]:
    """Whether PDF documents with Chinese text can be made here."""
    missing = [name for name in LIBRARIES if find_library(name) is None]
    yield Finding(
        _("PDF"),
        _("libraries are missing: %(names)s; docx still works") % {"names": ", ".join(missing)}
        if missing
        else _("libraries are there"),
        "note" if missing else "ok",
    )
    if find_library("harfbuzz-subset") is None:
        yield Finding(_("PDF"), _("libharfbuzz-subset0 would make it many times faster"), "note")
    lister = shutil.which("fc-list")
    if lister is not None:
        listed = subprocess.run([lister, ":lang=zh"], capture_output=True, check=False)  # noqa: S603  -- a fixed program
        good = bool(listed.stdout.strip())
        yield Finding(
            _("Fonts"),
            _("Chinese fonts are there")
            if good
            else _("no Chinese font: install fonts-noto-cjk for PDF documents"),
            "ok" if good else "note",
        )
