"""The figures this loop can prove, each with its definition and the day that counts."""

from django.utils.translation import gettext_lazy as _

from heli.core.measures.checking import Rule, register_rule
from heli.core.measures.enums import Aggregation, CheckKind, Counting, Disclosure
from heli.core.measures.spec import Measure, register
from heli.loops.advice.enums import Tag


RECEIVED = Measure(
    code="advice.received",
    label=_("Proposals received"),
    prose=_(
        "Every proposal that was received in the period, counted once, whatever became of it:"
        " merged, returned and rejected ones too. Drafts are not counted."
    ),
    unit="篇",
    counting=Counting.ITEMS,
    tags=(Tag.RECEIVED,),
    distinct=True,
    date_label=_("day of receipt"),
    owner="advice",
)

EDITED = Measure(
    code="advice.edited",
    label=_("Proposals edited"),
    prose=_("Every proposal whose editing was finished in the period for the first time."),
    unit="篇",
    counting=Counting.ITEMS,
    tags=(Tag.EDITED,),
    distinct=True,
    date_label=_("day on which editing was first finished"),
    owner="advice",
)

ISSUES = Measure(
    code="advice.issues",
    label=_("Issues released"),
    prose=_(
        "Every issue of the periodical that was released in the period; one may hold many items."
    ),
    unit="期",
    counting=Counting.ISSUES,
    tags=(Tag.ISSUE_RELEASED,),
    date_label=_("day of release"),
    owner="advice",
    disclosure=Disclosure.RECORDS,
)

RECOMMENDED = Measure(
    code="advice.recommended",
    label=_("Proposals recommended"),
    prose=_(
        "Every proposal that was first recommended to an office in the period,"
        " counted once however many offices received it."
    ),
    unit="篇",
    counting=Counting.ITEMS,
    tags=(Tag.RECOMMENDED,),
    distinct=True,
    date_label=_("day of the first recommendation"),
    owner="advice",
)

RECOMMENDED_TO = Measure(
    code="advice.recommended_to",
    label=_("Recommendations made"),
    prose=_("Every pair of a proposal and an office to which it was recommended in the period."),
    unit="篇次",
    counting=Counting.EVENTS,
    tags=(Tag.RECOMMENDED,),
    date_label=_("day of the recommendation"),
    owner="advice",
)

ADOPTED = Measure(
    code="advice.adopted",
    label=_("Proposals adopted"),
    prose=_("Every proposal that an office first adopted in the period, in whole or in part."),
    unit="篇",
    counting=Counting.ITEMS,
    tags=(Tag.ADOPTED,),
    distinct=True,
    date_label=_("day of the first adoption"),
    owner="advice",
)

INSTRUCTIONS = Measure(
    code="advice.instructions",
    label=_("Instructions received"),
    prose=_(
        "Every instruction on a proposal that affirms it, forwards it for action or has it studied:"
        " one per proposal, post and day. Having only been read is not an instruction."
    ),
    unit="次",
    counting=Counting.EVENTS,
    tags=(Tag.INSTRUCTED,),
    date_label=_("day of the instruction"),
    owner="advice",
    disclosure=Disclosure.VALUE,
)

PROPOSALS_INSTRUCTED = Measure(
    code="advice.proposals_instructed",
    label=_("Proposals instructed on"),
    prose=_("Every proposal on which the first instruction was given in the period."),
    unit="篇",
    counting=Counting.ITEMS,
    tags=(Tag.INSTRUCTED,),
    distinct=True,
    date_label=_("day of the first instruction"),
    owner="advice",
    disclosure=Disclosure.VALUE,
)

RETURNED = Measure(
    code="advice.returned",
    label=_("Proposals returned for more"),
    prose=_("Every proposal that was first returned to its author for more in the period."),
    unit="篇",
    counting=Counting.ITEMS,
    tags=(Tag.RETURNED,),
    distinct=True,
    date_label=_("day of the first return"),
    owner="advice",
)

MERGED = Measure(
    code="advice.merged",
    label=_("Proposals merged"),
    prose=_(
        "Every proposal that was merged into a similar one in the period."
        " It stays counted as received, once."
    ),
    unit="篇",
    counting=Counting.ITEMS,
    tags=(Tag.MERGED,),
    distinct=True,
    date_label=_("day of the merger"),
    owner="advice",
)

DECISIONS = (Tag.SCREENED, Tag.RETURNED, Tag.MERGED, Tag.TRANSFERRED, Tag.REJECTED, Tag.KEPT)

SCREENED = Measure(
    code="advice.screened",
    label=_("Proposals screened"),
    prose=_("Every proposal on which the first decision of screening was taken in the period."),
    unit="篇",
    counting=Counting.ITEMS,
    tags=DECISIONS,
    where={"first_decision": True},
    date_label=_("day of the first decision"),
    owner="advice",
)

SCREENED_ON_TIME = Measure(
    code="advice.screened_on_time",
    label=_("Proposals screened on time"),
    prose=_(
        "Every proposal on which the first decision of screening was taken in the period,"
        " within three workdays of its receipt."
    ),
    unit="篇",
    counting=Counting.ITEMS,
    tags=DECISIONS,
    where={"first_decision": True, "on_time": True},
    date_label=_("day of the first decision"),
    owner="advice",
)

ON_TIME_TRIAGE_RATE = Measure(
    code="advice.on_time_triage_rate",
    label=_("Share screened on time"),
    prose=_("Proposals screened on time, of all proposals screened in the period."),
    unit="%",
    counting=Counting.SHARE,
    aggregation=Aggregation.RATIO,
    numerator=SCREENED_ON_TIME.id,
    denominator=SCREENED.id,
    decimals=1,
    date_label=_("day of the first decision"),
    owner="advice",
)

ADOPTION_RATE = Measure(
    code="advice.adoption_rate",
    label=_("Share adopted"),
    prose=_(
        "Proposals first adopted in the period, per hundred proposals received in it."
        " Over a short period the two need not be the same proposals."
    ),
    unit="%",
    counting=Counting.SHARE,
    aggregation=Aggregation.RATIO,
    numerator=ADOPTED.id,
    denominator=RECEIVED.id,
    decimals=1,
    date_label=_("day of adoption, and day of receipt"),
    owner="advice",
)

MEASURES = (
    RECEIVED,
    SCREENED,
    SCREENED_ON_TIME,
    RETURNED,
    MERGED,
    EDITED,
    ISSUES,
    RECOMMENDED,
    RECOMMENDED_TO,
    ADOPTED,
    INSTRUCTIONS,
    PROPOSALS_INSTRUCTED,
    ON_TIME_TRIAGE_RATE,
    ADOPTION_RATE,
)

RULES = (
    Rule(
        code="advice.funnel",
        kind=CheckKind.FUNNEL,
        measures=(RECEIVED.code, EDITED.code, RECOMMENDED.code),
        label=_("What is recommended was edited, what is edited was received"),
    ),
    Rule(
        code="advice.issues_within_edited",
        kind=CheckKind.FUNNEL,
        measures=(EDITED.code, ISSUES.code),
        label=_("Every issue holds at least one edited proposal"),
    ),
    Rule(
        code="advice.instructed_within_instructions",
        kind=CheckKind.FUNNEL,
        measures=(INSTRUCTIONS.code, PROPOSALS_INSTRUCTED.code),
        label=_("A proposal that was instructed on has at least one instruction"),
    ),
    Rule(
        code="advice.recommended_within_recommendations",
        kind=CheckKind.FUNNEL,
        measures=(RECOMMENDED_TO.code, RECOMMENDED.code),
        label=_("A proposal that was recommended went to at least one office"),
    ),
)


def register_measures() -> None:
    """Make every measure of this loop known, and the relations that hold between them."""
    for measure in MEASURES:
        register(measure)
    for rule in RULES:
        register_rule(rule)
