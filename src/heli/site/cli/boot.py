"""From a command line to a running Django: data directory, language, settings."""

import argparse
import os

import django
from django.utils import translation

from heli.site.cli import words
from heli.site.cli.outcome import CallWrong
from heli.site.env import BadSetting


def boot(arguments: argparse.Namespace) -> None:
    """Set Django up for this call. Raises :class:`CallWrong` for settings that cannot be."""
    if arguments.data is not None:
        os.environ["HELI_DATA"] = str(arguments.data)
    if arguments.command == "demo":
        # Its accounts are example data; a second factor would stand between a visitor and the tour.
        os.environ.setdefault("HELI_MFA_REQUIRED", "off")
    os.environ["DJANGO_SETTINGS_MODULE"] = "heli.site.settings"
    try:
        django.setup()
    except (BadSetting, OSError) as error:
        raise CallWrong(str(error)) from error
    translation.activate(words.current())
