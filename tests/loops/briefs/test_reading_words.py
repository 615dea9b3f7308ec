"""Every class and verdict of the checks has its words on the screen."""

from heli.kit.checking import Klass, Verdict
from heli.loops.briefs.queries.reading_marks import Mark
from heli.loops.briefs.web.reading_shown import CLASSES, MARKS, VERDICTS


def test_every_class_verdict_and_mark_has_words() -> None:
    assert set(CLASSES) == {klass.value for klass in Klass}
    assert set(VERDICTS) == {verdict.value for verdict in Verdict}
    assert set(MARKS) == set(Mark)


def test_marks_differ_by_glyph_not_by_colour_alone() -> None:
    glyphs = [glyph for _word, glyph, _kind in MARKS.values()]

    assert len(set(glyphs)) == len(glyphs)
