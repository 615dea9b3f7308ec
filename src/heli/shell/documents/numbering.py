"""The four levels of an official document: 一、 （一） 1. （1） (GB/T 9704-2012, 7.3.3)."""

import re
from collections.abc import Sequence
from dataclasses import replace

from heli.shell.documents.blocks import Block, Paragraph, Span


_DIGITS = "零一二三四五六七八九"
_TEN = 10
_HUNDRED = 100
_MARKS = (
    re.compile(r"^[一二三四五六七八九十]{1,3}、"),
    re.compile(r"^[（(][一二三四五六七八九十]{1,3}[）)]"),
    re.compile(r"^\d{1,2}[.．](?!\d)"),
    re.compile(r"^[（(]\d{1,2}[）)]"),
)
LEVELS = len(_MARKS)


def han(n: int) -> str:
    """``n`` from 1 to 99 in Chinese numerals. ``ValueError`` outside."""
    if not 1 <= n < _HUNDRED:
        msg = f"no heading is number {n}"
        raise ValueError(msg)
    tens, ones = divmod(n, _TEN)
    head = "" if tens == 0 else "十" if tens == 1 else _DIGITS[tens] + "十"
    return head + (_DIGITS[ones] if ones else "")


def heading(level: int, n: int) -> str:
    """The mark of the ``n``-th heading of a level, 1 to 4."""
    marks = {1: f"{han(n)}、", 2: f"（{han(n)}）", 3: f"{n}. ", 4: f"（{n}）"}
    return marks[level]


def level_of(line: str) -> int:
    """The level that a typed line claims by how it begins; 0 for plain text."""
    text = line.lstrip()
    return next((i for i, mark in enumerate(_MARKS, start=1) if mark.match(text)), 0)


def numbered(blocks: Sequence[Block]) -> list[Block]:
    """``blocks`` with every heading numbered in order; typed marks are replaced by right ones."""
    counts = [0] * (LEVELS + 1)
    done: list[Block] = []
    for block in blocks:
        if not isinstance(block, Paragraph) or not block.level:
            done.append(block)
            continue
        counts[block.level] += 1
        counts[block.level + 1 :] = [0] * (LEVELS - block.level)
        mark = heading(block.level, counts[block.level])
        first, *rest = block.spans
        bare = _MARKS[block.level - 1].sub("", first.text.lstrip(), count=1).lstrip()
        done.append(replace(block, spans=(Span(mark + bare, first.kind, first.href), *rest)))
    return done
