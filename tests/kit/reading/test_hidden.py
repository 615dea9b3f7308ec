"""Numbers that words or missing units hid: cases, nought, hundreds without a unit, dead and hurt."""

import pytest

from heli.kit.reading import QUANTITIES, Role, read


def _spans(text: str) -> list[str]:
    return [r.text for r in read(text) if r.kind in QUANTITIES and r.role is Role.FIGURE]


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("林警侦破一起盗伐红豆杉案。", ["一起"]),
        ("渔政查处了一起电鱼案件。", ["一起"]),
        ("两个渔场各作案一起。", ["两个", "一起"]),
        ("其中一起案件涉及走私燕窝。", ["一起"]),
        ("我们一起查处了它。", []),
        ("镇上发生一起车祸，路断了。", []),
        ("大家一起来破案。", []),
        ("库存余额为零，账实不符。", ["零"]),
        ("零投诉的柜台。", []),
        ("造成数百渔民滞留，几千旅客绕行。", ["数百", "几千"]),
        ("网上买便宜三千多，还包邮。", ["三千多"]),
        ("一亿播放量是买来的。", ["一亿"]),
        ("山洪致7死13伤 桥面中断。", ["7", "13"]),
        ("爆胎致21伤救援展开。", ["21"]),
        ("老郑卖了一头，留了两头。", ["一头", "两头"]),
        ("经复检，14人均呈阴性。", ["14人"]),
        ("村里14人均收入翻倍。", []),
        ("镇上有2家户外用品店。", ["2家"]),
        ("主震后有近千次余震。", ["近千次"]),
        ("要拿35万来，船才放行。", ["35万"]),
        ("年内12省份调价。", ["12"]),
        ("培育千亿产业集群。", []),
        ("全省16地市轮训。", ["16"]),
        ("县里八部门联合巡河。", ["八"]),
        ("教育等八部门印发通知。", ["八"]),
    ],
)
def test_read_numbers_that_words_hid(text: str, spans: list[str]) -> None:
    assert _spans(text) == spans
