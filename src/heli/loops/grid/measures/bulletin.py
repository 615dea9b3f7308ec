"""The texts that this loop offers to those who write briefs: every figure is asked for by its name."""

from django.utils.translation import gettext_lazy as _

from heli.core.measures.patterns import Pattern, register_pattern


MONTHLY = Pattern(
    code="grid.monthly",
    title=_("Monthly bulletin of the grids"),
    body=_(
        "In this period [[grid.reported]] were received; [[grid.registered]] were registered, of"
        " which [[grid.registered_patrol]] from patrol and [[grid.registered_public]] from"
        " residents.\n\n"
        "[[grid.to_handle]] were to be handled; [[grid.handled]] were handled, of which"
        " [[grid.handled_on_time]] in time. [[grid.not_handled]] are overdue.\n\n"
        "[[grid.to_close]] were to be closed; [[grid.closed]] were closed, of which"
        " [[grid.closed_on_time]] in time. [[grid.check_failed]] checks failed;"
        " [[grid.reopened]] were opened again."
    ),
)


def register_patterns() -> None:
    """Offer them."""
    register_pattern(MONTHLY)
