"""``heli doctor``: is this installation as it should be? Reads everything, changes nothing."""

import argparse

from heli.site.cli.outcome import DONE, NO, say
from heli.site.cli.words import _
from heli.site.doctor import examine


MARKS = {"ok": "✓", "note": "·", "bad": "✗"}


def run(arguments: argparse.Namespace) -> int:
    """One line per finding; 1 when one of them is bad."""
    findings = list(examine())
    for finding in findings:
        say(f"{MARKS[finding.verdict]} {finding.what}: {finding.says}")
    bad = sum(finding.verdict == "bad" for finding in findings)
    say(_("All is well.") if not bad else _("%(count)s need attention.") % {"count": bad})
    return NO if bad else DONE
