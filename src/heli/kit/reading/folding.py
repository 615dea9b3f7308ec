"""Folding: one script, one width, no line-wrap blanks, and the way back to the text as given."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from typing import Final


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text; ``origin`` leads back into the text as given.

    ``cuts`` holds the places, in the folded text, before which blanks were taken out, and
    ``shifts`` how many were taken out up to there.
    """

    text: str
    cuts: tuple[int, ...] = ()
    shifts: tuple[int, ...] = ()

    def origin(self, place: int) -> int:
        """The offset in the given text of the character at ``place`` in the folded text."""
        index = bisect_right(self.cuts, place)
        return place + self.shifts[index - 1] if index else place

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span in the given text; blanks inside stay in it, blanks around it do not."""
        cuts = self.cuts
        if not cuts:
            return start, end
        index = bisect_right(cuts, start)
        first = start + self.shifts[index - 1] if index else start
        if end <= start:
            return first, first
        index = bisect_right(cuts, end - 1, index)
        return first, end + self.shifts[index - 1] if index else end


def fold(text: str) -> Folded:
    """Fold ``text`` for reading.

    Traditional characters become simplified ones character by character (OpenCC; a character
    whose simplified form is not exactly one character stays), full-width signs become
    half-width, and the blanks that a line wrap left inside a Chinese word or between a number
    and its unit are taken out. Costs one pass; nothing is ever inserted.
    """
    flat = text.translate(_table())
    if "," in flat:
        flat = _COMMA.sub("，", flat)
    if _COMMA_INSIDE.search(flat):
        flat = _COMMA_INSIDE.sub(_comma, flat)
    if _STOP_INSIDE.search(flat):
        flat = _STOP_INSIDE.sub(_stop, flat)
    pieces: list[str] = []
    cuts: list[int] = []
    shifts: list[int] = []
    at = removed = 0
    for match in _WRAP.finditer(flat):
        start, end = match.span()
        pieces.append(flat[at:start])
        removed += end - start
        cuts.append(end - removed)
        shifts.append(removed)
        at = end
    if not pieces:
        return Folded(flat)
    pieces.append(flat[at:])
    return Folded("".join(pieces), tuple(cuts), tuple(shifts))


_COMMA_INSIDE: Final = re.compile(r"，(?<=\d，)(?=\d{3}(?!\d))")
_STOP_INSIDE: Final = re.compile(
    r"。(?<=\d。)(?=\d{1,2}(?:[%‰]|个百分点|[万亿]?(?:亩|吨|公[里顷斤]|平方)|[万亿]元))"
    r"|·(?<=\d·)(?=\d{1,3}(?:[%‰]|个百分点|[万亿]|[美欧港日]?元|亩|吨|公[里顷斤分]|[平立]方|米|倍|千瓦|[升克]))"
)
"""Where a comma or a stop may stand inside a number; most texts have none, and the sign is found fast."""
_GROUPS: Final = re.compile(
    r"\d{1,3}(?:(?:，\d{3}){1,4}\.\d{1,4}|(?:，\d{3}){0,3}，0\d\d(?:，\d{3}){0,3}"
    r"|(?<!\d\d\d)(?:，\d{3}){2,4})(?![\d，])"
)
"""3，200，150.75万元, 1，000张: decimals, a group that no number begins like, or many groups."""
_GROUPED: Final = frozenset("0123456789，")
_INSIDE: Final = frozenset("0123456789.,")
_LONGEST: Final = 20
_WHOLE: Final = 3


def _comma(match: re.Match[str]) -> str:
    """``,`` for the comma of ``match`` if it groups digits, else itself."""
    text, start = match.string, match.start()
    least = max(start - _LONGEST, 0)
    while start > least and text[start - 1] in _GROUPED:
        start -= 1
    while text[start] == "，":
        start += 1
    if text[start - 1 : start] in _INSIDE and start:
        return "，"
    groups = _GROUPS.match(text, start)
    return "," if groups and groups.end() > match.start() else "，"


def _stop(match: re.Match[str]) -> str:
    """12。6%, 40。5万亩, 8·9%: no sentence ends in a number without a unit and begins with a share."""
    text, start = match.string, match.start()
    least = max(start - _WHOLE, 0)
    while start > least and text[start - 1] in _INSIDE:
        start -= 1
    return match.group() if text[start - 1 : start] in _INSIDE and start else "."


_COMMA: Final = re.compile(r",(?:(?<!\d,)|(?!\d))")
"""A comma that groups no digits is the one of Chinese."""
_HAN: Final = r"㐀-鿿〇"
# A blank is a wrap between two Chinese characters or between a number and Chinese, or %; a line break
# only after a number or a quantifier, and then only before Chinese: headings must stay apart.
_GOES_ON: Final = r"(?<![结节盈剩富其附最邻签预许])[\d余多万亿近约超逾第]"
_BLANKS: Final = [" " * many for many in (1, 2, 3, 4)]
_BEHIND_ANY: Final = "|".join(rf"(?<=[{_HAN}\d%]{blanks})" for blanks in _BLANKS)
_BEHIND_HAN: Final = "|".join(rf"(?<=[{_HAN}]{blanks})" for blanks in _BLANKS)
# Every way to match begins with one of three signs: so most of a text is passed over without trying.
_WRAP: Final = re.compile(
    rf"[ \r\n](?:(?<= ) {{0,3}}+(?:(?:{_BEHIND_ANY})(?=[{_HAN}%‰℃])|(?:{_BEHIND_HAN})(?=\d))"
    rf"|(?:(?<=\n)|(?<=\r)\n)(?:(?<={_GOES_ON}\n)|(?<={_GOES_ON}\r\n))(?=[{_HAN}])(?![一二三四五六七八九十]、))"
)


@lru_cache(maxsize=1)
def _table() -> list[int]:
    """For each code point its folded code point; a list is the fastest table of str.translate."""
    table = list(range(0x10000))
    _fold_script(table)
    for code in range(0xFF01, 0xFF5F):
        table[code] = code - 0xFEE0
    table[0xFF0C] = (
        0xFF0C  # the full-width comma groups digits only where nothing else can be meant
    )
    for signs, plain in _SAME.items():
        for sign in signs:
            table[ord(sign)] = ord(plain)
    return table


_SAME: Final = {
    "—–―‐‑‒−－": "-",
    "～〜": "~",
    "\u3000\u00a0\u2002\u2003\t": " ",
    "∶︰": ":",
    "•・‧∙": "·",
    "﹪％": "%",
    "「": "“",
    "」": "”",
    "『": "‘",
    "』": "’",
    "○◯": "〇",
    "［": "[",
    "］": "]",
    "﹝": "〔",
    "﹞": "〕",
}


def _fold_script(table: list[int]) -> None:
    import opencc

    characters = "".join(
        map(chr, (*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000), *range(0xF900, 0xFAFF)))
    )
    folded = opencc.OpenCC("t2s").convert("\n".join(characters)).split("\n")
    for given, simple in zip(characters, folded, strict=True):
        if len(simple) == 1 and ord(simple) < len(table):
            table[ord(given)] = ord(simple)
