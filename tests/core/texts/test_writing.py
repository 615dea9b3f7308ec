import hashlib

import pytest
from django.db import IntegrityError, transaction
from django.utils.translation import override

import make
from core.texts import samples
from core.texts.samples import SAY
from core.together import at_once
from heli.core.acts import Invalid
from heli.core.journal.models import JournalEntry
from heli.core.texts import writing
from heli.core.texts.classified import Classified
from heli.core.texts.models import Doc, Revision


pytestmark = pytest.mark.django_db


def test_create_and_revise() -> None:
    doc = samples.create(make.federation(), body="第一稿", **SAY)

    revision = samples.revise(doc, base=1, body="第二稿", **SAY)

    stored = Doc.objects.get(pk=doc.pk)
    assert (stored.latest, revision.n, revision.body) == (2, 2, "第二稿")
    assert revision.sha256 == hashlib.sha256("第二稿".encode()).hexdigest()
    assert writing.latest(doc) == revision
    effects = JournalEntry.objects.latest("id").effects
    assert [name for name, _digest in effects] == [f"texts.revision:{revision.uid}"]


def test_a_text_that_did_not_change_makes_no_revision() -> None:
    doc = samples.create(make.federation(), body="第一稿", **SAY)

    again = samples.revise(doc, base=1, body="第一稿", **SAY)

    assert again.n == 1
    assert Revision.objects.count() == 1


def test_a_revision_of_an_old_text_is_refused_with_both_versions() -> None:
    author = make.actor()
    doc = samples.create(make.federation(), body="第一稿", **SAY)
    theirs = samples.revise(doc, base=1, body="他人的第二稿", by=author, at=make.AT)
    stale = Doc.objects.get(pk=doc.pk)

    with pytest.raises(writing.Outdated) as refusal:
        samples.revise(stale, base=1, body="我的第二稿", **SAY)

    found = refusal.value
    assert (found.theirs, found.mine) == (theirs, "我的第二稿")
    assert found.base is not None
    assert found.base.body == "第一稿"
    with override("en"):
        assert str(found).startswith(f"{author.name} saved version 2 while you were writing.")
    assert Revision.objects.count() == 2


def test_a_first_revision_on_a_text_that_has_one_is_refused() -> None:
    doc = samples.create(make.federation(), body="第一稿", **SAY)

    with pytest.raises(writing.Outdated) as refusal:
        samples.revise(doc, base=0, body="另一第一稿", **SAY)

    assert refusal.value.base is None
    assert refusal.value.params["name"] == ""


def test_a_revision_on_one_that_never_was_is_a_mistake_of_ours() -> None:
    doc = Doc.objects.create(
        kind="sample", title="x", org=make.federation(), created_at=make.AT, latest=7
    )

    with pytest.raises(ValueError, match="no revision 3"):
        samples.revise(doc, base=3, body="x", **SAY)


@pytest.mark.django_db(transaction=True)
def test_of_many_who_save_at_once_one_wins_and_nothing_is_overwritten() -> None:
    """R17: every loser holds the winner's text and their own."""
    doc = samples.create(make.federation(), body="第一稿", **SAY)

    def save(n: int) -> Revision:
        return samples.revise(Doc.objects.get(pk=doc.pk), base=1, body=f"第{n}人", **SAY)

    outcomes = at_once(12, save)

    won = [one for one in outcomes if isinstance(one, Revision)]
    lost = [one for one in outcomes if isinstance(one, writing.Outdated)]
    assert (len(won), len(lost)) == (1, 11)
    assert {one.theirs for one in lost} == set(won)
    assert len({one.mine for one in lost} | {won[0].body}) == 12
    assert Revision.objects.filter(doc=doc).count() == 2


@pytest.mark.parametrize("body", ["机密★10年", "第一行\n秘密 ★ 一年", "密级：绝密"])
def test_a_classified_text_is_refused_and_nothing_is_kept(body: str) -> None:
    city = make.federation()

    with pytest.raises(Classified):
        samples.create(city, body=body, **SAY)
    with pytest.raises(Classified):
        samples.create(city, title="机密★ 报告", **SAY)

    assert Doc.objects.count() == 0


@pytest.mark.parametrize("title", ["", "  ", "长" * 201, "a\x00b"])
def test_a_title_that_cannot_be_kept_is_refused(title: str) -> None:
    with pytest.raises(Invalid) as refusal:
        samples.create(make.federation(), title=title, **SAY)

    assert refusal.value.field == "title"


def test_a_body_that_cannot_be_kept_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "LONGEST_TEXT", 10)

    for body in ("a\x00b", "长" * 11):
        with pytest.raises(Invalid) as refusal:
            samples.create(make.federation(), body=body, **SAY)
        assert refusal.value.field == "body"


def test_odd_text_comes_back_as_it_was() -> None:
    """R30: surrogate pairs, joiners, marks, both widths."""
    odd = "𠮷野家\u200d👨‍👩‍👧 \u202eabc\u202c １２３ ㊀\r\n末行"
    doc = samples.create(make.federation(), body=odd, **SAY)

    assert Revision.objects.get(doc=doc).body == odd


def test_a_frozen_text_stays_as_it_is() -> None:
    doc = samples.create(make.federation(), body="第一稿", **SAY)
    samples.freeze(doc, **SAY)

    with pytest.raises(writing.Frozen):
        samples.revise(doc, base=1, body="第二稿", **SAY)
    with pytest.raises(writing.Frozen):
        samples.freeze(doc, **SAY)
    assert Doc.objects.get(pk=doc.pk).frozen_at == make.AT


def test_revisions_cannot_be_changed_or_deleted() -> None:
    doc = samples.create(make.federation(), body="第一稿", **SAY)

    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        Revision.objects.filter(doc=doc).update(body="改过")
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        Revision.objects.filter(doc=doc)._raw_delete("default")
