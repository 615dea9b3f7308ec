"""The log: does every stored act still have the hash that stands in the signed tree?"""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from heli.core.journal.verifying import verify_log
from heli.site.doctor.finding import Finding


SHOWN = 10


def holds() -> Iterator[Finding]:
    """Recompute every leaf, the tree and the signed checkpoints."""
    report = verify_log()
    if report.holds:
        said = {"count": report.size, "root": report.root.hex()[:16]}
        yield Finding(_("The log"), _("%(count)s acts, root %(root)s: as signed") % said)
    for fault in report.findings[:SHOWN]:
        said = {"fault": fault.fault.value, "where": fault.where}
        yield Finding(_("The log"), _("%(fault)s at %(where)s") % said, "bad")
