"""Seeds 002 and 003: what was given, through registers to sealed briefs; what does not add up is said."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.test import Client, TestCase

from heli.core.access.models import User
from heli.core.acts import SYSTEM
from heli.core.flow.models import Entry
from heli.core.ledger.checking import verify_ledger
from heli.core.ledger.models import Item
from heli.core.measures.actions import sync_measures
from heli.core.measures.queries import Scope, checks_of, contributions, value, version_of
from heli.core.parties.models import Party
from heli.loops.briefs.queries.briefs import latest
from heli.loops.giving.queries.banking import totals
from heli.shell import clock
from heli.site.demo import Outcome, replay
from heli.site.demo.chongqing import CHONGQING
from heli.site.demo.jiangsu import JIANGSU


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("played")]

CLAIMED = {"F036", "F045", "F060", "F078", "F079", "F080", "F081", "F082", "F095"}
"""Where the texts give only a total, or no number."""


@pytest.fixture(scope="module")
def played(django_db_setup: None, django_db_blocker: Any) -> Iterator[Outcome]:
    """Both examples, replayed once for all tests of this story."""
    with django_db_blocker.unblock():
        around = TestCase._enter_atomics()
        sync_measures(by=SYSTEM, at=clock.now())
        yield replay(say=lambda _said: None, plays=(CHONGQING, JIANGSU))
        TestCase._rollback_atomics(around)


def brief_of(federation: str) -> Entry:
    return Entry.objects.get(flow__startswith="briefs.brief@", org__name=federation)


def test_all_giving_figures_of_the_seeds_come_out_bound_or_claimed(played: Outcome) -> None:
    giving = {
        f"F{n:03d}" for n in (*range(36, 63), *range(78, 83), 91, 92, 95, *range(100, 106), 141)
    }

    found = {row.id: row for row in played.rows}

    assert set(found) == giving
    assert {row.id for row in played.rows if row.klass == "claimed"} == CLAIMED
    assert {row.verdict for row in played.rows if row.is_bound} == {"holds"}


def test_the_total_that_its_parts_do_not_make_is_told(played: Outcome) -> None:
    [total] = [row for row in played.rows if row.id == "F045"]

    check = checks_of(latest(brief_of(CHONGQING.federation))).get(verdict="residual")

    assert (total.verdict, check.facts["gap"]) == ("residual", "40000")
    assert "4万元未列明细" in check.reason


def test_both_briefs_are_sealed(played: Outcome) -> None:
    states = {brief_of(play.federation).state for play in (CHONGQING, JIANGSU)}

    assert states == {"sealed"}


def test_what_stands_behind_a_figure_is_what_was_posted() -> None:
    office = Party.objects.get(name="重庆昭信教育研究院")
    scope = Scope(
        office, date(2020, 1, 24), date(2020, 3, 20), item=Item.objects.get(code="cq.mask.medical")
    )
    version = version_of("giving.goods_delivered")

    rows = contributions(version.measure, scope)

    assert sum(row.amount for row in rows) == value(version, scope).value == 412_000
    assert {row.transaction.batch for row in rows} == {"001", "002", "003"}


def desk_page(body: str) -> str:
    """The reconciliation desk of a body, as the clerk of the office reads it."""
    browser = Client()
    browser.force_login(
        User.objects.get(username="cq-clerk"),
        backend="allauth.account.auth_backends.AuthenticationBackend",
    )
    campaign = Party.objects.get(name=body).undertakings.get()
    page = browser.get(f"/desk/giving/campaigns/{campaign.uid}/reconcile/")
    return str(page.content.decode())


def test_the_desk_words_what_the_texts_leave_out() -> None:
    society = desk_page("重庆市轩辕文化研究会")
    academy = desk_page("重庆博众城市发展管理研究院")

    assert "未列明4万元" in society
    assert "1127万元" in society
    assert "未列明22250元" in academy
    assert "购买物资 22,250.00 元" in academy


def test_the_desk_has_the_bank_beside_texts_and_books() -> None:
    academy = Party.objects.get(name="重庆博众城市发展管理研究院").undertakings.get()
    everywhere = Entry.objects.filter(flow__startswith="giving.bank")
    [open_line] = everywhere.filter(state="unmatched")

    assert totals(academy).matched == 38_354 + 22_250
    assert (open_line.answers["payer"], open_line.answers["amount"]) == ("无附言", "500.00")
    assert "60,604.00" in desk_page("重庆博众城市发展管理研究院")


def test_the_books_balance() -> None:
    assert list(verify_ledger()) == []


def test_anybody_reads_the_open_ledger_and_no_donor_who_wished_no_name(client: Client) -> None:
    campaign = Party.objects.get(name="重庆市轩辕文化研究会").undertakings.get()

    page = client.get(f"/ledger/{campaign.code}/").content.decode()

    assert "10,000,000.00" in page
    assert "会员甲（示例）" in page
    assert "会员丙（示例）" not in page
    assert "会员乙（示例）" not in page
