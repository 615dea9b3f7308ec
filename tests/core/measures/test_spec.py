"""Measures are declared once, checked when they are declared, and never edited."""

import json
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation
from django.utils.translation import gettext_lazy

import make
from core.measures.samples import ALL, PROPOSED, SEEN, SHARE, Office, approve, version
from heli.core.access.enums import Role
from heli.core.acts import SYSTEM, NotAllowed
from heli.core.measures import spec
from heli.core.measures.actions import approve_measure, sync_measures, take_snapshot
from heli.core.measures.enums import Aggregation, Counting
from heli.core.measures.models import Approval, MeasureVersion, Snapshot
from heli.core.measures.queries import measures
from heli.core.measures.refusals import AlreadyApproved, MeasureChanged, MeasureNotApproved
from heli.core.measures.spec import BadMeasure, Measure


def declared(**more: Any) -> Measure:
    plain = {
        "code": "tally.declared",
        "label": "Declared",
        "prose": "Everything.",
        "date_label": "day",
        "unit": "次",
        "counting": Counting.EVENTS,
        "owner": "tally",
        "tags": ("tally.seen",),
    }
    return Measure(**{**plain, **more})


@pytest.mark.parametrize(
    "fault",
    [
        {"code": "Declared"},
        {"version": 0},
        {"aggregation": Aggregation.RATIO},
        {"tags": ()},
        {"numerator": "a.b@1", "denominator": "a.c@1"},
        {"aggregation": Aggregation.SUM},
        {"amount": "fen"},
        {"aggregation": Aggregation.SUM, "amount": "fen'--"},
        {"where": {"Größe": 1}},
        {"distinct": True, "tags": ("tally.seen", "tally.heard")},
        {"distinct": True, "aggregation": Aggregation.COUNT_DISTINCT},
        {"decimals": 7},
        {"decimals": 2},
    ],
)
def test_measure_that_contradicts_itself_cannot_be_declared(fault: dict[str, Any]) -> None:
    with pytest.raises(BadMeasure):
        declared(**fault)


@pytest.mark.parametrize("measure", ALL, ids=lambda measure: measure.code)
def test_spec_of_a_measure_gives_the_same_measure(measure: Measure) -> None:
    stored = json.loads(json.dumps(spec.spec_of(measure)))

    assert spec.from_spec(stored) == measure
    assert spec.digest_of(spec.from_spec(stored)) == spec.digest_of(measure)


def test_spec_does_not_change_with_the_language() -> None:
    measure = declared(label=gettext_lazy("Body administrator"))

    with translation.override("zh-hans"):
        chinese = spec.digest_of(measure)
    with translation.override("en"):
        assert spec.digest_of(measure) == chinese


def test_register_of_another_definition_under_a_known_version_is_refused() -> None:
    assert spec.register(SEEN) is SEEN
    with pytest.raises(BadMeasure):
        spec.register(spec.replace(SEEN, unit="期"))
    assert spec.next_version(SEEN, unit="期").id == "tally.seen@2"


def test_additivity_follows_from_the_aggregation() -> None:
    kinds = {measure.aggregation: measure for measure in ALL}
    adds = {str(k): (m.adds_over_time, m.adds_over_orgs) for k, m in kinds.items()}
    assert adds == {
        "count": (True, True),
        "sum": (True, True),
        "count_distinct": (False, False),
        "last": (False, True),
        "max": (False, False),
        "ratio": (False, False),
    }


def test_sync_records_each_measure_once(office: Office) -> None:
    before = MeasureVersion.objects.count()

    sync_measures(by=SYSTEM, at=make.AT)

    assert MeasureVersion.objects.count() == before
    assert version(SHARE).measure == SHARE


def test_sync_of_a_definition_that_was_changed_is_refused(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(spec._registry, "tally.seen@1", spec.replace(SEEN, unit="期"))

    with pytest.raises(MeasureChanged):
        sync_measures(by=SYSTEM, at=make.AT)


def test_sync_by_a_person_is_not_allowed(office: Office) -> None:
    with pytest.raises(NotAllowed):
        sync_measures(by=office.signer, at=make.AT)


def test_approve_by_the_signer_of_the_whole_house_lets_figures_use_it(office: Office) -> None:
    proposed = version(PROPOSED)
    assert "tally.proposed" not in [str(one.code) for one in measures()]
    assert "tally.proposed" in [str(one.code) for one in measures(approved_only=False)]

    approve(proposed, by=office.signer)

    given = Approval.objects.get(version=proposed)
    assert given.by_id == office.signer.party_id
    assert "tally.proposed" in [str(one.code) for one in measures()]
    with pytest.raises(AlreadyApproved):
        approve_measure(version(PROPOSED), by=office.signer, at=make.AT)


@pytest.mark.parametrize("role", [Role.EDITOR, Role.CHECKER, Role.SYSTEM_ADMIN])
def test_approve_by_another_role_is_not_allowed(office: Office, role: str) -> None:
    with pytest.raises(NotAllowed):
        approve_measure(version(PROPOSED), by=make.actor(role, over=office.root), at=make.AT)


def test_approve_by_the_signer_of_a_body_below_is_not_allowed(office: Office) -> None:
    below = make.actor(Role.SIGNER, over=make.society(office.root))

    with pytest.raises(NotAllowed):
        approve_measure(version(PROPOSED), by=below, at=make.AT)


def test_take_snapshot_of_a_measure_nobody_approved_is_refused(office: Office) -> None:
    with pytest.raises(MeasureNotApproved):
        take_snapshot(version(PROPOSED), scope=office.scope(), by=office.signer, at=make.AT)

    assert not Snapshot.objects.exists()


def test_take_snapshot_by_an_editor_is_not_allowed(office: Office) -> None:
    with pytest.raises(NotAllowed):
        take_snapshot(version(SEEN), scope=office.scope(), by=office.editor(), at=make.AT)


def test_take_snapshot_keeps_value_and_rows(office: Office) -> None:
    office.counted(1, 2)

    made = take_snapshot(version(SEEN), scope=office.scope(), by=office.signer, at=make.AT)

    assert (made.value, made.n) == ("2", 2)
    rows = json.loads(made.manifest)["parts"][0]["rows"]
    assert [row[2] for row in rows] == [1, 1]


@pytest.mark.parametrize("model", [MeasureVersion, Approval, Snapshot])
def test_past_of_measures_cannot_be_changed_in_the_database(office: Office, model: Any) -> None:
    take_snapshot(version(SEEN), scope=office.scope(), by=office.signer, at=make.AT)
    first = model.objects.earliest("pk")

    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.filter(pk=first.pk).delete()
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.filter(pk=first.pk).update(id=first.pk)
