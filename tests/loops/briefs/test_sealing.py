"""Review by four eyes, seal, drift and erratum."""

from datetime import UTC, date, datetime

import pytest

import make
from heli.core.access.enums import Role
from heli.core.acts import NotAllowed
from heli.core.flow.engine import Missing, NotFromHere
from heli.core.measures.queries import checks_of, drift_of, figures_of, seals_of
from heli.core.measures.refusals import ReasonMissing
from heli.core.texts.models import Secrecy
from heli.loops.briefs import actions, policies
from heli.loops.briefs.actions.review import CheckerIsWriter, NothingWritten, NotWhatYouRead
from heli.loops.briefs.actions.sealing import BeingCorrected, NotIssued, NotReady
from heli.loops.briefs.queries.briefs import latest, published, seal_of
from loops.briefs.offices import Office


LATER = datetime(2020, 3, 10, 2, 0, tzinfo=UTC)


def test_submit_brief_without_a_text_is_refused(office: Office) -> None:
    with pytest.raises(NothingWritten):
        actions.submit_brief(office.brief(""), by=office.editor, at=make.AT)


def test_checker_may_not_be_the_writer(office: Office) -> None:
    brief = office.brief("收到来信若干。")
    both = make.actor(Role.EDITOR, over=office.org, who=make.person(org=office.org))
    revision = actions.save_brief(
        brief, title="来信简报", body="收到来信很多。", base=1, by=both, at=make.AT
    )
    actions.submit_brief(brief, by=office.editor, at=make.AT)
    who = brief.doc.revisions.get(n=2).author
    both = make.actor(Role.CHECKER, over=office.org, who=who)

    with pytest.raises(CheckerIsWriter):
        actions.approve_brief(brief, revision=revision, by=both, at=make.AT)

    assert brief.state == "in_review"


def test_approve_brief_is_for_the_text_that_was_read(office: Office) -> None:
    brief = office.brief("收到来信若干。")
    read = latest(brief)
    actions.save_brief(
        brief, title="来信简报", body="收到来信很多。", base=1, by=office.editor, at=make.AT
    )
    actions.submit_brief(brief, by=office.editor, at=make.AT)

    with pytest.raises(NotWhatYouRead):
        actions.approve_brief(brief, revision=read, by=office.checker, at=make.AT)


def test_return_brief_says_why_and_gives_the_text_back(office: Office) -> None:
    brief = office.approve(office.brief("收到来信若干。"))

    with pytest.raises(Missing):
        actions.return_brief(brief, note=" ", by=office.signer, at=make.AT)
    actions.return_brief(brief, note="请写明数量", by=office.signer, at=make.AT)

    assert brief.state == "returned"
    actions.save_brief(
        brief, title="来信简报", body="收到来信。", base=1, by=office.editor, at=make.AT
    )
    assert latest(brief).n == 2


def test_recall_brief_takes_it_back_from_review(office: Office) -> None:
    brief = office.brief("收到来信若干。")
    actions.submit_brief(brief, by=office.editor, at=make.AT)

    actions.recall_brief(brief, by=office.editor, at=make.AT)

    assert brief.state == "draft"


def test_seal_brief_before_approval_is_refused(office: Office) -> None:
    with pytest.raises(NotFromHere):
        actions.seal_brief(office.brief("收到来信若干。"), by=office.signer, at=make.AT)


def test_seal_is_refused_while_a_number_is_unclassified(office: Office) -> None:
    office.receive(5)
    brief = office.brief("截至2月29日，收到来信5封。")
    office.bind(brief, "5封", "test.letters_read")
    office.approve(brief)

    with pytest.raises(NotReady) as refused:
        actions.seal_brief(brief, by=office.signer, at=make.AT)

    assert [(m.start, "2月29日" in m.text) for m in refused.value.params["missing"]] == [(2, True)]
    assert (brief.state, list(seals_of(brief.doc))) == ("approved", [])


def test_figure_whose_wording_does_not_hold_is_refused(office: Office) -> None:
    office.receive(4)
    brief = office.brief("收到来信5封。")
    office.bind(brief, "5封", "test.letters_read")
    office.approve(brief)

    with pytest.raises(NotReady) as refused:
        actions.seal_brief(brief, by=office.signer, at=make.AT)

    assert [(m.start, "4" in m.text) for m in refused.value.params["missing"]] == [(4, True)]


def test_seal_is_refused_while_a_check_is_open_and_given_once_it_is_waived(
    office: Office,
) -> None:
    brief = office.brief("捐款5万元，其中社团捐款6万元。")
    for words, source in (("5万元", "示例总会"), ("6万元", "示例社团")):
        start = latest(brief).body.index(words)
        actions.claim_number(
            brief,
            start=start,
            end=start + len(words),
            source=source,
            base=1,
            by=office.editor,
            at=make.AT,
        )
    places = [figure.start for figure in figures_of(latest(brief))]
    actions.relate_numbers(brief, kind="part", places=places, by=office.editor, at=make.AT)
    check = checks_of(latest(brief)).get()
    office.approve(brief)

    with pytest.raises(NotReady) as refused:
        actions.seal_brief(brief, by=office.signer, at=make.AT)
    assert [m.check for m in refused.value.params["missing"]] == [str(check.uid)]
    with pytest.raises(ReasonMissing):
        actions.waive_check(brief, check=str(check.uid), reason="", by=office.checker, at=make.AT)
    actions.waive_check(
        brief, check=str(check.uid), reason="两处口径不同", by=office.checker, at=make.AT
    )
    actions.seal_brief(brief, by=office.signer, at=make.AT)

    assert brief.state == "sealed"


def test_waive_check_is_not_for_those_who_wrote(office: Office) -> None:
    office.receive(3, answered=3)
    brief = office.brief("收到来信3封，答复3封。")
    office.bind(brief, "3封", "test.letters_read")

    with pytest.raises(NotAllowed):
        actions.waive_check(brief, check="", reason="无妨", by=office.editor, at=make.AT)


def test_seal_brief_gives_a_code_and_freezes_the_figures(office: Office) -> None:
    brief = office.sealed()

    sealed = seal_of(brief)
    assert (brief.state, sealed.code, sealed.revision) == ("sealed", brief.code, latest(brief))
    assert [(f.quote, f.snapshot.value, f.snapshot.n) for f in figures_of(sealed.revision)] == [
        ("5封", "5", 5),
        ("3封", "3", 3),
    ]


@pytest.mark.parametrize("role", [Role.EDITOR, Role.CHECKER, Role.ORG_ADMIN])
def test_seal_brief_is_for_signers_only(office: Office, role: Role) -> None:
    brief = office.approve(office.brief("收到来信若干。"))

    with pytest.raises(NotAllowed):
        actions.seal_brief(brief, by=make.actor(role, over=office.org), at=make.AT)


def test_publish_brief_opens_it_to_anybody(office: Office) -> None:
    brief = office.sealed()
    assert list(published()) == []

    actions.publish_brief(brief, by=office.signer, at=make.AT)

    brief.doc.refresh_from_db()
    assert brief.doc.secrecy == Secrecy.PUBLIC
    assert list(policies.public.visible_to(make.actor(over=office.org))) == [brief]


def test_drift_is_shown_never_applied(office: Office) -> None:
    brief = office.sealed()

    office.receive(1, on=date(2020, 2, 4))

    figure = figures_of(latest(brief)).first()
    drift = drift_of(figure.snapshot)
    assert (drift.then, drift.now, len(drift.added)) == (5, 6, 1)
    assert (figure.quote, figure.snapshot.value, latest(brief).body) == (
        "5封",
        "5",
        "收到来信5封，答复3封。",
    )


def test_erratum_supersedes_and_old_page_stays(office: Office) -> None:
    brief = office.sealed()
    actions.publish_brief(brief, by=office.signer, at=make.AT)
    old_code = brief.code
    office.receive(1, on=date(2020, 2, 4))

    erratum = actions.begin_correction(brief, reason="漏记1封", by=office.signer, at=LATER)
    assert [f.quote for f in figures_of(latest(erratum))] == ["5封", "3封"]
    revision = actions.save_brief(
        erratum,
        title="来信简报",
        body="收到来信6封，答复3封。",
        base=2,
        by=office.editor,
        at=LATER,
    )
    office.bind(erratum, "6封", "test.letters_read", base=revision.n)
    office.seal(erratum)

    brief.refresh_from_db()
    assert (brief.state, erratum.state) == ("superseded", "sealed")
    assert (latest(brief).body, latest(erratum).body) == (
        "收到来信5封，答复3封。",
        "收到来信6封，答复3封。",
    )
    assert [b.code for b in published()] == [erratum.code, old_code]
    said = seal_of(brief).erratum
    assert (said.reason, said.new.code) == ("漏记1封", erratum.code)
    assert [(c["old"], c["new"]) for c in said.changes] == [("5封", "6封")]


def test_begin_correction_twice_is_refused(office: Office) -> None:
    brief = office.sealed()
    actions.begin_correction(brief, reason="漏记1封", by=office.signer, at=LATER)

    with pytest.raises(BeingCorrected):
        actions.begin_correction(brief, reason="漏记1封", by=office.signer, at=LATER)


def test_begin_correction_of_a_draft_is_refused(office: Office) -> None:
    with pytest.raises(NotIssued):
        actions.begin_correction(
            office.brief("收到来信若干。"), reason="漏记1封", by=office.signer, at=make.AT
        )
