"""Numbers that tell when, apart from how long: years of two digits, decades, quarters, marks."""

import pytest

from heli.kit.reading import QUANTITIES, Kind, Role, read


def _spans(text: str) -> list[str]:
    return [r.text for r in read(text) if r.kind in QUANTITIES and r.role is Role.FIGURE]


@pytest.mark.parametrize(
    ("text", "date", "iso"),
    [
        ("渡口计划16年底停用。", "16年底", "2016"),
        ("价格跌回09年初的水平。", "09年初", "2009"),
        ("兴于1970年代初的窑厂。", "1970年代初", "1970/1979"),
        ("30-40年代建的礼堂。", "30-40年代", "1930/1949"),
        ("七十年代的旧粮站。", "七十年代", "1970/1979"),
        ("2-3季度，出口回升。", "2-3季度", "--04/--09"),
        ("港务局四日向媒体通报。", "四日", "---04"),
        ("渔政九日在码头说明。", "九日", "---09"),
        ("岛上28日报告新病例。", "28日", "---28"),
    ],
)
def test_read_times_without_their_century(text: str, date: str, iso: str) -> None:
    (reading,) = read(text)

    assert (reading.kind, reading.text) == (Kind.DATE, date)
    assert reading.iso == iso


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("他守林20年初心不改。", ["20年"]),
        ("窑厂凭20年底蕴翻身。", ["20年"]),
        ("苦干20年初见成效，10年底子还薄。", ["20年", "10年"]),
        ("1986年代表团来访。", []),
        ("请来9年代课的老师。", ["9年"]),
        ("午后3时25分40秒，闸门合龙。", []),
        ("7.2016年4月，茶亭重修。", []),
        ("罚款后又处8日拘留。", ["8日"]),
        ("产量比上一个五年高出8%。", ["8%"]),
        ("情节恶劣的，刑期增加两个月。", ["两个月"]),
        ("情节恶劣的，刑期增加一个月。", ["一个月"]),
        ("承诺两月不提价。", ["两月"]),
        ("除夕十四时二十八分，全港鸣笛；十五时，船出港。", []),
        ("3·15晚会讲了5·12地震。", []),
        ("货主半夜来敲门。", []),
        ("闭馆三日，从周五起。", ["三日"]),
    ],
)
def test_read_how_long_apart_from_when(text: str, spans: list[str]) -> None:
    assert _spans(text) == spans
