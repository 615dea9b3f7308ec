"""Numerals and their intervals, by the table of the guide and its ninety-two worked examples."""

import datetime
import json
import os
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from heli.kit.reading import Kind, Reading, Role, read


SHARED = Path(os.environ.get("HELI_SHARED", Path(__file__).parents[3] / "../shared")).resolve()
EXAMPLES = SHARED / "domain" / "numerals.jsonl"
here = pytest.mark.skipif(not EXAMPLES.exists(), reason="the worked examples are not here")


def only(text: str) -> Reading:
    found = [r for r in read(text) if r.role is Role.FIGURE]
    assert len(found) == 1, found
    return found[0]


def bounds(text: str) -> tuple[Decimal | None, Decimal | None]:
    reading = only(text)
    return reading.low, reading.high


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("收到56篇", 56, 56),
        ("去年卖六块，还有人抢。", 6, 6),
        ("炒青菜一块五，饭不要钱。", Decimal("1.5"), Decimal("1.5")),
        ("按三块二一斤卖", Decimal("3.2"), Decimal("3.2")),
        ("整整527块4毛。", Decimal("527.4"), Decimal("527.4")),
        ("上个月赚了六千八。", 6800, 6800),
        ("卖了两万七八块。", 27_000, 28_000),
        ("来了三百七八十人", 370, 380),
        ("有一千七八个", 1700, 1800),
        ("十七八人", 17, 18),
        ("捐了一百二十万。", 1_200_000, 1_200_000),
        ("摊位费四百八。", 480, 480),
        ("月薪两万七，", 27_000, 27_000),
        ("八元钱的午饭", 8, 8),
        ("全村3,510股，", 3510, 3510),
        ("月薪六千元出头", 6000, 7000),
        ("一尾重四百公克。", 400, 400),
        ("大雪封山九天，人人被困。", 9, 9),
        ("他说：“现在一百箱就偷笑。”", 100, 100),
        ("收到1,200篇", 1200, 1200),
        ("捐出５００只口罩", 500, 500),
        ("共一百零五件", 105, 105),
        ("共一千二百零三万件", 12_030_000, 12_030_000),
        ("共两万五千件", 25_000, 25_000),
        ("共廿八件", 28, 28),
        ("叁万伍仟元整", 35_000, 35_000),
        ("共3亿5000万元", 350_000_000, 350_000_000),
        ("共2万3千人", 23_000, 23_000),
        ("100余户", 100, 200),
        ("1300多家", 1300, 1400),
        ("5900余万元", 59_000_000, 60_000_000),
        ("40多种刊物", 40, 50),
        ("30多层的楼", 30, 40),
        ("培训20多次", 20, 30),
        ("二十多头牛", 20, 30),
        ("1萬4000名", 14_000, 14_000),
        ("减产三到四成", 30, 40),
        ("磨破两双胶鞋", 2, 2),
        ("灭火器1具", 1, 1),
        ("10万余只", 100_000, 110_000),
        ("10余万只", 100_000, 200_000),
        ("四十余万只", 400_000, 500_000),
        ("1亿多元", 100_000_000, 200_000_000),
        ("1.2亿多元", 120_000_000, 130_000_000),
        ("十几个社区", 10, 20),
        ("二十几个社区", 20, 30),
        ("十来个社区", 9, 20),
        ("近500户", 450, 500),
        ("近10场", 5, 10),
        ("近1.8万人", 17_500, 18_000),
        ("将近三百人", 250, 300),
        ("约3万件", 25_000, 35_000),
        ("1600件左右", 1550, 1650),
        ("超5万人", 50_000, 60_000),
        ("逾千人", 1000, 2000),
        ("突破300亿元", 30_000_000_000, 40_000_000_000),
        ("上百次", 100, None),
        ("不少于3名", 3, None),
        ("75%以上", 75, None),
        ("最多2项", 0, 2),
        ("5.5%以内", 0, 5.5),
        ("不足3个月", 0, 3),
        ("300-500户", 300, 500),
        ("3—5名", 3, 5),
        ("63%～68%", 63, 68),
        ("100至150只", 100, 150),
        ("3-5万元", 30_000, 50_000),
        ("5万元至10万元", 50_000, 100_000),
        ("三四十人", 30, 40),
        ("十五六人", 15, 16),
        ("数十场", 20, 100),
        ("几百人", 200, 1000),
        ("数万人次", 20_000, 100_000),
        ("数十万人", 200_000, 1_000_000),
        ("多家媒体", 2, None),
        ("百分之六十三", 63, 63),
        ("六成", 55, 65),
        ("三分之一", Decimal(1) / 3, Decimal(1) / 3),
        ("3个百分点", 3, 3),
        ("历时一年半", 1.5, 1.5),
        ("历时一年零三个月", 15, 15),
        ("历时2小时30分", 150, 150),
        ("每斤3元5角", 3.5, 3.5),
        ("一个多小时", 1, 2),
        ("两个半小时", 2.5, 2.5),
        ("半小时", 0.5, 0.5),
    ],
)
def test_read_bounds_of_a_wording(text: str, low: object, high: object) -> None:
    found = bounds(text + "。")

    assert found == (pytest.approx(low), None if high is None else pytest.approx(high))


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        ("1.22万个", 100),
        ("1000万元", 10_000),
        ("41379.99元", Decimal("0.01")),
        ("5900余万元", 10_000),
        ("40篇", 1),
        ("1.2亿元", 10_000_000),
    ],
)
def test_read_precision_is_the_place_of_the_last_digit_written(
    text: str, precision: object
) -> None:
    assert only(text).precision == precision


def test_read_excludes_the_number_itself_after_over_and_under() -> None:
    over, under, least = only("超过100人"), only("不足100人"), only("100人以上")

    assert (over.low_open, over.high_open) == (True, True)
    assert (under.low_open, under.high_open) == (False, True)
    assert (least.low_open, least.high_open) == (False, False)


def test_read_keeps_inner_qualifier_when_two_stand_together() -> None:
    assert bounds("约100余人") == (100, 200)


def examples() -> list[dict[str, Any]]:
    if not EXAMPLES.exists():
        return []
    return [json.loads(line) for line in EXAMPLES.read_text("utf-8").splitlines()]


# The interval table of the labelling guide goes before the example file where they differ:
# 近 and 约 reach half a place, a rounded value keeps its number, 超 has an upper bound, and
# 若干 without a classifier may be one.
RESTATED = {
    "scaled": lambda e: (e["nominal"], e["nominal"]),
    "near": None,
    "approx": None,
    "floor_excl": None,
    "indefinite": lambda e: (1, None),
}


@here
@pytest.mark.parametrize(
    "example", [e for e in examples() if "cls" in e], ids=lambda e: e["phrase"]
)
def test_read_worked_example_of_a_figure(example: dict[str, Any]) -> None:
    reading = only("，" + example["phrase"] + "。")

    assert reading.unit == example["unit"]
    restated = RESTATED.get(example["cls"], lambda e: (e["lo"], e["hi"]))
    if restated is not None:
        low, high = restated(example)
        assert float(reading.low) == pytest.approx(low, abs=1e-6)
        assert reading.high is high is None or float(reading.high) == pytest.approx(high, abs=1e-6)


@here
@pytest.mark.parametrize(
    "example",
    [e for e in examples() if e.get("kind") in {"idiom", "title", "code", "term", "anniversary"}],
    ids=lambda e: e["phrase"],
)
def test_read_worked_example_that_is_no_figure(example: dict[str, Any]) -> None:
    phrase = example["phrase"]
    text = phrase if phrase[0] in "《“" else f"“{phrase}" if "”" in phrase else phrase
    text += "”" if text.count("“") > text.count("”") else ""

    assert [r.text for r in read(text) if r.role is Role.FIGURE] == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("致电0739-5164006。", Kind.IDENTIFIER),
        ("服务热线95588。", Kind.IDENTIFIER),
        ("社科规〔2021〕16号。", Kind.IDENTIFIER),
        ("第22届大会", Kind.ORDINAL),
        ("第一批队员", Kind.ORDINAL),
        ("结构比为7.7:41.2:51.1。", Kind.RATIO),
    ],
)
def test_read_reference_is_no_figure(text: str, kind: Kind) -> None:
    readings = read(text)

    assert [(r.kind, r.role is Role.FIGURE) for r in readings] == [(kind, False)]


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("押金￥100", 100, 100, "元"),
        ("捐款US$2,000", 2000, 2000, "美元"),
        ("港币500万元", 5_000_000, 5_000_000, "港元"),
        ("欧元20万", 200_000, 200_000, "欧元"),
        ("关注人数1.2万+", 12_000, None, ""),
        ("服务企业100+家", 100, None, "家"),
        ("平均等候一点八年", 1.8, 1.8, "年"),
        ("投资三点五亿元", 350_000_000, 350_000_000, "元"),
        ("成百上千名群众", 100, 10_000, "名"),
        ("数以万计", 10_000, 100_000, ""),
        ("气温降至-5℃", -5, -5, "摄氏度"),
        ("同比增长-3.2%", -3.2, -3.2, "%"),
        ("票房破3亿元", 300_000_000, 400_000_000, "元"),
        ("捐出9950澳大利亚元", 9950, 9950, "澳元"),
        ("收治患者、用ECMO2例", 2, 2, "例"),
        ("布设AED286台", 286, 286, "台"),
        ("邀请侨领58人回乡", 58, 58, "人"),
        ("布设AED1,300余台", 1300, 1400, "台"),
        ("每个站点由5.1台上升", 5.1, 5.1, "台"),
        ("不到半分钟就到了", 0, 0.5, "分钟"),
        ("全年服务总人次录得112万，", 1120000, 1120000, ""),
        ("工期提前半个月", 0.5, 0.5, "个月"),
    ],
)
def test_read_sums_as_they_are_written(
    text: str, low: float, high: float | None, unit: str
) -> None:
    found = only(text)

    assert float(found.low or 0) == pytest.approx(low)
    assert found.high is None if high is None else float(found.high or 0) == pytest.approx(high)
    assert found.unit == unit


@pytest.mark.parametrize(
    "text",
    [
        "75%医用酒精",
        "梧桐苑3栋2单元",
        "亿元以上项目",
        "六轴机械臂",
        "985高校",
        "MU9018次航班",
        "2.0版",
        "排名后三位",
        "更换零件",
        "每日上报一次",
        "致同学的一封信",
    ],
)
def test_read_names_that_hold_a_number_are_no_figures(text: str) -> None:
    assert [r for r in read(text) if r.role is Role.FIGURE] == []


def test_read_days_of_a_list_and_quarters() -> None:
    found = read("说明\n1.2月10日公示\n自2023.05.01起，三季度执行", date=datetime.date(2023, 6, 1))

    days = [(int(r.low or 0), int(r.high or 0)) for r in found if r.kind is Kind.DATE]
    assert days == [(20230210, 20230210), (20230501, 20230501), (20230701, 20230930)]


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("民國99年成立", "2010"),
        ("陸續於108年10月捐出", "2019-10"),
        ("一一一年三月捐出", "2022-03"),
        ("110年11月5日", "2021-11-05"),
        ("98年5月成立", "1998-05"),
    ],
)
def test_read_years_counted_from_elsewhere(text: str, iso: str) -> None:
    assert [(r.kind, r.iso) for r in read(text)] == [(Kind.DATE, iso)]


def test_read_months_of_the_year_a_summary_written_in_january_is_about() -> None:
    text = "学会2020年工作总结\n2月举办讲座，11月换届。明年将于3月开会。"

    bounds = [r.low for r in read(text, date=datetime.date(2021, 1, 11)) if r.kind is Kind.DATE]

    assert bounds[:3] == [20200101, 20200201, 20201101]


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("清收欠款三百来万元。", ["三百来万元"]),
        ("柱洞直径半米，捐糖半斤。", ["半米", "半斤"]),
        ("截获有害生物38种次，巡查景点236个次。", ["38种次", "236个次"]),
        ("现场阵风11级，地震震级达5级。", ["11级", "5级"]),
        ("领黄牌四面。", ["四面"]),
        ("住院11天后康复。", ["11天"]),
        ("\n6．57个学会完成改革。", ["57个"]),
        ("添置两台五轴加工中心、三栋18层住宅。", ["两台", "三栋"]),
        ("迎来十件大事，五年未提一案。", ["五年"]),
    ],
)
def test_read_only_what_is_stated_is_a_figure(text: str, stated: list[str]) -> None:
    assert [r.text for r in read(text) if r.role is Role.FIGURE] == stated


@pytest.mark.parametrize(
    ("text", "unit", "low", "high"),
    [
        ("省下千几蚊。", "元", 1000, 2000),
        ("摆了六十围酒席。", "围", 60, 60),
        ("開工十個鐘。", "小时", 10, 10),
        ("花了7万5，", "元", 75_000, 75_000),
        ("歲入3億1,250萬元。", "元", 312_500_000, 312_500_000),
        ("运费就15块。", "元", 15, 15),
        ("船长六米二，", "米", 6.2, 6.2),
        ("沟有两米四深。", "米", 2.4, 2.4),
    ],
)
def test_read_numbers_as_they_are_said(text: str, unit: str, low: float, high: float) -> None:
    (reading,) = read(text)

    assert (reading.unit, reading.low, reading.high) == (
        unit,
        Decimal(str(low)),
        Decimal(str(high)),
    )


def test_read_no_count_of_few_and_many() -> None:
    assert read("路窄车多人少。") == []
    assert [r.text for r in read("多人参加。")] == ["多人"]
    assert [r.text for r in read("得7万5千元。")] == ["7万5千元"]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("一期工程投资3亿元。", Role.NAME),
        ("其中一期1.6万平方米，二期2.8万平方米。", Role.NAME),
        ("三期项目年内开工。", Role.NAME),
        ("共编发三期简报。", Role.FIGURE),
        ("举办两期培训班。", Role.FIGURE),
        ("出刊两期，投资者反映良好。", Role.FIGURE),
    ],
)
def test_a_phase_of_building_is_no_number_of_issues(text: str, role: Role) -> None:
    found = next(one for one in read(text) if one.unit == "期")

    assert found.role is role
