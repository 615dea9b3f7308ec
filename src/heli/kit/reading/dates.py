"""Calendar dates and times of day, as written; ``resolve`` fits them to the document's date."""

import re
from typing import Final

from heli.kit.reading.digits import TENS
from heli.kit.reading.mention import Mention
from heli.kit.reading.model import Kind, Role


_YEAR = r"(?:(?:1[0-3][0-9]|一[〇零一二三][〇零一二三四五六七八九])(?=年(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月)|(?<=民国)[0-9]{2,3}(?=年)|[5-9][0-9](?=年(?:1[0-2]|0?[1-9])月)|[01289][0-9](?=年(?:年?[底初末](?![次步级中心蕴薪气见具始子])|[上下]半年|前三季度|第?[一二三四]季度))|1[0-9]{3}|20[0-9]{2}|[一二][〇零九八七六一二三四五][〇零一二三四五六七八九]{2})"
_MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_DAY = r"(?:廿[一二三四五六七八九]?|卅一?|3[01]|[12][0-9]|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|二十|[一二三四五六七八九])"
# 四日 alone may be four days; before who speaks (四日向媒体通报, 九日在…) it is a day of the month.
_DAY_TOLD = r"(?<![一二三四五六七八九十百千0-9])[一二三四五六七八九十](?=日(?:[向说称]|在[^，。;]|电|[上下]午|[早晚]上?|凌晨|清晨|中午|宣布|发布|公布|通报|透露|表示|介绍|举行|召开|抵达))"
_TO = r"(?:-{1,2}|~|至|到)"
_PART = r"(?P<part>上半年|下半年|前三季度|第?[一二三四1-4]季度|[前头]?[一二三1-3]季度)"
_END = r"(?:年度|年(?:底|初|末|中|春|秋|冬|夏)?)"
_TENS = r"(?:(?:1[0-9]|20)[0-9]0|[1-9]0|[二三四五六七八九]十)"

_FORMS: Final = re.compile(
    rf"(?P<dash>(?P<dy>1[0-9]{{3}}|20[0-9]{{2}})(?P<sep>[-/.])(?P<dm>1[0-2]|0?[1-9])(?P=sep)(?P<dd>3[01]|[12][0-9]|0?[1-9])(?![0-9]))"
    rf"|(?P<years>(?P<ya>{_YEAR})年?{_TO}(?P<yb>{_YEAR}){_END})"
    rf"|(?P<days>(?:(?:(?P<ky>{_YEAR})年)?(?P<km>{_MONTH})月)?(?P<ka>{_DAY})[日号]?(?:{_TO}|、)(?P<kb>{_DAY})[日号](?!楼|院|线|[内间游程讲])(?:[上下])?)"
    rf"|(?P<months>(?:(?P<my>{_YEAR})年)?(?P<ma>{_MONTH})月?{_TO}(?P<mb>{_MONTH})月份?(?![0-9]))"
    rf"|(?P<points>(?:(?P<ay>{_YEAR})年)?(?P<am>{_MONTH})月(?:(?P<ad>{_DAY})[日号])?{_TO}(?:(?P<by>{_YEAR})年)?(?P<bm>{_MONTH})月(?:(?P<bd>{_DAY})[日号])?)"
    rf"|(?P<full>(?P<fy>{_YEAR})年(?P<fm>{_MONTH})月(?:(?P<fd>{_DAY})[日号]|[份底初末]|[上中下]旬)?)"
    rf"|(?P<parts>(?P<py>{_YEAR})年{_PART})"
    rf"|(?P<quarter>(?<!连续)(?<!过去)(?<!历时)第?(?:(?P<qa>[一二三1-3]){_TO})?(?P<q>[一二三四1-4])季度)"
    rf"|(?P<month>(?P<sm>{_MONTH})月(?:(?P<sd>{_DAY})[日号](?!均)|[份底初末]|[上中下]旬|(?!度|报(?!道)|刊|均))(?![嫂球饼票亮经]))"
    rf"|(?P<year>(?P<y>{_YEAR}){_END}(?!代(?!表)|轻|级))"
    rf"|(?P<decade>(?:(?P<century>[12][0-9])世纪)?(?P<da>{_TENS})(?:(?:年代?)?{_TO}(?P<db>{_TENS}))?年代(?:初|末|中期|初期|末期)?(?!表))"
    rf"|(?P<day>(?P<d>廿[一二三四五六七八九]?|3[01]|[12][0-9]|0?[1-9]|二?十[一二三四五六七八九]|二十|三十一?|{_DAY_TOLD})日(?!元|内|间|游|程|讲|均|圆|报(?!道|称|讯|告)|历|夜(?![，。、;]|间|里|晚|幕)|常|益|以[内上下]|之内|后|前|来))"
)
_CHINESE_DIGITS: Final = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0}
_YEAR_WORDS: Final = {
    "今年": 0, "本年": 0, "当年": 0, "同年": 0, "去年": -1, "上年": -1, "前年": -2,
    "明年": 1, "次年": 1, "来年": 1, "翌年": 1,
}  # fmt: skip
_MONTH_WORDS: Final = {"本月": 0, "上月": -1, "下月": 1, "当月": 0, "同月": 0}


def number_of(text: str) -> int:
    """The value of a calendar numeral, Arabic or Chinese (二〇二〇, 十二, 廿八)."""
    if text.isdigit() and text.isascii():
        return int(text)
    if text[0] in TENS:
        return TENS[text[0]] + sum(_CHINESE_DIGITS[c] for c in text[1:])
    if "十" not in text:
        return int("".join(str(_CHINESE_DIGITS[c]) for c in text))
    tens, _, ones = text.partition("十")
    return 10 * (_CHINESE_DIGITS[tens] if tens else 1) + (_CHINESE_DIGITS[ones] if ones else 0)


def date_at(text: str, place: int) -> Mention | None:
    """The date that begins at ``place``, with its bounds as far as the text states them."""
    match = _FORMS.match(text, place)
    if match is None:
        return None
    form = match.lastgroup or ""
    if form == "day" and text[place - 1 : place] in _LASTED_LAST and _lasted(text, place):
        return None
    if form == "day" and place and text[place - 1] in "处以" and _DETAINED.match(text, match.end()):
        return None
    points = _READERS[form](match)
    start = place
    year_word = None
    if points[0][0] is None and form != "day" and (word := text[place - 2 : place]) in _YEAR_WORDS:
        start, year_word = place - 2, _YEAR_WORDS[word]
    if form == "quarter" and text[place - 1 : place] == "前":
        start, points = place - 1, [(None, 1, None), points[1]]
        if text[place - 3 : place - 1] in _YEAR_WORDS:
            start, year_word = place - 3, _YEAR_WORDS[text[place - 3 : place - 1]]
    mention = Mention(start, match.end(), Kind.DATE, Role.REFERENCE, f"date.{form}", unit="日期")
    mention.year_word = year_word
    mention.iso = _iso(*points[0])
    if len(points) > 1 and (last := _iso(*points[1])) != mention.iso:
        mention.iso += f"/{last}"
    return mention


_LASTED: Final = re.compile(
    r"(?:拘留|拘役|禁闭|停业|停产|停课|停工|住院|休假|请假|产假|婚假|为期|限期|历时|长达|连续|逾期|超期|宽限|延长|缩短|不满|不足|不到|至少)$"
)
_LASTED_LAST: Final = frozenset("留役闭业产课工院假期时达续限长短满足到少")


def _lasted(text: str, place: int) -> bool:
    """行政拘留5日, 停业整顿为期7日: how long it lasted, no day of the month."""
    return _LASTED.search(text, max(place - 2, 0), place) is not None


_DETAINED: Final = re.compile(r"(?:行政|刑事)?拘(?:留|役)")
"""处8日拘留: how long, whatever 办事处8日 may be."""


Point = tuple[int | None, int | None, int | None]


def _n(match: re.Match[str], name: str) -> int | None:
    value = match.group(name)
    return number_of(value) if value else None


def _year(match: re.Match[str], name: str) -> int | None:
    """A year of the calendar: 民国108年 is 2019, 108年10月 too, and 98年5月 is in 1998, 16年底 in 2016."""
    value = _n(match, name)
    if not value or value >= _FIRST_YEAR:
        return value
    if value >= _CENTURY or match.string.endswith("民国", 0, match.start(name)):
        return value + _REPUBLIC
    return value + (_NINETEEN if value >= _TURN else _TWENTY)


_CENTURY: Final = 100
_FIRST_YEAR: Final = 200
_TURN: Final = 50
_NINETEEN: Final = 1900
_TWENTY: Final = 2000
_REPUBLIC: Final = 1911


def _read_dash(m: re.Match[str]) -> list[Point]:
    return [(_year(m, "dy"), _n(m, "dm"), _n(m, "dd"))]


def _read_years(m: re.Match[str]) -> list[Point]:
    return [(_year(m, "ya"), None, None), (_year(m, "yb"), None, None)]


def _read_months(m: re.Match[str]) -> list[Point]:
    return [(_year(m, "my"), _n(m, "ma"), None), (_year(m, "my"), _n(m, "mb"), None)]


def _read_days(m: re.Match[str]) -> list[Point]:
    year, month = _year(m, "ky"), _n(m, "km")
    return [(year, month, _n(m, "ka")), (year, month, _n(m, "kb"))]


def _read_points(m: re.Match[str]) -> list[Point]:
    first = (_year(m, "ay"), _n(m, "am"), _n(m, "ad"))
    return [first, (_year(m, "by") or first[0], _n(m, "bm"), _n(m, "bd"))]


def _read_full(m: re.Match[str]) -> list[Point]:
    return [(_year(m, "fy"), _n(m, "fm"), _n(m, "fd"))]


_QUARTERS: Final = {c: i for i, c in enumerate("一二三四", 1)} | {c: int(c) for c in "1234"}


def _read_parts(m: re.Match[str]) -> list[Point]:
    year, part = _year(m, "py"), m.group("part")
    if part == "上半年":
        return [(year, 1, None), (year, 6, None)]
    if part == "下半年":
        return [(year, 7, None), (year, 12, None)]
    quarter = _QUARTERS[part[-3]]
    first = 1 if part[0] in "前头" else 3 * quarter - 2
    return [(year, first, None), (year, 3 * quarter, None)]


def _read_quarter(m: re.Match[str]) -> list[Point]:
    last = _QUARTERS[m.group("q")]
    first = _QUARTERS[m.group("qa") or m.group("q")]
    return [(None, 3 * first - 2, None), (None, 3 * last, None)]


def _read_month(m: re.Match[str]) -> list[Point]:
    return [(None, _n(m, "sm"), _n(m, "sd"))]


def _read_year(m: re.Match[str]) -> list[Point]:
    return [(_year(m, "y"), None, None)]


def _read_decade(m: re.Match[str]) -> list[Point]:
    """80年代, 1980年代 and 八十年代 are 1980 to 1989; 50-60年代 begins with 1950."""
    before = (int(m.group("century") or 20) - 1) * 100
    first = number_of(m.group("da"))
    last = number_of(m.group("db") or m.group("da"))
    first, last = (n if n >= _FIRST_YEAR else before + n for n in (first, last))
    return [(first, None, None), (last + 9, None, None)]


def _read_day(m: re.Match[str]) -> list[Point]:
    return [(None, None, _n(m, "d"))]


_READERS: Final = {
    "dash": _read_dash,
    "years": _read_years,
    "days": _read_days,
    "points": _read_points,
    "months": _read_months,
    "full": _read_full,
    "parts": _read_parts,
    "quarter": _read_quarter,
    "month": _read_month,
    "year": _read_year,
    "decade": _read_decade,
    "day": _read_day,
}


def _iso(year: int | None, month: int | None, day: int | None) -> str:
    if month is None and day is not None:
        return f"---{day:02d}"
    written = f"{year:04d}" if year else "-"
    for part in (month, day):
        if part is not None:
            written += f"-{part:02d}"
    return written
