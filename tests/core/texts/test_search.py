"""Finding texts by their words: the same answers on both databases."""

import pytest

import make
from heli.core.acts import SYSTEM, Actor, action, anyone
from heli.core.parties.models import Party
from heli.core.texts.models import Doc
from heli.core.texts.search import matching, similar
from heli.core.texts.writing import create_doc, revise


pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@action("tests.search.write", policy=anyone)
def write(org: Party, *, title: str, body: str, by: Actor, at: object) -> Doc:
    """A text, as an act writes it."""
    return create_doc(kind="proposal", title=title, body=body, org=org, by=by, at=make.AT)


@action("tests.search.rewrite", policy=anyone)
def rewrite(doc: Doc, *, title: str, body: str, by: Actor, at: object) -> Doc:
    """The next revision of a text."""
    revise(doc, base=doc.latest, title=title, body=body, by=by, at=make.AT)
    return doc


@pytest.fixture
def texts() -> dict[str, Doc]:
    """Three texts of one federation."""
    org = make.federation()
    said = {
        "food": ("关于社区食堂的建议", "依托社区食堂为老人送餐。"),
        "port": ("关于港口物流畅通的建议", "优化通关，支持外贸企业。"),
        "code": ("关于健康码 QR 互认的建议", "侨胞出行，统一健康码 2.0 标准。"),
    }
    return {
        name: write(org, title=title, body=body, by=SYSTEM, at=make.AT)
        for name, (title, body) in said.items()
    }


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("社区食堂", ["food"]),
        ("社區食堂", ["food"]),
        ("食堂 送餐", ["food"]),
        ("食堂 外贸", []),
        ("建议", ["food", "port", "code"]),
        ("侨", ["code"]),
        ("ＱＲ", ["code"]),
        ("qr", ["code"]),
        ("区食", ["food"]),
        ("食社", []),
        ("", []),
        ("，。", []),
        ("' OR 1=1 --", []),
        ('"', []),
    ],
)
def test_every_word_must_stand_in_the_text_as_it_was_typed(
    texts: dict[str, Doc], words: str, found: list[str]
) -> None:
    rows = matching(words)

    assert sorted(doc.pk for doc in rows) == sorted(texts[name].pk for name in found)


def test_only_the_newest_words_are_found(texts: dict[str, Doc]) -> None:
    rewrite(texts["food"], title="关于老年餐桌的建议", body="改写后的正文。", by=SYSTEM, at=make.AT)

    assert not matching("食堂").exists()
    assert matching("餐桌").get() == texts["food"]


def test_similar_texts_come_most_alike_first(texts: dict[str, Doc]) -> None:
    org = texts["food"].org
    nearer = write(org, title="关于办好社区食堂的建议", body="", by=SYSTEM, at=make.AT)

    found = similar("关于办好社区食堂的几点建议", at_least=0.5)

    assert [one.doc for one in found] == [nearer, texts["food"]]
    assert found[0].percent > found[1].percent


def test_the_opening_of_a_body_counts_too(texts: dict[str, Doc]) -> None:
    body = "优化通关，支持外贸企业。"

    assert similar("关于通关的建议", at_least=0.6) == []
    assert [one.doc for one in similar("关于通关的建议", body, at_least=0.5)] == [texts["port"]]


def test_nothing_resembles_a_title_without_words() -> None:
    assert similar("……") == []
