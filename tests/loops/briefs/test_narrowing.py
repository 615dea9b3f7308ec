"""A figure about one body, one thing, one campaign or one place, within the brief's own."""

from dataclasses import replace

import pytest
from django.test import Client

import make
import make_ledger
from heli.core.acts import Invalid
from heli.core.flow.models import Entry
from heli.core.measures.actions import approve_measure, sync_measures
from heli.core.measures.enums import Aggregation, Counting, Source
from heli.core.measures.queries import figures_of, scope_from, version_of
from heli.core.measures.refusals import OtherItem
from heli.core.measures.spec import Measure, register
from heli.loops.briefs import actions
from heli.loops.briefs.queries.briefs import latest
from heli.loops.briefs.queries.narrowing import NOTHING, Narrowing
from heli.loops.briefs.queries.sheet import sheet_of
from loops.briefs.offices import FIRST, LAST, Office


RECEIVED = register(
    Measure(
        code="test.goods_received",
        label="收到物资",
        prose="收到的物资，按品种计。",
        unit="",
        counting=Counting.GOODS,
        source=Source.POSTINGS,
        aggregation=Aggregation.SUM,
        amount="quantity",
        tags=("sample.received",),
        date_label="收到之日",
        owner="test",
    )
)
TEXT = "收到来信3封，口罩2000只。"


@pytest.fixture
def goods(office: Office) -> None:
    sync_measures(by=make_ledger.SYSTEM, at=make.AT)
    if not version_of("test.goods_received@1").is_approved:
        approve_measure(version_of("test.goods_received@1"), **make_ledger.SAY)


def bind(office: Office, brief: Entry, words: str, code: str, about: Narrowing = NOTHING) -> None:
    body = latest(brief).body
    start = body.index(words)
    actions.bind_number(
        brief,
        start=start,
        end=start + len(words),
        measure=code,
        about=about,
        base=latest(brief).n,
        by=office.editor,
        at=make.AT,
    )


def standing(brief: Entry, words: str) -> tuple[str, int | None]:
    number = next(n for n in sheet_of(brief, latest(brief)).numbers if n.text == words)
    return str(number.state), number.count


def test_a_figure_of_one_society_counts_its_records_only(office: Office) -> None:
    society = make.society(office.org)
    office.receive(5)
    replace(office, org=society).receive(3)
    brief = office.brief(TEXT)

    bind(office, brief, "3封", "test.letters_read", Narrowing(body=society))

    assert standing(brief, "3封") == ("bound", 3)
    assert scope_from(figures_of(latest(brief)).get().params).org == society


def test_a_body_of_somebody_else_is_refused(office: Office) -> None:
    stranger = make.federation(name="另一联合会")
    brief = office.brief(TEXT)

    with pytest.raises(Invalid, match="示例市社会科学界联合会"):
        bind(office, brief, "3封", "test.letters_read", Narrowing(body=stranger))

    assert not figures_of(latest(brief)).exists()


@pytest.mark.usefixtures("goods")
def test_goods_are_counted_item_by_item(office: Office) -> None:
    warehouse, mask = make_ledger.Warehouse(office.org), make_ledger.item()
    warehouse.receive(2000, mask, effective_on=FIRST)
    warehouse.receive(70, make_ledger.item("护目镜"), effective_on=FIRST)
    brief = office.brief(TEXT)

    with pytest.raises(OtherItem):
        bind(office, brief, "2000只", "test.goods_received")
    bind(office, brief, "2000只", "test.goods_received", Narrowing(item=mask))

    assert standing(brief, "2000只") == ("bound", 1)


@pytest.mark.usefixtures("goods")
def test_what_narrows_a_figure_can_be_typed_where_it_is_asked_for(office: Office) -> None:
    warehouse, mask = make_ledger.Warehouse(office.org), make_ledger.item()
    warehouse.receive(2000, mask, effective_on=make.TODAY)

    brief = office.brief("收到[[test.goods_received 2020-02 item=口罩]]。")

    assert latest(brief).body == "收到2000只。"
    assert standing(brief, "2000只") == ("bound", 1)


@pytest.mark.usefixtures("goods")
def test_an_item_nobody_knows_is_named_and_the_text_stays(office: Office) -> None:
    brief = office.brief(TEXT)

    with pytest.raises(Invalid, match="月亮"):
        actions.save_brief(
            brief,
            title="来信简报",
            body="收到[[test.goods_received 2020-02 item=月亮]]。",
            base=1,
            by=office.editor,
            at=make.AT,
        )

    assert latest(brief).body == TEXT


@pytest.mark.usefixtures("goods")
def test_inserting_a_narrowed_figure_writes_its_value(office: Office) -> None:
    warehouse, mask = make_ledger.Warehouse(office.org), make_ledger.item()
    warehouse.receive(2000, mask, effective_on=FIRST)
    brief = office.brief("收到。")

    actions.insert_figure(
        brief,
        measure="test.goods_received",
        first=FIRST,
        last=LAST,
        about=Narrowing(item=mask),
        caret=2,
        base=1,
        by=office.editor,
        at=make.AT,
    )

    assert latest(brief).body == "收到2000只。"


@pytest.mark.usefixtures("goods")
def test_the_page_binds_a_number_to_one_item(office: Office, client: Client) -> None:
    warehouse, mask = make_ledger.Warehouse(office.org), make_ledger.item()
    warehouse.receive(2000, mask, effective_on=FIRST)
    brief = office.brief(TEXT)
    client.force_login(make.user(make.Party.objects.get(pk=office.editor.party_id)))
    url = f"/desk/briefs/{brief.uid}/numbers/{TEXT.index('2000')}/bind/"
    page = client.get(url)
    hidden = {name: page.context["form"][name].value() for name in ("form_key", "end", "base")}

    answer = client.post(
        url,
        {
            **hidden,
            "measure": "test.goods_received@1",
            "first": "2020-01-01",
            "last": "2020-02-29",
            "item": mask.pk,
        },
    )

    assert answer.status_code == 302
    assert standing(brief, "2000只") == ("bound", 1)
