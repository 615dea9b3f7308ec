"""Help that is kept as a count: one measure for each kind, all of confirmed reports."""

from django.utils.translation import gettext_lazy as _

from heli.core.acts import Message
from heli.core.measures.enums import Aggregation, Counting, Disclosure
from heli.core.measures.spec import Measure
from heli.loops.services.enums import Counted, Tag


def _tally(what: Counted, unit: str, counting: Counting, prose: Message) -> Measure:
    return Measure(
        code=f"services.{what.value}",
        label=what.label,
        prose=prose,
        unit=unit,
        counting=counting,
        owner="services",
        aggregation=Aggregation.SUM,
        amount="n",
        tags=(Tag.COUNTED,),
        where={"what": what.value},
        date_label=_("day for which it was reported"),
        disclosure=Disclosure.VALUE,
    )


DISPUTES = Measure(
    code=f"services.{Counted.DISPUTES.value}",
    version=2,
    label=Counted.DISPUTES.label,
    prose=_(
        "Disputes settled: every mediation in confidence that was settled at the desk, and what"
        " confirmed reports of other bodies count. The parties are named nowhere."
    ),
    unit="起",
    counting=Counting.ITEMS,
    owner="services",
    aggregation=Aggregation.SUM,
    amount="n",
    tags=(Tag.COUNTED, Tag.MEDIATION_SETTLED),
    where={"what": Counted.DISPUTES.value},
    date_label=_("day for which it was reported, or on which it was settled"),
    disclosure=Disclosure.VALUE,
)
"""Version 1 counted confirmed reports alone, before mediation had a process of its own."""

TALLIES = (
    _tally(
        Counted.COMMUNITIES,
        "个",
        Counting.BODIES,
        _("Communities reached by counselling, as confirmed reports count them."),
    ),
    _tally(
        Counted.PEOPLE,
        "人",
        Counting.PERSON_TIMES,
        _(
            "People counselled, as confirmed reports count them. Who came twice is counted twice;"
            " nobody is named."
        ),
    ),
    _tally(
        Counted.PERSON_TIMES,
        "人次",
        Counting.PERSON_TIMES,
        _("Person-times of service in groups, as confirmed reports count them."),
    ),
    _tally(
        Counted.HOTLINE,
        "个",
        Counting.EVENTS,
        _(
            "Calls to the hotline, as confirmed reports count them. Nothing is kept of what was said."
        ),
    ),
    DISPUTES,
    _tally(
        Counted.FIRMS_SERVED,
        "家",
        Counting.BODIES,
        _(
            "Firms served, as confirmed reports of the bodies below count them. A firm that two"
            " bodies served is counted twice."
        ),
    ),
    _tally(
        Counted.COMMISSIONERS,
        "名",
        Counting.PERSONS,
        _("Commissioners at work, as confirmed reports of the bodies below count them."),
    ),
    _tally(
        Counted.FIRMS_SURVEYED,
        "家",
        Counting.BODIES,
        _("Firms that answered a survey, as confirmed reports count them."),
    ),
    _tally(
        Counted.POLICIES,
        "条",
        Counting.ITEMS,
        _("Policy measures explained to firms point to point, as confirmed reports count them."),
    ),
    _tally(
        Counted.TESTS,
        "次",
        Counting.EVENTS,
        _("Tests organised for returning workers, as confirmed reports count them."),
    ),
)
