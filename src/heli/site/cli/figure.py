"""``heli figure``: a value and, if asked, every record behind it."""

import argparse

from heli.core.measures.queries import Scope, every_row, parts_of, released, says, seen_in
from heli.site.cli import lookup
from heli.site.cli.outcome import DONE, NO, CallWrong, say, say_error
from heli.site.cli.words import _


def run(arguments: argparse.Namespace) -> int:
    """The value on the first line; 1 when it is a share of nothing."""
    version = lookup.measure(arguments.measure)
    scope = Scope(
        org=lookup.body(arguments.org),
        first=arguments.since,
        last=arguments.until,
        area=lookup.area(arguments.area) if arguments.area else None,
        item=lookup.item(arguments.item) if arguments.item else None,
        undertaking=lookup.campaign(arguments.campaign) if arguments.campaign else None,
    )
    if not says(version, scope):
        raise CallWrong(_("Which item? Different goods are not added up: name one with --item."))
    amount = released(arguments.measure, scope)
    measure = seen_in(version.measure, scope)
    say(f"{amount}\t{measure.unit}\t{measure.label}\t{version}")
    behind = _("%(count)s records · by %(day)s · %(org)s")
    say_error(behind % {"count": amount.n, "day": measure.date_label, "org": scope.org.name})
    if arguments.list:
        for part in range(len(parts_of(version.measure))):
            for row in every_row(version, scope, part=part):
                say(f"{row.effective_on}\t{row.code}\t{row.title}\t{row.org.name}")
    return NO if amount.value is None else DONE
