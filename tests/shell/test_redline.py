"""What an editor changed, paragraph by paragraph and character by character."""

from heli.shell.redline import Run, redline


def test_redline_of_equal_texts_is_empty_handed() -> None:
    diff = redline("甲\n乙", "甲\n乙")

    assert diff.is_same
    assert [(line.kind, line.count) for line in diff.lines] == [("skipped", 2)]


def test_changed_number_is_one_change_not_one_digit() -> None:
    diff = redline("合计投入1127万元。", "合计投入1123万元。")

    assert diff.lines[0].inline == (
        Run("合计投入", "same"),
        Run("1127", "del"),
        Run("1123", "ins"),
        Run("万元。", "same"),
    )
    assert (diff.removed, diff.added) == (4, 4)


def test_han_text_is_compared_character_by_character() -> None:
    diff = redline("由社会组织运营。", "由社会组织负责日常运营。")

    assert [run for run in diff.lines[0].inline if run.kind != "same"] == [Run("负责日常", "ins")]


def test_old_and_new_side_add_up_to_the_texts() -> None:
    old, new = (
        "一是由街道提供场地,补贴八十岁以上老人。",
        "一是街道提供场地并补贴八十五岁以上的老人。",
    )

    line = redline(old, new).lines[0]

    assert "".join(piece.text for piece in line.old) == old
    assert "".join(piece.text for piece in line.new) == new


def test_paragraphs_put_in_and_taken_out_are_whole() -> None:
    diff = redline("甲甲甲甲\n乙乙乙乙\n丙丙丙丙", "甲甲甲甲\n丙丙丙丙\n丁丁丁丁")

    assert [(line.kind, line.text) for line in diff.lines] == [
        ("same", "甲甲甲甲"),
        ("removed", "乙乙乙乙"),
        ("same", "丙丙丙丙"),
        ("added", "丁丁丁丁"),
    ]


def test_far_unchanged_paragraphs_are_folded() -> None:
    old = "\n".join(f"第{n}段,内容不变。" for n in range(10))
    new = old.replace("第9段,内容不变。", "第9段,内容有变。")

    kinds = [(line.kind, line.count) for line in redline(old, new, context=1).lines]

    assert kinds == [("skipped", 8), ("same", 0), ("changed", 0)]


def test_rewritten_paragraph_is_not_called_changed() -> None:
    diff = redline("关于社区食堂的建议", "完全另写的一段话语")

    assert [line.kind for line in diff.lines] == ["removed", "added"]


def test_huge_rewritten_paragraph_is_taken_whole() -> None:
    diff = redline("甲" * 15_000, "乙" * 15_000)

    assert [line.kind for line in diff.lines] == ["removed", "added"]
