"""Numbers that tell which one, or for how much: flights, types, stones of a road, phases."""

import pytest

from heli.kit.reading import QUANTITIES, Role, read


def _spans(text: str) -> list[str]:
    return [r.text for r in read(text) if r.kind in QUANTITIES and r.role is Role.FIGURE]


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("搭乘5218次航班离港。", []),
        ("全年保障5218次航班起降。", ["5218次"]),
        ("检出的是7型和12型病毒。", []),
        ("加密26路（夜班），新辟318路。", []),
        ("桂枝社区四组修了渠。", []),
        ("省委巡视三组进驻。", []),
        ("省道212线812公里至806公里段封闭。", []),
        ("侧翻发生在812km路段。", []),
        ("距渡口3公里处有座塔。", ["3公里"]),
        ("沉船位于东经121度06分，水深30米。", ["30米"]),
        ("触犯刑法133条。", []),
        ("出台办法26条。", ["26条"]),
        ("厂区铺开5g网络，6g技术在试。", []),
        ("每袋拌5g碘盐。", ["5g"]),
        ("展出的是T-72坦克。", []),
        ("平台3.0项目上线。", []),
        ("列车停在七里站，九里庄也断了电。", []),
        ("水厂二期建成，机场三期、码头二期在建。", []),
        ("举办三期培训班。", ["三期"]),
        ("船队驶入金三角，失去联系。", []),
        ("他往窗外看了一眼，又等了一点。", []),
        ("编成“护林”六字诀。", []),
        ("山脚立着一栋栋新楼。", []),
        ("客房达到三类及以上标准。", []),
        ("包月80元，500元/2年。", ["80元", "500元"]),
        ("石料卖到90元一吨，沙子60元一方。", ["90元", "60元"]),
        ("按人头分，一人10斤米。", ["10斤"]),
    ],
)
def test_read_which_one_apart_from_how_many(text: str, spans: list[str]) -> None:
    assert _spans(text) == spans
