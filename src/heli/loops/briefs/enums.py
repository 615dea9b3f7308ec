"""The states a number can be in on the writing screen."""

from enum import StrEnum


class State(StrEnum):
    """Bound and equal, bound within what the wording says, contradicted, said by nobody, and so on."""

    BOUND = "bound"
    ABOUT = "about"
    SEALED = "sealed"
    DIFFERS = "differs"
    UNBOUND = "unbound"
    STATED = "stated"
    SUGGESTED = "suggested"
    STRUCTURAL = "structural"
    NOT_A_FIGURE = "not_a_figure"


# Readings below this confidence are shown to a person unticked.
LOOK_AGAIN = 0.7

# What stands in red at the head of page one where no other name was given (GB/T 9704 has none).
MASTHEAD = "简报"


PROGRESS = "briefs.read:%s"
"""Under which key the cache says how far the reading of a text is, as (pages done, of)."""
