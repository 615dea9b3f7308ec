"""What texts say of a body is found by who asks, of whom, and for which days; drafts stay at home."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

import make
from core.measures.samples import CASH, Office, rewrite, version, where, write
from heli.core.access.enums import Role
from heli.core.measures import actions
from heli.core.measures.queries import Asked, Asserted, asserted
from heli.core.parties.models import Party
from heli.core.texts.models import Revision
from heli.kit.interval import Interval


pytestmark = pytest.mark.django_db
BODY = "研究会自报捐款捐物合计1127万元，另有学会捐款100元。"


@pytest.fixture
def office() -> Office:
    return Office()


def society(office: Office, name: str = "示例轩辕研究会") -> Party:
    return make.society(office.root, name=name)


def claimed(office: Office, text: Revision, source: str, **more: Any) -> None:
    actions.claim_figure(
        text,
        **where(text, "1127万元"),
        source=source,
        asserted=Interval.exactly(11_270_000),
        unit="元",
        by=office.editor(),
        at=make.AT,
        **more,
    )


def said_of(body: Party, by: Any, **more: Any) -> list[Asserted]:
    return asserted(Asked([body], **more), by=by)


def test_a_claim_is_found_by_the_body_that_its_source_names(office: Office) -> None:
    body, other = society(office), society(office, "示例学会")
    text = write(office.root, BODY)
    claimed(office, text, "示例軒轅研究會情况报告", as_of=date(2020, 3, 1))

    [found] = said_of(body, office.editor())

    assert (found.quote, found.unit, found.measure) == ("1127万元", "元", None)
    assert found.interval == Interval.exactly(Decimal(11_270_000))
    assert found.around.startswith("研究会自报捐款捐物合计1127万元")
    assert said_of(other, office.editor()) == []
    assert said_of(body, office.editor(), first=date(2020, 4, 1)) == []
    assert len(said_of(body, office.editor(), last=date(2020, 3, 31))) == 1


def test_a_bound_figure_is_found_by_the_body_of_its_scope(office: Office) -> None:
    office.counted(10_000)
    text = write(office.root, BODY)
    actions.bind_figure(
        text,
        **where(text, "100元"),
        measure=version(CASH),
        scope=office.scope(),
        by=office.editor(),
        at=make.AT,
    )

    [found] = said_of(office.root, office.editor())

    assert (found.measure, found.scope) == (version(CASH), office.scope())
    assert said_of(society(office), office.editor()) == []
    assert said_of(office.root, office.editor(), last=date(2020, 1, 31)) == []


def test_only_the_newest_state_of_a_text_speaks(office: Office) -> None:
    body, text = society(office), write(office.root, BODY)
    claimed(office, text, body.name)

    rewrite(text, "研究会的数字待核。")

    assert said_of(body, office.editor()) == []


def test_a_draft_is_told_to_those_who_work_for_its_body_only(office: Office) -> None:
    body = society(office)
    claimed(office, write(office.root, BODY), body.name)

    seen = {
        role: len(said_of(body, make.actor(role, over=office.root)))
        for role in (Role.CLERK, Role.CHECKER, Role.LIAISON)
    }

    assert seen == {Role.CLERK: 1, Role.CHECKER: 1, Role.LIAISON: 0}
    assert said_of(body, make.actor(Role.CLERK, over=body)) == []
    assert said_of(body, make.actor(Role.CLERK, over=make.federation("另一示例联合会"))) == []
