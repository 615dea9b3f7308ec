"""What stands before a numeral and after a unit: 近, 超, 约, 不足; 以上, 左右, 以内."""

import re
from decimal import Decimal
from functools import lru_cache
from typing import Final

from heli.kit.interval import Exactness, Interval, asserted
from heli.kit.reading.numerals import Amount


_OVER, _NEARLY, _ABOUT = Exactness.OVER, Exactness.NEARLY, Exactness.ABOUT
_LEAST, _MOST = Exactness.AT_LEAST, Exactness.AT_MOST

BEFORE: Final = {
    "近": _NEARLY, "将近": _NEARLY, "接近": _NEARLY, "逼近": _NEARLY, "临近": _NEARLY, "几近": _NEARLY,
    "约": _ABOUT, "差不多": _ABOUT, "大约": _ABOUT, "大概": _ABOUT, "约为": _ABOUT, "约有": _ABOUT, "约合": _ABOUT, "大约有": _ABOUT, "大概有": _ABOUT, "大约在": _ABOUT, "大概在": _ABOUT, "约在": _ABOUT, "约占": _ABOUT, "约达": _ABOUT,
    "超": _OVER, "远超": _OVER, "超过": _OVER, "超出": _OVER, "逾": _OVER, "高于": _OVER, "多于": _OVER, "大于": _OVER, "突破": _OVER, "超过了": _OVER, "突破了": _OVER, "超出了": _OVER, "过": _OVER, "超越": _OVER, "破": _OVER,
    "至少": _LEAST, "至少在": _LEAST, "不少于": _LEAST, "不低于": _LEAST, "不小于": _LEAST, "最少": _LEAST, "起码": _LEAST, "上": _LEAST, "不下": _LEAST, "不下于": _LEAST,
    "不足": _MOST, "不到": _MOST, "不满": _MOST, "未满": _MOST, "低于": _MOST, "少于": _MOST, "小于": _MOST, "不超过": _MOST, "不超": _MOST, "不多于": _MOST,
    "不高于": _MOST, "不大于": _MOST, "至多": _MOST, "最多": _MOST, "未到": _MOST, "未达": _MOST, "不及": _MOST, "不逾": _MOST,
    "大于等于": _LEAST, "不得少于": _LEAST, "不得低于": _LEAST, "不能少于": _LEAST, "不能低于": _LEAST,
    "小于等于": _MOST, "不得超过": _MOST, "不得高于": _MOST, "不得多于": _MOST, "不能超过": _MOST, "不能高于": _MOST,
}  # fmt: skip
_BELOW: Final = frozenset(
    ("不足", "不到", "不满", "未满", "低于", "少于", "小于", "未到", "未达", "不及")
)
LAST: Final = frozenset(word[-1] for word in BEFORE)
_LENGTHS: Final = (4, 3, 2)
# Words that end in one of these characters and qualify nothing.
_NOT_BEFORE: Final = {
    "近": "最附就邻靠亲相远迁新走贴拉",
    "约": "节预签履邀契相违誓隐婚租",
    "超": "赶高反中英意苏村冲入",
    "过": "经通不路度越走渡透胜难",
    "上": "以向跟赶遇穿加追迈登走升献送附贴装合带写印戴披碰",
    "逾": "",
    "破": "打爆侦残击攻识冲看刺震撕跌",
}  # fmt: skip
_TAKEN_IN: Final = frozenset(("投入", "收入", "注入", "列入"))
"""投入超3亿元 is no 入超."""
_BARE_ONLY: Final = frozenset("上过")
_SUM: Final = re.compile(r"\d{3,5}万元的")
"""收入过3000万元的店; 花过3000万元 is what was done once."""
_GREAT: Final = re.compile(
    r"[\d.,]*+(?:\d{3}|[百千万亿])|[一二两三四五六七八九十]*+[百千万亿]|\d{1,2}%"
)
_BARE: Final = re.compile(r"[百千万亿](?![一二三四五六七八九余多几])|十[万亿]|半(?!数)")

AFTER: Final = re.compile(
    r"(?P<least>(?:以上|及以上|或以上|起步)(?!级|领导|干部|职|学历|文化[程水]))"
    r"|(?P<most>以下|以内|之内|及以下|不到(?=[，。、;)])|内(?![部容资科外陆政控涵地存在需心销衣阁蒙江燃涝][^，。;、]?|[部容资科外陆政控涵地存需心销衣阁蒙江燃涝]))"
    r"|(?P<about>左右|上下(?![齐同一联游班车限])|许(?=[，。;、)]))"
    r"|(?P<over>有余|出头(?![的露])|挂零|还多(?![了出过给少个])|多(?![样种方层次形维点头媒数为么少家名人])|余(?![杭姚]|额|下|名|家|[震波热党孽温])|开外)"
    r"|(?P<plain>之多(?=[，。、;!?)]|$))"
)


_PLACES: Final = frozenset("线网会身路村山海晚早桌墙街赛岗车船课场世年月周坛台")
_HAN: Final = re.compile(r"[\u3400-\u9fff]")


def before(text: str, place: int, end: int) -> tuple[int, Exactness, bool] | None:
    """The qualifier that ends at ``place``: where it begins, what it means, whether n is excluded.

    ``end`` is where the quantity ends: 线上百名党员 are a hundred members on line, while
    讲座上百场 are at least a hundred lectures.
    """
    last = text[place - 1 : place]
    if last not in LAST or not last:
        return None
    for length in _LENGTHS:
        word = text[max(place - length, 0) : place]
        if len(word) == length and (meaning := BEFORE.get(word)):
            return place - length, meaning, word in _BELOW
    meaning = BEFORE.get(last)
    if meaning is None:
        return None
    if place > 1 and text[place - 2] in _NOT_BEFORE.get(last, ""):
        ends_verb = last == "超" and text[max(place - 3, 0) : place - 1] in _TAKEN_IN
        return (place - 1, meaning, False) if ends_verb else None
    if last == "破" and not _GREAT.match(text, place):
        return None
    if last in _BARE_ONLY and not (
        _BARE.match(text, place) or (last == "过" and _SUM.match(text, place))
    ):
        return None
    if last == "上" and place > 1 and text[place - 2] in _PLACES and _HAN.match(text, end):
        return None
    return place - 1, meaning, False


AFTER_FIRST: Final = frozenset("以及或之内左上许有多余开起出挂还不")
_MEANINGS: Final = {
    "least": _LEAST,
    "most": _MOST,
    "about": _ABOUT,
    "over": _OVER,
    "plain": Exactness.EXACT,
}


def after(text: str, place: int, *, measured: bool) -> tuple[int, Exactness] | None:
    """The qualifier that begins at ``place``; 内 alone bounds only what is measured (24小时内)."""
    following = text[place : place + 1]
    if not following or following not in AFTER_FIRST:
        return None
    match = AFTER.match(text, place)
    if match is None or (following == "内" and not measured):
        return None
    return match.end(), _MEANINGS[match.lastgroup or ""]


@lru_cache(maxsize=4096)
def _asserted(number: Decimal, step: Decimal, meaning: Exactness, below: bool) -> Interval:  # noqa: FBT001  -- a cache takes positions
    interval = asserted(number, exactness=meaning, place=step)
    if meaning is _MOST and below and interval.low != interval.high:
        return Interval(interval.low, interval.high, high_open=True)
    return interval


def qualified(value: Amount, meaning: Exactness, *, below: bool) -> Interval:
    """What an exact ``value`` asserts under a qualifier; 不足 and its like exclude the number."""
    return _asserted(value.number, value.step, meaning, below)
