"""Numbers as public texts write them: without a unit, as ranges of the law, in groups, in names."""

import pytest

from heli.kit.reading import QUANTITIES, Kind, Reading, Role, read


def _figures(text: str) -> list[Reading]:
    return [r for r in read(text) if r.kind in QUANTITIES and r.role is Role.FIGURE]


def _spans(text: str) -> list[str]:
    return [r.text for r in _figures(text)]


@pytest.mark.parametrize(
    ("text", "span", "low", "high"),
    [
        ("装修已经用去80多万。", "80多万", 800_000, 900_000),
        ("老宋把400万转入信用社。", "400万", 4_000_000, 4_000_000),
        ("合伙人借走1207万与尾款。", "1207万", 12_070_000, 12_070_000),
        ("茶商反诉求偿6千万，庭审延后。", "6千万", 60_000_000, 60_000_000),
        ("盘面规模在90万亿以上。", "90万亿以上", 90_000_000_000_000, None),
        ("存量20到30万亿左右。", "20到30万亿左右", 20_000_000_000_000, 30_000_000_000_000),
        ("让8万残障者得到照护。", "8万", 80_000, 80_000),
        ("入场的票友30万，比去年多。", "30万", 300_000, 300_000),
        ("新划1500余摊档。", "1500余", 1500, 1600),
        ("收容四十余万灾民。", "四十余万", 400_000, 500_000),
        ("列车撞上护栏，20余乘员被送医。", "20余", 20, 30),
        ("听众上千，座无虚席。", "上千", 1000, None),
        ("渠系利用系数达到0.7，高于邻县。", "0.7", 0.7, 0.7),
        ("三月份缺勤数为0。", "0", 0, 0),
    ],
)
def test_read_great_numbers_without_a_unit(
    text: str, span: str, low: float, high: float | None
) -> None:
    (reading,) = _figures(text)

    assert (reading.text, reading.unit, reading.kind) == (span, "", "count")
    assert reading.low is not None
    assert float(reading.low) == low
    assert (None if reading.high is None else float(reading.high)) == high


def test_read_each_of_several_sums_without_a_unit() -> None:
    assert _spans("押金有3万、5万和12万的。") == ["3万", "5万", "12万"]


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("山洪酿成4死21伤。", ["4", "21"]),
        ("获救的40人里有15男25女，都是船员。", ["15", "25"]),
        ("桥面坍塌，三死两伤。", ["三", "两"]),
        ("大巴侧翻，送院的有9伤者，另有6伤员转院。", ["9", "6"]),
    ],
)
def test_read_people_of_one_sign(text: str, spans: list[str]) -> None:
    assert _spans(text)[-2:] == spans


def test_read_no_number_of_people_in_a_year() -> None:
    assert _spans("2023青年论坛开幕，14游客落水。") == ["14"]


@pytest.mark.parametrize(
    "text",
    ["该片由七万、溪口两村合成。", "“五万”活动收官。", "离县城十万八千里。", "获救者九死一生。"],
)
def test_read_no_figure_where_great_signs_are_a_name(text: str) -> None:
    assert [r for r in _figures(text) if r.unit == ""] == []


@pytest.mark.parametrize(
    ("text", "span", "low", "high", "unit"),
    [
        ("可处三百元以上两千元以下罚款。", "三百元以上两千元以下", 300, 2000, "元"),
        ("并处5万元以上20万元以下的罚款。", "5万元以上20万元以下", 50_000, 200_000, "元"),
        ("数额在6万元以上不满50万元。", "6万元以上不满50万元", 60_000, 500_000, "元"),
        ("数额在6万以上不满50万元。", "6万以上不满50万元", 60_000, 500_000, "元"),
        ("处五日以上八日以下拘留。", "五日以上八日以下", 5, 8, "天"),
        ("刑期8个月至1年4个月不等。", "8个月至1年4个月", 8, 16, "个月"),
        ("刑期一年零两个月到三年不等。", "一年零两个月到三年", 14, 36, "个月"),
        ("全年晴天280-240天。", "280-240天", 240, 280, "天"),
        ("降水偏少3至4成。", "3至4成", 30, 40, "%"),
    ],
)
def test_read_ranges_as_one(text: str, span: str, low: float, high: float, unit: str) -> None:
    (reading,) = _figures(text)

    assert (reading.text, reading.unit) == (span, unit)
    assert (reading.low, reading.high) == (low, high)
    assert reading.high_open == ("不满" in text)


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("主队以25-21分取胜。", ["21分"]),
        ("60人以上，3人以下的分开登记。", ["60人以上", "3人以下"]),
        ("凡80元以上3人结伴的优惠。", ["80元以上", "3人"]),
    ],
)
def test_read_no_range_where_none_is_said(text: str, spans: list[str]) -> None:
    assert _spans(text) == spans


@pytest.mark.parametrize(
    ("text", "span", "value", "unit"),
    [
        ("上交气枪子弹420发、军刀两把。", "420发", 420, "发"),
        ("当场起出7发步枪弹。", "7发", 7, "发"),
        ("新校按8轨48班设计。", "8轨", 8, "轨"),
        ("新校按8轨48班设计。", "48班", 48, "班"),
        ("办学规模为30班。", "30班", 30, "班"),
        ("动能不得超过2.3焦耳/平方厘米。", "不得超过2.3焦耳", 2.3, "焦耳"),
        ("出户带宽300mbps 起。", "300mbps", 300, "Mbps"),
        ("干线升级为2gbps。", "2gbps", 2, "Gbps"),
        ("配60t行车一部。", "60t", 60, "吨"),
        ("门票要95人民币。", "95人民币", 95, "元"),
        ("房租开销达1800万越南盾。", "1800万越南盾", 18_000_000, "越南盾"),
        ("没收赌资600万柬币。", "600万柬币", 6_000_000, "瑞尔"),
        ("地层距今约1亿3千5百万年。", "约1亿3千5百万年", 135_000_000, "年"),
        ("旱地占了70%还多。", "70%还多", 71, "%"),
        ("山上大约有45户住着。", "大约有45户", 45, "户"),
        ("利率首次跌破3%大关。", "3%", 3, "%"),
        ("人员经费不得低于40%。", "不得低于40%", 40, "%"),
        ("名下有9套房。", "9套", 9, "套"),
    ],
)
def test_read_units_and_what_qualifies_them(text: str, span: str, value: float, unit: str) -> None:
    reading = next(r for r in _figures(text) if r.text == span)

    assert reading.unit == unit
    assert reading.low is not None
    assert float(reading.low) <= value <= float(reading.high or value)


def test_read_unit_of_an_area_behind_a_stroke() -> None:
    assert [r.per for r in _figures("测得1.1焦耳/平方厘米。")] == ["平方厘米"]


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("2024发展大会召开。", []),
        ("三年级2班夺冠，4班第二。", []),
        ("第8轨道局承建。", []),
        ("3国际频道播出。", []),
    ],
)
def test_read_no_unit_where_its_sign_is_of_another_word(text: str, units: list[str]) -> None:
    assert [r.unit for r in _figures(text)] == units


@pytest.mark.parametrize(
    ("text", "span", "value"),
    [
        ("发行额不低于3，000万枚。", "不低于3，000万枚", 30_000_000),
        ("期末余额为1，380，206.45万元。", "1，380，206.45万元", 13_802_064_500),
        ("年均利润86，415.20万元。", "86，415.20万元", 864_152_000),
        ("其中，4，000万枚为银币。", "4，000万枚", 40_000_000),
        ("总户数1，234，567户。", "1，234，567户", 1_234_567),
        ("产值增长13。4%；", "13。4%", 13.4),
        ("示范田27。5万亩连片。", "27。5万亩", 275_000),
    ],
)
def test_read_numbers_with_a_wide_comma_or_stop_inside(text: str, span: str, value: float) -> None:
    (reading,) = _figures(text)

    assert (reading.text, float(reading.low or 0)) == (span, value)


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("红队得100，200，300分。", ["300分"]),
        ("编号到87，105人入场。", ["105人"]),
        ("第一组有12人，350人观看。", ["12人", "350人"]),
        ("党员由18增至25。3人请假。", ["3人"]),
        ("工程在2015。6月完工。", []),
    ],
)
def test_read_commas_and_stops_between_numbers(text: str, spans: list[str]) -> None:
    assert _spans(text) == spans


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("据县台6月23日报道，水位回落。", ["6月23日"]),
        ("据当地晚报22日报道。", ["22日"]),
        ("24日夜，渡口停航。", ["24日"]),
        ("处以行政拘留5日。", []),
        ("被判拘留12日的处罚。", []),
        ("住院9日后出院。", []),
    ],
)
def test_read_days_apart_from_how_long_it_lasted(text: str, dates: list[str]) -> None:
    assert [r.text for r in read(text) if r.kind is Kind.DATE] == dates
    assert [r.text for r in _figures(text)] == ([] if dates else _spans(text))


def test_read_days_of_detention_as_a_figure() -> None:
    assert _spans("两人被行政拘留5日，一人被处十二日以下拘留。")[-1] == "十二日以下"
    assert "5日" in _spans("两人被行政拘留5日，一人被处十二日以下拘留。")


def test_read_minutes_past_midnight_as_a_time() -> None:
    (reading,) = read("零时26分，警报解除。")

    assert (reading.kind, reading.text) == (Kind.TIME, "零时26分")


@pytest.mark.parametrize("word", ["目前", "此前", "日前", "当前", "之前", "提前", "三年前"])
def test_read_people_behind_a_word_of_time_as_no_rank(word: str) -> None:
    assert "18名" in _spans(f"{word}18名矿工升井。")


def test_read_the_first_of_a_class_as_a_rank() -> None:
    assert _spans("全年级前18名学生进入决赛。") == []


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("2021届毕业生招聘会开场。", []),
        ("沿用2015版图集。", []),
        ("登上1980级石阶。", ["1980级"]),
        ("央视2套播出。", []),
        ("按照条例第12条、15条和20条处理。", []),
        ("车队驶过318省道。", []),
        ("家住上河村三组。", []),
        ("全村六组都通了水。", ["六组"]),
        ("在八里镇设点，九里村也设。", []),
        ("清道光六年重修。", []),
        ("宋淳祐三年（1243年）立碑。", []),
        ("唐咸通三年（862年）建寺。", []),
        ("公元755年陷落。", []),
        ("守塔三年。", ["三年"]),
        ("历时三年（2019年至2021年）完工。", ["三年"]),
        ("2016国际马拉松开跑。", []),
        ("买进三台县里没有的设备。", []),
    ],
)
def test_read_no_figure_in_a_name(text: str, spans: list[str]) -> None:
    assert _spans(text) == spans


def test_read_buildings_that_stand_there() -> None:
    spans = _spans("厂区东侧建有2栋7层和3栋4层框架楼。")

    assert "2栋" in spans
    assert "3栋" in spans


def test_read_no_building_in_an_address() -> None:
    assert _spans("老人住在3栋4单元。") == []


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("建成20个以上文化站。", ["20个以上"]),
        ("配套文化站12个以上文化程度不限的文员。", ["12个"]),
        ("塌方造成一名村医遇难。", ["一名"]),
        ("经过近4个月的抢修，闸门复位。", ["近4个月"]),
        ("经过一年的试种。", ["一年"]),
        ("山区有90多万人口。", ["90多万"]),
        ("值班人员住两排平房。", ["两排"]),
        ("领涨的是茶业（+2.15%）。", ["+2.15%"]),
        ("二团驻守在河口。", []),
        ("附二层通道封闭。", []),
        ("二类地区标准另定。", []),
        ("这是全县最老的一所。", []),
        ("盗伐一案，开庭审理。", []),
    ],
)
def test_read_what_stands_beside_a_number(text: str, spans: list[str]) -> None:
    assert _spans(text) == spans
