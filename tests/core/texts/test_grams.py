"""Words as pairs of characters."""

from heli.core.texts.grams import grams, likeness, pairs, runs


def test_a_han_run_becomes_overlapping_pairs_and_its_last_character() -> None:
    assert grams("社科联") == ["社科", "科联", "联"]


def test_traditional_script_and_full_width_letters_are_found_by_simplified_and_narrow_ones() -> (
    None
):
    assert runs("社會科學ＡＢ１２") == ["社会科学", "ab12"]


def test_a_single_character_and_a_latin_word_stay_whole() -> None:
    assert pairs("侨") == ["侨"]
    assert pairs("covid") == ["covid"]


def test_likeness_is_one_for_the_same_words_and_zero_for_strangers() -> None:
    assert likeness("社区防控", "社区防控") == 1.0
    assert likeness("社区防控", "港口物流") == 0.0
    assert likeness("", "港口物流") == 0.0


def test_likeness_counts_the_pairs_in_common() -> None:
    # 社区 区防 防控 against 社区 区治 治理: one of three and three.
    assert likeness("社区防控", "社区治理") == 2 / 6
