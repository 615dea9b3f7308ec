"""Wordings of one figure: lists that share a unit, vague ranges, sums below nought, bounds."""

import pytest

from heli.kit.reading import QUANTITIES, Reading, Role, read


def _figures(text: str) -> list[Reading]:
    return [r for r in read(text) if r.kind in QUANTITIES and r.role is Role.FIGURE]


@pytest.mark.parametrize(
    ("text", "span", "low", "high", "unit"),
    [
        ("票价几十元到几百元不等。", "几十元到几百元", 20, 1000, "元"),
        ("震深从一两公里到几十公里。", "一两公里到几十公里", 1, 100, "公里"),
        ("卸一车要15分钟到半个小时。", "15分钟到半个小时", 15, 30, "分钟"),
        ("年利润为-3.8亿元。", "-3.8亿元", -380_000_000, -380_000_000, "元"),
        ("东岭茶业（600000）+0.72%开盘。", "+0.72%", 0.72, 0.72, "%"),
        ("每天能挣一个亿的说法。", "一个亿", 100_000_000, 100_000_000, ""),
        ("亏空好几个亿，没人认。", "好几个亿", 200_000_000, 1_000_000_000, ""),
        ("后山还有好几亩茶园。", "好几亩", 2, 10, "亩"),
        ("数以百万计的候鸟过境。", "数以百万计", 1_000_000, 10_000_000, ""),
        ("拨付2千余万元修堤。", "2千余万元", 20_000_000, 30_000_000, "元"),
        ("载客增加到1亿3千多万。", "1亿3千多万", 130_000_000, 140_000_000, ""),
        ("载客1亿3000多万人。", "1亿3000多万人", 130_000_000, 140_000_000, "人"),
        ("载客一亿三千多万人。", "一亿三千多万人", 130_000_000, 140_000_000, "人"),
        ("坐船的人超过了525万人。", "超过了525万人", 5_250_000, 5_260_000, "人"),
        ("去年同比多增了6000多个亿。", "6000多个亿", 600_000_000_000, 700_000_000_000, ""),
        ("差不多三桶油。", "差不多三桶", 2.5, 3.5, "桶"),
        ("套现远超6亿元。", "远超6亿元", 600_000_000, 700_000_000, "元"),
        ("涉及农户7万之多，损失惨重。", "7万之多", 70_000, 70_000, ""),
        ("等了两个小时不到，船来了。", "两个小时不到", 0, 2, "小时"),
        ("收入过3000万元的店。", "过3000万元", 30_000_000, 40_000_000, "元"),
        ("仓容达300万立方公尺。", "300万立方公尺", 3_000_000, 3_000_000, "立方米"),
        ("每股派息0.52港仙。", "0.52港仙", 0.52, 0.52, "港仙"),
        ("机油泵功率为180马力。", "180马力", 180, 180, "马力"),
        ("利差收窄30bps。", "30bps", 30, 30, "基点"),
        ("屋内降到26°c。", "26°c", 26, 26, "摄氏度"),
        ("连夜排查四天四夜。", "四天四夜", 4, 4, "天"),
    ],
)
def test_read_wordings_as_one(
    text: str, span: str, low: float, high: float | None, unit: str
) -> None:
    (reading,) = _figures(text)

    assert (reading.text, reading.unit) == (span, unit)
    assert reading.low is not None
    assert float(reading.low) == low
    assert (None if reading.high is None else float(reading.high)) == high


def test_read_shares_whose_unit_stands_behind_the_last() -> None:
    readings = _figures("产量分别收窄4.1、2.6和0.8个百分点。")

    assert [r.text for r in readings] == ["4.1", "2.6", "0.8个百分点"]
    assert {r.unit for r in readings} == {"百分点"}
