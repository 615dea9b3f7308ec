"""The report on what was taken up, as a table that goes out by quarter (采用情况通报)."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from heli.loops.advice.queries.report import AUTHOR, Report


WIDTHS = (34, 12, 12, 12, 12, 12)


def header(by: str) -> list[str]:
    """The headings of the table."""
    return [
        _("Author") if by == AUTHOR else _("Contributing body"),
        _("Received"),
        _("Editing done"),
        _("Recommended"),
        _("Adopted"),
        _("Instructions"),
    ]


def rows(found: Report) -> list[Sequence[Any]]:
    """The rows of the table."""
    return [[row.name, *row.counts] for row in found.rows]


def totals(found: Report) -> list[Any]:
    """The last row: what the measures themselves say."""
    return [_("Total"), *found.totals]
