"""Clock times, telephone numbers, document numbers, credit codes and ratios."""

import re
from decimal import Decimal
from functools import lru_cache
from typing import Final

from heli.kit.reading.dates import number_of
from heli.kit.reading.mention import Mention
from heli.kit.reading.model import Kind, Role


_CLOCK: Final = re.compile(
    r"(?P<h>[01]?\d|2[0-4])(?::(?P<m>[0-5]\d)(?::(?P<s>[0-5]\d))?(?![\d.:])|(?:时(?!速|代|间|期|节|尚)|点(?:钟)?(?![\u3400-\u9fff]{0,2}(?:要求|建议|意见|体会|希望|措施|做法|启示|思考|以上|以下)|击|赞|位))(?:(?P<m2>[0-5]?\d)分(?:[0-5]?\d秒)?|(?P<half>半)|整)?)(?P<more>[多许]?)"
)
_CLOCK_CN: Final = re.compile(
    r"(?P<h>二?十[一二三四五六七八九]?|[零一二两三四五六七八九])[点时](?P<half>半|钟)?(?:(?P<m>[一二三四五]?十[一二三四五六七八九]?|[0-5]?\d)分|(?P<q>[一三])刻)?(?P<more>[多许]?)"
)
_DAY_PARTS: Final = (
    "今天上午", "当天上午", "上午", "下午", "中午", "凌晨", "早晨", "早上", "清晨", "晚上", "晚间", "傍晚", "夜间", "午后", "当晚", "深夜", "午夜", "晨", "晚", "早",
)  # fmt: skip
_DAY_LAST: Final = frozenset(part[-1] for part in _DAY_PARTS)
_NOON: Final = 12
_AFTERNOON: Final = frozenset(
    ("下午", "晚上", "晚间", "傍晚", "夜间", "午后", "当晚", "深夜", "晚")
)
_SPAN: Final = re.compile(r"[-~至到]{1,2}(?:次日)?(?:上午|下午|中午|凌晨|晚上|晚)?")


def clock_at(text: str, place: int) -> Mention | None:
    """A time of day, alone or as a span: 上午10:00, 20时30分, 早8晚21时, 8:30-17:30."""
    arabic = text[place].isdigit()
    if arabic and text[place - 1 : place] == "早" and (day := _WORKDAY.match(text, place)):
        hours = int(day.group(1)), int(day.group(2))
        return _clock(place - 1, day.end(), (hours[0], 0), (hours[1], 0))
    match = (_CLOCK if arabic else _CLOCK_CN).match(text, place)
    if match is None:
        return None
    part = _day_part(text, place)
    if not arabic and not part and not match["m"] and not _LATE.match(text, place):
        return None
    first = _hour(match, part)
    start, end, last = place - len(part), match.end(), first
    to = _SPAN.match(text, end)
    second = _CLOCK.match(text, to.end()) if to and arabic else None
    if second and to:
        last, end = _hour(second, to.group().lstrip("-~至到")), second.end()
    return _clock(start, end, first, last, seconds=match["s"] if arabic else None)


def _day_part(text: str, place: int) -> str:
    if text[place - 1 : place] not in _DAY_LAST:
        return ""
    return next((p for p in _DAY_PARTS if text.endswith(p, max(0, place - 4), place)), "")


_LATE: Final = re.compile(r"二?十[一二三四五六七八九]?时(?=[，。、;:许整]|$)")
"""十四时，: two digits and 时 tell a time of day without 上午 or 晚上 before it."""
_WORKDAY: Final = re.compile(r"(\d{1,2})[时点]?(?:至|到|-)?晚(\d{1,2})[时点]?")


def _hour(match: re.Match[str], part: str) -> tuple[int, int]:
    hour = number_of(match.group("h").replace("两", "二"))
    groups = match.groupdict()
    minute = groups["m"] or groups.get("m2")
    minutes = number_of(minute) if minute else 30 if groups["half"] == "半" else 0
    if part in _AFTERNOON and hour < _NOON:
        hour += _NOON
    return hour, minutes


def _clock(
    start: int, end: int, first: tuple[int, int], last: tuple[int, int], seconds: str | None = None
) -> Mention:
    mention = Mention(start, end, Kind.TIME, Role.REFERENCE, "time.clock", unit="时")
    mention.low, mention.high = Decimal(first[0]), Decimal(last[0])
    mention.iso = _written(first)
    if last != first:
        mention.iso += "/" + _written(last)
    if seconds:
        mention.iso += ":" + seconds
    return mention


@lru_cache(maxsize=2048)
def _written(hour: tuple[int, int]) -> str:
    return f"{hour[0]:02d}:{hour[1]:02d}"


_CODES: Final = re.compile(
    r"(?P<doc>\d{4}[〕\]]第?\d{1,5}号)"
    r"|(?P<credit>[0-9][0-9A-HJ-NPQRTUWXY]{17}(?![0-9A-Za-z]))"
    r"|(?P<phone>1[3-9]\d{9}(?!\d)|0\d{2,3}-\d{7,8}(?!\d)|400-?\d{3,4}-?\d{3,4}(?!\d)|\d{7,8}(?![\d余多万亿元人.,]|[\u3400-\u9fff]))"
    r"|(?P<number>\d{1,5}号(?!召|称|码|令))"
    r"|(?P<ratio>\d{1,3}(?:\.\d{1,2})?(?::\d{1,3}(?:\.\d{1,2})?){1,4}(?![\d:]))"
    r"|(?P<sum>\d{1,3}(?:\+(?:\d{1,3}(?!\d|[\u3400-\u9fff])|[NnXx])){1,5})"
)
_HOTLINE: Final = re.compile(
    r"(?:热线|电话|拨打|号码|邮编|手机|传真|短信|平台|账号|卡号|编号|代码|QQ|微信号)[为是是:]{0,1}$"
)


def code_at(text: str, place: int) -> Mention | None:
    """A document number, telephone number, credit code or ratio that begins at ``place``."""
    before = text[place - 1] if place else ""
    match = _CODES.match(text, place)
    if match is not None:
        form = match.lastgroup or ""
        start = place - 1 if form == "doc" and before in "〔[" else place
        return Mention(
            start,
            match.end(),
            _FORM_KINDS.get(form, Kind.IDENTIFIER),
            Role.REFERENCE,
            f"identifier.{form}",
        )
    if before in _HOTLINE_LAST and _HOTLINE.search(text[max(place - 5, 0) : place]):
        end = _RUN.match(text, place)
        if end and len(end.group()) >= _SHORTEST_CODE:
            return Mention(place, end.end(), Kind.IDENTIFIER, Role.REFERENCE, "identifier.hotline")
    return None


_FORM_KINDS: Final = {"ratio": Kind.RATIO, "sum": Kind.RATIO, "number": Kind.ORDINAL}
_SHORTEST_CODE: Final = 3
_HOTLINE_LAST: Final = frozenset("线话打码编机真信台号Q为是:")
_RUN: Final = re.compile(r"\d++(?!\d)(?![余多万亿元人个名次])")
