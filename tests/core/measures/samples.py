"""A flow that does nothing but count, the measures over it, and a text to put figures in."""

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

import make
from heli.core.access.enums import Role
from heli.core.acts import SYSTEM, Actor, action, anyone
from heli.core.flow import engine
from heli.core.flow.actions import undo_steps
from heli.core.flow.definitions import Flow, State, Transition, register
from heli.core.flow.models import Call, Entry, Step
from heli.core.measures import actions
from heli.core.measures.enums import Aggregation, Counting, DateBasis, Disclosure, Key
from heli.core.measures.models import MeasureVersion
from heli.core.measures.scopes import Scope
from heli.core.measures.sources import relation_of
from heli.core.measures.spec import Measure, register as register_measure
from heli.core.measures.values import version_of
from heli.core.parties.models import Party
from heli.core.texts.models import Doc, Revision
from heli.core.texts.writing import create_doc, revise


TALLY = Flow(
    code="tally.matter",
    version=1,
    label="Matter",
    initial="open",
    states=(State("open", "Open", "Open"),),
    transitions=(
        Transition(
            "count",
            label="Count",
            done_label="Counted",
            sources=("open",),
            target=None,
            who=(Role.CLERK,),
            counts_as=lambda facts: str(facts.get("tag", "tally.seen")),
            undo_within=timedelta(days=999),
        ),
    ),
)
register(TALLY)


def _measure(code: str, **more: Any) -> Measure:
    words = {
        "label": f"Measure {code}",
        "prose": f"Everything that {code} counts.",
        "date_label": "day it was seen",
    }
    plain = {"unit": "次", "counting": Counting.EVENTS, "owner": "tally", "tags": ("tally.seen",)}
    return register_measure(Measure(code=code, **{**words, **plain, **more}))


SEEN = _measure("tally.seen")
ITEMS = _measure("tally.items", distinct=True, unit="篇", counting=Counting.ITEMS)
CASH = _measure(
    "tally.cash",
    aggregation=Aggregation.SUM,
    amount="fen",
    decimals=2,
    unit="元",
    counting=Counting.MONEY,
)
LARGE = _measure("tally.large", where={"size": "large"})
RECORDED = _measure("tally.recorded", date_basis=DateBasis.AT)
BOTH = _measure("tally.both", tags=("tally.seen", "tally.heard"), disclosure=Disclosure.VALUE)
TOUCHED = _measure(
    "tally.touched", aggregation=Aggregation.COUNT_DISTINCT, unit="篇", counting=Counting.ITEMS
)
PEOPLE = _measure(
    "tally.people",
    aggregation=Aggregation.COUNT_DISTINCT,
    key=Key.PARTY,
    unit="人",
    counting=Counting.PERSONS,
    disclosure=Disclosure.RECORDS,
)
LATEST = _measure(
    "tally.latest", aggregation=Aggregation.LAST, amount="fen", counting=Counting.GOODS
)
LARGEST = _measure(
    "tally.largest", aggregation=Aggregation.MAX, amount="fen", decimals=2, unit="元"
)
SHARE = _measure(
    "tally.share",
    aggregation=Aggregation.RATIO,
    numerator="tally.large@1",
    denominator="tally.seen@1",
    tags=(),
    unit="%",
    counting=Counting.SHARE,
    decimals=1,
)
PROPOSED = _measure("tally.proposed")
ALL = (SEEN, ITEMS, CASH, LARGE, RECORDED, BOTH, TOUCHED, PEOPLE, LATEST, LARGEST, SHARE)
STEPS = relation_of(SEEN)
ADDING = (SEEN, ITEMS, CASH, LARGE, RECORDED, BOTH)


@action("tally.call.open", policy=anyone)
def open_call(issuer: Party, *, by: Actor, at: datetime) -> Call:
    return Call.objects.create(
        issuer=issuer, kind="tally", flow=TALLY.code, title="示例", opens_at=make.AT
    )


@action("tally.matter.report", policy=anyone)
def report(call: Call, *, org: Party, party: Party | None, by: Actor, at: datetime) -> Entry:
    return engine.start(call, org=org, party=party, by=by, at=at)


@action("tally.matter.count", policy=anyone)
def _count(entry: Entry, *, on: date, facts: dict[str, Any], by: Actor, at: datetime) -> Step:
    telling = engine.Telling(effective_on=on, facts=facts)
    return engine.move(entry, "count", by=by, at=at, telling=telling)


def approve(of: MeasureVersion, *, by: Actor) -> None:
    actions.approve_measure(of, by=by, at=make.AT)


class Office:
    """A federation with its measures approved, and a clerk who counts and takes back."""

    def __init__(self) -> None:
        self.root = make.federation()
        self.call = open_call(self.root, by=SYSTEM, at=make.AT)
        self.clerk = make.actor(Role.CLERK, over=self.root)
        self.signer = make.actor(Role.SIGNER, over=self.root)
        actions.sync_measures(by=SYSTEM, at=make.AT)
        for measure in ALL:
            approve(version_of(measure.id), by=self.signer)

    def matter(self, org: Party | None = None, *, party: Party | None = None) -> Entry:
        return report(self.call, org=org or self.root, party=party, by=SYSTEM, at=make.AT)

    def count(
        self,
        entry: Entry | None = None,
        *,
        on: date = make.TODAY,
        at: datetime | None = None,
        **facts: Any,
    ) -> Step:
        at = at or max(make.AT, datetime(on.year, on.month, on.day, 4, tzinfo=UTC))
        entry = Entry.objects.get(pk=entry.pk) if entry else self.matter()
        return _count(entry, on=on, facts={"fen": 100, **facts}, by=self.clerk, at=at)

    def counted(self, *amounts: int, on: date = make.TODAY) -> list[Step]:
        """One matter for each amount."""
        return [self.count(on=on, fen=amount) for amount in amounts]

    def editor(self) -> Actor:
        return make.actor(Role.EDITOR, over=self.root)

    def undo(self, step: Step, *, at: datetime = make.AT) -> None:
        fresh = Step.objects.select_related("entry").get(pk=step.pk)
        undo_steps([fresh], by=self.clerk, at=at)

    def scope(self, org: Party | None = None, **more: Any) -> Scope:
        """February 2020, unless other days are named."""
        days = {"first": date(2020, 2, 1), "last": date(2020, 2, 29)}
        return Scope(org=org or self.root, **{**days, **more})


def version(measure: Measure) -> MeasureVersion:
    """The recorded version of a measure."""
    return version_of(measure.id)


@action("tally.text.write", policy=anyone)
def _write_text(org: Party, *, body: str, by: Actor, at: datetime) -> Doc:
    return create_doc(kind="brief", title="工作简报", org=org, body=body, by=by, at=at)


@action("tally.text.revise", policy=anyone)
def _revise(doc: Doc, *, base: int, body: str, by: Actor, at: datetime) -> Revision:
    return revise(doc, base=base, title="工作简报", body=body, by=by, at=at, anew=True)


def write(org: Party, body: str) -> Revision:
    """The first state of a text."""
    return Revision.objects.get(doc=_write_text(org, body=body, by=SYSTEM, at=make.AT), n=1)


def rewrite(old: Revision, body: str) -> Revision:
    """The next state of a text."""
    return _revise(old.doc, base=old.n, body=body, by=SYSTEM, at=make.AT)


def where(revision: Revision, words: str, nth: int = 0) -> dict[str, int]:
    """The place of some words, for the acts on figures."""
    start = -1
    for _n in range(nth + 1):
        start = revision.body.index(words, start + 1)
    return {"start": start, "end": start + len(words)}


def numbers(revision: Revision) -> list[tuple[int, int]]:
    """Every number of a text, as a simple reader finds them."""
    found = re.finditer(r"近?[0-9][0-9.,]*余?[万亿]?余?[篇次期元人%]?", revision.body)
    return [match.span() for match in found]
