"""``heli verify``: does an exported brief prove its figures? No Django, no database, no network."""

import argparse
import os

from heli.kit.bundle import verify
from heli.site.cli.outcome import DONE, NO, CallWrong, say
from heli.site.cli.words import _


# A year of a city's bulletins is far below; a larger file is not one of ours.
LARGEST = 256 * 1024 * 1024


def run(arguments: argparse.Namespace) -> int:
    """Say the verdict and every sentence behind it; 1 when it is refused."""
    try:
        if arguments.file.stat().st_size > LARGEST:
            raise CallWrong(_("%(file)s is too large for a brief.") % {"file": arguments.file})
        data = arguments.file.read_bytes()
    except OSError as error:
        says = _("%(file)s cannot be read: %(why)s")
        raise CallWrong(says % {"file": arguments.file, "why": error.strerror}) from error
    trusted = None if arguments.key is None else [arguments.key.replace(" ", "").lower()]
    report = verify(data, trusted_keys=trusted)
    for line in report.lines(os.environ["LANGUAGE"]):
        say(line)
    return NO if report.faults else DONE
