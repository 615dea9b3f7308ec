"""Verbs of one character, of which no list of words says where they stand for a clause."""

from typing import Final

from heli.kit.reading.lexicon import LINK, NOUN, Lexicon
from heli.kit.reading.phrases import Span


def ends_in_deed(lexicon: Lexicon, text: str, span: Span) -> bool:
    """最少的领, 单户最高可贷, 老顾干: whether a phrase ends in a verb of one character that closes no noun."""
    if span[0] >= span[1]:
        return False
    start, end, kind = lexicon.last(text, *span)
    if end - start > 1 or kind == NOUN or start == span[0]:
        return False
    if text[start] in DEEDS:
        return True
    after = lexicon.last(text, span[0], start)
    when = after[2] == LINK or text[start - 1] in _MODAL or text[start - 1] in "年月周天日"
    return when and text[start] in _DEEDS_STILL


DEEDS: Final = frozenset(
    "待吃喝买卖走写打抓骑爬睡看听说讲唱跳拿领加交喷炸抵贴挣赚限付掏做干搞请找叫抬扛搬拉拖换刷洗煮炒蒸烤喂填埋砍锯捡扔丢借还欠亏赢躺烧淹捞喊花进限流"
)
"""What one does, and no noun ends in."""
_DEEDS_STILL: Final = frozenset("跑住放采游停赛学教购办贷用养种收存捐献送派建修投发")
"""Verbs of one character that close nouns as well (联赛, 团购): verbs behind 可, 能, 多."""
_MODAL: Final = frozenset("可能会多少再只就要便还")


def closed_by_deed(lexicon: Lexicon, text: str, end: int, start: int) -> bool:
    """球队于同乡杯打了七场: whether between a phrase and its figure stands what was done."""
    if not 1 < start - end < LONGEST_DEED:
        return False
    if text[end] in "里上中" and text[end + 2 : end + 3] == "了":
        return True  # 地沟里焊了: where it was done
    if text[end] not in DEEDS or text[end + 1] not in "了到出掉下完得":
        return False
    return text[end - 1 : end + 1] not in lexicon.classes


LONGEST_DEED: Final = 5
"""Further apart more than a verb stands between a phrase and its figure."""


def opens_with_deed(lexicon: Lexicon, text: str, span: Span) -> bool:
    """说口味, 进市体校, 只够还债: whether a phrase begins with what one does, and with no word of it."""
    words = lexicon.onward(text, *span)
    start, end, kind = next(words, (0, 0, NOUN))
    if kind == LINK:
        start, end, kind = next(words, (0, 0, NOUN))
    if end - start == 1 and text[end : end + 1] == "完":
        return True
    if end - start > 1 or span[1] <= end:
        return False
    return text[start] in _OPENING or (text[start] in _GOING and span[1] - end > 1)


_OPENING: Final = frozenset("说讲问叫喊进上还够靠嫌怕去来太很")
_GOING: Final = frozenset("跑入")
"""小巴18辆跑山线, 罚五十元入公账; but 跑车."""
