"""The levels of an official text, told from its own numbering (GB/T 9704-2012, 7.3.3).

一、 is the first level, （一） the second, 1. the third and （1） the fourth; every other line is a
paragraph. The text stays plain: nobody has to mark anything.
"""

import re
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One line of the text: its offset, its level (0 is plain text) and how it is numbered."""

    start: int
    text: str
    level: int
    number: str = ""

    @property
    def end(self) -> int:
        """The offset behind its last character."""
        return self.start + len(self.text)


HAN: Final = "一二三四五六七八九十百"
_LEVELS: Final = (
    (1, re.compile(rf"\s*([{HAN}]{{1,4}}、)")),
    (2, re.compile(rf"\s*([（(][{HAN}]{{1,4}}[)）])")),
    (3, re.compile(r"\s*([0-9０-９]{1,2}[.．](?![0-9０-９]))")),
    (4, re.compile(r"\s*([（(][0-9０-９]{1,2}[)）])")),
)
# A heading that goes on as running text keeps its number but is set as a paragraph.
LONGEST_HEADING: Final = 60


def outline(text: str) -> list[Paragraph]:
    """Every line of ``text`` that is not blank, with its level. One pass."""
    found: list[Paragraph] = []
    start = 0
    for line in text.split("\n"):
        if line.strip():
            level, number = _level_of(line)
            found.append(Paragraph(start, line, level, number))
        start += len(line) + 1
    return found


def _level_of(line: str) -> tuple[int, str]:
    for level, pattern in _LEVELS:
        if match := pattern.match(line):
            return level, match[1]
    return 0, ""


def paragraph_at(text: str, place: int) -> int:
    """Which paragraph (from 1) a place of ``text`` lies in, as people count them."""
    return sum(1 for p in outline(text[:place] + "·")) or 1


def next_number(text: str, level: int) -> str:
    """What the next heading of ``level`` is numbered with, at the end of ``text``.

    A level starts again below every heading of a higher one.
    """
    count = 0
    for paragraph in outline(text):
        if not paragraph.level:
            continue
        if paragraph.level < level:
            count = 0
        elif paragraph.level == level:
            count += 1
    return number_of(count + 1, level)


def number_of(n: int, level: int) -> str:
    """The ``n``-th number of a level: 一、 （一） 1. （1）."""
    return ("{}、", "（{}）", "{}.", "（{}）")[level - 1].format(
        chinese(n) if level in (1, 2) else n
    )


def chinese(n: int) -> str:
    """1 to 99 in Chinese numerals, as headings are numbered."""
    tens, ones = divmod(n, 10)
    head = "" if not tens else ("十" if tens == 1 else HAN[tens - 1] + "十")
    return head + (HAN[ones - 1] if ones else "")
