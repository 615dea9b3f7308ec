"""Sealing a text: nothing unclassified, nothing unproved; and what happens afterwards."""

import json
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction

import make
from core.measures.samples import (
    CASH,
    ITEMS,
    LARGE,
    PEOPLE,
    PROPOSED,
    SEEN,
    SHARE,
    Office,
    approve,
    numbers,
    rewrite,
    version,
    where,
    write,
)
from heli.core.access.enums import Role
from heli.core.acts import SYSTEM, NotAllowed
from heli.core.files.models import Blob
from heli.core.flow.models import Step
from heli.core.journal.queries import latest_checkpoint
from heli.core.measures import actions, log, refusals
from heli.core.measures.drift import drift_of
from heli.core.measures.enums import CheckKind
from heli.core.measures.models import Erratum, Figure, Seal, Snapshot
from heli.core.measures.queries import bundle_of, figures_of, seal_of, seals_of
from heli.core.measures.spec import Measure
from heli.core.parties import actions as parties
from heli.core.texts.models import Revision
from heli.kit.bundle import Enclosed, Verdict, verify
from heli.kit.interval import Interval


BODY = "看见3次,共2篇,占66.7%。据某平台,阅读9万次。第4期。"


@pytest.fixture
def text(office: Office) -> Revision:
    """A text whose every number is classified, over three sightings of two matters."""
    entry = office.matter()
    office.count(entry, size="large")
    office.count(entry, size="large")
    office.count(size="small")
    revision = write(office.root, BODY)
    for words, measure in (("3次", SEEN), ("2篇", ITEMS), ("66.7%", SHARE)):
        bind(office, revision, words, measure)
    by = office.editor()
    actions.claim_figure(
        revision,
        **where(revision, "9万次"),
        source="某平台",
        evidence=Blob.objects.create(sha256="ab" * 32, size=3, mime="image/png"),
        method="platform",
        asserted=Interval.exactly(90_000),
        unit="次",
        by=by,
        at=make.AT,
    )
    actions.classify_figure(revision, **where(revision, "4期"), by=by, at=make.AT)
    return revision


def bind(office: Office, revision: Revision, words: str, measure: Measure) -> Figure:
    return actions.bind_figure(
        revision,
        **where(revision, words),
        measure=version(measure),
        scope=office.scope(),
        by=office.editor(),
        at=make.AT,
    )


def seal(office: Office, revision: Revision, **more: Any) -> Seal:
    asked = {"numbers": numbers(revision), "by": office.signer, "at": make.AT, **more}
    return actions.seal_document(revision, **asked)


def test_seal_freezes_every_bound_figure_with_its_rows(office: Office, text: Revision) -> None:
    made = seal(office, text)

    frozen = [(f.quote, f.snapshot and (f.snapshot.value, f.snapshot.n)) for f in figures_of(text)]
    assert frozen == [
        ("3次", ("3", 3)),
        ("2篇", ("2", 2)),
        ("66.7%", ("66.7", 5)),
        ("9万次", None),
        ("4期", None),
    ]
    payload = json.loads(made.payload)
    assert payload["text"] == BODY
    assert payload["signer"]["name"] == office.signer.name
    assert payload["log"]["size"] == latest_checkpoint().size
    assert payload["figures"][3]["claim"]["source"] == "某平台"
    assert seal_of(made.code.lower().replace("-", "")) == made
    assert list(seals_of(text.doc)) == [made]


@pytest.mark.parametrize("with_records", [True, False])
def test_bundle_of_a_seal_proves_its_figures_elsewhere(
    office: Office,
    text: Revision,
    with_records: bool,  # noqa: FBT001  -- both kinds
) -> None:
    made = seal(office, text)
    printed = Enclosed("brief.pdf", "application/pdf", b"%PDF-1.7")

    data = bundle_of(made, at=make.AT, with_records=with_records, files=[printed])
    report = verify(data, trusted_keys=[log.seal_key()])

    assert report.lines()[0] == "The figures hold."
    assert report.verdict is Verdict.HOLDS
    assert [r.params for r in report.checked if r.code == "checked_values"] == [
        {"n": 3, "rows": 10}
    ]
    records = [r.params["n"] for r in report.checked if r.code == "checked_records"]
    assert records == ([3] if with_records else [])


def test_bundle_with_one_flipped_byte_is_refused(office: Office, text: Revision) -> None:
    data = bundle_of(seal(office, text), at=make.AT)

    flipped = data.replace("看见3次".encode(), "看见4次".encode())

    codes = [fault.code for fault in verify(flipped).faults]
    assert codes == ["changed_after_export", "seal_broken", "text_changed", "quote_differs"]


def test_seal_signs_another_text_each_time_with_its_own_code(
    office: Office, text: Revision
) -> None:
    one = seal(office, text)
    other = write(office.root, "没有数字。")

    assert seal(office, other).code != one.code


def test_seal_with_an_unclassified_number_is_refused_and_changes_nothing(
    office: Office, text: Revision
) -> None:
    Figure.objects.get(revision=text, quote="4期").delete()

    with pytest.raises(refusals.Unclassified) as refused:
        seal(office, text)

    assert refused.value.params == {"count": 1, "quote": "4期"}
    assert not Snapshot.objects.exists()


def test_seal_with_a_wording_that_no_longer_holds_is_refused(
    office: Office, text: Revision
) -> None:
    office.count()

    with pytest.raises(refusals.WordingContradicts) as refused:
        seal(office, text)

    assert refused.value.params == {"quote": "3次", "value": "4"}


def test_seal_of_a_share_of_nothing_is_refused(office: Office) -> None:
    revision = write(office.root, "占5%。")
    bind(office, revision, "5%", SHARE)

    with pytest.raises(refusals.WordingContradicts) as refused:
        seal(office, revision)

    assert refused.value.params["value"] == "—"


def test_seal_with_an_open_check_is_refused_until_somebody_answers(
    office: Office, text: Revision
) -> None:
    figures = list(figures_of(text)[:2])
    by = office.editor()
    check = actions.relate_figures(text, kind=CheckKind.SUM, related=figures, by=by, at=make.AT)

    with pytest.raises(refusals.OpenChecks) as refused:
        seal(office, text)
    assert "1" in refused.value.params["first"]

    checker = make.actor(Role.CHECKER, over=office.root)
    actions.waive_check(check, reason="不是合计", by=checker, at=make.AT)
    payload = json.loads(seal(office, text).payload)
    assert [(c["waived"], c["reason"]) for c in payload["checks"]] == [(True, "不是合计")]


def test_seal_of_a_measure_nobody_approved_is_refused(office: Office, text: Revision) -> None:
    unapproved = version(PROPOSED)
    Figure.objects.filter(revision=text, quote="3次").update(version=unapproved)

    with pytest.raises(refusals.MeasureNotApproved):
        seal(office, text)

    approve(unapproved, by=office.signer)
    assert seal(office, text).signer_id == office.signer.party_id


def test_sealed_text_takes_no_more_figures(office: Office, text: Revision) -> None:
    seal(office, text)
    figure = text.figures.first()
    checker = make.actor(Role.CHECKER, over=office.root)

    for act in (
        lambda: seal(office, text),
        lambda: actions.unbind_figure(figure, by=checker, at=make.AT),
        lambda: actions.run_checks(text, by=checker, at=make.AT),
        lambda: actions.carry_figures(text, source=text, by=checker, at=make.AT),
        lambda: bind(office, text, "3次", SEEN),
    ):
        with pytest.raises(refusals.AlreadySealed):
            act()


@pytest.mark.parametrize("role", [Role.EDITOR, Role.CHECKER, Role.ORG_ADMIN])
def test_seal_by_somebody_who_does_not_sign_is_not_allowed(
    office: Office, text: Revision, role: str
) -> None:
    with pytest.raises(NotAllowed):
        seal(office, text, by=make.actor(role, over=office.root))


def test_seal_by_the_signer_of_another_body_is_not_allowed(office: Office, text: Revision) -> None:
    with pytest.raises(NotAllowed):
        seal(office, text, by=make.actor(Role.SIGNER, over=make.federation()))


def test_seals_cannot_be_changed_in_the_database(office: Office, text: Revision) -> None:
    made = seal(office, text)

    with pytest.raises(IntegrityError), transaction.atomic():
        Seal.objects.filter(pk=made.pk).update(code="OTHER-22222")


def correct(office: Office, old: Seal, revision: Revision, **more: Any) -> Erratum:
    asked = {"numbers": numbers(revision), "reason": "漏计一次", "by": office.signer, "at": make.AT}
    return actions.issue_erratum(old, revision=revision, **{**asked, **more})


def corrected(office: Office, text: Revision, words: str) -> Revision:
    """The next state of a sealed text, after one more sighting of a known matter."""
    known = Step.objects.filter(tag="tally.seen").earliest("pk").entry
    office.count(known, size="large")
    newer = rewrite(text, BODY.replace("3次", words).replace("66.7%", "75%"))
    actions.carry_figures(newer, source=text, by=office.editor(), at=make.AT)
    bind(office, newer, words, SEEN)
    bind(office, newer, "75%", SHARE)
    return newer


def test_erratum_supersedes_and_says_what_changed(office: Office, text: Revision) -> None:
    old = seal(office, text)
    newer = corrected(office, text, "4次")

    erratum = correct(office, old, newer)

    assert erratum.changes == [
        {"fact": "tally.seen@1", "new": "4次", "old": "3次"},
        {"fact": "tally.share@1", "new": "75%", "old": "66.7%"},
    ]
    assert (erratum.new.supersedes, erratum.old) == (old, old)
    before = verify(bundle_of(old, at=make.AT))
    after = verify(bundle_of(erratum.new, at=make.AT))
    assert [n.params for n in before.notices if n.code == "superseded"] == [
        {"code": erratum.new.code, "reason": "漏计一次"}
    ]
    assert after.payload["supersedes"]["code"] == old.code
    assert (before.faults, after.faults) == ((), ())


def test_erratum_without_a_reason_or_for_another_text_is_refused(
    office: Office, text: Revision
) -> None:
    old = seal(office, text)
    newer = corrected(office, text, "4次")

    with pytest.raises(refusals.ReasonMissing):
        correct(office, old, newer, reason="")
    with pytest.raises(refusals.NotThisDocument):
        correct(office, old, write(office.root, "别的。"))
    with pytest.raises(NotAllowed):
        correct(office, old, newer, by=office.editor())


def test_erratum_for_a_text_that_was_corrected_already_is_refused(
    office: Office, text: Revision
) -> None:
    old = seal(office, text)
    newer = corrected(office, text, "4次")
    correct(office, old, newer)

    with pytest.raises(refusals.AlreadySuperseded):
        correct(office, old, rewrite(newer, "更正。"))


def snapshot_of(text: Revision, quote: str) -> Snapshot:
    return text.figures.get(quote=quote).snapshot


def test_drift_after_sealing_is_shown_and_changes_nothing(office: Office, text: Revision) -> None:
    made = seal(office, text)
    late = office.count(size="large")

    drift = drift_of(snapshot_of(text, "3次"))

    assert (drift.then, drift.now, drift.added) == (Decimal(3), Decimal(4), (late,))
    assert not drift.is_none
    assert verify(bundle_of(made, at=make.AT)).faults == ()


def test_drift_of_nothing_is_none(office: Office, text: Revision) -> None:
    seal(office, text)

    assert drift_of(snapshot_of(text, "2篇")).is_none


def test_drift_names_what_was_taken_back_and_what_was_done_again(office: Office) -> None:
    entry, gone = office.matter(), office.count(fen=300)
    again = office.count(entry, fen=100)
    revision = write(office.root, "捐款4元,大额0次。")
    bind(office, revision, "4元", CASH)
    bind(office, revision, "0次", LARGE)
    seal(office, revision)

    office.undo(again)
    office.undo(gone)
    anew = office.count(entry, fen=150)
    drift = drift_of(snapshot_of(revision, "4元"))

    assert (drift.then, drift.now) == (Decimal(4), Decimal("1.5"))
    assert (drift.added, drift.removed, drift.changed) == ((), (gone,), (anew,))


def test_drift_of_a_share_looks_at_both_sides(office: Office, text: Revision) -> None:
    seal(office, text)
    late = office.count(size="large")

    drift = drift_of(snapshot_of(text, "66.7%"))

    assert (drift.then, drift.now) == (Decimal("66.7"), Decimal("75.0"))
    assert drift.added == (late,)


def test_drift_shows_persons_that_were_merged_since(office: Office) -> None:
    one, other = make.person(), make.person()
    step = office.count(office.matter(party=one))
    office.count(office.matter(party=other))
    revision = write(office.root, "2人。")
    bind(office, revision, "2人", PEOPLE)
    made = seal(office, revision)

    parties.merge(one, into=other, by=SYSTEM, at=make.AT + timedelta(days=1))
    drift = drift_of(snapshot_of(revision, "2人"))

    assert (drift.then, drift.now, drift.changed) == (Decimal(2), Decimal(1), (step,))
    assert verify(bundle_of(made, at=make.AT, with_records=True)).faults == ()
