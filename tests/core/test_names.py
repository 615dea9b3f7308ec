"""What staff read in lists and logs: every record says what it is."""

import pytest
from django.apps import apps

import make
from core.flow import samples as flow
from core.texts import samples as texts
from heli.core.acts import SYSTEM
from heli.core.flow import versions
from heli.core.flow.models import FlowVersion
from heli.core.journal.checkpoints import make_checkpoint
from heli.core.journal.models import JournalEntry, Leaf, Opening
from heli.core.notices.models import Delivery, Message
from heli.core.parties.models import Closure, Tie, Undertaking, VaultItem
from heli.core.texts.models import Attachment, Series


pytestmark = pytest.mark.django_db
SAY = {"by": SYSTEM, "at": make.AT}


def test_records_of_the_register_and_the_log() -> None:
    city = make.federation("示例市社科联")
    person = make.person(org=city)
    make_checkpoint(at=make.AT)

    assert str(city) == "示例市社科联"
    assert str(Tie.objects.get(src=person)) == f"{person.pk} member {city.pk}"
    assert str(Closure.objects.get()) == f"{city.pk}>{city.pk}"
    assert str(VaultItem(party=person, field="phone")) == f"{person.pk}.phone"
    assert str(Undertaking(name="红心连社")) == "红心连社"
    assert str(Message(subject="通知")) == "通知"
    assert str(Delivery(message_id=1, party=person, channel="site")) == f"1 to {person.pk} by site"
    entry = JournalEntry.objects.latest("id")
    assert str(entry) == "parties.person.add 2020-02-10 02:00"
    assert str(Opening.objects.get()) == f"{entry.pk}:name"
    assert str(Leaf.objects.get(entry=entry)) == "1"


def test_records_of_the_flow() -> None:
    versions.forget_stored()
    entry = flow.matter(title="路灯不亮")
    step = flow.move(entry, verb="handle", **SAY)
    person = make.person()
    assignment = flow.assign(entry, to=person, role="handler", **SAY)
    judged = flow.review(entry, reviewer=person, questions=[], scores={}, **SAY)
    link = flow.link(entry, kind="answers", dst=entry, **SAY)

    assert (str(entry.call), str(entry)) == ("示例", "路灯不亮")
    assert str(step) == f"{entry.pk}.2 handle"
    assert str(assignment) == f"{person.pk} handler {entry.pk}"
    assert str(judged) == f"{person.pk} on {entry.pk}"
    assert str(link) == f"{link.src} answers {link.dst}"
    assert str(FlowVersion.objects.get()) == "sample.matter@1"


def test_records_of_texts() -> None:
    doc = texts.create(make.federation(), title="通知", **SAY)
    issue = texts.create(doc.org, title="专报", **SAY)
    placed = texts.place(issue, item=doc, **SAY)
    number = texts.number(doc, year=2020, **SAY)

    assert (str(doc), str(doc.revisions.get())) == ("通知", f"{doc.pk} r1")
    assert str(placed) == f"{doc.pk} in {issue.pk}"
    assert str(number) == "示社联发〔2020〕1号"
    assert [str(one) for one in Series.objects.order_by("year")] == [
        "示社联发 0: 1",
        "示社联发 2020: 1",
    ]
    assert str(Attachment(label="附件1")) == "附件1"


def test_every_record_of_the_core_has_a_name_of_its_own() -> None:
    for model in apps.get_models():
        if model.__module__.startswith("heli.core"):
            assert "__str__" in vars(model), model
