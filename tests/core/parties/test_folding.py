"""Names as they are looked for: the initials of a name are those of its words."""

import pytest

from heli.core.parties.folding import fold, initials, searchable


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("历史学会", "lsxh"),
        ("歷史學會", "lsxh"),
        ("重庆市大足区慈善会", "cqsdzqcsh"),
        ("重要会计行长", "zykjhz"),
        ("音乐 3号", "yy3h"),
        ("ＡＢ公司（示例）", "abgs(sl)"),
        ("〇", "l"),
        ("", ""),
    ],
)
def test_initials_are_read_word_by_word(name: str, letters: str) -> None:
    from pypinyin import Style, lazy_pinyin

    assert initials(name) == "".join(lazy_pinyin(fold(name), style=Style.FIRST_LETTER))
    assert initials(name) == letters


def test_a_name_is_found_by_its_short_name_too() -> None:
    assert searchable("历史学会", "史学会") == "历史学会 史学会 lsxh sxh"
