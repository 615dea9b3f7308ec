"""The words by which reports speak of what measures count."""

from heli.core.measures.spec import registered
from heli.core.measures.vocabulary import vocabularies, vocabulary_of


def test_every_word_belongs_to_a_measure() -> None:
    codes = {measure.code for measure in registered()}

    assert set(vocabularies()) - codes == set()


def test_measures_of_one_thing_differ_by_their_verbs() -> None:
    received, edited = vocabulary_of("advice.received"), vocabulary_of("advice.edited")

    assert received.things == edited.things
    assert set(received.deeds) & set(edited.deeds) == set()


def test_goods_are_named_by_their_items_and_need_verbs() -> None:
    goods = [m.code for m in registered() if m.needs_item and m.owner == "giving"]

    assert goods
    assert all(vocabulary_of(code).deeds for code in goods)


def test_a_measure_without_words_is_found_by_its_label() -> None:
    assert vocabulary_of("nobody.knows") == vocabulary_of("nobody.either")


def test_every_measure_of_services_has_its_words_and_differs_from_those_of_the_same_thing() -> None:
    codes = [measure.code for measure in registered() if measure.owner == "services"]
    told = {code: vocabulary_of(code) for code in codes}

    assert [code for code, words in told.items() if not words.things] == []
    alike = [words for words in told.values() if words.deeds]
    assert len(set(alike)) == len(alike)
