"""Figures of what reporters say when they are asked (三率): always with how many were asked at all."""

from django.utils.translation import gettext_lazy as _

from heli.core.measures.enums import Counting
from heli.loops.grid.enums import Tag
from heli.loops.grid.measures.parts import counted, ratio, summed


VALID = counted(
    "visits_valid",
    _("Valid answers"),
    _(
        "Reports whose reporter was reached and said whether it is solved. The base of the three rates."
    ),
    Tag.VISITED,
    where={"valid": True},
)
ASKED = counted(
    "visits",
    _("Visits and attempts"),
    _("Every time somebody tried to ask a reporter, reached or not."),
    Tag.VISITED,
    Tag.ATTEMPTED,
    unit="次",
    counting=Counting.EVENTS,
)
CONTACTED = counted(
    "visits_contacted",
    _("Reporters reached"),
    _("Valid answers of reporters who were reached."),
    Tag.VISITED,
    where={"valid": True, "contacted": True},
)
SOLVED = counted(
    "visits_solved",
    _("Solved, as reporters say"),
    _("Valid answers that say it is solved."),
    Tag.VISITED,
    where={"valid": True, "solved": True},
)
SATISFIED = summed(
    "satisfaction",
    _("Satisfaction, weighted"),
    _(
        "Satisfied counts one, mostly satisfied the weight that held when it was said (0.9 at first)."
    ),
    Tag.VISITED,
    where={"valid": True},
    amount="points",
    unit="分",
    decimals=1,
)
UNRATED = counted(
    "visits_unrated",
    _("Valid answers without a rating"),
    _("Valid answers that say nothing about satisfaction."),
    Tag.VISITED,
    where={"valid": True, "rated": False},
)
EXCLUDED = counted(
    "visits_excluded",
    _("Ratings left out"),
    _("Ratings that a leader decided to leave out of the rates. Published with them."),
    Tag.EXCLUDED,
)
TO_VISIT = counted(
    "visits_due",
    _("Answers given to reporters"),
    _("Every answer to a report: what there is to ask about."),
    Tag.REPLIED,
)

ANSWERS = (
    *(VALID, ASKED, CONTACTED, SOLVED, SATISFIED, UNRATED, EXCLUDED, TO_VISIT),
    ratio("response_rate", _("Rate of response"), CONTACTED, VALID),
    ratio("solved_rate", _("Rate of solution"), SOLVED, VALID),
    ratio("satisfied_rate", _("Rate of satisfaction"), SATISFIED, VALID),
    ratio("visited_rate", _("Share of answers asked about"), VALID, TO_VISIT),
)
