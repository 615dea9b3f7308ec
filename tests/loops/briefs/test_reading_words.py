"""Every class and verdict of the checks has its words on the screen, and so has what a figure asserts."""

import pytest
from django.utils.translation import override

from heli.kit.checking import Klass, Verdict
from heli.kit.reading import read
from heli.loops.briefs.queries.reading_marks import Mark, Marked
from heli.loops.briefs.web.reading_shown import CLASSES, MARKS, VERDICTS, asserted


def test_every_class_verdict_and_mark_has_words() -> None:
    assert set(CLASSES) == {klass.value for klass in Klass}
    assert set(VERDICTS) == {verdict.value for verdict in Verdict}
    assert set(MARKS) == set(Mark)


def test_marks_differ_by_glyph_not_by_colour_alone() -> None:
    glyphs = [glyph for _word, glyph, _kind in MARKS.values()]

    assert len(set(glyphs)) == len(glyphs)


@pytest.mark.parametrize(
    ("text", "chinese", "english"),
    [
        ("36000只", "36000", "36,000"),
        ("5900余万元", "多于 5900万，少于 6000万", "more than 59,000,000, less than 60,000,000"),
        ("近500个", "不少于 450，少于 500", "450 or more, less than 500"),
        ("75%以上", "不少于 75", "75 or more"),
        ("12,345件", "12345", "12,345"),
        ("1.27亿元", "1.27亿", "127,000,000"),
    ],
)
def test_what_a_figure_asserts_is_said_in_words(text: str, chinese: str, english: str) -> None:
    marked = Marked(read(text)[0], Mark.UNMATCHED, None, (), ())

    for language, said in (("zh-hans", chinese), ("en", english)):
        with override(language):
            assert asserted(marked) == said
