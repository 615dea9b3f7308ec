"""A read-only examination of an installation, in findings."""

from collections.abc import Callable, Iterator

from heli.site.doctor import database, journal, ledger, machine, product
from heli.site.doctor.finding import Finding


EXAMINATIONS: tuple[Callable[[], Iterator[Finding]], ...] = (
    machine.settings_fit,
    machine.keys_are_ours,
    machine.documents_can_be_made,
    database.is_current,
    database.is_durable,
    database.past_is_guarded,
    database.balances_are_guarded,
    journal.holds,
    ledger.adds_up,
    product.flows_are_sound,
    product.measures_are_approved,
)


def examine() -> Iterator[Finding]:
    """Every finding, in the order in which it is worth reading. Stops where a basis is missing."""
    for examination in EXAMINATIONS:
        findings = list(examination())
        yield from findings
        if any(finding.is_basis and finding.verdict == "bad" for finding in findings):
            return


__all__ = ["Finding", "examine"]
